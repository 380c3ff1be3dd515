"""The one table of the keys of the summary: its line of keys, its help and the README come from it."""

from __future__ import annotations

from typing import NamedTuple

from frontdesk.i18n import _, marked
from frontdesk.tui.keys import shown_key


class PageKey(NamedTuple):
    """What some keys do on the page of a summary."""

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str


PAGE_KEYS = (
    PageKey("figures", ("up", "down"), marked("Figures"), marked("From one figure to the next; PgUp PgDn: a page.")),
    PageKey(
        "visits",
        ("enter", "v"),
        marked("Visits"),
        marked("The visits behind the selected figure; there, Tab turns to the other figures of its line."),
    ),
    PageKey("days", ("left", "right"), marked("Other days"), marked("The day before or after, or as many days.")),
    PageKey("calendar", ("d",), marked("Calendar"), marked("One day, or from one to another.")),
    PageKey("today", ("t",), marked("Today"), marked("The day that runs.")),
    PageKey(
        "compare",
        ("c",),
        marked("Compare"),
        marked("With the equally long time before, with the same weekdays before, with nothing."),
    ),
    PageKey("save", ("s",), marked("Save"), marked("A file of it: PDF, XLSX, HTML and others.")),
    PageKey("again", ("r", "f5"), marked("Read again"), marked("The same days as they are now.")),
    PageKey(
        "sideways",
        ("less_than_sign", "greater_than_sign"),
        marked("Sideways"),
        marked("On a small screen: to the rest of the page."),
    ),
    PageKey("help", ("question_mark", "f1"), marked("All keys"), marked("All keys of the summary.")),
    PageKey("leave", ("escape", "S"), marked("Back"), marked("Back; while a file is being made, give it up.")),
)

_BY_ID = {one.id: one for one in PAGE_KEYS}
USEFUL = ("save", "calendar", "visits", "days", "leave", "help")
"""The line of keys: the most useful first, for a small screen has room for those alone; the last two always."""


def page_key_table() -> list[tuple[str, str, str]]:
    """Keys, label and meaning, for the help and for documents."""
    return [(" ".join(map(shown_key, one.keys)), _(one.label), _(one.tooltip)) for one in PAGE_KEYS]


def useful_keys() -> list[tuple[str, str]]:
    """Key and word of the most useful."""
    return [(_shown(one), _(one.label)) for one in (_BY_ID[name] for name in USEFUL)]


def _shown(one: PageKey) -> str:
    """Its first key; both of a pair that goes two ways."""
    return " ".join(map(shown_key, one.keys if one.id == "days" else one.keys[:1]))
