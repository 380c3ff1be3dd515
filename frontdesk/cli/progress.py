"""How far something long is, on stderr: all the time on a terminal, every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from frontdesk.cli.output import narrate

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress:
    """Told how much of all is done, it says so where enough time has passed; on a terminal in one line, written over.

    ``said`` makes the sentence of both numbers.
    """

    def __init__(self, said: Callable[[int, int], object]) -> None:
        self._said = said
        self._on_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._pause_s = 0.2 if self._on_terminal else 5.0
        self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """So much of all is done."""
        now = time.monotonic()
        if done < total and now - self._last < self._pause_s:
            return
        self._last = now
        if not self._on_terminal:
            if done < total:
                narrate(self._said(done, total))
            return
        sys.stderr.write(f"\r\x1b[K{'' if done >= total else self._said(done, total)}")
        sys.stderr.flush()
