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
    # Carried in, opened, reopened, resolved, still open.
    days = {"2026-11-27": (0, 1, 0, 0, 1), "2026-12-01": (1, 0, 0, 1, 0), "2026-12-03": (0, 0, 1, 0, 1)}
    for day, figures in days.items():
        told = house.json("report", "--day", day, **FRIDAY_AFTER)["complaints"]
        names = ("carried_in", "opened", "reopened", "resolved", "open")
        assert tuple(told[name] for name in names) == figures, day
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


def test_what_was_said_is_written_down_later_and_a_note_answers_nothing(house: Program) -> None:
    number = _open(house, **FRIDAY)
    house.done("complaint", "note", number, "calls [back] at noon", "--staff", "Ana", **FRIDAY)
    house.done("complaint", "describe", number.lower(), "--text", "it smokes", "--remedy", "the money back", **FRIDAY)
    shown = _shown(house, number, **FRIDAY)
    assert (shown["text"], shown["remedy"]) == ("It broke again.", "the money back")
    assert (shown["state"], shown["acknowledged_at"]) == ("open", None)
    assert [(one["kind"], one["text"], one["remedy"], one["corrective_action"]) for one in shown["steps"]] == [
        ("noted", "calls [back] at noon", None, None),
        ("described", "it smokes", "the money back", None),
    ]
    story = house.done("complaint", "show", number, **FRIDAY).out
    assert "A note: “calls [back] at noon”." in story
    assert "Written down: “it smokes”. Asked for: “the money back”." in story


def test_what_cannot_be_written_down_is_refused(house: Program) -> None:
    number = _open(house, **FRIDAY)
    for words in (("describe", number), ("note", number, "  "), ("describe", number, "--text", " ")):
        assert house("complaint", *words, **FRIDAY).code == 2, words
    assert house("complaint", "note", "Q-2026-0009", "x", **FRIDAY).code == 3
    house.done("complaint", "resolve", number, "--text", "yes", **FRIDAY)
    house.done("complaint", "close", number, "--root-cause", "a", "--action", "b", **FRIDAY)
    refused = house("complaint", "describe", number, "--text", "more", **FRIDAY)
    assert (refused.code, "Reopen it first: “frontdesk complaint reopen”." in refused.err) == (3, True)
    house.done("complaint", "note", number, "thanked us", **FRIDAY)


LIMITED = """
[[remedies]]
id = "discount"
label = "A discount"
limit = 20
segments = ["vip", "regular"]
[[remedies]]
id = "refund"
role = "manager"
limit = 100
[[remedies]]
id = "apology"
"""


def _limited(folder: Path, role: str) -> None:
    (folder / "frontdesk.toml").write_text(HOUSE.format(role=role) + LIMITED, encoding="utf-8")


def _refusal(house: Program, *words: str) -> tuple[str, str]:
    ran = house(*words, "--json", **FRIDAY)
    assert ran.code == 3, ran
    refused = ran.document["refused"]
    return refused["code"], f"{refused['reason']} {refused['remedy']}"


def test_a_remedy_is_granted_up_to_its_limit_and_beyond_it_by_a_higher_role(house: Program, own_machine: Path) -> None:
    number = _open(house, **FRIDAY)
    _limited(own_machine, "receptionist")
    resolve = ("complaint", "resolve", number, "--text", "Yours.", "--remedy")
    code, said = _refusal(house, *resolve, "discount", "--amount", "21")
    assert (code, "limited to 20" in said, "“shift lead”" in said) == ("not_allowed", True, True)
    assert "--amount is missing" in house(*resolve, "discount", **FRIDAY).err, "a limit cannot be passed by in silence"
    for wrong in ("0", "-1", "1000000001", "2.5", "x"):
        assert house(*resolve, "discount", f"--amount={wrong}", **FRIDAY).code == 2, wrong
    assert house("complaint", "resolve", number, "--text", "a", "--amount", "5", **FRIDAY).code == 2, "of what?"
    _limited(own_machine, "manager")
    code, said = _refusal(house, *resolve, "refund", "--amount", "101")
    assert (code, "Nobody may grant more" in said) == ("not_allowed", True)
    _limited(own_machine, "lead")
    done = house.json(*resolve, "discount", "--amount", "21", **FRIDAY)
    assert (done["granted"], done["amount"]) == ("discount", 21)
    assert "A discount: 21" in house.done("complaint", "list", **FRIDAY).out
    granted = house.json("report", **FRIDAY)["complaints"]["granted"]
    assert granted == {"discount": {"n": 1, "amount": 21}}
    assert "Remedies granted: A discount 1 (21)" in house.done("report", **FRIDAY).out


