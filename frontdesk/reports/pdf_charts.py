"""A chart on a page of PDF, drawn from its shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from frontdesk.reports.chart_shapes import SIZE, Bar, Stroke, height_of, shapes
from frontdesk.reports.pdf_letters import PLAIN, runs

if TYPE_CHECKING:
    from frontdesk.reports.chart_shapes import Shape, Words
    from frontdesk.reports.document import Chart

_DARK, _LIGHT, _INK = HexColor(0x1F4E79), HexColor(0xDBE8F3), HexColor(0x222222)
_STROKES = {
    "axis": (_INK, 0.7, ()),
    "grid": (HexColor(0xCCCCCC), 0.3, ()),
    "promise": (HexColor(0xA3000F), 0.9, (4, 2)),
}


class Drawing(Flowable):
    """A chart in the flow of a page; ``scale`` is that of its letters."""

    def __init__(self, chart: Chart, width: float, standing: float, scale: float) -> None:
        super().__init__()
        self._chart, self._scale = chart, scale
        self.width = width
        self.height = height_of(chart, standing / scale) * scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The room that it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it, from the top left corner down."""
        canvas = self.canv
        canvas.translate(0, self.height)
        canvas.scale(self._scale, self._scale)
        for shape in shapes(self._chart, self.width / self._scale, self.height / self._scale):
            self._shape(shape)

    def _shape(self, shape: Shape) -> None:
        canvas = self.canv
        if isinstance(shape, Bar):
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(_DARK)
            canvas.setFillColor(_LIGHT if shape.light else _DARK)
            canvas.rect(shape.x, -shape.y - shape.height, shape.width, shape.height, fill=1)
        elif isinstance(shape, Stroke):
            colour, width, dash = _STROKES[shape.kind]
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(width)
            canvas.setDash(*dash)
            canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
            canvas.setDash()
        else:
            self._words(shape)

    def _words(self, shape: Words) -> None:
        canvas = self.canv
        pieces = [(font or PLAIN, words) for font, words in runs(shape.words)]
        long = sum(stringWidth(words, font, SIZE) for font, words in pieces)
        x = shape.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * long
        canvas.setFillColor(_INK)
        for font, words in pieces:
            canvas.setFont(font, SIZE)
            canvas.drawString(x, -shape.y, words)
            x += stringWidth(words, font, SIZE)
