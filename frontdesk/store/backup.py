"""Backups: a whole copy of the database in an SQLite file, whichever engine it comes from; and the way back.

A backup is made beside writers, under another name, verified, written to the disk for good and only then moved into
place. The way back is one transaction: whoever is connected sees the old database or the new one. A backup says in its
file that it is one (``copies``): a report of it closes no day in it.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from frontdesk.errors import StoreError, UsageError
from frontdesk.i18n import Sentence
from frontdesk.plain_text import made_visible
from frontdesk.store import schema
from frontdesk.store.copies import mark_as_copy, mark_as_database
from frontdesk.store.database import Store
from frontdesk.store.engine import Address, make_engine, require_usable
from frontdesk.store.migrations import create, run_migrations
from frontdesk.store.revision import require_known_revision, revision_of
from frontdesk.store.trouble import Damaged, store_errors
from frontdesk.store.verify import Finding, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

ROWS_AT_ONCE = 5_000
"""So many rows are held in memory while they go from one database to another."""


class BackupMade(NamedTuple):
    """A backup: where it is, how many bytes and events it has, and what ``verify`` found in its log.

    A log that was tampered with is copied all the same, for there may be no other; the findings say so.
    """

    path: Path
    size: int
    events: int
    findings: list[Finding]


class Restored(NamedTuple):
    """A database that was restored: its events, the copy that was kept of what stood there, and findings in its log."""

    events: int
    kept: Path | None
    findings: list[Finding]


def backup(address: Address, target: Path, *, force: bool = False) -> BackupMade:
    """Copy a database to an SQLite file, while others go on writing.

    Raises UsageError when there is a file of that name already (unless ``force``), StoreError when the database cannot
    be read whole or the backup cannot be written; nothing is left behind then.
    """
    target = target.absolute()
    with _file_beside(target) as unfinished:
        _refuse_target(address, target, force=force)
        _copy(address, unfinished)
        mark_as_copy(unfinished)
        events, findings = _verified(unfinished)
        size = unfinished.stat().st_size
        _move_into_place(unfinished, target, force=force)
    return BackupMade(target, size, events, findings)


def restore(source: Path, address: Address, *, force: bool = False) -> Restored:
    """Put a backup in the place of a database; a backup of an older frontdesk is brought up to date on the way.

    Raises UsageError when a database with events stands there (unless ``force``: then it is kept as a copy), StoreError
    when the backup is damaged or the database cannot be written; what stood there stands there still.
    """
    beside = address.path if address.path is not None else Path(tempfile.gettempdir()) / "frontdesk-restore.db"
    _require_backup(source)
    with _file_beside(beside) as unfinished:
        _copy(Address.of(str(source.absolute())), unfinished)
        mark_as_database(unfinished)
        _bring_up_to_date(unfinished)
        events, findings = _verified(unfinished)
        if address.path is not None and (not address.path.exists() or address.path.stat().st_size == 0):
            _move_into_place(unfinished, address.path, force=address.path.exists())
            kept = None
        else:
            kept = _replace(address, unfinished, address.path or source.absolute(), force=force)
    return Restored(events, kept, findings)


def _require_backup(source: Path) -> None:
    """Raise StoreError when there is no file of this name: what is to be done is not what a missing database needs."""
    try:
        if source.is_file():
            return
        is_folder = source.is_dir()
    except OSError:  # too long a name
        is_folder = False
    named = made_visible(str(source))
    raise StoreError(
        Sentence("{path} is a folder.", path=named)
        if is_folder
        else Sentence("There is no backup {path}.", path=named),
        Sentence("Name the file that “frontdesk db backup” has made."),
    )


def copy(source: Address, target: Address) -> Restored:
    """Copy a database into another one, of either engine; one that has events is refused with UsageError."""
    with tempfile.TemporaryDirectory() as folder:
        made = backup(source, Path(folder) / "copy.db")
        return restore(made.path, target)


def copy_whole(address: Address, target: Path) -> None:
    """Copy a database to a file whose name is free, as it is; StoreError when that fails or the copy is not sound."""
    with _file_beside(target) as unfinished:
        _copy(address, unfinished)
        mark_as_copy(unfinished)
        _require_sound(unfinished)
        _move_into_place(unfinished, target, force=False)


def free_name(path: Path, word: str) -> Path:
    """A name beside a file that nothing bears yet: ``desk.before-restore.db``, ``desk.before-restore-2.db``."""
    names = (f"{path.stem}.{word}{'' if n == 1 else f'-{n}'}{path.suffix}" for n in count(1))
    return next(found for name in names if not (found := path.with_name(name)).exists())


# Making the copy


def _copy(address: Address, target: Path) -> None:
    require_usable(address)
    if address.path is None:
        _copy_from_server(address, target)
        return
    with store_errors(address), make_engine(address).connect() as connection:
        require_known_revision(revision_of(connection), address)
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))


def _copy_from_server(address: Address, target: Path) -> None:
    file = Address.of(str(target))
    create(file)
    store = Store(address)
    try:
        with store.reading() as source, store_errors(file), make_engine(file).connect() as copied:
            copied.exec_driver_sql("BEGIN IMMEDIATE")
            _copy_rows(source, copied)
            copied.exec_driver_sql("COMMIT")
    finally:
        store.close()


def _copy_rows(source: Connection, target: Connection) -> None:
    """All rows of all tables; the target's are empty. Raises StoreError when not all of them arrive."""
    for table in schema.metadata.sorted_tables:
        rows = source.execute(table.select(), execution_options={"yield_per": ROWS_AT_ONCE})
        for some in rows.mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in some])
        counted = [each.execute(select(func.count()).select_from(table)).scalar() for each in (source, target)]
        if counted[0] != counted[1]:
            raise StoreError(
                Sentence(
                    "Of {n} row of {table} only {found} arrived.",
                    "Of {n} rows of {table} only {found} arrived.",
                    n=counted[0],
                    found=counted[1],
                    table=table.name,
                ),
                Sentence("Try again. Nothing was changed."),
            )


