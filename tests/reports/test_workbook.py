"""A workbook as a spreadsheet program opens and prints it: charts the right way round, words whole, nothing silent."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from frontdesk.i18n import use_language
from frontdesk.reports.formats import made
from tests.reports.rich_day import PEOPLE, SERVICES, rich_day
from tests.reports.test_text import house_word

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(content: Any) -> Any:
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def content() -> bytes:
    use_language("en")
    found = made("xlsx", rich_day(), house_word)
    assert isinstance(found, bytes)
    return found


def charts(content: bytes) -> dict[str, ElementTree.Element]:
    """The charts by their titles."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [ElementTree.fromstring(packed.read(n)) for n in packed.namelist() if n.startswith("xl/charts/chart")]
    return {"".join(part.find(f"{C}chart/{C}title").itertext()): part for part in parts}  # type: ignore[union-attr]


def orientation(chart: ElementTree.Element, axis: str) -> str:
    found = chart.find(f".//{C}{axis}/{C}scaling/{C}orientation")
    assert found is not None
    return found.get("val", "")


def test_bars_of_complaints_lie_from_left_to_right_the_most_frequent_first(content: bytes) -> None:
    chart = charts(content)["Complaints by cause"]
    assert chart.find(f".//{C}barDir").get("val") == "bar"  # type: ignore[union-attr]
    assert (orientation(chart, "catAx"), orientation(chart, "valAx")) == ("maxMin", "minMax")


def test_promises_are_told_apart_without_colour(content: bytes) -> None:
    lines = charts(content)["Waits over the day against the standard"].findall(f".//{C}lineChart/{C}ser")
    dashes = [found.get("val") for line in lines for found in line.iter() if found.tag.endswith("prstDash")]
    assert len(dashes) == len(lines) == len(set(dashes)) == 4


def test_the_charts_are_what_is_printed_and_their_figures_stand_beside_them(content: bytes) -> None:
    sheet = opened(content)["Charts"]
    assert sheet.print_area == "'Charts'!$A$1:$J$76"
    assert {chart.anchor._from.col for chart in getattr(sheet, "_charts")} == {0}  # noqa: B009 - told nowhere else
    heads = [cell.value for cell in sheet[1] if cell.value]
    assert heads == list(charts(content))
    assert all(cell.value is None for row in sheet.iter_rows(max_col=10) for cell in row)


def test_the_summary_says_how_many_of_a_list_are_elsewhere(content: bytes) -> None:
    book = opened(content)
    column = [row[0].value for row in book["Summary"].iter_rows(max_col=1)]
    place = column.index("Removed 38")
    assert column[place + 12] == "… and 28 more"
    assert book["removed"].max_row == 38 + 1


def test_long_words_on_the_summary_are_whole_and_have_the_room(content: bytes) -> None:
    sheet = opened(content)["Summary"]
    by_label = {row[0].value: row[0] for row in sheet.iter_rows(max_col=1) if row[0].value in {*SERVICES, *PEOPLE}}
    assert set(by_label) == {*SERVICES, *PEOPLE}
    for cell in by_label.values():
        width, height = sheet.column_dimensions["A"].width, sheet.row_dimensions[cell.row].height or 15
        assert cell.alignment.wrap_text
        assert len(cell.value) <= width * 1.15 * (height / 15)
    printed = sheet.print_area.rpartition("$")[0]
    assert printed.endswith("$O")