def test_a_remedy_is_for_the_segments_that_it_is_for(house: Program, own_machine: Path) -> None:
    _limited(own_machine, "receptionist")
    house.done("check-in", "--service", "information", "--segment", "gold", **FRIDAY)
    open_ = ("complaint", "open", "--cause", "price", "--text", "dear", "--remedy", "less")
    grant = ("--resolve", "Here.", "--grant", "discount", "--amount", "5")
    code, said = _refusal(house, *open_, *grant, "--visit", "I001")
    assert (code, "“Gold”" in said, "Regular, VIP" in said) == ("not_allowed", True, True)
    assert house.json("complaint", "list", **FRIDAY)["complaints"] == [], "nothing is noted of what was refused"
    house.done(*open_, "--visit", "I001", **FRIDAY)
    later = ("complaint", "resolve", "Q-2026-0001", "--text", "Here.", "--remedy", "discount", "--amount", "5")
    assert _refusal(house, *later)[0] == "not_allowed", "its segment is kept with it"
    house.done(*open_, *grant, **FRIDAY)


def test_what_is_resolved_on_the_spot_is_one_step_of_two(house: Program) -> None:
    house.done("counter", "open", "--counter", "1", "--staff", "Ana", **FRIDAY)
    words = (
        "complaint", "open", "--cause", "price", "--text", "dear", "--remedy", "less", "--counter", "1", "--key", "k",
        "--resolve", "Half of it.", "--grant", "discount", "--amount", "10", "--accepted",
    )  # fmt: skip
    answer = house.json(*words, **FRIDAY)
    assert (answer["complaint"], answer["state"], answer["granted"], answer["amount"]) == (
        "Q-2026-0001", "resolved", "discount", 10,
    )  # fmt: skip
    assert house.json(*words, **MONDAY) == answer
    other = house.done(*words[:8], "--resolve", "Sorry.", **FRIDAY).out
    assert other == "Q-2026-0002 is noted and answered.\n"
    story = house.done("complaint", "show", "Q-2026-0001", **FRIDAY).out
    assert "dear" in story and "Answered: “Half of it.”. Granted: A discount: 10. The customer accepted it." in story
    (step,) = _shown(house, "Q-2026-0001", **FRIDAY)["steps"]
    assert (step["kind"], step["staff"], step["amount"]) == ("resolved", "Ana", 10)
    _open_another(house)
    told = house.json("report", **FRIDAY)["complaints"]
    found = (told["opened"], told["acknowledged_in_time"], told["resolved"], told["resolved_at_desk"])
    assert found == (3, 2, 2, 2)
    assert "2 resolved (2 at the desk, 0 late)" in " ".join(house.done("report", **FRIDAY).out.split())
    house.done("complaint", "reopen", "Q-2026-0002", "--reason", "No.", **FRIDAY)
    told = house.json("report", **FRIDAY)["complaints"]
    assert (told["resolved"], told["resolved_at_desk"], told["reopened"], told["open"]) == (2, 2, 1, 2)
    for number, minute in (("Q-2026-0003", 15), ("Q-2026-0002", 16)):
        soon = {"FRONTDESK_NOW": f"2026-11-27T10:{minute}:00-05:00"}
        house.done("complaint", "resolve", number, "--text", "Here.", **soon)
        assert house.json("report", **soon)["complaints"]["resolved_at_desk"] == 3, "by then they have left the desk"
    for half in (("--grant", "discount"), ("--accepted",), ("--resolve", " ", "--grant", "discount")):
        assert house(*words[:8], *half, **FRIDAY).code == 2, half
    house.done("db", "verify", **FRIDAY)


