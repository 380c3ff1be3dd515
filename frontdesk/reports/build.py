"""From the rows of a period to its summary, in single passes; every count is made from the rows themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nlargest
from itertools import compress, count
from operator import add, gt
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from frontdesk.domain.commands import note_id
from frontdesk.domain.metrics import Distribution, ServiceLevel, abandonment, no_show_rate, share
from frontdesk.domain.visit import Outcome
from frontdesk.reports.complaint_figures import complaint_figures
from frontdesk.reports.half_hours import Course, SiteClock, half_hours
from frontdesk.reports.model import (
    DayBrief,
    HalfHour,
    ListedVisit,
    PhaseFigures,
    Satisfaction,
    Summary,
    VisitCounts,
)
from frontdesk.reports.parts import (
    Columns,
    Legs,
    Parts,
    as_they_stood,
    by_key,
    columns_of,
    group,
    grouped,
    legs_of,
    mean_goal,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from frontdesk.domain.metrics import Judgement
    from frontdesk.domain.records import PhaseRecord
    from frontdesk.reports.model import Period

T = TypeVar("T")

WORST = 10

Fate: TypeAlias = "tuple[str, str | None, str | None]"
"""Of a visit: the business day of check-in, that of its end, and how it ended."""


def build(period: Period) -> Summary:
    """The summary of a period."""
    visits = as_they_stood(period)
    parts = parts_of(visits, period.as_of)
    measured = parts.measured()
    people = measured.fields
    columns = columns_of(measured)
    colleagues = [segment in period.internal for segment in people.segment] if period.internal else []
    outside = any(colleagues) and not period.internal_in_headline
    headline = measured.chosen([not one for one in colleagues]) if outside else measured
    legs = legs_of(measured, columns, period.legs, period.as_of)
    every = parts.fields
    fates = Counter(zip(every.arrived_day, every.ended_day, every.outcome, strict=True))
    counts = _counts(fates, period.from_day, period.to_day)
    complaints = period.complaints
    if period.staff is not None:
        shown = set(every.id)
        complaints = [one for one in complaints if one.visit in shown]

    def served(column: Sequence[T]) -> list[T]:
        return list(compress(column, columns.served))

    seals = {day.day: day.seal for day in period.days}
    closed = {day.day: day.closed for day in period.days}
    one_day = period.from_day == period.to_day
    waits = Counter(columns.waited)
    return Summary(
        site=period.site,
        from_day=period.from_day,
        to_day=period.to_day,
        generated_at=period.now,
        as_of=period.as_of,
        zone=period.zone,
        staff=period.staff,
        closed=closed.get(period.to_day, period.closed_at is not None),
        seal=seals.get(period.to_day) if one_day else None,
        visits=counts,
        adds_up=counts.adds_up,
        times_add_up=_times_add_up(every),
        response=Distribution.of(_responses(served(people.arrived_at), served(people.started_at))),
        wait=Distribution.of_histogram(waits),
        walk=Distribution.of(served(people.called_s)),
        handling=Distribution.of(columns.handled),
        interruption=Distribution.of(served(people.interrupted_s)),
        hold=Distribution.of(served(people.held_s)),
        total=Distribution.of(served(list(map(sum, _in_states(people))))),
        phases=_phases(period.phases, frozenset(served(people.id))),
        service_level=_service_level(headline.judgements),
        goal=mean_goal(headline),
        internal=group(columns_of(measured.chosen(colleagues))) if any(colleagues) else None,
        abandonment=abandonment(counts.left, counts.arrived, counts.removed),
        no_show_rate=no_show_rate(counts.no_show, len(columns) - people.called_at.count(None)),
        by_service=legs.by_service(),
        by_segment=grouped(people.segment, columns),
        by_urgency=grouped(people.urgency, columns),
        by_preference=grouped(people.preference, columns),
        by_counter=legs.by_counter(),
        by_staff=legs.by_staff(),
        by_half_hour=_half_hours(period, every, people, columns, legs),
        complaints=complaint_figures(period, complaints, counts.arrived - counts.removed),
        satisfaction=_satisfaction([rating for rating in people.rating if rating is not None]),
        worst=tuple(_listed(measured, place, period, None) for place in _furthest_over(measured)),
        out_of_turn=tuple(
            _listed(parts, place, period, every.out_of_turn[place])
            for place, passed in enumerate(every.passed)
            if passed > 0 and every.out_of_turn[place] is not None
        ),
        removed=tuple(
            _listed(parts, place, period, every.reason[place])
            for place, judgement in enumerate(parts.judgements)
            if judgement is None
        ),
        legal_breaches=tuple(
            _listed(measured, place, period, None) for place in _late(measured) if people.legal[place]
        ),
        quick=dict(period.quick) if period.staff is None else {},
        days=() if one_day else _days(period, fates, served(people.ended_day), columns, headline),
        wait_histogram=dict(sorted(waits.items())),
        promised=dict(sorted(Counter(people.target_s).items())),
    )


def _counts(fates: Mapping[Fate, int], first: str, last: str) -> VisitCounts:
    """Both sides of the equation for the days from ``first`` to ``last``.

    Arrivals are counted by the day of check-in, the rest by the day and the manner of the end.
    """
    arrived = carried_in = open_ = 0
    ended: Counter[str | None] = Counter()
    for (arrived_day, ended_day, outcome), n in fates.items():
        if arrived_day > last or (ended_day is not None and ended_day < first <= last and arrived_day < first):
            continue
        if arrived_day >= first:
            arrived += n
        else:
            carried_in += n
        if ended_day is None or ended_day > last:
            open_ += n
        elif ended_day >= first:
            ended[outcome] += n
    return VisitCounts(
        arrived=arrived,
        carried_in=carried_in,
        served=ended[Outcome.SERVED],
        no_show=ended[Outcome.NO_SHOW],
        left=ended[Outcome.LEFT],
        removed=ended[Outcome.REMOVED],
        unfinished=ended[Outcome.UNFINISHED],
        open=open_,
    )


def _responses(arrived: Sequence[int], started: Sequence[int | None]) -> list[int]:
    return [until - at for at, until in zip(arrived, started, strict=True) if until is not None]


def _in_states(fields: Any) -> Iterator[tuple[int, ...]]:
    """The seconds of each visit in each state."""
    return zip(fields.waiting_s, fields.called_s, fields.serving_s, fields.held_s, strict=True)


def _times_add_up(fields: Any) -> bool:
    """Every second of each visit that has ended was in exactly one state."""
    times = zip(fields.arrived_at, map(sum, _in_states(fields)), fields.ended_at, strict=True)
    return all(ended_at is None or seconds == ended_at - arrived_at for arrived_at, seconds, ended_at in times)


def _service_level(judgements: Iterable[Judgement | None]) -> ServiceLevel:
    return ServiceLevel.of(Counter([one for one in judgements if one is not None]))


def _phases(rows: Iterable[PhaseRecord], ids: Set[str]) -> dict[str, PhaseFigures]:
    """Each phase over the served, whose ids these are, in whose visit it was marked.

    A phase met twice in a visit counts once, summed.
    They stand in the order in which they are met on average: the house's order, whatever it is today.
    """
    lengths: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.seconds is not None and row.visit in ids:
            lengths[row.phase][row.visit] += row.seconds
            places[row.phase].append(row.place)
    in_order = sorted(lengths, key=lambda phase: (sum(places[phase]) / len(places[phase]), phase))
    return {
        phase: PhaseFigures(Distribution.of(lengths[phase].values()), share(len(lengths[phase]), len(ids)))
        for phase in in_order
    }


def _half_hours(period: Period, every: Any, people: Any, columns: Columns, legs: Legs) -> tuple[HalfHour, ...]:
    alone, several = legs.alone.fields, legs.several
    waiting_legs = [leg for leg in several if leg.waited_s > 0]
    called = [
        at is not None and counter is not None for at, counter in zip(alone.called_at, alone.counter, strict=True)
    ]
    called_legs = [leg for leg in several if leg.called_at is not None and leg.counter is not None]
    called_from = list(compress(alone.called_at, called))
    attended = map(add, compress(alone.called_s, called), compress(alone.serving_s, called))
    left = [outcome == Outcome.LEFT for outcome in every.outcome]
    course = Course(
        arrived=[at for at, day in zip(every.arrived_at, every.arrived_day, strict=True) if day >= period.from_day],
        served_at=list(compress(people.ended_at, columns.served)),
        served_wait=columns.waited,
        left=list(compress(every.ended_at, left)),
        waits_from=list(compress(alone.arrived_at, legs.alone.waited)) + [leg.queued_at for leg in waiting_legs],
        waits_until=list(map(add, compress(alone.arrived_at, legs.alone.waited), filter(None, legs.alone.waited)))
        + [leg.queued_at + leg.waited_s for leg in waiting_legs],
        called_counter=list(compress(alone.counter, called)) + [leg.counter or "" for leg in called_legs],
        called_from=called_from + [leg.called_at or 0 for leg in called_legs],
        called_until=list(map(add, called_from, attended))
        + [(leg.called_at or 0) + leg.attended_s for leg in called_legs],
    )
    days = {*every.arrived_day, *every.ended_day, *(day.day for day in period.days)}
    there = sorted(day for day in days if day is not None and period.from_day <= day <= period.to_day)
    first, last = (there[0], there[-1]) if there else (period.to_day, period.to_day)
    clock = SiteClock.over(first, last, period.zone, period.cutoff)
    return half_hours(clock, course, one_day=period.from_day == period.to_day)


def _satisfaction(ratings: Sequence[int]) -> Satisfaction:
    n = len(ratings)
    return Satisfaction(n, sum(ratings) / n if n else None, share(sum(rating >= 4 for rating in ratings), n))


def _late(parts: Parts) -> Iterator[int]:
    """The places of those who waited longer than promised."""
    return compress(count(), map(gt, parts.waited, parts.fields.target_s))


def _furthest_over(parts: Parts) -> list[int]:
    """The places of the few who waited longest beyond their standard."""
    return nlargest(WORST, _late(parts), key=lambda place: parts.waited[place] - parts.fields.target_s[place])


def _listed(parts: Parts, place: int, period: Period, note: str | None) -> ListedVisit:
    visit = parts.visits[place]
    return ListedVisit(
        visit=visit.id,
        number=visit.number,
        day=visit.ended_day or period.to_day,
        service=visit.service,
        segment=visit.segment,
        urgency=visit.urgency,
        arrived_at=visit.arrived_at,
        outcome=visit.outcome,
        counter=visit.counter,
        staff=visit.staff,
        waited_s=parts.waited[place],
        target_s=visit.target_s,
        passed=visit.passed,
        reason=None if note is None else period.notes.get(note_id(note)),
    )


def _days(
    period: Period,
    fates: Mapping[Fate, int],
    served_on: Sequence[str | None],
    columns: Columns,
    headline: Parts,
) -> tuple[DayBrief, ...]:
    """The days of a range in brief; each must add up by itself."""
    infos = {day.day: day for day in period.days if period.from_day <= day.day <= period.to_day}
    waits = by_key([day or period.to_day for day in served_on], columns.waited)
    levels = by_key([day or period.to_day for day in headline.fields.ended_day], headline.judgements)
    arrived = {arrived_day for arrived_day, _, _ in fates if arrived_day >= period.from_day}
    ended = {ended_day for _, ended_day, _ in fates if ended_day is not None and ended_day >= period.from_day}
    return tuple(
        DayBrief(
            day=name,
            visits=_counts(fates, name, name),
            wait=Distribution.of(waits.get(name, ())),
            service_level=_service_level(levels.get(name, ())),
            closed=name in infos and infos[name].closed,
            seal=infos[name].seal if name in infos else None,
        )
        for name in sorted(arrived | ended | set(infos))
    )
