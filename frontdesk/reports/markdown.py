"""A document as Markdown: tables with pipes, charts as bars of blocks, and nothing of what people typed as a mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, number
from frontdesk.reports.document import HOLD, Chart, Definitions, Statement, Table, shown, unheeded
from frontdesk.reports.text_charts import chart_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.reports.document import Block, Document, Step

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def document_as_markdown(document: Document, step: Step = unheeded) -> str:
    """The document as text."""
    return "\n".join(_lines(document, step)) + "\n"


def _lines(document: Document, step: Step) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    yield ""
    yield " · ".join(map(escaped, document.beside))
    for place, section in enumerate(document.sections, 1):
        if section.title:
            yield ""
            yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield from _block(block, document)
        step(place, len(document.sections))


def _block(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Statement):
        if block.lines:
            yield ""
        for place, line in enumerate(block.lines):
            # Two blanks at the end of a line part it from the next one.
            end = "  " if place + 1 < len(block.lines) else ""
            beside = f" — **{escaped(line.beside)}**" if line.beside else ""
            yield f"{escaped(line.words)}{beside}{end}"
    elif isinstance(block, Table):
        yield from _table(block, document)
    elif isinstance(block, Chart):
        # A fence longer than any run of its own sign that is inside cannot be closed by it.
        yield from ("", "````text", *(line.replace("`", "'") for line in chart_lines(block)), "````")
    else:
        yield from _definitions(block)


def _table(table: Table, document: Document) -> Iterator[str]:
    title = f"{table.title} {number(len(table.rows))}" if table.counted else table.title
    if title:
        yield ""
        yield f"### {escaped(title)}"
    if not table.rows:
        return
    places = table.on_paper
    yield ""
    yield _row([escaped(table.columns[place].head) for place in places])
    yield _row(["---:" if table.is_of_numbers(place) else "---" for place in places])
    for row_place, row in enumerate(table.rows[: table.most]):
        yield _row([escaped(shown(row[place], document)) for place in places])
        if table.notes and table.notes[row_place]:
            yield _row([escaped(table.notes[row_place]), *([""] * (len(places) - 1))])
    more = 0 if table.most is None else len(table.rows) - table.most
    if more > 0:
        yield ""
        yield escaped(str(Sentence("… and {n} more", n=number(more))))


def _row(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _definitions(block: Definitions) -> Iterator[str]:
    yield ""
    for _name, sentence in block.entries:
        yield f"- {escaped(sentence)}"


def escaped(words: str) -> str:
    """Words of which nothing is a mark: neither of Markdown nor of the HTML that it lets through."""
    found = _MARKS.sub(r"\\\1", words.replace(HOLD, " ").strip())
    # At the beginning of a line these would begin a list or underline a title.
    return re.sub(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=]))", r"\1\\", found)
