"""What stands between the screens and the desk: one thread carries out commands, one looks for changes of others.

Two more read what is asked for: one what is there in a moment, one what may take long. The event loop never waits for
the database. Each thread has a connection of its own, so that looking never waits behind a command, and no command
behind what is read. What they find out is handed to ``tell``, which must be safe to call from any thread.
"""

from __future__ import annotations

import logging
import os
import time
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from frontdesk.domain.policy import business_day
from frontdesk.errors import FrontdeskError, StoreError
from frontdesk.tui.door import Door
from frontdesk.tui.jobs import GivenUp, carry_out
from frontdesk.tui.reading_thread import ReadingThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.desk import Desk, Snapshot
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.tui.door import Place

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
LAST_JOB_S = 2.0
"""So long the end waits for what the threads are just doing."""

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


class Worker:
    """The threads; ``start`` begins, ``stop`` ends them and closes the connections."""

    def __init__(
        self, place: Place, opened: Desk, open_desk: Callable[[], Desk], tell: Callable[[Report], None]
    ) -> None:
        self._door = Door(place, open_desk, opened)
        self._place = place
        self._open_desk = open_desk
        self._tell = tell
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._quick = ReadingThread("frontdesk-reading", place, open_desk)
        self._long = ReadingThread("frontdesk-long-reading", place, open_desk)
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
        """End the threads, each after the job at hand; one that takes too long ends with the program."""
        self._stopping.set()
        self._given_up.set()
        self._jobs.put(None)
        end = time.monotonic() + LAST_JOB_S
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, end - time.monotonic()))
        for reading in (self._quick, self._long):
            reading.stop()
        for reading in (self._quick, self._long):
            reading.join(max(0.0, end - time.monotonic()))

    def give_up(self) -> None:
        """Stop trying the command that cannot be written."""
        self._given_up.set()

    # Commands, in their order

    def perform(self, command: Command, then: Callable[[Future[Answer]], object] | None = None) -> Future[Answer]:
        """Carry out a command; tried again under the same key while the store cannot be used.

        ``then`` is called in the thread of the commands, after the state of the day was told: whoever hung it on the
        outcome later could be called before, by a command that was quick.
        """
        return self._queue(lambda: self._perform(command), then)

    def confirm_clock(self) -> Future[None]:
        """A person says that the clock is right."""
        return self._queue(lambda: self._door.desk().confirm_clock())

    def roll_over(self) -> Future[bool]:
        """Close the day and open the next one if its end has passed."""
        return self._queue(self._roll_over)

    def _queue(self, job: Callable[[], T], then: Callable[[Future[T]], object] | None = None) -> Future[T]:
        """Put a job in the line; it counts as begun: it is done even when nobody waits for it any more."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        if then is not None:
            future.add_done_callback(then)
        self._jobs.put(lambda: self._at_work(job, future))
        return future

    def _at_work(self, job: Callable[[], T], future: Future[T]) -> None:
        self.waiting_since = time.monotonic()
        try:
            carry_out(job, future)
        finally:
            self.waiting_since = None

    def ask(self, read: Callable[[Desk], T], *, long: bool = False) -> Future[T]:
        """Something read from the desk (a visit's story); ``long`` where it may take more than a moment (a summary).

        It stands in line with the commands until its turn comes, so that what was commanded before is in it; then it
        goes to a thread that reads, and the next command to its own.
        """
        future: Future[T] = Future()
        reading = self._long if long else self._quick
        self._jobs.put(lambda: reading.read(read, future))
        return future

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                job = self._jobs.get(timeout=60)
            except Empty:
                continue
            if job is None:
                break
            job()
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
                # While one connection of a process has a file read-only, SQLite gives it to no other to write.
                self._open_anew.set()
                self._read_anew()
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

    def _read_anew(self) -> None:
        """Whatever broke one connection may have broken those that read."""
        for reading in (self._quick, self._long):
            reading.open_anew()

    def _roll_over(self) -> bool:
        desk = self._door.desk()
        done = desk.roll_over()
        if done:
            self._publish(self._door)
        return done

    # Looking for changes

    def _watch(self) -> None:
        every = ASK_SERVER_EVERY_S if self._place.path is None else LOOK_EVERY_S
        door: Door | None = None
        asked: object = None
        next_end = ask_anyway = time.monotonic()
        failed = 0
        while not self._stopping.wait(RETRY_S[min(failed, len(RETRY_S)) - 1] if failed else every):
            try:
                if door is None:
                    door = Door(self._place, self._open_desk, self._open_desk())
                elif self._open_anew.is_set():
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
                self._read_anew()
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

    def _publish(self, door: Door) -> None:
        self._tell(Changed(door.desk().snapshot, anew=door.opened_anew))
        door.opened_anew = False

    def _in_trouble(self, error: StoreError, source: str) -> None:
        self._troubled.add(source)
        self._tell(Trouble(error, source))

    def _out_of_trouble(self, source: str) -> None:
        if source in self._troubled:
            self._troubled.discard(source)
            self._tell(TroubleOver(source))
