"""How the customer's screen looks: large digits and faces made of text, and what is asked; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from frontdesk.i18n import marked
from frontdesk.tui.columns import fit, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.tui.dialogs import Option

WORDS = {
    1: marked("very bad", "answer"),
    2: marked("bad", "answer"),
    3: marked("fair", "answer"),
    4: marked("good", "answer"),
    5: marked("very good", "answer"),
}
"""What each answer says to the customer: short, for the narrowest key."""

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Keys of what can be chosen; 0 is the other language."""

_DIGITS = {
    1: (" ▄█  ", "  █  ", "  █  ", "▄▄█▄▄"),
    2: ("▄▀▀▀▄", "   ▄▀", " ▄▀  ", "█▄▄▄▄"),
    3: ("▀▀▀▀▄", "  ▄▄▀", "    █", "▀▄▄▄▀"),
    4: ("  ▄█ ", "▄▀ █ ", "█▄▄█▄", "   █ "),
    5: ("█▀▀▀▀", "█▄▄▄ ", "    █", "▀▄▄▄▀"),
}
_FACES = {
    1: ("╭─────╮", "│ × × │", "│ ╭─╮ │", "╰─────╯"),
    2: ("╭─────╮", "│ • • │", "│ ╭─╮ │", "╰─────╯"),
    3: ("╭─────╮", "│ • • │", "│ ─── │", "╰─────╯"),
    4: ("╭─────╮", "│ • • │", "│ ╰─╯ │", "╰─────╯"),
    5: ("╭─────╮", "│ ^ ^ │", "│ ╰▄╯ │", "╰─────╯"),
}
KEY_HEIGHT = 10
"""The lines within the border of a key: digit, nothing, face, word."""


def large_key(score: int, word: str, width: int) -> Content:
    """A key as wide as there is room for: its digit, a face, its word."""
    lines = [*_DIGITS[score], "", *_FACES[score], word]
    return Content("\n").join([Content(centred(line, width)) for line in lines])


def centred(text: str, width: int) -> str:
    """A line in the middle of so many cells."""
    text = visible(text)
    if cell_len(text) > width:
        return fit(text, width)
    left = (width - cell_len(text)) // 2
    return " " * left + text + " " * (width - cell_len(text) - left)


def choices(options: Sequence[Option], width: int, height: int) -> Content:
    """Options with their keys, from top to bottom, in as many columns as the height makes needful."""
    if not options:
        return Content("")
    columns = -(-len(options) // max(1, height))
    rows = -(-len(options) // columns)
    longest = max(cell_len(visible(option.label)) for option in options)
    each = max(8, min(width // columns, longest + 7))
    lines = []
    for row in range(rows):
        parts: list[str | tuple[str, str]] = []
        for option in options[row::rows]:
            parts += ["  ", (option.key, "bold $primary"), "  ", fit(visible(option.label), each - 5)]
        missing = columns - len(options[row::rows])  # every line is as wide as the others: they are centred
        lines.append(Content.assemble(*parts, " " * (each * missing)))
    return Content("\n").join(lines)