def _open_another(house: Program) -> None:
    house.done("complaint", "open", "--cause", "price", "--text", "dear", "--remedy", "less", **FRIDAY)


def test_what_went_wrong_with_us_is_counted_and_held_against_nobody(house: Program) -> None:
    house.done("counter", "open", "--counter", "1", "--staff", "Ana", **FRIDAY)
    house.done("check-in", "--service", "information", **FRIDAY)
    for verb in ("call", "start"):
        house.done(verb, "--counter", "1", **FRIDAY)
    open_ = ("complaint", "open", "--cause", "courtesy", "--text", "x", "--remedy", "y", "--resolve", "Sorry.")
    close = ("complaint", "close", "Q-2026-0001", "--root-cause", "haste", "--action", "a talk", "--root")
    house.done(*open_, "--counter", "1", **FRIDAY)
    wrong = house(*close, "apaty", **FRIDAY)
    assert (wrong.code, "“apathy”" in wrong.err) == (2, True)
    house.done(*close, "apathy", **FRIDAY)
    assert _shown(house, "Q-2026-0001", **FRIDAY)["root"] == "apathy"
    assert house.json("report", **FRIDAY)["complaints"]["by_root"] == {"apathy": 1}
    assert "What went wrong with us: Apathy 1" in house.done("report", **FRIDAY).out
    assert "Qué falló en nosotros: Apatía 1" in house.done("report", "--lang", "es", **FRIDAY).out
    shift = house.json("report", "--shift", "Ana", **FRIDAY)["complaints"]
    assert (shift["opened"], shift["by_root"]) == (1, {})


@pytest.mark.parametrize(
    ("kind", "channel", "in_spanish"),
    [
        ("product", "counter", "reclamo"),
        ("treatment", "telephone", "queja"),
        ("request", "letter", "petición"),
        ("suggestion", "web", "sugerencia"),
        ("praise", "social", "felicitación"),
    ],
)
def test_each_kind_through_each_channel_and_only_complaints_count_as_such(
    house: Program, kind: str, channel: str, in_spanish: str
) -> None:
    words = ("complaint", "open", "--kind", kind, "--channel", channel, "--cause", "courtesy", "--text", "x")
    house.done(*words, "--remedy", "y", **FRIDAY)
    resolve = ("complaint", "resolve", "Q-2026-0001", "--text", "Yes.")
    granted = () if kind in ("suggestion", "praise") else ("--remedy", "apology")
    house.done(*resolve, *granted, **FRIDAY)
    close = ("complaint", "close", "Q-2026-0001", "--root-cause", "a", "--action", "b", "--root", "apathy")
    house.done(*close, **FRIDAY)
    shown = house.done("complaint", "show", "Q-2026-0001", "--lang", "es", **FRIDAY).out.splitlines()
    assert shown[1].split() == ["Tipo", in_spanish]
    counts = int(kind in ("product", "treatment"))
    told = house.json("report", **FRIDAY)["complaints"]
    figures = ("opened", "acknowledged_in_time", "resolved", "resolved_same_day", "closed", "resolved_at_desk")
    assert {name: told[name] for name in figures} == dict.fromkeys(figures, counts)
    assert (sum(told["by_cause"].values()), sum(told["by_root"].values()), len(told["granted"])) == (counts,) * 3
    assert (told["by_kind"], len(told["listed"]), told["settled_in"]["n"]) == ({kind: 1}, counts, counts)
    beside = {"request": "1 request", "suggestion": "1 suggestion", "praise": "1 word of praise"}
    page = house.done("report", **FRIDAY).out
    assert ("Beside complaints:" in page) is (kind in beside)
    assert f"Beside complaints: {beside.get(kind)}" in page or kind not in beside


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
