"""The screens at their sizes, with hostile names, without colours, in both languages, with other keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from frontdesk.config import InvalidConfiguration, load, themes
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.i18n import language
from frontdesk.tui.actions import ACTIONS, BY_ID
from frontdesk.tui.keys import key_map, key_table, markdown_table
from frontdesk.tui.terminal import Colours
from frontdesk.tui.themes import NAMES, OWN
from tests.tui.story import NINE, Story, desk

HOSTILE = [
    "Ann [/x]",
    "[VIP] O'Neil",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b[0m\x07\r\n",
    "a\u202egnihtyna\u2066x",
    "nul\x00nul",
    "lone \ud800 surrogate",
    "日本語のとても長い名前です",
    "[@click=app.exit]out[/]",
    "{number} %s \\",
    "x" * 10_000,
    "   ",
]
SIZES = [(120, 36), (80, 24), (60, 20)]


def nothing_interpreted(screen: str) -> None:
    """No control or direction character has reached the screen."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", screen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_on_every_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size, staff="Ana [/b] \x1b[31m") as story:
        for number, name in enumerate(HOSTILE, 1):
            story.arrives("incidents", name=name)
            await story.see(f"B{number:03}" if number <= 9 else f"Waiting {number}")
            await story.press("end")
            nothing_interpreted(story.screen())
        story.others(do.AddNote, visit="B001", note=story.colleague.note(HOSTILE[3]))
        story.others(do.OpenCounter, "1", actor=HOSTILE[0])
        for place, name in enumerate(HOSTILE, 1):
            await story.press("home", "n", "enter")
            await story.see(f"B{place:03} is being served.")
            if size == (60, 20) and place == 1:
                await story.press("tab")
            nothing_interpreted(story.screen())
            for key, title in (
                ("w", "Note on"),
                ("k", "Complaint of"),
                ("D", "Story of"),
                ("h", f"Hold B{place:03}"),
                ("j", ""),
            ):
                await story.press(key)
                if title:
                    nothing_interpreted(await story.see(title))
                    await story.press("escape")
                    await story.see_no(title)
            await story.press("k", "2")
            await story.see("anything else?")
            await story.press("t")
            await story.see("what was said?")
            await story.paste(name)
            nothing_interpreted(story.screen())
            await story.press("escape")
            await story.see_no("what was said?")
            await story.press("0", "f")
            await story.see(f"B{place:03} finished")
        await story.press("c", "2")
        await story.paste(HOSTILE[3])
        await story.see("␛[31mred")
        await story.press("enter")
        nothing_interpreted(await story.see("B013 checked in"))
        await story.press("S")
        nothing_interpreted(await story.see("13 arrived"))


