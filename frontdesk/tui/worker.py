"""What stands between the screens and the desk: one thread carries out commands, one looks for changes of others.

The event loop never waits for the database. Each thread has a connection of its own, so that looking never waits
behind a command. What they find out is handed to ``tell``, which must be safe to call from any thread.
"""

from __future__ import annotations

import logging
import os
import time
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from frontdesk.domain.policy import business_day
from frontdesk.errors import FrontdeskError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frontdesk.desk import Desk, Snapshot
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command

LOOK_EVERY_S = 0.15
"""How often a file is looked at for changes of others: a quarter of a second includes the painting. Waking costs more
than looking; a server is asked less often."""
ASK_SERVER_EVERY_S = 0.2
RESTED_S = 3
"""Nobody has written to a journal that has not changed since it was this old: whoever writes now makes it younger, on
any file system (the coarsest tell the time to two seconds)."""
ASK_ANYWAY_EVERY_S = 2.0
"""The database is asked this often even if its journal has not changed: nothing is built on a file's time alone."""
RETRY_S = (0.25, 0.5, 1.0, 2.0)
"""The pauses between attempts while the store cannot be used; the last one is repeated."""

T = TypeVar("T")
_log = logging.getLogger("frontdesk")


@dataclass(frozen=True)
class Changed:
    """The day is another one; ``anew`` when the database was opened again and may be further back than before."""

    snapshot: Snapshot
    anew: bool = False


@dataclass(frozen=True)
class Trouble:
    """The store cannot be used: by the command that is being tried again, or for looking at it."""

    error: StoreError
    source: str


@dataclass(frozen=True)
class TroubleOver:
    """The store can be used again."""

    source: str


@dataclass(frozen=True)
class Broken:
    """An error of ours in a thread."""

    error: Exception


@dataclass(frozen=True)
class DayOver:
    """The business day could not be closed at its end: the clock has to be confirmed."""

    error: FrontdeskError


@dataclass(frozen=True)
class Written:
    """Somebody has written to the database, this terminal or another: what is no part of the day may be another."""


Report = Changed | Trouble | TroubleOver | Broken | DayOver | Written


class Place(Protocol):
    """Where the database is, as far as a screen wants to know: its file, or None for a server."""

    @property
    def path(self) -> Path | None: ...
    @property
    def shown(self) -> str: ...


class GivenUp(Exception):
    """A person has given up a command that could not be written."""


class _Door:
    """A desk that is opened again when its file is another one or its connection is lost."""

    def __init__(self, place: Place, opened: Desk, open_desk: Callable[[], Desk]) -> None:
        self._place = place
        self._desk: Desk | None = opened
        self._open_desk = open_desk
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

    def lose(self) -> None:
        """Open anew next time."""
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


