"""Several terminals on one database, and a database that is in trouble."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from frontdesk.clock import MachineClock
from frontdesk.domain import commands as do
from frontdesk.store import engine
from tests.tui.story import NINE, desk


async def test_what_a_colleague_does_is_seen(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents", name="Marta")
        began = time.monotonic()
        await story.see("B001", "Waiting 1")
        assert time.monotonic() - began < 2  # the measure of 0.25 s belongs to the bench, on a machine that is free
        story.others(do.OpenCounter, "1")
        story.others(do.CallNext, "1")
        await story.see("Nobody is waiting")


async def test_a_person_who_is_erased_goes_from_every_screen_and_stays_in_the_queue(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        marta = str(story.colleague.perform(do.AddCustomer(full_name="Marta"))["customer"])
        story.arrives("incidents", name="Marta", customer=marta)
        await story.see("B001", "Marta")
        story.colleague.erase(do.EraseCustomer(number=marta, confirmed=True))
        await story.see_no("Marta")
        assert story.listed() == ["B001"]


async def test_the_selection_stays_with_its_person(tmp_path: Path) -> None:
    """An emergency comes in above; what is done next is done to the one who was selected."""
    async with desk(tmp_path) as story:
        for _ in range(3):
            story.arrives("incidents")
        await story.see("B003")
        await story.press("down")
        assert story.selected() == "B002"
        await story.press("l")
        await story.see("B002 left")
        story.arrives("information", urgency="emergency")
        await story.see("I001: an emergency goes before everyone")
        await story.press("enter")
        await story.see("B002 has left")
        assert story.listed() == ["I001", "B001", "B003"]


async def test_a_colleague_was_faster(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("a")
        await story.see("Call B001 out of turn")
        story.others(do.OpenCounter, "1")
        story.others(do.CallNext, "1")
        await story.write("faints")
        await story.press("enter")
        await story.see("B001 is at counter 1.")


async def test_only_what_this_counter_takes_stands_first(tmp_path: Path) -> None:
    """Those for other counters stand below, and the line says why the next is the next here."""
    toml = '[[counters]]\nid = "3"\nservices = ["information"]\n[[counters]]\nid = "1"\n'
    async with desk(tmp_path, toml=toml) as story:
        story.arrives("incidents")
        story.arrives("information")
        await story.see("Next: I001, due 09:10, comes first.", "Waiting 2")
        assert story.listed() == ["I001", "B001"]
        await story.press("n")
        await story.see("Called I001", "Nobody waits for this counter. 1 waits for others.")


async def test_a_locked_database_keeps_nothing_waiting_but_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys live on, a line says what is the matter until it is over, and then it is done once."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    async with desk(tmp_path, size=(120, 36)) as story:
        for _ in range(3):
            story.arrives("incidents")
        await story.see("B003")
        other = engine.sqlite_module.connect(story.address.path or "", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            await story.press("n")
            await story.see("! Not saved yet, trying again (Esc gives up).", "is locked")
            await story.press("down")
            assert story.selected() == "B002"
        finally:
            other.execute("ROLLBACK")
            other.close()
        await story.see("Called B001", "B001 called after 0:00")
        await story.press("enter")
        await story.see("Serving B001")


async def test_a_check_in_that_cannot_be_written_gives_the_keys_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its line stays in sight until the number is there, but not while a database is locked."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        story.arrives("incidents")
        await story.see("B002")
        other = engine.sqlite_module.connect(story.address.path or "", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            await story.press("c", "2", "enter", "down")
            await story.see("! Not saved yet, trying again (Esc gives up).")
            await story.see_no("Enter gives the number")
            assert story.selected() == "B002"
        finally:
            other.execute("ROLLBACK")
            other.close()
        await story.see("B003 checked in", "Waiting 3")


async def test_what_cannot_be_written_can_be_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        other = engine.sqlite_module.connect(story.address.path or "", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            await story.press("n")
            await story.see("! Not saved yet")
            await story.press("escape")
            await story.see("Given up. Nothing was saved.")
        finally:
            other.execute("ROLLBACK")
            other.close()
        await story.press("n")
        await story.see("Called B001")


async def test_a_database_that_is_gone_is_missed_until_it_is_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        path = story.address.path
        assert path is not None
        away = path.with_name("away.db")
        path.rename(away)
        await story.see("! There is no database at")
        await story.press("n")
        await story.see("! Not saved yet")
        away.rename(path)
        await story.see("Called B001")
        await story.see_no("! ")


async def test_the_day_rolls_over_under_the_open_desk(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.later(minutes=60 * 20)
        await story.see("Mon 23 Nov 2026", "B001")
        await story.press("c", "2", "enter")
        await story.see("B002 checked in")


class JumpedClock(MachineClock):
    """The machine's clock after somebody has set it an hour forward."""

    def __init__(self) -> None:
        super().__init__()
        self.jumped = 3600.0

    def now(self) -> float:
        """An instant of the morning of the stories."""
        return NINE

    def jumped_s(self) -> float:
        """An hour, until a person has confirmed the time."""
        return self.jumped

    def confirm(self) -> None:
        """The time is right."""
        self.jumped = 0.0


@pytest.mark.parametrize("is_right", [True, False])
async def test_a_clock_that_jumped_is_confirmed_by_a_person(tmp_path: Path, is_right: bool) -> None:
    """The step that was under way is done once the clock is confirmed, and never by itself."""
    async with desk(tmp_path, clock=JumpedClock(), before=lambda colleague: None) as story:
        await story.see(
            "Is the clock right?", "The clock has jumped by 3,600 seconds", "Sun 22 Nov 2026, 09:00 is right"
        )
        await story.press("y" if is_right else "n")
        await story.see("Counter 3 is open." if is_right else "confirm it with “frontdesk day open”")
