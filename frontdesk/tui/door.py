"""A thread's own way to the database: a desk that is opened when it is needed, and again when it is lost."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frontdesk.desk import Desk

_log = logging.getLogger("frontdesk")


class Place(Protocol):
    """Where the database is, as far as a screen wants to know: its file, or None for a server."""

    @property
    def path(self) -> Path | None: ...


class Door:
    """A desk that is opened again when its file is another one or its connection is lost; ``opened`` is it at first."""

    def __init__(self, place: Place, open_desk: Callable[[], Desk], opened: Desk | None = None) -> None:
        self._place = place
        self._open_desk = open_desk
        self._desk = opened
        self._file = self._identity()
        self.opened_anew = False

    def desk(self) -> Desk:
        """The desk; StoreError where the database is not to be had."""
        if self._identity() != self._file:
            self.lose()
        if self._desk is None:
            self._desk = self._open_desk()
            self._file = self._identity()
            self.opened_anew = True
        return self._desk

    def rest(self) -> None:
        """Give the connection back; the desk opens another one when it is used again, and knows what it knew."""
        if self._desk is not None:
            self._desk.close()

    def lose(self) -> None:
        """Give the connection back, and open the desk anew next time."""
        desk, self._desk = self._desk, None
        if desk is not None:
            try:
                desk.close()
            except Exception:  # the connection is broken: that is why it is closed
                _log.debug("closing a lost connection", exc_info=True)

    def _identity(self) -> tuple[int, int] | None:
        """Which file lies at the path: SQLite would go on writing to one that was deleted."""
        if self._place.path is None:
            return None
        try:
            found = os.stat(self._place.path)  # noqa: PTH116 - ten times a second, and half as dear
        except OSError:
            return (0, 0)
        return (found.st_dev, found.st_ino)
