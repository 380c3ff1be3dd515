"""A table on a page of PDF: how wide its columns are, and its rows as strips.

Tables with the same heads have the same columns, so that they stand under each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.colors import HexColor

from frontdesk.reports.document import shown
from frontdesk.reports.pdf.letters import BOLD, PLAIN, draw_words, in_lines, width_of
from frontdesk.reports.pdf.strips import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from frontdesk.reports.document import Document, Table

_INK, _RULE = HexColor(0x000000), HexColor(0xC8C8C8)
_BETWEEN = 4.5
_LEAST_OF_WORDS, _LEAST_SIZE = 44.0, 4.0
_MOST_LINES, _MOST_LINES_OF_NOTE = 2, 2
_INDENT = 8.0


class Grid:
    """The words of a table's cells, and how wide they are in letters of size 1."""

    def __init__(self, table: Table, document: Document) -> None:
        places = table.on_paper
        self.heads = [table.columns[place].head for place in places]
        self.title_in_head = bool(table.title) and not table.counted and not self.heads[0]
        if self.title_in_head:
            self.heads[0] = table.title
        self.at_right = [table.is_of_numbers(place) for place in places]
        self.rows = [[shown(row[place], document) for place in places] for row in table.rows]
        self.notes = table.notes
        self.key = tuple(table.columns[place].head for place in places[1:])

    def widest(self, place: int) -> float:
        """The widest cell of a column without its head."""
        return max(width_of(row[place], PLAIN, 1) for row in self.rows)


class Columns(NamedTuple):
    """The columns of tables that are alike: their widths, the size of the letters, the heads in lines."""

    widths: list[float]
    size: float
    broken: bool


def columns_for(grids: Sequence[Grid], width: float, size: float) -> Columns:
    """Columns in which every figure is whole; what is words gives way, and letters get smaller only when it must.

    The heads are in one line where there is room for it.
    """
    places = range(len(grids[0].heads))
    values = [max(one.widest(place) for one in grids) for place in places]
    words = [place for place in places if not grids[0].at_right[place]]
    whole = [max(width_of(one.heads[place], BOLD, 1) for one in grids) for place in places]
    parted = [max(width_of(word, BOLD, 1) for one in grids for word in one.heads[place].split(" ")) for place in places]

    def needed(heads: list[float]) -> list[float]:
        return [max(value, head) * size + _BETWEEN for value, head in zip(values, heads, strict=True)]

    broken = sum(needed(whole)) > width
    while True:
        found = needed(parted if broken else whole)
        room = width - sum(found[place] for place in places if place not in words)
        if room >= min(_LEAST_OF_WORDS * len(words), sum(found[place] for place in words)) or size < _LEAST_SIZE:
            break
        size *= 0.95
    for place, share in zip(words, _shared(room, [found[place] for place in words]), strict=True):
        found[place] = share
    spare = max(width - sum(found), 0.0) / len(found)
    return Columns([one + spare for one in found], size, broken)


def _shared(room: float, wanted: list[float]) -> list[float]:
    """What each gets of the room: all that it wants, or as much as the others that want more."""
    found = [0.0] * len(wanted)
    for done, place in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        found[place] = min(wanted[place], max(room, 0.0) / (len(wanted) - done))
        room -= found[place]
    return found


class Row(Strip):
    """A row, or the head, of a table, with a rule below it and perhaps a note."""

    def __init__(
        self,
        lines: Sequence[Sequence[str]],
        columns: Columns,
        at_right: Sequence[bool],
        *,
        head: bool = False,
        note: Sequence[str] = (),
    ) -> None:
        self._lines, self._columns, self._at_right, self._head, self._note = lines, columns, at_right, head, note
        size = columns.size
        self._above_letters, self._leading = size * 0.22, size * 1.15
        most = max(map(len, lines)) + len(note)
        self.height = self._above_letters + self._leading * (most - 1) + size * 1.14
        self.stays = head

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw it; the lines of a head stand at its foot, those of a row at its top."""
        size, font = self._columns.size, BOLD if self._head else PLAIN
        first = top - self._above_letters - size * 0.8
        most = max(map(len, self._lines))
        canvas.setFillColor(_INK)
        left = x
        for lines, width, at_right in zip(self._lines, self._columns.widths, self._at_right, strict=True):
            for place, words in enumerate(lines, most - len(lines) if self._head else 0):
                begins = left + width - 1.5 - width_of(words, font, size) if at_right else left + 1.5
                draw_words(canvas, begins, first - place * self._leading, words, font, size)
            left += width
        for place, words in enumerate(self._note, most):
            draw_words(canvas, x + _INDENT, first - place * self._leading, words, PLAIN, size)
        canvas.setStrokeColor(_INK if self._head else _RULE)
        canvas.setLineWidth(0.6 if self._head else 0.25)
        canvas.line(x, top - self.height, left, top - self.height)


def head_of(grid: Grid, columns: Columns) -> Row:
    """The head of a table."""
    lines = [
        in_lines(head, width - 3, BOLD, columns.size, _MOST_LINES) if columns.broken or place == 0 else [head]
        for place, (head, width) in enumerate(zip(grid.heads, columns.widths, strict=True))
    ]
    return Row(lines, columns, grid.at_right, head=True)


def rows_of(grid: Grid, columns: Columns) -> Iterable[Row]:
    """The rows of a table, each with its note."""
    width = sum(columns.widths)
    for place, row in enumerate(grid.rows):
        lines = [
            [words] if at_right else in_lines(words, wide - 3, PLAIN, columns.size, _MOST_LINES)
            for words, wide, at_right in zip(row, columns.widths, grid.at_right, strict=True)
        ]
        note = grid.notes[place] if grid.notes else ""
        noted = in_lines(note, width - _INDENT, PLAIN, columns.size, _MOST_LINES_OF_NOTE) if note else ()
        yield Row(lines, columns, grid.at_right, note=noted)
