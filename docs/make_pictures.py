"""Makes the README's pictures: the real screens on the demonstration, at a fixed moment of a fixed day.

``python docs/make_pictures.py`` writes docs/desk.svg and docs/board.svg; another folder can be given. The same code
gives the same pictures.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

from frontdesk.clock import FixedClock
from frontdesk.config import Configuration, load
from frontdesk.demo.house import ORIGIN, Demonstration, demonstration
from frontdesk.desk import Desk
from frontdesk.i18n import use_language
from frontdesk.tui.app import DeskApp
from frontdesk.tui.board.screen import BoardScreen
from frontdesk.tui.desk.screen import DeskScreen
from frontdesk.tui.faces import Face

DAY = date(2026, 11, 20)
ZONE = "America/Lima"
DESK, BOARD = (120, 26), (120, 32)


def main() -> None:
    """Write the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    use_language("en")
    with demonstration(load(None, default_zone=ZONE), DAY) as demo:
        demo.rehearse(demo.looks_in_at)
        for name, size, face in (("desk", DESK, Face.DESK), ("board", BOARD, Face.BOARD)):
            picture = asyncio.run(_picture(demo, size, face))
            (folder / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")


async def _picture(demo: Demonstration, size: tuple[int, int], face: Face) -> str:
    clock = FixedClock(demo.looks_in_at, ORIGIN)

    def open_desk() -> Desk:
        return Desk.at(demo.address, demo.config, clock)

    desk = open_desk()
    desk.catch_up()
    assert desk.snapshot.day is not None
    app = DeskApp(desk, demo.address, open_desk, counter=demo.counter, staff=demo.staff, face=face)
    async with app.run_test(size=size) as pilot:
        while not _is_drawn(app):
            await pilot.pause()
        await pilot.pause()
        return app.export_screenshot(title=_title(demo.config))


def _is_drawn(app: DeskApp) -> bool:
    screen = app.screen
    if isinstance(screen, BoardScreen):
        return screen.settled and screen.reckoning.complete and screen.reckoning.forecast is not None
    return isinstance(screen, DeskScreen)


def _title(config: Configuration) -> str:
    return f"frontdesk · {config.site.name}"


if __name__ == "__main__":
    main()
