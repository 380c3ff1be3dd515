"""A past for measurements: closed days written again under other dates, by the database itself.

Every visit of such a day must bear the day's mark in its id, and every command key too: it becomes the number of the
other day. Each time some of the visits are left out, and the waits of the others are longer or shorter. The digests are
those of the day that was played, and the log tells the waits that were played: such a history is there to be measured,
and would not pass a verification. Its roll-ups are made as those of any day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, column, delete, func, insert, or_, select, table, true

from frontdesk.store import schema
from frontdesk.store.driver import Driver
from frontdesk.store.rollups import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Insert, Table

    from frontdesk.store.database import Store

_DAY_S = 86400

_INSTANTS = frozenset(
    {"at", "opened_at", "closed_at", "arrived_at", "called_at", "started_at", "ended_at", "since", "hold_until",
     "interrupted_at", "appointment", "queued_at", "due_at", "began_at"}
)  # fmt: skip
_DAYS = frozenset({"day", "arrived_day", "ended_day"})
_WITH_DAY = frozenset({"stream", "data"})
_WITH_MARK = frozenset({"id", "visit", "data", "key", "answer"})
_AFTER_THE_WAIT = frozenset({"called_at", "started_at", "ended_at", "since"})

_DATES = table(
    "template_dates",
    column("other_day", String(10)),
    column("number", String(5)),
    column("later", Integer),
    column("most", String(5)),
    column("last_seq", Integer),
    column("longer", Integer),
)

_DAYS_AT_ONCE = 100

_TABLES = (schema.event, schema.command, schema.day, schema.visit, schema.leg, schema.phase)


class Played(NamedTuple):
    """A closed day that was played, the mark in its ids, and how many visits it has: ``…-00000`` and so on."""

    day: date
    mark: str
    visits: int


class Again(NamedTuple):
    """A day to be written again under another date; ``share`` of its visits come."""

    day: date
    played: Played
    number: int
    share: float


def write_again(store: Store, site: str, days: Sequence[Again]) -> int:
    """Write days that were played again, with their roll-ups; returns how many visits that made."""
    made = 0
    statements: dict[Played, tuple[int, list[Insert]]] = {}
    for begin in range(0, len(days), _DAYS_AT_ONCE):
        some = days[begin : begin + _DAYS_AT_ONCE]
        with store.alone() as connection:
            _hurry(connection)
            if not statements:
                dates = ", ".join(f"{one.name} {one.type.compile(connection.dialect)}" for one in _DATES.c)
                connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {_DATES.name} ({dates})")
                for number, played in enumerate(dict.fromkeys(one.played for one in days)):
                    statements[played] = _set_apart(connection, number, site, played)
            for played, (events, inserts) in statements.items():
                rows = [_date(one, events) for one in some if one.played == played]
                if rows:
                    connection.execute(delete(_DATES))
                    connection.execute(insert(_DATES), rows)
                    for statement in inserts:
                        connection.execute(statement, {"of_day": played.day.isoformat(), "mark": played.mark})
            made += sum(_most(one) for one in some)
            fill(Driver(connection))
    return made


def _most(one: Again) -> int:
    return max(1, round(one.played.visits * one.share))


def _date(one: Again, events: int) -> dict[str, object]:
    most = _most(one)
    return {
        "other_day": one.day.isoformat(),
        "number": f"{one.number:05d}",
        "later": (one.day - one.played.day).days * _DAY_S + one.number * 37 % 600,
        "most": f"{most:05d}",
        "last_seq": events * most // one.played.visits,
        "longer": one.number * 29 % 83 - 20,
    }


def _hurry(connection: Connection) -> None:
    """What is made here can be made again, and nothing in it is anybody's secret."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size = -200000")
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")


def _set_apart(connection: Connection, number: int, site: str, played: Played) -> tuple[int, list[Insert]]:
    """How many events a day has, and the statements that write it again."""
    inserts = [_statement(connection, model, f"template_{number}_{model.name}", site, played) for model in _TABLES]
    events = connection.exec_driver_sql(f"SELECT count(*) FROM template_{number}_event").scalar_one()
    return int(events), inserts


def _statement(connection: Connection, model: Table, name: str, site: str, played: Played) -> Insert:
    """Sets the rows of the day apart, and says how they are written again: the table they are in grows and grows."""
    c, day = model.c, played.day.isoformat()
    where: ColumnElement[bool]
    if model in (schema.event, schema.command):
        where = c.stream == f"day/{site}/{day}"
    elif model is schema.day:
        where = c.day == day
    elif model is schema.visit:
        where = c.arrived_day == day
    else:
        where = c.visit.in_(select(schema.visit.c.id).where(schema.visit.c.arrived_day == day))
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {model.name} LIMIT 0")
    apart = table(name, *(column(one.name, one.type) for one in c))
    connection.execute(apart.insert().from_select(list(apart.c), select(*c).where(where)))
    # In the order of the primary key, each page of the table is filled once.
    first = [apart.c.key, _DATES.c.number] if model is schema.command else [_DATES.c.number]
    rows = (
        select(*(_column(model, one, apart) for one in apart.c))
        .select_from(apart.join(_DATES, true()))
        .where(_comes(model, apart))
        .order_by(*first)
    )
    return insert(model).from_select(list(c), rows)


def _comes(model: Table, apart: Any) -> Any:
    """Whether a row is of those that are written again: the visits up to a number, the events up to a place."""
    if model is schema.event:
        return or_(apart.c.seq <= _DATES.c.last_seq, apart.c.kind == "DayClosed")
    if model is schema.command:
        return apart.c.first_seq <= _DATES.c.last_seq
    if model is schema.day:
        return true()
    visit = apart.c.id if model is schema.visit else apart.c.visit
    return func.substr(visit, 8) < _DATES.c.most


def _column(model: Table, one: Any, apart: Any) -> Any:
    value = one
    if one.name in _WITH_DAY or one.name in _DAYS:
        value = func.replace(value, bindparam("of_day"), _DATES.c.other_day)
    if one.name in _WITH_MARK:
        value = func.replace(value, bindparam("mark"), _DATES.c.number)
    if one.name in _INSTANTS:
        value = value + _DATES.c.later
    if model in (schema.visit, schema.leg) and (one.name == "waiting_s" or one.name in _AFTER_THE_WAIT):
        value = value + apart.c.waiting_s * _DATES.c.longer // 100
    return value.label(one.name)
