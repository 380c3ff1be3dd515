"""The waiting list as a person at the desk sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, Self

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Region
from textual.pilot import Pilot
from textual.scroll_view import ScrollView
from textual.strip import Strip

from frontdesk.i18n import _, use_language
from frontdesk.tui.columns import arrange, fit, visible
from frontdesk.tui.present import columns, state_cell
from frontdesk.tui.queue.lines import FramedLine
from frontdesk.tui.queue.table import Cell, Column, QueueTable, Row, Tone
from tests.tui.screen_text import screen_text

COLUMNS = (
    Column("number", "No.", 5, priority=9),
    Column("service", "Service", 11, flex=2, priority=6),
    Column("segment", "Segment", 8, flex=1, priority=3),
    Column("urgency", "Urgency", 8, priority=2),
    Column("waited", "Waited", 6, align="right", priority=5),
    Column("due", "Due", 5, align="right", priority=4),
    Column("state", "State", 11, priority=8),
)
SIZES = [(120, 36), (80, 24), (60, 20)]
HOSTILE = [
    "Ann [/x]",
    "[VIP] O'Neil",
    "[@click=app.exit]x",
    "日本語のとても長い名前です",
    "e\u0301" * 30,
    "a\x1b[31m\x07\r\n",
]


def visit(number: int, service: str = "Information", state: str = "◔ 5:58", tone: Tone = "") -> Row:
    texts = (service, "Regular", "60+", "1:02", "10:47")
    return Row(f"v{number}", (Cell(f"I{number:03}", "strong"), *[Cell(text) for text in texts], Cell(state, tone)))


def visits(*numbers: int) -> list[Row]:
    return [visit(number) for number in numbers]


class CountingTable(QueueTable):
    """Remembers which lines were to be drawn anew."""

    drawn: list[int]

    def refresh(self, *regions: Region, **what: Any) -> Self:
        for region in regions or (self.size.region,):
            self.drawn += region.line_range
        return super().refresh(*regions, **what)


class Desk(App[None]):
    BINDINGS = [  # noqa: RUF012  (Textual's own way to declare them)
        Binding("j", "letter('j')"),
        Binding("k", "letter('k')"),
        Binding("space", "letter('space')"),
        Binding("enter", "letter('enter')"),
    ]

    def __init__(self, rows: Sequence[Row], columns: Sequence[Column] = COLUMNS) -> None:
        super().__init__()
        self.table = CountingTable(columns, empty="Nobody is waiting. c checks somebody in.")
        self.table.drawn = []
        self.start = rows
        self.highlighted: list[str | None] = []
        self.chosen: list[str] = []
        self.letters: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.show(self.start)

    def on_queue_table_highlighted(self, message: QueueTable.Highlighted) -> None:
        assert message.control is self.table
        self.highlighted.append(message.row_id)

    def on_queue_table_chosen(self, message: QueueTable.Chosen) -> None:
        assert message.control is self.table
        self.chosen.append(message.row_id)

    def action_letter(self, letter: str) -> None:
        self.letters.append(letter)

    def lines(self) -> list[str]:
        return screen_text(self).split("\n")

    def marked(self) -> list[str]:
        """The numbers on the lines that carry the marker."""
        return [line.split()[1] for line in self.lines() if line.startswith("▸")]

    def listed(self) -> list[str]:
        """The numbers in sight, from top to bottom."""
        return [line[2:6] for line in self.lines() if line[2:3] == "I"]


@asynccontextmanager
async def desk(
    rows: Sequence[Row], size: tuple[int, int] = (80, 24), columns: Sequence[Column] = COLUMNS
) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    app = Desk(rows, columns)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


async def shown(app: Desk, pilot: Pilot[None], rows: Sequence[Row], columns: Sequence[Column] | None = None) -> None:
    app.table.show(rows, columns)
    await pilot.pause()


def style_of(strip: Strip, text: str) -> Style:
    segment = next(segment for segment in strip if text in segment.text)
    assert segment.style is not None
    return segment.style


# ---- the picture ---------------------------------------------------------------------------------------------------

PICTURES = {
    (120, 36): """\
  No.    Service                                        Segment                     Urgency   Waited    Due  State
▸ I033   Information                                    Regular                     60+         1:02  10:47  ◔ 5:58
  B017   Incidents                                      Regular                     60+         1:02  10:47  ● LATE 3:03
  P004   After-sales ×3                                 Regular                     60+         1:02  10:47  ◕ near\
