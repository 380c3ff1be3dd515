"""Which revision of the tables a database has: this version's, an older one, or one from a newer frontdesk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from frontdesk.store.engine import Address


def revision_of(connection: Connection) -> str | None:
    """The revision written in the database; None where there are no tables of ours."""
    if not {"alembic_version", schema.event.name}.issubset(inspect(connection).get_table_names()):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def require_revision(connection: Connection, address: Address) -> None:
    """Raise StoreError unless the database has the tables of this version."""
    found = revision_of(connection)
    require_known_revision(found, address)
    if found != schema.SCHEMA_REVISION:
        raise StoreError(
            Sentence(
                "The database {address} is of an older frontdesk (tables {found}, needed {known}).",
                address=address.shown,
                found=found,
                known=schema.SCHEMA_REVISION,
            ),
            Sentence("Bring it up to date with “frontdesk db upgrade”; it makes a copy first."),
        )


def require_known_revision(found: str | None, address: Address) -> None:
    """Raise StoreError for a database that is not ours, or that was made by a newer frontdesk."""
    if found is None:
        raise StoreError(
            Sentence("{address} holds no frontdesk database.", address=address.shown),
            Sentence("Create one there with “frontdesk db init”, or name another one with --db."),
        )
    if found > schema.SCHEMA_REVISION:
        raise StoreError(
            Sentence(
                "The database {address} was made by a newer frontdesk (tables {found}, known {known}).",
                address=address.shown,
                found=found,
                known=schema.SCHEMA_REVISION,
            ),
            Sentence("Install that version here too. Nothing was changed."),
        )
