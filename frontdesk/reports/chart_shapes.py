"""A chart as shapes on a rectangle: bars, strokes and words, which SVG and PDF both draw.

Lengths are in points, from the top left corner. Nothing hangs on colour: what was measured is dark or light with an
outline, what was promised is a broken line with its name.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from frontdesk.reports.document import Kind, shown_value
from frontdesk.reports.layout import cells, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.document import Chart, Series

SIZE = 7.0
"""The height of letters."""

_LETTER = 0.62
"""How wide a letter is at most on average, as a part of its height."""

_LEGEND, _FOOT, _GAP = 12.0, 11.0, 4.0
_BESIDE_BAR = 13.0
_LINE = SIZE + 1
_MOST_TICKS = 5
_FEW = 14
_LONGEST_LABEL = 26
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200)


class Bar(NamedTuple):
    """A filled rectangle with an outline; ``light`` ones are of a second series."""

    x: float
    y: float
    width: float
    height: float
    light: bool


class Stroke(NamedTuple):
    """A line: of the axes, of the grid behind the bars, or broken, of a promise."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


class Words(NamedTuple):
    """A text upon its base line; ``anchor`` is start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "start"


Shape: TypeAlias = "Bar | Stroke | Words"


def height_of(chart: Chart, width: float, standing: float) -> float:
    """How high a chart of this width is: ``standing`` bars are as high as one likes, lying ones take what they need.

    What is said of marks stands above the bars and takes none of their height.
    """
    if chart.lying:
        return _LEGEND + _BESIDE_BAR * len(chart.categories) + _GAP
    return standing + _LINE * max(_ground(chart, width).rows, default=0)


def shapes(chart: Chart, width: float, height: float) -> Iterator[Shape]:
    """The chart on a rectangle of this size."""
    yield from _lying(chart, width) if chart.lying else _standing(chart, width, height)


def _words_width(words: str) -> float:
    return cells(words) * SIZE * _LETTER


def _legend(bars: tuple[Series, ...]) -> Iterator[Shape]:
    x = 0.0
    for place, one in enumerate(bars):
        yield Bar(x, 1, 7, 7, light=place > 0)
        yield Words(x + 10, SIZE, one.label)
        x += 10 + _words_width(one.label) + 12


def _lying(chart: Chart, width: float) -> Iterator[Shape]:
    yield from _legend(chart.bars)
    labels = [cut(one, _LONGEST_LABEL) for one in chart.categories]
    left = max(map(_words_width, labels), default=0) + _GAP
    values = chart.bars[0].values
    right = max((_words_width(shown_value(chart.kind, value)) for value in values), default=0) + _GAP
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = _LEGEND + _GAP + place * _BESIDE_BAR
        long = (value or 0) * (width - left - right) / chart.highest if chart.highest else 0
        yield Words(left - _GAP, y + SIZE, label, "end")
        yield Bar(left, y, long, _BESIDE_BAR - 4, light=False)
        yield Words(left + long + 3, y + SIZE, shown_value(chart.kind, value))
    yield Stroke(left, _LEGEND + 1, left, _LEGEND + _BESIDE_BAR * len(chart.categories) + _GAP, "axis")


def ticks(chart: Chart) -> list[float]:
    """The values at which the grid is drawn: round ones, from nothing to the highest or just beyond it."""
    highest = chart.highest
    if chart.kind is Kind.SHARE:
        return [0, 0.25, 0.5, 0.75, 1]
    step = 1.0
    if chart.kind is Kind.SECONDS:
        days = ceil(highest / (86400 * _MOST_TICKS)) * 86400
        step = next((one for one in _SECONDS if one * _MOST_TICKS >= highest), days)
    else:
        while step * _MOST_TICKS < highest:
            step *= 2.5 if str(step)[0] == "2" else 2
    return [step * place for place in range(max(1, ceil(highest / step)) + 1)]


class _Ground(NamedTuple):
    """Where bars stand: the values at the grid, the names of the promises, and which row each mark's words are in."""

    grid: list[float]
    names: list[str]
    left: float
    each: float
    rows: list[int]


def _ground(chart: Chart, width: float) -> _Ground:
    grid = ticks(chart)
    names = [cut(one.label, _LONGEST_LABEL) for one in chart.promises]
    left = max(_words_width(shown_value(chart.kind, value)) for value in grid) + _GAP
    right = max(map(_words_width, names), default=0) + (_GAP if names else 1)
    each = (width - left - right) / max(len(chart.categories), 1)
    return _Ground(grid, names, left, each, _rows_of_marks(chart, left, each))


