"""The shift lead's board: the figures of the day that runs, made from its fold by the functions of the report.

What the report would say at the same instant is what the board says: both go from records to a period, and from there
through the same parts. Which visits are behind each figure: ``behind_board``. Instants are UTC seconds, lengths whole
seconds, shares fractions of 1; where there is nothing to divide by, a figure is None.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.counter import CounterState
from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.metrics import Distribution, ServiceLevel, abandonment, share
from frontdesk.domain.visit import Outcome, State
from frontdesk.reports.complaint_figures import open_complaints
from frontdesk.reports.half_hours import SiteClock
from frontdesk.reports.parts import Columns, Parts, as_they_stood, columns_of, mean_goal, mean_of_goals, parts_of
from frontdesk.reports.running_day import Ledger, period_of
from frontdesk.reports.sums.groups import figures_of, grouped
from frontdesk.reports.sums.sheet import Legs, legs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.records import LegRecord
    from frontdesk.domain.visit import Visit
    from frontdesk.reports.period import Period

QUARTER_S = 900
BETWEEN = "/"
"""Stands between the service and the segment of those who have both in common; no id has it."""


@frozen()
class Kind(Frozen):
    """Those of one service, or of one segment at it; ``longest_s`` is None while nobody of them waits.

    ``waiting`` and ``longest_s`` are of now; ``wait`` is of the legs served, ``level`` of all, ``goal`` what was
    promised to those whom the level counts.
    """

    service: str
    segment: str | None
    waiting: int
    longest_s: int | None
    wait: Distribution
    level: ServiceLevel
    goal: float | None

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.service if self.segment is None else f"{self.service}{BETWEEN}{self.segment}"

    @property
    def kept(self) -> bool | None:
        """Whether the share within the standard reaches its goal; None while nothing is decided."""
        return None if self.level.value is None or self.goal is None else self.level.value >= self.goal


class Quarter(NamedTuple):
    """A quarter of an hour of the site's clock: how many arrived in it, and the attention of how many ended."""

    begins_at: int
    arrived: int
    served: int


@frozen()
class Post(Frozen):
    """A counter: its person, what it does and since when, the visit at it, the legs served at it and their handling."""

    counter: str
    state: CounterState
    staff: str | None
    since: int
    visit: str | None
    pause_after: bool
    pause_reason: str | None
    services: frozenset[str] | None
    handling: Distribution


@frozen()
class Board(Frozen):
    """What a shift lead sees at an instant; ``parts`` and ``legs`` are what its figures are made of.

    ``complaints`` are those that are open. ``error_s`` is the mean absolute error of the estimates of today's served,
    ``estimates`` how many they are.
    """

    day: str
    seq: int
    as_of: int
    waiting: tuple[str, ...]
    longest: str | None
    longest_s: int | None
    level: ServiceLevel
    goal: float | None
    wait: Distribution
    left: int
    left_share: float | None
    complaints: tuple[ComplaintRecord, ...]
    kinds: tuple[Kind, ...]
    by_segment: Mapping[str, tuple[Kind, ...]]
    quarters: tuple[Quarter, ...]
    posts: tuple[Post, ...]
    error_s: float | None
    estimates: int
    parts: Parts
    legs: Legs
    internal: frozenset[str]
    clock: SiteClock

    @property
    def complaints_open(self) -> int:
        """How many complaints nobody has answered."""
        return len(self.complaints)


def board(
    day: Day, policy: Policy, now: int, complaints: Sequence[ComplaintRecord] = (), ledger: Ledger | None = None
) -> Board:
    """The board at an instant; a ``ledger`` that is kept from one time to the next saves most of the work."""
    period = period_of(day, policy, now, complaints, ledger)
    parts = parts_of(as_they_stood(period), period.as_of)
    measured = parts.measured()
    columns = columns_of(measured)
    headline = measured.chosen([segment not in period.outside for segment in measured.fields.segment])
    legs = legs_of(measured, columns, period.legs, period.as_of)
    arrived = sum(one == day.day for one in parts.fields.arrived_day)
    removed = parts.fields.outcome.count(Outcome.REMOVED)
    left = parts.fields.outcome.count(Outcome.LEFT)
    waiting = _waiting(day, period.as_of)
    errors = _errors(measured, columns, period.legs)
    kinds, by_segment = _kinds(policy, waiting, legs, period)
    clock = SiteClock.over(day.day, day.day, policy.zone, policy.cutoff)
    return Board(
        day=day.day,
        seq=day.seq,
        as_of=period.as_of,
        waiting=tuple(visit.id for visit, _waited in waiting),
        longest=waiting[0][0].id if waiting else None,
        longest_s=waiting[0][1] if waiting else None,
        level=ServiceLevel.of(Counter(one for one in headline.judgements if one is not None)),
        goal=mean_goal(headline),
        wait=Distribution.of(columns.waited),
        left=left,
        left_share=abandonment(left, arrived, removed),
        complaints=tuple(open_complaints(complaints, period.to_day)),
        kinds=kinds,
        by_segment=by_segment,
        quarters=_quarters(day.day, parts, columns, measured, clock),
        posts=_posts(day, policy, legs),
        error_s=share(sum(errors), len(errors)),
        estimates=len(errors),
        parts=measured,
        legs=legs,
        internal=period.outside,
        clock=clock,
    )


