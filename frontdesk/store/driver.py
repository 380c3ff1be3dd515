"""The short way to the database for what is done at every key press.

A statement is written with SQLAlchemy Core, compiled once for each engine, and then handed to the driver as text.
Executing it through SQLAlchemy costs 30 to 60 µs each time, more than SQLite needs to carry it out.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import ClauseElement, Connection, Table


@cache
def _dialect(engine: str) -> Any:
    """How an engine spells SQL; the other one's spelling is not even imported."""
    if engine == "sqlite":
        return registry.load("sqlite.pysqlite")(paramstyle="named")
    return registry.load("postgresql.psycopg")()


def insert_for(engine: str, table: Table) -> Any:
    """An insert as an engine spells it, to which ``on_conflict_do_…`` can be said."""
    return import_module(f"sqlalchemy.dialects.{engine}").insert(table)


class Prepared:
    """A statement with named parameters, as text for either engine; a function of the engine's name makes it.

    It is made at its first use: of all that are written down, the first paint needs four, and each takes 0.3 ms.
    """

    def __init__(self, statement: Callable[[str], ClauseElement]) -> None:
        self._statement = statement
        self._texts: dict[str, str] = {}

    def text(self, engine: str) -> str:
        """The statement as the driver of an engine takes it; every parameter is to be given."""
        found = self._texts.get(engine)
        if found is None:
            found = self._texts[engine] = str(self._statement(engine).compile(dialect=_dialect(engine)))
        return found


class Driver:
    """The driver's own connection behind one of SQLAlchemy's; raises the driver's own errors."""

    def __init__(self, connection: Connection) -> None:
        self.engine = connection.dialect.name
        self._raw: Any = connection.connection.driver_connection

    def say(self, sql: str) -> None:
        """Carry out plain SQL without parameters: ``BEGIN``, ``COMMIT``, a pragma."""
        self._raw.execute(sql)

    def ask(self, sql: str) -> Any:
        """The first value that plain SQL answers; None for no row."""
        row = self._raw.execute(sql).fetchone()
        return None if row is None else row[0]

    def rows(self, statement: Prepared, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows that a query answers."""
        found: list[tuple[Any, ...]] = self._raw.execute(statement.text(self.engine), values).fetchall()
        return found

    def row(self, statement: Prepared, values: Mapping[str, object]) -> tuple[Any, ...] | None:
        """The first row that a query answers; None where there is none."""
        found = self.rows(statement, values)
        return found[0] if found else None

    def write(self, statement: Prepared, rows: Sequence[Mapping[str, object]]) -> None:
        """Carry out a statement once for each of the rows."""
        text = statement.text(self.engine)
        if len(rows) == 1:
            self._raw.execute(text, rows[0])
        else:
            cursor = self._raw.cursor()
            try:
                cursor.executemany(text, rows)
            finally:
                cursor.close()
