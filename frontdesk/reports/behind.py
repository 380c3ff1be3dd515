"""The visits behind each figure of a summary, picked by the functions that its figures are made with.

A list has as many visits as its figure says; those come first that explain it. By service, counter and person a figure
counts legs: a visit that was twice at a counter stands there twice, each time with the wait of that leg.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import compress
from typing import TYPE_CHECKING

from frontdesk.domain.metrics import PROVEN, Judgement
from frontdesk.domain.visit import Outcome
from frontdesk.reports.detours import INTERRUPTED, interruptions, taken
from frontdesk.reports.evidence import Seen
from frontdesk.reports.half_hours import clock_text
from frontdesk.reports.parts import SERVED as WERE_SERVED
from frontdesk.reports.repeat_visits import of_known, repeat_visits
from frontdesk.reports.set_apart import set_apart_in, touched_by
from frontdesk.reports.sums.measures import estimated
from frontdesk.reports.sums.times import TIMES, phase_lengths
from frontdesk.reports.waiting import Interval, waiting_in
from frontdesk.reports.which import (
    ARRIVED,
    CAME,
    CARRIED_IN,
    COLLEAGUES,
    DECIDED,
    FACTOR,
    HANDLED,
    KNOWN,
    LEFT,
    MISSED,
    RETURN,
    SERVED,
    SERVED_ONLY,
    STRICT,
    VISITS,
    WAIT,
    Of,
    Which,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from frontdesk.reports.evidence import Evidence
    from frontdesk.reports.stretches import Stretch

_OPEN = "open"
_EARLY = frozenset((Judgement.LEFT_EARLY, Judgement.NO_SHOW_EARLY, Judgement.UNFINISHED_EARLY))
_PARTS: Mapping[str, frozenset[Judgement]] = {
    **{one.value: frozenset((one,)) for one in Judgement},
    VISITS: frozenset(Judgement),
    SERVED: WERE_SERVED,
    DECIDED: PROVEN,
    MISSED: PROVEN - {Judgement.WITHIN},
    STRICT: PROVEN | _EARLY,
    SERVED_ONLY: WERE_SERVED,
    HANDLED: WERE_SERVED,
}
"""Which judgements a part of a figure counts."""


class Value(StrEnum):
    """What stands beside each visit of a list, and orders it: the largest first, but ARRIVED and RATING."""

    ARRIVED = "arrived"
    WAITED = "waited"
    OVER = "over"
    RESPONSE = "response"
    WALK = "walk"
    HANDLING = "handling"
    INTERRUPTION = "interruption"
    HOLD = "hold"
    TOTAL = "total"
    PHASE = "phase"
    TIMES = "times"
    ERROR = "error"
    RATING = "rating"
    PASSED = "passed"


def value_of(which: Which) -> Value:
    """What stands beside each visit that a figure counts."""
    if which.of is Of.REPEATS or which.part in (ARRIVED, CARRIED_IN):
        return Value.ARRIVED
    if which.of is Of.MEASURE:
        return Value.WAITED if which.part == "wait" else Value(which.part)
    if which.part == HANDLED:
        return Value.HANDLING
    if which.of is Of.DETOUR:
        return Value.INTERRUPTION if which.key == INTERRUPTED else Value.TIMES
    if which.of is Of.NAMED:
        return Value(which.part) if which.part else Value.OVER
    return _VALUES.get(which.of, Value.WAITED)


_VALUES = {
    Of.COUNTS: Value.OVER,
    Of.PHASE: Value.PHASE,
    Of.LEVEL: Value.OVER,
    Of.DEPARTED: Value.OVER,
    Of.ESTIMATES: Value.ERROR,
    Of.RATINGS: Value.RATING,
    Of.ATTENDED: Value.HANDLING,
    Of.ANSWERS: Value.RATING,
    Of.EXTRA_STEPS: Value.RATING,
}


def behind(evidence: Evidence, which: Which) -> list[Seen]:
    """The visits that a figure counts."""
    found, value = _PICKS[which.of](evidence, which), value_of(which)
    if value is Value.OVER:
        found = [one._replace(value=one.waited_s - one.visit.target_s) for one in found]
    if which.of is Of.NAMED:
        return list(found)
    sign = 1 if value in (Value.ARRIVED, Value.RATING) else -1
    return sorted(found, key=lambda one: (one.value is None, sign * (one.value or 0), one.visit.arrived_at))


def _counts(evidence: Evidence, which: Which) -> Iterable[Seen]:
    period, part = evidence.period, which.part
    first, last = (which.key, which.key) if which.key else (period.from_day, period.to_day)
    for one in evidence.every.values():
        arrived, ended, outcome = one.visit.arrived_day, one.visit.ended_day, one.visit.outcome
        came = first <= arrived <= last
        carried_in = arrived < first and (ended is None or ended >= first)
        if part == CAME:
            counts = came or carried_in
        elif part == ARRIVED:
            counts = came
        elif part == CARRIED_IN:
            counts = carried_in
        elif part == _OPEN:
            counts = arrived <= last and (ended is None or ended > last)
        else:
            counts = outcome == part and ended is not None and first <= ended <= last
        if counts:
            yield one._replace(value=one.visit.arrived_at)


def _measure(evidence: Evidence, which: Which) -> Iterable[Seen]:
    sheet = evidence.sheet
    people = compress(evidence.measured(range(len(sheet.columns))), sheet.columns.served)
    for one, length in zip(people, TIMES[which.part](sheet), strict=True):
        if length is not None:
            yield one._replace(value=length)


def _phase(evidence: Evidence, which: Which) -> Iterable[Seen]:
    lengths = phase_lengths(evidence.sheet).get(which.key, Counter())
    return (evidence.every[visit]._replace(value=length) for visit, length in lengths.items())


def _level(evidence: Evidence, which: Which) -> Iterable[Seen]:
    people, outside = evidence.sheet.measured, evidence.period.outside
    return evidence.measured(
        place
        for place, judgement in enumerate(people.judgements)
        if judgement in _PARTS[which.part]
        and people.fields.segment[place] not in outside
        and which.key in ("", evidence.day_of(place))
    )


def _colleagues(evidence: Evidence, _which: Which) -> Iterable[Seen]:
    segments = evidence.sheet.measured.fields.segment
    return evidence.measured(place for place, one in enumerate(segments) if one in evidence.period.internal)


def _group(evidence: Evidence, which: Which) -> Iterable[Seen]:
    people = evidence.sheet.measured
    keys = getattr(people.fields, which.of)
    those = [keys[place] == which.key and one in _PARTS[which.part] for place, one in enumerate(people.judgements)]
    found = evidence.measured(compress(range(len(those)), those))
    if which.part != HANDLED:
        return found
    handled = compress(evidence.sheet.columns.handled, compress(those, evidence.sheet.columns.served))
    return (one._replace(value=length) for one, length in zip(found, handled, strict=True))


def _legs(evidence: Evidence, which: Which) -> Iterable[Seen]:
    """Each leg; a visit of which several are of the group is one visit, with the longest wait of them."""
    legs = [leg for leg in evidence.sheet.legs.where(which.of, which.key) if leg.judgement in _PARTS[which.part]]
    if which.part == VISITS:
        legs = list({leg.visit: leg for leg in sorted(legs, key=lambda leg: leg.waited_s)}.values())
    handled = which.part == HANDLED
    return (
        Seen(evidence.every[leg.visit].visit, leg.waited_s, leg.handled_s if handled else leg.waited_s) for leg in legs
    )


def _departed(evidence: Evidence, which: Which) -> Iterable[Seen]:
    judgements = evidence.sheet.measured.judgements
    return evidence.measured(place for place, one in enumerate(judgements) if one in _PARTS[which.part])


def _half_hour(evidence: Evidence, which: Which) -> Iterable[Seen]:
    clock, period = evidence.clock, evidence.period
    by_clock = ":" in which.key

    def holds(at: int | None) -> bool:
        if at is None:
            return False
        return clock_text(clock.of_day(at)) == which.key if by_clock else str(clock.half_hour(at)) == which.key

    if which.part == ARRIVED:
        for one in evidence.every.values():
            if one.visit.arrived_day >= period.from_day and holds(one.visit.arrived_at):
                yield one._replace(value=one.visit.arrived_at)
        return
    outcome = Outcome.LEFT if which.part == LEFT else Outcome.SERVED
    for one in evidence.every.values():
        if one.visit.outcome == outcome and holds(one.visit.ended_at):
            yield one._replace(value=one.waited_s)


def _band(evidence: Evidence, which: Which) -> Iterable[Seen]:
    over, most = int(which.key), int(which.part) if which.part else None
    every = _measure(evidence, Which(Of.MEASURE, part="wait"))
    return (one for one in every if one.waited_s > over and (most is None or one.waited_s <= most))


def _detour(evidence: Evidence, which: Which) -> Iterable[Seen]:
    """Each visit once a day, with how often, or how long its interruptions of that day took."""
    visits = {one.visit.id: one.visit for one in evidence.every.values()}
    for log in evidence.period.logs:
        counts: Counter[str] = Counter()
        lengths = interruptions(log, visits, evidence.period.as_of) if which.key == INTERRUPTED else None
        for one in taken(log):
            if one.kind == which.key and evidence.period.staff in (None, one.staff):
                counts[one.visit] += 1 if lengths is None else lengths.get(one.place, 0)
        yield from (evidence.every[visit]._replace(value=n) for visit, n in counts.items() if visit in evidence.every)


def _came_back(evidence: Evidence, _which: Which) -> Iterable[Seen]:
    return filter(_has_ended, evidence.measured(_places(evidence, "returned")))


def _estimates(evidence: Evidence, _which: Which) -> Iterable[Seen]:
    """Those first who were told the most too little."""
    people = evidence.sheet.measured
    for place, error, _within in estimated(evidence.sheet):
        yield Seen(people.visits[place], people.waited[place], -error)


def _ratings(evidence: Evidence, which: Which) -> Iterable[Seen]:
    ratings = evidence.sheet.measured.fields.rating
    places = [place for place, one in enumerate(ratings) if one is not None and one >= int(which.key)]
    return (one._replace(value=one.visit.rating) for one in filter(_has_ended, evidence.measured(places)))


def _answers(evidence: Evidence, which: Which) -> Iterable[Seen]:
    """Those who answered, of one part."""
    internal, part = evidence.period.internal, which.part
    over, _slash, most = part.partition("/")

    def counts(one: Seen) -> bool:
        visit = one.visit
        if which.key == WAIT:
            return (one.waited_s > int(over) or over == "0") and (not most or one.waited_s <= int(most))
        if which.key == RETURN:
            return visit.would_return is not None and bool(visit.would_return) == (part == "yes")
        if which.key == COLLEAGUES:
            return visit.segment in internal
        return (visit.rating_factor if which.key == FACTOR else visit.segment) == part

    return filter(counts, _ratings(evidence, Which(Of.RATINGS, "1")))


def _extra_steps(evidence: Evidence, _which: Which) -> Iterable[Seen]:
    taken = filter(_has_ended, evidence.measured(_places(evidence, "extra_steps")))
    return (one._replace(value=one.visit.rating) for one in taken)


def _places(evidence: Evidence, field: str) -> Iterable[int]:
    """The places among the measured of those who have any of it."""
    return compress(range(len(evidence.sheet.columns)), getattr(evidence.sheet.measured.fields, field))


def _has_ended(one: Seen) -> bool:
    return one.visit.outcome is not None


def _set_apart(evidence: Evidence, _which: Which) -> Iterable[Seen]:
    for log in evidence.period.logs:
        intervals = set_apart_in(log)
        if intervals:
            places = touched_by(evidence.sheet, intervals)
            yield from evidence.measured(place for place in places if evidence.day_of(place) == log.day)


def _repeats(evidence: Evidence, which: Which) -> Iterable[Seen]:
    period = evidence.period
    known = of_known(one.visit for one in evidence.every.values() if one.visit.arrived_day >= period.from_day)
    counted = known if which.part == KNOWN else repeat_visits(known, period.before)
    return (
        evidence.every[visit.id]._replace(value=visit.arrived_at)
        for visit in counted
        if which.key in ("", visit.service)
    )


def _attended(evidence: Evidence, which: Which) -> Iterable[Seen]:
    """Each leg that was called while a person staffed a counter that was open; of one person's shifts theirs alone."""
    person = which.part or evidence.period.staff
    for day in evidence.on_duty:
        for one in day.stretches:
            if one.paused or (which.key or one.counter, person or one.staff) != (one.counter, one.staff):
                continue
            if which.ids and not _lies_in(which.ids, day.day, one):
                continue
            for leg in day.sheet.legs.where(Of.COUNTER, one.counter):
                if leg.called_at is not None and one.begins <= leg.called_at < one.ends:
                    yield Seen(day.visits[leg.visit], leg.waited_s, leg.handled_s)