async def test_what_can_be_shown_of_a_name_is_shown(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents", name="Ann [/x]")
        await story.see("Ann [/x]")
        story.arrives("incidents", name="日本語 [VIP]")
        await story.see("B002")
        await story.press("down")
        await story.see("日本語 [VIP]")


async def test_too_small_is_one_sentence(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(59, 15), before=lambda colleague: None) as story:
        await story.see("needs 60 columns and 16 lines", "59", "15.")
        assert "Nobody is waiting" not in story.screen()


@pytest.mark.parametrize("size", SIZES)
async def test_every_action_is_within_reach(tmp_path: Path, size: tuple[int, int]) -> None:
    """By its key, in the help and in the palette, at every size."""
    async with desk(tmp_path, size=size) as story:
        await story.press("question_mark")
        await story.see("Those who wait")
        seen = story.screen()
        page = story.app.screen.query_one("#body")
        while page.scroll_y < page.max_scroll_y:
            top = page.scroll_y
            await story.press("pagedown")
            while page.scroll_y == top:
                await story.pilot.pause(0.005)
            seen += await story.see("All keys")
        for action in ACTIONS:
            assert action.label in seen, action.id
        await story.press("escape")
        await story.see_no("Those who wait")
        await story.press("ctrl+p")
        await story.see("Type what you want to do", "Call next")
        await story.write("satisf")
        await story.see("Satisfaction")
        await story.press("escape")


async def test_the_help_says_why_a_key_is_dim_and_does_what_is_pressed(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await story.press("question_mark")
        await story.see("– Nobody is waiting for counter 3.", "– Nobody is at counter 3.")
        await story.press("c")
        await story.see("Enter gives the number")


async def test_the_line_of_keys_follows_the_situation(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        assert story.keys_shown() == (" n Call next   c Check in   a Call this one   p Pause or resume   ? All keys")
        await story.press("c", "2", "enter", "n")
        await story.see("Called B001")
        assert story.keys_shown() == " s Start   r Call again   x No-show   b Bring back   c Check in   ? All keys"
        await story.press("enter")
        await story.see("Serving B001")
        assert story.keys_shown() == " Space Next phase   f Finish   g Finish and call   h Hold   ? All keys"


async def test_one_pane_at_60_columns(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(60, 20)) as story:
        await story.press("c", "2", "enter", "n", "enter")
        await story.see("B001 is being served.")
        assert "▸ Welcome" not in story.screen()
        await story.press("tab")
        await story.see("▸ Welcome", "handling 0:00 of 8:00")
        assert "Nobody is waiting" not in story.screen()
        await story.press("space", "f", "tab")
        await story.see("Nobody is waiting", "B001 finished")


async def test_asks_who_is_here_and_at_which_counter(tmp_path: Path) -> None:
    def rosa(colleague: Desk) -> None:
        colleague.perform(do.OpenCounter(actor="Rosa", counter="1", key="k"))

    async with desk(tmp_path, counter=None, staff=None, before=rosa) as story:
        await story.see("Your name", "Rosa is here", "closed")
        await story.press("enter")
        await story.see("Type your name first")
        await story.write("Ana")
        await story.press("down", "enter")
        await story.see("Counter 3 is open.", "Counter 3 · Ana")


async def test_a_counter_staffed_by_another_is_taken_over(tmp_path: Path) -> None:
    def rosa(colleague: Desk) -> None:
        colleague.perform(do.OpenCounter(actor="Rosa", counter="3", key="k"))

    async with desk(tmp_path, before=rosa) as story:
        await story.see("Take over", "Counter 3, from Rosa")
        await story.press("1")
        await story.see("You now work at counter 3.")


@pytest.mark.parametrize("colours", list(Colours))
async def test_a_state_is_a_word_before_it_is_a_colour(tmp_path: Path, colours: Colours) -> None:
    async with desk(tmp_path, colours=colours) as story:
        story.arrives("incidents")
        await story.see("◔ 10:00")
        await story.later(minutes=8, seconds=1)
        await story.see("◕ near 1:59", "1 near")
        await story.later(minutes=3)
        await story.see("● LATE 1:01", "1 late")
        await story.press("T")
        await story.see("Colours", "The terminal's own colours, dark")
        await story.press("2")
        await story.see_no("its key, or")
        await story.see("● LATE 1:01")


async def test_the_language_is_switched_while_running(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        await story.see("Incidents", "Waiting 1")
        await story.press("L")
        await story.see("Español")
        await story.press("down", "enter")
        await story.see("Incidencias", "Oficina principal · Ventanilla 3 · Ana")
        await story.press("L")
        await story.see("English")
        await story.press("up", "enter")
        await story.see("Incidents", "Main branch · Counter 3 · Ana")


async def test_keys_of_the_house(tmp_path: Path) -> None:
    toml = '[keys]\ncall_next = ["k", "f2"]\ncomplaint = ["n"]\n'
    async with desk(tmp_path, toml=toml) as story:
        await story.see("k Call next")
        await story.press("c", "2", "enter", "k")
        await story.see("Called B001")
        await story.press("n")
        await story.see("Complaint of B001")


def refused(folder: Path, toml: str) -> str:
    path = folder / "frontdesk.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(InvalidConfiguration) as raised:
        key_map(load(path))
    return str(raised.value).removeprefix(str(path))


def test_keys_that_cannot_be_are_refused_with_their_line(tmp_path: Path) -> None:
    found = refused(tmp_path, '[site]\nname = "X"\n[keys]\ncall_nxt = ["n"]\n')
    assert found.startswith(":4: [keys] call_nxt:")
    assert "Did you mean “call_next”?" in found
    assert refused(tmp_path, '[keys]\ncall_next = ["c"]\n').startswith(
        ":2: [keys] call_next: The key “c” belongs to “check_in” already."
    )
    assert "There is no key “foo”." in refused(tmp_path, '[keys]\ncall_next = ["foo"]\n')
    assert "is needed by the list" in refused(tmp_path, '[keys]\ncall_next = ["5"]\n')
    assert "is needed by the list" in refused(tmp_path, '[keys]\ncall_next = ["down"]\n')
    found = refused(tmp_path, '[theme]\nname = "drak"\n')
    assert found.startswith(":2: [theme] name:")
    assert "Did you mean “dark”?" in found


def test_a_configuration_knows_the_themes_that_there_are() -> None:
    assert tuple(theme.name for theme in OWN) == themes.OWN
    assert tuple(NAMES) == (*themes.OWN, *themes.OF_THE_TERMINAL)
    assert set(BUILTIN_THEMES) == {*themes.OF_THE_TERMINAL, *themes.OF_THE_LIBRARY}
    assert len(set(themes.THEMES)) == len(themes.THEMES)


def test_the_table_of_keys_is_whole() -> None:
    assert len(BY_ID) == len(ACTIONS) == len(key_table())
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert not {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+b"}.intersection(keys)
    assert "| `n F2` | Call next |" in markdown_table()


async def test_a_slip_and_a_printer_that_fails(tmp_path: Path) -> None:
    toml = '[slip]\nfile = "slips/{number}.txt"\nat_check_in = true\n'
    async with desk(tmp_path, toml=toml) as story:
        await story.press("c", "2", "enter")
        await story.see("The slip of B001 went to")
        assert "B001" in (tmp_path / "slips" / "B001.txt").read_text(encoding="utf-8")
    toml = '[slip]\ncommand = ["/nowhere/print"]\n'
    second = tmp_path / "second"
    second.mkdir()
    async with desk(second, toml=toml) as story:
        await story.press("c", "2", "enter", "z")
        await story.see("The slip of B001 was not made")
        await story.press("n")
        await story.see("Called B001")


async def test_the_slip_of_a_customer_who_speaks_another_language_leaves_the_screen_in_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path, toml='[slip]\nfile = "{number}.txt"\nat_check_in = true\n') as story:
        customer = story.others(do.AddCustomer, full_name="Ana", language="es")["customer"]
        story.arrives("incidents", customer=customer)
        await story.see("B001")
        await story.press("z")
        await story.see("The slip of B001 went to")
        assert "Llegada:" in (tmp_path / "B001.txt").read_text(encoding="utf-8")
        assert language() == "en"


async def test_a_house_without_slips_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("c", "2", "enter")
        await story.see("B001 checked in")
        await story.press("z")
        await story.see("The house makes no slips")


async def test_the_fixed_clock_is_shown(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        assert "the clock is set · Sun 22 Nov 2026   09:00" in story.lines()[0]
        assert story.app.now() == NINE
        story_of_day(story)


def story_of_day(story: Story) -> None:
    """The picture of the desk is complete: header, list, card, why, message, keys."""
    lines = story.lines()
    assert lines[1].startswith("╭─ Waiting 0")
    assert lines[-2].startswith(" 09:00  Counter 3 is open.")


async def test_at_60_columns_a_check_in_shows_all_that_was_said(tmp_path: Path) -> None:
    """Services by the digits that stand below with their names, so that a wrong letter is seen before Enter."""
    async with desk(tmp_path, size=(60, 20)) as story:
        await story.press("c", "1", "2", "3", "g", "u", "p", "p", "+")
        await story.see("Check in  1+2+3 · Gold · urgent · 60+ · party of 2", "I001")
