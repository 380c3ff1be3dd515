"""Roll-ups: of each closed day and each month what reports add up, so that years are read in a blink.

A day's is made from its rows in the other read tables, in the transaction that closes it; so there is one way to make
it, whether a day is closed, the log is told anew or an older database is upgraded. A month's is that of its closed days
added up. A complaint or a promise may come in late: they are few and are always read from their own rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, select

from frontdesk.reports.half_hours import SiteClock
from frontdesk.reports.sums import day_facts, measures
from frontdesk.reports.sums.measures import sum_of
from frontdesk.store import schema
from frontdesk.store.day_rows import made_from_rows
from frontdesk.store.driver import Prepared, insert_for
from frontdesk.store.log import DayRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sqlalchemy import BindParameter

    from frontdesk.reports.sums.measures import Sums
    from frontdesk.store.driver import Driver

_DAY_ROLLUP, _MONTH_ROLLUP, _DAY = schema.day_rollup.c, schema.month_rollup.c, schema.day.c
_SITE: BindParameter[str] = bindparam("of_site")
_ON: BindParameter[str] = bindparam("of_day")
_MONTH: BindParameter[str] = bindparam("of_month")

_KNOWN = Prepared(lambda _engine: select(_DAY_ROLLUP.day).where(_DAY_ROLLUP.site == _SITE, _DAY_ROLLUP.day == _ON))
_DELETE_DAY = Prepared(
    lambda _engine: delete(schema.day_rollup).where(_DAY_ROLLUP.site == _SITE, _DAY_ROLLUP.day == _ON)
)
_DELETE_MONTH = Prepared(
    lambda _engine: delete(schema.month_rollup).where(_MONTH_ROLLUP.site == _SITE, _MONTH_ROLLUP.month == _MONTH)
)
_SUMS_OF_MONTH = Prepared(
    lambda _engine: select(_MONTH_ROLLUP.sums).where(_MONTH_ROLLUP.site == _SITE, _MONTH_ROLLUP.month == _MONTH)
)
_SUMS_OF_DAYS = Prepared(
    lambda _engine: (
        select(_DAY_ROLLUP.day, _DAY_ROLLUP.sums)
        .where(
            _DAY_ROLLUP.site == _SITE,
            _DAY_ROLLUP.day >= bindparam("from_day"),
            _DAY_ROLLUP.day <= bindparam("to_day"),
        )
        .order_by(_DAY_ROLLUP.day)
    )
)


_DAY_ROW = Prepared(
    lambda _engine: select(*(_DAY[name] for name in DayRow._fields)).where(_DAY.site == _SITE, _DAY.day == _ON)
)
_MISSING = Prepared(
    lambda _engine: (
        select(_DAY.site, *(_DAY[name] for name in DayRow._fields))
        .outerjoin(schema.day_rollup, and_(_DAY_ROLLUP.site == _DAY.site, _DAY_ROLLUP.day == _DAY.day))
        .where(_DAY.closed_at.is_not(None), _DAY_ROLLUP.day.is_(None))
        .order_by(_DAY.site, _DAY.day)
    )
)


def _put_day(engine: str) -> Any:
    statement = insert_for(engine, schema.day_rollup)
    return statement.on_conflict_do_update(
        index_elements=["site", "day"],
        set_={"facts": statement.excluded.facts, "sums": statement.excluded.sums},
    )


def _put_month(engine: str) -> Any:
    statement = insert_for(engine, schema.month_rollup)
    return statement.on_conflict_do_update(index_elements=["site", "month"], set_={"sums": statement.excluded.sums})


_PUT_DAY, _PUT_MONTH = Prepared(_put_day), Prepared(_put_month)


def roll_up(driver: Driver, site: str, day: DayRow, *, month: bool = True) -> None:
    """Make the roll-up of a day that is closed now, or take away that of one that goes on; and put its month right.

    Without ``month`` the month is left to ``roll_up_month``.
    """
    values = {"of_site": site, "of_day": day.day}
    known = driver.row(_KNOWN, values) is not None
    if day.closed_at is None:
        if known:
            driver.write(_DELETE_DAY, [values])
            roll_up_month(driver, site, day.day[:7])
        return
    clock = SiteClock.of_hours(day.opened_at, day.closed_at)
    made = made_from_rows(driver, site, day.day, clock, day.closed_at, closed=True)
    sums = measures.as_bytes(made.sums)
    driver.write(_PUT_DAY, [{"site": site, "day": day.day, "facts": day_facts.as_text(made.facts), "sums": sums}])
    if month:
        before = None if known else _month(driver, site, day.day[:7])
        if before is None:
            roll_up_month(driver, site, day.day[:7])
        else:
            _write_month(driver, site, day.day[:7], sum_of([before, made.sums]))


def roll_up_again(driver: Driver, days: Iterable[tuple[str, str]]) -> None:
    """Make the roll-ups of these days of sites anew, where they have one; what their months add up stays as it is."""
    for site, day in days:
        values = {"of_site": site, "of_day": day}
        if driver.row(_KNOWN, values) is not None:
            roll_up(driver, site, DayRow._make(driver.rows(_DAY_ROW, values)[0]), month=False)


def roll_up_month(driver: Driver, site: str, month: str) -> None:
    """Add up the closed days of a month anew; a month without any has no roll-up."""
    in_month = {"of_site": site, "from_day": f"{month}-01", "to_day": f"{month}-31"}
    days = []
    for day, data in driver.rows(_SUMS_OF_DAYS, in_month):
        sums = measures.from_bytes(data)
        if sums is None:  # an older version kept other figures
            roll_up(driver, site, DayRow._make(driver.rows(_DAY_ROW, {"of_site": site, "of_day": day})[0]), month=False)
            sums = measures.from_bytes(driver.rows(_SUMS_OF_DAYS, in_month | {"from_day": day, "to_day": day})[0][1])
        days.append(sums)
    if days:
        _write_month(driver, site, month, sum_of([one for one in days if one is not None]))
    else:
        driver.write(_DELETE_MONTH, [{"of_site": site, "of_month": month}])


def fill(driver: Driver) -> int:
    """Make the roll-ups of all closed days and their months that have none of this version; returns how many days."""
    months, made = {}, 0
    for site, *values in driver.rows(_MISSING, {}):
        day = DayRow._make(values)
        roll_up(driver, site, day, month=False)
        months[site, day.day[:7]] = True
        made += 1
    for site, month in months:
        roll_up_month(driver, site, month)
    return made


def _month(driver: Driver, site: str, month: str) -> Sums | None:
    found = driver.row(_SUMS_OF_MONTH, {"of_site": site, "of_month": month})
    return None if found is None else measures.from_bytes(found[0])


def _write_month(driver: Driver, site: str, month: str, sums: Sums) -> None:
    driver.write(_PUT_MONTH, [{"site": site, "month": month, "sums": measures.as_bytes(sums)}])
