"""A past for measurements: one closed day written again and again under other dates, by the database itself.

Every visit of the day must bear ``MARK`` in its id, and every command key too: it becomes the number of the day. The
digests are those of the first day: such a history is there to be measured, and would not pass a verification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, cast, func, insert, literal, select
from sqlalchemy.types import Text

from frontdesk.store import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Table

    from frontdesk.store.database import Store

MARK = "@@@@@"
_DAY_S = 86400

_INSTANTS = frozenset(
    {"at", "opened_at", "closed_at", "arrived_at", "called_at", "started_at", "ended_at", "since", "hold_until",
     "interrupted_at", "appointment", "queued_at", "due_at", "began_at"}
)  # fmt: skip
_DAYS = frozenset({"day", "arrived_day", "ended_day"})
_WITH_DAY = frozenset({"stream", "data"})
_WITH_MARK = frozenset({"id", "visit", "data", "key", "answer"})

_TABLES: tuple[tuple[Table, Callable[[Table], Any]], ...] = (
    (schema.event, lambda table: table.c.stream == bindparam("of_stream")),
    (schema.command, lambda table: table.c.stream == bindparam("of_stream")),
    (schema.day, lambda table: table.c.day == bindparam("of_day")),
    (schema.visit, lambda table: table.c.arrived_day == bindparam("of_day")),
    (schema.leg, lambda table: table.c.visit.in_(_visits_of_day())),
    (schema.phase, lambda table: table.c.visit.in_(_visits_of_day())),
)


def repeat_day(store: Store, site: str, day: date, others: Iterator[date], days: int) -> int:
    """Write a closed day again under so many other dates; returns how many visits that made."""
    statements = [insert(table).from_select(list(table.c), _moved(table, where(table))) for table, where in _TABLES]
    made = 0
    with store.alone() as connection:
        _hurry(connection)
        for number in range(1, days + 1):
            other = next(others)
            values = {
                "of_day": day.isoformat(),
                "of_stream": f"day/{site}/{day.isoformat()}",
                "other_day": other.isoformat(),
                "number": f"{number:05d}",
                "later": (other - day).days * _DAY_S,
            }
            for statement in statements:
                done = connection.execute(statement, values)
                if statement.table is schema.visit:
                    made += done.rowcount
    return made


def _hurry(connection: Connection) -> None:
    """What is made here can be made again: nothing need be safe before the end."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size = -200000")


def _visits_of_day() -> Any:
    return select(schema.visit.c.id).where(schema.visit.c.arrived_day == bindparam("of_day"))


def _moved(table: Table, where: ColumnElement[bool]) -> Any:
    return select(*(_column(column) for column in table.c)).where(where)


def _column(column: Any) -> Any:
    value = column
    if column.name in _WITH_DAY or column.name in _DAYS:
        value = func.replace(value, bindparam("of_day"), bindparam("other_day"))
    if column.name in _WITH_MARK:
        value = func.replace(value, literal(MARK), cast(bindparam("number"), Text))
    if column.name in _INSTANTS:
        value = value + bindparam("later")
    return value.label(column.name)
