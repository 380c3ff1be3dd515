"""Where erased words could still be: the bytes of a database and of what lies beside it, or every row of a server's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

from frontdesk.store.backup import backup
from tests.store.house import House


def found_in_files(path: Path, words: Sequence[str]) -> list[tuple[str, str]]:
    """Which of the words stand in a file, its write-ahead log or its index, as they are or in small letters."""
    found = []
    for name in ("", "-wal", "-shm", "-journal"):
        file = path.with_name(path.name + name)
        content = file.read_bytes() if file.exists() else b""
        found += [(file.name, word) for word in words if {word.encode(), word.lower().encode()} & _in(content, word)]
    return found


def _in(content: bytes, word: str) -> set[bytes]:
    return {one for one in (word.encode(), word.lower().encode()) if one in content}


def found_in_rows(house: House, words: Sequence[str]) -> list[tuple[str, str]]:
    """Which of the words stand in any row of any table, statistics of the server included."""
    connection = house.a.store.connection
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if not house.address.is_sqlite:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' UNION SELECT 'pg_stats'"
    found = []
    for (table,) in connection.execute(text(names)).all():
        rows = str(connection.execute(text(f"SELECT * FROM {table}")).all())
        found += [(table, word) for word in words if word in rows or word.lower() in rows]
    return found


def found_anywhere(house: House, words: Sequence[str], folder: Path) -> list[tuple[str, str]]:
    """Which of the words stand in the database or in a backup made now."""
    copied = folder / "made-afterwards.db"
    backup(house.address, copied, force=copied.exists())
    found = found_in_rows(house, words) + found_in_files(copied, words)
    return found + ([] if house.address.path is None else found_in_files(house.address.path, words))
