"""The customer files: read, found by name, telephone or number, and written. They are personal data, and no events."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, case, delete, func, insert, literal_column, or_, select, text, union_all, update

from frontdesk.domain.customer_file import CustomerNote, VisitText
from frontdesk.domain.customers import Candidate, Customer, digits, folded, words_sought
from frontdesk.store import schema
from frontdesk.store.driver import Prepared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import BindParameter, ColumnElement

    from frontdesk.store.driver import Driver

DRAWN = "C-"
"""What the numbers begin with that frontdesk gives to those who have none of the house."""

LONGEST_SOUGHT = 1000
"""Nobody is found by more than so many characters: a page that was pasted is no name, nor a pattern for SQLite."""

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
_INSERT = Prepared(lambda _engine: insert(schema.customer))
_UPDATE = Prepared(lambda _engine: update(schema.customer).where(_C.id == _ID))
_DELETE = Prepared(lambda _engine: delete(schema.customer).where(_C.id == _ID))
_AS_OPENED = Prepared(
    lambda _engine: text(
        "SELECT 1 FROM customer WHERE id = :of_customer AND NOT changed "
        "AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.customer = :of_customer) "
        "AND NOT EXISTS (SELECT 1 FROM complaint WHERE complaint.customer = :of_customer) "
        "AND NOT EXISTS (SELECT 1 FROM promise WHERE promise.customer = :of_customer) "
        "AND NOT EXISTS (SELECT 1 FROM complaint WHERE complaint.visit = :of_visit) "
        "AND NOT EXISTS (SELECT 1 FROM promise WHERE promise.visit = :of_visit) "
        "AND NOT EXISTS (SELECT 1 FROM customer_note WHERE customer_note.customer = :of_customer) "
        "AND NOT EXISTS (SELECT 1 FROM former_customer WHERE former_customer.kept = :of_customer)"
    )
)

_NOTES = Prepared(
    lambda _engine: (
        select(*(_NOTE[name] for name in CustomerNote._fields))
        .where(_NOTE.customer == _ID)
        .order_by(_NOTE.at.desc(), _NOTE.id.desc())
    )
)
_INSERT_NOTE = Prepared(lambda _engine: insert(schema.customer_note))
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
    return next(drawn_numbers(driver))


def drawn_numbers(driver: Driver, but: Collection[str] = ()) -> Iterator[str]:
    """The next numbers for customers who bring none, without those that somebody else will bring."""
    drawn = [row[0].removeprefix(DRAWN) for row in driver.rows(_DRAWN, {"first": DRAWN, "after": f"{DRAWN}:"})]
    first = max((int(one) for one in drawn if one.isdecimal()), default=0) + 1
    return (number for number in (f"{DRAWN}{one:05d}" for one in count(first)) if number not in but)


@cache
def _holding_words(how_many: int) -> Prepared:
    """The query for those who hold so many words, each of them in the name, the telephone or the number."""
    number = func.lower(_C.id)

    def word(n: int) -> ColumnElement[bool]:
        return or_(
            _C.folded.like(bindparam(f"name_{n}"), escape="\\"),
            _C.digits.like(bindparam(f"phone_{n}"), escape="\\"),
            number.like(bindparam(f"number_{n}"), escape="\\"),
        )

    nearest: ColumnElement[int] = case(
        (number == bindparam("exactly"), literal_column("0")),
        (_C.folded.like(bindparam("beginning"), escape="\\"), literal_column("1")),
        else_=literal_column("2"),
    )
    return Prepared(
        lambda _engine: (
            select(*_COLUMNS)
            .where(or_(number == bindparam("exactly"), _C.id == _NOW_KNOWN_AS, and_(*map(word, range(how_many)))))
            .order_by(nearest, _C.folded, _C.id)
            .limit(bindparam("most"))
            .offset(literal_column("0"))
        )
    )


@cache
def _visits_of(how_many: int) -> Prepared:
    """How often so many customers were here; a check-in that was a mistake is no visit."""
    v = schema.visit.c
    numbers: list[BindParameter[str]] = [bindparam(f"of_customer_{n}") for n in range(how_many)]
    return Prepared(
        lambda _engine: (
            select(v.customer, func.count())
            .where(
                v.customer.in_(numbers),
                or_(v.outcome.is_(None), v.outcome != literal_column("'removed'")),
            )
            .group_by(v.customer)
        )
    )


def found_customers(driver: Driver, sought: str, most: int) -> list[Customer]:
    """At most so many customers of whom the name, the telephone or the number holds each of the words sought.

    The one whose number it is comes first, then those whose names begin with it, then the others by name.
    """
    words = words_sought(sought) if len(sought) <= LONGEST_SOUGHT else []
    if not words:
        return []
    values: dict[str, object] = {
        "exactly": folded(sought),
        "of_customer": sought.strip(),
        "beginning": f"{_escaped(words[0])}%",
        "most": most,
    }
    for n, word in enumerate(words):
        figures = digits(word)
        # A word without a digit is no part of a number: every one that is drawn has the same letter.
        values |= {
            f"name_{n}": _holding(word),
            f"phone_{n}": _holding(figures) if figures else None,
            f"number_{n}": _holding(word) if figures else None,
        }
    return [Customer._make(row) for row in driver.rows(_holding_words(len(words)), values)]


def candidates(driver: Driver, sought: str, most: int) -> list[Candidate]:
    """The same, each with how often they were here."""
    found = found_customers(driver, sought, most)
    if not found:
        return []
    values = {f"of_customer_{n}": one.id for n, one in enumerate(found)}
    visits = dict(driver.rows(_visits_of(len(found)), values))
    return [Candidate(one, int(visits.get(one.id, 0))) for one in found]


def add_customer(driver: Driver, customer: Customer) -> None:
    """Write a new customer."""
    add_customers(driver, [customer])


def add_customers(driver: Driver, customers: Sequence[Customer]) -> None:
    """Write new customers."""
    driver.write(_INSERT, [_row(one, changed=False) for one in customers])


def change_customers(driver: Driver, customers: Sequence[Customer]) -> None:
    """Write customers anew as they are known now."""
    driver.write(_UPDATE, [{**_row(one, changed=True), "of_customer": one.id} for one in customers])


def is_as_opened(driver: Driver, customer: str, visit_gone: str | None) -> bool:
    """Whether a file is as it was opened, and nothing has come to it since.

    What a customer said or was promised at a visit that is gone counts too: who said it is known by the file alone.
    """
    return driver.row(_AS_OPENED, {"of_customer": customer, "of_visit": visit_gone}) is not None


def take_away(driver: Driver, customer: str) -> None:
    """Delete a customer's file."""
    driver.write(_DELETE, [{"of_customer": customer}])


def _row(customer: Customer, *, changed: bool) -> dict[str, object]:
    looked_for = {"folded": folded(customer.name), "digits": digits(customer.phone or "") or None}
    return {**customer._asdict(), **looked_for, "changed": changed}


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
    """A pattern for what holds a text."""
    return f"%{_escaped(text)}%"


def _escaped(text: str) -> str:
    """A text as a pattern in which nothing of it is a pattern itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
