"""A document as text of 80 columns, for the screen and for paper.

Every meaning is a word or a sign, never a colour, and no line is wider than the paper, whatever people have named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.i18n import Sentence, number
from frontdesk.plain_text import made_visible
from frontdesk.reports.contents import document_of
from frontdesk.reports.document import HOLD, Chart, Definitions, Statement, Table, shown
from frontdesk.reports.layout import WIDTH, cells, columns, folded
from frontdesk.reports.layout import sides as at_both_ends
from frontdesk.reports.text_charts import bars_beside, chart_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontdesk.reports.document import Document, Line, Section
    from frontdesk.reports.model import Summary
    from frontdesk.reports.which import Behind

_FIRST, _OTHERS, _GAP = 20, 8, 1
"""The least widths of columns, so that the tables of one page stand under each other."""


class Printed(NamedTuple):
    """A few printed lines that belong together, and the visits behind what they say."""

    lines: tuple[str, ...]
    behind: tuple[Behind, ...] = ()


_EMPTY = Printed(("",))


def summary_as_text(
    summary: Summary, label: Callable[[str, str], object], names: Mapping[str, str] | None = None
) -> str:
    """The whole summary; ``label`` and ``names`` as for ``document_of``."""
    return as_text(printed(document_of(summary, label, names=names, share_digits=0)))


def summary_as_printed(summary: Summary, label: Callable[[str, str], object]) -> list[Printed]:
    """The same lines, with what is behind each of them."""
    return printed(document_of(summary, label, share_digits=0))


def as_text(parts: Iterable[Printed]) -> str:
    """The lines as one text."""
    return "".join(f"{line}\n" for part in parts for line in part.lines)


def printed(document: Document) -> list[Printed]:
    """The document as lines."""
    return [
        Printed(tuple(made_visible(line.replace(HOLD, " ").rstrip()) for line in part.lines), part.behind)
        for part in _lines(document)
    ]


def _lines(document: Document) -> Iterator[Printed]:
    yield Printed(tuple(folded([document.title, *(f"· {part}" for part in document.beside)])))
    before: Section | None = None
    for section in document.sections:
        if before is None or not (_is_short(before) and _is_short(section)):
            yield _EMPTY
        if section.title:
            yield Printed(tuple(_folded(section.title)))
        yield from _section(section, document)
        before = section


def _is_short(section: Section) -> bool:
    """Whether a section is a few lines that need no space around them."""
    return all(isinstance(block, Statement) or (isinstance(block, Table) and block.counted) for block in section.blocks)


def _section(section: Section, document: Document) -> Iterator[Printed]:
    drawn: Chart | None = None
    blocks = [block for block in section.blocks if not isinstance(block, Statement) or block.lines]
    for place, block in enumerate(blocks):
        if place and block is not drawn:
            yield _EMPTY
        if isinstance(block, Statement):
            yield from map(_line, block.lines)
        elif isinstance(block, Table):
            charts = [one for one in section.blocks if isinstance(one, Chart)]
            drawn = next((one for one in charts if _goes_beside(one, block)), None)
            yield from (
                _told(block) if block.counted and (block.told or not block.rows) else _table(block, document, drawn)
            )
        elif isinstance(block, Chart):
            yield from () if block is drawn else _chart(block)
        else:
            yield from _definitions(block)


def _line(line: Line) -> Printed:
    first = " " + "  " * line.indent
    lines = _folded(line.words, first, first + "  ")
    last = at_both_ends(lines[-1], line.beside) if line.beside else lines[-1:]
    return Printed((*lines[:-1], *last), line.behind)


def _chart(chart: Chart) -> Iterator[Printed]:
    for line, category in chart_rows(chart):
        yield Printed((line,), chart.behind[category] if chart.behind and category is not None else ())


def _folded(words: str, first: str = " ", rest: str = "   ") -> list[str]:
    return folded(words.split(" "), first=first, rest=rest) or [first]


def _goes_beside(chart: Chart, table: Table) -> bool:
    """Whether the rows of a table are the categories of a chart: then its bars stand at the ends of the rows."""
    return len(chart.categories) > 0 and chart.categories == tuple(row[0].value for row in table.rows)


def _table(table: Table, document: Document, chart: Chart | None) -> Iterator[Printed]:
    places = table.on_paper
    heads = [table.columns[place].head for place in places]
    title_in_head = bool(table.title) and not heads[0]
    if title_in_head:
        heads[0] = table.title
    elif table.title:
        yield Printed((f" {_title(table)}",), table.behind_all)
    rows = [[shown(row[place], document) for place in places] for row in table.rows]
    widths = _widths([heads, *rows], _FIRST if table.columns[places[0]].name == "label" else _OTHERS - _GAP)
    head, *bars = bars_beside(chart, WIDTH - sum(widths) - 2) if chart is not None else [""] * (len(rows) + 1)
    yield Printed((f"{columns([f' {heads[0]}', *heads[1:]], widths)}  {head}",))
    for place, row in enumerate(rows):
        note = _folded(table.notes[place], "     ", "       ") if table.notes and table.notes[place] else ()
        line = f"{columns([f' {row[0]}', *row[1:]], widths)}  {bars[place]}"
        yield Printed((line, *note), table.behind[place] if table.behind else ())


def _widths(rows: Sequence[Sequence[str]], least: int) -> list[int]:
    """Columns as wide as they need, at least so wide as those of other tables; the first gives way."""
    needed = [max(cells(row[place]) for row in rows) + _GAP for place in range(len(rows[0]))]
    others = [max(_OTHERS, one) for one in needed[1:]]
    if least + sum(others) > WIDTH:
        others = needed[1:]
    return [min(max(least, needed[0] + _GAP), max(WIDTH - sum(others), 5)), *others]


def _title(table: Table) -> str:
    return f"{table.title} {number(len(table.rows))}" if table.counted else table.title


def _told(table: Table) -> Iterator[Printed]:
    """Rows that are too much for 80 columns, each in a sentence."""
    yield Printed((f" {_title(table)}",), table.behind_all)
    for place, sentence in enumerate(table.told[: table.most]):
        yield Printed(tuple(_folded(sentence, "   ", "     ")), table.behind[place] if table.behind else ())
    more = 0 if table.most is None else len(table.told) - table.most
    if more > 0:
        yield Printed((f"   {Sentence('… and {n} more', n=number(more))}",), table.behind_all)


def _definitions(block: Definitions) -> Iterator[Printed]:
    for _name, sentence in block.entries:
        yield Printed(tuple(_folded(sentence, "   ", "     ")))
