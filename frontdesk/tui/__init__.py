"""The screens: they build a command and show a state; they own no rule and no SQL."""
