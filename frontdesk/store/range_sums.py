"""What adds up over a range of days: its whole months, the days at its edges, and the rows of what has no roll-up.

A day has none while it runs, or where an older version closed it; it is read from its rows then, with the same result.
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select

from frontdesk.reports.sums import day_facts, measures
from frontdesk.reports.sums.measures import gathered, sum_of
from frontdesk.reports.sums.sheet import sheet_of
from frontdesk.store import schema
from frontdesk.store.day_rows import made_from_rows, open_at_end
from frontdesk.store.driver import Driver, Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import BindParameter, Connection

    from frontdesk.reports.half_hours import SiteClock
    from frontdesk.reports.sums.day_facts import DayFacts
    from frontdesk.reports.sums.measures import Sums
    from frontdesk.store.log import DayRow

_DAY, _MONTH = schema.day_rollup.c, schema.month_rollup.c
_SITE: BindParameter[str] = bindparam("of_site")
_FROM: BindParameter[str] = bindparam("from_day")
_TO: BindParameter[str] = bindparam("to_day")
_FACTS = Prepared(
    lambda _engine: select(_DAY.day, _DAY.facts).where(_DAY.site == _SITE, _DAY.day >= _FROM, _DAY.day <= _TO)
)
_KEPT = Prepared(lambda _engine: select(_DAY.day).where(_DAY.site == _SITE, _DAY.day >= _FROM, _DAY.day <= _TO))
_SUMS = Prepared(
    lambda _engine: select(_DAY.day, _DAY.sums).where(_DAY.site == _SITE, _DAY.day >= _FROM, _DAY.day <= _TO)
)
_MONTHS = Prepared(
    lambda _engine: select(_MONTH.month, _MONTH.sums).where(
        _MONTH.site == _SITE, _MONTH.month >= _FROM, _MONTH.month <= _TO
    )
)


class RangeSums(NamedTuple):
    """Of a range: the sums of those who ended in it, of those still here at its end, and the facts of its days."""

    ended: Sums
    still_here: Sums
    facts: Mapping[str, DayFacts]


def range_sums(
    connection: Connection,
    site: str,
    from_day: str,
    to_day: str,
    days: Sequence[DayRow],
    clock: Callable[[DayRow], SiteClock],
    as_of: int,
) -> RangeSums:
    """The sums of a range; ``days`` are all that the site had in it, at least one.

    ``clock`` is that of a day without a roll-up; those still here are judged at ``as_of`` (UTC seconds).
    """
    driver = Driver(connection)
    last = days[-1]
    values = {"of_site": site, "from_day": from_day, "to_day": to_day}
    read = {day: day_facts.from_text(text) for day, text in driver.rows(_FACTS, values)}
    facts = {day: one for day, one in read.items() if one is not None}
    rolled_up, stale = _rolled_up(driver, site, from_day, to_day)
    for day in days:
        if day.day not in facts or day.day in stale:
            of_day = clock(day)
            at = min(as_of, of_day.ends_at)
            made = made_from_rows(driver, site, day.day, of_day, at, closed=day.closed_at is not None)
            facts[day.day] = made.facts
            # A day of which another version has kept the facts alone is among the sums already.
            if day.day not in read or day.day in stale:
                rolled_up.append(made.sums)
    here = open_at_end(driver, site, last.day, closed=last.closed_at is not None)
    return RangeSums(sum_of(rolled_up), gathered(sheet_of(here.visits, here.legs, (), as_of)), facts)


def all_sums(
    connection: Connection,
    site: str,
    from_day: str,
    to_day: str,
    days: Sequence[DayRow],
    clock: Callable[[DayRow], SiteClock],
    as_of: int,
) -> Sums:
    """The sums alone of everybody who was here in a range, without what is told of each day; arguments as there."""
    driver = Driver(connection)
    kept = {day for (day,) in driver.rows(_KEPT, {"of_site": site, "from_day": from_day, "to_day": to_day})}
    rolled_up, stale = _rolled_up(driver, site, from_day, to_day)
    for day in days:
        if day.day not in kept or day.day in stale:
            of_day = clock(day)
            at = min(as_of, of_day.ends_at)
            rolled_up.append(made_from_rows(driver, site, day.day, of_day, at, closed=day.closed_at is not None).sums)
    last = days[-1]
    here = open_at_end(driver, site, last.day, closed=last.closed_at is not None)
    return sum_of([*rolled_up, gathered(sheet_of(here.visits, here.legs, (), as_of))])


def _rolled_up(driver: Driver, site: str, first: str, last: str) -> tuple[list[Sums], set[str]]:
    """The roll-ups that make a range, and the days in it whose roll-ups another version has kept."""
    found: list[Sums] = []
    stale: set[str] = set()
    begins, ends = _whole_months(first, last)
    whole = {}
    if begins <= ends:
        months = driver.rows(_MONTHS, {"of_site": site, "from_day": begins, "to_day": ends})
        whole = {month: sums for month, data in months if (sums := measures.from_bytes(data)) is not None}
        found += whole.values()
    for from_day, to_day in _gaps(first, last, sorted(whole)):
        for day, data in driver.rows(_SUMS, {"of_site": site, "from_day": from_day, "to_day": to_day}):
            sums = measures.from_bytes(data)
            if sums is None:
                stale.add(day)
            else:
                found.append(sums)
    return found, stale


def _whole_months(first: str, last: str) -> tuple[str, str]:
    """The first and the last month of which every day is in the range; the wrong way round where there is none."""
    begins = first[:7] if first.endswith("-01") else _beside(first[:7], 1)
    year, month = int(last[:4]), int(last[5:7])
    is_whole = int(last[8:]) == monthrange(year, month)[1]
    return begins, last[:7] if is_whole else _beside(last[:7], -1)


def _beside(month: str, step: int) -> str:
    months = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _gaps(first: str, last: str, months: Sequence[str]) -> list[tuple[str, str]]:
    """The days of the range that are in none of these months, as ranges from … to …."""
    gaps, begin = [], first
    for month in months:
        if begin < f"{month}-01":
            gaps.append((begin, f"{_beside(month, -1)}-31"))
        begin = f"{_beside(month, 1)}-01"
    if begin <= last:
        gaps.append((begin, last))
    return gaps
