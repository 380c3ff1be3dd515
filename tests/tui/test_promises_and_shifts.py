"""At the desk: a promise in one line, the call at farewell, what one shift leaves to the next, and how it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.store.verify import verify
from frontdesk.tui.board.screen import BoardScreen
from tests.tui.story import Story, desk
from tests.tui.test_desk_pictures import LANGUAGES, SIZES, assert_golden

HOSTILE = "Ann [/x] =1+1 \u202e"


def _left(colleague: Desk) -> None:
    """What Rosa did before Ana came."""
    text, promised = colleague.note("No paper in the printer [/b]"), colleague.note(HOSTILE)
    assert text is not None
    assert promised is not None
    colleague.perform(do.OpenCounter(actor="Rosa", counter="3"))
    colleague.perform(do.WriteShiftNote(actor="Rosa", counter="3", text=text))
    colleague.perform(do.CloseCounter(actor="Rosa", counter="3"))
    colleague.perform(do.MakePromise(actor="Rosa", owner="Ana", text=promised, due_day=date(2026, 11, 22)))


def _rows(story: Story) -> list[tuple[str, str, str]]:
    """Every event: its stream, its kind, who did it."""
    with story.colleague.store.reading() as connection:
        found = connection.exec_driver_sql("SELECT stream, kind, actor FROM event ORDER BY stream, seq")
        return [(row[0], row[1], row[2]) for row in found]


def _pulses(story: Story) -> list[tuple[int, int]]:
    """The answers to how the shift was that wait for others: each score, and how often it was given."""
    with story.colleague.store.reading() as connection:
        return [(row[0], row[1]) for row in connection.exec_driver_sql("SELECT score, n FROM pulse ORDER BY score")]


async def _serving(story: Story, **more: str) -> None:
    story.arrives("incidents", **more)
    await story.see("B001")
    await story.press("n", "enter")
    await story.see("Serving B001")


async def test_a_promise_is_made_in_one_line_while_serving(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await _serving(story)
        await story.press("P")
        await story.see("what, and by when", "by Mon 23 Nov 2026 · B001 · Ana")
        await story.write("call back Tue")
        await story.see("call back Tue▏", "by Tue 24 Nov 2026")
        await story.press("enter")
        await story.see("P-2026-0001 by Tue 24 Nov 2026, Ana sees to it.")
        await story.press("u")
        await story.see("The last step was undone: P-2026-0001, the promise.")
        await story.press("P")
        await story.write("llamar mañana")
        await story.press("enter")
        await story.see("P-2026-0002 by Mon 23 Nov 2026")
        await story.press("f")
        await story.see("B001 finished", "Undo with u.")
        assert verify(story.colleague.store, read_tables=True) == []


async def test_the_line_says_what_is_missing_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("P", "enter")
        await story.see("Say what will be done, and then by when.")
        await story.write("pay 1/2/26")
        await story.press("enter")
        await story.see("is over: nothing can be promised for it.", "pay 1/2/26▏")
        await story.press(*["backspace"] * 6)
        await story.paste("sat\n[/x]\x1b")
        await story.see("[/x]␛")
        await story.press("enter")
        await story.see("P-2026-0001 by Mon 23 Nov 2026")


async def test_a_promise_is_about_the_one_at_the_counter_or_the_one_selected(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await _serving(story)
        story.arrives("information")
        await story.see("I001")
        await story.press("P")
        await story.see("· B001 · Ana", "Tab: I001 instead")
        await story.press("tab")
        await story.see("· I001 · Ana")
        await story.write("call")
        await story.press("enter")
        await story.see("P-2026-0001 by")
        with story.colleague.store.reading() as connection:
            visit = connection.exec_driver_sql("SELECT visit FROM promise").scalar()
        assert story.app.day.visits[str(visit)].number == "I001"


async def test_what_is_due_stands_at_the_top_and_is_kept_moved_or_broken_there(tmp_path: Path) -> None:
    async with desk(tmp_path, before=_left, size=(120, 36)) as story:
        await story.see("1 promise due (P ↓)")
        await story.press("P", "down")
        await story.see("Promises that are open", "Ann [/x] =1+1", "due today · Ana")
        await story.press("1")
        await story.see("k  Kept: it is done")
        await story.press("m")
        await story.see("By when? (now Sun 22 Nov 2026)")
        await story.write("yesterday")
        await story.press("enter")
        await story.see("Write the day as tue")
        await story.press(*["backspace"] * 9)
        await story.write("3d")
        await story.press("enter")
        await story.see("P-2026-0001 by Wed 25 Nov 2026", "Why?")
        await story.write("no parts")
        await story.press("enter")
        await story.see("P-2026-0001 by Wed 25 Nov 2026, Ana sees to it.")
        await story.see_no("promise due")
        await story.press("u")
        await story.see("1 promise due (P ↓)")
        await story.press("P", "down", "1", "b")
        await story.see("P-2026-0001 is broken")
        await story.write("cannot be had")
        await story.press("enter")
        await story.see("P-2026-0001 is broken; the reason is kept.")
        await story.press("P", "down")
        await story.see("No promise is open.")


async def test_a_colleagues_promise_of_today_is_seen_without_a_key(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        text = story.colleague.note("call")
        story.others(do.MakePromise, text=text, due_day=date(2026, 11, 22), owner="Ana")
        await story.see("1 promise due (P ↓)")
        await story.later(minutes=20 * 60)
        story.others(do.PostNotice, text=story.colleague.note("good morning"))
        await story.see("1 promise overdue")


async def test_one_key_promises_the_call_that_is_proposed_at_farewell(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await _serving(story, segment="gold")
        await story.press("f")
        await story.see("B001 finished", "Promise a call by Wed 25 Nov 2026? P does it.")
        await story.press("P")
        await story.see("P-2026-0001 by Wed 25 Nov 2026, Ana sees to it.")
        await story.press("P")
        await story.see("what, and by when")
        await story.press("escape", "u")
        await story.see("The last step was undone: P-2026-0001, the promise.")


async def test_a_proposal_that_is_passed_over_is_gone(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await _serving(story, segment="gold")
        await story.press("f")
        await story.see("P does it.")
        await story.press("q")
        await story.see("A quick question counted.")
        await story.press("P")
        await story.see("what, and by when")


async def test_the_house_proposes_nothing_after_an_ordinary_visit(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await _serving(story)
        await story.press("f")
        await story.see("B001 finished after 0:00. Undo with u.")


async def test_what_the_shift_before_has_left_is_said_at_opening_and_read_by_one_key(tmp_path: Path) -> None:
    async with desk(tmp_path, before=_left, size=(120, 36)) as story:
        await story.see("Hand-over of Rosa, 09:00: “No paper in the printer [/b]” H marks it")
        await story.press("H")
        await story.see("09:00 · counter 3 · Rosa", "The hand-over is read.")
        await story.press("escape")
        await story.see_no("Hand-over: No paper")
        await story.press("H")
        await story.see("for the next one at counter 3")
        await story.write("B001 waits for a form")
        await story.press("enter")
        await story.see("The note is left to the next shift.")
        await story.press("H")
        await story.see("for the next one at counter 3")  # one's own note is for the next one
        await story.press("escape", "O", "escape", "o")
        await story.see("Hand-over of Ana, 09:00: “B001 waits for a form”")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_notice_is_seen_beside_a_hand_over_note_of_any_length(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    note = "The card printer of counter 2 jams after every third card, take the one of counter 5 until Monday evening"

    def before(colleague: Desk) -> None:
        left, notice = colleague.note(note), colleague.note("Lift is out of order, send wheelchairs to the side door")
        assert left is not None
        assert notice is not None
        colleague.perform(do.OpenCounter(actor="Rosa", counter="3"))
        colleague.perform(do.WriteShiftNote(actor="Rosa", counter="3", text=left))
        colleague.perform(do.CloseCounter(actor="Rosa", counter="3"))
        colleague.perform(do.PostNotice(actor="Eva", text=notice))

    key = "Hand-over" if language == "en" else "Relevo"
    async with desk(tmp_path, size=size, before=before, language=language) as story:
        await story.see("Lift is out of", f"{key}: The card", "… (H)")
        await story.press("B")
        await story.see("Lift is out of", f"{key}: ")
        assert isinstance(story.app.screen, BoardScreen)
        await story.press("escape", "H")
        await story.see("wheelchairs to the", "Eva", "Rosa", "evening")


async def test_the_end_of_a_shift_asks_once_how_it_was_and_keeps_no_name(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("O")
        assert "▸" not in await story.see("How was the shift?", "5  very good")
        await story.press("enter", "enter")  # nothing is suggested, and Enter alone is no answer
        await story.see("How was the shift?")
        assert _pulses(story) == []
        await story.press("2")
        await story.see("Thank you. Nobody can tell whose answer it is.")
        await story.press("W")
        await story.see("You have been asked about this shift already.")
        assert _pulses(story) == [(2, 1)]
        assert [one for one in _rows(story) if "Pulse" in one[1]] == []
        await story.press("o")
        await story.see("Counter 3 is open.")
        await story.press("W")
        await story.see("How was the shift?")
        await story.press("escape")
        await story.see_no("How was the shift?")
        await story.press("O")
        await story.see("Counter 3 is closed.")
        await story.see_no("How was the shift?")
        await story.press("o")
        await story.see("Counter 3 is open.")
        await story.press("O")
        await story.see("How was the shift?")
        await story.press("o")  # what is no answer is the desk's
        await story.see("Counter 3 is open.")


async def test_who_leaves_and_answers_after_the_close_of_the_day_leaves_all_the_same(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("Q", "c")
        await story.see("How was the shift?")
        story.colleague.perform(do.CloseDay())
        await story.press("4")
        for _ in range(500):
            if story.app._exit:
                break
            await story.pilot.pause(0.01)
        assert (story.app._exit, story.app.return_code) == (True, 0)
        assert _pulses(story) == []


async def test_a_house_that_does_not_want_to_ask_is_not_asked_for_it(tmp_path: Path) -> None:
    async with desk(tmp_path, toml="[desk]\npulse = false\n") as story:
        await story.press("O")
        await story.see("Counter 3 is closed.")
        await story.see_no("How was the shift?")


async def test_abuse_of_staff_alerts_the_board_alone(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await _serving(story)
        await story.press("V")
        await story.see("What happened? Enter alerts the shift lead, also without a word.")
        await story.write("he threw [/x] a pen")
        await story.press("enter")
        await story.see("The shift lead is alerted, and it is noted.")
        await story.press("D")
        assert "threw" not in await story.see("Story of B001")
        await story.press("escape", "B")
        await story.see("Abuse of staff at counter 3")
        await story.press(*["tab"] * 4, "enter")
        await story.see("he threw [/x] a pen", "B001")
        await story.press("escape", "k")
        await story.see("The alert is acknowledged")


async def test_cards_and_manners_are_two_keys_away_and_leave_no_trace(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await _serving(story)
        before = _rows(story)
        cards = story.app.config.texts.cards.values()
        manners = story.app.config.texts.manners.values()
        keys = "1234567890abcdefghijklmnopqrstuvwxyz"
        for key, card in zip(keys, [*cards, *manners], strict=False):
            await story.press("A", key)
            await story.see(str(card.label), str(card.text)[:20])
            await story.press("escape")
        assert _rows(story) == before
        with story.colleague.store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_pictures_of_a_promise_and_of_its_list(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async with desk(tmp_path, before=_left, size=size, language=language) as story:
        name = f"promise_{size[0]}_{language}"
        await story.see("(P ↓)")
        story.arrives("incidents", segment="gold")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("B001 está en atención" if language == "es" else "B001 is being served")
        await story.press("P")
        await story.write("call back with the offer mar")
        assert_golden(name, await story.see("24 nov" if language == "es" else "24 Nov"))
        await story.press("down")
        assert_golden(f"{name}_list", await story.see("Ann [/x]"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_pictures_of_a_shifts_end(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async with desk(tmp_path, before=_left, size=size, language=language) as story:
        await story.see("[/b]")
        assert_golden(f"shift_{size[0]}_{language}_begins", await story.see("Rosa"))
        await story.press("O")
        assert_golden(
            f"shift_{size[0]}_{language}_ends", await story.see("1  muy mal" if language == "es" else "1  very bad")
        )