def _standing(chart: Chart, width: float, height: float) -> Iterator[Shape]:
    grid, names, left, each, rows = _ground(chart, width)
    labels = [shown_value(chart.kind, value) for value in grid]
    across = each * max(len(chart.categories), 1)
    n = len(chart.categories)
    few = n * len(chart.bars) <= _FEW and chart.kind is not Kind.SECONDS
    top, bottom = _LEGEND + _GAP + _LINE * max(max(rows, default=-1) + 1, int(few)), height - _FOOT
    high = bottom - top

    def y_of(value: float) -> float:
        return bottom - value * high / grid[-1]

    yield from _legend(chart.bars)
    for value, label in zip(grid, labels, strict=True):
        yield Stroke(left, y_of(value), left + across, y_of(value), "grid" if value else "axis")
        yield Words(left - _GAP, y_of(value) + SIZE / 3, label, "end")
    bar = each * 0.8 / max(len(chart.bars), 1)
    for row, one in enumerate(chart.bars):
        for place, measured in enumerate(one.values):
            if measured:
                x = left + place * each + each * 0.1 + row * bar
                yield Bar(x, y_of(measured), bar, bottom - y_of(measured), light=row > 0)
                if few:
                    yield Words(x + bar / 2, y_of(measured) - 1.5, shown_value(chart.kind, measured), "middle")
    yield from _categories(chart, left, each, (bottom, width))
    yield from _promises(chart, names, (left, left + across), [y_of(one.values[0] or 0) for one in chart.promises])
    yield from _marks(chart, left, each, (top, bottom), rows)


def _categories(chart: Chart, left: float, each: float, ends: tuple[float, float]) -> Iterator[Shape]:
    """The names of the categories, so many as have room, none beyond the edge."""
    labels = [cut(one, _LONGEST_LABEL) for one in chart.categories]
    every = ceil((max(map(_words_width, labels), default=0) + _GAP) / each) if each else 1
    for place in range(0, len(labels), max(every, 1)):
        half = _words_width(labels[place]) / 2
        x = min(max(left + (place + 0.5) * each, half), ends[1] - half)
        yield Words(x, ends[0] + SIZE + 2, labels[place], "middle")


def _promises(chart: Chart, names: list[str], ends: tuple[float, float], heights: list[float]) -> Iterator[Shape]:
    """Broken lines with their names beside them, of which none stands on another."""
    in_order = sorted(range(len(names)), key=lambda place: heights[place])
    at = [heights[place] + SIZE / 3 for place in in_order]
    for above, below in pairwise(range(len(at))):
        at[below] = max(at[below], at[above] + SIZE)
    for place, y in zip(in_order, at, strict=True):
        yield Stroke(ends[0], heights[place], ends[1], heights[place], "promise")
        yield Words(ends[1] + _GAP, y, names[place])


def _ends_of_mark(chart: Chart, place: int, left: float, each: float) -> tuple[float, float]:
    """Where the words of a mark begin and end: right of its line, or left of it where there is no room."""
    mark = chart.marks[place]
    x, long = left + mark.before * each, _words_width(mark.label)
    return (x, x + long) if x + long < left + len(chart.categories) * each else (x - long, x)


def _rows_of_marks(chart: Chart, left: float, each: float) -> list[int]:
    """For each mark how many lines above the bars its words stand, so that they are on no other words and no line.

    A mark's own line goes down from its words, through all rows below them.
    """
    placed: list[tuple[int, float, float, float]] = []
    rows = []
    for place in reversed(range(len(chart.marks))):
        begins, until = _ends_of_mark(chart, place, left, each)
        x = left + chart.marks[place].before * each
        row = 0
        while any(
            (other == row and begins - _GAP < ends and begin - _GAP < until)
            or (other > row and begins - 1 < line < until + 1)
            or (other < row and begin - 1 < x < ends + 1)
            for other, begin, ends, line in placed
        ):
            row += 1
            if row > 2 * len(chart.marks):
                break
        placed.append((row, begins, until, x))
        rows.append(row)
    return rows[::-1]


def _marks(chart: Chart, left: float, each: float, ends: tuple[float, float], rows: list[int]) -> Iterator[Shape]:
    for place, mark in enumerate(chart.marks):
        x = left + mark.before * each
        y = ends[0] - 2 - rows[place] * _LINE
        yield Stroke(x, y, x, ends[1], "promise")
        begins, _until = _ends_of_mark(chart, place, left, each)
        yield Words(*((x + 2, y, mark.label) if begins >= x else (x - 2, y, mark.label, "end")))
