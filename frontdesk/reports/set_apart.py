"""Intervals that were set apart (a fire drill, an outage), and the figures without those who were waiting in them.

Both figures are reported: the headline counts everybody, as it always does.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import events as ev
from frontdesk.domain.metrics import NOTHING, Distribution, Judgement, ServiceLevel
from frontdesk.reports.parts import SERVED
from frontdesk.reports.waiting import Interval, waiting_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from frontdesk.domain.day_log import DayLog
    from frontdesk.reports.period import Period
    from frontdesk.reports.sums.sheet import Sheet


class SetApart(NamedTuple):
    """An interval of a day, from … to … (UTC seconds), who set it apart, and why (text, or the reference to it).

    ``visits`` is how many waited in it.
    """

    day: str
    begins: int
    ends: int
    staff: str
    reason: str | None = None
    visits: int = 0


class Touched(NamedTuple):
    """A visit that was waiting in such an interval: its wait, how it is judged, and whether it ended that day."""

    ended: bool
    segment: str
    staff: str | None
    waited_s: int
    judgement: str


class WithoutApart(NamedTuple):
    """The wait and the service level without the ``visits`` that were waiting in an interval set apart."""

    visits: int = 0
    wait: Distribution = NOTHING
    service_level: ServiceLevel = ServiceLevel()


class DayApart(NamedTuple):
    """The intervals of a day, and the visits that were waiting in one."""

    intervals: tuple[SetApart, ...] = ()
    touched: tuple[Touched, ...] = ()


def day_apart(log: DayLog, sheet: Sheet) -> DayApart:
    """What was set apart on a day; ``sheet`` has everybody who was here."""
    intervals = set_apart_in(log)
    if not intervals:
        return DayApart()
    people = sheet.measured
    touched = []
    for place in touched_by(sheet, intervals):
        visit, judgement = people.visits[place], people.judgements[place]
        assert judgement is not None
        touched.append(Touched(visit.outcome is not None, visit.segment, visit.staff, people.waited[place], judgement))
    counted = (one._replace(visits=len(waiting_in(sheet.legs, Interval(one.begins, one.ends)))) for one in intervals)
    return DayApart(tuple(counted), tuple(sorted(touched, key=repr)))


def set_apart_in(log: DayLog) -> tuple[SetApart, ...]:
    """The intervals that a day's log tells, with references to why."""
    return tuple(
        sorted(
            SetApart(log.day, record.event.begins, record.event.ends, record.actor, record.event.reason)
            for record in log.records
            if isinstance(record.event, ev.IntervalSetApart)
        )
    )


def touched_by(sheet: Sheet, intervals: Sequence[SetApart]) -> list[int]:
    """The places of the measured who were waiting in one of these intervals."""
    those = {visit for one in intervals for visit in waiting_in(sheet.legs, Interval(one.begins, one.ends))}
    return [place for place, visit in enumerate(sheet.measured.fields.id) if visit in those]


def without_apart(
    period: Period,
    days: Sequence[tuple[str, DayApart]],
    waits: Mapping[int, int],
    level: ServiceLevel,
    outside: Set[str],
) -> WithoutApart | None:
    """The figures without them; None where nothing was set apart.

    ``waits`` and ``level`` are those of the headline, which leaves out the segments ``outside``.
    """
    if not any(day.intervals for _, day in days):
        return None
    touched = [
        one
        for name, day in days
        for one in day.touched
        if (one.ended or name == period.to_day) and period.staff in (None, one.staff)
    ]
    rest = Counter(waits)
    rest.subtract(one.waited_s for one in touched if Judgement(one.judgement) in SERVED)
    judged = Counter(one.judgement for one in touched if one.segment not in outside)
    return WithoutApart(
        len(touched),
        Distribution.of_histogram({length: n for length, n in rest.items() if n > 0}),
        ServiceLevel._make(n - judged[name] for name, n in zip(ServiceLevel._fields, level, strict=True)),
    )


def intervals_of(period: Period, days: Iterable[DayApart]) -> tuple[SetApart, ...]:
    """The intervals of a period, with their reasons as they were typed."""
    return tuple(one._replace(reason=period.note(one.reason)) for day in days for one in day.intervals)
