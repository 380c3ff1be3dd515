"""A chart as SVG, to stand inside a page of HTML: words are words there, so they can be read out and found."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from frontdesk.reports.chart_shapes import SIZE, Bar, Stroke, height_of, shapes

if TYPE_CHECKING:
    from frontdesk.reports.chart_shapes import Shape
    from frontdesk.reports.document import Chart

WIDTH, HEIGHT = 260.0, 110.0

STYLE = (
    f"svg text{{font-size:{SIZE:g}px;fill:#222}}"
    "svg .dark{fill:#1f4e79;stroke:#1f4e79;stroke-width:.6}"
    "svg .light{fill:#dbe8f3;stroke:#1f4e79;stroke-width:.6}"
    "svg .axis{stroke:#222;stroke-width:.8}svg .grid{stroke:#ccc;stroke-width:.4}"
    "svg .promise{stroke:#a3000f;stroke-width:1;stroke-dasharray:4 2}"
)


def chart_as_svg(chart: Chart) -> str:
    """The chart as an ``svg`` element, whose classes ``STYLE`` dresses."""
    height = height_of(chart, WIDTH, HEIGHT)
    drawn = "".join(_element(shape) for shape in shapes(chart, WIDTH, height))
    label = escape(chart.title)
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {height:g}" role="img" aria-label="{label}"><title>{label}</title>{drawn}</svg>'
    )


def _element(shape: Shape) -> str:
    if isinstance(shape, Bar):
        kind = "light" if shape.light else "dark"
        return (
            f'<rect class="{kind}" x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}"'
            f' height="{shape.height:.1f}"/>'
        )
    if isinstance(shape, Stroke):
        return (
            f'<line class="{shape.kind}" x1="{shape.x1:.1f}" y1="{shape.y1:.1f}" x2="{shape.x2:.1f}"'
            f' y2="{shape.y2:.1f}"/>'
        )
    return f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" text-anchor="{shape.anchor}">{escape(shape.words)}</text>'
