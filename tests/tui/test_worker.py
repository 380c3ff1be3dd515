"""The thread that looks for what other terminals have written: it asks seldom, and misses nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store.engine import Address
from frontdesk.tui import reading_thread
from frontdesk.tui import worker as module
from frontdesk.tui.worker import Changed, Report, Trouble, TroubleOver, Worker
from tests.empty_file import make_empty
from tests.tui.story import NINE, PATIENCE_S


class Watched:
    """A worker on a database, what it has told, and how often it has looked and asked."""

    def __init__(self, folder: Path) -> None:
        self.address = Address.of(str(folder / "desk.db"))
        make_empty(self.address)
        self.colleague = self.open()
        self.colleague.perform(do.OpenCounter(counter="1", actor="Rosa"))
        self.told: list[Report] = []
        self.looks = self.asked = 0
        self.broken = False
        self.worker = Worker(self.address, self.open(), self.open, self.told.append)

    def open(self) -> Desk:
        """A desk on the database."""
        return Desk.at(self.address, Configuration(), FixedClock(NINE))

    def rest(self) -> None:
        """The journal was written long ago."""
        long_ago = time.time() - 60
        os.utime(f"{self.address.path}-wal", (long_ago, long_ago))

    def arrives(self) -> str:
        """Somebody is checked in at another terminal; gives the number."""
        return str(self.colleague.perform(do.CheckIn(services=("information",), actor="Rosa"))["number"])

    def knows(self, number: str) -> bool:
        """Whether somebody with this number was told of."""
        days = [report.snapshot.day for report in self.told if isinstance(report, Changed)]
        return any(visit.number == number for day in days if day is not None for visit in day.visits.values())

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to come true."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end
            time.sleep(0.005)

    def until_looked(self, times: int) -> None:
        """Wait until it has looked so often again."""
        before = self.looks
        self.until(lambda: self.looks >= before + times)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(module, "ASK_ANYWAY_EVERY_S", 3600.0)
    its = Watched(tmp_path)
    journal, ask = Worker._journal, Desk.something_changed

    def looking(self: Worker) -> object:
        its.looks += 1
        return journal(self)

    def asking(self: Desk) -> bool:
        its.asked += 1
        if its.broken:
            raise StoreError(Sentence("broken"), Sentence("mend it"))
        return ask(self)

    monkeypatch.setattr(Worker, "_journal", looking)
    monkeypatch.setattr(Desk, "something_changed", asking)
    its.worker.start()
    yield its
    its.worker.stop()
    its.colleague.close()


def test_a_journal_at_rest_needs_no_question_and_whoever_writes_is_seen(watched: Watched) -> None:
    for _n in range(3):
        watched.rest()
        watched.until_looked(3)
        before = watched.asked
        watched.until_looked(10)
        assert watched.asked == before
        number = watched.arrives()
        watched.until(lambda number=number: watched.knows(number))  # type: ignore[misc]


def test_a_journal_says_nothing_while_it_is_young(tmp_path: Path) -> None:
    """Who writes twice in the same moment need not make it younger, nor longer where it begins again from the start."""
    its = Watched(tmp_path)
    its.arrives()
    assert its.worker._journal() is None
    its.rest()
    rested = its.worker._journal()
    assert rested is not None
    assert its.worker._journal() == rested
    its.arrives()
    assert its.worker._journal() is None
    its.rest()
    assert its.worker._journal() not in (None, rested)
    os.remove(f"{its.address.path}-wal")  # noqa: PTH107
    assert its.worker._journal() is None
    its.worker.stop()
    its.colleague.close()


def test_the_database_is_asked_now_and_then_all_the_same(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    watched.rest()
    watched.until_looked(3)
    monkeypatch.setattr(module, "ASK_ANYWAY_EVERY_S", 0.0)
    watched.arrives()
    watched.rest()
    before = watched.asked
    watched.until(lambda: watched.asked > before + 5)


def test_a_journal_at_rest_is_no_sign_that_the_database_can_be_used(watched: Watched, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "RETRY_S", (0.01,))
    watched.until_looked(1)
    watched.rest()
    watched.broken = True
    watched.arrives()
    watched.until(lambda: any(isinstance(report, Trouble) for report in watched.told))
    watched.rest()
    watched.until_looked(10)
    assert not any(isinstance(report, TroubleOver) for report in watched.told)
    watched.broken = False
    watched.until(lambda: any(isinstance(report, TroubleOver) for report in watched.told))


class Held:
    """Something that is read for as long as it is held up."""

    def __init__(self) -> None:
        self.begun, self._go_on = Event(), Event()

    def __call__(self, _: Desk) -> str:
        self.begun.set()
        assert self._go_on.wait(PATIENCE_S)
        return "read"

    def let_go(self) -> None:
        """Have it read."""
        self._go_on.set()


def test_what_nobody_waits_for_any_more_ends_no_thread_and_a_command_is_done_all_the_same(watched: Watched) -> None:
    held = Held()
    read: list[str] = []
    taken_back = watched.worker.ask(held)
    assert held.begun.wait(PATIENCE_S)
    unread = watched.worker.ask(lambda _: read.append("unread"))
    command = watched.worker.perform(do.CheckIn(services=("information",), actor="Rosa"))
    taken_back.cancel()
    unread.cancel()
    command.cancel()
    held.let_go()
    assert watched.worker.ask(visits_seen).result(PATIENCE_S) == 1
    assert command.result(0)["number"]
    assert unread.cancelled() and not read


def visits_seen(desk: Desk) -> int:
    """How many have been here, read anew."""
    desk.catch_up()
    return 0 if desk.snapshot.day is None else len(desk.snapshot.day.visits)


def test_no_command_waits_for_what_is_read_and_nothing_short_for_what_is_long(watched: Watched) -> None:
    long, short = Held(), Held()
    reads = [watched.worker.ask(long, long=True), watched.worker.ask(short)]
    assert long.begun.wait(PATIENCE_S) and short.begun.wait(PATIENCE_S)
    command = watched.worker.perform(do.CheckIn(services=("information",), actor="Rosa"))
    assert command.result(PATIENCE_S)["number"]
    assert watched.worker.waiting_since is None
    short.let_go()
    assert watched.worker.ask(lambda _: "another").result(PATIENCE_S) == "another"
    assert not reads[0].done()
    long.let_go()
    assert [read.result(PATIENCE_S) for read in reads] == ["read", "read"]


def test_what_was_commanded_before_is_in_what_is_read(watched: Watched) -> None:
    for n in range(1, 6):
        command = watched.worker.perform(do.CheckIn(services=("information",), actor="Rosa"))
        asked = [watched.worker.ask(visits_seen, long=long) for long in (False, True)]
        assert [one.result(PATIENCE_S) for one in asked] == [n, n]
        assert command.done()


def test_a_bug_in_what_is_read_is_told_and_the_next_one_is_read(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Desk) -> None:
        raise ZeroDivisionError

    assert isinstance(watched.worker.ask(broken).exception(PATIENCE_S), ZeroDivisionError)
    assert "could not be done" in caplog.text
    assert watched.worker.ask(visits_seen).result(PATIENCE_S) == 0


def test_a_connection_over_which_nothing_is_read_is_given_back(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_thread, "RESTS_AFTER_S", 0.01)
    seen: list[Desk] = []
    closed: list[Desk] = []
    close = Desk.close

    def closing(self: Desk) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(Desk, "close", closing)
    watched.worker.ask(seen.append).result(PATIENCE_S)
    watched.until(lambda: seen[0] in closed)
    assert watched.worker.ask(visits_seen).result(PATIENCE_S) == 0
    watched.worker.ask(seen.append).result(PATIENCE_S)
    assert seen[1] is seen[0], "it knows what it knew"


def test_after_trouble_with_a_command_nothing_is_read_over_the_connection_of_before(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One connection that has a file read-only would keep every other of the program from writing to it."""
    monkeypatch.setattr(module, "RETRY_S", (0.01,))
    before = [watched.worker.ask(lambda desk: desk, long=long).result(PATIENCE_S) for long in (False, True)]
    perform, failed = Desk.perform, Event()

    def failing(self: Desk, command: do.Command) -> Any:
        if not failed.is_set():
            failed.set()
            raise StoreError(Sentence("read-only"), Sentence("mend it"))
        return perform(self, command)

    monkeypatch.setattr(Desk, "perform", failing)
    assert watched.worker.perform(do.CheckIn(services=("information",), actor="Rosa")).result(PATIENCE_S)["number"]
    after = [watched.worker.ask(lambda desk: desk, long=long).result(PATIENCE_S) for long in (False, True)]
    assert not {id(one) for one in before} & {id(one) for one in after}


