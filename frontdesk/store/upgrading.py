"""Bringing an older database up to date: its file is copied first, and all that follows is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import schema
from frontdesk.store.backup import copy_whole, free_name
from frontdesk.store.driver import Driver
from frontdesk.store.engine import make_engine, require_usable
from frontdesk.store.migrations import run_migrations
from frontdesk.store.revision import require_known_revision, revision_of
from frontdesk.store.rollups import fill
from frontdesk.store.trouble import store_errors

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from frontdesk.store.engine import Address


def upgrade(address: Address) -> list[str]:
    """Bring a database up to this version's tables; returns the revisions that were applied, oldest first.

    All of them or none: they are applied in one transaction. An SQLite file is copied first, to a file beside it (see
    ``copy_before_upgrade``), and the copy is verified. Raises StoreError where there is no database of ours, or where
    a newer frontdesk has made it.
    """
    require_usable(address)
    engine = make_engine(address)
    with store_errors(address), engine.connect() as connection:
        if address.is_sqlite:
            # While tables are made anew, rows that refer to them must not be deleted with the old ones. This must be
            # said outside of the transaction.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('frontdesk tables'))")
        found = revision_of(connection)
        require_known_revision(found, address)
        if found == schema.SCHEMA_REVISION:
            return []
        if address.path is not None:
            # Nobody can write until the transaction ends: the copy is what the migration begins with.
            copy_before_upgrade(address, str(found))
        applied = run_migrations(connection)
        fill(Driver(connection))
        _require_whole(connection, address)
        connection.exec_driver_sql("COMMIT")
    return applied


def copy_before_upgrade(address: Address, revision: str) -> Path:
    """Copy an SQLite file to a new one beside it, ``desk.revision-0001.db`` for instance, and verify the copy."""
    assert address.path is not None
    target = free_name(address.path, f"revision-{revision}")
    copy_whole(address, target)
    return target


def _require_whole(connection: Connection, address: Address) -> None:
    if address.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreError(
            Sentence("After the upgrade, rows of {address} would refer to nothing.", address=address.shown),
            Sentence("Nothing was changed. Please report it, with what “frontdesk doctor” says."),
        )
