"""What the terminal can do, and leaving it in order whatever ends the program."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING

from rich.console import Console
from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


LONGEST_FAREWELL_S = 3.0


class Colours(Enum):
    """How many colours there are."""

    MANY = "many"
    SIXTEEN = "sixteen"
    NONE = "none"


def colours_of(environ: Mapping[str, str]) -> Colours:
    """The colours of this terminal; none where NO_COLOR is set, whatever the terminal can do."""
    if environ.get("NO_COLOR"):
        return Colours.NONE
    system = Console(force_terminal=True).color_system
    if system is None:
        return Colours.NONE
    return Colours.SIXTEEN if system in ("standard", "windows") else Colours.MANY


def leave_in_order(leave: Callable[[], None]) -> None:
    """Call ``leave`` at SIGTERM and SIGHUP, which would otherwise end the program with the terminal in raw mode.

    Where the terminal has gone away, what should still be painted can keep the library waiting for ever: the program
    ends all the same, some seconds later. What was confirmed has been written by then.
    """

    def signalled() -> None:
        leave()
        end = threading.Timer(LONGEST_FAREWELL_S, os._exit, (0,))
        end.daemon = True
        end.start()

    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):  # Windows, or not the main thread
            loop.add_signal_handler(getattr(signal, name), signalled)


def typed_in_one_go(key: events.Key) -> tuple[events.Key, events.Key] | None:
    """Escape and the letter after it, where they came so close together that the library took them for one key.

    tmux and slow lines send them in one packet, which is also how a terminal sends Alt and a letter.
    """
    letter = key.character
    if not key.key.startswith("alt+") or letter is None or len(letter) != 1:
        return None
    return events.Key("escape", "\x1b"), events.Key(letter, letter)