def _waited_in(evidence: Evidence, which: Which) -> Iterable[Seen]:
    """Who waited in an interval; where a counter is named that was paused in it, those whom it takes."""
    name, begins, ends = which.ids
    for day in evidence.on_duty:
        if day.day != name:
            continue
        taken_by = None
        if which.key:
            taken_by = next(
                one
                for one in day.stretches
                if one.counter == which.key and one.paused and _lies_in(which.ids, name, one)
            )
        waited = dict(zip(day.sheet.every.fields.id, day.sheet.every.waited, strict=True))
        for visit in waiting_in(day.sheet.legs, Interval(int(begins), int(ends)), taken_by):
            yield Seen(day.visits[visit], waited[visit], waited[visit])


def _lies_in(ids: Sequence[str], day: str, one: Stretch) -> bool:
    return ids[0] == day and int(ids[1]) <= one.begins and one.ends <= int(ids[2])


def _named(evidence: Evidence, which: Which) -> Iterable[Seen]:
    for visit in which.ids:
        if visit in evidence.every:
            one = evidence.every[visit]
            yield one._replace(value=one.visit.passed if which.part == Value.PASSED else one.waited_s)


_PICKS: Mapping[Of, Callable[[Evidence, Which], Iterable[Seen]]] = {
    Of.COUNTS: _counts,
    Of.MEASURE: _measure,
    Of.PHASE: _phase,
    Of.LEVEL: _level,
    Of.COLLEAGUES: _colleagues,
    Of.SERVICE: _legs,
    Of.SEGMENT: _group,
    Of.URGENCY: _group,
    Of.PREFERENCE: _group,
    Of.COUNTER: _legs,
    Of.STAFF: _legs,
    Of.DEPARTED: _departed,
    Of.HALF_HOUR: _half_hour,
    Of.BAND: _band,
    Of.DETOUR: _detour,
    Of.CAME_BACK: _came_back,
    Of.ESTIMATES: _estimates,
    Of.RATINGS: _ratings,
    Of.ANSWERS: _answers,
    Of.EXTRA_STEPS: _extra_steps,
    Of.SET_APART: _set_apart,
    Of.REPEATS: _repeats,
    Of.NAMED: _named,
    Of.ATTENDED: _attended,
    Of.WAITED_IN: _waited_in,
}
