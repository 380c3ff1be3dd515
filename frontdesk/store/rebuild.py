"""The read tables, told anew from the log.

The very code that writes them at every key press fills temporary tables of the same names, which hide the real ones
for as long as they are there. The two are then compared by the database itself, and only rows that differ are changed.
Telling years takes minutes, and so long nobody could work: it is done on a view of the database that others go on
from. Only what then proved wrong is put right alone, after the days that changed meanwhile have been told once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import MetaData
from sqlalchemy.schema import CreateIndex, CreateTable

from frontdesk.domain.day import fold
from frontdesk.domain.matters import LETTERS, fold_matter
from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import log
from frontdesk.store.driver import Driver
from frontdesk.store.log import Head
from frontdesk.store.read_tables import Changes
from frontdesk.store.schema import READ_TABLES, ROLL_UPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table

    from frontdesk.store.database import Store


def rebuild(store: Store) -> dict[str, int]:
    """Make the read tables anew from the log; returns how many rows of each were not right.

    Raises StoreError when the database cannot be used, or when its log cannot be followed: nothing is changed then.
    """
    try:
        with store.reading(keep=True) as connection:
            driver = Driver(connection)
            names = _names(driver)
            _lay_out(connection, driver)
            heads = _tell(driver, {})
            for table in READ_TABLES:
                driver.say(_set_apart(table, *names))
        with store.alone() as connection:
            driver = Driver(connection)
            _tell(driver, heads)
            # A day that was closed meanwhile was rolled up from rows that may have been wrong; these tables are small.
            for table in ROLL_UPS:
                driver.say(f"DROP TABLE {_apart(table)}")
                driver.say(_set_apart(table, *names))
            wrong = {table.name: int(driver.ask(f"SELECT count(*) FROM {_apart(table)}")) for table in READ_TABLES}
            for table in READ_TABLES:
                for statement in _corrections(table, *names) if wrong[table.name] else ():
                    driver.say(statement)
            for table in READ_TABLES:
                driver.say(f"DROP TABLE {_apart(table)}")
                driver.say(f"DROP TABLE {names[1]}.{table.name}")
    except BaseException:
        store.close()  # with the temporary tables, which must hide the real ones from nobody
        raise
    return wrong


def differences(connection: Connection) -> dict[str, int]:
    """How many rows of each read table are not what the log says. The connection is in a transaction."""
    driver = Driver(connection)
    names = _names(driver)
    _lay_out(connection, driver)
    _tell(driver, {})
    differing = {}
    for table in READ_TABLES:
        differing[table.name] = int(driver.ask(f"SELECT count(*) FROM ({_differing(table, *names)}) AS differing"))
    for table in READ_TABLES:
        driver.say(f"DROP TABLE {names[1]}.{table.name}")
    return differing


def _names(driver: Driver) -> tuple[str, str]:
    """Where the real tables are, and the temporary ones."""
    here, told = ("main", "temp") if driver.engine == "sqlite" else (driver.ask("SELECT current_schema()"), "pg_temp")
    return f'"{here}"', told


def _lay_out(connection: Connection, driver: Driver) -> None:
    for table in READ_TABLES:
        hidden = table.to_metadata(MetaData())
        hidden._prefixes = ["TEMPORARY"]
        driver.say(str(CreateTable(hidden).compile(connection)))
        for index in hidden.indexes:
            driver.say(str(CreateIndex(index).compile(connection)))
    if driver.engine == "postgresql":
        # Statements that the server has prepared for this connection speak of the tables that they were prepared for.
        driver.say("DISCARD PLANS")


def _tell(driver: Driver, known: Mapping[str, Head]) -> dict[str, Head]:
    """Fill the read tables from the log, stream by stream; the days in their order, for visits go on in the next.

    What still ends as is ``known`` was told already. Returns the ends of all streams.
    """
    heads = {}
    for stream in log.streams(driver, ""):
        before = known.get(stream)
        if before is None or not log.ends_with(driver, stream, before):
            before = _tell_stream(driver, stream)
        heads[stream] = before
    return heads


def _tell_stream(driver: Driver, stream: str) -> Head:
    kind, site, name = log.stream_parts(stream)
    changes = Changes(site)
    try:
        records, head = log.read_events(driver, stream, Head())
        assert head is not None
        if kind == "day":
            changes.follow(fold(name, records), records, records, head)
        elif kind in LETTERS:
            changes.follow_matter(kind, name, fold_matter(kind, records), records)
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise StoreError(
            Sentence("The log of {stream} cannot be followed: {why}.", stream=stream, why=repr(error)),
            Sentence("“frontdesk db verify” finds what was changed in it; restore a backup."),
        ) from error
    changes.write(driver)
    return head


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _key(table: Table) -> str:
    return ", ".join(column.name for column in table.primary_key)


def _only_in(table: Table, one: str, other: str) -> str:
    """The rows that are in one table and not in the other; absent values count as equal."""
    return f"SELECT {_columns(table)} FROM {one} EXCEPT SELECT {_columns(table)} FROM {other}"


def _differing(table: Table, here: str, told: str) -> str:
    """The keys of the rows that are not the same in both."""
    here, told = f"{here}.{table.name}", f"{told}.{table.name}"
    return (
        f"SELECT {_key(table)} FROM ({_only_in(table, here, told)}) AS wrong "
        f"UNION SELECT {_key(table)} FROM ({_only_in(table, told, here)}) AS missing"
    )


def _apart(table: Table) -> str:
    return f"wrong_{table.name}"


def _set_apart(table: Table, here: str, told: str) -> str:
    return f"CREATE TEMPORARY TABLE {_apart(table)} AS {_differing(table, here, told)}"


def _corrections(table: Table, here: str, told: str) -> tuple[str, str]:
    """Put right what was set apart. The rest was right, and what was written since came with its events."""
    wrong = f"WHERE ({_key(table)}) IN (SELECT {_key(table)} FROM {_apart(table)})"
    return (
        f"DELETE FROM {here}.{table.name} {wrong}",
        f"INSERT INTO {here}.{table.name} ({_columns(table)}) "
        f"SELECT {_columns(table)} FROM {told}.{table.name} {wrong}",
    )
