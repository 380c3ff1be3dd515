"""The only place that knows SQL: the event log, the read tables made from it, backup and restore."""
