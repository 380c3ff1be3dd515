"""Looking for customers while somebody types: the newest question alone, and never on the event loop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from frontdesk.customer_files import candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.desk import Desk
    from frontdesk.domain.customers import Candidate
    from frontdesk.tui.situation import Reading

MOST = 5


class Finding:
    """Asks one question after the other; those that were typed over meanwhile are never asked.

    ``found`` is called with the answer to the newest one: an older answer never replaces a newer one.
    """

    def __init__(self, app: Reading, found: Callable[[Sequence[Candidate]], None]) -> None:
        self._app = app
        self._found = found
        self._wanted: str | None = None
        self._asking = False

    @property
    def pending(self) -> bool:
        """Whether what was asked last is not answered yet."""
        return self._wanted is not None

    def look_for(self, text: str) -> None:
        """Ask whom a text may mean."""
        self._wanted = text
        if not self._asking:
            self._asking = True
            self._app.run_worker(self._ask(), group="finding", exit_on_error=True)

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._wanted = None

    async def _ask(self) -> None:
        try:
            while (asked := self._wanted) is not None:
                found: list[Candidate] | None = await self._app.ask(partial(_candidates, asked))
                if asked == self._wanted:
                    self._wanted = None
                    self._found(found or ())
        finally:
            self._asking = False


def _candidates(text: str, desk: Desk) -> list[Candidate]:
    """In the thread that reads."""
    return candidates(desk.store, text, MOST)
