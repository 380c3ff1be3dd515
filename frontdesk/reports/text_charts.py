"""A chart as lines of text: bars of blocks that lie, and a stroke where the promise is."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from frontdesk.reports.document import shown_value
from frontdesk.reports.layout import WIDTH, cells, cut, folded, left, right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.document import Chart

_BLOCKS = "▇▒"
_STROKE = "│"
_LONGEST_LABEL = 30
_LEAST = 6
_GAP = 2


def chart_lines(chart: Chart) -> Iterator[str]:
    """A chart under its title: one line to a category, with its figures and its bars."""
    return (line for line, _category in chart_rows(chart))


def chart_rows(chart: Chart) -> Iterator[tuple[str, int | None]]:
    """The same lines, each with the number of its category; None where it has none."""
    yield f" {cut(chart.title, WIDTH - 1)}", None
    first = min(max(cells(one) for one in (chart.head, *chart.categories)), _LONGEST_LABEL)
    figures = [[shown_value(chart.kind, value) for value in one.values] for one in chart.bars]
    heads = [one.label for one in chart.bars] if len(chart.bars) > 1 else [""]
    widths = [max(cells(one) for one in (head, *column)) for head, column in zip(heads, figures, strict=True)]
    used = 1 + first + sum(width + _GAP for width in widths) + _GAP
    head, *bars = bars_beside(chart, WIDTH - used)
    told = "".join(" " * _GAP + right(one, width) for one, width in zip(heads, widths, strict=True))
    if chart.promises:
        promises = folded([_STROKE, *f"{', '.join(one.label for one in chart.promises)}".split(" ")])
        yield from ((line, None) for line in promises)
    yield f" {left(chart.head, first)}{told}  {head}".rstrip(), None
    marks = {mark.before: mark.label for mark in chart.marks}
    for place, category in enumerate(chart.categories):
        if place in marks:
            yield _mark(marks[place]), None
        row = "".join(" " * _GAP + right(column[place], width) for column, width in zip(figures, widths, strict=True))
        yield f" {left(category, first)}{row}  {bars[place]}".rstrip(), place
    if len(chart.categories) in marks:
        yield _mark(marks[len(chart.categories)]), None


def _mark(label: str) -> str:
    before = f" ─── {label} "
    return before + "─" * max(0, WIDTH // 2 - cells(before))


def bars_beside(chart: Chart, width: int) -> list[str]:
    """The legend, then for each category its bars in ``width`` cells; nothing where there is no room."""
    bars = chart.bars
    each = (width - (len(bars) - 1) * _GAP) // max(len(bars), 1)
    if each < _LEAST:
        return [""] * (len(chart.categories) + 1)
    legend = [f"{_BLOCKS[place % len(_BLOCKS)]} {one.label}" for place, one in enumerate(bars)]
    lines = ["".join(left(one, each + _GAP) for one in legend).rstrip()]
    for place in range(len(chart.categories)):
        drawn = [_bar(chart, row, place, each) for row in range(len(bars))]
        lines.append((" " * _GAP).join(drawn).rstrip())
    return lines


def _bar(chart: Chart, row: int, place: int, width: int) -> str:
    value = chart.bars[row].values[place] or 0
    # Someone is never drawn as no one: the shortest bar is one block.
    length = min(ceil(value * width / chart.highest), width) if chart.highest else 0
    cells_of = list((_BLOCKS[row % len(_BLOCKS)] * length).ljust(width))
    for one in chart.promises:
        promised = one.values[place]
        if promised is not None and chart.highest:
            cells_of[min(int(promised * width / chart.highest), width - 1)] = _STROKE
    return "".join(cells_of)