class Worker:
    """The two threads; ``start`` begins, ``stop`` ends them and closes the connections."""

    def __init__(
        self, place: Place, opened: Desk, open_desk: Callable[[], Desk], tell: Callable[[Report], None]
    ) -> None:
        self._door = _Door(place, opened, open_desk)
        self._place = place
        self._open_desk = open_desk
        self._tell = tell
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._stopping = Event()
        self._given_up = Event()
        self._open_anew = Event()
        self._troubled: set[str] = set()
        self._threads = (
            Thread(target=self._work, name="frontdesk-commands", daemon=True),
            Thread(target=self._watch, name="frontdesk-watch", daemon=True),
        )
        self.waiting_since: float | None = None
        """Since when (monotonic seconds) the present job is at work; None while there is none."""

    def start(self) -> None:
        """Begin to work and to look."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End both threads after the job at hand."""
        self._stopping.set()
        self._given_up.set()
        self._jobs.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=2)

    def give_up(self) -> None:
        """Stop trying the command that cannot be written."""
        self._given_up.set()

    # Commands, in their order

    def perform(self, command: Command) -> Future[Answer]:
        """Carry out a command; tried again under the same key while the store cannot be used."""
        return self._queue(lambda: self._perform(command), begun=True)

    def ask(self, read: Callable[[Desk], T]) -> Future[T]:
        """Something read from the desk (a summary, a visit's story)."""
        return self._queue(lambda: read(self._door.desk()))

    def confirm_clock(self) -> Future[None]:
        """A person says that the clock is right."""
        return self._queue(lambda: self._door.desk().confirm_clock(), begun=True)

    def roll_over(self) -> Future[bool]:
        """Close the day and open the next one if its end has passed."""
        return self._queue(self._roll_over, begun=True)

    def _queue(self, job: Callable[[], T], *, begun: bool = False) -> Future[T]:
        """Put a job in the line; one that counts as begun is done even when nobody waits for it any more."""
        future: Future[T] = Future()
        if begun:
            future.set_running_or_notify_cancel()
        self._jobs.put((job, future))
        return future

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                queued = self._jobs.get(timeout=60)
            except Empty:
                continue
            if queued is None:
                break
            job, future = queued
            if not future.running() and not future.set_running_or_notify_cancel():
                continue  # Escape took back what was to be read
            self.waiting_since = time.monotonic()
            try:
                future.set_result(job())
            except (FrontdeskError, GivenUp) as error:
                future.set_exception(error)
            except Exception as error:
                _log.exception("a command could not be carried out")
                future.set_exception(error)
            finally:
                self.waiting_since = None
        self._door.lose()

    def _perform(self, command: Command) -> Answer:
        self._given_up.clear()
        attempt = 0
        while True:
            try:
                desk = self._door.desk()
                answer = desk.perform(command)
            except StoreError as error:
                self._door.lose()
                self._open_anew.set()
                self._in_trouble(error, "command")
                pause = RETRY_S[min(attempt, len(RETRY_S) - 1)]
                attempt += 1
                if self._given_up.wait(pause):
                    self._out_of_trouble("command")
                    raise GivenUp from error
                continue
            except FrontdeskError:
                self._out_of_trouble("command")
                self._publish(self._door)  # a refusal too has caught up with the others, and may have rolled over
                raise
            self._out_of_trouble("command")
            self._publish(self._door)
            return answer

    def _roll_over(self) -> bool:
        desk = self._door.desk()
        done = desk.roll_over()
        if done:
            self._publish(self._door)
        return done

    # Looking for changes

    def _watch(self) -> None:
        every = ASK_SERVER_EVERY_S if self._place.path is None else LOOK_EVERY_S
        door: _Door | None = None
        asked: object = None
        next_end = ask_anyway = time.monotonic()
        failed = 0
        while not self._stopping.wait(RETRY_S[min(failed, len(RETRY_S)) - 1] if failed else every):
            try:
                if door is None:
                    door = _Door(self._place, self._open_desk(), self._open_desk)
                elif self._open_anew.is_set():
                    # While one connection of a process has a file read-only, SQLite gives it to no other to write.
                    self._open_anew.clear()
                    door.lose()
                desk = door.desk()
                now, found = time.monotonic(), self._journal()
                if found is None or found != asked or door.opened_anew or now >= ask_anyway:
                    asked = None
                    if desk.something_changed():
                        if desk.catch_up():
                            self._publish(door)
                        self._tell(Written())
                    asked, ask_anyway = found, now + ASK_ANYWAY_EVERY_S
                if now >= next_end:
                    next_end = now + 1
                    self._look_at_the_end(desk)
            except StoreError as error:
                failed += 1
                if door is not None:
                    door.lose()
                self._in_trouble(error, "watch")
                continue
            except Exception as error:
                failed += 1
                _log.exception("looking for changes failed")
                self._tell(Broken(error))
                continue
            failed = 0
            self._out_of_trouble("watch")
        if door is not None:
            door.lose()

    def _journal(self) -> object:
        """How the journal of the file stands; None where it does not tell that nobody has written.

        Every commit is written to it first. With a look at it instead of a question, a wake costs half as much.
        """
        path = self._place.path
        if path is None or os.name != "posix":  # elsewhere the time of a file that is open may lag behind
            return None
        try:
            found = os.stat(f"{path}-wal")  # noqa: PTH116 - seven times a second, and half as dear
        except OSError:
            return None
        if time.time() - found.st_mtime < RESTED_S:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _look_at_the_end(self, desk: Desk) -> None:
        """Have the day closed when its end has passed; the thread of the commands does it."""
        day = desk.snapshot.day
        if day is None:
            return
        policy = desk.policy
        if business_day(desk.now(), policy.zone, policy.cutoff).isoformat() > day.day:
            self.roll_over().add_done_callback(self._rolled_over)

    def _rolled_over(self, done: Future[bool]) -> None:
        error = done.exception()
        if isinstance(error, FrontdeskError) and not isinstance(error, StoreError):
            self._tell(DayOver(error))

    # Telling

    def _publish(self, door: _Door) -> None:
        self._tell(Changed(door.desk().snapshot, anew=door.opened_anew))
        door.opened_anew = False

    def _in_trouble(self, error: StoreError, source: str) -> None:
        self._troubled.add(source)
        self._tell(Trouble(error, source))

    def _out_of_trouble(self, source: str) -> None:
        if source in self._troubled:
            self._troubled.discard(source)
            self._tell(TroubleOver(source))
