"""A line of text that is typed at the foot of the desk: it takes the keys until Enter or Escape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from frontdesk.i18n import Sentence
from frontdesk.plain_text import made_visible
from frontdesk.tui.columns import end_of, fit, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

LONGEST = 500
"""Letters that one line takes; more belongs in a note."""
SHORTEST_ROOM = 20


@dataclass(frozen=True)
class Asked:
    """What a line is for. Everything shown is made when it is shown, so that it follows the language.

    ``hints`` are what may be typed and how to end, the most important last: what there is no room for goes first.
    ``beside`` is what is understood of the text so far; ``entered`` is told the text at Enter and says whether that was
    all. ``turned`` and ``more`` are what Tab and the arrow down do, where they do anything.
    """

    title: Sentence
    hints: Callable[[], list[str]]
    beside: Callable[[str], str]
    entered: Callable[[str], bool]
    turned: Callable[[], None] | None = None
    more: Callable[[], None] | None = None


class TypedLine(Widget):
    """Two lines: what is typed and what is understood of it; what may be typed, and how to end.

    ``left`` is called when the line has been closed.
    """

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__(id="typed")
        self._left = left
        self._asked: Asked | None = None
        self._typed = ""

    def open(self, asked: Asked) -> None:
        """Take the keys."""
        self._asked = asked
        self._typed = ""
        self.display = True
        self.refresh()

    def close(self) -> None:
        """Give the keys back."""
        self._asked = None
        self.display = False

    def take_key(self, event: events.Key) -> bool:
        """One more letter, or one of the line's own keys; False for what is the desk's."""
        asked = self._asked
        if asked is None:
            return False
        if event.key == "enter":
            if asked.entered(self._typed):
                self._leave()
        elif event.key == "escape":
            self._leave()
        elif event.key == "tab":
            if asked.turned is not None:
                asked.turned()
                self.refresh()
        elif event.key == "down" and asked.more is not None:
            self._leave()
            asked.more()
        elif event.key == "backspace":
            self._put(self._typed[:-1])
        elif event.character is not None and event.is_printable:
            self._put(self._typed + made_visible(event.character))
        else:
            return event.key in ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
        return True

    def paste(self, text: str) -> None:
        """A text that is pasted is typed at once, all its lines as one."""
        self._put(self._typed + made_visible(" ".join(text.split())))

    def _leave(self) -> None:
        self.close()
        self._left()

    def _put(self, typed: str) -> None:
        if len(typed) > LONGEST:
            self.app.bell()
        self._typed = typed[:LONGEST]
        self.refresh()

    def render(self) -> Content:
        """What was typed, what is understood of it, and the keys."""
        asked = self._asked
        if asked is None:
            return Content("")
        width = self.size.width - 2
        title = f"{asked.title}  "
        beside = visible(asked.beside(self._typed))
        room = width - cell_len(title) - 2
        beside = (
            fit(beside, max(0, room - SHORTEST_ROOM)).rstrip() if cell_len(beside) + SHORTEST_ROOM > room else beside
        )
        left = max(SHORTEST_ROOM, room - cell_len(beside))
        typed = end_of(f"{visible(self._typed)}▏", left)
        return Content.assemble(
            (title, "$text-primary bold"),
            fit(typed, left),
            "  ",
            (beside, "bold"),
            "\n",
            Content.styled(_fitting(asked.hints(), width), "$foreground-muted").truncate(width, ellipsis=True),
        )


def _fitting(hints: list[str], width: int) -> str:
    """As many of them as there is room for, the last ones in any case."""
    while len(hints) > 1 and cell_len(" · ".join(hints)) > width:
        hints = hints[1:]
    return visible(" · ".join(hints))
