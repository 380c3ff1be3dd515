"""From the log and the legs of a period to the load of its counters and people.

A wait or an attention that a hold broke counts as if it were in one piece, from its beginning on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import chain, compress
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.visit import State
from frontdesk.reports.duty import DayDuty, Duty, DutyFigures, Watch, added
from frontdesk.reports.stretches import Stretch, hand_overs, stretches
from frontdesk.reports.waiting import waiting_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.day_log import DayLog
    from frontdesk.reports.duty import HandOver
    from frontdesk.reports.period import Period
    from frontdesk.reports.sums.sheet import Legs

Span = tuple[int, int]
"""From an instant until another, UTC seconds."""
_EVER = 1 << 62
AT_A_COUNTER = frozenset((State.CALLED.value, State.SERVING.value))


def day_duty(log: DayLog, every: Sequence[Stretch], attended: Mapping[str, Attended], legs: Legs) -> DayDuty:
    """The duty of a day from the stretches that its log tells and everybody's legs."""
    waits = _Waits(legs)
    loads: defaultdict[tuple[str, str], list[Duty]] = defaultdict(list)
    for one in every:
        loads[one.counter, one.staff].append(_load(one, attended.get(one.counter, _NOBODY), waits))
    return DayDuty(
        tuple((*who, added(some)) for who, some in sorted(loads.items())),
        tuple(_shifts(log.day, every, attended)),
        tuple(sorted(_watch(log.day, one, len(waiting_in(legs, one, one))) for one in every if one.paused)),
        tuple(hand_overs(log)),
    )


def duty_figures(period: Period, days: Iterable[DayDuty]) -> DutyFigures:
    """The load of a period from that of its days; of one person's shifts where the report is of one person."""
    by_counter: defaultdict[str, list[Duty]] = defaultdict(list)
    by_staff: defaultdict[str, list[Duty]] = defaultdict(list)
    shifts: list[Watch] = []
    pauses: list[Watch] = []
    over: list[HandOver] = []
    person = period.staff
    for day in days:
        for counter, staff, load in day.loads:
            if person in (None, staff):
                by_counter[counter].append(load)
                by_staff[staff].append(load)
        shifts += [one for one in day.shifts if person in (None, one.staff)]
        pauses += [one._replace(reason=period.note(one.reason)) for one in day.pauses if person in (None, one.staff)]
        over += [one for one in day.hand_overs if person in (None, one.staff, one.previous)]
    return DutyFigures(
        added(load for some in by_counter.values() for load in some),
        {counter: added(by_counter[counter]) for counter in sorted(by_counter)},
        {staff: added(by_staff[staff]) for staff in sorted(by_staff)},
        tuple(shifts),
        tuple(pauses),
        tuple(over),
    )


def _load(one: Stretch, attended: Attended, waits: _Waits) -> Duty:
    within = _within(attended.spans, one.begins, one.ends)
    seconds = sum(until - since for since, until in within)
    if one.paused:
        return Duty(paused_s=one.seconds, pauses=1, after_hours_s=seconds)
    free = [one.begins, *chain.from_iterable(within), one.ends]
    idle = waits.of(one).between(free[::2], free[1::2])
    return Duty(open_s=one.seconds, attending_s=seconds, idle_waiting_s=idle, attended=attended.called_in(one))


class Attended(NamedTuple):
    """A counter's calls, and when somebody had been called or was served there: in order, merged where two overlap."""

    called: list[int]
    spans: list[Span]

    def called_in(self, one: Stretch) -> int:
        """How often somebody was called while a person staffed the counter."""
        return bisect_left(self.called, one.ends) - bisect_left(self.called, one.begins)


_NOBODY = Attended([], [])


def attended_at(legs: Legs, at: int) -> dict[str, Attended]:
    """By counter; who stands there at the instant ``at`` has been attended up to it."""
    alone = legs.alone.fields
    seconds = list(map(add, alone.called_s, alone.serving_s))
    for place, outcome in enumerate(alone.outcome):
        if outcome is None and alone.state[place] in AT_A_COUNTER:
            seconds[place] += max(0, at - alone.since[place])
    raw: defaultdict[str | None, list[Span]] = defaultdict(list)
    for counter, called_at, length in zip(alone.counter, alone.called_at, seconds, strict=True):
        if called_at is not None:
            raw[counter].append((called_at, called_at + length))
    for leg in legs.several:
        if leg.called_at is not None:
            raw[leg.counter].append((leg.called_at, leg.called_at + leg.attended_s))
    raw.pop(None, None)
    return {counter: _merged(sorted(spans)) for counter, spans in raw.items() if counter is not None}


