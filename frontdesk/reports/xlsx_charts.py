"""Charts of a workbook: its own, drawn from figures that stand beside them on the sheet and can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.reports.chart_shapes import ticks
from frontdesk.reports.document import Kind
from frontdesk.reports.layout import cells
from frontdesk.reports.visit_log import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from frontdesk.reports.document import Chart

_DAY_S = 86400
_ROWS, _COLUMNS = 19, 10
"""So many rows a chart is high, and so many columns wide."""

_ON_A_PAGE = 2
_HEAD, _FIRST = 1, 2
"""The rows of the figures' heads, and of the first category."""

_DASHES = ("dash", "long_dash", "square_dot", "dash_dot")
"""Promises are told apart without colour."""

_FORMATS = {Kind.SECONDS: "[h]:mm:ss", Kind.SHARE: "0 %"}
_DARK, _LIGHT, _PROMISE = "#1F4E79", "#DBE8F3", "#A3000F"
_WIDTH_OF_LABELS, _WIDTH_OF_FIGURES, _LONGEST_NAME = 22, 13, 200


def write_charts(workbook: Workbook, sheet: Worksheet, charts: Iterable[Chart], bold: Format) -> None:
    """The charts one under the other, which is what is printed; at their right the figures, in the same order."""
    formats = {code: workbook.add_format({"num_format": code}) for code in (*_FORMATS.values(), "#,##0")}
    column = _COLUMNS + 1
    count = 0
    for count, chart in enumerate(charts, 1):
        code = _FORMATS.get(chart.kind, "#,##0")
        _figures(sheet, chart, column, bold, formats[code])
        native = _native(workbook, sheet.get_name(), chart, column, code)
        sheet.insert_chart(
            (count - 1) * _ROWS, 0, native, {"object_position": 2, "y_offset": 3, "description": chart.title}
        )
        column += len(chart.series) + 2
    sheet.set_portrait()
    sheet.print_area(0, 0, count * _ROWS - 1, _COLUMNS - 1)
    sheet.set_h_pagebreaks(range(_ON_A_PAGE * _ROWS, count * _ROWS, _ON_A_PAGE * _ROWS))


def _figures(sheet: Worksheet, chart: Chart, left: int, bold: Format, form: Format) -> None:
    sheet.set_column(left, left, _WIDTH_OF_LABELS)
    sheet.write_string(0, left, chart.title, bold)
    sheet.write_string(_HEAD, left, chart.head, bold)
    marks = {mark.before - 1: mark.label for mark in chart.marks}
    for place, category in enumerate(chart.categories):
        # A workbook's chart has no line between its columns: the mark is said at the one that it follows.
        words = f"{category} | {marks[place]}" if place in marks else category
        sheet.write_string(_FIRST + place, left, as_text(words) or "")
    for column, one in enumerate(chart.series, left + 1):
        width = min(max(cells(one.label) + 3, _WIDTH_OF_FIGURES), 2 * _WIDTH_OF_FIGURES)
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, as_text(one.label) or "", bold)
        for place, value in enumerate(one.values):
            if value is not None:
                shown = value / _DAY_S if chart.kind is Kind.SECONDS else value
                sheet.write_number(_FIRST + place, column, shown, form)


def _native(workbook: Workbook, name: str, chart: Chart, left: int, code: str) -> NativeChart:
    last = _FIRST + len(chart.categories) - 1
    native: NativeChart = workbook.add_chart({"type": "bar" if chart.lying else "column"})
    lines: NativeChart | None = workbook.add_chart({"type": "line"}) if chart.promises else None
    past = min((mark.before for mark in chart.marks), default=None)
    bars, promises = 0, 0
    for column, one in enumerate(chart.series, left + 1):
        told: dict[str, Any] = {
            "name": [name, _HEAD, column],
            "categories": [name, _FIRST, left, last, left],
            "values": [name, _FIRST, column, last, column],
        }
        if one.promise and lines is not None:
            lines.add_series(told | {"line": {"color": _PROMISE, "width": 1.5, "dash_type": _DASHES[promises]}})
            promises = (promises + 1) % len(_DASHES)
            continue
        dark, light = ({"color": _DARK}, {"color": _LIGHT})
        told |= {"fill": light if bars else dark, "border": dark, "gap": 40}
        if past is not None:  # those beyond the first promise are lighter
            told["points"] = [
                {"fill": dark if place < past else light, "border": dark} for place in range(len(chart.categories))
            ]
        if chart.lying:
            told["data_labels"] = {"value": True}
        native.add_series(told)
        bars += 1
    if lines is not None:
        native.combine(lines)
    native.set_title({"name": chart.title[:_LONGEST_NAME], "name_font": {"size": 12}, "overlay": False})
    values: dict[str, Any] = {
        "num_format": code,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#CCCCCC"}},
    }
    grid = [value / _DAY_S if chart.kind is Kind.SECONDS else value for value in ticks(chart)]
    values |= {"max": grid[-1], "major_unit": grid[1]}
    if chart.lying:
        # Of bars that lie it calls the axis of values x; each has its value at its end instead.
        native.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        native.set_y_axis({"reverse": True})
    else:
        native.set_x_axis({"name": chart.head})
        native.set_y_axis(values)
    native.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    native.set_size({"width": 640, "height": 360})
    return native
