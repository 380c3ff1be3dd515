"""The pieces of a page of PDF: strips of which the less telling may be left out where a page holds no more.

What is left out is said, and where it is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.i18n import Sentence, number
from frontdesk.reports.document import HOLD, Chart, Statement, Table, unheeded
from frontdesk.reports.pdf.charts import Drawing
from frontdesk.reports.pdf.letters import BOLD, PLAIN
from frontdesk.reports.pdf.lines import Lines, lines_of
from frontdesk.reports.pdf.tables import Columns, Grid, columns_for, head_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frontdesk.reports.document import Block, Definitions, Document, Line, Section, Step
    from frontdesk.reports.pdf.lines import Told
    from frontdesk.reports.pdf.strips import Strip

_SIZE, _SIZE_OF_DEFINITIONS, _LEAST_OF_DEFINITIONS = 7.2, 5.6, 5.0
_CHART_HEIGHT, _INDENT = 100.0, 8.0
_MOST_BARS, _MOST_LINES = 20, 4
"""So many bars that lie are drawn, and so long is a sentence of a list."""


class Room(NamedTuple):
    """What there is room for: so many rows of a table, half as many of a list, and perhaps what figures mean."""

    rows: int | None = None
    explained: bool = True

    @property
    def listed(self) -> int | None:
        """So many rows of a list."""
        return None if self.rows is None else (self.rows + 1) // 2


class Piece(ABC):
    """Strips that belong together."""

    @abstractmethod
    def strips(self, room: Room) -> Iterator[Strip]:
        """Those for which there is room."""


class Whole(Piece):
    """What is never shortened."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self._strips = strips

    def strips(self, _room: Room) -> Iterator[Strip]:
        """All of them."""
        yield from self._strips


class Rows(Piece):
    """A table under its ``lead``; ``left_out`` makes the line that says how many rows are not there.

    Of the rows the first of ``in_order`` stay, which has the places of all.
    """

    def __init__(
        self, lead: Sequence[Strip], rows: Sequence[Strip], in_order: Sequence[int], left_out: Callable[[int], Strip]
    ) -> None:
        self._lead, self._rows, self._in_order, self._left_out = lead, rows, in_order, left_out

    def strips(self, room: Room) -> Iterator[Strip]:
        """At most so many rows, and what is said of the others."""
        # A last one takes no more room than what would be said of it.
        most = None if room.rows is None or len(self._rows) <= room.rows + 1 else room.rows
        yield from self._lead
        yield from (self._rows[place] for place in sorted(self._in_order[:most]))
        if most is not None:
            yield self._left_out(len(self._rows) - most)


class Listed(Piece):
    """A list of sentences, perhaps fewer than its ``n``; ``title`` is made with the number of those left out."""

    def __init__(self, title: Callable[[int], Strip], rows: Sequence[Strip], n: int) -> None:
        self._title, self._rows, self._n = title, rows, n

    def strips(self, room: Room) -> Iterator[Strip]:
        """At most so many, under a title that says how many more there are."""
        rows = self._rows[: room.listed]
        yield self._title(self._n - len(rows))
        yield from rows


class Bars(Piece):
    """A chart of bars that lie, each of which is a line."""

    def __init__(
        self, title: Strip, chart: Chart, draw: Callable[[Chart], Strip], left_out: Callable[[int], Strip]
    ) -> None:
        self._title, self._chart, self._draw, self._left_out = title, chart, draw, left_out

    def strips(self, room: Room) -> Iterator[Strip]:
        """At most so many bars, and what is said of the others."""
        most = _MOST_BARS if room.rows is None else min(room.rows, _MOST_BARS)
        chart = self._chart
        series = tuple(one._replace(values=one.values[:most]) for one in chart.series)
        yield self._title
        yield self._draw(chart._replace(categories=chart.categories[:most], series=series))
        if len(chart.categories) > most:
            yield self._left_out(len(chart.categories) - most)


class Explained(Piece):
    """What figures mean, or the line that says where it stands."""

    def __init__(self, told: Strip, elsewhere: Strip) -> None:
        self._told, self._elsewhere = told, elsewhere

    def strips(self, room: Room) -> Iterator[Strip]:
        """The one or the other."""
        yield self._told if room.explained else self._elsewhere