def _bring_up_to_date(path: Path) -> None:
    address = Address.of(str(path))
    with store_errors(address), make_engine(address).connect() as connection:
        found = revision_of(connection)
        require_known_revision(found, address)
        if found != schema.SCHEMA_REVISION:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            run_migrations(connection)
            connection.exec_driver_sql("COMMIT")


def _verified(path: Path) -> tuple[int, list[Finding]]:
    """How many events a copy has and what is wrong with its log; StoreError when the file itself is not sound."""
    store = Store(Address.of(str(path)))
    try:
        findings = verify(store)
        with store.reading() as connection:
            events = connection.execute(select(func.count()).select_from(schema.event)).scalar_one()
    finally:
        store.close()
    _require_sound(path)
    return events, findings


def _require_sound(path: Path) -> None:
    """Raise StoreError unless every page of a file is sound; leave it as one file that is read from anywhere."""
    address = Address.of(str(path))
    with store_errors(address), make_engine(address).connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if found != "ok":
        raise Damaged(
            Sentence("The copy of the database is not sound: {why}.", why=found),
            Sentence("“frontdesk doctor” looks for the cause. Nothing was changed."),
        )


# Putting it in place


def _refuse_target(address: Address, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise UsageError(Sentence("{path} is a folder.", path=target), Sentence("Name a file for the backup."))
    if not target.exists():
        return
    if address.path is not None and target.samefile(address.path):
        raise UsageError(Sentence("{path} is the database itself.", path=target), Sentence("Name another file."))
    if not force:
        raise UsageError(
            Sentence("The file {path} already exists.", path=target),
            Sentence("Name another one, or overwrite it with --force."),
        )
    if any(target.with_name(target.name + part).exists() for part in _PARTS):
        raise UsageError(Sentence("{path} is a database in use.", path=target), Sentence("Name another file."))


@contextmanager
def _file_beside(target: Path) -> Iterator[Path]:
    """A name on the same disk as the target for a file that is being made; it is gone afterwards, come what may."""
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield unfinished
    except OSError as error:
        raise StoreError(
            Sentence("{path} cannot be written: {why}.", path=target, why=error.strerror or error),
            Sentence("Choose a folder that exists, that you may write to and that has space. Nothing was changed."),
        ) from error
    finally:
        for name in ("", *_PARTS):
            with suppress(OSError):  # it was never made, or its folder is closed to us
                unfinished.with_name(unfinished.name + name).unlink()


def _move_into_place(unfinished: Path, target: Path, *, force: bool) -> None:
    """Give a file that is written to the disk for good its name, in one step."""
    _to_disk(unfinished)
    if not force:
        # Whoever took the name meanwhile keeps it.
        target.touch(exist_ok=False)
    unfinished.replace(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows opens no folders, and needs not
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_PARTS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that is in use."""


def _replace(address: Address, unfinished: Path, beside: Path, *, force: bool) -> Path | None:
    """Put a copy in the place of what stands at the address; returns where that is kept, if it is worth it."""
    if address.path is None:
        create(address)
    kept = free_name(beside, "before-restore") if _has_events(address, force=force) else None
    try:
        _write_over(address, unfinished, kept)
    except Damaged:
        if address.path is None or kept is None:
            raise
        _set_aside(address.path, kept)
        _move_into_place(unfinished, address.path, force=False)
    return kept


def _has_events(address: Address, *, force: bool) -> bool:
    """Whether something stands there that must be kept; UsageError when it does and may not be replaced."""
    try:
        require_usable(address)
        with store_errors(address), make_engine(address).connect() as connection:
            require_known_revision(revision_of(connection), address)
            if connection.execute(select(schema.event.c.seq).limit(1)).first() is None:
                return False
    except Damaged:
        if not force:
            raise
    if not force:
        raise UsageError(
            Sentence("{address} already holds a database.", address=address.shown),
            Sentence("Name another one with --db, or replace it with --force; a copy of it is kept."),
        )
    return True


def _write_over(address: Address, unfinished: Path, kept: Path | None) -> None:
    """Replace all rows in one transaction, which whoever has the database open sees as a whole; keep a copy first."""
    store = Store(address)
    try:
        with store.alone() as target, make_engine(Address.of(str(unfinished))).connect() as copied:
            if kept is not None:
                # Nobody writes now: what is kept is all that there was.
                copy_whole(address, kept)
            for table in reversed(schema.metadata.sorted_tables):
                target.execute(table.delete())
            _copy_rows(copied, target)
    finally:
        store.close()


def _set_aside(path: Path, kept: Path) -> None:
    """A file that cannot even be copied keeps its bytes under another name, and so does what belongs to it."""
    for part in ("", *_PARTS):
        if path.with_name(path.name + part).exists():
            path.with_name(path.name + part).rename(kept.with_name(kept.name + part))
