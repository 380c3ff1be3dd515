"""The summary of a period. One way only: rows → what adds up → summary, whether the sums were kept or just gathered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from math import fsum
from operator import add
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.domain.metrics import ServiceLevel, abandonment, no_show_rate, share
from frontdesk.domain.visit import Outcome
from frontdesk.reports.complaint_figures import complaint_figures
from frontdesk.reports.crew import crew_figures
from frontdesk.reports.day_by_day import each_day
from frontdesk.reports.departures import came_back, departures
from frontdesk.reports.detours import detour_figures
from frontdesk.reports.duty_figures import duty_figures
from frontdesk.reports.half_hours import SiteClock, half_hours
from frontdesk.reports.model import (
    DayBrief,
    ListedVisit,
    PhaseFigures,
    Summary,
    VisitCounts,
)
from frontdesk.reports.parts import as_they_stood
from frontdesk.reports.promise_figures import promise_figures
from frontdesk.reports.repeat_visits import repeat_figures
from frontdesk.reports.satisfaction import Answers, satisfaction_of
from frontdesk.reports.set_apart import intervals_of, without_apart
from frontdesk.reports.sums.day_facts import NO_FACTS, facts_of
from frontdesk.reports.sums.groups import GROUP, add_judged, figures_of
from frontdesk.reports.sums.measures import gathered, sum_of
from frontdesk.reports.sums.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.records import VisitRecord
    from frontdesk.reports.causes import Cause
    from frontdesk.reports.period import Period
    from frontdesk.reports.sums.day_facts import DayFacts
    from frontdesk.reports.sums.groups import GroupSums, Judged
    from frontdesk.reports.sums.measures import Entry, PhaseSums, Sums

Fates: TypeAlias = "Mapping[tuple[str, str | None, str | None], int]"
"""How many visits there are of each business day of check-in, day of the end, and outcome."""


def build(period: Period) -> Summary:
    """The summary of a period from its rows."""
    visits = as_they_stood(period)
    ended = [one for one in visits if one.ended_day is not None]
    still_here = [one for one in visits if one.ended_day is None]
    complaints = period.complaints
    facts = _facts(period, visits)
    if period.staff is not None:
        # While that person was free others were waiting: what the log tells is told with everybody in it.
        every = _facts(period, as_they_stood(replace(period, staff=None)), {visit.id for visit in visits})
        facts = {day: facts.get(day, NO_FACTS)._replace(told=one.told) for day, one in every.items()}
        theirs = {visit.id for visit in period.complained_of if visit.staff == period.staff}
        complaints = [one for one in complaints if one.visit in theirs]
    return summary_of(
        period,
        gathered(sheet_of(ended, period.legs, period.phases, period.as_of, period.called_past)),
        gathered(sheet_of(still_here, period.legs, (), period.as_of)),
        facts,
        complaints,
    )


def _facts(period: Period, visits: Sequence[VisitRecord], asked: Set[str] | None = None) -> dict[str, DayFacts]:
    """The facts of each day of the range on which anybody was here or that the store knows; ``asked`` as there."""
    return {
        one.name: facts_of(one.name, one.clock, one.ended, one.stood, one.legs, one.at, one.log, asked, period.before)
        for one in each_day(period, visits)
    }


def summary_of(
    period: Period,
    ended: Sums,
    still_here: Sums,
    facts: Mapping[str, DayFacts],
    complaints: Sequence[ComplaintRecord],
) -> Summary:
    """The summary of a period from what adds up: of those who ended in it, of those still here at its end, of its days.

    Of the period itself only what is no visit is read: its days, promises, notes, quick questions and settings.
    """
    sums = sum_of([ended, still_here])
    counts = _counts(sums.fates, period.from_day, period.to_day)
    inside = _Headline(period, sums.by_segment)
    one_day = period.from_day == period.to_day
    closed = {day.day: day.closed for day in period.days}
    days = sorted(facts) or [period.to_day]
    clock = SiteClock.over(days[0], days[-1], period.zone, period.cutoff)
    halves = [half for day in days if day in facts for half in facts[day].halves]
    told = [facts[day].told for day in days if day in facts]
    level = inside.level({segment: group.judged for segment, group in sums.by_segment.items()})
    waits = sums.wait.counts()
    apart = [(day, facts[day].told.apart) for day in days if day in facts]
    causes = {visit: some for one in told for visit, some in one.causes}
    return Summary(
        site=period.site,
        from_day=period.from_day,
        to_day=period.to_day,
        generated_at=period.now,
        as_of=period.as_of,
        zone=period.zone,
        staff=period.staff,
        begun=period.has_begun,
        closed=closed.get(period.to_day, period.closed_at is not None),
        seal=next((day.seal for day in period.days if day.day == period.to_day), None) if one_day else None,
        visits=counts,
        adds_up=counts.adds_up,
        times_add_up=sums.times_add_up,
        response=sums.response.distribution(),
        wait=sums.wait.distribution(),
        walk=sums.walk.distribution(),
        handling=sums.handling.distribution(),
        interruption=sums.interruption.distribution(),
        hold=sums.hold.distribution(),
        total=sums.total.distribution(),
        phases=_phases(sums.phases, period.house_phases, sums.wait.distribution().n),
        service_level=level,
        goal=_mean_goal([goals for segment, goals in sums.goals.items() if segment not in inside.outside]),
        internal=GROUP.add(inside.colleagues).figures() if inside.colleagues else None,
        abandonment=abandonment(counts.left, counts.arrived, counts.removed),
        no_show_rate=no_show_rate(counts.no_show, sums.called),
        by_service=figures_of(sums.by_service),
        by_segment=figures_of(sums.by_segment),
        by_urgency=figures_of(sums.by_urgency),
        by_preference=figures_of(sums.by_preference),
        by_counter=figures_of(sums.by_counter),
        by_staff=figures_of(sums.by_staff),
        by_half_hour=half_hours(clock, halves, one_day=one_day),
        complaints=complaint_figures(
            period, complaints, [shift for one in told for shift in one.duty.shifts], counts.arrived - counts.removed
        ),
        promises=promise_figures(period),
        satisfaction=satisfaction_of(sums, period.internal),
        worst=_listed(sums.worst, period, causes),
        out_of_turn=_listed(sums.out_of_turn, period),
        removed=_listed(sums.removed, period),
        legal_breaches=_listed(sums.legal_breaches, period),
        quick=dict(period.quick) if period.staff is None else {},
        duty=duty_figures(period, (one.duty for one in told)),
        detours=detour_figures(period, (one.detours for one in told)),
        departures=departures(
            period,
            sums.left_wait.distribution(),
            sums.left_reasons,
            (ServiceLevel._make(group.judged) for group in sums.by_segment.values()),
        ),
        came_back=came_back(sums.came_back),
        estimates=sums.estimates.figures(),
        repeats=repeat_figures(facts[day].repeats for day in days if day in facts),
        crew=crew_figures(period, (one.crew for one in told)),
        set_apart=intervals_of(period, (day for _, day in apart)),
        without_set_apart=without_apart(period, apart, waits, level, inside.outside),
        days=() if one_day else _days(period, sums.fates, still_here, facts, inside),
        wait_histogram=dict(sorted(waits.items())),
        promised=dict(sorted(sums.promised.items())),
    )


class _Headline:
    """Whom the headline's service level counts: colleagues have a line of their own, unless the house wants them in."""

    def __init__(self, period: Period, segments: Mapping[str, GroupSums]) -> None:
        self.colleagues = [group for segment, group in segments.items() if segment in period.internal]
        self.outside = period.outside

    def level(self, judged: Mapping[str, Judged]) -> ServiceLevel:
        """The service level of those inside, from how many of each segment are judged how."""
        inside = [counts for segment, counts in judged.items() if segment not in self.outside]
        return ServiceLevel._make(add_judged(inside))


