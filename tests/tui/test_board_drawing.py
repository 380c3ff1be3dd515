"""The board's bars, tiles and rows: what they say for nobody, for one, for many; and that they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from frontdesk.i18n import use_language
from frontdesk.reports.behind_board import Figure
from frontdesk.reports.board import QUARTER_S, Quarter
from frontdesk.tui.board.drawing import Tile, bars, chart_lines, tile_lines
from tests.tui.story import NINE


def quarters(*counts: tuple[int, int]) -> tuple[Quarter, ...]:
    return tuple(Quarter(NINE + place * QUARTER_S, *one) for place, one in enumerate(counts))


def drawn(found: tuple[Quarter, ...], width: int, height: int, selected: int | None = None) -> list[str]:
    return [line.plain for line in chart_lines(found, 0, width, height, selected)]


def test_arrivals_stand_above_the_hours_and_served_below_on_one_scale() -> None:
    assert drawn(quarters((4, 0), (8, 4), (2, 8), (0, 1), (1, 1)), 10, 6) == [
        "  8 ┤ █",
        "arr │██▄ ▂",
        "    └09───",
        "  8 ┤  █",
        "srv │ ██▂▂",
    ]


def test_the_highest_bar_fills_its_half_and_one_is_always_seen() -> None:
    lines = drawn(quarters((8, 8), (4, 1), (0, 0)), 8, 4)
    assert lines == [
        "arr ┤█▄",
        "    └09─",
        "srv ┤█▁",
    ]
    many = drawn(quarters((1000, 1), (1, 0)), 7, 6)
    assert "▁" in many[1]
    assert "▁" in many[4]


def test_the_selected_quarter_is_marked_and_told() -> None:
    lines = drawn(quarters((3, 1), (2, 2)), 40, 8, NINE + QUARTER_S)
    assert lines[-1] == "09:15 2 arrived, 2 served"
    assert "▲" in lines[3]


def test_where_there_is_no_room_for_all_the_last_quarters_are_drawn() -> None:
    found = quarters(*((n, n) for n in range(40)))
    shown = bars(found, 25)
    assert (shown.wide, shown.quarters) == (1, found[-20:])
    assert bars(found[:3], 80).wide == 4


def test_before_anybody_has_come_there_is_a_sentence() -> None:
    assert drawn((), 40, 8) == ["Nobody has come yet."]


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=100),
    st.integers(6, 120),
    st.integers(3, 20),
)
def test_bars_never_leave_their_room(counts: list[tuple[int, int]], width: int, height: int) -> None:
    lines = drawn(quarters(*counts), width, height, NINE)
    assert len(lines) <= height
    assert max(map(cell_len, lines)) <= width


TILES = (
    Tile(Figure.WAITING, "Waiting", "7"),
    Tile(Figure.LONGEST, "Longest", "11:03  B017"),
    Tile(Figure.LEVEL, "Service level", "81 % ✓ of 80  n 146", "ok"),
)


def test_tiles_stand_in_boxes_where_there_is_room_and_one_after_the_other_elsewhere() -> None:
    wide = [line.plain for line in tile_lines(TILES, 118, Figure.LEVEL)]
    assert len(wide) == 3
    assert wide[0].startswith("╭ Waiting ─")
    assert "▸Service level" in wide[0]
    assert len({cell_len(line) for line in wide}) == 1
    assert [line.plain for line in tile_lines(TILES, 40, Figure.WAITING)] == [
        "▸Waiting 7 │ Longest 11:03  B017 ",
        " Service level 81 % ✓ of 80  n 146 ",
    ]


@pytest.mark.parametrize("width", [58, 78, 118])
def test_tiles_never_leave_their_room(width: int) -> None:
    assert all(cell_len(line.plain) <= width for line in tile_lines(TILES, width, None))


def test_the_bars_are_named_in_the_language_in_use() -> None:
    use_language("es")
    try:
        assert drawn((), 40, 8) == ["Todavía no ha venido nadie."]
    finally:
        use_language("en")
