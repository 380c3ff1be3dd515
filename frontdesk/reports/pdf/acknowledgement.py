"""A letter as PDF: one column with wide margins, on as many pages as it takes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from frontdesk.i18n import number
from frontdesk.reports.pdf.letters import BOLD, PLAIN, draw_words, printable, width_of
from frontdesk.reports.pdf.lines import Lines, lines_of
from frontdesk.reports.pdf.pages import PAPERS
from frontdesk.reports.pdf.strips import in_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.reports.pdf.strips import Strip

_MARGIN, _FOOT = 71.0, 36.0
_SIZE, _HEAD_SIZE, _FOOT_SIZE = 11.0, 15.0, 9.0
_BETWEEN = 9.0
"""The space for an empty line, in points."""


def letter_as_pdf(lines: Sequence[str], title: str, language: str, paper: str = "a4") -> bytes:
    """The bytes of the file, for one of ``PAPERS``; the first line is the head of the letter."""
    wide, high = PAPERS[paper]
    pages = in_columns(_strips(lines, wide - 2 * _MARGIN), high - 2 * _MARGIN)
    file = BytesIO()
    canvas = Canvas(file, pagesize=(wide, high), invariant=1, lang=language)
    canvas.setTitle(printable(title))
    canvas.setAuthor("frontdesk")
    for place, page in enumerate(pages, 1):
        for strip, top in page:
            strip.draw(canvas, _MARGIN, high - _MARGIN - top)
        if len(pages) > 1:
            foot = f"{title} · {number(place)} / {number(len(pages))}"
            draw_words(canvas, wide - _MARGIN - width_of(foot, PLAIN, _FOOT_SIZE), _FOOT, foot, PLAIN, _FOOT_SIZE)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _strips(lines: Sequence[str], width: float) -> Iterator[Strip]:
    above = 0.0
    for place, line in enumerate(lines):
        if not line.strip():
            above += _BETWEEN
            continue
        font, size = (BOLD, _HEAD_SIZE) if place == 0 else (PLAIN, _SIZE)
        strip = Lines(lines_of([(" ".join(line.split()), font)], width, size), size)
        strip.above, above = above, 0.0
        yield strip
