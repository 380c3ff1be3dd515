"""What the doctor looks at in a database: is it sound, safe to share, with room to grow, and at the right time?"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from frontdesk.i18n import Sentence, clock_text, day_text, marked, number
from frontdesk.store import schema
from frontdesk.store.database import Store
from frontdesk.store.driver import Driver
from frontdesk.store.engine import file_system, sqlite_is_safe, sqlite_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.store.engine import Address

LITTLE_SPACE = 200_000_000
"""Bytes of free space under which a disk is worth a word."""

LARGE_LOG = 64_000_000
"""Bytes of a write-ahead log that has not been taken into the file for long."""

FAR_OFF_S = 5
"""Seconds by which this machine's clock may be off the server's; the desk goes by the server's in any case."""


class Check(NamedTuple):
    """One thing that was looked at: its name, whether it is as it should be, what there is to say, and what to do."""

    name: str
    well: bool
    sentence: Sentence
    remedy: Sentence | None = None


def surroundings(address: Address) -> Iterator[Check]:
    """What a file depends on, whether it is there yet or not: the SQLite in use, its disk, its rights."""
    path = address.path
    if path is None:
        return
    version = sqlite_version()
    yield Check(
        "SQLite",
        sqlite_is_safe(),
        Sentence("{version}", version=version)
        if sqlite_is_safe()
        else Sentence("{version}: several writers may damage a file; install pysqlite3.", version=version),
    )
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return  # there is no such folder, or nobody may look into it: opening the database says so
    yield Check(
        marked("Disk"),
        free > LITTLE_SPACE,
        Sentence("{n} MB free, {kind}", n=number(free // 1_000_000), kind=file_system(path) or "?"),
        None if free > LITTLE_SPACE else Sentence("Free some space."),
    )
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        yield Check(
            marked("Rights"),
            False,
            Sentence("This user may not write to {path}.", path=address.shown),
            Sentence("Give this user the right to write to the file and to its folder."),
        )


def contents(address: Address, now: float) -> Iterator[Check]:
    """The database itself, and nothing is changed in it; ``now`` is this machine's time (UTC seconds).

    Raises StoreError when it cannot be used.
    """
    store = Store(address)
    try:
        yield _last_event(store)
        yield from _file(store) if address.is_sqlite else _server(store, now)
    finally:
        store.close()


def _last_event(store: Store) -> Check:
    with store.reading() as connection:
        last = connection.execute(select(func.max(schema.event.c.at))).scalar()
    if last is None:
        return Check(marked("Database"), True, Sentence("{address}, nothing in it yet", address=store.address.shown))
    last_at = datetime.fromtimestamp(last, UTC)
    at = f"{day_text(last_at.date())} {clock_text(last_at)} UTC"
    return Check(marked("Database"), True, Sentence("{address}, last event {at}", address=store.address.shown, at=at))


def _file(store: Store) -> Iterator[Check]:
    path = store.address.path
    assert path is not None
    with store.reading() as connection:
        driver = Driver(connection)
        mode, synchronous = driver.ask("PRAGMA journal_mode"), driver.ask("PRAGMA synchronous")
        found = driver.ask("PRAGMA quick_check(1)")
    sound = found == "ok"
    yield Check(
        marked("Pages"),
        sound,
        Sentence("sound") if sound else Sentence("damaged: {why}", why=found),
        None if sound else Sentence("Keep the file, and restore a backup with “frontdesk db restore --force”."),
    )
    safe = mode == "wal" and synchronous >= _FULL
    yield Check(
        marked("Writing"),
        safe,
        Sentence("journal {mode}, synchronous {level}", mode=mode, level=_LEVELS.get(synchronous, synchronous)),
        None if safe else Sentence("This file system may not keep what was confirmed; use another disk."),
    )
    log = path.with_name(path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > LARGE_LOG:
        yield Check(
            marked("Journal"),
            False,
            Sentence("{size} MB were not yet taken into the file.", size=number(size // 1_000_000)),
            Sentence("A program has been reading for very long: close all of them once."),
        )


_FULL = 2
_LEVELS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


def _server(store: Store, now: float) -> Iterator[Check]:
    with store.reading() as connection:
        driver = Driver(connection)
        version = driver.ask("SHOW server_version")
        durable = driver.ask("SHOW fsync") == "on" and driver.ask("SHOW synchronous_commit") != "off"
    yield Check("PostgreSQL", True, Sentence("{version}", version=version))
    yield Check(
        marked("Writing"),
        durable,
        Sentence("what is confirmed is on the disk") if durable else Sentence("what is confirmed may be lost"),
        None if durable else Sentence("Switch fsync and synchronous_commit on at the server."),
    )
    server = store.server_time()
    assert server is not None
    off = now - server
    well = abs(off) <= FAR_OFF_S
    yield Check(
        marked("Server clock"),
        well,
        Sentence("{n} s apart from this machine's", n=number(off, 1)),
        None if well else Sentence("Set this machine's clock; the desk goes by the server's."),
    )
