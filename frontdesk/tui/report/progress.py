"""How far something has come that a thread does: nothing at first, and a bar on a line once it has taken long.

The bar moves only when something is done. A thread says so with ``step``, which ends it where it has been given up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from frontdesk.tui.columns import fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

LONG_S = 0.5
"""After so long it is worth a bar."""

DONE, LEFT = "▇", "░"
SHORTEST, LONGEST = 6, 30


class Cancelled(Exception):
    """It was given up."""


class Progress:
    """Steps done of all steps; ``show`` is called with both, on the loop, once it has taken long."""

    def __init__(self, shown_by: MessagePump, show: Callable[[int, int], None]) -> None:
        self._shown_by = shown_by
        self._show = show
        self._steps = (0, 1)
        self._is_long = self._given_up = self._over = False
        self._timer = shown_by.set_timer(LONG_S, self._has_taken_long)

    def step(self, done: int, total: int) -> None:
        """So many steps are done of so many; called by the thread. Raises Cancelled where it was given up."""
        if self._given_up:
            raise Cancelled
        self._steps = (done, total)
        if self._is_long:
            self._shown_by.call_later(self._draw)

    def give_up(self) -> None:
        """Have the thread end at its next step."""
        self._given_up = True

    def end(self) -> bool:
        """It is over, and nothing is shown any more; gives whether anything was."""
        self._over = True
        self._timer.stop()
        return self._is_long

    def _has_taken_long(self) -> None:
        self._is_long = True
        self._draw()

    def _draw(self) -> None:
        if not self._over:
            self._show(*self._steps)


def bar(words: str, ending: str, done: int, total: int, width: int) -> str:
    """A line of ``width`` cells: what is done, a bar, how many steps of how many, and an ending; the words give way.

    Where there is one step only, or nobody knows yet how many, they are not counted.
    """
    counted = f" {done}/{total}{ending}" if total > 1 else ending
    room = max(0, width - cell_len(counted) - 1)
    long = min(LONGEST, max(SHORTEST, room - cell_len(words)))
    filled = long * done // max(total, 1)
    shown = words if cell_len(words) <= room - long else fit(words, max(0, room - long)).rstrip()
    return f"{shown} {DONE * filled}{LEFT * (long - filled)}{counted}"
