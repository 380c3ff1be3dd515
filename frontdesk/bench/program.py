"""The real program as it is started for a measurement: on a database, in a terminal of its own."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from frontdesk.bench.terminal import Terminal
    from frontdesk.store.engine import Address

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""
"""The least that Textual can show: what the first paint is held against."""

_NOT_HANDED_ON = frozenset({"PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES"})


def house_in(folder: Path) -> Path:
    """A configuration whose day does not end while it is measured: its cut-off is half a day away."""
    config = folder / "frontdesk.toml"
    cutoff = time.strftime("%H:00", time.gmtime(time.time() + 12 * 3600))
    config.write_text(f'[site]\nzone = "UTC"\ncutoff = "{cutoff}"\n', encoding="utf-8")
    return config


class Program:
    """How the real program is started on a database."""

    def __init__(self, address: Address, config: Path, now: datetime | None = None) -> None:
        """With ``now`` its clock stands still there."""
        # Libraries come compiled by pip; where Python is told to keep no bytecode, an editable frontdesk alone would be
        # compiled anew at each start, which happens to no user. The terminal's size is its own, not ours.
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("FRONTDESK_") and name not in _NOT_HANDED_ON
        } | {
            "TERM": "xterm-256color",
            "COLORTERM": "",
            "FRONTDESK_LANG": "en",
            "FRONTDESK_DB": address.url,
            "FRONTDESK_CONFIG": str(config),
        }
        if now is not None:
            self.environment["FRONTDESK_NOW"] = now.isoformat()

    def desk(self, counter: str = "1", staff: str = "Ana") -> Terminal:
        """A terminal with the desk of a counter in it."""
        return self._terminal("-m", "frontdesk", "--counter", counter, "--staff", staff)

    def board(self) -> Terminal:
        """A terminal with the lead's board in it."""
        return self._terminal("-m", "frontdesk", "board")

    def empty(self) -> Terminal:
        """A terminal with an empty program of the same library in it."""
        return self._terminal("-c", EMPTY_APP)

    def _terminal(self, *arguments: str) -> Terminal:
        from frontdesk.bench.terminal import Terminal  # noqa: PLC0415 - not on every system

        return Terminal([sys.executable, *arguments], self.environment)
