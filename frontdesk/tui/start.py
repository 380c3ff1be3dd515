"""The start of the program on a database, full screen."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Any, cast

from frontdesk.desk import Desk
from frontdesk.i18n import Sentence
from frontdesk.tui.app import DeskApp
from frontdesk.tui.faces import Face
from frontdesk.tui.keys import key_map
from frontdesk.tui.pasting import keep_pastes
from frontdesk.tui.terminal import colours_of

if TYPE_CHECKING:
    from frontdesk.clock import Clock
    from frontdesk.config import Configuration
    from frontdesk.tui.door import Place


def run_desk(
    address: object,
    config: Configuration,
    clock: Clock,
    *,
    counter: str | None = None,
    staff: str | None = None,
    face: Face = Face.DESK,
) -> int:
    """Open the desk of a database full screen, or another screen alone, and return the exit code.

    Raises InvalidConfiguration for keys that cannot be, StoreError where the database cannot be used.
    """
    gc.disable()  # nothing of what the start makes is garbage; the program collects once it is on the screen
    key_map(config)

    def open_desk() -> Desk:
        return Desk.at(cast("Any", address), config, clock)

    desk = open_desk()
    if counter is not None and counter not in desk.policy.counters:
        from frontdesk.errors import unknown_id  # noqa: PLC0415 - on the way out

        desk.close()
        raise unknown_id(Sentence("counter"), counter, desk.policy.counters)
    desk.catch_up()
    app = DeskApp(
        desk,
        cast("Place", address),
        open_desk,
        counter=counter,
        staff=staff,
        colours=colours_of(os.environ),
        face=face,
    )
    keep_pastes()
    return app.run() or 0
