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


def test_what_nobody_waits_for_any_more_ends_no_thread_and_a_command_is_done_all_the_same(watched: Watched) -> None:
    at_work, go_on = Event(), Event()
    read: list[str] = []

    def long(_: Desk) -> None:
        at_work.set()
        go_on.wait(PATIENCE_S)

    taken_back = watched.worker.ask(long)
    assert at_work.wait(PATIENCE_S)
    unread = watched.worker.ask(lambda _: read.append("unread"))
    command = watched.worker.perform(do.CheckIn(services=("information",), actor="Rosa"))
    taken_back.cancel()
    unread.cancel()
    command.cancel()
    go_on.set()
    assert watched.worker.ask(lambda desk: len(desk.snapshot.day.visits if desk.snapshot.day else ())).result(
        PATIENCE_S
    )
    assert command.result(0)["number"]
    assert unread.cancelled() and not read


def test_a_worker_that_never_began_can_be_stopped_and_stopped_again(tmp_path: Path) -> None:
    its = Watched(tmp_path)
    its.worker.stop()
    its.worker.stop()
    its.colleague.close()
