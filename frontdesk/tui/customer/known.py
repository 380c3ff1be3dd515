"""The files of the customers whom the desk shows, kept in memory and read beside the keys."""

from __future__ import annotations

import math
import time
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.desk import Desk
    from frontdesk.domain.customer_file import CustomerFile
    from frontdesk.domain.customers import Customer
    from frontdesk.tui.situation import Reading

KEPT = 50
STALE_S, OLD_S = 2.0, 15.0
"""After so long a file in sight is read again: where something has happened since, and where nothing has (what is
written in files is no event that a desk would see)."""


class KnownCustomers:
    """Files by the number of the customer; ``arrived`` is called when one is there that was not, or is another one."""

    def __init__(self, app: Reading, arrived: Callable[[], None]) -> None:
        self._app = app
        self._arrived = arrived
        self._files: dict[str, CustomerFile | None] = {}
        self._read_at: dict[str, tuple[float, int]] = {}
        self._changes = 0
        self._erasures = 0
        self._wanted: str | None = None
        self._reading = False

    def file(self, customer: str | None) -> CustomerFile | None:
        """The file as far as it is known here; None while it is not."""
        return None if customer is None else self._files.get(customer)

    def is_gone(self, customer: str | None) -> bool:
        """Whether it was read that there is no such file, and not only not read yet."""
        return customer is not None and customer in self._files and self._files[customer] is None

    def look_at(self, customer: str | None) -> None:
        """This customer is in sight: the file is read where it is not known, or not of late."""
        if customer is None or self._is_fresh(customer) or self._app.troubles:
            return
        self._wanted = customer
        if not self._reading:
            self._reading = True
            self._app.run_worker(self._read(), group="customers", exit_on_error=True)

    def outdated(self) -> None:
        """Something has happened, perhaps to one of them; after an erasure nothing that was read is kept."""
        self._changes += 1
        erasures = self._app.snapshot.erasures
        if erasures != self._erasures:
            self._erasures = erasures
            self._files.clear()
            self._read_at.clear()

    def _is_fresh(self, customer: str) -> bool:
        at, changes = self._read_at.get(customer, (-math.inf, -1))
        return time.monotonic() - at < (OLD_S if changes == self._changes else STALE_S)

    async def _read(self) -> None:
        try:
            while (number := self._wanted) is not None:
                self._wanted = None
                self._read_at[number] = time.monotonic(), self._changes
                before = self._files.get(number)
                found: CustomerFile | None = await self._app.ask(partial(read_file, number))
                self._keep(number, found)
                if found != before:
                    self._arrived()
        finally:
            self._reading = False

    def _keep(self, number: str, file: CustomerFile | None) -> None:
        """The one that was read longest ago makes room; a number that was merged is kept beside the one it is now."""
        self._files.pop(number, None)
        self._files[number] = file
        while len(self._files) > KEPT:
            self._files.pop(next(iter(self._files)))


def read_file(number: str, desk: Desk) -> CustomerFile | None:
    """In the thread that reads."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    return Archive(desk).customer_file(number)


def read_customer(number: str, desk: Desk) -> Customer | None:
    """In a reader's thread: who it is, without all that a file holds."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    return Archive(desk).customer(number)
