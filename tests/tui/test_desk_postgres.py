"""The desk on PostgreSQL: two counters on one server, and a server that goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.day import Day
from frontdesk.domain.visit import State
from frontdesk.tui.faces import Face
from tests.postgres import Server
from tests.tui.story import NINE, Story, desk


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """A new database on it; its name."""
    name = server.new_database()
    yield name
    server.drop(name)


def written(story: Story) -> Day:
    """The day as the database has it, read by somebody who has just come."""
    reader = Desk.at(story.address, Configuration(), FixedClock(NINE))
    try:
        reader.catch_up()
        day = reader.snapshot.day
        assert day is not None
        return day
    finally:
        reader.close()


async def test_what_one_counter_does_the_other_shows(tmp_path: Path, server: Server, database: str) -> None:
    async with desk(tmp_path, database=server.url(database)) as story:
        story.arrives("incidents", name="Marta")
        story.arrives("information")
        await story.see("Waiting 2", "Next: B001")
        story.others(do.OpenCounter, "1")
        story.others(do.CallNext, "1")
        await story.see("Waiting 1", "Next: I001")
        await story.press("n", "enter")
        await story.see("Serving I001")
        day = written(story)
        assert [(visit.number, visit.state, visit.counter) for visit in day.live.values()] == [
            ("B001", State.CALLED, "1"),
            ("I001", State.SERVING, "3"),
        ]


async def test_a_connection_that_is_cut_is_made_again(tmp_path: Path, server: Server, database: str) -> None:
    """Both threads lose theirs; what is asked for then is done, and done once."""
    async with desk(tmp_path, database=server.url(database)) as story:
        for number in ("B001", "B002", "B003"):
            server.end_connections(database)
            await story.press("c", "2", "enter")
            await story.see(f"{number} checked in")
        await story.see_no("! ")
        assert [visit.number for visit in written(story).visits.values()] == ["B001", "B002", "B003"]


async def test_a_server_that_goes_away_is_missed_until_it_is_back(tmp_path: Path, own_server: Server) -> None:
    """A line stays until it is over; the step that was under way is done then, once; a given up one never."""
    database = own_server.url(own_server.new_database())
    async with desk(tmp_path, database=database, size=(120, 36)) as story:
        await story.press("c", "2", "enter")
        await story.see("B001 checked in")
        own_server.stop()
        try:
            await story.see("! The server of")
            await story.press("c", "1", "enter")
            await story.see("! Not saved yet, trying again (Esc gives up).")
            await story.press("escape")
            await story.see("! The server of")
            await story.press("n")
            await story.see("! Not saved yet")
        finally:
            own_server.start()
        await story.see("Called B001", "B001 called after 0:00.")
        await story.see_no("! ")
        await story.press("enter")
        await story.see("Serving B001")
        day = written(story)
        assert [(visit.number, visit.state) for visit in day.visits.values()] == [("B001", State.SERVING)]


async def test_a_board_shows_what_the_counters_do(tmp_path: Path, server: Server, database: str) -> None:
    async with desk(tmp_path, database=server.url(database), face=Face.BOARD, counter=None, size=(120, 36)) as story:
        await story.see("Nobody has come yet.")
        story.others(do.OpenCounter, "1")
        number = story.arrives("incidents")
        story.others(do.CallNext, "1")
        await story.see("Rosa", f"calling {number}")
        story.others(do.OpenComplaint, "1", cause="responsiveness", text=story.colleague.note("slow"), visit=number)
        await story.later(seconds=5)
        for _second in range(5):
            await story.later(seconds=1)
        await story.see("1 open")
