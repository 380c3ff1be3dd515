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
_ROWS = 19
"""So many rows a chart is high."""

_FORMATS = {Kind.SECONDS: "[h]:mm:ss", Kind.SHARE: "0 %"}
_DARK, _LIGHT, _PROMISE = "#1F4E79", "#DBE8F3", "#A3000F"
_WIDTH_OF_LABELS, _WIDTH_OF_FIGURES, _LONGEST_NAME = 22, 13, 200


def write_charts(workbook: Workbook, sheet: Worksheet, charts: Iterable[Chart], bold: Format) -> None:
    """The figures of the charts one under the other, each with its chart at its right."""
    formats = {code: workbook.add_format({"num_format": code}) for code in (*_FORMATS.values(), "#,##0")}
    every = list(charts)
    most = max(len(chart.series) for chart in every)
    sheet.set_column(0, 0, _WIDTH_OF_LABELS)
    longest = max(cells(one.label) for chart in every for one in chart.series)
    sheet.set_column(1, most, min(max(longest + 3, _WIDTH_OF_FIGURES), 2 * _WIDTH_OF_FIGURES))
    row, breaks = 0, []
    for chart in every:
        code = _FORMATS.get(chart.kind, "#,##0")
        _figures(sheet, chart, row, bold, formats[code])
        native = _native(workbook, sheet.get_name(), chart, row + 2, code)
        sheet.insert_chart(row, most + 2, native, {"object_position": 2, "y_offset": 3, "description": chart.title})
        row += max(len(chart.categories) + 3, _ROWS)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])


def _figures(sheet: Worksheet, chart: Chart, row: int, bold: Format, form: Format) -> None:
    sheet.write_string(row, 0, chart.title, bold)
    sheet.write_string(row + 1, 0, chart.head, bold)
    marks = {mark.before - 1: mark.label for mark in chart.marks}
    for place, category in enumerate(chart.categories):
        # A workbook's chart has no line between its columns: the mark is said at the one that it follows.
        words = f"{category} | {marks[place]}" if place in marks else category
        sheet.write_string(row + 2 + place, 0, as_text(words) or "")
    for column, one in enumerate(chart.series, 1):
        sheet.write_string(row + 1, column, as_text(one.label) or "", bold)
        for place, value in enumerate(one.values):
            if value is not None:
                shown = value / _DAY_S if chart.kind is Kind.SECONDS else value
                sheet.write_number(row + 2 + place, column, shown, form)


def _native(workbook: Workbook, name: str, chart: Chart, first: int, code: str) -> NativeChart:
    last = first + len(chart.categories) - 1
    native: NativeChart = workbook.add_chart({"type": "bar" if chart.lying else "column"})
    lines: NativeChart | None = workbook.add_chart({"type": "line"}) if chart.promises else None
    past = min((mark.before for mark in chart.marks), default=None)
    bars = 0
    for column, one in enumerate(chart.series, 1):
        told: dict[str, Any] = {
            "name": [name, first - 1, column],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, column, last, column],
        }
        if one.promise and lines is not None:
            lines.add_series(told | {"line": {"color": _PROMISE, "width": 1.5, "dash_type": "dash"}})
            continue
        dark, light = ({"color": _DARK}, {"color": _LIGHT})
        told |= {"fill": light if bars else dark, "border": dark, "gap": 40}
        if past is not None:  # those beyond the first promise are lighter
            told["points"] = [
                {"fill": dark if place < past else light, "border": dark} for place in range(len(chart.categories))
            ]
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
    categories: dict[str, Any] = {"name": chart.head, "reverse": chart.lying}
    native.set_x_axis(categories)
    native.set_y_axis(values)
    native.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    native.set_size({"width": 640, "height": 360})
    return native
