"""Making the tables of a new database, and bringing an older one up to date with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import schema, views
from frontdesk.store.driver import Driver
from frontdesk.store.engine import Address, create_file, make_engine, require_usable, use_wal
from frontdesk.store.revision import require_known_revision, revision_of
from frontdesk.store.schema import metadata
from frontdesk.store.trouble import store_errors

if TYPE_CHECKING:
    from sqlalchemy import Connection


def migrations_folder() -> Path:
    """Where the migrations lie: beside the package in a checkout, inside it when it was installed from a wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def create(address: Address) -> bool:
    """Make a database with this version's tables; True when it was made, False when it was there already.

    The tables are made at once and marked with the newest revision; a test holds that equal to all the migrations.
    Raises StoreError where it cannot be made, or where a database of another version or of another program stands.
    """
    create_file(address)
    require_usable(address)
    engine = make_engine(address)
    with store_errors(address), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if address.is_sqlite else "BEGIN")
        if not address.is_sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('frontdesk tables'))")
        found = revision_of(connection)
        if found is None:
            _refuse_foreign_tables(connection, address)
            metadata.create_all(connection)
            views.create_views(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{schema.SCHEMA_REVISION}')")
        else:
            require_known_revision(found, address)
        connection.exec_driver_sql("COMMIT")
        if address.is_sqlite:
            use_wal(connection)
    return found is None


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
        from frontdesk.store.rollups import fill  # noqa: PLC0415 - no desk needs it

        applied = run_migrations(connection)
        fill(Driver(connection))
        _require_whole(connection, address)
        connection.exec_driver_sql("COMMIT")
    return applied


def copy_before_upgrade(address: Address, revision: str) -> Path:
    """Copy an SQLite file to a new one beside it, ``desk.before-0002.db`` for instance, and verify the copy."""
    from frontdesk.store.backup import copy_whole, free_name  # noqa: PLC0415 - they need all of the store

    assert address.path is not None
    target = free_name(address.path, f"revision-{revision}")
    copy_whole(address, target)
    return target


def run_migrations(connection: Connection) -> list[str]:
    """Apply the migrations that a database has not had, in the transaction that is open; returns their revisions."""
    from alembic import command  # noqa: PLC0415 - it takes 0.4 s to import, and no desk needs it
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    found = revision_of(connection)
    steps = ScriptDirectory.from_config(config).iterate_revisions("heads", found or "base")
    applied = [step.revision for step in steps if step.revision != found]
    views.drop_views(connection)
    command.upgrade(config, "head")
    views.create_views(connection)
    return applied[::-1]


def _require_whole(connection: Connection, address: Address) -> None:
    if address.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreError(
            Sentence("After the upgrade, rows of {address} would refer to nothing.", address=address.shown),
            Sentence("Nothing was changed. Please report it, with what “frontdesk doctor” says."),
        )


def _refuse_foreign_tables(connection: Connection, address: Address) -> None:
    others = inspect(connection).get_table_names()
    if others:
        raise StoreError(
            Sentence("{address} holds other tables ({tables}).", address=address.shown, tables=", ".join(others[:3])),
            Sentence("Give frontdesk a database of its own."),
        )
