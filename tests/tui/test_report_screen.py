"""The report on the screen: other days, ranges from the calendar, the visits behind it and their stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.i18n import use_language
from frontdesk.reports import formats
from frontdesk.reports.behind import Value
from frontdesk.reports.document import Step
from frontdesk.reports.model import Summary
from frontdesk.store.log import DayRow
from frontdesk.tui.columns import fit
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.queue.table import STEPS
from frontdesk.tui.report import progress
from frontdesk.tui.report.actions import PAGE_KEYS, useful_keys
from frontdesk.tui.report.calendar import month_lines, told_of
from frontdesk.tui.report.progress import bar
from frontdesk.tui.report.reading import moved
from frontdesk.tui.report.screen import ReportScreen
from frontdesk.tui.report.visit_rows import columns
from tests.tui.story import NINE, desk
from tests.tui.test_desk_pictures import assert_golden, begun, opened

Label = Callable[[str, str], object]

DAY_S = 86400
DAYS = {
    "2026-11-20": DayRow("2026-11-20", 0, 1, "7f3a91c0" * 8),
    "2026-11-21": DayRow("2026-11-21", 2, 3),
    "2026-11-23": DayRow("2026-11-23", 4),
}
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (20, 21, 22, 23))


def three_days(colleague: Desk) -> None:
    """One was served on Friday, one waited too long on Saturday and left, one came today."""
    clock = cast("FixedClock", colleague.clock)
    for day, acts in enumerate(("in time", "too late", "today"), start=-2):
        clock.at = NINE + day * DAY_S
        if day == -2:
            colleague.perform(do.OpenCounter(counter="1", actor="Rosa"))
        service = "information" if day else "incidents"
        colleague.perform(do.CheckIn(services=(service,), actor="Rosa", name=colleague.note("Ann [/x]")))
        if acts == "in time":
            colleague.perform(do.CallNext(counter="1", actor="Rosa"))
            colleague.perform(do.Start(counter="1", actor="Rosa"))
            clock.at += 60
            colleague.perform(do.Finish(counter="1", actor="Rosa"))
        elif acts == "too late":
            clock.at += 1500
            colleague.perform(do.MarkLeft(visit="I001", actor="Rosa"))
    clock.at = NINE + 60


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_from_day_to_day_and_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, before=three_days, size=size) as story:
        await story.see("B001")
        await story.press("S")
        await story.see("Sun 22 Nov 2026", "1 arrived + 0 carried in")
        await story.press("left")
        await story.see("Sat 21 Nov 2026", "0 served + 0 no-show + 1 left")
        await story.press("left")
        await story.see("Fri 20 Nov 2026", "1 served")
        await story.press("left")
        await story.see("There is nothing before that.")
        await story.press("right", "right")
        await story.see("Sun 22 Nov 2026")
        await story.press("right")
        await story.see("There is nothing after that.")
        await story.press("escape")
        await story.see("B001")


async def test_a_range_from_the_calendar_and_the_file_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(tmp_path, before=three_days) as story:
        await story.press("S")
        await story.see("1 arrived + 0 carried in")
        await story.press("d")
        await story.see("Nov 2026", "20✓", "22…", "Sun 22 Nov 2026: not closed yet.")
        await story.press("left")
        await story.see("Sat 21 Nov 2026: closed, seal ")
        await story.press("space", "left")
        await story.see("[20✓][21✓]", "From Sat 21 Nov 2026 to Fri 20 Nov 2026.")
        await story.press("enter")
        await story.see("Fri 20 Nov 2026 – Sat 21 Nov 2026", "2 arrived + 0 carried in")
        await story.press("s")
        await story.see("Save the summary as")
        await story.press("h")
        await story.see("2026-11-20-2026-11-21-en.html")
        await story.press("enter")
        await story.see("Saved as")
        (page,) = tmp_path.glob("*.html")
        assert "2026" in page.read_text(encoding="utf-8")
        await story.press("d")
        await story.see("Which days?")
        await story.press("escape")
        await story.see_no("Which days?")
        await story.press("d")
        await story.see("Which days?")
        await story.press("pagedown")
        await story.see("Dec 2026", "21 Dec 2026: no visits.")


async def test_the_visits_behind_it_and_what_happened_to_one_long_ago(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(120, 36)) as story:
        await story.press("S")
        await story.see("1 arrived + 0 carried in")
        await story.press("left")
        await story.see("Sat 21 Nov 2026")
        await story.press("v")
        await story.see("All visits · 1 · Sat 21 Nov 2026", "1/3", "I001", "▼ 25:00", "10:00", "left")
        await story.press("enter")
        await story.see("Story of I001 · Sat 21 Nov 2026", "Checked in as I001", "Left.")
        await story.press("escape", "tab")
        await story.see("arrived · 1", "2/3")
        await story.press("tab")
        await story.see("carried in · 0", "No visit is behind this figure.")
        await story.press("enter", "shift+tab", "shift+tab")
        await story.see("All visits · 1", "I001")
        await story.press("escape")
        await story.see("1 left")


async def test_from_figure_to_figure_and_behind_one_of_them_and_back_to_it(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days) as story:
        await story.press("S")
        await story.see("▸1 arrived + 0 carried in")
        await story.press("left")
        await story.see("Sat 21 Nov 2026", "▸1 arrived")
        await story.press("down")
        await story.see("▸  = 0 served + 0 no-show + 1 left")
        await story.press("enter", "tab", "tab")
        await story.see("left · 1 · Sat 21 Nov 2026", "3/6", "▼ 25:00")
        await story.press("escape")
        await story.see("▸  = 0 served + 0 no-show + 1 left")
        await story.press(*["down"] * 8)
        await story.see("▸  missed 1: served 0, left 1")
        await story.press("enter")
        await story.see("Longer than promised · 1", "I001")
        await story.press("escape", "left")
        await story.see("Fri 20 Nov 2026", "▸  missed 0")  # the same figure of the day before
        await story.press("up", "home")
        await story.see("▸1 arrived")
        await story.press("up")
        await story.see("▸1 arrived")


async def test_what_has_no_visits_behind_it_is_read_line_by_line(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(80, 24)) as story:
        await story.press("S")
        await story.see("▸1 arrived")
        await story.press("end")
        await story.see("Quick questions: answered without a number")
        await story.press("home", "pagedown")
        await story.see_no("1 arrived")
        await story.press("down")  # the cursor is out of sight: it comes to where one reads
        page = story.app.screen.page  # type: ignore[attr-defined]
        assert page.scroll_offset.y > 0 and "▸" in story.screen()
        before = page.selected
        await story.press("end", "down", "down")
        assert page.selected is not before
        at = page.scroll_offset.y
        await story.press("up", "up")  # no figure is near: so many lines up
        assert page.scroll_offset.y == at - 2


async def test_a_figure_is_selected_with_the_mouse(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days) as story:
        await story.press("S")
        await story.see("▸1 arrived")
        at = next(number for number, line in enumerate(story.lines()) if line.startswith(" Handling"))
        await story.pilot.click("#text", offset=(5, at))
        await story.see("▸Handling")
        await story.pilot.click("#text", offset=(5, 0))
        await story.see("▸Handling")


async def test_behind_a_day_that_runs_figures_and_visits_are_of_one_instant(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(120, 36)) as story:
        await story.press("S")
        await story.see("▸1 arrived", "as of 09:01")
        await story.later(minutes=5)
        story.arrives()
        await story.press("enter")
        await story.see("All visits · 2", "B001", "I001")
        await story.press("escape")
        await story.see("▸2 arrived", "as of 09:06")
        story.arrives()
        await story.press("enter")
        await story.see("All visits · 2")  # as the page says, until it is read again
        await story.press("escape", "r")
        await story.see("▸3 arrived")


@pytest.mark.parametrize(("waited", "shown"), [(9 * 3600, "▼ 9:00 h"), (274860, "▼ 76:21 h"), (3600000, "▼ 1000:00 h")])
def test_a_wait_of_days_is_shown_whole(waited: int, shown: str) -> None:
    column = next(one for one in columns(Value.WAITED, longest_s=waited) if one.id == "waited")
    assert fit(shown, column.width, "right").strip() == shown
    assert column.width == max(8, len(shown))


def one_for_days(colleague: Desk) -> None:
    """One has waited for more than three days, and another comes today."""
    clock = cast("FixedClock", colleague.clock)
    clock.at = NINE - 76 * 3600 - 20 * 60
    colleague.perform(do.CheckIn(services=("information",), actor="Rosa"))
    clock.at = NINE + 60
    colleague.perform(do.CheckIn(services=("personal",), actor="Rosa"))


async def test_a_wait_of_days_is_not_cut_in_the_list(tmp_path: Path) -> None:
    async with desk(tmp_path, before=one_for_days, size=(120, 36)) as story:
        await story.press("S")
        await story.see("1 carried in")
        await story.press("home", "enter")
        await story.see("All visits · 2", "I001", "▼ 76:21 h ")


async def test_the_hint_of_the_calendar_is_whole_on_a_small_screen_in_spanish(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(60, 20), language="es") as story:
        await story.press("S")
        await story.see("▸1 ")
        await story.press("d")
        await story.see("Enter: este día", "Espacio: desde aquí", "mes", "Esc sale", "30")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_line_of_keys_has_room_for_what_is_of_most_use(language: str) -> None:
    use_language(language)
    try:
        shown = [key for key, _word in useful_keys()]
        assert shown == ["s", "d", "Enter", "← →", "Esc", "?"]
        line = KeyLine()
        assert line.drawn(useful_keys()).cell_length <= 78
        small = [one for one in useful_keys() if one[0] in ("s", "d", "Esc", "?")]
        assert line.drawn(small).cell_length <= 58
    finally:
        use_language("en")


async def test_the_list_goes_by_what_explains_the_figure(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(120, 36)) as story:
        await story.press("S")
        await story.see("▸1 arrived")
        await story.press("left", "left")
        await story.see("Fri 20 Nov 2026", "▸1 arrived")
        await story.press(*["down"] * 5)
        await story.see("▸Handling")
        await story.press("enter")
        await story.see("Handling · 1 · Fri 20 Nov 2026", "Handling", "1:00", "I001", "Rosa")


async def test_all_keys_of_the_summary(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(60, 20)) as story:
        await story.press("S")
        await story.see("▸1 arrived", "? All keys")
        await story.press("?")
        await story.see("All keys", "Figures", "Compare", "↑ ↓ move · Esc leaves")
        await story.press("escape")
        await story.see("▸1 arrived")


def test_every_key_of_the_table_does_something_and_no_other(tmp_path: Path) -> None:
    screen = ReportScreen.__new__(ReportScreen)
    done = {key for one in PAGE_KEYS for key in one.keys} - set(STEPS)
    assert done == set(screen.acts_of_keys())


async def test_a_file_that_takes_long_shows_how_far_it_is_and_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "LONG_S", 0.01)
    go_on, is_at = Event(), Event()
    made = formats.made

    def slow(kind: str, summary: Summary, label: Label, *, paper: str, step: Step) -> formats.Made:
        def slow_step(done: int, total: int) -> None:
            step(done, total)
            if done == total // 2:
                is_at.set()
                go_on.wait(20)

        return made(kind, summary, label, paper=paper, step=slow_step)

    monkeypatch.setattr(formats, "made", slow)
    async with desk(tmp_path, before=three_days) as story:
        await story.press("S")
        await story.see("▸1 arrived")
        await story.press("s")
        await story.see("Save the summary as")
        await story.press("h")
        await story.see("File:")
        await story.press("enter")
        await story.see("▇", "░", "Esc gives it up")
        assert is_at.wait(20)
        await story.press("left")  # the other keys go on
        await story.see("Sat 21 Nov 2026")
        await story.press("s")
        await story.see("A file is being made. Esc gives it up.")
        await story.press("escape")
        go_on.set()
        await story.see("Given up. Nothing was saved.", "Sat 21 Nov 2026")
        assert list(tmp_path.glob("*.html")) == list(tmp_path.glob(".*.html*")) == []
        await story.press("s", "h")
        await story.see("File:")
        await story.press("enter")
        await story.see("Saved as")
        assert len(list(tmp_path.glob("*.html"))) == 1
        await story.press("escape")
        await story.see("Waiting 1")


async def test_a_file_that_cannot_be_written_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(tmp_path, before=three_days) as story:
        await story.press("S")
        await story.see("▸1 arrived")
        await story.press("s", "j")
        await story.see("File:")
        await story.write("nowhere/all.json")
        await story.press("enter")
        await story.see("nowhere/all.json cannot be written: No such file or directory.")


def test_a_bar_fits_its_line_and_moves_only_with_what_is_done() -> None:
    lines = [bar("Making Main-branch-2026-11-20.pdf …", " · Esc gives it up", done, 12, 58) for done in range(13)]
    assert {len(line) for line in lines} == {58} and len(set(lines)) == 13
    assert lines[-1].endswith("▇▇▇▇▇▇ 12/12 · Esc gives it up")
    assert bar("Reading …", "", 0, 1, 80) == f"Reading … {'░' * 30}"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    ending = f"{size[0]}x{size[1]}.{language}"
    async with desk(tmp_path, size=size, language=language, before=begun) as story:
        await opened(story)
        await story.press("S")
        await story.see("▸6 ")
        await story.press("down", "down", "down", "down")
        assert_golden(f"report.{ending}", story.screen())
        await story.press("home", "enter")
        await story.see("A001", "B001")
        assert_golden(f"report-visits.{ending}", story.screen())


async def test_it_is_held_against_the_time_before(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(120, 50)) as story:
        await story.press("S")
        await story.see("1 arrived + 0 carried in")
        await story.press("c")
        await story.see("Compared with the equally long time before.", "Sat 21 Nov 2026")
        await story.press("c")
        await story.see("Compared with the same weekdays before.")
        await story.press("c")
        await story.see("Compared with nothing.")
        await story.see_no("Sat 21 Nov 2026")


async def test_a_receptionist_who_has_no_day_yet_reads_that_nobody_came(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("S")
        await story.see("Nobody came, so there is nothing to measure.")
        await story.press("v")
        await story.see("All visits · 0", "No visit is behind this figure.")
        await story.press("enter", "escape", "escape")
        await story.see("Waiting 0")


def test_a_month_is_drawn_in_weeks_with_what_is_known_of_each_day() -> None:
    lines = [str(line.plain) for line in month_lines(SUNDAY, DAYS, FRIDAY)]
    assert lines == [
        "Nov 2026",
        " Mon  Tue  Wed  Thu  Fri  Sat  Sun ",
        "                                1  ",
        "  2    3    4    5    6    7    8  ",
        "  9   10   11   12   13   14   15  ",
        " 16   17   18   19  [20✓][21✓][22 ]",
        " 23…  24   25   26   27   28   29  ",
        " 30                                ",
    ]


def test_what_is_known_of_a_day() -> None:
    assert told_of(FRIDAY, DAYS) == "Fri 20 Nov 2026: closed, seal 7f3a-91c0."
    assert told_of(SATURDAY, DAYS) == "Sat 21 Nov 2026: closed."
    assert told_of(SUNDAY, DAYS) == "Sun 22 Nov 2026: no visits."
    assert told_of(MONDAY, DAYS) == "Mon 23 Nov 2026: not closed yet."


@pytest.mark.parametrize(
    ("span", "places", "expected"),
    [
        ((MONDAY, MONDAY), -1, (SATURDAY, SATURDAY)),
        ((SUNDAY, SUNDAY), -1, (SATURDAY, SATURDAY)),
        ((FRIDAY, FRIDAY), -1, None),
        ((SATURDAY, SATURDAY), 1, (MONDAY, MONDAY)),
        ((SATURDAY, SUNDAY), 1, (MONDAY, date(2026, 11, 24))),
        ((FRIDAY, SATURDAY), -1, None),
    ],
)
def test_the_days_before_and_after(span: tuple[date, date], places: int, expected: tuple[date, date] | None) -> None:
    assert moved(span, DAYS, places) == expected


async def test_the_visits_of_years_are_not_listed(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(120, 36)) as story:
        await story.press("S")
        await story.see("1 arrived + 0 carried in")
        await story.press("d")
        await story.see("Which days?")
        await story.press("space", *["pageup"] * 4, "enter")
        await story.see("3 arrived + 0 carried in")
        await story.press("v")
        await story.see("The visits of at most 92 days are listed: choose fewer.")


async def test_those_whom_a_figure_names_are_listed_over_years_too(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(120, 36)) as story:
        await story.press("S")
        await story.see("▸1 arrived")
        await story.press("d")
        await story.see("Which days?")
        await story.press("space", *["pageup"] * 4, "enter")
        await story.see("▸3 arrived")
        await story.press("end", "pageup", "pageup", "up")
        page = story.app.screen.page  # type: ignore[attr-defined]
        while not page.selected.lines[0].startswith(" Furthest over their standard"):
            before = page.selected, page.scroll_offset
            await story.press("up")
            assert (page.selected, page.scroll_offset) != before
        await story.press("down")
        await story.see("▸  I001 25:00 of 10:00")
        await story.press("enter")
        await story.see("Furthest over their standard · 1", "▸ I001", "▼ 25:00")


def a_complaint_answered_on_the_next_day(colleague: Desk) -> None:
    """About a visit of Friday, where it was taken down; answered on Saturday, when nobody but one came."""
    clock = cast("FixedClock", colleague.clock)
    clock.at = NINE - 2 * DAY_S
    colleague.perform(do.OpenCounter(counter="1", actor="Rosa"))
    colleague.perform(do.CheckIn(services=("information",), actor="Rosa"))
    colleague.perform(do.CallNext(counter="1", actor="Rosa"))
    colleague.perform(do.Start(counter="1", actor="Rosa"))
    said, answer = colleague.note("It took an hour."), colleague.note("Sorry.")
    assert said is not None and answer is not None
    taken_down = do.OpenComplaint(counter="1", cause="courtesy", text=said, actor="Rosa")
    number = str(colleague.perform(taken_down)["complaint"])
    colleague.perform(do.Finish(counter="1", actor="Rosa"))
    clock.at = NINE - DAY_S
    colleague.perform(do.CheckIn(services=("incidents",), actor="Rosa"))
    colleague.perform(do.ResolveComplaint(number=number, text=answer, actor="Rosa"))
    clock.at = NINE + 60


async def test_behind_complaints_are_the_visits_that_they_are_about_whatever_their_day(tmp_path: Path) -> None:
    async with desk(tmp_path, before=a_complaint_answered_on_the_next_day, size=(80, 24)) as story:
        await story.press("S")
        await story.see("▸0 arrived")
        await story.press("left")
        await story.see("Sat 21 Nov 2026", "▸1 arrived")
        page = story.app.screen.page  # type: ignore[attr-defined]
        while not page.selected.lines[0].startswith(" Complaints"):
            before = page.selected, page.scroll_offset
            await story.press("down")
            assert (page.selected, page.scroll_offset) != before
        await story.see("▸Complaints 1 carried in + 0 opened = 1 resolved (0 late) + 0 still open")
        await story.press("enter")
        await story.see("visits of complaints carried in · 1 · Sat 21 Nov 2026", "1/2", "I001")
        await story.press("tab")
        await story.see("visits of complaints resolved · 1 · Sat 21 Nov 2026", "2/2", "I001")


async def test_on_a_small_screen_the_rest_of_the_page_is_to_the_right(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(60, 20)) as story:
        await story.press("S")
        await story.see("1 arrived + 0 carried in", "Esc Back")
        await story.see_no("adds up")
        await story.press(">")
        await story.see("adds up ✓")
        await story.press("<")
        await story.see_no("adds up")
