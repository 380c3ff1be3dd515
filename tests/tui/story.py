"""A morning at the desk as a user tells it: keys go in, the screen is looked at, a colleague works elsewhere.

Everything is real but the clock: a database in a file, the worker's threads, the screens. ``see`` waits for what a
user would see; nothing waits for a time.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from frontdesk.clock import Clock, FixedClock
from frontdesk.config import Configuration, load
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.answers import Answer
from frontdesk.errors import use_ways
from frontdesk.i18n import use_language
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from frontdesk.tui.actions import ACTIONS
from frontdesk.tui.app import DeskApp
from frontdesk.tui.faces import Face
from frontdesk.tui.keys import use_keys
from frontdesk.tui.terminal import Colours
from tests.empty_file import make_empty
from tests.tui.screen_text import screen_text

NINE = 1795338000
"""Sunday 22 November 2026, 9:00 UTC."""
PATIENCE_S = 60
"""How long a user waits for something to appear before the story is broken."""

_KEY_OF_SIGN = {
    "/": "slash",
    "?": "question_mark",
    "+": "plus",
    " ": "space",
    "<": "less_than_sign",
    ">": "greater_than_sign",
}


class Story:
    """The desk, its clock, and a colleague at another terminal."""

    def __init__(self, app: DeskApp, pilot: Pilot[Any], colleague: Desk, clock: FixedClock, address: Address) -> None:
        self.app = app
        self.pilot = pilot
        self.colleague = colleague
        self.clock = clock
        self.address = address

    # ---- what the user does

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as they can be typed."""
        for key in keys:
            character = {"space": " ", "slash": "/", "question_mark": "?", "plus": "+"}.get(key)
            if character is None and len(key) == 1:
                character = key
            self.app.post_message(events.Key(_KEY_OF_SIGN.get(key, key), character))
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste a text from elsewhere."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def later(self, minutes: float = 0, seconds: int = 0) -> None:
        """Time passes."""
        self.clock.at += int(minutes * 60) + seconds
        for screen in self.app.screen_stack:
            tick = getattr(screen, "tick", None)
            if tick is not None:
                tick()
        await self.pilot.pause()

    # ---- what the user sees

    def screen(self) -> str:
        """The whole screen as text."""
        return screen_text(self.app)

    async def see(self, *texts: str) -> str:
        """Wait until all these texts stand on the screen."""
        return await self._until(lambda screen: all(text in screen for text in texts), f"see {texts}")

    async def see_no(self, *texts: str) -> str:
        """Wait until none of these texts stands on the screen."""
        return await self._until(lambda screen: not any(text in screen for text in texts), f"see no {texts}")

    async def gone(self) -> None:
        """Wait until the program ends."""
        await self._until(lambda _screen: not self.app.is_running or bool(self.app._exit), "see the program end")

    async def _until(self, holds: Any, what: str) -> str:
        end = time.monotonic() + PATIENCE_S
        while True:
            await self.pilot.pause()
            screen = self.screen()
            if holds(screen):
                return screen
            if time.monotonic() > end:
                raise AssertionError(f"waited to {what}; the screen was:\n{screen}")
            await asyncio.sleep(0.005)

    def lines(self) -> list[str]:
        """The lines of the screen."""
        return self.screen().split("\n")

    def listed(self) -> list[str]:
        """The numbers in the waiting list, from top to bottom."""
        return [row.cells[0].text for row in self._screen().table.rows]

    def selected(self) -> str:
        """The number on the selected line."""
        day = self.app.day
        chosen = self._screen().table.selected
        return "" if chosen is None else day.visits[chosen].number

    def keys_shown(self) -> str:
        """The line of keys."""
        return self.lines()[-1]

    def _screen(self) -> Any:
        screen = self.app.desk_screen
        assert screen is not None
        return screen

    # ---- what a colleague does at another terminal

    def others(
        self, command: type[do.Command], counter: str | None = None, actor: str = "Rosa", **values: Any
    ) -> Answer:
        """A colleague does something at another terminal."""
        return self.colleague.perform(command(actor=actor, counter=counter, key=secrets.token_hex(8), **values))

    def arrives(self, service: str = "information", name: str | None = None, **values: Any) -> str:
        """Somebody is checked in at another terminal; gives the number."""
        note = self.colleague.note(name)
        return str(self.others(do.CheckIn, services=(service,), name=note, **values)["number"])


@asynccontextmanager
async def desk(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    counter: str | None = "3",
    staff: str | None = "Ana",
    toml: str | None = None,
    language: str = "en",
    colours: Colours = Colours.MANY,
    before: Any = None,
    clock: Clock | None = None,
    database: str | None = None,
    face: Face = Face.DESK,
) -> AsyncIterator[Story]:
    """The desk opened on a new database; ``before`` is called with the colleague's desk before the screen is.

    With ``face`` it is another screen alone. ``database`` is the address of an empty one;
    without it there is a file of its own.
    """
    config = Configuration()
    if toml is not None:
        path = folder / "frontdesk.toml"
        path.write_text(toml, encoding="utf-8")
        config = load(path, default_zone="UTC")
    if database is None:
        address = Address.of(str(folder / "desk.db"))
        make_empty(address)
    else:
        address = Address.of(database)
        create(address)
    standing = FixedClock(NINE)
    colleague = Desk.at(address, config, standing)
    use_language(language)
    use_keys({action.id: action.keys for action in ACTIONS})

    def open_desk() -> Desk:
        return Desk.at(address, config, standing if clock is None else clock)

    try:
        if before is not None:
            before(colleague)
        own = open_desk()
        own.catch_up()
        app = DeskApp(own, address, open_desk, counter=counter, staff=staff, colours=colours, face=face)
        async with app.run_test(size=size, notifications=True) as pilot:
            story = Story(app, pilot, colleague, standing, address)
            if counter is not None and staff is not None and before is None:
                await story.see("Counter 3 is open." if language == "en" else "3")
            yield story
    finally:
        colleague.close()
        use_language("en")
        use_keys({action.id: action.keys for action in ACTIONS})
        use_ways({})
