"""The desk as it was looked at and found right: three sizes, two languages, the moments of a morning.

With ``FRONTDESK_GOLDEN=write`` the pictures are written anew; look at them before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence
from tests.tui.story import NINE, Story, desk

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(120, 36), (80, 24), (60, 20)]
LANGUAGES = ["en", "es"]


def assert_golden(name: str, screen: str) -> None:
    """The picture is the one that was kept."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("FRONTDESK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == screen + "\n", f"another picture of {name}"


class Morning:
    """A morning that has begun: some wait, one is late, one near, one on hold, one is served elsewhere."""

    def __init__(self, colleague: Desk) -> None:
        self.desk = colleague
        self.keys = iter(range(1000))

    def do(self, command: type[do.Command], minute: int, **values: object) -> None:
        clock = self.desk.clock
        clock.at = NINE + 60 * minute  # type: ignore[attr-defined]
        name = values.pop("name", None)
        if isinstance(name, str):
            values["name"] = self.desk.note(name)
        self.desk.perform(command(actor="Rosa", key=f"k{next(self.keys)}", **values))  # type: ignore[arg-type]


def begun(colleague: Desk) -> None:
    """What happened before Ana sat down at counter 3."""
    morning = Morning(colleague)
    morning.do(do.OpenCounter, 0, counter="1")
    morning.do(do.CheckIn, 0, services=("incidents",), urgency="urgent", name="Ann [/x]")
    morning.do(do.CheckIn, 1, services=("information",), segment="vip")
    morning.do(do.CallNext, 1, counter="1")
    morning.do(do.Start, 1, counter="1")
    morning.do(do.CheckIn, 2, services=("after_sales",), segment="gold", party=3, name="Familia Gómez")
    morning.do(do.CheckIn, 3, services=("information", "personal"), preference="age60", name="Marta G.")
    morning.do(do.CheckIn, 4, services=("personal",), segment="internal")
    morning.do(do.CheckIn, 9, services=("information",))
    morning.do(do.Hold, 10, visit="A001", until=NINE + 20 * 60)
    morning.do(do.AddNote, 10, visit="I002", note=colleague.note("prefers to be written to"))
    colleague.clock.at = NINE + 11 * 60  # type: ignore[attr-defined]


async def opened(story: Story) -> None:
    await story.see(
        str(Sentence("Counter {counter} is open. {call_next_key} calls the next one.", counter="3", call_next_key="n"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_moments_of_a_morning(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    """Free, called, serving, checking in, a question, the keys."""
    ending = f"{size[0]}x{size[1]}.{language}"
    async with desk(tmp_path, size=size, language=language, before=begun) as story:
        await opened(story)
        assert_golden(f"free.{ending}", story.screen())
        await story.press("n")
        await story.see(story.listed()[0], "I002")
        await story.see_no("▸ I002")
        await story.later(seconds=20)
        assert_golden(f"called.{ending}", story.screen())
        await story.press("enter")
        await story.later(seconds=48)
        await story.press("space")
        await story.later(minutes=5, seconds=24)
        if size == (60, 20):
            await story.press("tab")
        await story.see("✓")
        assert_golden(f"serving.{ending}", story.screen())
        if size == (60, 20):
            await story.press("tab")
        await story.press("c", "2", "g", "p", "+")
        await story.see("B002")
        assert_golden(f"check-in.{ending}", story.screen())
        await story.press("escape", "k")
        await story.see("Esc", "▸ 1")
        assert_golden(f"complaint.{ending}", story.screen())
        await story.press("escape")
        await story.see_no("▸ 1")
        await story.press("question_mark")
        await story.see("F2")
        assert_golden(f"keys.{ending}", story.screen())
