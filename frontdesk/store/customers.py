"""The customer files: read, found by name, telephone or number, and written. They are personal data, and no events."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, literal_column, or_, select, update

from frontdesk.domain.customers import Customer, digits, folded
from frontdesk.store import schema
from frontdesk.store.driver import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import BindParameter

    from frontdesk.store.driver import Driver

DRAWN = "C-"
"""What the numbers begin with that frontdesk gives to those who have none of the house."""

_C = schema.customer.c
_COLUMNS = tuple(_C[name] for name in Customer._fields)
_ID: BindParameter[str] = bindparam("of_customer")
_ONE = Prepared(lambda _engine: select(*_COLUMNS).where(_C.id == _ID))
_DRAWN = Prepared(lambda _engine: select(_C.id).where(_C.id >= bindparam("first"), _C.id < bindparam("after")))
_FOUND = Prepared(
    lambda _engine: (
        select(*_COLUMNS)
        .where(
            or_(
                _C.id == _ID,
                _C.folded.like(bindparam("like_name"), escape="\\"),
                _C.digits.like(bindparam("like_digits"), escape="\\"),
            )
        )
        .order_by(_C.folded, _C.id)
        .limit(bindparam("most"))
        .offset(literal_column("0"))
    )
)
_INSERT = Prepared(lambda _engine: insert(schema.customer))
_UPDATE = Prepared(lambda _engine: update(schema.customer).where(_C.id == _ID))


def one_customer(driver: Driver, customer: str) -> Customer | None:
    """The customer with this number; None where there is none."""
    row = driver.row(_ONE, {"of_customer": customer})
    return None if row is None else Customer._make(row)


def next_number(driver: Driver) -> str:
    """The next number for a customer who brings none, ``C-00042``."""
    return next(drawn_numbers(driver))


def drawn_numbers(driver: Driver, but: Collection[str] = ()) -> Iterator[str]:
    """The next numbers for customers who bring none, without those that somebody else will bring."""
    drawn = [row[0].removeprefix(DRAWN) for row in driver.rows(_DRAWN, {"first": DRAWN, "after": f"{DRAWN}:"})]
    first = max((int(one) for one in drawn if one.isdecimal()), default=0) + 1
    return (number for number in (f"{DRAWN}{one:05d}" for one in count(first)) if number not in but)


def found_customers(driver: Driver, sought: str, most: int) -> list[Customer]:
    """At most so many customers whose name or telephone number holds what is sought, or whose number it is, by name."""
    name, number = folded(sought), digits(sought)
    values = {
        "of_customer": sought.strip(),
        "like_name": _holding(name) if name else None,
        "like_digits": _holding(number) if number else None,
        "most": most,
    }
    return [Customer._make(row) for row in driver.rows(_FOUND, values)]


def add_customer(driver: Driver, customer: Customer) -> None:
    """Write a new customer."""
    add_customers(driver, [customer])


def add_customers(driver: Driver, customers: Sequence[Customer]) -> None:
    """Write new customers."""
    driver.write(_INSERT, [_row(one) for one in customers])


def change_customers(driver: Driver, customers: Sequence[Customer]) -> None:
    """Write customers anew as they are known now."""
    driver.write(_UPDATE, [{**_row(one), "of_customer": one.id} for one in customers])


def _row(customer: Customer) -> dict[str, object]:
    looked_for = {"folded": folded(customer.name), "digits": digits(customer.phone or "") or None}
    return {**customer._asdict(), **looked_for}


def _holding(text: str) -> str:
    """A pattern for what holds a text, in which nothing of the text is a pattern itself."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
