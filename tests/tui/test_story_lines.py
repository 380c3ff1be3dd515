"""A visit's story on the screen: over several days each is said before its lines."""

from __future__ import annotations

from frontdesk.domain.story import StoryLine
from frontdesk.i18n import Sentence, use_language
from frontdesk.tui.acts.visits import story_lines

NINE, DAY = 1_795_424_400, 86_400


def _shown(*instants: int, language: str = "en") -> list[str]:
    told = [StoryLine(at, Sentence("Carried over into the next day."), "", None, undone=False) for at in instants]
    use_language(language)
    try:
        return [line.plain for line in story_lines(told, "UTC")]
    finally:
        use_language("en")


def test_the_story_of_one_day_is_without_it() -> None:
    assert _shown(NINE, NINE + 60) == [
        "09:00:00  Carried over into the next day.",
        "09:01:00  Carried over into the next day.",
    ]


def test_each_day_of_several_is_said_where_it_begins() -> None:
    assert [line for line in _shown(NINE, NINE + 60, NINE + DAY, NINE + DAY) if "Carried" not in line] == [
        "Mon 23 Nov 2026",
        "Tue 24 Nov 2026",
    ]
    assert _shown(NINE, NINE + DAY, language="es")[::2] == ["lun 23 nov 2026", "mar 24 nov 2026"]
