"""A known customer on the screen: what the card says of them, their file, and saying whose visit it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from tests.tui.story import NINE, desk
from tests.tui.test_desk_pictures import LANGUAGES, SIZES, assert_golden, opened


def _at(colleague: Desk, hours: int) -> None:
    colleague.clock.at = NINE + hours * 3600  # type: ignore[attr-defined]


def _comes(colleague: Desk, service: str, customer: str | None = None, name: str | None = None) -> None:
    colleague.perform(
        do.CheckIn(services=(service,), customer=customer, name=colleague.note(name), segment="gold", actor="Rosa")
    )


def _is_served(colleague: Desk, *between: do.Command) -> None:
    who = {"counter": "1", "actor": "Rosa"}
    for command in (do.CallNext(**who), do.Start(**who), *between, do.Finish(**who)):  # type: ignore[arg-type]
        colleague.perform(command)


def known(colleague: Desk) -> None:
    """Marta came two days ago and complained, and yesterday, when she was promised a copy; today she is here again."""
    note = colleague.note
    who = {"counter": "1", "actor": "Rosa"}
    _at(colleague, -48)
    colleague.perform(do.OpenCounter(counter="1", actor="Rosa"))
    for name, more in (
        ("Marta Gómez Ruiz", {"phone": "600 123 456", "segment": "vip", "language": "es"}),
        ("Ana Gil", {"phone": "600 999 000", "language": "en"}),
    ):
        colleague.perform(do.AddCustomer(full_name=name, **more))  # type: ignore[arg-type]
    said, asked = note("The line was cut twice and nobody said sorry"), note("call back")
    wrote, promised = note("card blocked, copy of ID ok"), note("send the signed copy")
    assert said is not None and wrote is not None and promised is not None
    _comes(colleague, "incidents", "C-00001", "Marta Gómez Ruiz")
    _is_served(colleague, do.OpenComplaint(cause="courtesy", text=said, remedy=asked, **who))  # type: ignore[arg-type]
    _at(colleague, -24)
    _comes(colleague, "information", "C-00001", "Marta Gómez Ruiz")
    _at(colleague, -23)
    _is_served(
        colleague,
        do.AddNote(note=wrote, **who),  # type: ignore[arg-type]
        do.MakePromise(text=promised, due_day=date(2026, 11, 30), **who),  # type: ignore[arg-type]
    )
    for hours, text in ((-22, "comes by bus, not before ten"), (-21, "prefers to be written to")):
        _at(colleague, hours)
        left = note(text)
        assert left is not None
        colleague.perform(do.NoteOnCustomer(number="C-00001", note=left, actor="Rosa"))
    _at(colleague, 0)
    _comes(colleague, "incidents", "C-00001", "Marta Gómez Ruiz")


async def test_the_card_says_which_visit_it_is_what_is_open_and_what_a_colleague_wrote(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit · 1 promise open", "speaks Spanish", "VIP in the file", "“prefers to be written to”")
        await story.press("n")
        await story.see("Called B001")
        await story.press("enter")
        await story.see("Serving B001", "Marta Gómez Ruiz", "3rd visit · 1 promise open", "▸ Welcome")
        story.others(do.KeepPromise, number="P-2026-0001")
        await story.later(seconds=3)
        await story.see_no("1 promise open")


async def test_a_small_screen_says_it_in_the_line_of_the_name(tmp_path: Path) -> None:
    async with desk(tmp_path, before=known) as story:
        await story.see("Marta Gómez Ruiz · 3rd visit")


async def test_a_complaint_noted_by_its_cause_alone_has_no_words_in_the_file(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit")
        await story.press("k", "2")
        await story.see("Q-2026-0002: anything else?")
        await story.press("0", "C")
        screen = await story.see("Q-2026-0002  open")
        assert "…”" not in screen


async def test_the_file_has_everything_and_each_visit_its_story(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit")
        await story.press("C")
        screen = await story.see("Marta Gómez Ruiz · C-00001", "3 visits · 1 promise open", "VIP (typed)")
        for text in (
            "600 123 456",
            "prefers to be written to",
            "comes by bus, not before ten",
            "P-2026-0001  open, due Mon 30 Nov 2026 (Rosa): “send the signed copy”",
            "Courtesy, “The line was cut twice and nobody said sorry”",
            "! 1:00 h",
            "card blocked, copy of ID ok",
            "still here",
        ):
            assert text in screen
        await story.press("down", "enter")
        await story.see("Story of I001", "Checked in as I001", "Rosa")
        await story.press("escape")
        await story.see_no("Story of I001")
        await story.press("escape")
        await story.see("Waiting 1")


async def test_an_open_file_is_cleared_when_the_person_is_erased(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit")
        await story.press("C")
        await story.see("Marta Gómez Ruiz · C-00001", "600 123 456")
        story.colleague.erase(do.EraseCustomer(number="C-00001", confirmed=True))
        await story.later(seconds=3)
        screen = await story.see("There is no file of customer C-00001 any more.")
        for text in ("Marta", "600 123 456", "comes by bus", "signed copy", "The line was cut"):
            assert text not in screen
        await story.press("w")
        await story.see("There is no file to write in.")
        await story.press("escape")
        await story.see("Waiting 1")


async def test_a_question_over_a_file_goes_with_it(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit")
        await story.press("C", "w")
        await story.see("Note on Marta Gómez Ruiz")
        story.colleague.erase(do.EraseCustomer(number="C-00001", confirmed=True))
        await story.later(seconds=3)
        assert "Marta" not in await story.see("There is no file of customer C-00001 any more.")


async def test_a_note_for_colleagues_is_on_the_card_at_once(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit")
        await story.press("C", "w")
        await story.see("Note on Marta Gómez Ruiz")
        await story.write("needs a ramp [/x]")
        await story.press("enter")
        await story.see("The note is kept in the file.", "Ana: “needs a ramp [/x]”")
        await story.press("escape")
        await story.later(seconds=3)
        await story.see("Waiting 1", "“needs a ramp [/x]”")


async def test_a_note_by_nobody_named_has_no_colon_before_it(tmp_path: Path) -> None:
    def before(colleague: Desk) -> None:
        known(colleague)
        note = colleague.note("written by a program")
        assert note is not None
        colleague.perform(do.NoteOnCustomer(number="C-00001", note=note))

    async with desk(tmp_path, size=(120, 36), before=before) as story:
        await story.see("3rd visit")
        await story.press("C")
        await story.see("2026  “written by a program”")


async def test_a_visit_of_nobody_is_tied_to_whoever_it_is(tmp_path: Path) -> None:
    def before(colleague: Desk) -> None:
        known(colleague)
        _comes(colleague, "personal", None, "gil ana")

    async with desk(tmp_path, size=(120, 36), before=before) as story:
        await story.see("A001")
        await story.press("down", "C")
        await story.see("Whose visit is A001?", "Ana Gil", "C-00002")
        await story.press("enter")
        await story.see("A001 is a visit of customer C-00002: C opens the file.", "1st visit")
        await story.press("C")
        await story.see("Ana Gil · C-00002", "1 visit")
        await story.press("escape", "u")
        await story.see("The last step was undone: A001, whose visit it is.")
        await story.see_no("1st visit")


async def test_somebody_without_a_file_is_given_one(tmp_path: Path) -> None:
    def before(colleague: Desk) -> None:
        known(colleague)
        _comes(colleague, "personal", None, "Eva Luna")

    async with desk(tmp_path, size=(120, 36), before=before) as story:
        await story.see("A001")
        await story.press("down", "C")
        await story.see("No customer is called so.", "New file for “Eva Luna”")
        await story.press("enter")
        await story.see("Mark somebody first, with ↑ and ↓.")
        await story.press("up", "enter")
        await story.see("A001 is a visit of customer C-00003")
        await story.press("C")
        await story.see("Eva Luna · C-00003", "no telephone", "Gold at the last check-in")


async def test_whose_visit_it_is_can_be_corrected_from_the_file(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit")
        await story.press("C")
        await story.see("Marta Gómez Ruiz · C-00001")
        await story.press("c")
        await story.see("Whose visit is B001?")
        await story.press("ctrl+u", *"ana", "down", "enter")
        await story.see("B001 is a visit of customer C-00002.", "Ana Gil · C-00002")


async def test_tab_turns_to_the_other_customer_at_hand(tmp_path: Path) -> None:
    def before(colleague: Desk) -> None:
        known(colleague)
        _comes(colleague, "personal", "C-00002")

    async with desk(tmp_path, size=(120, 36), before=before) as story:
        await story.see("A001")
        await story.press("n")
        await story.see("Called B001")
        await story.press("C")
        await story.see("Marta Gómez Ruiz · C-00001")
        await story.press("tab")
        await story.see("Ana Gil · C-00002")
        await story.press("tab")
        await story.see("Marta Gómez Ruiz · C-00001")


async def test_of_one_who_is_erased_nothing_stays_on_the_screen(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.see("3rd visit", "“prefers to be written to”")
        story.colleague.erase(do.EraseCustomer(number="C-00001", confirmed=True))
        await story.later(seconds=1)
        await story.see_no("3rd visit", "Marta", "prefers to be written to")
        assert story.app.desk_screen is not None
        assert story.app.desk_screen.known.file("C-00001") is None


async def test_without_anybody_there_is_nobody_to_open(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("C")
        await story.see("Nobody is selected, and nobody is at the counter.")


HOSTILE = ("Ann [/x]", "=1+1", "\u202eevil\x00", "👩‍👩‍👧 " * 40, "客戶 株式会社", "%_\\", "a" * 400)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_texts_are_shown_as_they_are_everywhere(tmp_path: Path, size: tuple[int, int], text: str) -> None:
    def before(colleague: Desk) -> None:
        note = colleague.note(text)
        assert note is not None
        colleague.perform(do.AddCustomer(full_name=note.text, phone=note.text))
        colleague.perform(do.NoteOnCustomer(number="C-00001", note=note))
        _comes(colleague, "incidents", "C-00001", text)

    async with desk(tmp_path, size=size, before=before) as story:
        await story.see("B001")
        await story.press("C")
        screen = await story.see("Notes for colleagues")
        assert "\u202e" not in screen and "\x00" not in screen
        assert all(cell_len(line) <= size[0] for line in story.lines())
        await story.press("escape", "n")
        await story.see("Called B001" if size != (60, 20) else "B001 called")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_of_a_known_customer(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    ending = f"{size[0]}x{size[1]}.{language}"
    async with desk(tmp_path, size=size, language=language, before=known) as story:
        await opened(story)
        await story.press("n")
        await story.see("B001")
        await story.press("enter")
        if size == (60, 20):
            await story.press("tab")
        await story.see("3rd visit" if language == "en" else "3.ª visita")
        await story.later(minutes=1)
        assert_golden(f"customer-card.{ending}", story.screen())
        await story.press("C")
        await story.see("C-00001", "600 123 456")
        assert_golden(f"customer-file.{ending}", story.screen())
        await story.press("c")
        await story.see("Marta", "VIP" if size != (60, 20) else "Marta")
        assert_golden(f"customer-find.{ending}", story.screen())
