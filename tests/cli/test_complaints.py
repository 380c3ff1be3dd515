"""The whole life of a complaint by verbs: over a weekend and a holiday, overdue, answered, closed, taken up again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program

HOUSE = """
[calendar]
holidays = ["2026-11-30"]
[security]
role = "{role}"
"""
FRIDAY, MONDAY, TUESDAY, THURSDAY, FRIDAY_AFTER = (
    {"FRONTDESK_NOW": f"2026-{day}T10:00:00-05:00"} for day in ("11-27", "11-30", "12-01", "12-03", "12-04")
)


@pytest.fixture
def house(desk: Program, own_machine: Path) -> Program:
    """A desk of a manager, closed on Monday 30 November."""
    _role(own_machine, "manager")
    return desk


def _role(folder: Path, role: str) -> None:
    (folder / "frontdesk.toml").write_text(HOUSE.format(role=role), encoding="utf-8")


def _open(house: Program, **when: str) -> str:
    answer = house.json(
        "complaint", "open", "--cause", "reliability", "--text", "It broke again.", "--remedy", "a new one",
        "--channel", "telephone", "--staff", "Ana", **when,
    )  # fmt: skip
    assert (answer["complaint"], answer["state"]) == ("Q-2026-0001", "open")
    return str(answer["complaint"])


def _shown(house: Program, number: str, **when: str) -> dict[str, Any]:
    found: dict[str, Any] = house.json("complaint", "show", number, **when)
    return found


def test_a_whole_life(house: Program) -> None:
    number = _open(house, **FRIDAY)
    assert _shown(house, number, **FRIDAY)["due_day"] == "2026-12-03", "a weekend and a holiday are no business days"
    house.done("complaint", "acknowledge", number, "--staff", "Ana", **FRIDAY)
    assert house("complaint", "acknowledge", number, **FRIDAY).code == 3
    house.done("complaint", "assign", number, "--owner", "Rosa", "--staff", "Eva", **TUESDAY)
    house.done("complaint", "act", number, "--text", "Called the maker.", "--staff", "Rosa", **TUESDAY)
    assert house("complaint", "close", number, "--root-cause", "x", "--action", "y", **TUESDAY).code == 3

    assert not _shown(house, number, **THURSDAY)["overdue"]
    late = house.json("complaint", "list", "--open", **FRIDAY_AFTER)["complaints"]
    assert [(one["complaint"], one["overdue"], one["owner"]) for one in late] == [(number, True, "Rosa")]
    assert "overdue" in house.done("complaint", "list", **FRIDAY_AFTER).out
    act = ("complaint", "act", number, "--text", "Sent it in.", "--investigate")
    assert house.json(*act, **FRIDAY_AFTER)["due_day"] == "2026-12-21", "fifteen business days from its opening"
    assert _shown(house, number, **FRIDAY_AFTER)["state"] == "investigating"

    house.done(
        "complaint", "resolve", number, "--text", "You get a new one.", "--remedy", "replacement", "--not-accepted",
        "--staff", "Rosa", **FRIDAY_AFTER,
    )  # fmt: skip
    house.done(
        "complaint", "close", number, "--root-cause", "A bad series.", "--action", "Another maker.", **FRIDAY_AFTER
    )
    closed = _shown(house, number, **FRIDAY_AFTER)
    assert (closed["state"], closed["granted"], closed["accepted"]) == ("closed", "replacement", False)
    reopened = house.json("complaint", "reopen", number, "--reason", "The new one broke.", **FRIDAY_AFTER)
    assert (reopened["state"], reopened["due_day"]) == ("acknowledged", "2026-12-09")

    story = house.done("complaint", "show", number, **FRIDAY_AFTER).out
    for said in (
        "The customer was told that it had been received.", "Rosa sees to it from now on.", "Done: “Called the maker.”",
        "Being investigated, to be answered by Mon 21 Dec 2026: “Sent it in.”", "Answered: “You get a new one.”",
        "The customer did not accept it.", "Why it happened: “A bad series.”. What was changed: “Another maker.”",
        "Reopened, to be answered by Wed 9 Dec 2026: “The new one broke.”",
    ):  # fmt: skip
        assert said in story
    house.done("db", "verify", **FRIDAY_AFTER)


def test_a_report_tells_of_it_as_it_stood(house: Program) -> None:
    number = _open(house, **FRIDAY)
    house.done("complaint", "resolve", number, "--text", "Done.", **TUESDAY)
    house.done("complaint", "reopen", number, "--reason", "Not done.", **THURSDAY)
    days = {"2026-11-27": (1, 0, 1, 0), "2026-12-01": (0, 0, 0, 0), "2026-12-03": (0, 0, 1, 1)}
    for day, (opened, resolved, still_open, reopened) in days.items():
        told = house.json("report", "--day", day, **FRIDAY_AFTER)["complaints"]
        found = (told["opened"], told["resolved"], told["open"], told["reopened"])
        assert found == (opened, resolved, still_open, reopened), day
    told = house.json("report", "--from", "2026-11-27", "--to", "2026-12-01", **FRIDAY_AFTER)["complaints"]
    assert (told["opened"], told["resolved"], told["open"]) == (1, 1, 0)


def test_a_remedy_takes_the_role_that_may_grant_it(house: Program, own_machine: Path) -> None:
    number = _open(house, **FRIDAY)
    _role(own_machine, "receptionist")
    resolve = ("complaint", "resolve", number, "--text", "Yours.", "--remedy")
    refused = house(*resolve, "replacement", "--json", **FRIDAY)
    assert (refused.code, refused.document["refused"]["code"]) == (3, "not_allowed")
    unknown = house(*resolve, "replacment", **FRIDAY)
    assert (unknown.code, "replacement" in unknown.err) == (2, True)
    house.done(*resolve, "apology", **FRIDAY)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("acknowledge", "Q-2026-0002"), 3, "unknown_complaint"),
        (("act", "Q-2026-0001", "--text", " "), 2, "The text is empty."),
        (("resolve", "Q-2026-0001", "--text", "a", "--accepted", "--not-accepted"), 2, "exclude each other"),
        (("close", "Q-2026-0001", "--root-cause", "a", "--action", "b"), 3, "has not been answered yet"),
        (("reopen", "Q-2026-0001", "--reason", "a"), 3, "is open"),
        (("assign", "Q-2026-0001", "--owner", " "), 2, "--owner is empty."),
    ],
)
def test_what_cannot_be_is_refused(house: Program, arguments: tuple[str, ...], code: int, said: str) -> None:
    _open(house, **FRIDAY)
    ran = house("complaint", *arguments, **FRIDAY)
    assert (ran.code, said in ran.err) == (code, True), ran


def test_hostile_words_do_no_harm(house: Program) -> None:
    number = _open(house, **FRIDAY)
    words = "\x1b[2J \u202e [red]x[/] {n} %s"
    house.done("complaint", "act", number, "--text", words, **FRIDAY)
    house.done("complaint", "resolve", number, "--text", words, **FRIDAY)
    house.done("complaint", "close", number, "--root-cause", words, "--action", words, **FRIDAY)
    for shown in (house.done("complaint", "show", number, **FRIDAY).out, house.done("complaint", "list", **FRIDAY).out):
        assert "\x1b" not in shown and "\u202e" not in shown