def _waiting(day: Day, at: int) -> list[tuple[Visit, int]]:
    """Those who wait at an instant and for how long, the longest first."""
    settled = [visit.settled(at) for visit in day.live.values()]
    found = [(visit, visit.waited_s(at)) for visit in settled if visit.state is State.WAITING]
    found.sort(key=lambda one: (-one[1], one[0].serial))
    return found


def _kinds(
    policy: Policy, waiting: Iterable[tuple[Visit, int]], legs: Legs, period: Period
) -> tuple[tuple[Kind, ...], dict[str, tuple[Kind, ...]]]:
    """By service in the house's order, and of each service by segment."""
    now: defaultdict[str, list[int]] = defaultdict(list)
    for visit, waited_s in waiting:
        now[visit.service].append(waited_s)
        now[f"{visit.service}{BETWEEN}{visit.segment}"].append(waited_s)
    services, both, goals = _keys(legs, period)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, (service, pair) in enumerate(zip(services, both, strict=True)):
        places[service].append(place)
        places[pair].append(place)
    by_service, by_both = figures_of(legs.by_service()), figures_of(grouped(both, legs.columns))
    kinds: list[Kind] = []
    by_segment: dict[str, list[Kind]] = defaultdict(list)
    segments = {name: place for place, name in enumerate(policy.segments)}
    for key in {**by_service, **by_both, **now}:
        service, _between, segment = key.partition(BETWEEN)
        group = by_both.get(key) if segment else by_service.get(key)
        of_key = places.get(key, ())
        kind = Kind(
            service=service,
            segment=segment or None,
            waiting=len(now.get(key, ())),
            longest_s=max(now.get(key, ()), default=None),
            wait=Distribution() if group is None else group.wait,
            level=ServiceLevel() if group is None else group.service_level,
            goal=mean_of_goals([goals[p] for p in of_key], [legs.columns.judgements[p] for p in of_key]),
        )
        if segment:
            by_segment[service].append(kind)
        else:
            kinds.append(kind)
    order = {name: place for place, name in enumerate(policy.services)}
    last = len(order) + len(segments)
    for found in by_segment.values():
        found.sort(key=lambda kind: (segments.get(kind.segment or "", last), kind.key))
    kinds.sort(key=lambda kind: (order.get(kind.service, last), kind.key))
    return tuple(kinds), {service: tuple(found) for service, found in by_segment.items()}


def _keys(legs: Legs, period: Period) -> tuple[list[str], list[str], list[float]]:
    """Of every leg the service, service and segment, and the share promised."""
    alone = legs.alone.fields
    segments = {visit.id: visit.segment for visit in period.visits if visit.legs > 1} if legs.counted else {}
    promised = {(row.visit, row.queued_at, row.service): row.goal for row in period.legs} if legs.counted else {}
    services = [*alone.service, *(leg.service for leg in legs.counted)]
    of = [*alone.segment, *(segments[leg.visit] for leg in legs.counted)]
    goals = [*alone.goal, *(promised[leg.visit, leg.queued_at, leg.service] for leg in legs.counted)]
    return services, [f"{service}{BETWEEN}{segment}" for service, segment in zip(services, of, strict=True)], goals


def _quarters(day: str, parts: Parts, columns: Columns, measured: Parts, clock: SiteClock) -> tuple[Quarter, ...]:
    """From the first to the last quarter in which somebody came or was done with, without gaps."""
    every = zip(parts.fields.arrived_at, parts.fields.arrived_day, strict=True)
    arrived = Counter(quarter(clock, at) for at, its_day in every if its_day == day)
    served = Counter(quarter(clock, at) for at in compress(measured.fields.ended_at, columns.served))
    known = {*arrived, *served}
    if not known:
        return ()
    found, at = [], min(known)
    while at <= max(known):
        found.append(Quarter(at, arrived[at], served[at]))
        at = quarter(clock, at + QUARTER_S)
    return tuple(found)


def quarter(clock: SiteClock, at: int) -> int:
    """The beginning (UTC seconds) of the quarter of an hour of the site's clock that holds ``at``."""
    return at - (at + clock.offset(at)) % QUARTER_S


def _posts(day: Day, policy: Policy, legs: Legs) -> tuple[Post, ...]:
    """Every counter of the house, and those that only this day knows."""
    groups = figures_of(legs.by_counter())
    found = []
    for name in {**policy.counters, **day.counters}:
        counter = day.counter(name)
        group = groups.get(name)
        found.append(
            Post(
                counter=name,
                state=counter.state,
                staff=counter.staff if counter.state is not CounterState.CLOSED else None,
                since=counter.since,
                visit=counter.visit,
                pause_after=counter.pause_after,
                pause_reason=counter.pause_reason,
                services=counter.services,
                handling=Distribution() if group is None else group.handling,
            )
        )
    return tuple(found)


def _errors(measured: Parts, columns: Columns, rows: Iterable[LegRecord]) -> list[int]:
    """By how many seconds the wait to the first call of each of the served differed from what was estimated for it."""
    first = {row.visit: row.waiting_s for row in rows if row.leg == 1}
    people = measured.fields
    return [
        abs(first.get(visit, waited_s) - estimate)
        for visit, waited_s, estimate, served in zip(
            people.id, measured.waited, people.estimate_p50_s, columns.served, strict=True
        )
        if served and estimate is not None
    ]
