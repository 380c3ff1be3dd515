"""What adds up: the figures of visits gathered so that those of days make those of months and years, exactly."""
