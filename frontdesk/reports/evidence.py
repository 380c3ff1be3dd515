"""The rows of a period, judged once and kept: where the visits behind its figures are looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.reports.day_by_day import each_day
from frontdesk.reports.duty_figures import attended_at, staffed
from frontdesk.reports.half_hours import SiteClock
from frontdesk.reports.parts import as_they_stood
from frontdesk.reports.sums.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontdesk.domain.records import VisitRecord
    from frontdesk.reports.period import Period
    from frontdesk.reports.stretches import Stretch
    from frontdesk.reports.sums.sheet import Sheet


class Seen(NamedTuple):
    """A visit behind a figure: how long it waited (or its leg did), and its ``behind.Value`` where it has one."""

    visit: VisitRecord
    waited_s: int
    value: int | None = None


class OnDuty(NamedTuple):
    """A day with everybody who was here, and who staffed its counters."""

    day: str
    sheet: Sheet
    visits: Mapping[str, VisitRecord]
    stretches: Sequence[Stretch]


@dataclass(frozen=True)
class Evidence:
    """The rows of a period, judged once: everything that its figures count."""

    period: Period

    @cached_property
    def sheet(self) -> Sheet:
        """Everybody who was here, as they stood at its end."""
        period = self.period
        return sheet_of(as_they_stood(period), period.legs, period.phases, period.as_of)

    @cached_property
    def every(self) -> Mapping[str, Seen]:
        """Every visit by its id."""
        parts = self.sheet.every
        return {visit.id: Seen(visit, waited_s) for visit, waited_s in zip(parts.visits, parts.waited, strict=True)}

    @cached_property
    def clock(self) -> SiteClock:
        """That of the site."""
        period = self.period
        return SiteClock.over(period.from_day, period.to_day, period.zone, period.cutoff)

    @cached_property
    def on_duty(self) -> list[OnDuty]:
        """The days of which the log is known, also where the report is of one person's shift."""
        found = []
        for one in each_day(self.period, as_they_stood(replace(self.period, staff=None))):
            if one.log is not None:
                sheet = one.sheet()
                every = staffed(one.log, one.at, attended_at(sheet.legs, one.at))
                found.append(OnDuty(one.name, sheet, {visit.id: visit for visit in sheet.every.visits}, every))
        return found

    def measured(self, places: Iterable[int]) -> Iterator[Seen]:
        """Those at some places of the measured, with their wait as the value."""
        people = self.sheet.measured
        return (Seen(people.visits[place], people.waited[place], people.waited[place]) for place in places)

    def day_of(self, place: int) -> str:
        """The day on which one of the measured is judged: that of its end or, while it is here, the last one."""
        return self.sheet.measured.fields.ended_day[place] or self.period.to_day
