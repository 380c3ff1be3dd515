"""Finding a known customer while a name is typed at check-in, told as a receptionist would tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from tests.tui.story import Story, desk
from tests.tui.test_desk_pictures import LANGUAGES, SIZES, assert_golden, opened


def known(colleague: Desk) -> None:
    """Four people whom the house knows; Marta was here twice."""
    for name, more in (
        ("Marta Gómez Ruiz", {"phone": "600 123 456", "segment": "gold", "language": "es"}),
        ("Gómez Pérez, Ana", {"phone": "600 999 000"}),
        ("Omar Gil", {"segment": "vip", "language": "en"}),
        ("Ann [/x]", {"number": "4711"}),
    ):
        colleague.perform(do.AddCustomer(full_name=name, **more))  # type: ignore[arg-type]
    for _n in range(2):
        colleague.perform(do.CheckIn(services=("information",), customer="C-00001", actor="Rosa"))


def last_visit(story: Story) -> tuple[str | None, str | None, str]:
    """Customer, name and segment of the one who came last."""
    story.colleague.catch_up()
    day = story.colleague.snapshot.day
    assert day is not None
    visit = list(day.visits.values())[-1]
    return visit.customer, story.colleague.snapshot.text(visit.name), visit.segment


async def test_a_known_customer_is_found_by_some_letters_and_brings_the_segment(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "2", "/", *"ruiz")
        await story.see("Marta Gómez Ruiz", "C-00001", "600 123 456", "Gold", "2 visits")
        await story.press("down")
        await story.see("▸ Marta", "Enter takes this customer")
        await story.press("enter")
        await story.see("Incidents · Gold · Marta Gómez Ruiz, 2 visits, speaks Spanish", "Enter gives the number")
        await story.press("enter")
        await story.see("B001 checked in")
        assert last_visit(story) == ("C-00001", "Marta Gómez Ruiz", "gold")


async def test_who_was_erased_since_is_not_checked_in(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "2", "/", *"omar", "down", "enter")
        await story.see("Omar Gil, first visit")
        story.colleague.erase(do.EraseCustomer(number="C-00003", confirmed=True))
        await story.press("enter")
        await story.see("C-00003 was the number of a customer whose file is gone.")
        assert last_visit(story)[0] == "C-00001"
        assert story.listed() == ["I001", "I002"]


async def test_several_words_the_telephone_and_the_number_find_too(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        for typed, name in (("gomez marta", "Marta Gómez Ruiz"), ("999", "Gómez Pérez, Ana"), ("471", "Ann [/x]")):
            await story.press("c", "/")
            await story.write(typed)
            await story.see(name)
            await story.press("escape", "escape")


async def test_whoever_is_typed_in_one_go_is_whom_the_keys_are_about(tmp_path: Path) -> None:
    """The arrow waits until it is known who is there; what comes after it waits too."""
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "2", "/", *"omar", "down", "enter", "p", "enter")
        await story.see("B001 checked in", "80+")
        assert last_visit(story) == ("C-00003", "Omar Gil", "vip")


async def test_a_segment_that_was_typed_stays(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "2", "r", "/", *"omar", "down", "enter", "enter")
        await story.see("B001 checked in")
        assert last_visit(story) == ("C-00003", "Omar Gil", "regular")


async def test_a_name_that_is_nobodys_or_is_left_alone_stays_a_name(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "1", "/", *"Nadie")
        await story.see("No customer is called so.")
        await story.press("enter")
        await story.see("I003 checked in")
        assert last_visit(story) == (None, "Nadie", "regular")
        await story.press("c", "1", "/", *"omar", "down", "escape")
        await story.see("omar▏", "Tab ends")
        await story.press("enter")
        await story.see("I004 checked in")
        assert last_visit(story) == (None, "omar", "regular")


async def test_one_key_more_opens_a_file_for_the_name(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "2", "g", "/", *"Eva  Luna", "up")
        await story.see("▸ New file for “Eva Luna”")
        await story.press("enter")
        await story.see("B001 checked in, customer C-00004 has a file now")
        assert last_visit(story) == ("C-00004", "Eva  Luna", "gold")
        await story.press("c", "2", "/", *"luna")
        await story.see("Eva Luna", "C-00004", "1 visit")


async def test_the_file_goes_with_the_check_in_that_is_taken_back_unless_there_is_more_in_it(tmp_path: Path) -> None:
    async with desk(tmp_path, before=known) as story:
        await story.press("c", "2", "/", *"Eva [/x]", "up", "enter")
        await story.see("B001 checked in, customer C-00004 has a file now")
        await story.press("u")
        await story.see("The last step was undone: B001, the check-in. The file of C-00004 is", "gone with it.")
        await story.press("c", "2", "/", *"Eva [/x]", "up", "enter")
        await story.see("B002 checked in, customer C-00005 has a file now")
        story.colleague.perform(do.ChangeCustomer(number="C-00005", phone="5550"))
        await story.press("u")
        await story.see("Undone: B002. C-00005 keeps the file, there is more in it.")


async def test_a_file_is_opened_for_no_bare_number(tmp_path: Path) -> None:
    async with desk(tmp_path, before=known) as story:
        await story.press("c", "2", "/", *"5550")
        await story.see("No customer is called so.")
        assert "New file" not in story.screen()
        await story.press("down", "enter")
        await story.see("B001 checked in")
        assert last_visit(story) == (None, "5550", "regular")


async def test_without_a_service_the_file_waits_for_one(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "/", *"Eva", "up", "enter")
        await story.see("Eva, new file", "Choose a service first: a digit.")
        await story.press("2", "enter")
        await story.see("customer C-00004 has a file now")


async def test_another_letter_marks_nobody_and_another_name_takes_the_customer_away(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36), before=known) as story:
        await story.press("c", "2", "/", *"gom", "down")
        await story.see("▸ Gómez Pérez, Ana")
        await story.press("e")
        await story.see_no("▸ Gómez")
        await story.press("backspace", "backspace", *"mez mar", "down", "enter")
        await story.see("Marta Gómez Ruiz, 2 visits")
        await story.press("/", "backspace", "enter")
        await story.see("B001 checked in")
        assert last_visit(story) == (None, "Marta Gómez Rui", "regular")


@pytest.mark.parametrize("name", ["Ann [/x]", "=1+1", "\u202eevil\x00", "👩‍👩‍👧 " * 40, "客戶 株式会社", "%_\\"])
async def test_hostile_names_are_found_and_taken_as_they_are(tmp_path: Path, name: str) -> None:
    added: list[str] = []

    def before(colleague: Desk) -> None:
        note = colleague.note(name)
        assert note is not None
        added.append(str(colleague.perform(do.AddCustomer(full_name=note.text))["customer"]))

    async with desk(tmp_path, before=before) as story:
        await story.press("c", "2", "/")
        await story.paste(name)
        await story.see("C-00001")
        await story.press("down", "enter", "enter")
        await story.see("B001 checked in")
        assert last_visit(story)[0] == added[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_of_finding(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    async with desk(tmp_path, size=size, language=language, before=known) as story:
        await opened(story)
        await story.press("c", "2", "/", *"gom", "down")
        await story.see("▸ Gómez")
        assert_golden(f"check-in-find.{size[0]}x{size[1]}.{language}", story.screen())
