"""A document as PDF: two columns on A4, a day on one page wherever it fits, charts drawn and not pasted."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from frontdesk.i18n import Sentence, number
from frontdesk.reports.document import Chart, Statement, Table, shown, unheeded
from frontdesk.reports.pdf_charts import Drawing
from frontdesk.reports.pdf_letters import BOLD, PLAIN, marked_up, printable

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from frontdesk.reports.document import Block, Definitions, Document, Line, Section, Step

_MARGIN, _GUTTER, _HEAD, _FOOT = 30.0, 16.0, 40.0, 14.0
_SIZES = (1.0, 0.93, 0.86, 0.8)
"""How much smaller letters may get for a day to fit on its page."""

_CHART_HEIGHT = 92.0
_LONGEST_CELL = 400


class _Page:
    """The measures of one try: everything is ``scale`` times its usual size."""

    def __init__(self, document: Document, scale: float) -> None:
        self.document = document
        self.scale = scale
        self.width = (A4[0] - 2 * _MARGIN - _GUTTER) / 2
        size = 7.2 * scale
        self.size = size
        self.plain = ParagraphStyle("plain", fontName=PLAIN, fontSize=size, leading=size * 1.2)
        self.below = ParagraphStyle("below", parent=self.plain, leftIndent=8 * scale)
        self.bold = ParagraphStyle("bold", parent=self.plain, fontName=BOLD, spaceBefore=3 * scale, keepWithNext=1)
        self.small = ParagraphStyle(
            "small", parent=self.plain, fontSize=5.4 * scale, leading=6.3 * scale, leftIndent=5, firstLineIndent=-5
        )

    def flow(self) -> list[Flowable]:
        """Everything below the head of the page."""
        found: list[Flowable] = []
        for section in self.document.sections:
            found += self._section(section)
        return found

    def _section(self, section: Section) -> list[Flowable]:
        found: list[Flowable] = [Paragraph(marked_up(section.title), self.bold)] if section.title else []
        for block in section.blocks:
            found += self._block(block)
        if found:
            # A list of nobody is one line, and so is the next one: they stand together.
            empty = all(isinstance(block, Table) and not block.rows for block in section.blocks)
            found.append(Spacer(1, (1 if empty else 4) * self.scale))
        return found

    def _block(self, block: Block) -> list[Flowable]:
        if isinstance(block, Statement):
            return [self._line(line) for line in block.lines]
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Chart):
            title = Paragraph(marked_up(block.title), self.bold)
            drawing = Drawing(block, self.width, _CHART_HEIGHT * self.scale, self.scale)
            return [KeepTogether([title, drawing])]
        return self._definitions(block)

    def _line(self, line: Line) -> Flowable:
        words = marked_up(line.words)
        if line.beside:
            words = f"{words} &nbsp; <b>{marked_up(line.beside)}</b>"
        return Paragraph(words, self.below if line.indent else self.plain)

    def _definitions(self, block: Definitions) -> list[Flowable]:
        return [Paragraph(marked_up(sentence), self.small) for _name, sentence in block.entries]

    def _table(self, table: Table) -> list[Flowable]:
        title = f"{table.title} {number(len(table.rows))}" if table.counted else table.title
        found: list[Flowable] = [Paragraph(marked_up(title), self.bold)] if title else []
        if not table.rows:
            return found if table.counted else []
        if table.told:
            found += [Paragraph(marked_up(one), self.below) for one in table.told[: table.most]]
            more = 0 if table.most is None else len(table.told) - table.most
            if more > 0:
                found.append(Paragraph(marked_up(str(Sentence("… and {n} more", n=number(more)))), self.below))
            return found
        return [*found, self._grid(table)]

    def _grid(self, table: Table) -> Flowable:
        places = table.on_paper
        rows: list[list[str]] = [[printable(table.columns[place].head) for place in places]]
        spans = []
        for row_place, row in enumerate(table.rows):
            rows.append([printable(shown(row[place], self.document)[:_LONGEST_CELL]) for place in places])
            if table.notes and table.notes[row_place]:
                spans.append(len(rows))
                rows.append(
                    [self._fitted(f"   {printable(table.notes[row_place])}", self.width), *([""] * (len(places) - 1))]
                )
        size = self._size_for(rows, spans)
        widths = self._widths(rows, spans, size)
        for place, row_of in enumerate(rows):
            if place not in spans:
                row_of[0] = self._fitted(row_of[0], widths[0] - 3, size)
        style: list[Any] = [
            ("FONT", (0, 0), (-1, -1), PLAIN, size),
            ("FONT", (0, 0), (-1, 0), BOLD, size * 0.94),
            ("LEADING", (0, 0), (-1, -1), size * 1.15),
            ("TOPPADDING", (0, 0), (-1, -1), 0.7 * self.scale),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0.9 * self.scale),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.5),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, colors.black),
            ("LINEBELOW", (0, 1), (-1, -1), 0.2, colors.lightgrey),
            *(
                ("ALIGN", (column, 0), (column, -1), "RIGHT")
                for column, place in enumerate(places)
                if table.is_of_numbers(place)
            ),
            *(("SPAN", (0, row), (-1, row)) for row in spans),
            *(("ALIGN", (0, row), (-1, row), "LEFT") for row in spans),
        ]
        return Grid(rows, colWidths=widths, repeatRows=1, style=TableStyle(style), hAlign="LEFT", spaceAfter=3)

    def _size_for(self, rows: list[list[str]], spans: list[int]) -> float:
        """Letters so small that all columns but the first are whole, and the first has room for some words."""
        size = self.size
        while size > 3 and sum(self._needed(rows, spans, size)[1:]) > self.width - 50:
            size *= 0.95
        return size

    def _needed(self, rows: list[list[str]], spans: list[int], size: float) -> list[float]:
        whole = [row for place, row in enumerate(rows) if place not in spans]
        return [
            max(stringWidth(row[column], BOLD if place == 0 else PLAIN, size) for place, row in enumerate(whole)) + 5
            for column in range(len(rows[0]))
        ]

    def _widths(self, rows: list[list[str]], spans: list[int], size: float) -> list[float]:
        needed = self._needed(rows, spans, size)
        first = min(needed[0], self.width - sum(needed[1:]))
        spare = self.width - first - sum(needed[1:])
        more = spare / len(needed)
        return [first + more, *(one + more for one in needed[1:])]

    def _fitted(self, words: str, width: float, size: float | None = None) -> str:
        """Words that fit; an ellipsis stands for what does not."""
        letters = self.size if size is None else size
        if stringWidth(words, PLAIN, letters) <= width:
            return words
        while words and stringWidth(words + "…", PLAIN, letters) > width:
            words = words[:-1]
        return words + "…"


def document_as_pdf(document: Document, step: Step = unheeded) -> bytes:
    """The bytes of the file. A day gets smaller letters rather than a second page, where that is enough."""
    tries = _SIZES if not document.several_days else _SIZES[:1]
    usual = b""
    for place, scale in enumerate(tries):
        made, pages = _built(document, scale, _Heard(step, place, len(tries)))
        if pages == 1:
            return made
        usual = usual or made
    return usual


class _Heard:
    """What the library says of its progress, as steps: each thing that is put on a page is one of them, in each try."""

    def __init__(self, step: Step, done: int, tries: int) -> None:
        self._step, self._tries_done, self._tries = step, done, tries
        self._size, self._most = 1, 0

    def __call__(self, kind: str, value: int) -> None:
        """``SIZE_EST`` is how many things there are, ``PROGRESS`` how many of them stand on a page."""
        if kind == "SIZE_EST":
            self._size = max(value, 1)
        elif kind == "PROGRESS":
            # What does not fit is split, and the rest of it is one more: nothing that is done is taken back for it.
            self._most = max(value, self._most)
            self._step(self._tries_done * self._size + self._most, self._tries * self._size)


def _built(document: Document, scale: float, heard: _Heard) -> tuple[bytes, int]:
    page = _Page(document, scale)
    file = BytesIO()
    high = A4[1] - 2 * _MARGIN + 12 - _HEAD - _FOOT
    frames = [
        Frame(_MARGIN + place * (page.width + _GUTTER), _MARGIN - 6 + _FOOT, page.width, high, 0, 0, 0, 0)
        for place in (0, 1)
    ]
    pages = 0

    def head(canvas: Canvas, template: BaseDocTemplate) -> None:
        nonlocal pages
        pages = max(pages, canvas.getPageNumber())
        _head(canvas, document)

    template = BaseDocTemplate(
        file,
        pagesize=A4,
        title=printable(document.title),
        author="frontdesk",
        subject=printable(" · ".join(document.beside)),
        lang=document.language,
        invariant=1,
    )
    template.addPageTemplates([PageTemplate("page", frames, onPage=head)])
    template.setProgressCallBack(heard)
    template.build(page.flow())
    return file.getvalue(), pages


def _head(canvas: Canvas, document: Document) -> None:
    top = A4[1] - _MARGIN
    canvas.setFont(BOLD, 15)
    canvas.drawString(_MARGIN, top - 8, printable(document.title))
    size = 9.0
    beside = printable(" · ".join(document.beside))
    while size > 4 and stringWidth(beside, PLAIN, size) > A4[0] - 2 * _MARGIN:
        size *= 0.9
    canvas.setFont(PLAIN, size)
    canvas.drawString(_MARGIN, top - 22, beside[:_LONGEST_CELL])
    canvas.setLineWidth(0.6)
    canvas.line(_MARGIN, top - 27, A4[0] - _MARGIN, top - 27)
    canvas.setFont(PLAIN, 7)
    canvas.drawRightString(A4[0] - _MARGIN, _MARGIN - 8, number(canvas.getPageNumber()))
