"""What the people who serve leave to each other, say of their shift and report, and promises, by verbs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program

HOSTILE = "Ann [/x] =1+1 \u202e"


def _counter(desk: Program) -> None:
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")


def test_a_hand_over_note_is_left_told_and_read(desk: Program) -> None:
    _counter(desk)
    answer = desk.json("handover", HOSTILE, "--counter", "1", "--key", "k")
    assert (answer["note"], answer["state"], answer["counter"]) == ("1", "written", "1")
    assert desk.json("handover", HOSTILE, "--counter", "1", "--key", "k") == answer
    (told,) = desk.json("handover")["notes"]
    assert (told["staff"], told["counter"]) == ("Ana", "1")
    assert told["text"].startswith("Ann [/x] =1+1")
    assert "\u202e" not in desk.done("handover", "--counter", "1").out
    assert desk.json("handover", "--counter", "2")["notes"] == [], "it is for counter 1"
    desk.done("handover", "--read", "all", "--counter", "1", "--staff", "Eva")
    assert "There are none." in desk.done("handover").out
    listed = desk.json("report", "--format", "json")["hand_over_notes"]
    assert [(one["staff"], one["read_by"], one["counter"]) for one in listed] == [("Ana", "Eva", "1")]
    assert "read by Eva" in desk.done("report").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("handover", " ", "--counter", "1"), 2, "empty"),
        (("handover", "x", "--read", "1"), 2, "exclude each other"),
        (("handover", "--read", "7"), 3, "wrong_state"),
        (("handover", "x", "--counter", "9"), 2, "counter"),
        (("pulse", "6"), 2, "Allowed: 1 to 5"),
        (("pulse", "well"), 2, "not a whole number"),
        (("abuse", "--visit", "X999"), 3, "unknown_visit"),
        (("promise", "undo", "P-2026-0001"), 3, "unknown_promise"),
        (("complaint", "undo", "x"), 3, "unknown_complaint"),
        (("promise", "add", "call", "--by", "someday"), 2, "--by"),
    ],
)
def test_what_cannot_be_is_refused(desk: Program, arguments: tuple[str, ...], code: int, said: str) -> None:
    _counter(desk)
    refused = desk(*arguments)
    assert refused.code == code
    assert said in refused.err


def test_the_pulse_is_of_nobody_and_told_from_five_answers_on(desk: Program) -> None:
    for score in ("5", "4", "4", "4"):
        answer = desk.json("pulse", score, "--staff", "Ana", "--counter", "1")
    assert (answer["state"], answer["counter"], answer["visit"]) == ("taken", None, None)
    assert desk.json("report", "--format", "json")["pulse"] == {"n": None, "mean": None}
    page = desk.done("report").out
    assert "fewer than 5 answers, so none is shown" in page
    desk.done("pulse", "3")
    assert desk.json("report", "--format", "json")["pulse"] == {"n": 5, "mean": 4.0}
    assert "4.00 of 5" in desk.done("report").out
    assert "Ana" not in page


def test_abuse_alerts_and_is_listed_to_leads_alone(desk: Program, own_machine: Path) -> None:
    _counter(desk)
    assert desk.json("abuse", HOSTILE, "--counter", "1")["alert"].startswith("abuse/2026-11-22.")
    assert "Abuse of staff at counter 1" in desk.done("alert", "list").out
    (told,) = desk.json("abuse", "--list")["abuse"]
    assert (told["staff"], told["counter"]) == ("Ana", "1")
    assert desk.json("report", "--format", "json")["abuse_of_staff"] == {"n": 1}
    assert "Abuse of staff 1 time (no complaint)" in desk.done("report").out
    assert "opened" in desk.json("report", "--format", "json")["complaints"]
    assert desk.json("report", "--format", "json")["complaints"]["opened"] == 0
    (own_machine / "frontdesk.toml").write_text('[security]\nrole = "receptionist"\n', encoding="utf-8")
    desk.done("abuse", "--counter", "1")
    refused = desk("abuse", "--list")
    assert (refused.code, "not_allowed" in refused.err) == (3, True)


def test_undo_takes_back_a_promise_of_this_counter_and_by_its_number(desk: Program) -> None:
    _counter(desk)
    assert desk.json("promise", "add", "call", "--by", "tue", "--counter", "1")["due_day"] == "2026-11-24"
    undone = desk.json("undo", "--counter", "1")
    assert (undone["undid"], undone["promise"]) == ("PromiseMade", "P-2026-0001")
    assert desk.json("promise", "add", "call", "--by", "mañana", "--counter", "1")["promise"] == "P-2026-0002"
    assert "P-2026-0002: the promise was undone." in desk.done("promise", "undo", "p-2026-0002").out
    assert desk.json("promise", "list")["promises"] == []
    desk.done("complaint", "open", "--cause", "courtesy", "--text", "x", "--remedy", "sorry", "--counter", "1")
    assert "Q-2026-0001: the complaint was undone." in desk.done("undo", "--counter", "1").out
    assert desk.json("complaint", "list")["complaints"] == []
    desk.done("db", "verify")


def test_the_end_of_a_visit_names_the_call_that_the_house_would_promise(desk: Program) -> None:
    _counter(desk)
    desk.done("check-in", "--service", "incidents", "--segment", "gold")
    desk.done("call", "--counter", "1")
    desk.done("start", "--counter", "1")
    answer = desk.json("finish", "--counter", "1", "--key", "f")
    assert answer["follow_up"] == {"level": "responsible", "due_day": "2026-11-25"}
    assert "Promise a call by Wed 25 Nov 2026?" in desk.done("finish", "--counter", "1", "--key", "f").out
    desk.done("check-in", "--service", "information")
    desk.done("call", "--counter", "1")
    desk.done("start", "--counter", "1")
    assert desk.json("finish", "--counter", "1")["follow_up"] is None
