"""A new SQLite database for a test that is about something else: a copy of one that was made once."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from frontdesk.store.engine import Address
from frontdesk.store.migrations import create


def make_empty(address: Address) -> None:
    """What ``create`` makes, byte for byte as it made it the first time, in a file that is not there yet."""
    assert address.path is not None
    with address.path.open("xb") as file:
        file.write(_made())


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
        path = Path(folder) / "desk.db"
        create(Address.of(str(path)))
        assert [one.name for one in path.parent.iterdir()] == [path.name], "all of it is in the one file"
        return path.read_bytes()
