"""The rows of a period day by day: who ended on each of its days, and who was still here at its close."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.reports.half_hours import clock_of
from frontdesk.reports.period import DayInfo
from frontdesk.reports.sums.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.domain.day_log import DayLog
    from frontdesk.domain.records import LegRecord, VisitRecord
    from frontdesk.reports.half_hours import SiteClock
    from frontdesk.reports.period import Period
    from frontdesk.reports.sums.sheet import Sheet


class OneDay(NamedTuple):
    """One day of a period: those who ended on it, and those who ``stood`` there at its close, as they stood then.

    ``legs`` are those of the visits that have several; ``at`` is the close (UTC seconds), or now; ``log`` is what the
    day's log tells, where it was asked.
    """

    name: str
    clock: SiteClock
    ended: Sequence[VisitRecord]
    stood: Sequence[VisitRecord]
    legs: Sequence[LegRecord]
    at: int
    log: DayLog | None

    def sheet(self) -> Sheet:
        """Everybody who was here."""
        return sheet_of([*self.ended, *self.stood], self.legs, (), self.at)


def each_day(period: Period, visits: Sequence[VisitRecord]) -> Iterator[OneDay]:
    """The days of a period on which anybody of ``visits`` was here or that the store knows; at least its last one."""
    infos = {one.day: one for one in period.days}
    days = {*(one.arrived_day for one in visits), *(one.ended_day for one in visits), *infos}
    names = sorted(day for day in days if day is not None and period.from_day <= day <= period.to_day)
    ended: defaultdict[str | None, list[VisitRecord]] = defaultdict(list)
    for visit in visits:
        ended[visit.ended_day].append(visit)
    legs: defaultdict[str, list[LegRecord]] = defaultdict(list)
    for leg in period.legs:
        legs[leg.visit].append(leg)
    through = [one for one in visits if one.ended_day is None or one.ended_day != one.arrived_day]
    logs = {log.day: log for log in period.logs}
    for name in names or [period.to_day]:
        clock = clock_of(infos.get(name, DayInfo(name)), period.zone, period.cutoff)
        at_close = {one.id: one for one in period.carried_before.get(name, ())}
        stood = [
            at_close.get(one.id) or one._replace(outcome=None, ended_day=None, ended_at=None)
            for one in through
            if one.arrived_day <= name and (one.ended_day is None or one.ended_day > name)
        ]
        rows = [row for one in (*ended[name], *stood) if one.legs > 1 for row in legs[one.id]]
        yield OneDay(name, clock, ended[name], stood, rows, min(period.as_of, clock.ends_at), logs.get(name))
