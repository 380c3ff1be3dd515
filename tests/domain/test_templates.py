"""Texts of the house in which something is filled in."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.domain.acknowledgement import Told, acknowledgement
from frontdesk.domain.complaints import complaint_record
from frontdesk.domain.events import ComplaintOpened, Recorded
from frontdesk.domain.templates import LETTER_PLACEHOLDERS, filled, unknown_placeholder
from frontdesk.i18n import language, speaking, written_day


def test_what_is_filled_in_is_not_looked_into() -> None:
    assert filled("{a} and {b}", {"a": "{b}", "b": "{0.__class__} {{"}) == ["{b} and {0.__class__} {{"]
    assert filled("{{a}}", {"a": "x"}) == ["{a}"]


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("one\n\n{a}\n\ntwo", ["one", "", "two"]),
        ("one\n{a}\ntwo", ["one", "two"]),
        ("{a}\n\none", ["one"]),
        ("one\n\n{b} {a}\n\n{a}\n\ntwo", ["one", "", "two"]),
        ("one\n\n\n{b}", ["one", "", "", "B"]),
        ("one\n\n{a}", ["one", ""]),
    ],
)
def test_a_line_with_something_that_is_not_known_is_left_out(template: str, lines: list[str]) -> None:
    assert filled(template, {"a": "", "b": "B"}) == lines


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("{a}", None),
        ("{b}", "b"),
        ("{a.x}", "a.x"),
        ("{a[0]}", "a[0]"),
        ("{a!r}", "a!r"),
        ("{a:>9}", "a:>9"),
        ("{}", ""),
    ],
)
def test_only_a_name_may_stand_in_braces(template: str, wrong: str | None) -> None:
    assert unknown_placeholder(template, ("a",)) == wrong


@pytest.mark.parametrize("template", ["{a", "a}"])
def test_braces_that_do_not_match_are_refused(template: str) -> None:
    with pytest.raises(ValueError, match="'}'"):
        unknown_placeholder(template, ("a",))


def test_a_letter_fills_in_every_placeholder_that_there_is() -> None:
    opened = ComplaintOpened("Q-2026-0001", "2026-11-22", "request", "price", "n.h", due_day="2026-11-25", owner="Rosa")
    record = complaint_record([Recorded(1, 0, opened, "", None, 1)])
    template = "\n".join(f"{name}: {{{name}}}" for name in LETTER_PLACEHOLDERS)
    letter = acknowledgement(template, record, Told("Ann", "so\u202eit\x1bwas", "more"), "House", date(2026, 11, 23))
    assert [line.partition(":")[0] for line in letter] == list(LETTER_PLACEHOLDERS)
    assert "said: so‹U+202E›it␛was" in letter


def test_days_are_written_as_each_language_writes_them() -> None:
    days = [date(2026, month, month) for month in range(1, 13)]
    assert written_day(days[4]) == "Tuesday 5 May 2026"
    with speaking("es"):
        assert written_day(days[4]) == "martes 5 de mayo de 2026"
        assert len({written_day(day).split()[3] for day in days}) == 12
    with pytest.raises(KeyError), speaking("es"):
        raise KeyError
    assert language() == "en", "whatever happens, the screen's language is back"
