"""The read tables, told anew from the log.

The very code that writes them at every key press fills temporary tables of the same names, which hide the real ones
for as long as they are there. The two are then compared by the database itself, and only rows that differ are changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import MetaData
from sqlalchemy.schema import CreateTable

from frontdesk.domain.day import fold
from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import log
from frontdesk.store.driver import Driver
from frontdesk.store.log import Head
from frontdesk.store.read_tables import Changes
from frontdesk.store.schema import READ_TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from frontdesk.store.database import Store


def rebuild(store: Store) -> dict[str, int]:
    """Make the read tables anew from the log, in one transaction; returns how many rows of each were not right.

    Raises StoreError when the database cannot be used, or when its log tells no story: nothing is changed then.
    """
    with store.alone() as connection:
        return differences(connection, put_right=True)


def differences(connection: Connection, *, put_right: bool = False) -> dict[str, int]:
    """How many rows of each read table are not what the log says; with ``put_right`` they then are.

    The connection is in a transaction.
    """
    driver = Driver(connection)
    here, told = ("main", "temp") if driver.engine == "sqlite" else (driver.ask("SELECT current_schema()"), "pg_temp")
    for table in READ_TABLES:
        hidden = table.to_metadata(MetaData())
        hidden._prefixes = ["TEMPORARY"]
        driver.say(str(CreateTable(hidden).compile(connection)))
    _tell(driver)
    differing = {}
    for table in READ_TABLES:
        names = f'"{here}".{table.name}', f"{told}.{table.name}"
        differing[table.name] = int(driver.ask(_count(table, *names)))
        if put_right and differing[table.name]:
            for statement in _corrections(table, *names):
                driver.say(statement)
    for table in READ_TABLES:
        driver.say(f"DROP TABLE {told}.{table.name}")
    return differing


def _tell(driver: Driver) -> None:
    """Fill the read tables from the log, stream by stream; the days in their order, for visits go on in the next."""
    for stream in log.streams(driver, ""):
        kind, _, rest = stream.partition("/")
        site, _, name = rest.rpartition("/")
        changes = Changes(site)
        try:
            records, head = log.read_events(driver, stream, Head())
            if kind == "day" and head is not None:
                changes.follow(fold(name, records), records, records, head)
            elif kind == "complaint":
                changes.follow_complaint(records[0])
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise StoreError(
                Sentence("The log of {stream} tells no story: {why}.", stream=stream, why=repr(error)),
                Sentence("“frontdesk db verify” finds what was changed in it; restore a backup."),
            ) from error
        changes.write(driver)


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _key(table: Table) -> str:
    return ", ".join(column.name for column in table.primary_key)


def _only_in(table: Table, one: str, other: str) -> str:
    """The rows that are in one table and not in the other; absent values count as equal."""
    return f"SELECT {_columns(table)} FROM {one} EXCEPT SELECT {_columns(table)} FROM {other}"


def _count(table: Table, here: str, told: str) -> str:
    either = (
        f"SELECT {_key(table)} FROM ({_only_in(table, here, told)}) AS wrong "
        f"UNION SELECT {_key(table)} FROM ({_only_in(table, told, here)}) AS missing"
    )
    return f"SELECT count(*) FROM ({either}) AS differing"


def _corrections(table: Table, here: str, told: str) -> tuple[str, str]:
    wrong = f"SELECT {_key(table)} FROM ({_only_in(table, here, told)}) AS wrong"
    return (
        f"DELETE FROM {here} WHERE ({_key(table)}) IN ({wrong})",
        f"INSERT INTO {here} ({_columns(table)}) {_only_in(table, told, here)}",
    )
