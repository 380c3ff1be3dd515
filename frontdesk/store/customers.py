"""The customer files: read, found by name, telephone or number, and written. They are personal data, and no events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, literal_column, or_, select, union_all, update

from frontdesk.domain.customer_file import CustomerNote, VisitText
from frontdesk.domain.customers import Customer, digits, folded
from frontdesk.store import schema
from frontdesk.store.driver import Prepared

if TYPE_CHECKING:
    from sqlalchemy import BindParameter

    from frontdesk.store.driver import Driver

DRAWN = "C-"
"""What the numbers begin with that frontdesk gives to those who have none of the house."""

_C = schema.customer.c
_COLUMNS = tuple(_C[name] for name in Customer._fields)
_ID: BindParameter[str] = bindparam("of_customer")
_NOTE, _FORMER, _TEXT, _VISIT = schema.customer_note.c, schema.former_customer.c, schema.note.c, schema.visit.c
_NOW_KNOWN_AS = select(_FORMER.kept).where(_FORMER.number == _ID).scalar_subquery()
_ONE = Prepared(lambda _engine: select(*_COLUMNS).where(or_(_C.id == _ID, _C.id == _NOW_KNOWN_AS)))
_DRAWN = Prepared(
    lambda _engine: union_all(
        *(
            select(number).where(number >= bindparam("first"), number < bindparam("after"))
            for number in (_C.id, _FORMER.number)
        )
    )
)
"""A number that was given is not given again, whatever became of its file."""
_FOUND = Prepared(
    lambda _engine: (
        select(*_COLUMNS)
        .where(
            or_(
                _C.id == _ID,
                _C.id == _NOW_KNOWN_AS,
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

_NOTES = Prepared(
    lambda _engine: (
        select(*(_NOTE[name] for name in CustomerNote._fields))
        .where(_NOTE.customer == _ID)
        .order_by(_NOTE.at.desc(), _NOTE.id.desc())
    )
)
_INSERT_NOTE = Prepared(lambda _engine: insert(schema.customer_note))
_OF_A_DAY = (_TEXT.stream >= literal_column("'day/'"), _TEXT.stream < literal_column("'day0'"))
"""Texts of the days' streams, not of complaints and promises."""
_SAID = Prepared(
    lambda _engine: (
        select(*(_TEXT[name] for name in VisitText._fields))
        .join_from(schema.visit, schema.note, _TEXT.visit == _VISIT.id)
        .where(
            _VISIT.customer == _ID, _TEXT.stream >= literal_column("'day/'"), _TEXT.stream < literal_column("'day0'")
        )
        .order_by(_TEXT.at, _TEXT.stream, _TEXT.seq, _TEXT.kind)
    )
)
_FORMER_NUMBERS = Prepared(lambda _engine: select(_FORMER.number).where(_FORMER.kept == _ID).order_by(_FORMER.number))


def one_customer(driver: Driver, customer: str) -> Customer | None:
    """The customer with this number, or whose file has taken in the one with this number; None where there is none."""
    row = driver.row(_ONE, {"of_customer": customer})
    return None if row is None else Customer._make(row)


def next_number(driver: Driver) -> str:
    """The next number for a customer who brings none, ``C-00042``."""
    drawn = [row[0].removeprefix(DRAWN) for row in driver.rows(_DRAWN, {"first": DRAWN, "after": f"{DRAWN}:"})]
    return f"{DRAWN}{max((int(one) for one in drawn if one.isdecimal()), default=0) + 1:05d}"


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
    driver.write(_INSERT, [_row(customer)])


def change_customer(driver: Driver, customer: Customer) -> None:
    """Write a customer anew as it is known now."""
    driver.write(_UPDATE, [{**_row(customer), "of_customer": customer.id}])


def _row(customer: Customer) -> dict[str, object]:
    looked_for = {"folded": folded(customer.name), "digits": digits(customer.phone or "") or None}
    return {**customer._asdict(), **looked_for}


def notes_on(driver: Driver, customer: str) -> list[CustomerNote]:
    """What was written in a customer's file for colleagues, the newest first."""
    return list(map(CustomerNote._make, driver.rows(_NOTES, {"of_customer": customer})))


def add_note(driver: Driver, note: CustomerNote) -> None:
    """Write a note in a customer's file."""
    driver.write(_INSERT_NOTE, [note._asdict()])


def said_at_visits_of(driver: Driver, customer: str) -> list[VisitText]:
    """The names, notes and reasons that were typed with a customer's visits, in their order.

    What was said in a complaint or promised is told with these.
    """
    return list(map(VisitText._make, driver.rows(_SAID, {"of_customer": customer})))


def former_numbers(driver: Driver, customer: str) -> list[str]:
    """The numbers of the files that were merged into a customer's."""
    return [number for (number,) in driver.rows(_FORMER_NUMBERS, {"of_customer": customer})]


def _holding(text: str) -> str:
    """A pattern for what holds a text, in which nothing of the text is a pattern itself."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
