"""The database as the desk sees it: one connection, what can be read from it, and the door to a transaction."""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import blake2b
from threading import RLock
from typing import TYPE_CHECKING

from frontdesk.errors import StoreError
from frontdesk.store import copies, log, schema
from frontdesk.store.driver import Driver
from frontdesk.store.engine import Address, begin_writing, make_engine, require_usable, use_wal
from frontdesk.store.log import DayRow, Head
from frontdesk.store.revision import require_revision
from frontdesk.store.trouble import driver_errors, store_errors
from frontdesk.store.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from frontdesk.domain.events import Recorded


class PlaceTaken(Exception):
    """Another terminal has appended at this place of the stream; the transaction is to be tried again."""


_SNAPSHOT = "SELECT CAST(pg_current_snapshot() AS text)"
"""What PostgreSQL shows to a query that begins now: while it is the same, nothing that can be seen has changed.

It is read from the server's memory. What others write in other databases of the server changes it too.
"""


class Store:
    """One connection to the database; a lock sees to it that one thread at a time uses it.

    Every method raises StoreError, with what to do, when the database cannot be used. After such trouble the next use
    begins with a new connection, so that work goes on as soon as the trouble is over.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._engine = make_engine(address)
        self._lock = RLock()
        self._connection: Connection | None = None
        self._file: tuple[int, int] | None = None
        self._opened = 0
        self._in_transaction = False
        with self._lock:
            self._open()

    def close(self) -> None:
        """Give the connection back; closing twice does nothing, and a later use opens it again."""
        with self._lock:
            self._abandon()

    # The connection

    def _open(self) -> None:
        require_usable(self.address)
        with store_errors(self.address):
            connection = self._engine.connect()
            try:
                require_revision(connection, self.address)
                self._driver = Driver(connection)
                if self.address.is_sqlite and not copies.is_copy(self._driver):
                    use_wal(connection)  # a copy is left as it is, to the byte
            except BaseException:
                connection.invalidate()
                connection.close()
                raise
        self._connection = connection
        self._file = self._file_there()
        self._opened += 1

    def _abandon(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # The driver's connection is closed without a word to the database: there may be nobody to hear it.
            connection.invalidate()
            connection.close()

    def _file_there(self) -> tuple[int, int] | None:
        """Which file lies at the address, if any: one that was moved away is open all the same, and would lose all."""
        if self.address.path is None:
            return None
        try:
            there = self.address.path.stat()
        except OSError:
            return None
        return there.st_dev, there.st_ino

    @contextmanager
    def _in_use(self) -> Iterator[Driver]:
        """The connection, for as long as nothing goes wrong with it."""
        with self._lock:
            if not self._in_transaction and self._connection is not None and self._file != self._file_there():
                self._abandon()
            if self._connection is None:
                self._open()
            try:
                with store_errors(self.address):
                    yield self._driver
            except StoreError:
                self._abandon()
                raise

    @property
    def connection(self) -> Connection:
        """The connection, for the other rooms of the store; see ``reading``."""
        with self._in_use():
            assert self._connection is not None
            return self._connection

    # Reading

    @contextmanager
    def reading(self, *, keep: bool = False) -> Iterator[Connection]:
        """The connection, in a transaction that sees the database as it is now, whatever others write meanwhile.

        With ``keep`` the temporary tables that were made in it stay after its end.
        """
        with self._in_use() as driver:
            assert self._connection is not None
            if self._in_transaction:
                yield self._connection
                return
            driver.say("BEGIN" if self.address.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ")
            self._in_transaction = True
            kept = False
            try:
                yield self._connection
                if keep:
                    driver.say("COMMIT")
                    kept = True
            finally:
                self._in_transaction = False
                if not kept:
                    self._roll_back(driver)

    def last_day(self, site: str) -> DayRow | None:
        """The newest business day of the site."""
        with self._in_use() as driver:
            return log.read_last_day(driver, site)

    def days(self, site: str) -> list[DayRow]:
        """Every business day of the site, oldest first."""
        with self._in_use() as driver:
            return log.read_days(driver, site)

    def events(self, stream: str, after: Head = Head()) -> tuple[list[Recorded], Head | None]:  # noqa: B008 - a value
        """The events of a stream after a head, and the head that they lead to; None where there is none.

        Raises log.Rewritten when the stream no longer holds the head.
        """
        with self._in_use() as driver:
            return log.read_events(driver, stream, after)

    def texts(self, stream: str, after: int = 0) -> dict[str, str]:
        """Names, reasons and notes written with the events of a stream after a place, by the id of their row."""
        with self._in_use() as driver:
            return log.read_texts(driver, stream, after)

    def texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of these rows, by id; one that was erased is missing."""
        with self._in_use() as driver:
            return log.read_texts_of(driver, ids)

    def origin(self) -> str | None:
        """What wrote this database: ``live``, ``replay``, ``fixed`` or ``demo``; None while nothing has."""
        with self._in_use() as driver:
            return log.read_about(driver, "origin")

    def is_copy(self) -> bool:
        """Whether this is a backup, or another copy that was set aside, in which nobody has worked."""
        with self._in_use() as driver:
            return copies.is_copy(driver)

    def erasures(self) -> int:
        """How often texts were erased."""
        with self._in_use() as driver:
            return log.erasures(driver)

    def change_mark(self) -> object:
        """Something that is another value when somebody has written, whatever it was; cheap to ask again and again."""
        with self._in_use() as driver:
            if self.address.is_sqlite:
                # The number counts for one connection only.
                return self._opened, driver.ask("PRAGMA data_version")
            return driver.ask(_SNAPSHOT)

    def server_time(self) -> float | None:
        """The server's clock (UTC seconds) for PostgreSQL; None for a file, whose clock is the machine's."""
        if self.address.is_sqlite:
            return None
        with self._in_use() as driver:
            return float(driver.ask("SELECT extract(epoch FROM clock_timestamp())"))

    # Writing

    @contextmanager
    def writing(self, site: str) -> Iterator[Writing]:
        """A transaction in which nobody else writes for this site; it commits at the end, or leaves nothing.

        Raises PlaceTaken when somebody appended first all the same: try again.
        """
        with self._in_use() as driver:
            self._in_transaction = True
            try:
                if self.address.is_sqlite:
                    begin_writing(driver)
                else:
                    driver.say(f"BEGIN; SELECT pg_advisory_xact_lock({_lock_number(site)})")
                transaction = Writing(driver, site)
                yield transaction
                transaction.flush()
                driver.say("COMMIT")
            except BaseException as error:
                self._roll_back(driver)
                if _place_is_taken(error):
                    raise PlaceTaken from error
                raise
            finally:
                self._in_transaction = False

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """The connection, in a transaction in which nobody else writes, for any site; it commits at the end."""
        with self._in_use() as driver:
            assert self._connection is not None
            self._in_transaction = True
            try:
                if self.address.is_sqlite:
                    begin_writing(driver)
                else:
                    driver.say(f"BEGIN; LOCK TABLE {_WRITTEN} IN EXCLUSIVE MODE")
                yield self._connection
                driver.say("COMMIT")
            except BaseException:
                self._roll_back(driver)
                raise
            finally:
                self._in_transaction = False

    def _roll_back(self, driver: Driver) -> None:
        try:
            driver.say("ROLLBACK")
        except driver_errors():
            # The transaction is gone, perhaps with its connection.
            self._abandon()


_WRITTEN = ", ".join(name for name, table in schema.metadata.tables.items() if table not in schema.READ_TABLES)
"""What every writer writes to. The read tables are written with them, and a rebuild hides those for a while."""


def _place_is_taken(error: BaseException) -> bool:
    """Whether a driver says that there is an event at this place of the stream already."""
    if type(error).__name__ not in ("IntegrityError", "UniqueViolation"):
        return False
    return "event.stream" in str(error) or "pk_event" in str(error)


def _lock_number(site: str) -> int:
    """The number under which a site's writers wait for each other on PostgreSQL: 63 bits of a hash of its name."""
    return int.from_bytes(blake2b(f"frontdesk/{site}".encode(), digest_size=8).digest(), "big") >> 1
