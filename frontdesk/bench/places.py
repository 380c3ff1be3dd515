"""Databases for a measurement: files in a folder on a real disk, or databases of their own on a server."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from frontdesk import __version__
from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.places import default_database
from frontdesk.store.engine import Address, file_system, sqlite_version
from frontdesk.store.migrations import create

_NO_DISK = frozenset({"tmpfs", "ramfs", "devtmpfs"})
"""What keeps nothing when the plug is pulled: writing there says nothing about a desk."""


class Place(Protocol):
    """Where databases are made for one run, and thrown away after it."""

    engine: str

    def make(self, name: str) -> Address:
        """A new database with our tables."""
        ...

    def copy(self, name: str, copy: str) -> Address:
        """A copy of a database that nobody uses now."""
        ...

    def version(self) -> str:
        """The version of the engine."""
        ...

    def told(self) -> dict[str, Any]:
        """Where it is, for the result."""
        ...

    def close(self) -> None:
        """Throw everything away."""
        ...


class Files:
    """SQLite files in a folder of their own."""

    engine = "sqlite"

    def __init__(self, wanted: Path | None = None) -> None:
        parent = _real_disk() if wanted is None else wanted
        self._parent = parent
        self._folder = Path(tempfile.mkdtemp(prefix="frontdesk-bench-", dir=parent))

    def make(self, name: str) -> Address:
        """A new file."""
        address = self._address(name)
        create(address)
        return address

    def copy(self, name: str, copy: str) -> Address:
        """The file again; what still lies in its journal goes with it."""
        source, target = self._folder / f"{name}.db", self._folder / f"{copy}.db"
        shutil.copyfile(source, target)
        journal = source.with_name(source.name + "-wal")
        if journal.exists():
            shutil.copyfile(journal, target.with_name(target.name + "-wal"))
        return self._address(copy)

    def version(self) -> str:
        """The version of the library."""
        return sqlite_version()

    def told(self) -> dict[str, Any]:
        """The folder and its file system."""
        return {"folder": str(self._parent), "file_system": file_system(self._parent)}

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _address(self, name: str) -> Address:
        return Address.of(str(self._folder / f"{name}.db"))


def _real_disk() -> Path:
    """A folder to write to that lies on no memory disk."""
    candidates = [Path(tempfile.gettempdir()), default_database().parent, Path.cwd()]
    for folder in candidates:
        if folder.is_dir() and os.access(folder, os.W_OK) and file_system(folder) not in _NO_DISK:
            return folder
    return candidates[0]


class Server:
    """Databases of their own on a PostgreSQL server; the one that the address names is not touched."""

    engine = "postgresql"

    def __init__(self, address: Address) -> None:
        self._url = urlsplit(address.url.replace("postgresql+psycopg://", "postgresql://", 1))
        self._shown = address.shown
        self._made: list[str] = []
        self._prefix = f"frontdesk_bench_{os.getpid()}_"

    def make(self, name: str) -> Address:
        """A new database."""
        self._create(name, "template0")
        address = self._address(name)
        create(address)
        return address

    def copy(self, name: str, copy: str) -> Address:
        """A database made from another one."""
        self._create(copy, self._prefix + name)
        return self._address(copy)

    def version(self) -> str:
        """The version of the server."""
        return str(self._say("SHOW server_version"))

    def told(self) -> dict[str, Any]:
        """The server, without a password, and whether it waits for its disk."""
        return {"server": self._shown, "fsync": self._say("SHOW fsync"), "commit": self._say("SHOW synchronous_commit")}

    def close(self) -> None:
        """Drop what was made."""
        while self._made:
            self._say(f'DROP DATABASE IF EXISTS "{self._made.pop()}" WITH (FORCE)')

    def _create(self, name: str, template: str) -> None:
        own = self._prefix + name
        self._say(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
        self._made.append(own)

    def _address(self, name: str) -> Address:
        return Address.of(urlunsplit(self._url._replace(path=f"/{self._prefix}{name}")))

    def _say(self, sql: str) -> object:
        try:
            import psycopg  # noqa: PLC0415 - an extra, needed for this engine only

            with psycopg.connect(urlunsplit(self._url), autocommit=True) as connection:
                cursor = connection.execute(sql.encode())
                row = cursor.fetchone() if cursor.description else None
                return None if row is None else row[0]
        except Exception as error:
            raise StoreError(
                Sentence("The server {address} makes no databases for the measurement: {why}.",
                         address=self._shown, why=" ".join(str(error).split())),
                Sentence("Name a server and a user that may create databases."),
            ) from error  # fmt: skip


def machine() -> dict[str, Any]:
    """What the figures were made on."""
    load = os.getloadavg() if hasattr(os, "getloadavg") else None
    return {
        "frontdesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": None if load is None else [round(one, 2) for one in load],
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
