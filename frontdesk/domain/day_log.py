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
"""What is read of a day's log for a report; beside these, the calls of visits past others (``called_past``)."""


class DayLog(NamedTuple):
    """The notable events of a business day that stand, in their order."""

    day: str
    records: tuple[ev.Recorded, ...]


class CalledPast(NamedTuple):
    """A call out of turn: when (UTC seconds), at which counter and by whom, past how many, and the reference to why."""

    at: int
    counter: str | None
    staff: str
    passed: int
    reason: str | None


def called_past(logs: Iterable[DayLog]) -> dict[str, CalledPast]:
    """By visit the call that went past the most others; of those that went past as many the last one with a reason.

    Whoever served the visit in the end may be another person, at another counter and on another day.
    """
    found: dict[str, CalledPast] = {}
    for log in logs:
        for record in log.records:
            event = record.event
            if isinstance(event, ev.Called) and event.passed > 0:
                call = CalledPast(record.at, record.counter, record.actor, event.passed, event.reason)
                if event.visit not in found or _weight(call) >= _weight(found[event.visit]):
                    found[event.visit] = call
    return found


def _weight(call: CalledPast) -> tuple[int, bool]:
    return call.passed, call.reason is not None


def standing(day: str, records: Iterable[ev.Recorded]) -> DayLog:
    """The events of a day without those that were undone, and without the undoing itself."""
    return DayLog(day, what_stands(records))
