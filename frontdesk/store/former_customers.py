"""Numbers of customers that have no file any more: it was merged into another one's, erased, or taken back.

The log names the number of the day and is never changed. So what became of a number is kept apart; whoever writes a
read table from the log goes by it, at every key press and when the log is told anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, insert, select, text

from frontdesk.domain.customers import KnownBefore
from frontdesk.store import schema
from frontdesk.store.driver import Prepared
from frontdesk.store.log import IDS_OF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from frontdesk.store.driver import Driver


class Former(NamedTuple):
    """A number that has no file any more; ``kept`` is that of which it is part now, None where the file is gone."""

    number: str
    kept: str | None


_FORMER = schema.former_customer.c
_ONE = Prepared(lambda _engine: select(_FORMER.number, _FORMER.kept).where(_FORMER.number == bindparam("of_customer")))
_SEVERAL = Prepared(lambda engine: text(f"SELECT number, kept FROM former_customer WHERE number IN ({IDS_OF[engine]})"))
_KEPT_OF = Prepared(
    lambda engine: text(
        f"SELECT number, kept FROM former_customer WHERE kept IS NOT NULL AND number IN ({IDS_OF[engine]})"
    )
)
_INSERT = Prepared(lambda _engine: insert(schema.former_customer))

_PERSON = schema.merged_person.c
_REMEMBER = Prepared(
    lambda _engine: text(
        "INSERT INTO merged_person (number, name, phone) SELECT id, name, phone FROM customer WHERE id = :of_customer"
    )
)
_KNOWN_AS = Prepared(
    lambda _engine: (
        select(_PERSON.number, _PERSON.name, _PERSON.phone, _FORMER.kept)
        .join_from(schema.merged_person, schema.former_customer, _PERSON.number == _FORMER.number)
        .where(_FORMER.kept.is_not(None))
        .order_by(_PERSON.number)
    )
)
_KNOWN_AS_OF = Prepared(
    lambda _engine: (
        select(_PERSON.number, _PERSON.name, _PERSON.phone, _FORMER.kept)
        .join_from(schema.merged_person, schema.former_customer, _PERSON.number == _FORMER.number)
        .where(_FORMER.kept == bindparam("of_customer"))
        .order_by(_PERSON.number)
    )
)


def former_number(driver: Driver, number: str) -> Former | None:
    """What became of a number; None for one that has a file, or never had."""
    row = driver.row(_ONE, {"of_customer": number})
    return None if row is None else Former._make(row)


def former_numbers(driver: Driver, numbers: Collection[str]) -> dict[str, str | None]:
    """What became of those of many numbers that have no file any more: see ``Former``."""
    return dict(driver.rows(_SEVERAL, {"of_ids": json.dumps(list(numbers))})) if numbers else {}


def add_former_number(driver: Driver, former: Former, at: int) -> None:
    """Write down what became of a number."""
    driver.write(_INSERT, [{**former._asdict(), "at": at}])


def remember_person(driver: Driver, number: str) -> None:
    """Keep as whom a customer is known whose file is about to become part of another one."""
    driver.write(_REMEMBER, [{"of_customer": number}])


def known_before(driver: Driver) -> list[KnownBefore]:
    """As whom customers were known whose file is part of another one now."""
    return list(map(KnownBefore._make, driver.rows(_KNOWN_AS, {})))


def known_before_of(driver: Driver, customer: str) -> list[KnownBefore]:
    """The same of those whose files are part of one customer's."""
    return list(map(KnownBefore._make, driver.rows(_KNOWN_AS_OF, {"of_customer": customer})))


def put_kept_numbers(driver: Driver, tables: Iterable[list[dict[str, Any]]]) -> None:
    """Put, in rows that tell of customers, the number of today in the place of one whose file was merged."""
    rows = [row for table in tables for row in table if row["customer"] is not None]
    if not rows:
        return
    numbers = json.dumps(sorted({row["customer"] for row in rows}))
    kept: Mapping[str, str] = dict(driver.rows(_KEPT_OF, {"of_ids": numbers}))
    for row in rows if kept else ():
        row["customer"] = kept.get(row["customer"], row["customer"])