class Pieces:
    """The pieces of a document in a column of this width, everything ``scale`` times its usual size."""

    def __init__(self, document: Document, width: float, scale: float) -> None:
        self._document, self._width, self._scale = document, width, scale
        self._size = _SIZE * scale
        blocks = [one for one in document.blocks if isinstance(one, Table) and one.rows and not one.told]
        self._grids = {id(one): Grid(one, document) for one in blocks}
        alike: dict[tuple[str, ...], list[Grid]] = {}
        for grid in self._grids.values():
            alike.setdefault(grid.key, []).append(grid)
        self._columns: dict[tuple[str, ...], Columns] = {
            key: columns_for(grids, width, self._size) for key, grids in alike.items()
        }

    def of_sections(self, step: Step = unheeded) -> list[list[Piece]]:
        """The pieces of each section that has any; lists of nobody that follow each other are one."""
        found: list[list[Piece]] = []
        empty: list[str] = []
        for place, section in enumerate(self._document.sections):
            step(place, len(self._document.sections))
            nobody = _nobody(section)
            if empty and not nobody:
                found.append([Whole([self._title(" · ".join(empty))])])
                empty = []
            if nobody:
                empty.append(nobody)
                continue
            pieces = list(self._section(section))
            if pieces:
                found.append(pieces)
        return found

    def _section(self, section: Section) -> Iterator[Piece]:
        if section.title:
            yield Whole([self._title(section.title, stays=True)])
        for block in section.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Piece]:
        if isinstance(block, Statement):
            if block.lines:
                lines = [self._line(line) for line in block.lines]
                lines[0].above = 2 * self._scale
                yield Whole(lines)
        elif isinstance(block, Table):
            if block.rows or block.counted:
                yield self._table(block)
        elif isinstance(block, Chart):
            yield self._chart(block)
        else:
            elsewhere = Sentence("In HTML, XLSX and text: on this page there was no room for it.")
            yield Explained(self._definitions(block), self._lines([(str(elsewhere), PLAIN)]))

    def _lines(self, told: Told, *, below: bool = False) -> Lines:
        indent = _INDENT * self._scale if below else 0.0
        return Lines(lines_of(told, self._width - indent, self._size), self._size, indent)

    def _title(self, words: str, *, stays: bool = False) -> Strip:
        title = self._lines([(words, BOLD)])
        title.above, title.stays = 2 * self._scale, stays
        return title

    def _line(self, line: Line) -> Strip:
        beside = [(f"{HOLD}{HOLD}{line.beside}".replace(" ", HOLD), BOLD)] if line.beside else []
        return self._lines([(line.words, PLAIN), *beside], below=line.indent > 0)

    def _definitions(self, block: Definitions) -> Strip:
        told = []
        for _name, sentence in block.entries:
            defined, colon, said = sentence.partition(": ")
            told += [(f"{defined}:", BOLD), (said, PLAIN)] if colon else [(sentence, PLAIN)]
        size = max(_SIZE_OF_DEFINITIONS * self._scale, _LEAST_OF_DEFINITIONS)
        return Lines(lines_of(told, self._width, size), size)

    def _chart(self, chart: Chart) -> Piece:
        title = self._title(chart.title, stays=True)
        if chart.lying:
            return Bars(title, chart, self._drawn, self._left_out)
        return Whole([title, self._drawn(chart)])

    def _drawn(self, chart: Chart) -> Strip:
        return Drawing(chart, self._width, _CHART_HEIGHT * self._scale**2, self._scale)

    def _table(self, table: Table) -> Piece:
        title = f"{table.title} {number(len(table.rows))}" if table.counted else table.title
        if table.told or not table.rows:
            told = [self._lines([(one, PLAIN)], below=True).cut(_MOST_LINES) for one in table.told[: table.most]]
            return Listed(partial(self._title_of_list, title), told, len(table.told))
        grid = self._grids[id(table)]
        columns = self._columns[grid.key]
        head = head_of(grid, columns)
        rows = list(rows_of(grid, columns))
        for row in rows:
            row.heads = (head,)
        for row in (rows[0], rows[-2]) if len(rows) > 2 else ():
            row.stays = True  # no row is alone at the foot of a column, nor at its top
        whole = [self._title(title, stays=True), head] if title and not grid.title_in_head else [head]
        if not table.weight and not table.counted:
            return Whole([*whole, *rows])
        return Rows(whole, rows, table.in_order, self._lighter_left_out if table.weight else self._left_out)

    def _title_of_list(self, title: str, left_out: int) -> Strip:
        more = f" ({Sentence('{n} more in XLSX and CSV', n=number(left_out))})" if left_out else ""
        found = self._lines([(title, BOLD), *([(more.strip(), PLAIN)] if more else [])])
        found.above, found.stays = 2 * self._scale, True
        return found

    def _left_out(self, n: int) -> Strip:
        return self._said(Sentence("… and {n} more in XLSX and CSV", n=number(n)))

    def _said(self, words: Sentence) -> Strip:
        return self._lines([(str(words), PLAIN)], below=True)

    def _lighter_left_out(self, n: int) -> Strip:
        return self._said(Sentence("… and {n} more with fewer visits, in XLSX and CSV", n=number(n)))


def _nobody(section: Section) -> str:
    """What a section says of lists of nobody; nothing where there is more in it."""
    tables = [one for one in section.blocks if isinstance(one, Table) and one.counted and not one.rows]
    if section.title or len(tables) < len(section.blocks):
        return ""
    return " · ".join(f"{one.title} {number(0)}" for one in tables)
