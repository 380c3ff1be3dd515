"""A file that is a copy of a database says so in its head, so that nothing is done in it that nobody asked for.

What stands there is SQLite's ``user_version``, which no table holds and no other program of ours reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.store.engine import Address, make_engine
from frontdesk.store.trouble import store_errors

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.store.driver import Driver

_DATABASE, _COPY = 0, 1


def mark_as_copy(path: Path) -> None:
    """The file is a copy from now on, until somebody works in it or it is put in the place of a database."""
    _write(path, _COPY)


def mark_as_database(path: Path) -> None:
    """The file is about to be a database that is worked in, whatever it was."""
    _write(path, _DATABASE)


def is_copy(driver: Driver) -> bool:
    """Whether this is a copy in which nobody has worked."""
    return driver.engine == "sqlite" and driver.ask("PRAGMA user_version") == _COPY


def take_up(driver: Driver) -> None:
    """Somebody works in this database: if it was a copy, as one that was put in its place by hand is, it is no more."""
    if is_copy(driver):
        driver.say(f"PRAGMA user_version = {_DATABASE}")


def _write(path: Path, kind: int) -> None:
    address = Address.of(str(path))
    with store_errors(address), make_engine(address).connect() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {kind}")
