"""The card beside the list: what it reckons and draws while only its clocks go on, and that it looks the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from frontdesk.domain import commands as do
from frontdesk.domain import outlook
from frontdesk.tui.desk.visit_card import VisitCard
from tests.tui.story import Story, desk

LONG = "Marta García de la Cruz y Fernández de Córdoba, with her mother"


def card_of(story: Story) -> VisitCard:
    """The card on the screen, with all that was under way drawn."""
    assert story.app.desk_screen is not None
    return story.app.desk_screen.card


def cells(strips: Iterable[Strip]) -> list[list[tuple[str, Style | None, object]]]:
    """Each character of each line with its style, and the place in the text that the mouse would mark."""
    return [
        [
            (sign, segment.style and segment.style.copy().clear_meta_and_links(), _offset(segment.style, at))
            for segment in strip
            for at, sign in enumerate(segment.text)
        ]
        for strip in strips
    ]


def _offset(style: Style | None, at: int) -> object:
    place = None if style is None else style.meta.get("offset")
    return None if place is None else (place[0] + at, place[1])


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines of the card that were drawn."""
    lines: list[int] = []
    draw = VisitCard.render_line

    def counting(self: VisitCard, y: int) -> Strip:
        lines.append(y)
        return draw(self, y)

    monkeypatch.setattr(VisitCard, "render_line", counting)
    return lines


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The visits whose wait was estimated for the card."""
    visits: list[str] = []
    estimate = vars(outlook)["estimate"]

    def counting(day: Any, visit: Any, ahead: int) -> Any:
        visits.append(visit.number)
        return estimate(day, visit, ahead)

    monkeypatch.setattr(outlook, "estimate", counting)
    return visits


async def test_a_second_later_only_the_clock_of_the_wait_is_drawn(tmp_path: Path, drawn: list[int]) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents", name=LONG)
        await story.see("Waited 0:00")
        drawn.clear()
        await story.later(seconds=1)
        lines = [line[80:].strip(" │") for line in story.lines()[2:]]
        assert [lines[y] for y in drawn] == ["Waited 0:01 of 10:00"]
        drawn.clear()
        await story.later()
        assert drawn == []


async def test_a_wait_is_estimated_when_something_happens_and_not_each_second(
    tmp_path: Path, reckoned: list[str]
) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        await story.see("From now: at once")
        reckoned.clear()
        await story.later(seconds=1)
        await story.later(seconds=1)
        assert reckoned == []
        story.others(do.CloseCounter, "3")
        await story.see("From now: nobody ahead, no")
        assert reckoned == ["B001"]


async def test_a_wait_is_estimated_anew_when_a_hold_is_over(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        story.arrives("incidents")
        await story.see("B001", "B002")
        await story.press("h", "5", "enter")
        await story.see("1 on hold")
        await story.press("home")
        await story.see("Selected B002", "From now: at once")
        await story.later(minutes=5)
        await story.see("Selected B002", "From now: about 10 to 20 minutes,")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_the_card_looks_as_if_the_library_had_drawn_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size=size) as story:
        story.arrives("incidents", name=LONG)
        await story.see("B001")
        if size == (60, 20):
            await story.press("tab")
        await story.see("Marta")
        for keys in ((), ("n",), ("enter",), ("space",)):
            await story.press(*keys)
            await story.later(minutes=3)
            shown = card_of(story)
            lines = range(shown.size.height)
            shown.refresh()
            ours = cells(shown.render_line(y) for y in lines)
            assert ours == cells(Widget.render_line(shown, y) for y in lines)


async def test_a_text_on_the_card_can_be_marked_over_several_lines(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents", name=LONG)
        await story.see("Waited 0:00")
        await story.later(seconds=1)
        shown = card_of(story)
        first = next(y for y, line in enumerate(story.lines()) if "Marta" in line) - shown.content_region.y
        await story.pilot.mouse_down(shown, offset=(2, 1 + first))
        await story.pilot.hover(shown, offset=(8, 2 + first))
        await story.pilot.mouse_up(shown, offset=(8, 2 + first))
        marked = story.app.screen.get_selected_text()
        assert marked is not None
        two = [line[80:].strip(" │") for line in story.lines()[first + 2 : first + 4]]
        assert two[0] in marked
        assert marked.endswith(two[1][: len(marked.split("\n")[-1])])
