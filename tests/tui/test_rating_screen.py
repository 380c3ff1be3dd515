"""The second terminal: what a customer sees and presses there, what becomes of it; and the same keys at the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.visit import Visit
from frontdesk.tui.faces import Face
from frontdesk.tui.rating.screen import RatingScreen, Step
from tests.tui.story import Story, desk
from tests.tui.test_desk_pictures import LANGUAGES, SIZES, assert_golden


def served(colleague: Desk) -> None:
    """A VIP with a name is served at counter 3."""
    who: dict[str, Any] = {"counter": "3", "actor": "Ana"}
    colleague.perform(do.OpenCounter(**who))
    colleague.perform(do.CheckIn(services=("incidents",), segment="vip", name=colleague.note("Ann [/x]")))
    colleague.perform(do.CallNext(**who))
    colleague.perform(do.Start(**who))


@asynccontextmanager
async def second_terminal(folder: Path, *, before: Any = served, **more: Any) -> AsyncIterator[Story]:
    async with desk(folder, face=Face.RATING, counter="3", staff=None, before=before, **more) as story:
        screen_of(story).pause_s = 0
        yield story


def screen_of(story: Story) -> RatingScreen:
    return cast("RatingScreen", story.app.screen)


def visit(story: Story, number: str = "B001") -> Visit:
    story.colleague.catch_up()
    day = story.colleague.snapshot.day
    assert day is not None
    found = day.find(number)
    assert found is not None
    return found


async def kept(story: Story, rating: int, factor: str | None = None, would_return: bool | None = None) -> Visit:
    """Wait until the answer is in the database."""
    wanted = (rating, factor, would_return)
    while True:
        found = visit(story)
        if (found.rating, found.rating_factor, found.would_return) == wanted:
            return found
        await story.pilot.pause(0.01)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_step_as_it_looks(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    ending = f"{size[0]}x{size[1]}.{language}"
    async with second_terminal(tmp_path, size=size, language=language) as story:
        assert_golden(f"rating_asked.{ending}", await story.see("B001", "╰▄╯"))
        await story.press("4")
        await story.see("  a  ")
        assert_golden(f"rating_mattered.{ending}", story.screen())
        await story.press("2")
        await story.see_no("  a  ")
        assert_golden(f"rating_return.{ending}", story.screen())
        await story.press("1")
        await story.see("4, ")
        assert_golden(f"rating_thanks.{ending}", story.screen())
        await kept(story, 4, "courtesy", would_return=True)
        await story.press("enter")
        await story.see_no("4, ")
        assert_golden(f"rating_waits.{ending}", story.screen())


async def test_one_key_is_an_answer_and_the_screen_goes_back_by_itself(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.see("How were you attended?")
        screen = screen_of(story)
        screen.patience_s = screen.thanks_s = 0.05
        await story.press("5")
        await kept(story, 5)
        await story.see("Thank you for your visit.")
        assert screen.step is Step.WAIT
        assert "Ann" not in story.screen()
        assert "VIP" not in story.screen()


async def test_a_key_pressed_while_thanks_are_said_begins_the_answer_anew_and_it_counts_once(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.press("1", "2", "2")
        await kept(story, 1, "courtesy", would_return=False)
        await story.see("Your answer: 1, very bad.", "What mattered most: Courtesy.", "You would not come back.")
        await story.press("5")
        await story.see("What mattered most to you?")
        await kept(story, 5)
        await story.press("enter", "1")
        await kept(story, 5, would_return=True)
        screen = await story.see("Your answer: 5, very good.", "You would come back.")
        assert "Courtesy" not in screen
        await story.press("enter", "3")
        await story.see("Nobody is attended here just now.")
        assert visit(story).rating == 5


async def test_one_key_held_down_or_pressed_in_a_hurry_answers_one_question(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.see("How were you attended?")
        screen = screen_of(story)
        screen.pause_s = 1e6
        await story.press("1", "1", "1", "2")
        await story.see("What mattered most to you?")
        await kept(story, 1)
        screen.pause_s = 0
        await story.press("2")
        await story.see("Would you come back to us?")
        screen.pause_s = 1e6
        await story.press("2", "1", "enter")
        await story.see("Would you come back to us?")
        assert visit(story).rating_factor is None


async def test_an_undo_at_the_counter_takes_back_no_answer(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.press("4")
        await kept(story, 4)
        assert story.others(do.Undo, counter="3", actor="Ana")["undid"] == "ServingStarted"
        assert visit(story).rating == 4


async def test_who_has_just_been_served_is_asked_for_some_minutes_and_then_no_more(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        story.others(do.Finish, counter="3")
        await story.later(minutes=2)
        await story.see("B001 · How were you attended?")
        await story.later(minutes=2)
        await story.see("Thank you for your visit.")
        await story.press("1")
        await story.see("Nobody is attended here just now.")
        assert visit(story).rating is None


@pytest.mark.parametrize(
    ("asks", "keys", "factor", "would_return"),
    [
        ("factor = false", ("4", "1"), None, True),
        ("come_back = false", ("4", "2"), "courtesy", None),
        ("factor = false\ncome_back = false", ("4",), None, None),
    ],
)
async def test_the_house_says_what_is_asked_after_the_answer(
    tmp_path: Path, asks: str, keys: tuple[str, ...], factor: str | None, would_return: bool | None
) -> None:
    async with second_terminal(tmp_path, toml=f'[rating]\n{asks}\nwithin = "1h"\n') as story:
        await story.later(minutes=1)
        story.others(do.Finish, counter="3")
        await story.later(minutes=50)
        await story.see("How were you attended?")
        await story.press(*keys)
        await story.see("Your answer: 4, good.")
        await kept(story, 4, factor, would_return=would_return)


async def test_the_next_customer_is_asked_once_their_attention_begins(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        number = story.arrives()
        await story.press("4")
        story.others(do.Finish, counter="3", call_next=True)
        story.others(do.Start, counter="3")
        await story.press("enter", "enter", "enter")
        await story.see(f"{number} · How were you attended?")
        await story.press("2")
        await kept(story, 4)
        while visit(story, number).rating != 2:
            await story.pilot.pause(0.01)


async def test_where_nobody_is_attended_there_is_nothing_to_answer(tmp_path: Path) -> None:
    def waits(colleague: Desk) -> None:
        colleague.perform(do.CheckIn(services=("incidents",)))

    async with second_terminal(tmp_path, before=waits, size=(60, 20)) as story:
        await story.see("Thank you for your visit.")
        await story.press("5")
        await story.see("Nobody is attended here just now.")


async def test_no_key_leads_out_but_ctrl_q_twice(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        keys = ("ctrl+c", "ctrl+p", "escape", "tab", "f1", "Q", "S", "B", "question_mark", "n", "ctrl+q", "x")
        await story.press(*keys, "ctrl+q")
        await story.see("ctrl+q once more leaves this screen", "B001 · How were you attended?")
        assert len(story.app.screen_stack) == 1
        await story.paste("5\n")
        assert visit(story).rating is None
        await story.press("ctrl+q")
        while story.app.return_code is None and story.app.is_running:
            await story.pilot.pause(0.01)


async def test_the_customer_changes_the_language_and_the_next_one_finds_that_of_the_house(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.press("0")
        await story.see("¿Cómo le atendimos?", "English")
        await story.press("4", "enter", "enter", "enter")
        await story.see("Thank you for your visit.", "Español")


async def test_a_customer_with_a_file_is_asked_in_their_language(tmp_path: Path) -> None:
    def known(colleague: Desk) -> None:
        colleague.perform(do.AddCustomer(full_name="Marta", number="C7", language="es"))
        who: dict[str, Any] = {"counter": "3", "actor": "Ana"}
        colleague.perform(do.OpenCounter(**who))
        colleague.perform(do.CheckIn(services=("incidents",), customer="C7"))
        colleague.perform(do.CallNext(**who))
        colleague.perform(do.Start(**who))

    async with second_terminal(tmp_path, before=known) as story:
        await story.see("¿Cómo le atendimos?")


async def test_a_click_is_a_press(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.see("╰▄╯")
        await story.pilot.click(screen_of(story).keys[4])
        await kept(story, 5)


async def test_an_answer_that_is_refused_is_owned_up_to(tmp_path: Path) -> None:
    async with second_terminal(tmp_path) as story:
        await story.see("How were you attended?")
        story.colleague.perform(do.CloseDay(actor="Eva"))
        await story.press("5")
        await story.see("Your answer could not be kept. Please tell us in person.")


# At the desk


async def test_at_the_desk_two_keys_answer_for_the_one_served_and_for_the_last_one_who_was(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        for _ in range(2):
            story.arrives("incidents")
        await story.see("B002")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("y", "2")
        await story.see("B001: 2 of 5 is kept, thank you.")
        await story.press("f")
        await story.see("B001 finished")
        assert story.selected() == "B002"
        await story.press("y", "5")
        await story.see("B001: 5 of 5 is kept, thank you.")
        await story.press("n")
        await story.see("Called B002")
        await story.press("y", "4")
        await story.see("B001: 4 of 5 is kept, thank you.")
        assert visit(story, "B002").rating is None


async def test_no_answer_is_suggested_and_enter_alone_gives_none(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("y", "enter", "enter")
        screen = await story.see("How satisfied is B001?")
        assert not [line for line in screen.split("\n") if "▸" in line and "satisfied" in line]
        await story.press("up")
        await story.see("▸ 5  very satisfied")
        await story.press("down", "enter")
        await story.see("B001: 1 of 5 is kept, thank you.")


async def test_what_mattered_and_coming_back_go_before_the_answer(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("Serving B001")
        await story.press("y", "c", "c", "w")
        await story.see("What mattered to B001?")
        await story.press("2")
        await story.see("Would come back: no", "What mattered: Courtesy")
        await story.press("3")
        await story.see("B001: 3 of 5 is kept")
        found = visit(story)
        assert (found.rating, found.rating_factor, found.would_return) == (3, "courtesy", False)


async def test_an_extra_step_with_a_word_or_none_and_never_as_markup(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(60, 20)) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter")
        await story.see("B001")
        await story.press("X", "enter")
        await story.see("B001: the extra step is kept.")
        await story.press("X")
        await story.see("Extra step for B001")
        await story.write("=1+1 [/x]")
        await story.press("enter")
        await story.see_no("Extra step for B001")
        while visit(story).extra_steps != 2:
            await story.pilot.pause(0.01)
        await story.press("D")
        await story.see("An extra step was taken: =1+1 [/x]")


async def test_before_anybody_was_served_there_is_nobody_to_ask(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("y")
        await story.see("Nobody is selected, and nobody is at the counter.")


async def test_at_the_farewell_the_line_of_keys_shows_what_is_asked_then(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("n", "enter", "space", "space", "space")
        await story.see("▸ Farewell")
        assert story.keys_shown() == (
            " f Finish   g Finish and call   y Satisfaction   X Extra step   h Hold   ? All keys"
        )
