"""The only place that knows SQL: the event log, the read tables made from it, backup and restore.

It stands above ``reports`` and imports it, never the other way: a roll-up is what ``reports.sums`` gathers from the
rows of a day, kept as bytes, so that a figure is defined once and a range of years is added up from what a day's report
is made of. What the store reads it hands up as plain rows and sums; which of them a report needs is asked for above it,
in ``frontdesk.periods`` and ``frontdesk.summaries``.
"""
