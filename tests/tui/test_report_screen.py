"""The report on the screen: other days, ranges from the calendar, the visits behind it and their stories."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.store.log import DayRow
from frontdesk.tui.report.calendar import month_lines, told_of
from frontdesk.tui.report.reading import moved
from tests.tui.story import NINE, desk

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
        await story.see("Sat 21 Nov 2026 · All visits · 1", "I001", "▼ 25:00", "10:00", "left")
        await story.press("enter")
        await story.see("Story of I001", "Checked in as I001", "Left.")
        await story.press("escape", "tab")
        await story.see("Longer than promised · 1")
        await story.press("tab")
        await story.see("served · 0", "There is no such visit.")
        await story.press("shift+tab", "shift+tab", "shift+tab")
        await story.see("still here · 0")
        await story.press("escape")
        await story.see("1 left")


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
        await story.see("All visits · 0", "There is no such visit.")
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


async def test_on_a_small_screen_the_rest_of_the_page_is_to_the_right(tmp_path: Path) -> None:
    async with desk(tmp_path, before=three_days, size=(60, 20)) as story:
        await story.press("S")
        await story.see("1 arrived + 0 carried in", "Esc Back")
        await story.see_no("adds up")
        await story.press(">")
        await story.see("adds up ✓")
        await story.press("<")
        await story.see_no("adds up")
