"""Two files of one person become one: everything of the other number is the kept one's from then on.

Figures of closed days follow: that somebody came again is found out late, and is true all the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, update

from frontdesk.reports.repeat_visits import WITHIN_DAYS
from frontdesk.store import schema
from frontdesk.store.driver import Prepared
from frontdesk.store.former_customers import Former, add_former_number, remember_person
from frontdesk.store.rollups import roll_up_again
from frontdesk.store.whose import is_of

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Table

    from frontdesk.store.driver import Driver

_FORMER, _VISIT = schema.former_customer.c, schema.visit.c
_ID: BindParameter[str] = bindparam("of_customer")
_OTHER: BindParameter[str] = bindparam("of_other")
_DAYS_OF = Prepared(
    lambda _engine: select(_VISIT.site, _VISIT.arrived_day, _VISIT.ended_day).where(_VISIT.customer == _ID)
)
_DELETE = Prepared(lambda _engine: delete(schema.customer).where(schema.customer.c.id == _OTHER))
_FOLLOW = Prepared(lambda _engine: update(schema.former_customer).values(kept=_ID).where(_FORMER.kept == _OTHER))


def _number_of(table: Table) -> Prepared:
    theirs = is_of(table, _OTHER) if table in _MATTERS else table.c.customer == _OTHER
    return Prepared(lambda _engine: select(func.count()).select_from(table).where(theirs))


def _hand_over(table: Table) -> Prepared:
    return Prepared(lambda _engine: update(table).values(customer=_ID).where(table.c.customer == _OTHER))


_CARRIED, _MATTERS = schema.carried, (schema.complaint, schema.promise)
_COUNTED = {
    "visits": schema.visit, "complaints": schema.complaint, "promises": schema.promise, "notes": schema.customer_note
}  # fmt: skip
_COUNTS = {name: _number_of(table) for name, table in _COUNTED.items()}
_HAND_OVER = [_hand_over(table) for table in (*_COUNTED.values(), _CARRIED)]


def merge(driver: Driver, kept: str, other: str, at: int) -> dict[str, int]:
    """Make everything of the other number the kept one's; returns how many of each, and takes the other file away.

    Closed days on which somebody has come again, as is known now, are rolled up anew.
    """
    counts = {name: int(driver.rows(count, {"of_other": other})[0][0]) for name, count in _COUNTS.items()}
    again = _days_with_repeats(driver, kept, other)
    values = {"of_customer": kept, "of_other": other}
    for hand_over in (*_HAND_OVER, _FOLLOW):
        driver.write(hand_over, [values])
    remember_person(driver, other)
    driver.write(_DELETE, [values])
    add_former_number(driver, Former(other, kept), at)
    roll_up_again(driver, again)
    return counts


def _days_with_repeats(driver: Driver, one: str, other: str) -> list[tuple[str, str]]:
    """The sites and days on which one of two numbers came so soon after the other that it may be a repeat visit."""
    visits = [driver.rows(_DAYS_OF, {"of_customer": number}) for number in (one, other)]
    found: set[tuple[str, str]] = set()
    for came, before in (visits, visits[::-1]):
        ended = {(site, day) for site, _, day in before if day is not None}
        found |= {(site, day) for site, day, _ in came if any((site, ago) in ended for ago in _week_before(day))}
    return sorted(found)


def _week_before(day: str) -> list[str]:
    # A visit ends on the business day on which it ended or a later one: one day more is enough.
    return [(date.fromisoformat(day) - timedelta(days=ago)).isoformat() for ago in range(WITHIN_DAYS + 2)]