def _mean_goal(goals: Iterable[Mapping[float, int]]) -> float | None:
    """The share promised: the goal of all whom the service level counts, or the mean of their goals."""
    counted: Counter[float] = Counter()
    for one in goals:
        counted.update(one)
    if len(counted) <= 1:
        return next(iter(counted), None)
    return fsum(goal * n for goal, n in counted.items()) / counted.total()


def _counts(fates: Fates, first: str, last: str) -> VisitCounts:
    """Both sides of the equation for the days from ``first`` to ``last``.

    Arrivals are counted by the day of check-in, the rest by the day and the manner of the end.
    """
    arrived = carried_in = open_ = 0
    ended: Counter[str | None] = Counter()
    for (arrived_day, ended_day, outcome), n in fates.items():
        if arrived_day >= first:
            arrived += n
        else:
            carried_in += n
        if ended_day is None or ended_day > last:
            open_ += n
        elif ended_day >= first:
            ended[outcome] += n
    return _visit_counts(arrived, carried_in, ended, open_)


def _visit_counts(arrived: int, carried_in: int, ended: Mapping[str | None, int], open_: int) -> VisitCounts:
    return VisitCounts(
        arrived=arrived,
        carried_in=carried_in,
        served=ended.get(Outcome.SERVED, 0),
        no_show=ended.get(Outcome.NO_SHOW, 0),
        left=ended.get(Outcome.LEFT, 0),
        removed=ended.get(Outcome.REMOVED, 0),
        unfinished=ended.get(Outcome.UNFINISHED, 0),
        open=open_,
    )


