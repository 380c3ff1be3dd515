"""The board as a shift lead uses it: the figures, what is behind them, the counters, from the desk and alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.forecast import Late, Scenario
from frontdesk.reports.behind_board import Figure
from frontdesk.tui.board.screen import BoardScreen
from frontdesk.tui.faces import Face
from frontdesk.tui.terminal import Colours
from tests.tui.story import NINE, Story, desk
from tests.tui.test_desk_pictures import Morning, assert_golden, begun

LANGUAGES = ("en", "es")
SIZES = ((120, 36), (80, 24), (60, 20))


def busy(colleague: Desk) -> None:
    """One was served in time and one late, one left, one waits too long, one is served."""
    morning = Morning(colleague)
    morning.do(do.OpenCounter, 0, counter="1")
    morning.do(do.CheckIn, 0, services=("information",), name="Ann [/x]")
    morning.do(do.CheckIn, 1, services=("incidents",), segment="vip")
    morning.do(do.CheckIn, 1, services=("information",), segment="gold")
    morning.do(do.CallNext, 2, counter="1")
    morning.do(do.Start, 2, counter="1")
    morning.do(do.Finish, 7, counter="1")
    morning.do(do.CallVisit, 22, counter="1", visit="I001", reason=colleague.note("asked for"))
    morning.do(do.Start, 22, counter="1")
    morning.do(do.OpenComplaint, 23, counter="1", cause="responsiveness", text=colleague.note("so long"), visit="I001")
    morning.do(do.Finish, 26, counter="1")
    morning.do(do.CheckIn, 27, services=("after_sales",))
    morning.do(do.MarkLeft, 28, visit="P001")
    morning.do(do.CheckIn, 29, services=("incidents",), urgency="urgent")
    morning.do(do.CallVisit, 30, counter="1", visit="B002", reason=colleague.note("urgent"))
    morning.do(do.Start, 30, counter="1")
    colleague.clock.at = NINE + 31 * 60  # type: ignore[attr-defined]


class Expected:
    """A forecast that stays the same however it is made."""

    counters = 1
    risks = (None,) * 4
    scenarios = tuple(
        Scenario(added, Late(late / 2, late), Late(late / 2, late)) for added, late in (((), 3), (("2",), 1))
    )

    def sentence(self, _label: object) -> str:
        return "Open counter 2 by 09:15."


def on_board(story: Story) -> BoardScreen:
    screen = next(one for one in story.app.screen_stack if isinstance(one, BoardScreen))
    assert isinstance(screen, BoardScreen)
    return screen


async def test_the_lead_opens_the_board_from_the_desk_and_goes_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("information")
        await story.press("B")
        await story.see("Waiting 1", "By service and segment", "Arrived and served", "Counters", "Next 30 minutes")
        await story.see("Ana", "free", "Nothing is wrong.")
        await story.press("escape")
        await story.see("Call next", "I001")
        await story.press("B")
        await story.see("By service and segment")
        await story.press("q")
        await story.see("Call next")


async def test_for_a_receptionist_the_key_is_dim_and_says_why(tmp_path: Path) -> None:
    async with desk(tmp_path, toml='[security]\nrole = "receptionist"\n', size=(120, 60)) as story:
        await story.press("B")
        await story.see("This needs the role “shift lead”. Ask someone who has it.")
        assert not any(isinstance(one, BoardScreen) for one in story.app.screen_stack)
        await story.press("question_mark")
        await story.press("end")
        await story.see("– This needs the role “shift lead”.")


async def test_nobody_has_come_and_every_figure_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, size=(120, 36)) as story:
        screen = await story.see("Nobody has come yet.", "Nothing is wrong.", "closed")
        assert "nan" not in screen
        await story.press("tab", "tab", "tab", "tab", "tab", "enter")  # round to the tiles
        await story.see("No visit is behind this figure.")
        await story.press("escape")
        await story.see("By service and segment")


async def test_what_others_do_is_seen_at_once(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, size=(120, 36)) as story:
        await story.see("Nobody has come yet.")
        story.others(do.OpenCounter, "2", actor="Luis")
        number = story.arrives("incidents")
        await story.see("Incidents", "Luis", "free")
        story.others(do.CallNext, "2", actor="Luis")
        await story.see(f"calling {number}")
        story.others(do.Start, "2", actor="Luis")
        await story.later(minutes=4, seconds=2)
        await story.see(f"serving {number}", "4:02")
        story.others(do.PauseCounter, "2", actor="Luis", after_this=True)
        await story.see(f"serving {number} ‖")
        story.others(do.Finish, "2", actor="Luis")
        await story.see("‖ paused", "100 % ✓")


async def test_each_figure_shows_its_visits_and_each_visit_its_story(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(120, 36)) as story:
        await story.see("Longest", "30:00  I002", "1 open", "serving B002")
        board = on_board(story)
        await story.press("shift+tab")
        await story.see("▸Waiting")
        behind = {}
        for place in range(8):
            tile = board.panes.tiles.selected
            assert tile is not None
            await story.press("enter")
            await story.see("Open 1 · Complaints" if tile.figure is Figure.COMPLAINTS else f"╭─ {tile.title} · ")
            behind[place] = {row.cells[0].text for row in story.app.screen.table.rows}  # type: ignore[attr-defined]
            await story.press("escape")
            await story.see("By service and segment")
            await story.press("right")
        found = board.board
        assert found is not None
        assert behind[0] == behind[1] == {"I002"}
        assert len(behind[2]) == found.level.decided
        assert behind[3] == behind[4] == {"I001", "B001"}
        assert (behind[5], behind[6]) == ({"P001"}, {"Q-2026-0001"})
        await story.press("right", "right", "right", "enter")
        await story.see("▸ I001", "▼ served")
        await story.press("enter")
        await story.see("Story of I001", "Checked in as I001", "Ann [/x]")
        await story.press("escape", "escape")
        await story.see("By service and segment")


async def test_a_service_unfolds_and_a_quarter_and_a_counter_show_theirs(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(120, 36)) as story:
        await story.see("▹ Information")
        await story.press("enter")
        await story.see("▾ Information", "Gold")
        await story.press("down", "down", "enter")
        await story.see("Information · Gold · 1", "▸ I002")
        await story.press("escape")
        await story.see("▾ Information")
        await story.press("up", "up", "enter")
        await story.see("▹ Information")
        await story.see_no("│     Gold")
        await story.press("v")
        await story.see("Information · 2")
        await story.press("escape", "tab")
        await story.see("09:15 2 arrived, 1 served")
        await story.press("enter")
        await story.see("09:15 · ")
        await story.press("escape", "tab", "enter")
        await story.see("Counter 1 · 3", "B002")


async def test_the_lead_pauses_opens_and_closes_counters(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await story.see("▹ Information")
        await story.press("p")
        await story.see("No counter is selected.")
        await story.press("tab", "tab", "p")
        await story.see("Pause after this visit")
        await story.write("lunch")
        await story.press("enter")
        await story.see("serving B002 ‖")
        await story.press("O")
        await story.see("Finish first.")
        await story.press("down", "o")
        await story.see("Who works there?")
        await story.press("ctrl+u")
        await story.write("Luis")
        await story.press("enter")
        await story.see("Luis", "free")
        await story.press("p")
        await story.see("Why?")
        await story.write("lunch")
        await story.press("enter")
        await story.see("‖ paused (lunch)")
        await story.press("p")
        await story.see_no("paused (lunch)")
        await story.press("O")
        await story.see_no("Luis")


async def test_the_lead_corrects_a_visit_with_a_reason_and_stops_an_intake(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await story.see("▹ Information")
        await story.press("shift+tab", "enter", "m")
        await story.see("Correct I002")
        await story.press("v")
        await story.see("Why?")
        await story.write("mistyped")
        await story.press("enter")
        await story.see("▸ I002", "VIP")
        await story.press("escape", "I")
        await story.see("Intake of a service")
        await story.press("1")
        await story.see("Why?")
        await story.press("enter")
        await story.see_no("Why?")
        assert "information" in story.app.day.intake_stopped


async def test_an_alert_is_acknowledged_for_everybody_and_shows_its_visit(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await story.see("1 alert", "● 09:08 I002 (Information, Gold) passed its time")
        await story.press("shift+tab", "shift+tab", "enter")
        await story.see("Story of I002")
        await story.press("escape", "k")
        await story.see("✓ 09:08 I002", "Alerts")
        assert [alert.acknowledged for alert in on_board(story).reckoning.alerts] == ["Eva"]


async def test_an_error_of_ours_in_the_forecast_is_said_and_the_figures_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_anything: object, **_more: object) -> None:
        raise ZeroDivisionError("nobody waits")

    monkeypatch.setattr("frontdesk.tui.board.reckoning.forecast", fails)
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(120, 36)) as story:
        await story.see("A bug in frontdesk", "nobody waits", "30:00  I002")
        story.arrives("information")
        await story.see("│ 2 ")
        await story.later(minutes=31)
        await story.see("1:01 h  I002")


async def test_the_keys_of_the_board_are_told_with_why_some_cannot_be_used(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(120, 50)) as story:
        await story.see("▹ Information")
        await story.press("question_mark")
        await story.see("All keys", "Next part", "– No counter is selected.", "– No visit is selected.")
        await story.press("escape", "L", "2")
        await story.see("Por trámite y segmento")


async def test_at_sixty_columns_there_is_one_part_and_tab_shows_the_next(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(60, 20)) as story:
        await story.see("By service and segment")
        await story.press("tab")
        await story.see("Arrived and served")
        await story.see_no("By service and segment")
        await story.press("tab")
        await story.see("serving B002")
        await story.press("tab")
        await story.see("Next 30 minutes")
        await story.press("tab", "tab", "tab")
        await story.see("By service and segment")


async def test_the_forecast_expects_those_who_usually_come_and_learns_from_the_ones_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six came in this quarter of an hour a week ago and a fortnight ago; today three in the last half hour."""
    told: list[dict[str, Any]] = []

    def heard(*_anything: object, **more: Any) -> Expected:
        told.append(more)
        return Expected()

    def weeks(colleague: Desk) -> None:
        for week in (2, 1):
            colleague.clock.at = NINE + 31 * 60 - week * 7 * 86400  # type: ignore[attr-defined]
            for _ in range(6):
                came = colleague.perform(do.CheckIn(services=("information",), actor="Rosa"))
                colleague.perform(do.MarkLeft(visit=came["visit"], actor="Rosa"))
        busy(colleague)

    monkeypatch.setattr("frontdesk.tui.board.reckoning.forecast", heard)
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=weeks, size=(120, 36)) as story:
        await story.see("33 %")
        await story._until(lambda _screen: bool(told), "have the forecast asked for")
        first, second = told[0]["expected"]
        assert first > second > 0
        assert told[0]["calibration"] is not None


@pytest.mark.parametrize("colours", [Colours.SIXTEEN, Colours.NONE])
async def test_in_few_colours_every_state_has_its_word_or_sign(tmp_path: Path, colours: Colours) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, colours=colours, size=(80, 24)) as story:
        await story.see("▼", "serving B002", "▸ ▹ Information")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_of_the_board(
    tmp_path: Path, size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.tui.board.reckoning.forecast", lambda *_anything, **_more: Expected())
    ending = f"{size[0]}x{size[1]}.{language}"
    async with desk(tmp_path, size=size, language=language, face=Face.BOARD, counter=None, before=begun) as story:
        await story.see("▹")
        await story.pilot.pause()
        board = on_board(story)
        await story._until(lambda _screen: board.settled, "have everything reckoned")
        assert_golden(f"board.{ending}", story.screen())
        await story.press("enter")
        await story.see("▾")
        assert_golden(f"board-unfolded.{ending}", story.screen())
        await story.press("v")
        await story.see("▸ I00")
        assert_golden(f"board-visits.{ending}", story.screen())
