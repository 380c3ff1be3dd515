"""From the rows of a period to its summary, in single passes; every count is made from the rows themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nlargest
from itertools import compress
from typing import TYPE_CHECKING, TypeAlias

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
    Part,
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontdesk.domain.metrics import Judgement
    from frontdesk.domain.records import PhaseRecord, VisitRecord
    from frontdesk.reports.model import Period

WORST = 10

Fate: TypeAlias = "tuple[str, str | None, str | None]"
"""Of a visit: the business day of check-in, that of its end, and how it ended."""


def build(period: Period) -> Summary:
    """The summary of a period."""
    visits = as_they_stood(period)
    parts = parts_of(visits, period.as_of)
    measured = [part for part in parts if part.judgement is not None]
    columns = columns_of(measured)
    served = [part.visit for part in compress(measured, columns.served)]
    colleagues = [part for part in measured if part.visit.segment in period.internal] if period.internal else []
    headline = measured if period.internal_in_headline or not colleagues else _outside(measured, period)
    legs = legs_of(measured, columns, period.legs, period.as_of)
    fates = Counter([(visit.arrived_day, visit.ended_day, visit.outcome) for visit in visits])
    counts = _counts(fates, period.from_day, period.to_day)
    complaints = period.complaints
    if period.staff is not None:
        shown = {visit.id for visit in visits}
        complaints = [one for one in complaints if one.visit in shown]
    seals = {day.day: day.seal for day in period.days}
    one_day = period.from_day == period.to_day
    return Summary(
        site=period.site,
        from_day=period.from_day,
        to_day=period.to_day,
        generated_at=period.now,
        as_of=period.as_of,
        zone=period.zone,
        staff=period.staff,
        closed=period.closed_at is not None,
        seal=seals.get(period.to_day) if one_day else None,
        visits=counts,
        adds_up=counts.adds_up,
        times_add_up=_times_add_up(visits),
        response=Distribution.of([one.started_at - one.arrived_at for one in served if one.started_at is not None]),
        wait=Distribution.of(columns.waited),
        walk=Distribution.of([one.called_s for one in served]),
        handling=Distribution.of(columns.handled),
        interruption=Distribution.of([one.interrupted_s for one in served]),
        hold=Distribution.of([one.held_s for one in served]),
        total=Distribution.of([one.waiting_s + one.called_s + one.serving_s + one.held_s for one in served]),
        phases=_phases(period.phases, served),
        service_level=_service_level([part.judgement for part in headline]),
        goal=mean_goal(headline),
        internal=group(columns_of(colleagues)) if colleagues else None,
        abandonment=abandonment(counts.left, counts.arrived, counts.removed),
        no_show_rate=no_show_rate(counts.no_show, sum(part.visit.called_at is not None for part in measured)),
        by_service=legs.by_service(),
        by_segment=grouped([part.visit.segment for part in measured], columns),
        by_urgency=grouped([part.visit.urgency for part in measured], columns),
        by_preference=grouped([part.visit.preference for part in measured], columns),
        by_counter=legs.by_counter(),
        by_staff=legs.by_staff(),
        by_half_hour=_half_hours(period, visits, served, legs),
        complaints=complaint_figures(period, complaints, counts.arrived - counts.removed),
        satisfaction=_satisfaction(measured),
        worst=tuple(
            _listed(part, period, None)
            for part in nlargest(WORST, _late(measured), key=lambda part: part.waited_s - part.visit.target_s)
        ),
        out_of_turn=tuple(
            _listed(part, period, part.visit.out_of_turn)
            for part in parts
            if part.visit.passed > 0 and part.visit.out_of_turn is not None
        ),
        removed=tuple(_listed(part, period, part.visit.reason) for part in parts if part.judgement is None),
        legal_breaches=tuple(_listed(part, period, None) for part in _late(measured) if part.visit.legal),
        quick=dict(period.quick) if period.staff is None else {},
        days=() if one_day else _days(period, fates, served, columns, headline),
    )


def _outside(parts: Iterable[Part], period: Period) -> list[Part]:
    """The parts that are not of colleagues."""
    return [part for part in parts if part.visit.segment not in period.internal]


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


def _times_add_up(visits: Iterable[VisitRecord]) -> bool:
    """Every second of each visit that has ended was in exactly one state."""
    return all(
        visit.ended_at is None
        or visit.waiting_s + visit.called_s + visit.serving_s + visit.held_s == visit.ended_at - visit.arrived_at
        for visit in visits
    )


def _service_level(judgements: Iterable[Judgement | None]) -> ServiceLevel:
    return ServiceLevel.of(Counter([one for one in judgements if one is not None]))


def _phases(rows: Iterable[PhaseRecord], served: Sequence[VisitRecord]) -> dict[str, PhaseFigures]:
    """Each phase over the served in whose visit it was marked; a phase met twice in a visit counts once, summed.

    They stand in the order in which they are met on average: the house's order, whatever it is today.
    """
    ids = {visit.id for visit in served}
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


def _half_hours(
    period: Period, visits: Sequence[VisitRecord], served: Sequence[VisitRecord], legs: Legs
) -> tuple[HalfHour, ...]:
    waiting = [part for part in legs.alone if part.waited_s > 0]
    waiting_legs = [leg for leg in legs.several if leg.waited_s > 0]
    called = [visit for visit, _, _ in legs.alone if visit.called_at is not None and visit.counter is not None]
    called_legs = [leg for leg in legs.several if leg.called_at is not None and leg.counter is not None]
    ended = [one for one in served if one.ended_at is not None]
    course = Course(
        arrived=[one.arrived_at for one in visits if one.arrived_day >= period.from_day],
        served_at=[one.ended_at or 0 for one in ended],
        served_wait=[one.waiting_s for one in ended],
        left=[one.ended_at for one in visits if one.outcome == Outcome.LEFT and one.ended_at is not None],
        waits_from=[part.visit.arrived_at for part in waiting] + [leg.queued_at for leg in waiting_legs],
        waits_until=[part.visit.arrived_at + part.waited_s for part in waiting]
        + [leg.queued_at + leg.waited_s for leg in waiting_legs],
        called_counter=[one.counter or "" for one in called] + [leg.counter or "" for leg in called_legs],
        called_from=[one.called_at or 0 for one in called] + [leg.called_at or 0 for leg in called_legs],
        called_until=[(one.called_at or 0) + one.called_s + one.serving_s for one in called]
        + [(leg.called_at or 0) + leg.attended_s for leg in called_legs],
    )
    clock = SiteClock.over(period.from_day, period.to_day, period.zone, period.cutoff)
    return half_hours(clock, course, one_day=period.from_day == period.to_day)


def _satisfaction(parts: Iterable[Part]) -> Satisfaction:
    ratings = [part.visit.rating for part in parts if part.visit.rating is not None]
    n = len(ratings)
    return Satisfaction(n, sum(ratings) / n if n else None, share(sum(rating >= 4 for rating in ratings), n))


def _late(parts: Iterable[Part]) -> Iterator[Part]:
    return (part for part in parts if part.waited_s > part.visit.target_s)


def _listed(part: Part, period: Period, note: str | None) -> ListedVisit:
    visit = part.visit
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
        waited_s=part.waited_s,
        target_s=visit.target_s,
        passed=visit.passed,
        reason=None if note is None else period.notes.get(note_id(note)),
    )


def _days(
    period: Period,
    fates: Mapping[Fate, int],
    served: Sequence[VisitRecord],
    columns: Columns,
    headline: Sequence[Part],
) -> tuple[DayBrief, ...]:
    """The days of a range in brief; each must add up by itself."""
    infos = {day.day: day for day in period.days if period.from_day <= day.day <= period.to_day}
    waits = by_key([one.ended_day or period.to_day for one in served], columns.waited)
    levels = by_key([part.visit.ended_day or period.to_day for part in headline], [part.judgement for part in headline])
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