def test_after_trouble_with_looking_nothing_is_read_over_the_connection_of_before(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that was gone has taken all of them with it."""
    monkeypatch.setattr(module, "RETRY_S", (0.01,))
    before = watched.worker.ask(lambda desk: desk).result(PATIENCE_S)
    watched.broken = True
    watched.arrives()
    watched.until(lambda: any(isinstance(report, Trouble) for report in watched.told))
    watched.broken = False
    watched.until(lambda: any(isinstance(report, TroubleOver) for report in watched.told))
    assert watched.worker.ask(lambda desk: desk).result(PATIENCE_S) is not before


def test_what_becomes_of_a_command_is_told_after_the_state_that_it_made(watched: Watched) -> None:
    """However quick it is: the screen must not take a key for one about the state before."""
    arrived: list[bool] = []
    command = do.CheckIn(services=("information",), actor="Rosa")
    done = watched.worker.perform(command, lambda done: arrived.append(watched.knows(done.result()["number"])))
    done.result(PATIENCE_S)
    watched.until(lambda: arrived)
    assert arrived == [True]


def test_a_worker_that_never_began_can_be_stopped_and_stopped_again(tmp_path: Path) -> None:
    its = Watched(tmp_path)
    its.worker.stop()
    its.worker.stop()
    its.colleague.close()
