"""Numbers of customers that have no file any more: it was merged into another one's, or erased.

The log names the number of the day and is never changed. So what became of a number is kept apart; whoever writes a
read table from the log goes by it, at every key press and when the log is told anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, insert, select, text

from frontdesk.store import schema
from frontdesk.store.driver import Prepared
from frontdesk.store.log import IDS_OF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from frontdesk.store.driver import Driver


class Former(NamedTuple):
    """A number that has no file any more; ``kept`` is that of which it is part now, None where it was erased."""

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


def put_kept_numbers(driver: Driver, tables: Iterable[list[dict[str, Any]]]) -> None:
    """Put, in rows that tell of customers, the number of today in the place of one whose file was merged."""
    rows = [row for table in tables for row in table if row["customer"] is not None]
    if not rows:
        return
    numbers = json.dumps(sorted({row["customer"] for row in rows}))
    kept: Mapping[str, str] = dict(driver.rows(_KEPT_OF, {"of_ids": numbers}))
    for row in rows if kept else ():
        row["customer"] = kept.get(row["customer"], row["customer"])
