"""The one table of the keys of a customer's file: its line of keys, its help and the README come from it."""

from __future__ import annotations

from frontdesk.i18n import _, marked
from frontdesk.tui.keys import shown_key
from frontdesk.tui.report.actions import PageKey

FILE_KEYS = (
    PageKey("move", ("up", "down"), marked("Move"), marked("From one visit to the next; PgUp PgDn: a page.")),
    PageKey(
        "story",
        ("enter", "D"),
        marked("Story of a visit"),
        marked("What has happened to the selected visit."),
    ),
    PageKey("note", ("w",), marked("Write a note"), marked("A note for colleagues, kept in the file.")),
    PageKey(
        "other", ("tab",), marked("Other visit"), marked("The file of the one selected in the list, or at the counter.")
    ),
    PageKey(
        "correct",
        ("c",),
        marked("Other customer"),
        marked("It is somebody else's visit: find whose, or open a file."),
    ),
    PageKey("help", ("question_mark", "f1"), marked("All keys"), marked("All keys of the customer's file.")),
    PageKey("leave", ("escape", "C"), marked("Back"), marked("Back to the desk.")),
)

USEFUL = ("story", "note", "correct", "leave", "help")
"""The line of keys: the most useful first, the last two always."""


def file_key_table() -> list[tuple[str, str, str]]:
    """Keys, label and meaning, for the help and for documents."""
    return [(" ".join(map(shown_key, one.keys)), _(one.label), _(one.tooltip)) for one in FILE_KEYS]


def useful_keys() -> list[tuple[str, str]]:
    """Key and word of the most useful."""
    by_id = {one.id: one for one in FILE_KEYS}
    return [(shown_key(one.keys[0]), _(one.label)) for one in (by_id[name] for name in USEFUL)]
