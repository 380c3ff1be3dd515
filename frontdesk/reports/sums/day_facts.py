"""What is told of a single day of a range: its half hours, and its waits and service level in brief.

These do not add up over the days (or are told of each), so they are kept for every closed day beside its sums.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import compress
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.metrics import NOTHING, Distribution
from frontdesk.domain.visit import Outcome
from frontdesk.reports.day_told import NOTHING_TOLD, DayTold, as_data, day_told, from_data
from frontdesk.reports.half_hours import Course, Half, halves_of
from frontdesk.reports.parts import by_key
from frontdesk.reports.repeat_visits import Repeats, repeats_of
from frontdesk.reports.sums.groups import Judged, judged_of
from frontdesk.reports.sums.kinds import as_json
from frontdesk.reports.sums.measures import furthest_over
from frontdesk.reports.sums.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from frontdesk.domain.day_log import DayLog
    from frontdesk.domain.records import LegRecord, VisitRecord
    from frontdesk.reports.half_hours import SiteClock
    from frontdesk.reports.repeat_visits import ServedBefore
    from frontdesk.reports.sums.sheet import Sheet

FORMAT = 8
"""Of what is kept; facts of another one are not read but made anew."""


class DayFacts(NamedTuple):
    """Of one day: the wait of those served on it, how those who ended on it are judged by segment, its half hours.

    ``told`` is what its log tells beside its visits; it is empty where the log was not asked. ``repeats`` are of the
    visits that arrived on it, by service. ``ratings`` are how many of those who ended on it gave each answer.
    """

    wait: Distribution
    judged: Mapping[str, Judged]
    halves: tuple[Half, ...]
    told: DayTold = NOTHING_TOLD
    repeats: Mapping[str, Repeats] = {}
    ratings: Mapping[int, int] = {}


NO_FACTS = DayFacts(NOTHING, {}, ())


def facts_of(
    day: str,
    clock: SiteClock,
    ended: Sequence[VisitRecord],
    stood: Sequence[VisitRecord],
    legs: Sequence[LegRecord],
    at: int,
    log: DayLog | None = None,
    asked: Set[str] | None = None,
    before: Sequence[ServedBefore] = (),
) -> DayFacts:
    """The facts of a day from the visits that ended on it and those that were still open at its close, as they stood.

    ``legs`` are those of the visits that have several; ``at`` is the close (UTC seconds), or now.
    ``log`` is what the day's log tells beside the visits; ``asked`` are the visits of which the longest waits are
    explained, all of them without it. ``before`` is when the known customers among them had been served.
    """
    of_day = sheet_of(ended, legs, (), at)
    here = sheet_of([*ended, *stood], legs, (), at) if stood else of_day
    judged = by_key(of_day.measured.fields.segment, of_day.measured.judgements)
    return DayFacts(
        Distribution.of(of_day.columns.waited),
        {segment: judged_of(judged[segment]) for segment in sorted(judged)},
        halves_of(clock, _course(here, day)),
        NOTHING_TOLD if log is None else day_told(log, here, furthest_over(here, asked), at),
        repeats_of((one for one in here.every.visits if one.arrived_day == day), before),
        Counter(one for one in of_day.measured.fields.rating if one is not None),
    )


def _course(sheet: Sheet, day: str) -> Course:
    every, people, columns = sheet.every.fields, sheet.measured.fields, sheet.columns
    alone, several = sheet.legs.alone.fields, sheet.legs.several
    waited = sheet.legs.alone.waited
    waiting_legs = [leg for leg in several if leg.waited_s > 0]
    called = [
        at is not None and counter is not None for at, counter in zip(alone.called_at, alone.counter, strict=True)
    ]
    called_legs = [leg for leg in several if leg.called_at is not None and leg.counter is not None]
    called_from = list(compress(alone.called_at, called))
    attended = map(add, compress(alone.called_s, called), compress(alone.serving_s, called))
    left = [outcome == Outcome.LEFT for outcome in every.outcome]
    return Course(
        arrived=[at for at, arrived_day in zip(every.arrived_at, every.arrived_day, strict=True) if arrived_day == day],
        served_at=list(compress(people.ended_at, columns.served)),
        served_wait=columns.waited,
        left=list(compress(every.ended_at, left)),
        waits_from=list(compress(alone.arrived_at, waited)) + [leg.queued_at for leg in waiting_legs],
        waits_until=list(map(add, compress(alone.arrived_at, waited), filter(None, waited)))
        + [leg.queued_at + leg.waited_s for leg in waiting_legs],
        called_counter=list(compress(alone.counter, called)) + [leg.counter or "" for leg in called_legs],
        called_from=called_from + [leg.called_at or 0 for leg in called_legs],
        called_until=list(map(add, called_from, attended))
        + [(leg.called_at or 0) + leg.attended_s for leg in called_legs],
    )


def as_text(facts: DayFacts) -> str:
    """As they are kept: equal ones are the same text."""
    wait = facts.wait
    told = [wait.n, wait.total, wait.p50, wait.p90, wait.p95, wait.max, wait.values]
    columns = list(zip(*facts.halves, strict=True))
    return as_json(
        [
            FORMAT,
            told,
            sorted(facts.judged.items()),
            columns,
            as_data(facts.told),
            sorted(facts.repeats.items()),
            sorted(facts.ratings.items()),
        ]
    )


def from_text(text: str) -> DayFacts | None:
    """What was kept; None for what another version has kept."""
    form, *kept = json.loads(text)
    return _read(*kept) if form == FORMAT else None


def _read(
    wait: list[Any], judged: list[Any], columns: list[Any], beside: list[Any], again: list[Any], ratings: list[Any]
) -> DayFacts:
    n, total, p50, p90, p95, longest, values = wait
    return DayFacts(
        Distribution(n, total, p50, p90, p95, longest, tuple(values)),
        {segment: tuple(counts) for segment, counts in judged},
        tuple(map(Half._make, zip(*columns, strict=True))),
        from_data(*beside),
        {service: Repeats._make(counts) for service, counts in again},
        dict(ratings),
    )
