"""The database as the desk sees it: one connection, what can be read from it, and the door to a transaction."""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exc, func, select, text

from frontdesk.store import schema
from frontdesk.store.engine import Address, explained, make_engine, require_usable, store_errors
from frontdesk.store.log import (
    DAY_COLUMNS,
    DayRow,
    Head,
    read_about,
    read_events,
    read_last_day,
    read_texts,
    read_texts_of,
)
from frontdesk.store.revision import require_revision
from frontdesk.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from frontdesk.domain.events import Recorded


class PlaceTaken(Exception):
    """Another terminal has appended at this place of the stream; the transaction is to be tried again."""


_D = schema.day.c
_LAST_PLACES = (
    select(
        _D.day,
        _D.closed_at,
        select(func.max(schema.event.c.seq))
        .where(schema.event.c.stream == func.concat("day/", _D.site, "/", _D.day))
        .scalar_subquery(),
        select(func.count())
        .where(schema.complaint.c.site == _D.site, schema.complaint.c.day == _D.day)
        .scalar_subquery(),
    )
    .where(_D.site == bindparam("of_site"))
    .order_by(_D.day.desc())
    .limit(1)
)


class Store:
    """One connection to the database, for one thread at a time.

    Every method raises StoreError, with what to do, when the database cannot be used.
    """

    def __init__(self, address: Address) -> None:
        require_usable(address)
        self.address = address
        self._engine = make_engine(address)
        with store_errors(address):
            self._connection = self._engine.connect()
            require_revision(self._connection, address)
        self._is_sqlite = address.is_sqlite

    def close(self) -> None:
        """Give the connection back; closing twice does nothing."""
        self._connection.close()
        self._engine.dispose()

    # Reading

    def last_day(self, site: str) -> DayRow | None:
        """The newest business day of the site."""
        with store_errors(self.address):
            return read_last_day(self._connection, site)

    def days(self, site: str) -> list[DayRow]:
        """Every business day of the site, oldest first."""
        with store_errors(self.address):
            rows = self._connection.execute(
                select(*DAY_COLUMNS).where(schema.day.c.site == site).order_by(schema.day.c.day)
            )
            return [DayRow(*row) for row in rows]

    def events(self, stream: str, after: int = 0) -> tuple[list[Recorded], Head | None]:
        """The events of a stream after a place, and the head that they lead to; None where there is none."""
        with store_errors(self.address):
            return read_events(self._connection, stream, after)

    def texts(self, stream: str, after: int = 0) -> dict[str, str]:
        """Names, reasons and notes written with the events of a stream after a place, by the id of their row."""
        with store_errors(self.address):
            return read_texts(self._connection, stream, after)

    def texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of these rows, by id; one that was erased is missing."""
        with store_errors(self.address):
            return read_texts_of(self._connection, ids)

    def origin(self) -> str | None:
        """What wrote this database: ``live``, ``replay``, ``fixed`` or ``demo``; None while nothing has."""
        with store_errors(self.address):
            return read_about(self._connection, "origin")

    def change_mark(self, site: str) -> object:
        """Something that is another value when somebody has written; cheap to ask again and again."""
        with store_errors(self.address):
            if self._is_sqlite:
                return self._connection.exec_driver_sql("PRAGMA data_version").scalar()
            return tuple(self._connection.execute(_LAST_PLACES, {"of_site": site}).first() or ())

    def server_time(self) -> float | None:
        """The server's clock (UTC seconds) for PostgreSQL; None for a file, whose clock is the machine's."""
        if self._is_sqlite:
            return None
        with store_errors(self.address):
            return float(self._connection.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())").scalar_one())

    @property
    def connection(self) -> Connection:
        """The connection, for the other rooms of the store."""
        return self._connection

    # Writing

    @contextmanager
    def writing(self, site: str) -> Iterator[Writing]:
        """A transaction in which nobody else writes for this site; it commits at the end, or leaves nothing.

        Raises PlaceTaken when somebody appended first all the same: try again.
        """
        connection = self._connection
        with store_errors(self.address):
            if self._is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql("BEGIN")
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _lock_number(site)})
        try:
            transaction = Writing(connection, site)
            yield transaction
            transaction.flush()
            connection.exec_driver_sql("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, exc.IntegrityError) and "event" in str(error.orig):
                raise PlaceTaken from error
            if isinstance(error, exc.DBAPIError):
                raise explained(error, self.address) from error
            raise

    def _roll_back(self) -> None:
        try:
            self._connection.exec_driver_sql("ROLLBACK")
        except exc.SQLAlchemyError:
            # The transaction is gone with its connection; the next use makes a new one.
            self._connection.invalidate()
            self._connection.close()
            self._connection = self._engine.connect()


def _lock_number(site: str) -> int:
    """The number under which a site's writers wait for each other on PostgreSQL: 63 bits of a hash of its name."""
    return int.from_bytes(blake2b(f"frontdesk/{site}".encode(), digest_size=8).digest(), "big") >> 1
