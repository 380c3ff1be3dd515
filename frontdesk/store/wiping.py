"""Wiping the bytes of rows that were erased out of the database: from its file, its write-ahead log and its free pages.

A row that is deleted is overwritten (``secure_delete``), but not the copies of it that lay in a page when its
neighbours were moved to another one; nor what the write-ahead log holds of older pages. So the tables of personal data
are laid out anew, which overwrites every page that they had, and the write-ahead log is emptied. That takes a second
for years of notes, where writing the whole database anew would keep every counter waiting.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import schema
from frontdesk.store.driver import Driver
from frontdesk.store.engine import begin_writing, make_engine, require_usable
from frontdesk.store.trouble import store_errors

if TYPE_CHECKING:
    from frontdesk.store.engine import Address

PERSONAL = (schema.note, schema.customer, schema.customer_note, schema.merged_person)
"""The tables of personal data. One that is added, and every index or table of words made from these, belongs here."""

PATIENCE_S = 20
"""So long we wait for those who read an older state of the file."""

_AGAIN = Sentence("Let other programs that use the database end, and say the same again.")
_ASIDE = "aside"


def wipe(address: Address) -> None:
    """Leave nothing in a database of the personal data that were deleted from it, whoever has it open.

    On PostgreSQL the tables are written anew; the server's own write-ahead log and its archives are not ours to empty.
    Raises StoreError when that cannot be done now, for want of space or because somebody reads the database all the
    time: the rows are gone then, and the bytes are when it is done again.
    """
    require_usable(address)
    try:
        with store_errors(address), make_engine(address).connect() as connection:
            driver = Driver(connection)
            if address.is_sqlite:
                _lay_out_anew(driver)
                _empty_write_ahead_log(driver)
            else:
                driver.say(f"VACUUM (FULL, ANALYZE) {', '.join(table.name for table in PERSONAL)}")
    except StoreError as error:
        raise StoreError(
            Sentence(
                "It is erased, but traces of it are left in {address}: {why}", address=address.shown, why=error.reason
            ),
            _AGAIN,
        ) from error


def _lay_out_anew(driver: Driver) -> None:
    """Write the tables anew within their file; what is kept meanwhile is in memory alone."""
    driver.say(f"ATTACH ':memory:' AS {_ASIDE}")
    begin_writing(driver)
    try:
        for table in PERSONAL:
            driver.say(f"CREATE TABLE {_ASIDE}.{table.name} AS SELECT * FROM main.{table.name} ORDER BY rowid")
            driver.say(f"DELETE FROM main.{table.name}")
            driver.say(f"INSERT INTO main.{table.name} SELECT * FROM {_ASIDE}.{table.name} ORDER BY rowid")
        driver.say("COMMIT")
    except BaseException:
        driver.say("ROLLBACK")
        raise
    driver.say(f"DETACH {_ASIDE}")


def _empty_write_ahead_log(driver: Driver) -> None:
    """Write SQLite's log into the file and cut it off; whoever reads an older state of the file keeps us waiting."""
    driver.say("PRAGMA busy_timeout = 0")
    deadline = time.monotonic() + PATIENCE_S
    while driver.ask("PRAGMA wal_checkpoint(TRUNCATE)") != 0:
        if time.monotonic() > deadline:
            raise StoreError(Sentence("Somebody has been reading it since before."), _AGAIN)
        time.sleep(0.05)
