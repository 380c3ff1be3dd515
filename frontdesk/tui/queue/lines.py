"""The lines of a waiting list: a row as a strip of styled text of a given width, and between the list's own edges.

Each second some thirty lines change in two of their cells, and that is most of what a desk at rest costs. So a line is
made from the one that stood there before it, and it comes cut as the screen will cut it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from frontdesk.tui.columns import Column, arrange, fit
from frontdesk.tui.queue.rows import Row

MARKER = "▸ "
NO_MARKER = "  "
LINES_KEPT = 512
"""Several pages of rows; with more, all are made anew."""


class Edges(NamedTuple):
    """What stands left and right of every row: the border, and the place of the scroll bar."""

    left: Strip
    right: Strip


class FramedLine(Strip):
    """A row between the edges of its list.

    The screen cuts every line where the scroll bar begins. This one is made of the parts that come of it, so that the
    right one is shared by all lines and the row itself is not taken apart each time.
    """

    __slots__ = ("_end", "_front")

    def __init__(self, row: Strip, edges: Edges) -> None:
        self._front = Strip([*edges.left, *row], edges.left.cell_length + row.cell_length)
        self._end = edges.right
        super().__init__([*self._front, *edges.right], self._front.cell_length + edges.right.cell_length)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The line cut at these cells."""
        first, *others = cuts
        if first != self._front.cell_length:
            return super().divide((first, *others))
        return [self._front, *self._end.divide([cut - first for cut in others])]


class _Made(NamedTuple):
    """A line, and what it was made from."""

    row: Row
    selected: bool
    segments: list[Segment]
    line: Strip


class QueueLines:
    """Rows of some columns as lines of one width, in the styles that `style` gives for the names of component styles.

    A line that has been made stays the same object until its row is another one.
    """

    def __init__(self, columns: Sequence[Column], width: int, style: Callable[..., Style]) -> None:
        self._columns = columns
        self._style = style
        self.width = width
        self._places = arrange(columns, max(0, width - cell_len(MARKER)))
        self._filled = cell_len(MARKER) + sum(place.gap + place.width for place in self._places)
        self._made: dict[str, _Made] = {}
        self._edges = Edges(Strip([], 0), Strip([], 0))
        self._framed: dict[str, FramedLine] = {}

    def header(self) -> Strip:
        """The titles of the columns."""
        style = self._style("header")
        segments = [Segment(NO_MARKER, style)]
        for number, gap, cells, align in self._places:
            segments.append(Segment(" " * gap + fit(self._columns[number].title, cells, align), style))
        return self._strip(segments)

    def row(self, row: Row, *, selected: bool) -> Strip:
        """The line of a row."""
        made = self._made.get(row.id)
        if made is not None and made.row is row and made.selected is selected:
            return made.line
        segments = self._segments(made, row, selected=selected)
        if made is not None and segments is made.segments:
            line = made.line
        else:
            line = self._strip(segments)
            self._framed.pop(row.id, None)
        if len(self._made) >= LINES_KEPT:
            self._made.clear()
            self._framed.clear()
        self._made[row.id] = _Made(row, selected, segments, line)
        return line

    def framed(self, row: Row, edges: Edges, *, selected: bool) -> Strip:
        """The line of a row between the edges of the list."""
        if edges is not self._edges:
            self._edges = edges
            self._framed.clear()
        line = self.row(row, selected=selected)
        framed = self._framed.get(row.id)
        if framed is None:
            framed = self._framed[row.id] = FramedLine(line, edges)
        return framed

    def _segments(self, made: _Made | None, row: Row, *, selected: bool) -> list[Segment]:
        """The marker and the cells; those of the line made before, where it differs in nothing."""
        overlay = "cursor" if selected else ""
        if made is None or made.selected is not selected:
            marker = Segment(MARKER if selected else NO_MARKER, self._style("", overlay))
            return [marker, *(self._cell(row, at, overlay) for at in range(len(self._places)))]
        segments, before = made.segments, made.row.cells
        for at, place in enumerate(self._places):
            old, new = before[place.number], row.cells[place.number]
            if old is not new and old != new:
                if segments is made.segments:
                    segments = segments.copy()
                segments[at + 1] = self._cell(row, at, overlay)
        return segments

    def _cell(self, row: Row, at: int, overlay: str) -> Segment:
        number, gap, width, align = self._places[at]
        cell = row.cells[number]
        return Segment(" " * gap + fit(cell.text, width, align, cell.tail), self._style(cell.tone, overlay))

    def _strip(self, segments: list[Segment]) -> Strip:
        return Strip(segments, self._filled).adjust_cell_length(self.width, segments[0].style)
