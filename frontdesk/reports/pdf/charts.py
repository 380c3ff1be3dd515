"""A chart on a page of PDF, drawn from its shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from frontdesk.reports.chart_shapes import SIZE, Bar, Stroke, height_of, shapes
from frontdesk.reports.pdf.letters import PLAIN, draw_words, width_of
from frontdesk.reports.pdf.strips import Strip

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from frontdesk.reports.chart_shapes import Shape, Words
    from frontdesk.reports.document import Chart

_DARK, _LIGHT, _INK = HexColor(0x1F4E79), HexColor(0xDBE8F3), HexColor(0x222222)
_STROKES = {
    "axis": (_INK, 0.7, ()),
    "grid": (HexColor(0xCCCCCC), 0.3, ()),
    "promise": (HexColor(0xA3000F), 0.9, (4, 2)),
}


class Drawing(Strip):
    """A chart on a page; ``scale`` is that of its letters."""

    def __init__(self, chart: Chart, width: float, standing: float, scale: float) -> None:
        self._chart, self._width, self._scale = chart, width, scale
        self.height = height_of(chart, width / scale, standing / scale) * scale

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw it, from the top left corner down."""
        canvas.saveState()
        canvas.translate(x, top)
        canvas.scale(self._scale, self._scale)
        for shape in shapes(self._chart, self._width / self._scale, self.height / self._scale):
            _draw(canvas, shape)
        canvas.restoreState()


def _draw(canvas: Canvas, shape: Shape) -> None:
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
        _write(canvas, shape)


def _write(canvas: Canvas, shape: Words) -> None:
    long = width_of(shape.words, PLAIN, SIZE)
    x = shape.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * long
    canvas.setFillColor(_INK)
    draw_words(canvas, x, -shape.y, shape.words, PLAIN, SIZE)
