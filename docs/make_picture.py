"""Makes the README's picture of the desk: the real screen on the demonstration, at a fixed moment of a fixed day.

``python docs/make_picture.py`` writes docs/desk.svg; another path can be given. The same code gives the same picture.
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
from frontdesk.tui.desk_screen import DeskScreen

DAY = date(2026, 11, 20)
ZONE = "America/Lima"
SIZE = (120, 26)
PICTURE = Path(__file__).parent / "desk.svg"


def main() -> None:
    """Write the picture."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    use_language("en")
    with demonstration(load(None, default_zone=ZONE), DAY) as demo:
        demo.rehearse(demo.looks_in_at)
        path.write_text(asyncio.run(_picture(demo)), encoding="utf-8", newline="\n")


async def _picture(demo: Demonstration) -> str:
    clock = FixedClock(demo.looks_in_at, ORIGIN)

    def open_desk() -> Desk:
        return Desk.at(demo.address, demo.config, clock)

    desk = open_desk()
    desk.catch_up()
    assert desk.snapshot.day is not None
    app = DeskApp(desk, demo.address, open_desk, counter=demo.counter, staff=demo.staff)
    async with app.run_test(size=SIZE) as pilot:
        while not isinstance(app.screen, DeskScreen):
            await pilot.pause()
        await pilot.pause()
        return app.export_screenshot(title=_title(demo.config))


def _title(config: Configuration) -> str:
    return f"frontdesk · {config.site.name}"


if __name__ == "__main__":
    main()
