"""What is promised, and by when, as it is typed in one line in either language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontdesk.domain.due_words import day_named, understood
from tests.domain.story import HOUSE

FRIDAY = date(2026, 11, 27)
MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "what", "due_day"),
    [
        ("call back Tue", "call back", TUESDAY),
        ("call back on tuesday.", "call back", TUESDAY),
        ("avisar para el martes", "avisar", TUESDAY),
        ("avisar a más tardar el MARTES", "avisar", TUESDAY),
        ("offer fri", "offer", date(2026, 12, 4)),  # today is a Friday: the next one is meant
        ("write today", "write", FRIDAY),
        ("llamar mañana", "llamar", date(2026, 11, 28)),
        ("llamar pasado mañana", "llamar", date(2026, 11, 29)),
        ("call 3d", "call", MONDAY),
        ("call in 2 weeks", "call", date(2026, 12, 11)),
        ("llamar en 4 días", "llamar", TUESDAY),
        ("call next week", "call", date(2026, 12, 4)),
        ("send it by 24/12", "send it", date(2026, 12, 24)),
        ("send it 24/11", "send it", date(2027, 11, 24)),  # that of this year is over
        ("send it 24/11/26", "send it", date(2026, 11, 24)),  # said with its year it is what was said
        ("enviar 24 de diciembre", "enviar", date(2026, 12, 24)),
        ("send 1st dec", "send", TUESDAY),
        ("send 2026-12-01", "send", TUESDAY),
    ],
)
def test_a_day_at_the_end_is_taken_from_what_is_promised(typed: str, what: str, due_day: date) -> None:
    found = understood(typed, FRIDAY, HOUSE)
    assert (found.what, found.due_day, found.named) == (what, due_day, True)


@pytest.mark.parametrize(
    "typed",
    [
        "call back", "llamar por la mañana", "send it 31/11", "call 3 times", "offer nov", "tell Ann [/x] =1+1",
        "on the 99/99", "", "2027-02-30",
    ],
)  # fmt: skip
def test_what_names_no_day_is_kept_whole_and_due_on_the_next_business_day(typed: str) -> None:
    assert understood(typed, FRIDAY, HOUSE) == (typed, MONDAY, False)


def test_the_next_business_day_is_none_of_the_holidays() -> None:
    house = replace(HOUSE, named_days={MONDAY: frozenset({"holiday"})})
    assert understood("call", FRIDAY, house).due_day == TUESDAY
    assert understood("call mon", FRIDAY, house).due_day == MONDAY, "what was said is what is meant"


def test_a_day_alone_promises_nothing_yet() -> None:
    assert understood("tue", FRIDAY, HOUSE) == ("", TUESDAY, True)
    assert day_named("Tuesday", FRIDAY) == TUESDAY
    assert day_named("call tuesday", FRIDAY) is None


@pytest.mark.parametrize("day", range(7))
def test_a_weekday_is_always_still_to_come_and_within_a_week(day: int) -> None:
    today = date(2026, 11, 23 + day)
    for name in ("mon", "tue", "mié", "jueves", "Fri", "sáb", "domingo"):
        found = day_named(name, today)
        assert found is not None
        assert 1 <= (found - today).days <= 7
