"""A document as PDF: two columns on A4 or Letter, a day on one page, charts drawn and not pasted.

A day gets letters as large as its page allows. Where the smallest are too large still, its long tables and lists are
shortened, and each says how much of it is in the data files instead. Several days take as many pages as they need.
"""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from frontdesk.i18n import number
from frontdesk.reports.document import unheeded
from frontdesk.reports.pdf.letters import BOLD, PLAIN, draw_words, fitted, printable, width_of
from frontdesk.reports.pdf.pieces import Pieces, Room
from frontdesk.reports.pdf.strips import height_of, in_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.reports.document import Document, Step
    from frontdesk.reports.pdf.pieces import Piece
    from frontdesk.reports.pdf.strips import Placed, Strip

PAPERS = {"a4": A4, "letter": LETTER}
"""The papers and their sizes in points."""

_MARGIN, _GUTTER, _HEAD = 26.0, 16.0, 37.0
_SIZES = (1.12, 1.06, 1.0, 0.93, 0.86, 0.78)
"""How large the letters of a day may be; those of several days are always of size 1."""

_MOST_TRIES = len(_SIZES).bit_length()
"""So many sizes are tried until the right one is found."""

_ROOMS = (*(Room(rows) for rows in range(60, 5, -1)), *(Room(rows, explained=False) for rows in range(60, 0, -1)))
"""How a day may be shortened, the least first."""

_ALL = Room()
_BETWEEN_SECTIONS = 4.5


class _Paper(NamedTuple):
    """A page: its size, and that of a column on it."""

    wide: float
    high: float

    @property
    def column(self) -> tuple[float, float]:
        """Width and height."""
        return (self.wide - 2 * _MARGIN - _GUTTER) / 2, self.high - 2 * _MARGIN - _HEAD


def document_as_pdf(document: Document, paper: str = "a4", step: Step = unheeded) -> bytes:
    """The bytes of the file, for one of ``PAPERS``; half of the steps are the layout, the others the pages."""
    page = _Paper(*PAPERS[paper])
    columns = (_several_days if document.several_days else _a_day)(document, page, step)
    file = BytesIO()
    canvas = Canvas(file, pagesize=page, invariant=1, lang=document.language)
    canvas.setTitle(printable(document.title))
    canvas.setSubject(printable(" · ".join(document.beside)))
    canvas.setAuthor("frontdesk")
    pages = [columns[place : place + 2] for place in range(0, len(columns), 2)]
    for place, both in enumerate(pages, 1):
        _head(canvas, document, page, f"{number(place)} / {number(len(pages))}" if len(pages) > 1 else "")
        for left, column in zip((_MARGIN, _MARGIN + page.column[0] + _GUTTER), both, strict=False):
            for strip, top in column:
                strip.draw(canvas, left, page.high - _MARGIN - _HEAD - top)
        canvas.showPage()
        step(len(pages) + place, 2 * len(pages))
    canvas.save()
    return file.getvalue()


def _several_days(document: Document, page: _Paper, step: Step) -> list[list[Placed]]:
    width, high = page.column
    sections = Pieces(document, width, 1.0).of_sections(lambda done, total: step(done, 2 * total))
    return in_columns(_strips(sections, 1.0), high)


def _a_day(document: Document, page: _Paper, step: Step) -> list[list[Placed]]:
    """The columns of one page, with the largest letters that fit; of more only where nothing helps."""
    width, high = page.column
    tried: dict[float, list[list[Piece]]] = {}

    def fits(size: float) -> bool:
        before = len(tried)
        tried[size] = Pieces(document, width, size).of_sections(
            lambda done, total: step(before * total + done, 2 * _MOST_TRIES * total)
        )
        return len(in_columns(_strips(tried[size], size), high)) <= 2

    first, last = 0, len(_SIZES) - 1
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if fits(_SIZES[middle]) else (middle + 1, last)
    size = _SIZES[first]
    if size in tried or fits(size):
        return _balanced(tried[size], size, high)
    for room in _ROOMS:
        columns = in_columns(_strips(tried[size], size, room), high)
        if len(columns) <= 2:
            break
    return columns


def _strips(sections: Sequence[Sequence[Piece]], size: float, room: Room = _ALL) -> Iterator[Strip]:
    """All strips one below the other, with some space between the sections."""
    for section in sections:
        for place, strip in enumerate(strip for piece in section for strip in piece.strips(room)):
            strip.above = max(strip.above, _BETWEEN_SECTIONS * size if place == 0 else 0.0)
            yield strip


def _balanced(sections: Sequence[Sequence[Piece]], size: float, high: float) -> list[list[Placed]]:
    """Two columns about as high as each other, parted between sections; where that cannot be, one after the other."""
    heights = [height_of(list(_strips([section], size)), at_top=False) for section in sections]
    before = [0.0, *accumulate(heights)]
    place = min(range(1, len(before)), key=lambda place: max(before[place], before[-1] - before[place]))
    if max(before[place], before[-1] - before[place]) > high:
        return in_columns(_strips(sections, size), high)
    parts = (sections[:place], sections[place:])
    return [column for part in parts for column in in_columns(_strips(part, size), high)]


def _head(canvas: Canvas, document: Document, page: _Paper, pages: str) -> None:
    top, width = page.high - _MARGIN, page.wide - 2 * _MARGIN
    draw_words(canvas, _MARGIN, top - 11, document.title, BOLD, 15)
    draw_words(canvas, page.wide - _MARGIN - width_of(pages, PLAIN, 9), top - 11, pages, PLAIN, 9)
    beside, size = " · ".join(document.beside), 9.0
    while size > 6 and width_of(beside, PLAIN, size) > width:
        size *= 0.95
    draw_words(canvas, _MARGIN, top - 24, fitted(beside, width, PLAIN, size), PLAIN, size)
    canvas.setLineWidth(0.6)
    canvas.line(_MARGIN, top - 30, page.wide - _MARGIN, top - 30)
