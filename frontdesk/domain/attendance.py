"""How known customers have come, and who of them has stayed away."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.domain.customers import Customer


class Attendance(NamedTuple):
    """How a customer has come: the first and the last business day, how many visits, how many served of late.

    Somebody who is here now was last seen today. A check-in that was a mistake is no visit.
    """

    first_day: str
    last_day: str
    visits: int
    served_lately: int


class OpenMatters(NamedTuple):
    """How many complaints and promises are open with a customer."""

    complaints: int = 0
    promises: int = 0


class Lost(NamedTuple):
    """A customer who has not been seen for so many days; one who never came counts from the opening of the file.

    ``last_day`` is the business day of the last visit, None for one who never came.
    """

    customer: Customer
    last_day: str | None
    days: int
    visits: int
    open: OpenMatters


def lost(
    customers: Iterable[Customer],
    attendance: Mapping[str, Attendance],
    matters: Mapping[str, OpenMatters],
    today: date,
    days: int,
) -> list[Lost]:
    """The customers who were not seen for so many days or more; who has stayed away longest comes first."""
    found = []
    for one in customers:
        came = attendance.get(one.id)
        away = (today - last_known(one, came)).days
        if away >= days:
            last_day, visits = (None, 0) if came is None else (came.last_day, came.visits)
            found.append(Lost(one, last_day, away, visits, matters.get(one.id, OpenMatters())))
    return sorted(found, key=lambda one: (-one.days, one.customer.id))


def by_segment(found: Iterable[Lost]) -> dict[str | None, int]:
    """How many of them are of each segment; None is for those whose file names none."""
    return dict(Counter(one.customer.segment for one in found))


def last_known(customer: Customer, came: Attendance | None) -> date:
    """The day on which a customer was last seen, or the file was opened where that is all we know."""
    return opened_on(customer) if came is None else date.fromisoformat(came.last_day)


def years_with_us(customer: Customer, came: Attendance | None, today: date) -> int:
    """Whole years since the first visit or the opening of the file, or as many as the file says, if these are more."""
    first = opened_on(customer)
    if came is not None:
        first = min(first, date.fromisoformat(came.first_day))
    whole = today.year - first.year - ((today.month, today.day) < (first.month, first.day))
    return max(whole, customer.years or 0)


def opened_on(customer: Customer) -> date:
    """The day on which the file was opened (in UTC: a day more or less decides nothing here)."""
    return datetime.fromtimestamp(customer.created_at, UTC).date()


def a_year_before(today: date) -> date:
    """Where the year begins in which visits count as of late."""
    return today - timedelta(days=365)
