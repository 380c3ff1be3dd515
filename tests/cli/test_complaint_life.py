"""The whole life of a complaint by verbs alone, on both engines: from a Friday before a long weekend to its close."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontdesk.i18n import use_language
from tests.cli.program import Program
from tests.postgres import Server

HOUSE = """
[site]
name = "Casa Ejemplo"
zone = "America/Lima"
[calendar]
holidays = ["2026-11-30"]
[complaints]
longest_days = 20
[[remedies]]
id = "discount"
label = { en = "A discount", es = "Un descuento" }
role = "receptionist"
limit = 50
segments = ["vip"]
[[remedies]]
id = "call_back"
"""


def _at(day: str, hour: str = "10:00") -> dict[str, str]:
    return {"FRONTDESK_NOW": f"2026-{day}T{hour}:00-05:00"}


FRIDAY, TUESDAY, THURSDAY, LATE, LATER = map(_at, ("11-27", "12-01", "12-03", "12-04", "12-18"))


@pytest.fixture(params=["sqlite", "postgresql"])
def house(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    own_machine: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Program:
    """A desk that is closed on Monday 30 November."""
    (own_machine / "frontdesk.toml").write_text(HOUSE, encoding="utf-8")
    where = str(tmp_path / "desk.db")
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        where = server.url(server.new_database())
    monkeypatch.setenv("FRONTDESK_DB", where)
    program = Program(capsys)
    program.done("db", "init")
    return program


def _shown(house: Program, number: str, **when: str) -> dict[str, Any]:
    found: dict[str, Any] = house.json("complaint", "show", number, **when)
    return found


def _overdue(house: Program, **when: str) -> list[str]:
    alerts = house.json("alert", "list", **when)["alerts"]
    return [one["alert"] for one in alerts if one["alert"].startswith("overdue/")]


def _figures(house: Program, first: str, last: str, **when: str) -> dict[str, Any]:
    found: dict[str, Any] = house.json("report", "--from", first, "--to", last, **when)["complaints"]
    return found


def test_from_a_friday_before_a_holiday_to_the_close(house: Program) -> None:
    house.done("customer", "add", "--name", "Ana", "--segment", "vip", "--speaks", "es", "--id", "C1", **FRIDAY)
    number = house.json(
        "complaint", "open", "--kind", "product", "--cause", "reliability", "--text", "It broke again.", "--remedy",
        "a new one", "--channel", "telephone", "--customer", "C1", "--staff", "Ana", **FRIDAY,
    )["complaint"]  # fmt: skip
    assert _shown(house, number, **FRIDAY)["due_day"] == "2026-12-03", "a weekend and a holiday are no business days"
    house.done("complaint", "acknowledge", number, "--staff", "Ana", **_at("11-27", "10:20"))
    house.done("complaint", "assign", number, "--owner", "Rosa", "--staff", "Eva", **TUESDAY)

    assert _overdue(house, **THURSDAY) == [], "its last day is not over"
    assert _overdue(house, **LATE) == [f"overdue/{number}"]
    moved = house.json("complaint", "act", number, "--text", "Sent it in.", "--investigate", "--staff", "Rosa", **LATE)
    assert moved["due_day"] == "2026-12-17", "fifteen business days, but no more than twenty days in all"
    assert _overdue(house, **LATE) == [], "an investigation has more time"
    assert _overdue(house, **LATER) == [f"overdue/{number}"]

    resolve = ("complaint", "resolve", number, "--text", "A discount.", "--remedy", "discount", "--not-accepted")
    house.done(*resolve, "--amount", "40", "--staff", "Rosa", **LATER)
    assert _overdue(house, **LATER) == [], "it is answered"
    reopened = house.json("complaint", "reopen", number, "--reason", "Too little.", "--staff", "Eva", **LATER)
    assert (reopened["state"], reopened["due_day"]) == ("acknowledged", "2026-12-23")
    answer = ("complaint", "resolve", number, "--text", "More, then.", "--remedy", "discount", "--amount", "50")
    house.done(*answer, "--accepted", "--staff", "Rosa", **_at("12-21"))
    close = ("complaint", "close", number, "--root-cause", "A bad series.", "--action", "Another maker.")
    house.done(*close, "--root", "product", "--staff", "Eva", **_at("12-22"))

    closed = _shown(house, number, **_at("12-22"))
    assert (closed["state"], closed["granted"], closed["amount"], closed["root"], closed["accepted"]) == (
        "closed", "discount", 50, "product", True,
    )  # fmt: skip
    steps = [(one["kind"], one["day"], one["staff"]) for one in closed["steps"]]
    assert steps == [
        ("acknowledged", "2026-11-27", "Ana"),
        ("assigned", "2026-12-01", "Eva"),
        ("investigating", "2026-12-04", "Rosa"),
        ("resolved", "2026-12-18", "Rosa"),
        ("reopened", "2026-12-18", "Eva"),
        ("resolved", "2026-12-21", "Rosa"),
        ("closed", "2026-12-22", "Eva"),
    ]
    story = house.done("complaint", "show", number, **_at("12-22")).out
    for said in (
        "complaint about the product", "telephone", "The customer was told that it had been received.",
        "Rosa sees to it from now on.", "Being investigated, to be answered by Thu 17 Dec 2026: “Sent it in.”",
        "Answered: “A discount.”. Granted: A discount: 40. The customer did not accept it.",
        "Reopened, to be answered by Wed 23 Dec 2026: “Too little.”", "Granted: A discount: 50.",
        "Why it happened: “A bad series.”. What was changed: “Another maker.”. What went wrong with us: The product.",
    ):  # fmt: skip
        assert said in story
    assert "reclamo" in house.done("complaint", "show", number, "--lang", "es", **_at("12-22")).out

    whole = _figures(house, "2026-11-27", "2026-12-22", **_at("12-22"))
    assert (whole["opened"], whole["acknowledged_in_time"], whole["reopened"], whole["closed"]) == (1, 1, 1, 1)
    assert (whole["granted"], whole["by_root"]) == ({"discount": {"n": 2, "amount": 90}}, {"product": 1})
    before = _figures(house, "2026-11-27", "2026-12-18", **_at("12-22"))
    assert (before["open"], before["granted"]["discount"]["amount"], before["by_root"]) == (1, 40, {})
    assert house.json("db", "verify", **_at("12-22"))["ok"]
    assert house.json("db", "rebuild", **_at("12-22"))["changed"] == 0


def test_the_same_customer_complains_of_the_same_again(house: Program) -> None:
    house.done("customer", "add", "--name", "Ana", "--id", "C1", **FRIDAY)
    house.done("customer", "add", "--name", "Eva", "--id", "C2", **FRIDAY)
    for customer, cause, when in (("C1", "price", FRIDAY), ("C1", "price", TUESDAY), ("C2", "price", TUESDAY)):
        house.done(
            "complaint", "open", "--cause", cause, "--text", "x", "--remedy", "y", "--customer", customer, **when
        )
    assert _figures(house, "2026-11-27", "2026-11-27", **LATE)["repeats"] == 0
    assert _figures(house, "2026-12-01", "2026-12-01", **LATE)["repeats"] == 1
    year_after = {"FRONTDESK_NOW": "2027-12-02T10:00:00-05:00"}
    house.done(
        "complaint", "open", "--cause", "price", "--text", "x", "--remedy", "y", "--customer", "C1", **year_after
    )
    assert _figures(house, "2027-12-02", "2027-12-02", **year_after)["repeats"] == 0, "the last time is too long ago"


def test_a_slip_is_corrected_by_a_verb_and_told(house: Program) -> None:
    house.json("customer", "add", "--name", "Ann", "--id", "A1", **FRIDAY)
    house.done("complaint", "open", "--cause", "price", "--text", "x", "--remedy", "y", "--safety", **FRIDAY)
    house.done("complaint", "describe", "q-2026-0001", "--cause", "courtesy", "--kind", "treatment", "--severity", "1",
               "--no-safety", "--channel", "web", "--customer", "A1", "--staff", "Eva", **FRIDAY)  # fmt: skip
    told = _shown(house, "Q-2026-0001", **FRIDAY)
    assert {name: told[name] for name in ("cause", "kind", "severity", "safety", "channel", "customer")} == {
        "cause": "courtesy",
        "kind": "treatment",
        "severity": 1,
        "safety": False,
        "channel": "web",
        "customer": "A1",
    }
    (step,) = told["steps"]
    assert (step["staff"], step["corrected"]["cause"]) == ("Eva", {"was": "price", "now": "courtesy"})
    assert "safety at risk yes → no" in house.done("complaint", "show", "Q-2026-0001", **FRIDAY).out
    for wrong in (["--safety", "--no-safety"], ["--kind", "x"], ["--channel", "x"], ["--severity", "9"], []):
        assert house("complaint", "describe", "Q-2026-0001", *wrong, **FRIDAY).code == 2


def test_a_remedy_that_is_refused_is_named_in_the_houses_words(house: Program) -> None:
    """Of nobody known too: then it is the usual segment."""
    house.done("complaint", "open", "--cause", "price", "--text", "x", "--remedy", "y", **FRIDAY)
    grant = ("complaint", "resolve", "Q-2026-0001", "--text", "z", "--remedy", "discount", "--amount", "5")
    refused = house(*grant, **FRIDAY)
    assert refused.code == 3
    assert "The remedy “A discount” is for other segments; this customer's is “Regular”." in refused.err
    assert "It may be granted to: VIP." in refused.err
    assert "«Un descuento»" in house(*grant, "--lang", "es", **FRIDAY).err
    use_language("en")


def test_what_was_erased_of_a_story_is_only_known_to_have_been_there(house: Program) -> None:
    house.json("customer", "add", "--name", "Ann", "--id", "A1", **FRIDAY)
    house.done("complaint", "open", "--cause", "price", "--text", "x", "--remedy", "y", "--customer", "A1", **FRIDAY)
    house.done("complaint", "note", "Q-2026-0001", "calls on Monday", **FRIDAY)
    house.done("customer", "erase", "A1", "--yes", **FRIDAY)
    shown = house.done("complaint", "show", "Q-2026-0001", **FRIDAY).out
    assert "A note: “…”." in shown
    assert "Monday" not in shown.partition("A note")[2]
