"""A past for measurements: one closed day written again and again under other dates, by the database itself.

Every visit of the day must bear ``MARK`` in its id, and every command key too: it becomes the number of the day. The
digests are those of the first day: such a history is there to be measured, and would not pass a verification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, bindparam, column, delete, func, insert, literal, select, table, true

from frontdesk.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Insert, Table

    from frontdesk.store.database import Store

MARK = "@@@@@"
_PREFIX = "template_"
_DAY_S = 86400

_INSTANTS = frozenset(
    {"at", "opened_at", "closed_at", "arrived_at", "called_at", "started_at", "ended_at", "since", "hold_until",
     "interrupted_at", "appointment", "queued_at", "due_at", "began_at"}
)  # fmt: skip
_DAYS = frozenset({"day", "arrived_day", "ended_day"})
_WITH_DAY = frozenset({"stream", "data"})
_WITH_MARK = frozenset({"id", "visit", "data", "key", "answer"})

_DATES = table("template_dates", column("other_day", String(10)), column("number", String(5)), column("later", Integer))

_DAYS_AT_ONCE = 100

_TABLES = (schema.event, schema.command, schema.day, schema.visit, schema.leg, schema.phase)


def repeat_day(store: Store, site: str, day: date, others: Iterator[date], days: int) -> int:
    """Write a closed day again under so many other dates; returns how many visits that made."""
    with store.alone() as connection:
        _hurry(connection)
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE {_DATES.name} (other_day VARCHAR(10), number VARCHAR(5), later INTEGER)"
        )
        statements = [_statement(connection, model, site, day) for model in _TABLES]
        for begin in range(1, days + 1, _DAYS_AT_ONCE):
            dates = [(next(others), number) for number in range(begin, min(begin + _DAYS_AT_ONCE, days + 1))]
            connection.execute(delete(_DATES))
            connection.execute(
                insert(_DATES),
                [
                    {"other_day": other.isoformat(), "number": f"{number:05d}", "later": (other - day).days * _DAY_S}
                    for other, number in dates
                ],
            )
            for statement in statements:
                connection.execute(statement, {"of_day": day.isoformat()})
        visits = connection.exec_driver_sql(f"SELECT count(*) FROM {_PREFIX}visit").scalar_one()
        for name in (_DATES.name, *(_PREFIX + model.name for model in _TABLES)):
            connection.exec_driver_sql(f"DROP TABLE {name}")
    return int(visits) * days


def _hurry(connection: Connection) -> None:
    """What is made here can be made again, and nothing in it is anybody's secret."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size = -200000")
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")


def _statement(connection: Connection, model: Table, site: str, day: date) -> Insert:
    """Sets the rows of the day apart, and says how they are written again: the table they are in grows and grows."""
    c = model.c
    where: ColumnElement[bool]
    if model in (schema.event, schema.command):
        where = c.stream == f"day/{site}/{day.isoformat()}"
    elif model is schema.day:
        where = c.day == day.isoformat()
    elif model is schema.visit:
        where = c.arrived_day == day.isoformat()
    else:
        where = c.visit.in_(select(schema.visit.c.id).where(schema.visit.c.arrived_day == day.isoformat()))
    name = _PREFIX + model.name
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {model.name} LIMIT 0")
    apart = table(name, *(column(one.name, one.type) for one in c))
    connection.execute(apart.insert().from_select(list(apart.c), select(*c).where(where)))
    # In the order of the primary key, each page of the table is filled once.
    first = [apart.c.key, _DATES.c.number] if model is schema.command else [_DATES.c.number]
    rows = select(*(_column(one) for one in apart.c)).select_from(apart.join(_DATES, true())).order_by(*first)
    return insert(model).from_select(list(c), rows)


def _column(one: Any) -> Any:
    value = one
    if one.name in _WITH_DAY or one.name in _DAYS:
        value = func.replace(value, bindparam("of_day"), _DATES.c.other_day)
    if one.name in _WITH_MARK:
        value = func.replace(value, literal(MARK), _DATES.c.number)
    if one.name in _INSTANTS:
        value = value + _DATES.c.later
    return value.label(one.name)