def _merged(spans: Sequence[Span]) -> Attended:
    found: list[Span] = []
    for since, until in spans:
        if found and since < found[-1][1]:
            if until > found[-1][1]:
                found[-1] = (found[-1][0], until)
        elif until > since:
            found.append((since, until))
    return Attended([since for since, _ in spans], found)


def staffed(log: DayLog, at: int, attended: Mapping[str, Attended]) -> list[Stretch]:
    """Who staffed which counter on a day, up to the instant ``at`` (UTC seconds)."""
    return stretches(log, at, lambda counter, asked: _free_at(attended.get(counter), asked))


def _free_at(attended: Attended | None, at: int) -> int:
    """When the visit that stood at a counter at an instant left it; the instant itself where none did."""
    spans = () if attended is None else attended.spans
    place = bisect_right(spans, (at, _EVER)) - 1
    return spans[place][1] if place >= 0 and spans[place][1] > at else at


def _within(spans: Sequence[Span], first: int, last: int) -> list[Span]:
    """What of some spans, which are in order and apart, lies between two instants."""
    begin = bisect_right(spans, (first, _EVER))
    if begin and spans[begin - 1][1] > first:
        begin -= 1
    found = list(spans[begin : bisect_left(spans, (last, -_EVER))])
    if found:
        found[0] = (max(first, found[0][0]), found[0][1])
        found[-1] = (found[-1][0], min(last, found[-1][1]))
    return found


class _Waits:
    """When somebody waited whom a counter takes."""

    def __init__(self, legs: Legs) -> None:
        self._legs = legs
        self._clocks: dict[object, WaitingClock] = {}

    def of(self, one: Stretch) -> WaitingClock:
        takes = one.services, one.segments
        found = self._clocks.get(takes)
        if found is None:
            found = self._clocks[takes] = WaitingClock(self._spans(one))
        return found

    def _spans(self, one: Stretch) -> list[Span]:
        alone: Any = self._legs.alone.fields
        waited, arrived = self._legs.alone.waited, alone.arrived_at
        spans = list(zip(arrived, map(add, arrived, waited), strict=True))
        if one.services is not None or one.segments is not None:
            spans = list(compress(spans, map(one.takes, alone.service, alone.segment)))
        spans += [
            (leg.queued_at, leg.queued_at + leg.waited_s)
            for leg in self._legs.several
            if one.services is None or leg.service in one.services
        ]
        return spans


class WaitingClock:
    """A clock that goes on only while somebody waits."""

    def __init__(self, spans: Iterable[Span]) -> None:
        # It begins to stand still long before anything, so that every instant has a place in the lists.
        begins, ends, shown = [-_EVER], [-_EVER], [_EVER]
        total = 0
        for since, until in sorted(spans):
            if until <= since:
                continue
            if since <= ends[-1]:
                if until > ends[-1]:
                    total += until - ends[-1]
                    ends[-1] = until
                continue
            begins.append(since)
            ends.append(until)
            shown.append(total - since)
            total += until - since
        self._begins, self._ends, self._shown = begins, ends, shown

    def between(self, firsts: Iterable[int], lasts: Iterable[int]) -> int:
        """For how many seconds of those from each first instant to its last somebody waited."""
        return self._shown_at(lasts) - self._shown_at(firsts)

    def _shown_at(self, instants: Iterable[int]) -> int:
        """What the clock shows at these instants, all of it together."""
        begins, ends, shown = self._begins, self._ends, self._shown
        total = 0
        for at in instants:
            place = bisect_right(begins, at) - 1
            until = ends[place]
            total += shown[place] + (at if at < until else until)
        return total


def _shifts(day: str, every: Iterable[Stretch], attended: Mapping[str, Attended]) -> list[Watch]:
    """Each person's time at each counter from sign-in to sign-out, pauses included."""
    found: list[Watch] = []
    for one in sorted(every, key=lambda one: (one.counter, one.begins)):
        called = 0 if one.paused else attended.get(one.counter, _NOBODY).called_in(one)
        last = found[-1] if found else None
        if last is not None and (last.counter, last.staff, last.ends) == (one.counter, one.staff, one.begins):
            found[-1] = last._replace(ends=one.ends, over=one.over, visits=last.visits + called)
        else:
            found.append(_watch(day, one, called)._replace(reason=None))
    return sorted(found)


def _watch(day: str, one: Stretch, visits: int) -> Watch:
    return Watch(day, one.begins, one.ends, one.counter, one.staff, one.reason, one.over, visits)
