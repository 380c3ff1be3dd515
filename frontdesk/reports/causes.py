"""Why somebody waited longer than promised, as far as the log and the other visits of the day tell it.

A cause is what happened while they waited, and no proof: several may hold at once, and all are told. Lengths are
seconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.domain.day_log import DayLog
    from frontdesk.domain.records import VisitRecord
    from frontdesk.reports.stretches import Stretch
    from frontdesk.reports.sums.sheet import Sheet

Span = tuple[int, int]

NO_COUNTER, PAUSED, RUSH, BUSY = "no_counter", "counter_paused", "rush", "busy"
PREFERENCE, OUT_OF_TURN, OTHERS_FIRST = "preference_first", "out_of_turn_first", "others_first"
TRANSFERRED, RECALLED, HELD, CAME_BACK = "transferred", "recalled", "held", "came_back"
MANY = 3
"""So many who waited already are worth a word."""
_EARLIEST_S = 86400
"""Nobody who came longer ago than this is looked for among those who were waiting already."""


class Cause(NamedTuple):
    """One cause: how many (people or times), how many seconds of the wait, at which counter, the reference to why."""

    kind: str
    n: int = 0
    seconds: int = 0
    counter: str = ""
    reason: str = ""


class Causes:
    """The causes of the waits of one day."""

    def __init__(self, log: DayLog, stretches: Sequence[Stretch], sheet: Sheet, at: int) -> None:
        self._log, self._stretches, self._at, self._sheet = log, stretches, at, sheet
        self._rushes = rushes(log, at)
        order = sorted(range(len(sheet.measured.visits)), key=sheet.measured.fields.arrived_at.__getitem__)
        self._people = [sheet.measured.visits[place] for place in order]
        self._arrived = [visit.arrived_at for visit in self._people]

    def of(self, visit: VisitRecord, waited_s: int) -> tuple[Cause, ...]:
        """Why this visit waited so long, what weighs most first within each kind."""
        spans = self._waits(visit, waited_s)
        found = [*self._counters(visit, spans), *self._crowd(visit, spans), *self._overtaken(visit, spans)]
        return (*found, *self._own_way(visit))

    def _waits(self, visit: VisitRecord, waited_s: int) -> list[Span]:
        legs = [leg for leg in self._sheet.legs.several if leg.visit == visit.id and leg.waited_s > 0]
        if legs:
            return [(leg.queued_at, leg.queued_at + leg.waited_s) for leg in legs]
        return [(visit.arrived_at, visit.arrived_at + waited_s)] if waited_s > 0 else []

    def _counters(self, visit: VisitRecord, spans: Sequence[Span]) -> Iterable[Cause]:
        if not self._stretches:
            return
        takes = [one for one in self._stretches if one.takes(visit.service, visit.segment)]
        open_ = [(one.begins, one.ends) for one in takes if not one.paused]
        waited = sum(until - since for since, until in spans)
        without = waited - sum(_overlap(spans, one) for one in _merged(open_))
        if without > 0:
            yield Cause(NO_COUNTER, seconds=without)
        paused = [(_overlap(spans, (one.begins, one.ends)), one) for one in takes if one.paused]
        for seconds, one in sorted(paused, key=lambda pair: -pair[0]):
            if seconds > 0:
                yield Cause(PAUSED, seconds=seconds, counter=one.counter, reason=one.reason or "")

    def _crowd(self, visit: VisitRecord, spans: Sequence[Span]) -> Iterable[Cause]:
        rush = sum(_overlap(spans, one) for one in self._rushes)
        if rush > 0:
            yield Cause(RUSH, seconds=rush)
        at = visit.arrived_at
        first, last = bisect_left(self._arrived, at - _EARLIEST_S), bisect_right(self._arrived, at)
        waiting = sum(
            one.id != visit.id and one.service == visit.service and _wait_ends(one, self._at) > at
            for one in self._people[first:last]
        )
        if waiting >= MANY:
            yield Cause(BUSY, n=waiting)

    def _overtaken(self, visit: VisitRecord, spans: Sequence[Span]) -> Iterable[Cause]:
        """Those who came later and were called while this one waited, by a counter that took this one too."""
        if not spans:
            return
        first = bisect_right(self._arrived, visit.arrived_at)
        last = bisect_left(self._arrived, spans[-1][1])
        tally = dict.fromkeys((PREFERENCE, OUT_OF_TURN, OTHERS_FIRST), 0)
        for one in self._people[first:last]:
            if one.called_at is None or not any(since <= one.called_at < until for since, until in spans):
                continue
            if not self._could_have_called(one, visit):
                continue
            if one.passed > 0:
                tally[OUT_OF_TURN] += 1
            elif one.preference is not None and visit.preference is None:
                tally[PREFERENCE] += 1
            else:
                tally[OTHERS_FIRST] += 1
        for kind, n in tally.items():
            if n:
                yield Cause(kind, n=n)

    def _could_have_called(self, other: VisitRecord, visit: VisitRecord) -> bool:
        at = [
            one
            for one in self._stretches
            if one.counter == other.counter and one.begins <= (other.called_at or 0) < one.ends
        ]
        return not at or any(one.takes(visit.service, visit.segment) for one in at)

    def _own_way(self, visit: VisitRecord) -> Iterable[Cause]:
        events = [record.event for record in self._log.records if visit.id in ev.visits_of(record.event)]
        for kind, event in ((TRANSFERRED, ev.Transferred), (RECALLED, ev.Recalled)):
            n = sum(isinstance(one, event) for one in events)
            if n:
                yield Cause(kind, n=n)
        holds = sum(isinstance(one, ev.PutOnHold) for one in events)
        if holds:
            yield Cause(HELD, n=holds, seconds=visit.held_s)
        if visit.returned:
            yield Cause(CAME_BACK, n=visit.returned)


def rushes(log: DayLog, until: int) -> list[Span]:
    """When the house's plan for a rush was followed."""
    since: int | None = None
    found = []
    for record in log.records:
        event = record.event
        if isinstance(event, ev.SurgeStarted) or (isinstance(event, ev.DayOpened) and event.surge is not None):
            since = record.at
        elif isinstance(event, (ev.SurgeEnded, ev.DayClosed)) and since is not None:
            found.append((since, record.at))
            since = None
    return [*found, (since, until)] if since is not None else found


def _wait_ends(visit: VisitRecord, at: int) -> int:
    """When somebody who had come waited no more: at the first call, or when they went."""
    if visit.called_at is not None:
        return visit.called_at
    return at if visit.ended_at is None else visit.ended_at


def _overlap(spans: Iterable[Span], other: Span) -> int:
    return sum(max(0, min(until, other[1]) - max(since, other[0])) for since, until in spans)


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Any] = []
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found
