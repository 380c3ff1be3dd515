"""Running text on a page of PDF, as a strip of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from frontdesk.reports.document import HOLD
from frontdesk.reports.pdf.letters import draw_words, that_fit, width_of
from frontdesk.reports.pdf.strips import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

Told: TypeAlias = "Sequence[tuple[str, str]]"
"""Words, each piece with its font."""

_LEADING = 1.18
_LEAST = 2
"""So many lines of what is parted stay together at least."""


class Lines(Strip):
    """Words in lines, ``indent`` from the left."""

    def __init__(self, lines: Sequence[Told], size: float, indent: float = 0.0) -> None:
        self._lines, self._size, self._indent = lines, size, indent
        self.height = len(lines) * size * _LEADING

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw them."""
        canvas.setFillGray(0)
        y = top - self._size * 0.9
        for line in self._lines:
            left = x + self._indent
            for words, font in line:
                draw_words(canvas, left, y, words, font, self._size)
                left += width_of(words, font, self._size)
            y -= self._size * _LEADING

    def cut(self, most: int) -> Lines:
        """At most so many of them; an ellipsis stands for what is cut off."""
        if len(self._lines) <= most:
            return self
        *kept, last = self._lines[:most]
        *before, (words, font) = last
        return Lines([*kept, [*before, (f"{words.rsplit(' ', 1)[0]} …", font)]], self._size, self._indent)

    def split(self, high: float) -> tuple[Strip, Strip] | None:
        """A long text goes on in the next column."""
        place = min(int(high / (self._size * _LEADING)), len(self._lines) - _LEAST)
        if place < _LEAST or len(self._lines) < 3 * _LEAST:
            return None
        first, rest = (Lines(one, self._size, self._indent) for one in (self._lines[:place], self._lines[place:]))
        first.above = self.above
        return first, rest


def lines_of(told: Told, width: float, size: float) -> list[Told]:
    """Words in lines of this width, parted at blanks; what is longer than a line is parted inside."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for word, font in _words(told, width, size):
        long = width_of(word, font, size)
        blank = width_of(" ", font, size) if lines[-1] else 0.0
        if lines[-1] and used + blank + long > width:
            lines.append([])
            used, blank = 0.0, 0.0
        line = lines[-1]
        if line and line[-1][1] == font:
            line[-1] = (f"{line[-1][0]} {word}", font)
        else:
            line.append((f" {word}" if line else word, font))
        used += blank + long
    return list(lines)


def _words(told: Told, width: float, size: float) -> Iterator[tuple[str, str]]:
    for words, font in told:
        for word in words.split(" "):
            if width_of(word, font, size) <= width:
                yield word, font
                continue
            # What should be held together cannot be: it is longer than a line.
            for piece in word.split(HOLD):
                rest = piece
                while width_of(rest, font, size) > width:
                    kept = max(that_fit(rest, width, font, size), 1)
                    yield rest[:kept], font
                    rest = rest[kept:]
                yield rest, font
