"""Opening a database: SQLite in a file, or PostgreSQL; and what is said when that cannot be done.

SQLite runs on ``pysqlite3`` where it is installed (its SQLite has the fix for the WAL-reset corruption that several
writers can meet), else on the standard library's. Transactions are begun and ended in words (``BEGIN IMMEDIATE``), so
the driver's own are switched off.
"""

from __future__ import annotations

import random
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, exc, make_url, pool

from frontdesk.errors import StoreError, UsageError
from frontdesk.i18n import Sentence
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from frontdesk.store.driver import Driver

try:
    import pysqlite3 as _sqlite
except ImportError:  # no wheel for this platform: the standard library's serves, and ``doctor`` says so
    _sqlite = sqlite3

sqlite_module: Any = _sqlite
"""The driver of SQLite that is used."""

BUSY_TIMEOUT_S = 20
"""How long a writer waits for another one before the store counts as locked."""

_PATIENCE = f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}"

SAFE_SQLITE = (3, 51, 3)
"""The first SQLite in which several writers cannot meet the WAL-reset corruption."""

_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afs", "ceph"}
)


@dataclass(frozen=True)
class Address:
    """Where a database is: the path of an SQLite file, or the URL of a PostgreSQL database."""

    path: Path | None
    url: str

    @classmethod
    def of(cls, text: str) -> Address:
        """The address that a user wrote: ``postgresql://…`` or a path; UsageError for what is neither."""
        if text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
            return cls(None, _postgresql_url(text))
        if text.startswith("sqlite:///"):
            text = text.removeprefix("sqlite:///")
        if "://" in text:
            raise UsageError(
                Sentence("The database “{url}” is of an unknown kind.", url=text),
                Sentence("Allowed: the path of a file, or postgresql://user@host/name."),
            )
        try:
            path = Path(text).expanduser().absolute()
            path.as_uri().encode()
        except (RuntimeError, ValueError):
            path = None
        if path is None or not text or "\0" in text:
            raise UsageError(
                Sentence("“{found}” is not the path of a file.", found=ascii(text)), Sentence("Name a file with --db.")
            )
        return cls(path, str(path))

    @property
    def shown(self) -> str:
        """The address as a user writes it, without a password, and fit to be printed."""
        if self.path is not None:
            return made_visible(str(self.path))
        return make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.path is not None


def _postgresql_url(text: str) -> str:
    url = "postgresql+psycopg://" + text.partition("://")[2]
    try:
        make_url(url)
    except (exc.ArgumentError, ValueError):
        raise UsageError(
            Sentence("The address of the PostgreSQL database cannot be read."),
            Sentence("Write it as postgresql://user@host:5432/name."),
        ) from None
    return url


def sqlite_version() -> str:
    """The version of the SQLite that is used."""
    return str(sqlite_module.sqlite_version)


def sqlite_is_safe() -> bool:
    """Whether several writers may share a file without meeting the WAL-reset corruption."""
    return tuple(int(part) for part in sqlite_version().split(".")) >= SAFE_SQLITE


def make_engine(address: Address) -> Engine:
    """An engine whose connections begin and end transactions only when told to; it connects to nothing yet."""
    if address.path is None:
        return _make_postgresql_engine(address)
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect_file(address),
        module=sqlite_module,
        poolclass=pool.NullPool,
    )
    event.listen(engine, "connect", _prepare_file)
    return engine


def _make_postgresql_engine(address: Address) -> Engine:
    try:
        return create_engine(
            address.url,
            poolclass=pool.NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={
                "connect_timeout": 10,
                "application_name": "frontdesk",
                "options": f"-c lock_timeout={BUSY_TIMEOUT_S * 1000}",
                # A server that vanished without a word is noticed within half a minute.
                "keepalives_idle": 10,
                "keepalives_interval": 5,
                "keepalives_count": 3,
                "tcp_user_timeout": 20_000,
            },
        )
    except ImportError:
        raise StoreError(
            Sentence("For {address} the driver of PostgreSQL is missing.", address=address.shown),
            Sentence("Install it with “pip install 'frontdesk[postgres]'”."),
        ) from None


def _connect_file(address: Address) -> Any:
    assert address.path is not None
    uri = address.path.as_uri() + "?mode=rw"
    return sqlite_module.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)


def create_file(address: Address) -> None:
    """Make the file of an SQLite database, empty, where there is none; StoreError where that cannot be."""
    if address.path is None:
        return
    try:
        address.path.touch()
    except OSError as error:
        if _exists(address.path):
            return
        raise StoreError(
            Sentence("The database {address} cannot be created: {why}.", address=address.shown, why=error.strerror),
            Sentence("Choose a folder that exists and that you may write to, with --db."),
        ) from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder on the way may not be entered
        return False


def _prepare_file(connection: Any, _record: object) -> None:
    """What holds for this connection only; nothing here writes to a file that may turn out to be another program's."""
    cursor = connection.cursor()
    try:
        cursor.execute(_PATIENCE)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # Erasing a person's rows must erase their bytes.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA cache_size = -16000")
    finally:
        cursor.close()


def use_wal(connection: Connection) -> None:
    """Keep an SQLite database of ours in WAL mode, in which readers and one writer do not wait for each other.

    The switch itself does not wait as other statements do, so it is tried again for as long as those would.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except exc.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def begin_writing(driver: Driver) -> None:
    """Begin a transaction on SQLite in which nobody else writes; wait for the one who does, and no longer than need be.

    SQLite itself looks again after 1, 2, 5 and at last 100 ms, so that a busy terminal would starve those that wait.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    driver.say("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                driver.say("BEGIN IMMEDIATE")
            except sqlite_module.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.0003, 0.0015))
            else:
                return
    finally:
        driver.say(_PATIENCE)


def require_usable(address: Address) -> None:
    """Raise StoreError when there is no file, or when it lies on a network file system, which loses writes."""
    path = address.path
    if path is None:
        return
    if not _exists(path):
        raise StoreError(
            Sentence("There is no database at {address}.", address=address.shown),
            Sentence("Create it with “frontdesk db init”, or name another one with --db."),
        )
    if not path.is_file():
        raise StoreError(
            Sentence("{address} is a folder, not a database.", address=address.shown)
            if path.is_dir()
            else Sentence("{address} is not a file.", address=address.shown),
            Sentence("Name a file with --db."),
        )
    kind = file_system(path)
    if kind in _NETWORK_FILE_SYSTEMS:
        raise StoreError(
            Sentence(
                "{address} lies on a network file system ({kind}), where SQLite loses writes.",
                address=address.shown,
                kind=kind,
            ),
            Sentence("Put the file on a local disk, or use PostgreSQL for several machines."),
        )


def file_system(path: Path) -> str | None:
    """The kind of file system that a path lies on, where the system tells (Linux); else None."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    resolved = str(path.resolve())
    best, kind = "", None
    for line in mounts:
        _, mount_point, found, *_ = line.split(" ")
        inside = resolved == mount_point or resolved.startswith(mount_point.rstrip("/") + "/")
        if inside and len(mount_point) >= len(best):
            best, kind = mount_point, found
    return kind
