"""The driver without us: the same statements in the same transaction with the same care, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.store.engine import BUSY_TIMEOUT_S, Address, sqlite_module

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.store.listening import Said

KEPT_ALIKE = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "cache_size", "busy_timeout")
"""The settings of SQLite that decide how safe and how quick a transaction is."""


class Bare:
    """A connection of the driver's own; ``settings`` are those of a connection of ours."""

    def __init__(self, address: Address, settings: dict[str, object]) -> None:
        if address.path is None:
            import psycopg  # noqa: PLC0415 - an extra, needed for this engine only

            url = address.url.replace("postgresql+psycopg://", "postgresql://", 1)
            self._connection: Any = psycopg.connect(url, autocommit=True)
            return
        self._connection = sqlite_module.connect(str(address.path), timeout=BUSY_TIMEOUT_S, isolation_level=None)
        for name, value in settings.items():
            self._connection.execute(f"PRAGMA {name} = {value}").fetchall()

    def do(self, statements: Iterable[Said]) -> None:
        """Say the same to the database, and take what it answers."""
        execute = self._connection.execute
        for said in statements:
            if said.many:
                self._connection.cursor().executemany(said.sql, said.values)
            elif said.answers:
                execute(said.sql, said.values).fetchall()
            else:
                execute(said.sql, said.values)

    def settings(self) -> dict[str, object]:
        """The settings in force here."""
        return settings_of(self._connection)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def settings_of(connection: Any) -> dict[str, object]:
    """The settings that decide about safety and speed, as they are on a connection of SQLite's driver."""
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in KEPT_ALIKE}
