"""What a report asks of the log beside the visits' own records: counters, detours, rushes, and what stood apart.

A visit's record tells how long it was in each state; who paused which counter, and why somebody was sent on, only the
log knows. These events are few: some dozens a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import events as ev
from frontdesk.domain.undoing import what_stands

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTABLE = (
    ev.DayOpened,
    ev.DayClosed,
    ev.DayReopened,
    ev.Recalled,
    ev.Returned,
    ev.PutOnHold,
    ev.Transferred,
    ev.VisitTakenOver,
    ev.Interrupted,
    ev.InterruptionEnded,
    ev.CounterOpened,
    ev.CounterPaused,
    ev.CounterResumed,
    ev.CounterClosed,
    ev.CounterTakenOver,
    ev.SurgeStarted,
    ev.SurgeEnded,
    ev.IntervalSetApart,
    ev.AbuseNoted,
    ev.ShiftNoteWritten,
    ev.ShiftNoteRead,
    ev.PulseTaken,
    ev.PulsesGathered,
    ev.Undone,
)
"""What is read of a day's log for a report."""


class DayLog(NamedTuple):
    """The notable events of a business day that stand, in their order."""

    day: str
    records: tuple[ev.Recorded, ...]


def standing(day: str, records: Iterable[ev.Recorded]) -> DayLog:
    """The events of a day without those that were undone, and without the undoing itself."""
    return DayLog(day, what_stands(records))
