"""The command line: it builds commands, shows answers, and owns no rule and no SQL."""
