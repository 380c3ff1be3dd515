"""The lead's acts from the board as stories: a rush, notices, what counters take, undoing, complaints; and the bell."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.domain import commands as do
from frontdesk.tui.app import DeskApp
from frontdesk.tui.board.screen import BoardScreen
from frontdesk.tui.desk.screen import DeskScreen
from frontdesk.tui.faces import Face
from frontdesk.tui.signals import KeyTaker
from tests.tui.story import Story, desk
from tests.tui.test_board import Expected, busy, on_board
from tests.tui.test_desk_pictures import begun

HOSTILE = "[red]x[/] \x1b[2J {0} \u202eback"


async def to_counters(story: Story) -> None:
    await story.see("▹ Information")
    await story.press("tab", "tab")
    await story.see("t What it takes")


async def test_a_rush_is_started_with_its_steps_marked_and_ended(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await story.see("▹ Information")
        await story.press("R")
        await story.see("Start the plan for a rush", "[ ] 1  Open every counter", "It is not due by the figures")
        await story.press("1", "down", "space", "enter")
        await story.see("Why?")
        await story.write("two buses")
        await story.press("enter")
        await story.see("The plan for a rush runs; every desk is told. R shows its steps and ends it.")
        rush = story.app.day.surge
        assert rush is not None
        assert (rush.by, story.app.snapshot.text(rush.reason)) == ("Eva", "two buses")
        await story.press("R")
        await story.see("The plan for a rush runs since 09:31", "[✓] 1", "[✓] 2", "[ ] 3")
        await story.press("3", "escape", "R")
        await story.see("[✓] 3")
        await story.press("e")
        await story.see("The plan for a rush is ended. Undo with u.")
        assert story.app.day.surge is None
        await story.press("u")
        await story.see("The last step was undone: ", "The plan for a rush runs.")


async def test_a_rush_that_is_due_is_begun_from_its_alert(tmp_path: Path) -> None:
    toml = '[surge]\nwaiting_per_counter = 2\nlasting = "1m"\n'
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", toml=toml, size=(120, 36)) as story:
        for _one in range(4):
            story.arrives("information")
        await story.later(minutes=2)
        await story.see("A rush since 09:00: too many wait or are late.")
        await story.press("shift+tab", "shift+tab")
        await story.see("k Acknowledge")
        await story.press("enter")
        await story.see("A rush since 09:00: the plan is due.")


async def test_the_steps_of_a_rush_are_folded_under_themselves_in_sixty(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(60, 20), language="es") as story:
        await story.see("▹")
        await story.press("R")
        screen = await story.see("Iniciar el plan", "│ ▸ [ ] 1  Abra toda ventanilla que tenga quien la")
        assert "│          atienda." in screen


async def test_a_notice_is_shown_as_it_was_typed_and_taken_down_again(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await story.press("B")
        await story.see("▹" if story.app.day.visits else "Nobody has come yet.")
        await story.press("N")
        await story.see("A notice for every desk")
        await story.press("enter")
        await story.see("Say it in a few words.")
        await story.paste(HOSTILE)
        await story.press("enter")
        await story.see("Notice 1 is up on every desk. N takes it down.", "[red]x[/] ␛[2J {0} ‹U+202E›back")
        await story.press("escape")
        screen = await story.see("Call next", "[red]x[/] ␛[2J {0} ‹U+202E›back")
        assert "Notice 1 is up" not in screen, "what the lead did is said on the board"
        await story.press("B")
        await story.see("By service and segment")
        await story.press("N")
        await story.see("Notices", "n  Write another notice", "1  [red]x[/] ␛[2J", "09:00, Ana: take it down")
        await story.press("1")
        await story.see("Notice 1 is taken down. Undo with u.")
        await story.see_no("[red]x[/]")
        await story.press("u")
        await story.see("The last step was undone: ", "[red]x[/]")


async def test_a_counter_takes_several_services_and_segments(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await to_counters(story)
        await story.press("t")
        await story.see("What counter 1 takes from now on", "[✓] 1  Information", "[✓] g  Gold", "Enter keeps it")
        await story.press("1", "2", "3", "4", "enter")
        await story.see("Mark at least one service.")
        await story.press("1", "3", "r", "i", "enter")
        await story.see("Counter 1 now takes Information and After-sales, from Gold and VIP. Undo with u.")
        counter = story.app.day.counter("1")
        assert (set(counter.services or ()), set(counter.segments or ())) == (
            {"information", "after_sales"},
            {"gold", "vip"},
        )
        await story.press("u")
        await story.see("The last step was undone: ")
        assert story.app.day.counter("1").segments is None
        await story.press("t", "2", "enter")
        await story.see("Counter 1 now takes Information, After-sales and Personal attention. Undo with u.")


async def test_at_a_closed_counter_the_keys_are_dim_and_say_why(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 60)) as story:
        await to_counters(story)
        await story.press("down", "t")
        await story.see("Counter 2 is closed. o opens it.")
        await story.press("question_mark")
        await story.see("– Counter 2 is closed. o opens it.", "– You have done nothing here that could be")
        await story.press("escape", "o")
        await story.see("Who works there?")
        await story.press("enter")
        await story.see("Counter 2 is open: Eva. Undo with u.")
        await story.press("p")
        await story.see("Why?")
        await story.press("enter")
        await story.see("Counter 2 is paused. p resumes.")
        await story.press("p")
        await story.see("Counter 2 calls again. Undo with u.")
        await story.press("O")
        await story.see("Counter 2 is closed. Undo with u.")


async def test_step_after_step_is_undone_but_nobody_elses(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await story.see("▹ Information")
        await story.press("shift+tab", "enter")
        await story.see("▸ I002")
        await story.press("m", "v")
        await story.see("Why?")
        await story.write("mistyped")
        await story.press("enter")
        await story.see("I002 is corrected. Undo with u.", "VIP")
        await story.press("escape", "tab", "tab", "tab", "p")
        await story.see("Pause after this visit")
        await story.press("enter")
        await story.see("Counter 1 pauses after this visit. Undo with u.")
        story.others(do.Finish, "1")
        await story.see("‖ paused")
        await story.press("u")
        await story.see("Something else has happened there since. See how it stands now.")
        assert story.app.day.visits[str(on_board(story).reckoning.board.waiting[0])].segment == "vip"  # type: ignore[union-attr]


async def test_two_steps_back(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await story.see("▹ Information")
        await story.press("I", "1")
        await story.see("Why?")
        await story.press("enter")
        await story.see("No more check-ins for Information today. Undo with u.", "▹ Information ‖")
        await story.press("k")
        await story.see("The alert is acknowledged, for everybody. Undo with u.", "✓ 09:08 I002")
        await story.press("u")
        await story.see("● 09:08 I002")
        await story.press("u")
        await story.see_no("▹ Information ‖")
        await story.press("u")
        await story.see("You have done nothing here that could be undone.")


async def test_before_an_intake_is_stopped_the_lead_sees_who_can_still_be_served(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        numbers = [story.arrives("incidents") for _one in range(2)]
        await story.see("▹ Incidents                 2")
        await story.press("I")
        await story.see("2 wait, done by 10:24", "1 waits, done by 09:54", "After-sales   nobody waits")
        await story.press("2")
        await story.see("No more check-ins for Incidents", "Those who wait keep", *numbers)
        await story.write("closing at ten")
        await story.press("enter")
        await story.see("No more check-ins for Incidents today. Undo with u.")
        await story.press("I")
        await story.see("Incidents   stopped: take them again")
        await story.press("2")
        await story.see("Check-ins are taken again for: Incidents.")
        story.others(do.PauseCounter, "1", after_this=True)
        story.others(do.Finish, "1")
        await story.see("‖ paused")
        await story.press("I")
        await story.see("2 wait, no open counter")


async def test_what_the_lead_does_for_the_house_is_no_step_of_the_counter_under_the_cursor(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=busy, size=(120, 36)) as story:
        await to_counters(story)
        before = story.app.day.last_steps["1"]
        await story.press("k")
        await story.see("The alert is acknowledged")
        await story.press("I", "2")
        await story.see("Why?")
        await story.press("enter")
        await story.see("No more check-ins for Incidents today.")
        assert story.app.day.last_steps["1"] == before


async def test_left_at_once_the_answer_is_said_where_the_lead_is_then(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await story.press("B")
        await story.see("Nobody has come yet.")
        await story.press("tab", "tab", "down", "down", "O", "escape")
        await story.see("Counter 3 is closed.", "Counter closed")
        assert isinstance(story.app.screen, DeskScreen)


async def test_a_complaint_without_a_visit_stands_behind_the_figure_too(tmp_path: Path) -> None:
    def complained(colleague: object) -> None:
        busy(colleague)  # type: ignore[arg-type]
        for number, (kind, safety) in enumerate((("complaint", True), ("praise", False))):
            colleague.perform(  # type: ignore[attr-defined]
                do.OpenComplaint(
                    actor="Rosa",
                    key=f"c{number}",
                    cause="tangibles",
                    kind=kind,
                    safety=safety,
                    text=colleague.note(HOSTILE),  # type: ignore[attr-defined]
                    remedy=colleague.note("[b]a new lamp"),  # type: ignore[attr-defined]
                )
            )

    async with desk(tmp_path, face=Face.BOARD, counter=None, before=complained, size=(80, 24)) as story:
        await story.see("Complaints 2 open")
        await story.press("shift+tab", *["right"] * 6, "enter")
        await story.see("Open 2 · Complaints · still to be answered", "▸ Q-2026-0001", "I001", "● Tangibles")
        await story.press("down", "D")
        await story.see("It belongs to no visit.", "[red]x[/] ␛[2J {0} ‹U+202E›back")
        await story.press("enter")
        await story.see("─ Q-2026-0002 · complaint ─", "[b]a new lamp", "Rosa")
        await story.press("escape", "up", "D")
        await story.see("The visit of Q-2026-0001", "Checked in as I001")
        await story.press("escape", "escape", "shift+tab")
        await story.see("Complaint Q-2026-0002 is about safety")
        await story.press("up")
        await story.press("enter")
        await story.see("▸ Q-2026-0002", "Open 3")


async def test_the_bell_rings_once_for_what_is_new_and_not_for_what_somebody_has_seen_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(DeskApp, "bell", lambda app: rung.append(app.now()))
    async with desk(
        tmp_path, face=Face.BOARD, counter=None, before=busy, toml="[alerts]\nbell = true\n", size=(120, 36)
    ) as story:
        await story.see("● 09:08 I002")
        await story._until(lambda _screen: on_board(story).reckoning.complete, "have everything reckoned")
        assert rung == [], "what is there already is seen without it"
        story.arrives("incidents")
        await story.see("│ 2 ")
        await story.later(minutes=9)
        await story.see("B003 (Incidents, Regular) is near")
        await story.later(seconds=1)
        await story.later(seconds=1)
        await story.see("09:40")
        assert len(rung) == 1
        await story.press("k")
        await story.see("The alert is acknowledged")
        await story.press("u")
        await story.see("The last step was undone")
        assert len(rung) == 1, "it is not new again"


async def test_without_the_setting_nothing_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(DeskApp, "bell", lambda _app: rung.append(True))
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(120, 36)) as story:
        await story.see("● 09:08 I002")
        story.arrives("incidents")
        await story.later(minutes=30)
        await story.see("B003")
        assert rung == []


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_alert_under_the_cursor_is_read_in_full(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=size, language=language) as story:
        await story.see("● 09:08 I002")
        await story.press("shift+tab", "shift+tab")
        said = ("passed its time at 09:08.", "Open counter 2 for Information.")
        if language == "es":
            said = ("superó su hora a las 09:08.", "Abra la ventanilla 2 para Información.")
        await story._until(lambda screen: all(text in " ".join(screen.split()) for text in said), f"read {said}")
        message = " ".join(" ".join(story.lines()[-4:-1]).split())
        assert all(text in message for text in said)


class Wordy(Expected):
    """A forecast whose advice is longer than its part of the screen."""

    def sentence(self, _label: object) -> str:
        return "Open " + ", ".join(f"counter {n}" for n in range(2, 16)) + " by 09:15, or many will wait."


async def test_the_advice_is_read_in_full_where_its_part_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.tui.board.reckoning.forecast", lambda *_anything, **_more: Wordy())
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=begun, size=(80, 24)) as story:
        screen = await story.see("Open counter 2, counter 3,", "…│")
        assert "or many will wait." not in screen
        await story.press("shift+tab", "shift+tab", "shift+tab")
        await story._until(
            lambda screen: "counter 15 by 09:15, or many will wait." in " ".join(screen.split()), "read it to its end"
        )


async def test_every_action_is_found_by_its_name(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", size=(120, 36)) as story:
        await story.see("Nobody has come yet.")
        await story.press("ctrl+p")
        await story.see("What it takes  t", "Acknowledge  k")
        await story.write("notice")
        await story.see("Notice  N")
        await story.press("enter")
        await story.see("A notice for every desk")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_help_keeps_its_columns_in_sixty(tmp_path: Path, language: str) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, size=(60, 20), language=language) as story:
        await story.see("?")
        await story.press("question_mark")
        await story.see("Enter ", "↑ ↓")
        lines = [line[line.index("│ Enter") :] for line in story.lines() if "│ Enter" in line]
        text_at = lines[0].index("The visits" if language == "en" else "Las visitas")
        top = next(place for place, line in enumerate(story.lines()) if "│ Enter" in line)
        column = story.lines()[top].index("│ Enter")
        for line in story.lines()[top : top + 10]:
            inside = line[column + 2 : column + text_at]
            assert inside.endswith(" ") or not inside.strip(), line


async def test_every_screen_of_the_board_takes_its_keys_itself(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, before=busy, size=(59, 20)) as story:
        await story.see("frontdesk needs 60 columns")
        assert isinstance(story.app.screen, BoardScreen)
        assert isinstance(story.app.screen, KeyTaker)
        await story.press("v")
        await story.see("frontdesk needs 60 columns")
        await story.press("escape")
        await story.see("frontdesk needs 60 columns")
