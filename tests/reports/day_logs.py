"""Logs for the tests of reports: what happened at counters and to visits, one event to a line."""

from __future__ import annotations

from frontdesk.domain import events as ev
from frontdesk.domain.day_log import DayLog, standing
from tests.reports.rows import TODAY


def log(*told: tuple[int, str, str | None, ev.Event], day: str = TODAY) -> DayLog:
    """The log of a day: each event with its instant, who did it and where."""
    return standing(
        day,
        [ev.Recorded(seq, at, event, actor, counter, seq) for seq, (at, actor, counter, event) in enumerate(told, 1)],
    )