""",
    (80, 24): """\
  No.    Service              Segment       Urgency   Waited    Due  State
▸ I033   Information          Regular       60+         1:02  10:47  ◔ 5:58
  B017   Incidents            Regular       60+         1:02  10:47  ● LATE 3:03
  P004   After-sales ×3       Regular       60+         1:02  10:47  ◕ near\
""",
    (60, 20): """\
  No.    Service       Segment    Waited    Due  State
▸ I033   Information   Regular      1:02  10:47  ◔ 5:58
  B017   Incidents     Regular      1:02  10:47  ● LATE 3:03
  P004   After-sales…  Regular      1:02  10:47  ◕ near\
""",
}


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_as_it_looks(size: tuple[int, int]) -> None:
    late = visit(17, "Incidents", "● LATE 3:03", "late")
    near = visit(4, "After-sales ×3", "◕ near", "near")
    rows = [
        visit(33),
        Row(late.id, (Cell("B017"), *late.cells[1:])),
        Row(near.id, (Cell("P004"), *near.cells[1:])),
    ]
    async with desk(rows, size) as (app, _):
        assert screen_text(app).rstrip("\n") == PICTURES[size]


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_list_says_so_under_its_header(size: tuple[int, int]) -> None:
    async with desk([], size) as (app, pilot):
        assert app.lines()[0].startswith("  No.")
        assert app.lines()[1:3] == ["", "  Nobody is waiting. c checks somebody in."]
        assert app.table.selected is None
        app.table.empty = "Nothing found. Esc shows all."
        assert app.lines()[2] == "  Nothing found. Esc shows all."
        await shown(app, pilot, visits(1))
        assert "Nothing" not in screen_text(app)
        await shown(app, pilot, [])
        assert app.lines()[2] == "  Nothing found. Esc shows all."


async def test_the_sentence_of_an_empty_list_is_wrapped_in_a_narrow_pane() -> None:
    async with desk([], (24, 6)) as (app, _):
        assert app.lines()[2:4] == ["  Nobody is waiting. c", "  checks somebody in."]


@pytest.mark.parametrize("size", [*SIZES, (20, 6), (3, 3), (1, 2)])
async def test_no_line_is_wider_or_narrower_than_the_list(size: tuple[int, int]) -> None:
    rows = [visit(number, HOSTILE[number % len(HOSTILE)], HOSTILE[-number % len(HOSTILE)]) for number in range(60)]
    async with desk(rows, size) as (app, pilot):
        width = app.table.scrollable_content_region.width
        assert width == size[0] - 1  # the scroll bar
        for line in range(size[1]):
            strip = app.table.render_line(line)
            assert cell_len(strip.text) == strip.cell_length == width
        await shown(app, pilot, [])
        assert {cell_len(app.table.render_line(line).text) for line in range(size[1])} == {size[0]}


# ---- what people type ----------------------------------------------------------------------------------------------


async def test_a_name_is_shown_as_it_was_written_and_never_obeyed() -> None:
    names = ["Ann [/x]", "[VIP] O'Neil", "[@click=app.exit]x", "[b]bold[/b]", r"\[x]"]
    async with desk([visit(number, name) for number, name in enumerate(names)], (120, 36)) as (app, _):
        for name, line in zip(names, app.lines()[1:], strict=False):
            assert name in line
        app.table.empty = "Nothing found for [/x]."
        app.table.show([])
        assert "Nothing found for [/x]." in screen_text(app)


async def test_nothing_that_steers_a_terminal_reaches_it() -> None:
    rows = [
        visit(1, "a\x1b[31mb\x07"),
        visit(2, "c\u202ed\u2066"),
        visit(3, "e\x85\x7f\n\tf"),
        visit(4, "g\ud800\u200bh"),
    ]
    async with desk(rows) as (app, pilot):
        text = screen_text(app)
        assert not [character for character in text if visible(character) != character and character != "\n"]
        for line, name in zip(app.lines()[1:], ["a␛[31mb␇", "c�d�", "e�␡␊␉f", "g��h"], strict=False):
            assert name in line
        text.encode()  # a lone surrogate would fail here, as it would on the way to the terminal
        await shown(app, pilot, visits(1), [Column("c", "\x1b", 5), *COLUMNS[1:]])
        assert app.lines()[0].startswith("  ␛ ")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Ann", 5, "Ann  "),
        ("Annabel", 5, "Anna…"),
        ("Annab", 5, "Annab"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日… "),
        ("日本語", 1, "…"),
        ("日本語", 0, ""),
        ("Ann Belle", 5, "Ann… "),
        ("e\u0301" * 3, 3, "e\u0301" * 3),
    ],
)
def test_a_text_is_cut_by_the_cells_it_takes(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown
    assert cell_len(fit(text, width)) == cell_len(fit(text, width, "right")) == width


def test_figures_stand_at_the_right() -> None:
    assert fit("1:02", 6, "right") == "  1:02"


# ---- columns -------------------------------------------------------------------------------------------------------


def test_the_least_important_columns_go_first() -> None:
    kept = {width: [COLUMNS[place.number].id for place in arrange(COLUMNS, width)] for width in (60, 58, 46, 30, 4)}
    assert kept == {
        60: ["number", "service", "segment", "urgency", "waited", "due", "state"],
        58: ["number", "service", "segment", "waited", "due", "state"],
        46: ["number", "service", "waited", "due", "state"],
        30: ["number", "service", "state"],
        4: ["number"],
    }
    assert arrange(COLUMNS, 4)[0].width == 4


def test_among_equals_the_rightmost_column_goes_first() -> None:
    columns = [Column("a", "a", 4), Column("b", "b", 4), Column("c", "c", 4)]
    assert [place.number for place in arrange(columns, 10)] == [0, 1]


def test_spare_width_is_shared_out_to_the_last_cell() -> None:
    columns = [Column("a", "a", 4, flex=2), Column("b", "b", 4), Column("c", "c", 4, flex=1)]
    for width in range(16, 60):
        places = arrange(columns, width)
        assert sum(place.gap + place.width for place in places) == width
    a, b, c = arrange(columns, 16 + 30)
    assert (a.width, b.width, c.width) == (24, 4, 14)


async def test_other_columns_are_shown_with_their_rows() -> None:
    async with desk(visits(1, 2)) as (app, pilot):
        columns = (Column("n", "Núm.", 5), Column("t", "Trámite", 12, flex=1))
        await shown(app, pilot, [Row("v1", (Cell("I001"), Cell("Cuentas")))], columns)
        assert app.lines()[0].split() == ["Núm.", "Trámite"]
        assert app.lines()[1].split() == ["▸", "I001", "Cuentas"]


async def test_rows_that_do_not_fit_the_columns_are_refused() -> None:
    async with desk(visits(1)) as (app, _):
        with pytest.raises(ValueError, match="7 cells"):
            app.table.show([Row("v1", (Cell("I001"),))])
        with pytest.raises(ValueError, match="same id"):
            app.table.show(visits(2, 2))
        assert app.table.selected == "v1"


# ---- the selection belongs to a person, not to a line --------------------------------------------------------------


async def test_the_selection_follows_its_row_through_every_change() -> None:
    async with desk(visits(1, 2, 3)) as (app, pilot):
        assert app.table.select("v2")
        await pilot.pause()
        app.highlighted.clear()
        for numbers in ([3, 2, 1], [9, 8, 3, 2, 1], [2], [2, 5, 6], [5, 6, 7, 2]):
            await shown(app, pilot, visits(*numbers))
            assert app.table.selected == "v2"
            assert app.marked() == ["I002"]
        assert app.highlighted == []


@pytest.mark.parametrize(
    ("after", "heir"),
    [
        ([1, 3, 4], "v3"),  # whoever stood behind moves up
        ([3, 4], "v3"),  # … even if those before went too
        ([8, 9, 1, 4], "v4"),  # … or others came in before
        ([1], "v1"),  # the last
        ([1, 7, 8], "v7"),  # new ones in its place
        ([6], "v6"),  # all others
        ([], None),
    ],
)
async def test_when_the_selected_row_vanishes_the_next_one_is_selected_and_it_is_said(
    after: list[int], heir: str | None
) -> None:
    async with desk(visits(1, 2, 3, 4)) as (app, pilot):
        app.table.select("v2")
        await pilot.pause()
        app.highlighted.clear()
        await shown(app, pilot, visits(*after))
        assert app.table.selected == heir
        assert app.marked() == ([heir.replace("v", "I00")] if heir else [])
        assert app.highlighted == [heir]


async def test_the_first_who_comes_is_selected() -> None:
    async with desk([]) as (app, pilot):
        await shown(app, pilot, visits(4, 5))
        assert app.table.selected == "v4"
        assert app.highlighted == ["v4"]


async def test_nobody_can_be_selected_who_is_not_there() -> None:
    async with desk(visits(1, 2)) as (app, _):
        assert not app.table.select("v9")
        assert app.table.selected == "v1"


# ---- keys and mouse ------------------------------------------------------------------------------------------------


async def test_the_keys_move_the_selection_and_stop_at_both_ends() -> None:
    async with desk(visits(*range(1, 41)), (80, 11)) as (app, pilot):
        steps = [
            ("down", "I002"),
            ("end", "I040"),
            ("down", "I040"),
            ("up", "I039"),
            ("pageup", "I029"),
            ("pagedown", "I039"),
            ("pagedown", "I040"),
            ("home", "I001"),
            ("up", "I001"),
            ("pageup", "I001"),
        ]
        for key, number in steps:
            await pilot.press(key)
            assert app.marked() == [number], key
        assert app.highlighted == ["v1", "v2", "v40", "v39", "v29", "v39", "v40", "v1"]


async def test_the_list_takes_no_key_but_these() -> None:
    async with desk(visits(1)) as (app, _):
        taken = {"up", "down", "home", "end", "pageup", "pagedown", "enter"}
        assert set(app.table._bindings.key_to_bindings) == taken


async def test_enter_chooses_the_selected_row() -> None:
    async with desk(visits(1, 2)) as (app, pilot):
        await pilot.press("down", "enter")
        assert app.chosen == ["v2"]


async def test_letters_and_space_are_left_to_the_desk_and_so_is_enter_while_nobody_waits() -> None:
    async with desk([]) as (app, pilot):
        await pilot.press("j", "k", "space", "enter", "down", "end", "pageup")
        assert app.letters == ["j", "k", "space", "enter"]
        assert app.chosen == []
        await shown(app, pilot, visits(1, 2))
        await pilot.press("j", "space")
        assert app.letters[4:] == ["j", "space"]
        assert app.table.selected == "v1"


async def test_a_click_selects_the_row_under_the_pointer() -> None:
    async with desk(visits(*range(1, 41)), (80, 11)) as (app, pilot):
        await pilot.click(QueueTable, offset=(10, 3))
        assert app.marked() == ["I003"]
        await pilot.click(QueueTable, offset=(10, 0))  # the header
        assert app.marked() == ["I003"]
        await pilot.press("end")
        await pilot.click(QueueTable, offset=(10, 1))
        assert app.marked() == ["I031"]
        await pilot.click(QueueTable, offset=(10, 1), times=2)
        assert not app.screen.selections  # no text is marked by a double click
        await shown(app, pilot, visits(1, 2))
        await pilot.click(QueueTable, offset=(10, 7))  # below the rows
        assert app.marked() == ["I002"]
        await pilot.click(QueueTable, offset=(10, 1), button=3)
        assert app.marked() == ["I002"]


# ---- scrolling -----------------------------------------------------------------------------------------------------


async def test_a_row_selected_before_the_first_layout_is_in_sight_after_it() -> None:
    app = Desk(visits(*range(1, 41)))
    app.table.show(app.start)
    app.table.select("v30")
    async with app.run_test(size=(80, 11)) as pilot:
        await pilot.pause()
        assert app.marked() == ["I030"]
        assert app.listed()[-1] == "I030"


async def test_the_header_stays_while_the_rows_scroll() -> None:
    async with desk(visits(*range(1, 41)), (80, 11)) as (app, pilot):
        await pilot.press("end")
        assert app.lines()[0].startswith("  No.")
        assert app.listed() == [f"I{number:03}" for number in range(31, 41)]


async def test_new_rows_above_do_not_scroll_the_list_as_long_as_the_selected_one_is_in_sight() -> None:
    async with desk(visits(*range(1, 41)), (80, 11)) as (app, pilot):
        app.table.select("v9")
        await shown(app, pilot, visits(99, *range(1, 41)))
        assert app.listed()[0] == "I099"
        assert app.marked() == ["I009"]
        await shown(app, pilot, visits(98, 99, *range(1, 41)))
        assert app.listed() == [f"I{number:03}" for number in (99, *range(1, 10))]


async def test_somebody_who_scrolled_away_is_not_dragged_back() -> None:
    async with desk(visits(*range(1, 41)), (80, 11)) as (app, pilot):
        app.table.scroll_to(y=20, animate=False)
        await pilot.pause()
        await shown(app, pilot, [visit(number, "Changed") for number in range(1, 41)])
        assert app.listed()[0] == "I021"
        assert "Changed" in app.lines()[1]
        await shown(app, pilot, visits(*range(2, 41)))  # the selected one goes: the next is selected, nothing jumps
        assert app.table.selected == "v2"
        assert app.listed()[0] == "I022"
        await pilot.press("down")
        assert app.marked() == ["I003"]
        assert app.listed()[0] == "I003"


async def test_a_list_that_shrinks_leaves_no_gap_at_its_end() -> None:
    async with desk(visits(*range(1, 41)), (80, 11)) as (app, pilot):
        await pilot.press("end")
        await shown(app, pilot, visits(*range(29, 41)))
        assert app.listed() == [f"I{number:03}" for number in range(31, 41)]
        app.table.show(visits(*range(38, 41)))
        assert app.table.scroll_offset.y == 0  # at once: a click may come before the layout
        await pilot.pause()
        assert app.listed() == ["I038", "I039", "I040"]
        assert app.marked() == ["I040"]


async def test_the_selected_row_stays_in_sight_when_the_terminal_shrinks() -> None:
    async with desk(visits(*range(1, 21)), (80, 24)) as (app, pilot):
        await pilot.press("end")
        assert len(app.listed()) == 20
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert app.marked() == ["I020"]
        assert len(app.listed()) == 7
        assert app.table.render_line(1).cell_length == 59
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert len(app.listed()) == 20
        assert not app.table.show_vertical_scrollbar
        assert app.table.render_line(1).cell_length == 120


# ---- only what changed is drawn ------------------------------------------------------------------------------------


async def test_one_changed_row_is_one_line_drawn() -> None:
    rows = visits(*range(1, 1001))
    async with desk(rows) as (app, pilot):
        app.table.drawn.clear()
        rows[4] = visit(5, "Accounts")
        await shown(app, pilot, rows)
        assert app.table.drawn == [5]
        assert "Accounts" in app.lines()[5]


async def test_nothing_changed_is_nothing_drawn() -> None:
    async with desk(visits(1, 2, 3)) as (app, pilot):
        app.table.drawn.clear()
        await shown(app, pilot, visits(1, 2, 3))
        assert app.table.drawn == []


async def test_a_change_out_of_sight_is_not_drawn() -> None:
    rows = visits(*range(1, 101))
    async with desk(rows) as (app, pilot):
        app.table.drawn.clear()
        rows[90] = visit(91, "Accounts")
        await shown(app, pilot, rows)
        assert app.table.drawn == []
        await pilot.press("end")
        assert "Accounts" in screen_text(app)


async def test_a_cursor_key_draws_two_lines() -> None:
    async with desk(visits(*range(1, 1001))) as (app, pilot):
        app.table.drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert sorted(app.table.drawn) == [1, 2]


async def test_while_all_fit_who_comes_or_goes_is_drawn_without_a_new_layout() -> None:
    async with desk(visits(1, 2, 3)) as (app, pilot):
        app.table.drawn.clear()
        await shown(app, pilot, visits(1, 2, 3, 4))
        assert app.table.drawn == [4]
        app.table.drawn.clear()
        await shown(app, pilot, visits(1, 2, 4))
        assert app.table.drawn == [3, 4]
        assert app.listed() == ["I001", "I002", "I004"]


async def test_a_line_is_drawn_once_and_then_taken_from_the_cache_until_the_style_changes() -> None:
    async with desk(visits(1, 2)) as (app, pilot):
        strip = app.table.render_line(2)
        assert app.table.render_line(2) is strip
        app.theme = "textual-light"
        await pilot.pause()
        assert app.table.render_line(2) is not strip
        assert app.table.render_line(2).text == strip.text


async def test_a_second_later_only_the_clocks_in_sight_are_drawn() -> None:
    rows = visits(*range(1, 101))
    async with desk(rows, (80, 11)) as (app, pilot):
        app.table.drawn.clear()
        app.table.go_on(0, [visit(1, state="◔ 5:57"), *rows[1:3], visit(4, state="◔ 5:57"), *rows[4:]])
        await pilot.pause()
        assert app.table.drawn == [1, 4]
        assert ["5:57" in line for line in app.lines()[1:6]] == [True, False, False, True, False]
        assert app.marked() == ["I001"]
        app.table.scroll_to(y=20, animate=False)
        await pilot.pause()
        app.table.drawn.clear()
        app.table.go_on(0, [visit(number, state="◔ 5:56") for number in range(1, 101)])
        await pilot.pause()
        assert app.table.drawn == list(range(1, 11))
        assert app.listed()[0] == "I021"
        assert "5:56" in app.lines()[1]


async def test_clocks_go_on_for_the_same_people_only() -> None:
    async with desk(visits(1, 2, 3)) as (app, _):
        for first, numbers in [(0, [1, 3]), (1, [1, 2]), (2, [3, 4])]:
            with pytest.raises(ValueError, match="other rows"):
                app.table.go_on(first, visits(*numbers))
        assert [row.id for row in app.table.rows] == ["v1", "v2", "v3"]


async def test_of_a_line_only_the_cells_that_changed_are_made_anew() -> None:
    async with desk(visits(1, 2)) as (app, _):
        before = list(app.table.render_line(2))
        app.table.go_on(1, [visit(2, state="● LATE 0:01", tone="late")])
        after = list(app.table.render_line(2))
        assert [new is old for new, old in zip(after, before, strict=True)] == [True] * 7 + [False]
        app.table.go_on(1, [visit(2, state="● LATE 0:01", tone="late")])
        assert list(app.table.render_line(2)) == after


# ---- as the library would draw it ----------------------------------------------------------------------------------


def cells(strips: Sequence[Strip]) -> list[list[tuple[str, Style | None]]]:
    """Each character of each line, with its style."""
    return [[(sign, segment.style) for segment in strip for sign in segment.text] for strip in strips]


def assert_drawn_as_the_library_does(table: QueueTable, *, rows: int) -> None:
    whole = table.outer_size.region
    ours = table.render_lines(whole)
    assert sum(isinstance(strip, FramedLine) for strip in ours) == rows
    assert [strip.cell_length for strip in ours] == [whole.width] * whole.height
    assert all(cell_len(strip.text) == whole.width for strip in ours)
    table.refresh()  # the library's own lines
    assert cells(ours) == cells(ScrollView.render_lines(table, whole))


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("border", ["none", "round"])
async def test_the_rows_look_as_if_the_library_had_drawn_them(
    theme: str, border: str, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    rows = [visit(1, state="● LATE 3:03", tone="late"), visit(2, tone="near"), visit(3, state="off", tone="dim")]
    async with desk(rows, (80, 12)) as (app, pilot):
        app.theme = theme
        app.table.styles.border = (border, "red")  # type: ignore[assignment]
        app.table.border_title = "Waiting 3"
        await pilot.pause()
        assert_drawn_as_the_library_does(app.table, rows=3)
        await pilot.press("down")
        app.screen.set_focus(None)
        await pilot.pause()
        assert_drawn_as_the_library_does(app.table, rows=3)
        in_sight = 11 if border == "none" else 9
        await shown(app, pilot, visits(*range(1, 41)))
        app.table.border_title = "Waiting 40"
        await pilot.press("end")
        assert_drawn_as_the_library_does(app.table, rows=in_sight)
        app.table.go_on(39, [visit(40, state="◔ 5:57")])
        assert_drawn_as_the_library_does(app.table, rows=in_sight)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert_drawn_as_the_library_does(app.table, rows=in_sight + 8)
        await shown(app, pilot, visits(1, 2))
        assert_drawn_as_the_library_does(app.table, rows=2)
        await shown(app, pilot, [])
        assert_drawn_as_the_library_does(app.table, rows=0)


@pytest.mark.parametrize(("rule", "value"), [("opacity", 0.5), ("tint", "red 40%"), ("text_opacity", 0.4)])
async def test_what_is_laid_over_the_list_is_laid_over_its_rows(rule: str, value: object) -> None:
    async with desk(visits(1, 2, 3)) as (app, pilot):
        setattr(app.table.styles, rule, value)
        await pilot.pause()
        assert_drawn_as_the_library_does(app.table, rows=0)


@pytest.mark.parametrize("size", [(20, 3), (20, 2), (3, 3), (2, 2), (1, 1)])
async def test_a_list_with_no_room_for_rows_is_drawn_all_the_same(size: tuple[int, int]) -> None:
    async with desk(visits(*range(1, 41)), size) as (app, pilot):
        app.table.styles.border = ("round", "red")
        await pilot.pause()
        assert_drawn_as_the_library_does(app.table, rows=0)


@pytest.mark.parametrize("cuts", [(79, 80), (80,), (1, 79, 80), (79,), (40, 80)])
async def test_a_framed_line_is_cut_like_any_other(cuts: tuple[int, ...]) -> None:
    async with desk(visits(*range(1, 41))) as (app, _):
        line = app.table.render_lines(app.table.outer_size.region)[1]
        assert isinstance(line, FramedLine)
        same = Strip(list(line)).divide(cuts)
        assert cells(line.divide(cuts)) == cells(same)
        assert [strip.cell_length for strip in line.divide(cuts)] == [strip.cell_length for strip in same]


# ---- styles --------------------------------------------------------------------------------------------------------


async def test_each_tone_has_its_style_and_a_theme_changes_it() -> None:
    rows = [visit(1), visit(2, state="● LATE 3:03", tone="late"), visit(3, state="◕ near", tone="near")]
    async with desk(rows) as (app, pilot):
        plain = style_of(app.table.render_line(2), "Information").color
        late = style_of(app.table.render_line(2), "LATE").color
        near = style_of(app.table.render_line(3), "near").color
        assert len({plain, late, near}) == 3
        app.theme = "textual-light"
        await pilot.pause()
        assert style_of(app.table.render_line(2), "LATE").color != late


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_the_selected_row_has_its_own_background_and_loses_its_strength_with_the_focus(theme: str) -> None:
    async with desk(visits(1, 2)) as (app, pilot):
        app.theme = theme
        await pilot.pause()
        focused = style_of(app.table.render_line(1), "Information")
        other = style_of(app.table.render_line(2), "Information")
        assert focused.bgcolor != other.bgcolor
        app.screen.set_focus(None)
        await pilot.pause()
        blurred = style_of(app.table.render_line(1), "Information")
        assert len({focused.bgcolor, blurred.bgcolor, other.bgcolor}) == 3
        assert app.marked() == ["I001"]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_in_sixteen_colours_the_selected_row_is_reversed(theme: str) -> None:
    rows = [visit(1, state="● LATE 3:03", tone="late"), visit(2)]
    async with desk(rows) as (app, pilot):
        app.theme = theme
        await pilot.pause()
        for text in ("Information", "LATE", "▸"):
            assert style_of(app.table.render_line(1), text).reverse
        assert not style_of(app.table.render_line(2), "Information").reverse


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_in_sixteen_colours_what_is_dim_is_dim(theme: str) -> None:
    row = visit(2, state="off", tone="dim")
    async with desk([visit(1), row]) as (app, pilot):
        app.theme = theme
        await pilot.pause()
        assert style_of(app.table.render_line(2), "off").dim
        assert not style_of(app.table.render_line(2), "Information").dim


async def test_without_colours_the_selected_row_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk(visits(1, 2)) as (app, _):
        assert style_of(app.table.render_line(1), "Information").reverse
        assert not style_of(app.table.render_line(2), "Information").reverse


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [116, 76, 56])
def test_nothing_that_matters_is_cut_in_the_waiting_list(language: str, width: int) -> None:
    use_language(language)
    try:
        now = 12 * 3600
        late = SimpleNamespace(leg=SimpleNamespace(due_at=now - 10 * 3600 - 240, promise=SimpleNamespace(wait_s=600)))
        shown = {
            "number": "AB1000",
            "waited": "10:14 h",
            "due": "09:05",
            "state": state_cell(late, now, 0.2).text,  # type: ignore[arg-type]
        }
        its = columns(with_number_word=_("No."))
        for place in arrange(its, width):
            column = its[place.number]
            text = shown.get(column.id, column.title)
            assert "…" not in fit(text, place.width) + fit(column.title, place.width), column.id
        assert {its[place.number].id for place in arrange(its, width)} >= {"number", "service", "waited", "state"}
    finally:
        use_language("en")


def test_the_size_of_a_party_stands_where_its_service_is_cut() -> None:
    assert fit("Personal attention", 14, tail=" ×12") == "Personal… ×12 "
    assert fit("Accounts", 14, tail=" ×12") == "Accounts ×12  "
    assert fit("Accounts", 4, tail=" ×12") == "Acc…"
