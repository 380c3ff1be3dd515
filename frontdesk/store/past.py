"""A past for measurements: closed days written again under other dates, by the database itself.

Every visit of such a day must bear the day's mark in its id, and every command key too: it becomes the number of the
other day. Each time some of the visits are left out, and the waits of the others are longer or shorter. The digests are
those of the day that was played, and the log tells the waits that were played: such a history is there to be measured,
and would not pass a verification. Its roll-ups are made as those of any day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, String, column, delete, func, insert, literal_column, or_, select, table, true

from frontdesk.store import schema
from frontdesk.store.driver import Driver
from frontdesk.store.rollups import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Insert, Table, TableClause

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
    "again",
    column("played", Integer),
    column("of_day", String(10)),
    column("mark", String(5)),
    column("other_day", String(10)),
    column("number", String(5)),
    column("later", Integer),
    column("most", String(5)),
    column("last_seq", Integer),
    column("longer", Integer),
)
"""The days to be written: which one was played, and what becomes of it."""

_DAYS_AT_ONCE = 100

_BY_DAY = (schema.event, schema.day, schema.visit, schema.leg, schema.phase)
"""Tables in the order of the days; the answers to commands are in that of their keys, which tell nothing of a day."""

_HURRIED = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000", "secure_delete = OFF")
"""What is made here can be made again, and nothing in it is anybody's secret."""


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
    """Write days that were played again, with their roll-ups; returns how many visits that made.

    The connection of the store has other settings meanwhile, and is given back after it.
    """
    if store.address.is_sqlite:
        for setting in _HURRIED:
            store.connection.exec_driver_sql(f"PRAGMA {setting}").close()
    played = list(dict.fromkeys(one.played for one in days))
    with store.alone() as connection:
        _set_apart(connection, site, played)
        rows = _dates(connection, site, days, played)
        # Day by day, every page of a table of gigabytes would be written again and again.
        _write(connection, rows, schema.command)
    for begin in range(0, len(days), _DAYS_AT_ONCE):
        with store.alone() as connection:
            _write(connection, rows[begin : begin + _DAYS_AT_ONCE], *_BY_DAY)
            fill(Driver(connection))
    if store.address.is_sqlite:
        store.connection.exec_driver_sql("PRAGMA journal_mode = WAL").close()
    store.close()
    return sum(map(_most, days))


def _write(connection: Connection, days: Sequence[dict[str, object]], *tables: Table) -> None:
    connection.execute(delete(_DATES))
    connection.execute(insert(_DATES), days)
    for model in tables:
        connection.execute(_written(model))


def _most(one: Again) -> int:
    return max(1, round(one.played.visits * one.share))


def _dates(
    connection: Connection, site: str, days: Sequence[Again], played: Sequence[Played]
) -> list[dict[str, object]]:
    count = select(func.count()).select_from(schema.event)
    events = [
        connection.execute(count.where(schema.event.c.stream == _stream(site, one))).scalar_one() for one in played
    ]
    found = []
    for one in days:
        place, most = played.index(one.played), _most(one)
        found.append(
            {
                "played": place,
                "of_day": one.played.day.isoformat(),
                "mark": one.played.mark,
                "other_day": one.day.isoformat(),
                "number": f"{one.number:05d}",
                "later": (one.day - one.played.day).days * _DAY_S + one.number * 37 % 600,
                "most": f"{most:05d}",
                "last_seq": events[place] * most // one.played.visits,
                "longer": one.number * 29 % 83 - 20,
            }
        )
    return found


def _stream(site: str, played: Played) -> str:
    return f"day/{site}/{played.day.isoformat()}"


def _apart(model: Table) -> TableClause:
    """Where the rows of a table stand that were played: the table itself grows and grows."""
    return table(f"played_{model.name}", *(column(one.name, one.type) for one in model.c), column("played", Integer))


def _set_apart(connection: Connection, site: str, played: Sequence[Played]) -> None:
    types = ", ".join(f"{one.name} {one.type.compile(connection.dialect)}" for one in _DATES.c)
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {_DATES.name} ({types})")
    connection.exec_driver_sql(f"CREATE INDEX again_played ON {_DATES.name} (played, number)")
    for model in (schema.command, *_BY_DAY):
        name = f"played_{model.name}"
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE {name} AS SELECT {model.name}.*, 0 AS played FROM {model.name} LIMIT 0"
        )
        for place, one in enumerate(played):
            rows = select(*model.c, literal_column(str(place))).where(_was_played(model, site, one))
            connection.execute(_apart(model).insert().from_select(list(_apart(model).c), rows))
        connection.exec_driver_sql(
            f"CREATE UNIQUE INDEX {name}_key ON {name} (key)"
            if model is schema.command
            else f"CREATE INDEX {name}_played ON {name} (played)"
        )


def _was_played(model: Table, site: str, played: Played) -> ColumnElement[bool]:
    c, day = model.c, played.day.isoformat()
    if model in (schema.event, schema.command):
        return c.stream == _stream(site, played)
    if model is schema.day:
        return c.day == day
    if model is schema.visit:
        return c.arrived_day == day
    return c.visit.in_(select(schema.visit.c.id).where(schema.visit.c.arrived_day == day))


def _written(model: Table) -> Insert:
    """In the order of the primary key, each page of the table is filled once."""
    apart = _apart(model)
    first = [apart.c.key, _DATES.c.number] if model is schema.command else [_DATES.c.number]
    rows = (
        select(*(_column(model, apart.c[one.name], apart) for one in model.c))
        .select_from(apart.join(_DATES, apart.c.played == _DATES.c.played))
        .where(_comes(model, apart))
        .order_by(*first)
    )
    return insert(model).from_select(list(model.c), rows)


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
        value = func.replace(value, _DATES.c.of_day, _DATES.c.other_day)
    if one.name in _WITH_MARK:
        value = func.replace(value, _DATES.c.mark, _DATES.c.number)
    if one.name in _INSTANTS:
        value = value + _DATES.c.later
    if model in (schema.visit, schema.leg) and (one.name == "waiting_s" or one.name in _AFTER_THE_WAIT):
        value = value + apart.c.waiting_s * _DATES.c.longer // 100
    return value.label(one.name)
