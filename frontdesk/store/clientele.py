"""The files of many customers at once: found, written, and how they have come and what is open with them, counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, case, func, literal_column, or_, select, text

from frontdesk.domain.attendance import Attendance, OpenMatters
from frontdesk.domain.customers import Customer, KnownBefore
from frontdesk.store import customers, former_customers, schema
from frontdesk.store.driver import Prepared
from frontdesk.store.log import IDS_OF
from frontdesk.store.whose import customer_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import ColumnClause

    from frontdesk.store.driver import Driver

_VISIT, _COMPLAINT, _PROMISE = schema.visit.c, schema.complaint.c, schema.promise.c
_OF_COMPLAINT, _OF_PROMISE = customer_of(schema.complaint), customer_of(schema.promise)
_COLUMNS = tuple(schema.customer.c[name] for name in Customer._fields)
_SERVED: ColumnClause[str] = literal_column("'served'")
_REMOVED: ColumnClause[str] = literal_column("'removed'")

# All of it stands in the index of visits of known customers: the rows themselves, most of them old, are not looked at.
_SEEN_ON = func.coalesce(_VISIT.ended_day, bindparam("today"))
_COME = Prepared(
    lambda _engine: (
        select(
            _VISIT.customer,
            func.min(_SEEN_ON),
            func.max(_SEEN_ON),
            func.count(),
            func.count(
                case((and_(_VISIT.ended_day >= bindparam("since"), _VISIT.outcome == _SERVED), literal_column("1")))
            ),
        )
        .where(_VISIT.customer.is_not(None), or_(_VISIT.outcome.is_(None), _VISIT.outcome != _REMOVED))
        .group_by(_VISIT.customer)
    )
)

_COMPLAINTS = Prepared(
    lambda _engine: (
        select(_OF_COMPLAINT, func.count())
        .where(_OF_COMPLAINT.is_not(None), _COMPLAINT.closed_at.is_(None))
        .group_by(_OF_COMPLAINT)
    )
)
_PROMISES = Prepared(
    lambda _engine: (
        select(_OF_PROMISE, func.count())
        .where(_OF_PROMISE.is_not(None), _PROMISE.ended_at.is_(None))
        .group_by(_OF_PROMISE)
    )
)


_NUMBERED = Prepared(lambda engine: select(*_COLUMNS).where(text(f"customer.id IN ({IDS_OF[engine]})")))
_CALLED = Prepared(lambda engine: select(*_COLUMNS).where(text(f"customer.folded IN ({IDS_OF[engine]})")))
_EVERY = Prepared(lambda _engine: select(*_COLUMNS))


class CustomerFiles:
    """The files of customers, read and written many at once, within a transaction that somebody else ends."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def numbered(self, numbers: Collection[str]) -> dict[str, Customer]:
        """The customers with these numbers, by the number; one that is not known is missing."""
        return {one.id: one for one in self._customers(_NUMBERED, {"of_ids": json.dumps(list(numbers))})}

    def former(self, numbers: Collection[str]) -> dict[str, str | None]:
        """Which of these numbers have no file any more, each with the one that it is part of; None if it was erased."""
        return former_customers.former_numbers(self._driver, numbers)

    def known_before(self) -> list[KnownBefore]:
        """As whom customers were known whose file is part of another one now; by their former number."""
        return former_customers.known_before(self._driver)

    def called(self, folded_names: Collection[str]) -> list[Customer]:
        """The customers whose whole names, as they are looked for, are among these; by number."""
        return sorted(self._customers(_CALLED, {"of_ids": json.dumps(list(folded_names))}))

    def every(self) -> list[Customer]:
        """All customers, in no order."""
        return self._customers(_EVERY, {})

    def drawn_numbers(self, but: Collection[str]) -> Iterator[str]:
        """The next numbers for customers who bring none, without those that somebody else will bring."""
        return customers.drawn_numbers(self._driver, but)

    def write(self, *, added: Sequence[Customer] = (), changed: Sequence[Customer] = ()) -> None:
        """Write new customers, and customers as they are now."""
        if added:
            customers.add_customers(self._driver, added)
        if changed:
            customers.change_customers(self._driver, changed)

    def attendance(self, since: str, today: str) -> dict[str, Attendance]:
        """How each customer has come, at any site, by their number; served visits count as of late from a day on.

        Who is here now is taken to have been seen on ``today``.
        """
        rows = self._driver.rows(_COME, {"since": since, "today": today})
        return {customer: Attendance(*came) for customer, *came in rows}

    def open_matters(self) -> dict[str, OpenMatters]:
        """How many complaints and promises are open with each customer who has any, by their number."""
        complaints = dict(self._driver.rows(_COMPLAINTS, {}))
        promises = dict(self._driver.rows(_PROMISES, {}))
        return {
            customer: OpenMatters(complaints.get(customer, 0), promises.get(customer, 0))
            for customer in complaints.keys() | promises.keys()
        }

    def _customers(self, statement: Prepared, values: dict[str, object]) -> list[Customer]:
        return [Customer._make(row) for row in self._driver.rows(statement, values)]
