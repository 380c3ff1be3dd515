"""Making the tables of a new database, and bringing an older one up to date with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store.engine import Address, create_file, make_engine, require_usable, store_errors
from frontdesk.store.revision import revision_of
from frontdesk.store.schema import SCHEMA_REVISION, metadata

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
    Raises StoreError where it cannot be made, or where a database of another version stands.
    """
    create_file(address)
    require_usable(address)
    engine = make_engine(address)
    try:
        with store_errors(address), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if address.is_sqlite else "BEGIN")
            found = revision_of(connection)
            if found is None:
                _refuse_foreign_tables(connection, address)
                metadata.create_all(connection)
                connection.exec_driver_sql(
                    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
                )
                connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{SCHEMA_REVISION}')")
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()
    return found is None


def _refuse_foreign_tables(connection: Connection, address: Address) -> None:
    from sqlalchemy import inspect  # noqa: PLC0415 - needed at a creation only

    others = inspect(connection).get_table_names()
    if others:
        connection.exec_driver_sql("ROLLBACK")
        raise StoreError(
            Sentence("{address} holds other tables ({tables}).", address=address.shown, tables=", ".join(others[:3])),
            Sentence("Give frontdesk a database of its own."),
        )
