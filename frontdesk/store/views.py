"""Views for a manager's own SQL: the read tables with their instants as text.

The text is local: on SQLite in the zone of the machine, on PostgreSQL in that of the session (``SET TimeZone``). Views
are never migrated: they are dropped before a migration and made anew after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.store import schema
from frontdesk.store.driver import Driver

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_LOCAL = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', {column}, 'unixepoch', 'localtime')",
    "postgresql": "to_char(to_timestamp({column}), 'YYYY-MM-DD HH24:MI:SS')",
}
_INSTANTS = frozenset(("since", "hold_until", "appointment"))
"""Columns that hold an instant, beside those whose name ends in ``_at``."""

VIEWS = {f"{table.name}_local": table for table in (schema.visit, schema.leg, schema.complaint, schema.promise)}
"""Each view's name, and the table that it shows."""


def create_views(connection: Connection) -> None:
    """Make the views of this version."""
    driver = Driver(connection)
    for name, table in VIEWS.items():
        driver.say(_view(name, table, driver.engine))


def drop_views(connection: Connection) -> None:
    """Take the views away, those of an older version too."""
    for name in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def _view(name: str, table: Table, engine: str) -> str:
    shown = []
    for column in table.columns:
        if column.name.endswith("_at") or column.name in _INSTANTS:
            shown.append(f"{_LOCAL[engine].format(column=column.name)} AS {column.name}")
        else:
            shown.append(column.name)
    return f"CREATE VIEW {name} AS SELECT {', '.join(shown)} FROM {table.name}"