def _phases(phases: Mapping[str, PhaseSums], house: Sequence[str], served: int) -> dict[str, PhaseFigures]:
    """Each phase over the served in whose visit it was marked.

    They stand in the house's order; after them those that it no longer has, in the order in which they were met on
    average.
    """
    order = {phase: place for place, phase in enumerate(house)}

    def place(phase: str) -> tuple[int, float, str]:
        return order.get(phase, len(order)), phases[phase].places / phases[phase].marks, phase

    figures = {}
    for phase in sorted(phases, key=place):
        one = phases[phase]
        times = one.lengths.distribution()
        figures[phase] = PhaseFigures(times, share(times.n, served))
    return figures


def _listed(
    entries: Iterable[Entry], period: Period, causes: Mapping[str, Sequence[Cause]] | None = None
) -> tuple[ListedVisit, ...]:
    return tuple(
        ListedVisit(
            visit=one.visit,
            number=one.number,
            day=one.ended_day or period.to_day,
            service=one.service,
            segment=one.segment,
            urgency=one.urgency,
            arrived_at=one.arrived_at,
            outcome=one.outcome,
            counter=one.counter,
            staff=one.staff,
            waited_s=one.waited_s,
            target_s=one.target_s,
            called_at=one.called_at,
            passed=one.passed,
            reason=period.note(one.note),
            why=tuple(
                cause._replace(reason=period.note(cause.reason or None) or "")
                for cause in (causes or {}).get(one.visit, ())
            ),
        )
        for one in entries
    )


def _days(
    period: Period, fates: Fates, still_here: Sums, facts: Mapping[str, DayFacts], inside: _Headline
) -> tuple[DayBrief, ...]:
    """The days of a range in brief; each must add up by itself."""
    infos = {day.day: day for day in period.days}
    names = sorted({*facts, *infos})
    counts = _counts_of_days(fates, names)
    briefs = []
    for name in names:
        of_day = facts.get(name, NO_FACTS)
        level = inside.level(of_day.judged)
        if name == period.to_day:
            open_level = inside.level({segment: group.judged for segment, group in still_here.by_segment.items()})
            level = ServiceLevel._make(map(add, level, open_level))
        info = infos.get(name)
        closed, seal = (info.closed, info.seal) if info is not None else (False, None)
        briefs.append(DayBrief(name, counts[name], of_day.wait, level, closed, seal, Answers.of(of_day.ratings)))
    return tuple(briefs)


def _counts_of_days(fates: Fates, names: Sequence[str]) -> dict[str, VisitCounts]:
    """The equation of each of these days, in one pass: ``names`` are in order."""
    arrived, carried_in, open_ = Counter[str](), Counter[str](), Counter[str]()
    ended: dict[str, Counter[str | None]] = {name: Counter() for name in names}
    for (arrived_day, ended_day, outcome), n in fates.items():
        if arrived_day in ended:
            arrived[arrived_day] += n
        if ended_day in ended:
            ended[ended_day][outcome] += n
        if ended_day != arrived_day:
            begin = bisect_left(names, arrived_day)
            end = len(names) if ended_day is None else bisect_left(names, ended_day)
            for name in names[begin:end]:
                open_[name] += n
            for name in names[bisect_right(names, arrived_day) : len(names) if ended_day is None else end + 1]:
                carried_in[name] += n
    return {name: _visit_counts(arrived[name], carried_in[name], ended[name], open_[name]) for name in names}
