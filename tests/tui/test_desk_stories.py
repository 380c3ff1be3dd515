"""A receptionist's morning by keyboard, told as they would tell it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain.complaints import ToldComplaint
from frontdesk.domain.visit import Outcome, State
from tests.tui.story import Story, desk


def visit_of(story: Story, number: str) -> object:
    story.colleague.catch_up()
    day = story.colleague.snapshot.day
    assert day is not None
    return day.find(number)


async def test_from_arrival_to_farewell(tmp_path: Path) -> None:
    """Three keys for the check-in, one to call, one to start, none owed to phases, one to finish."""
    async with desk(tmp_path) as story:
        await story.see("Nobody is waiting. c checks somebody in.")
        await story.press("c", "2", "enter")
        await story.see("B001 checked in: at once", "Next: B001, due 09:10, comes first.")
        await story.press("n")
        await story.see("Called B001", "B001 called after 0:00")
        await story.press("enter")
        await story.see("Serving B001", "▸ Welcome")
        await story.later(seconds=48)
        await story.press("space")
        await story.see("✓ Welcome 0:48", "▸ Understanding 0:00")
        await story.later(seconds=12)
        await story.press("f")
        await story.see("B001 finished after 1:00. Undo with u.", "1 served today, 1:00 on average")
        found = visit_of(story, "B001")
        assert found is not None
        assert getattr(found, "outcome", None) is Outcome.SERVED


async def test_a_whole_morning_typed_in_one_go(tmp_path: Path) -> None:
    """However fast the keys come, each one means what it meant to the one who typed it."""
    async with desk(tmp_path) as story:
        await story.press(*"c2", "enter", *"c1g", "enter", "n", "enter", "space", "space", "g", "enter", "f")
        await story.see("B001 finished" if "B001" in story.screen() else "finished", "2 served today")
        await story.press("S")
        await story.see("2 arrived + 0 carried in", "2 served", "adds up")


async def test_escape_and_a_letter_in_one_packet(tmp_path: Path) -> None:
    """Over tmux and slow lines they come as one; the dialog is left, and the letter means what it means."""
    async with desk(tmp_path) as story:
        await story.press("c", "2", "enter")
        await story.see("B001 checked in")
        await story.press("l")
        await story.see("B001 left", "Why?")
        story.app.post_message(events.Key("alt+n", "n"))
        await story.see("Called B001")


async def test_the_check_in_line_follows_the_others(tmp_path: Path) -> None:
    """The number that it promises is the one that will be given, whoever else checks people in meanwhile."""
    async with desk(tmp_path) as story:
        await story.press("c", "2")
        await story.see("B001, at once")
        story.arrives("incidents")
        await story.see("B002")
        assert "B001, at once" not in story.screen()


async def test_check_in_while_serving_with_everything(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await story.press("c", "1", "enter", "n", "enter")
        await story.see("Serving I001")
        await story.press("c", "2", "4", "g", "u", "p", "p", "+")
        await story.see("Incidents + Personal attention · Gold · urgent", "60+", "B001, 10–20 min")
        await story.press("/")
        await story.write("Marta Gómez")
        await story.see("Marta Gómez▏")
        await story.press("enter")
        await story.see("B001 checked in", "Incidents ×2 +1", "Gold", "60+ urgent", "Serving I001")
        await story.press("space")
        await story.see("▸ Understanding")


async def test_leaving_the_check_in_gives_the_keys_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("c", "enter")
        await story.see("Choose a service first: a digit.")
        await story.press("1", "escape")
        await story.see_no("Check in  Information")
        assert story.listed() == []
        await story.press("n")
        await story.see("Nobody is waiting for counter 3.")


async def test_f_keys_act_while_the_check_in_line_is_open(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("information")
        await story.see("I001")
        await story.press("c", "2", "f2")
        await story.see("Called I001", "Check in  Incidents")
        await story.press("enter")
        await story.see("B001 checked in")


async def test_who_does_not_come(tmp_path: Path) -> None:
    """Called, called again up to the limit, no-show; and back, with the number kept."""
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n")
        await story.see("Call 1 of 4.")
        await story.press("r", "r", "r")
        await story.see("B001 called 4 times, no more are allowed. x marks a no-show.")
        await story.press("r")
        await story.see("B001 has been called 4 times. Mark a no-show")
        await story.press("x")
        await story.see("B001 did not come.", "Nobody is waiting")
        await story.later(minutes=5)
        await story.press("1")
        await story.see("B001: did not come. b brings them back.")
        await story.press("enter", "b")
        await story.see("B001 waits again", "Next: B001")


async def test_an_order_that_moves_with_the_time_is_seen_to_move(tmp_path: Path) -> None:
    """The VIP came four minutes later, and after five has used up all of five; nine of ten are less."""
    async with desk(tmp_path, toml='[queue]\ndiscipline = "relative_urgency"\n') as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.later(minutes=4)
        story.arrives("incidents", segment="vip")
        await story.see("B002")
        await story.press("down")
        assert (story.listed(), story.selected()) == (["B001", "B002"], "B002")
        await story.later(minutes=5)
        assert (story.listed(), story.selected()) == (["B002", "B001"], "B002")
        await story.see("Next: B002 has used up most of the promised time")


async def test_who_is_scrolled_to_is_seen_as_they_stand_now(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(60, 20)) as story:
        for _n in range(30):
            story.arrives("incidents")
        await story.see("Waiting 30")
        await story.later(minutes=4)
        await story.see_no("◔ 10:00", "B030")
        await story.press("end")
        screen = await story.see("B030")
        assert "◔ 10:00" not in screen
        assert screen.count("◔ 6:00") == len([line for line in screen.split("\n") if " B0" in line and "◔" in line])
        await story.later(minutes=7)
        await story.press("home")
        screen = await story.see("B001")
        assert "◔" not in screen
        assert "● LATE 1:00" in screen


async def test_a_refusal_names_the_key_that_helps(tmp_path: Path) -> None:
    """Whoever stands at the desk has no command line at hand."""
    async with desk(tmp_path, toml='[keys]\nput_back = ["Y"]\n') as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("h", "5", "enter")
        await story.see("1 on hold")
        await story.press("h")
        await story.see("B001 is on hold. Bring it back with Y first.")


async def test_hold_comes_back_by_itself(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        story.arrives("information")
        await story.see("B001", "I001")
        await story.press("h")
        await story.see("Hold B001", "For how many minutes?")
        await story.press("5", "enter")
        await story.see("B001 is on hold and comes back at 09:05", "‖ back 5:00", "1 on hold")
        assert story.listed() == ["I001", "B001"]
        await story.later(minutes=5)
        await story.see("Next: B001, due 09:10")
        assert story.listed() == ["B001", "I001"]


async def test_hold_asks_for_minutes_and_takes_nothing_else(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("h")
        await story.see("Hold B001")
        await story.write("soon")
        await story.press("enter")
        await story.see("Write minutes, such as 10")
        await story.press(*["backspace"] * 4, "enter")
        await story.see("on hold until somebody brings it back (b)")
        await story.press("b")
        await story.see("B001 waits again")


async def test_transfer_keeps_the_place_and_goes_to_a_counter(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.others(do.OpenCounter, "2")
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("t")
        await story.see("Transfer B001", "3  After-sales")
        await story.press("3")
        await story.see("To which counter does B001 go?")
        await story.press("2")
        await story.see("B001 is transferred and keeps its place", "After-sales", "Nobody waits for this counter.")


async def test_a_second_errand_goes_on_at_the_counter(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("e")
        await story.see("Another errand for B001")
        await story.press("1")
        await story.see("B001 has another errand", "Service 1 of 2, then Information")
        await story.press("f")
        await story.see("B001 finished after 0:00; the next errand begins.", "Service 2 of 2")


async def test_left_removed_and_corrected(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        for _ in range(3):
            story.arrives("incidents")
        await story.see("B001", "B003")
        await story.press("l")
        await story.see("B001 left", "Why?")
        await story.write("had to catch a bus")
        await story.press("enter")
        await story.see("B001 has left")
        assert story.selected() == "B002"
        await story.press("d", "enter")
        await story.see("B002 is removed")
        await story.press("m")
        await story.see("Correct B003", "g  Gold   segment")
        await story.press("g")
        await story.see("Why?")
        await story.press("enter")
        await story.see("Say it in a few words.")
        await story.write("known customer")
        await story.press("enter")
        await story.see("B003 is corrected", "Gold")


async def test_the_question_turns_to_the_other_visit(tmp_path: Path) -> None:
    """With somebody at the counter a note is theirs; Tab makes it that of the selected one."""
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        story.arrives("incidents")
        await story.see("B002")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("w")
        await story.see("Note on B001", "Tab: B002 instead")
        await story.press("tab")
        await story.see("Note on B002", "Tab: B001 instead")
        await story.write("speaks French")
        await story.press("enter")
        await story.see("B002: the note is kept.")
        await story.press("g", "enter")
        await story.see("Serving B002", "“speaks French”")


async def test_calling_a_particular_visit_needs_a_reason(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        for _ in range(3):
            story.arrives("incidents")
        await story.see("B003")
        await story.press("down", "down", "a")
        await story.see("Call B003 out of turn")
        await story.press("enter")
        await story.see("Say it in a few words.")
        await story.write("faints")
        await story.press("enter")
        await story.see("Called B003", "Called out of turn: faints")


async def test_interruption_is_timed_apart(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.later(minutes=1)
        await story.press("i")
        await story.see("interrupted for 0:00; i resumes")
        await story.later(minutes=2)
        await story.see("interrupted for 2:00", "handling 1:00 of 8:00")
        await story.press("space")
        await story.see("The attention of B001 is interrupted. Resume first.")
        await story.press("i")
        await story.see("B001: the attention goes on.")
        await story.later(seconds=5)
        await story.see("handling 1:05 of 8:00")


async def test_undo_takes_back_the_last_step(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("c", "2", "enter", "n", "enter", "f")
        await story.see("B001 finished")
        await story.press("u")
        await story.see("The last step was undone: B001, the end of the attention.", "Serving B001")
        await story.press("u", "u")
        await story.see("Next: B001")
        await story.press("u")
        await story.see("Nobody is waiting")


async def test_a_complaint_is_noted_by_two_keys_and_the_desk_goes_on(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("k", "4")
        await story.see("Complaint Q-2026-0001 is noted; answer it by Wed 25 Nov 2026.", "Q-2026-0001: anything else?")
        await story.press("0", "space")
        await story.see("▸ Understanding")
        await story.see_no("anything else?")
        (told,) = _complaints(story)
        record = told.row.record
        assert (record.kind, record.cause, told.text, told.remedy) == ("complaint", "responsiveness", "", "")
        assert (record.visit, told.row.counter) == (story.app.day.visits[record.visit or ""].id, "3")


async def test_what_was_said_and_asked_for_follow_if_there_is_time(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("k", "t")
        await story.see("─ Complaint about the treatment of B001 ─")
        await story.press("t", "p", "x")
        await story.see("─ Complaint about the product of B001 · ● safety at risk ─")
        await story.press("4", "t")
        await story.see("Q-2026-0001: what was said?")
        await story.write("third visit for the same [card]")
        await story.press("enter", "w")
        await story.see("what do they ask for?", "2  An apology")
        await story.press("2")
        await story.see("Q-2026-0001: it is written down; answer it by Wed 25 Nov 2026.", "anything else?")
        await story.press("enter")
        await story.see_no("anything else?")
        (told,) = _complaints(story)
        assert (told.row.record.kind, told.row.record.safety) == ("product", True)
        assert (told.text, told.remedy) == ("third visit for the same [card]", "An apology")
        assert told.row.record.acknowledged_at is None, "writing it down is no answer"


@pytest.mark.parametrize("typed", ["gave her the wrong form", "no, she said", "F was late", "/ f g n T"])
async def test_what_is_typed_at_anything_else_is_what_was_said_and_nothing_at_the_desk(
    tmp_path: Path, typed: str
) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        story.arrives("incidents")
        await story.see("B002")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("k", "4", *typed)
        await story.see("Q-2026-0001: what was said?", typed)
        await story.press("enter")
        await story.see("Q-2026-0001: it is written down", "anything else?")
        await story.press("f2", "f5", "space", "ctrl+p", "escape")
        await story.see_no("anything else?")
        await story.see("Serving B001", "Waiting 1")
        (told,) = _complaints(story)
        assert told.text == typed


async def test_a_complaint_is_answered_on_the_spot_by_one_key_more(tmp_path: Path) -> None:
    async with desk(tmp_path, toml='[security]\nrole = "receptionist"\n') as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("k", "2")
        await story.see(
            "1  An explanation   granted, and answered", "5  A replacement   This needs the role “shift lead”."
        )
        await story.press("5")
        await story.see("│ This needs the role “shift lead”.")
        await story.press("2")
        await story.see("Q-2026-0001 is answered.")
        (told,) = _complaints(story)
        assert (told.row.record.status, told.row.record.granted, told.row.actor) == ("resolved", "apology", "Ana")
        assert told.row.record.acknowledged_at is not None


async def test_praise_has_nothing_to_be_granted(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("k", "l")
        await story.see("─ Praise ─")
        await story.press("2")
        screen = await story.see("Q-2026-0001 is noted", "0  That is all for now")
        assert "An apology" not in screen and "Complaint Q" not in screen
        await story.press("0")
        await story.see_no("That is all")


def _complaints(story: Story) -> list[ToldComplaint]:
    story.colleague.catch_up()
    return Archive(story.colleague).complaints()


async def test_finish_earlier_needs_a_possible_time_and_a_reason(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.later(minutes=20)
        await story.press("F")
        await story.see("When was it over? (now 09:20)")
        await story.write("soon")
        await story.press("enter")
        await story.see("Write the time as 10:35.")
        await story.press(*["backspace"] * 4)
        await story.write("08:59")
        await story.press("enter")
        await story.see("B001 cannot have been finished then.")
        await story.press(*["backspace"] * 5)
        await story.write("09:07")
        await story.press("enter")
        await story.see("Why?")
        await story.write("forgot")
        await story.press("enter")
        await story.see("B001 finished after 7:00")


async def test_satisfaction_quick_question_and_sentence_to_say(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("q")
        await story.see("A quick question counted.")
        await story.later(minutes=3)
        await story.press("v")
        await story.see("Say aloud to B001", "You have number B001 and have waited 3:00.")
        await story.press("escape")
        await story.see_no("Say aloud")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("y", "5")
        await story.see("B001: 5 of 5 is kept, thank you.")


async def test_pause_now_and_after_this_one_and_close(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("p")
        await story.see("Pause", "Why?")
        await story.write("lunch")
        await story.press("enter")
        await story.see("Paused (lunch): nobody is called. p resumes.", "Counter 3 is paused.")
        await story.press("p")
        await story.see("Counter 3 calls again.")
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter", "p")
        await story.see("Pause after this visit")
        await story.press("enter")
        await story.see("Counter 3 pauses after this visit.", "Counter 3 · pauses after this visit")
        await story.press("f")
        await story.see("Paused 0:00")
        await story.press("p")
        await story.see("Counter 3 calls again.")
        await story.press("O")
        await story.see("How was the shift?", "Counter 3 is closed.")
        await story.press("escape")
        await story.see("Counter closed")
        await story.press("o")
        await story.see("Counter 3 is open.")
        await story.press("o")
        await story.see("What counter 3 takes from now on", "All services   now")
        await story.press("2")
        await story.see("What counter 3 takes is changed. o shows it.")
        await story.press("o")
        await story.see("Incidents   now")


async def test_taking_over_the_customer_of_another_counter(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        story.others(do.OpenCounter, "1")
        story.others(do.CallNext, "1")
        story.others(do.Start, "1")
        await story.see("Nobody is waiting")
        await story.press("j")
        await story.see("B001, at counter 1 with Rosa")
        await story.press("1")
        await story.see("B001 is now at counter 3.", "Serving B001")
        assert getattr(visit_of(story, "B001"), "state", None) is State.SERVING


async def test_the_intake_of_a_service_is_stopped(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("I")
        await story.see("Intake of a service")
        await story.press("2", "enter")
        await story.see("No more check-ins for that service today.")
        await story.press("c", "2", "enter")
        await story.see("No more check-ins for “incidents” today.")
        await story.press("escape", "I", "2")
        await story.see("Check-ins for that service are open again.")


async def test_jumping_by_the_digits_of_a_number(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        for _ in range(12):
            story.arrives("incidents")
        story.arrives("information")
        await story.see("B012")
        await story.press("1", "1")
        await story.see("B011 is number 11 in the line.")
        assert story.selected() == "B011"
        await story.press("enter", "slash", "i", "1")
        await story.see("I001 is number 13 in the line.")
        await story.press("enter")
        assert story.selected() == "I001"


async def test_the_story_of_a_visit(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents", name="Marta")
        await story.see("B001")
        await story.press("enter")
        await story.see("Story of B001", "Marta", "09:00:00  Checked in as B001")


async def test_advice_while_serving(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("A")
        await story.see("Taking criticism", "Shy")
        await story.press("1")
        await story.see("Let them say everything.")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_summary_on_the_screen_and_in_a_file(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(tmp_path, size=size) as story:
        story.arrives("incidents", name="Marta")
        await story.see("B001")
        await story.press("n", "enter", "f")
        await story.see("B001 finished")
        await story.press("S")
        await story.see("1 arrived + 0 carried in")
        name = "Main-branch-2026-11-22-en"
        await story.press("s")
        await story.see("Save the summary as", "PDF, to print")
        await story.press("t")
        await story.see(f"{name}.txt")
        await story.press("enter")
        await story.see("Saved as")
        kept = (tmp_path / f"{name}.txt").read_text(encoding="utf-8")
        assert "1 arrived + 0 carried in" in kept
        await story.press("s")
        await story.see("Save the summary as")
        await story.press("t")
        await story.see("File:")
        await story.press("enter")
        await story.see("already exists.")
        await story.press("n")
        await story.see_no("Replace the file?")
        for key, ending, begins in (
            ("j", "json", b"{"),
            ("p", "pdf", b"%PDF"),
            ("x", "xlsx", b"PK"),
            ("c", "zip", b"PK"),
        ):
            await story.press("s")
            await story.see("Save the summary as")
            await story.press(key)
            await story.see(f"{name}.{ending}")
            await story.press("enter")
            await story.see("Saved as")
            assert (tmp_path / f"{name}.{ending}").read_bytes().startswith(begins)
        await story.press("escape")
        await story.see("Waiting 0")


async def test_quitting_asks_what_becomes_of_the_counter(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("Q")
        await story.see("Close counter 3 and quit")
        await story.press("escape")
        await story.see_no("Close counter 3 and quit")
        await story.press("Q", "c")
        await story.see("How was the shift?")
        await story.press("escape")
        await story.gone()
        story.colleague.catch_up()
        assert story.colleague.snapshot.day is not None
        assert story.colleague.snapshot.day.counter("3").state == "closed"


async def test_a_no_show_is_brought_back_by_number_and_never_another_one(tmp_path: Path) -> None:
    """The sentence tells the whole way: the key alone would bring back whoever is selected."""
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        story.arrives("information")
        await story.see("I001")
        await story.press("n", "x")
        await story.see("B001 did not come. If they do: find it with /, then b.")
        await story.press("/", *"b1", "enter", "b")
        await story.see("B001 waits again")


async def test_a_correction_offers_what_fits_the_visit_that_it_turns_to(tmp_path: Path) -> None:
    """Tab turns to the one selected: who waits may also change service, and has another segment."""
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents", segment="gold")
        story.arrives("information")
        await story.see("I001")
        await story.press("n", "enter", "m")
        screen = await story.see("Correct B001", "Regular   segment")
        assert "Gold   segment" not in screen
        assert "After-sales   service" not in screen
        await story.press("tab")
        screen = await story.see("Correct I001", "Gold   segment", "After-sales   service")
        assert "Regular   segment" not in screen
        await story.press("3")
        await story.write("wrong desk")
        await story.press("enter")
        await story.see("I001 is corrected.")
        found = visit_of(story, "I001")
        assert getattr(found, "service", None) == "after_sales"


async def test_an_interruption_is_seen_on_the_smaller_card_too(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter", "i")
        await story.see("interrupted; i resumes")
        await story.later(seconds=65)
        await story.see("‖ interrupted for 1:05; i resumes")


async def test_a_name_of_any_length_leaves_room_for_the_clocks(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents", name="x" * 10_000)
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("▸ Welcome", "handling 0:00 of 8:00")


async def test_a_check_in_that_is_refused_keeps_what_was_typed(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.others(do.StopIntake, service="incidents")
        story.arrives("information")
        await story.see("I001")
        await story.press("c", "2", "g")
        await story.see("Check in  Incidents · Gold", "No more check-ins for")
        await story.press("enter")
        await story.see("A shift lead can take them", "Check in  Incidents · Gold")
        await story.press("1", "2", "enter")
        await story.see("I002 checked in")


async def test_a_transfer_says_that_the_place_is_kept_only_where_it_is(tmp_path: Path) -> None:
    async with desk(tmp_path, toml="[queue]\ntransfer_keeps_place = false\n") as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter", "t", "1", "0")
        await story.see("B001 is transferred. Undo with u.")


async def test_a_summary_is_not_lost_to_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("S")
        await story.see("0 arrived")
        for name, said in ((f"~nobody-{tmp_path.name}/x", "cannot be written"), ("x" * 300, "File name too long")):
            await story.press("s")
            await story.see("Save the summary as")
            await story.press("t")
            await story.see("File:")
            await story.press("ctrl+u")
            await story.paste(name)
            await story.press("enter")
            await story.see(said)


async def test_a_complaint_of_somebody_who_is_no_visit(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("k")
        await story.see("─ Complaint ─")
        await story.press("1", "t")
        await story.see("Q-2026-0001: what was said?")
        await story.write("nobody answers the telephone")
        await story.press("enter")
        await story.see("Q-2026-0001: it is written down")
        await story.press("escape")
        (told,) = _complaints(story)
        assert (told.row.record.visit, told.text) == (None, "nobody answers the telephone")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_a_notice_is_on_every_desk_at_every_size_until_it_is_withdrawn(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with desk(tmp_path, size=size) as story:
        notice = story.colleague.note("No [cards] today")
        assert notice is not None
        story.colleague.perform(do.PostNotice(actor="Lea", text=notice))
        await story.see("─ No [cards] today ─")
        if size == (60, 20):
            await story.press("tab")
            await story.see("─ No [cards] today ─")
        story.colleague.perform(do.StartSurge(actor="Lea"))
        await story.see("The plan for a rush runs. · No [cards] today")
        story.colleague.perform(do.EndSurge(actor="Lea"))
        story.colleague.perform(do.WithdrawNotice(actor="Lea", notice="1"))
        await story.see_no("No [cards] today")


async def test_the_emergency_key_alerts_at_once_and_shows_the_steps(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("E")
        await story.see("Call the lead and the emergency number.")
        story.colleague.catch_up()
        day = story.colleague.snapshot.day
        assert day is not None
        (raised,) = day.emergencies.values()
        assert (raised.by, raised.counter) == ("Ana", "3")
        await story.press("escape")
        await story.see("The shift lead is alerted.", "─ EMERGENCY at counter 3 since 09:00. ─")
        await story.press("E")
        await story.see("Call the lead and the emergency number.", "This emergency has been reported already.")
        await story.press("escape", "u")
        await story.see("The last step was undone: the emergency.")
        await story.see_no("EMERGENCY")
