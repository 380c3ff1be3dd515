"""What a driver says when a database cannot be used, and what that means to a person: what it is and what to do."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import exc

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store.engine import sqlite_module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.store.engine import Address


class Damaged(StoreError):
    """The pages of a file are not what SQLite wrote."""


def driver_errors() -> tuple[type[Exception], ...]:
    """What the drivers in use raise when it is not through SQLAlchemy."""
    psycopg = sys.modules.get("psycopg")
    return (sqlite_module.Error,) if psycopg is None else (sqlite_module.Error, psycopg.Error)


@contextmanager
def store_errors(address: Address) -> Iterator[None]:
    """Turn whatever a driver raises into a StoreError that says what to do."""
    try:
        yield
    except exc.DBAPIError as error:
        raise explained(error if error.orig is None else error.orig, address) from error
    except driver_errors() as error:
        raise explained(error, address) from error
    except exc.SQLAlchemyError as error:
        raise explained(error, address) from error


def explained(error: BaseException, address: Address) -> StoreError:
    """What a driver's error means and what to do about it; a statement that is wrong is a bug, and stays what it is."""
    text = _one_line(error)
    lower = text.lower()
    if any(sign in lower for sign in _MAYBE_FULL) and _is_full(address):
        return StoreError(Sentence(_FULL, address=address.shown), Sentence(_FULL_REMEDY))
    for signs, reason, remedy, kind in _KNOWN_TROUBLE:
        if any(sign in lower for sign in signs):
            return kind(Sentence(reason, address=address.shown, why=text), Sentence(remedy))
    if any(kind.__name__ == "ProgrammingError" for kind in type(error).__mro__):
        raise error
    return StoreError(
        Sentence("The database {address} cannot be used: {why}.", address=address.shown, why=text),
        Sentence("“frontdesk doctor” looks for the cause."),
    )


def _is_full(address: Address) -> bool:
    """Whether the disk of a file has no room for what SQLite makes beside it."""
    if address.path is None:
        return False
    try:
        return shutil.disk_usage(address.path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _trouble(
    *signs: str, reason: Sentence, remedy: Sentence, kind: type[StoreError] = StoreError
) -> tuple[tuple[str, ...], str, str, type[StoreError]]:
    return signs, reason.message, remedy.message, kind


_FULL = Sentence("The disk of {address} is full.").message
_FULL_REMEDY = Sentence("Free some space and repeat the last step. What was confirmed before is safe.").message

_MAYBE_FULL = ("disk i/o error", "unable to open database file")
"""What SQLite says as well when it cannot make the file that its terminals share, which is for want of room."""

_LEAST_ROOM = 64 * 1024
"""Bytes: the shared file takes 32 kB at once, and its first entries in the log about as much."""

_KNOWN_TROUBLE = (
    _trouble(
        "database is locked",
        "database table is locked",
        "lock timeout",
        reason=Sentence("The database {address} is locked by another program."),
        remedy=Sentence("Try again; if it goes on, see which program holds the file. Nothing was written."),
    ),
    _trouble(
        "disk is full",
        "no space left",
        "disk full",
        reason=Sentence(_FULL),
        remedy=Sentence(_FULL_REMEDY),
    ),
    _trouble(
        "readonly",
        "read-only",
        reason=Sentence("The database {address} is read-only."),
        remedy=Sentence("Give this user the right to write to the file and to its folder."),
    ),
    _trouble(
        "disk i/o error",
        "input/output error",
        reason=Sentence("The disk of {address} does not read or write: {why}."),
        remedy=Sentence("Check the disk and its cables; keep a copy of the file. What was confirmed before is safe."),
    ),
    _trouble(
        "malformed",
        "not a database",
        "file is encrypted",
        reason=Sentence("The database {address} is damaged: {why}."),
        remedy=Sentence("Keep the file, and restore a backup with “frontdesk db restore --force”."),
        kind=Damaged,
    ),
    _trouble(
        "unable to open database file",
        reason=Sentence("The database {address} cannot be opened."),
        remedy=Sentence("Check that the file is there and that this user may read and write it and its folder."),
    ),
    _trouble(
        "no such table",
        "does not exist",
        "undefinedtable",
        reason=Sentence("{address} is not a frontdesk database, or is not complete: {why}."),
        remedy=Sentence("Create one with “frontdesk db init”, or name another one with --db."),
    ),
    _trouble(
        "connection refused",
        "connection is bad",
        "could not connect",
        "failed to resolve host",
        "could not translate host name",
        "shutting down",
        "starting up",
        "connection failed",
        "server closed the connection",
        "terminating connection",
        "connection is closed",
        "consuming input failed",
        "timeout expired",
        "the connection is lost",
        reason=Sentence("The server of {address} cannot be reached: {why}."),
        remedy=Sentence("Check that it runs and that the network is there. Nothing that was confirmed is lost."),
    ),
    _trouble(
        "password authentication failed",
        "permission denied",
        reason=Sentence("{address} does not let this user in: {why}."),
        remedy=Sentence("Check user, password and rights."),
    ),
)
