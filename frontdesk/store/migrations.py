"""Making the tables of a new database, and running the migrations on those of an older one with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import schema, views
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


def _refuse_foreign_tables(connection: Connection, address: Address) -> None:
    others = inspect(connection).get_table_names()
    if others:
        raise StoreError(
            Sentence("{address} holds other tables ({tables}).", address=address.shown, tables=", ".join(others[:3])),
            Sentence("Give frontdesk a database of its own."),
        )
