"""Each stretch of time in which one person staffed one counter, open or paused, made from the log of the days.

A pause asked for after the present visit begins when that visit leaves the counter. A stretch ends with the day; what
goes on after midnight begins again in the next day's log, so that stretches of days can be added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import events as ev
from frontdesk.reports.duty import HandOver

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.day_log import DayLog


class Stretch(NamedTuple):
    """One person at one counter, from ``begins`` to ``ends`` (UTC seconds), open or ``paused`` (with the reason's ref).

    ``services`` and ``segments`` are what the counter took, None for all. ``over`` is False for one that still runs.
    """

    counter: str
    staff: str
    paused: bool
    begins: int
    ends: int
    reason: str | None = None
    services: frozenset[str] | None = None
    segments: frozenset[str] | None = None
    over: bool = True

    @property
    def seconds(self) -> int:
        """How long it was."""
        return self.ends - self.begins

    def takes(self, service: str, segment: str) -> bool:
        """Whether the counter took visits of a segment for a service."""
        return (self.services is None or service in self.services) and (
            self.segments is None or segment in self.segments
        )


def stretches(log: DayLog, until: int, free_at: Callable[[str, int], int]) -> list[Stretch]:
    """The stretches of a day, by counter and in order; those that still run end at ``until`` (UTC seconds).

    ``free_at(counter, at)`` is when the visit that stood at a counter at an instant left it; the instant itself where
    none did.
    """
    told = _Told(free_at)
    for record in log.records:
        told.take(record)
    return told.ended_by(until)


def hand_overs(log: DayLog) -> list[HandOver]:
    """Who handed over to whom, as far as it was written down: takeovers of counters and of visits."""
    found = []
    staff: dict[str, str] = {}
    for record in log.records:
        event, counter = record.event, record.counter or ""
        if isinstance(event, ev.DayOpened):
            staff |= {kept.id: kept.staff for kept in event.counters}
        elif isinstance(event, ev.CounterOpened):
            staff.setdefault(counter, record.actor)
        elif isinstance(event, ev.CounterClosed):
            staff.pop(counter, None)
        elif isinstance(event, ev.CounterTakenOver):
            previous = event.previous or staff.get(counter)
            found.append(HandOver(log.day, record.at, counter, previous, record.actor))
            staff[counter] = record.actor
        elif isinstance(event, ev.VisitTakenOver):
            before = staff.get(event.from_counter)
            found.append(HandOver(log.day, record.at, event.to_counter, before, record.actor, event.visit))
    return found


@dataclass
class _At:
    """A counter while its log is read; ``pausing`` is when a pause after the present visit was asked for, and why."""

    staff: str
    since: int
    paused: bool = False
    reason: str | None = None
    services: frozenset[str] | None = None
    segments: frozenset[str] | None = None
    pausing: tuple[int, str | None] | None = None


@dataclass
class _Told:
    free_at: Callable[[str, int], int]
    at: dict[str, _At] = field(default_factory=dict)
    found: list[Stretch] = field(default_factory=list)

    def take(self, record: ev.Recorded) -> None:
        event = record.event
        if isinstance(event, ev.DayOpened):
            for kept in event.counters:
                self.at[kept.id] = _At(
                    kept.staff,
                    record.at,
                    paused=kept.state == "paused",
                    reason=kept.pause_reason,
                    services=_set(kept.services),
                    segments=_set(kept.segments),
                    pausing=(record.at, kept.pause_reason) if kept.pause_after else None,
                )
        elif isinstance(event, ev.DayClosed):
            for counter in list(self.at):
                self._ends(counter, record.at)
        elif isinstance(event, ev.CounterEvent) and record.counter is not None:
            self._at_counter(record, event, record.counter)

    def _at_counter(self, record: ev.Recorded, event: ev.CounterEvent, counter: str) -> None:
        self._pause_that_was_asked_for(counter, record.at)
        if isinstance(event, ev.CounterClosed):
            self._ends(counter, record.at)
            return
        known = self.at.get(counter)
        if isinstance(event, ev.CounterOpened):
            services, segments = _set(event.services), _set(event.segments)
            if known is None:
                self.at[counter] = _At(record.actor, record.at, services=services, segments=segments)
            else:
                self._goes_on(counter, record.at, services=services, segments=segments)
        elif known is None:
            return  # the log begins in the middle; nothing is known of this counter
        elif isinstance(event, ev.CounterPaused) and event.after_this:
            known.pausing = (record.at, event.reason)
        elif isinstance(event, ev.CounterPaused):
            self._goes_on(counter, record.at, paused=True, reason=event.reason)
        elif isinstance(event, ev.CounterResumed):
            known.pausing = None
            if known.paused:
                self._goes_on(counter, record.at, paused=False, reason=None)
        elif isinstance(event, ev.CounterTakenOver):
            self._goes_on(counter, record.at, staff=record.actor)

    def _pause_that_was_asked_for(self, counter: str, before: int) -> None:
        known = self.at.get(counter)
        if known is None or known.pausing is None or known.paused:
            return
        asked, reason = known.pausing
        begins = self.free_at(counter, asked)
        if begins <= before:
            known.pausing = None
            self._goes_on(counter, begins, paused=True, reason=reason)

    def _goes_on(self, counter: str, at: int, **changes: object) -> None:
        """The counter stays staffed, otherwise than before."""
        known = self.at[counter]
        self._add(counter, known, at, over=True)
        known.since = at
        for name, value in changes.items():
            setattr(known, name, value)

    def _ends(self, counter: str, at: int) -> None:
        self._pause_that_was_asked_for(counter, at)
        known = self.at.pop(counter, None)
        if known is not None:
            self._add(counter, known, at, over=True)

    def _add(self, counter: str, known: _At, until: int, *, over: bool) -> None:
        # A clock that was set back makes no stretch shorter than nothing.
        if until > known.since:
            self.found.append(
                Stretch(
                    counter,
                    known.staff,
                    known.paused,
                    known.since,
                    until,
                    known.reason if known.paused else None,
                    known.services,
                    known.segments,
                    over,
                )
            )

    def ended_by(self, until: int) -> list[Stretch]:
        for counter in list(self.at):
            self._pause_that_was_asked_for(counter, until)
            self._add(counter, self.at.pop(counter), until, over=False)
        return sorted(self.found, key=lambda one: (one.counter, one.begins))


def _set(ids: tuple[str, ...] | None) -> frozenset[str] | None:
    return None if ids is None else frozenset(ids)
