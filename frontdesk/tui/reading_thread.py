"""Reading beside the commands: a thread with a connection of its own, so that no command waits for what is read."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from frontdesk.tui.door import Door
from frontdesk.tui.jobs import carry_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from frontdesk.desk import Desk
    from frontdesk.tui.door import Place

RESTS_AFTER_S = 60.0
"""After so long without anything to read the connection is given back: a server has only so many."""

T = TypeVar("T")


class ReadingThread:
    """Reads one thing after the other; the thread and its connection are there from the first one on."""

    def __init__(self, name: str, place: Place, open_desk: Callable[[], Desk]) -> None:
        self._door = Door(place, open_desk)
        self._jobs: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self._is_needed = False

    def read(self, read: Callable[[Desk], T], future: Future[T]) -> None:
        """Read something when its turn comes; for one thread to call."""
        if not self._is_needed:
            self._is_needed = True
            self._thread.start()
        self._jobs.put(lambda: carry_out(lambda: read(self._door.desk()), future))

    def open_anew(self) -> None:
        """Give the connection back as soon as nothing is read over it, and read over another one."""
        if self._is_needed:
            self._jobs.put(self._door.lose)

    def stop(self) -> None:
        """End after what is being read."""
        self._jobs.put(None)

    def join(self, timeout: float) -> None:
        """Wait for the end, but no longer than so many seconds."""
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job()
        self._door.lose()

    def _next(self) -> Callable[[], Any] | None:
        try:
            return self._jobs.get(timeout=RESTS_AFTER_S)
        except Empty:
            self._door.rest()
            return self._jobs.get()
