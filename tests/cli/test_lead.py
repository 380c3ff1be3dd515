"""The verbs of the shift lead, and the emergency: what they answer, what they show, what they refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontdesk.cli import completion
from tests.cli.program import Program

ANSWER = {"visit", "number", "state", "counter", "at"}
LATER = "2026-11-22T09:11:00-05:00"


@pytest.fixture
def late(desk: Program) -> str:
    """Somebody came at nine; by 09:11 the promised time has passed."""
    return str(desk.json("check-in", "--service", "information")["visit"])


def test_an_alert_is_listed_acknowledged_once_and_last_from_then_on(desk: Program, late: str) -> None:
    assert desk.json("alert", "list")["alerts"] == []
    assert desk.done("alert", "list").out == "Nothing wants attention now.\n"
    (alert,) = desk.json("alert", "list", FRONTDESK_NOW=LATER)["alerts"]
    assert alert == {
        "alert": f"late/{late}",
        "kind": "late",
        "since": "2026-11-22T09:10:00-05:00",
        "visit": late,
        "number": "I001",
        "counter": None,
        "acknowledged": None,
        "what": "I001 (Information, Regular) passed its time at 09:10.",
        "remedy": "Open counter 1 for Information.",
    }
    done = desk.json("alert", "ack", "late/I001", "--staff", "Lea", "--key", "a", FRONTDESK_NOW=LATER)
    assert set(done) >= ANSWER
    assert (done["alert"], done["visit"], done["number"]) == (f"late/{late}", late, "I001")
    again = desk.json("alert", "ack", "late/I001", "--staff", "Lea", "--key", "a", FRONTDESK_NOW=LATER)
    assert again == done
    refused = desk("alert", "ack", f"late/{late}", "--json", FRONTDESK_NOW=LATER)
    assert (refused.code, refused.document["refused"]["code"]) == (3, "wrong_state")
    assert "Lea" in refused.err
    (alert,) = desk.json("alert", "list", FRONTDESK_NOW=LATER)["alerts"]
    assert alert["acknowledged"] == "Lea"
    assert desk.done("alert", "list", FRONTDESK_NOW=LATER).out.startswith("✓ I001 (Information, Regular) passed")
    assert "Alguien" in desk("alert", "ack", "late/I001", "--lang", "es", FRONTDESK_NOW=LATER).err


def test_a_complaint_about_safety_is_an_alert(desk: Program) -> None:
    words = ("--cause", "safety", "--text", "wet floor", "--remedy", "dry it")
    number = desk.json("complaint", "open", *words, "--safety")["complaint"]
    desk.done("complaint", "open", *words)
    (alert,) = desk.json("alert", "list")["alerts"]
    assert (alert["alert"], alert["kind"]) == (f"safety/{number}", "safety")
    desk.done("alert", "ack", f"safety/{number}")
    assert desk.json("alert", "list")["alerts"][0]["acknowledged"] == ""


def test_a_notice_is_posted_listed_and_withdrawn_also_on_the_next_day(desk: Program) -> None:
    posted = desk.json("notice", "post", "no cards today", "--staff", "Lea", "--key", "n")
    assert set(posted) >= ANSWER
    assert (posted["notice"], posted["state"]) == ("1", "posted")
    assert desk.json("notice", "post", "no cards today", "--staff", "Lea", "--key", "n") == posted
    tomorrow = "2026-11-23T09:00:00-05:00"
    desk.done("check-in", "--service", "information", FRONTDESK_NOW=tomorrow)
    (notice,) = desk.json("notice", "list", FRONTDESK_NOW=tomorrow)["notices"]
    assert notice == {
        "notice": "1",
        "text": "no cards today",
        "since": "2026-11-22T09:00:00-05:00",
        "staff": "Lea",
    }
    assert "no cards today" in desk.done("notice", "list", FRONTDESK_NOW=tomorrow).out
    assert desk.json("notice", "withdraw", "1", FRONTDESK_NOW=tomorrow)["state"] == "withdrawn"
    assert desk.json("notice", "list", FRONTDESK_NOW=tomorrow) == {"notices": []}
    assert desk.done("notice", "list", FRONTDESK_NOW=tomorrow).out == "There are none.\n"
    assert desk("notice", "withdraw", "1", FRONTDESK_NOW=tomorrow).code == 3
    assert desk("notice", "post", " ").code == 2


def test_the_plan_for_a_rush_starts_says_its_steps_and_ends(desk: Program) -> None:
    before = desk.json("surge", "status")
    assert (before["state"], before["due"], before["since"], before["rush_since"]) == ("ended", False, None, None)
    assert desk.done("surge", "status").out == "No plan for a rush runs, and none is due.\n"
    started = desk.json("surge", "start", "--reason", "two buses", "--staff", "Lea")
    assert set(started) >= ANSWER
    assert (started["state"], started["since"], len(started["steps"])) == ("started", "2026-11-22T09:00:00-05:00", 5)
    running = desk.json("surge", "status")
    assert (running["state"], running["staff"], running["reason"]) == ("started", "Lea", "two buses")
    assert desk.done("surge", "status").out.splitlines()[1] == f"1. {started['steps'][0]}"
    assert desk("surge", "start").code == 3
    assert desk.json("surge", "end")["state"] == "ended"
    assert desk("surge", "end").code == 3
    assert desk.done("surge", "start").out.count("\n") == 6


def test_the_plan_is_due_when_too_many_are_late(desk: Program) -> None:
    for _ in range(5):
        desk.done("check-in", "--service", "information")
    at = "2026-11-22T09:16:00-05:00"
    status = desk.json("surge", "status", FRONTDESK_NOW=at)
    assert (status["due"], status["rush_since"]) == (True, "2026-11-22T09:10:01-05:00")
    assert "the plan is due" in desk.done("surge", "status", FRONTDESK_NOW=at).out
    assert desk.json("alert", "list", FRONTDESK_NOW=at)["alerts"][0]["kind"] == "surge"


def test_an_emergency_needs_nothing_and_says_the_steps_of_the_house(desk: Program) -> None:
    raised = desk.json("emergency", "--key", "e")
    assert set(raised) >= ANSWER | {"alert", "steps"}
    assert desk.json("emergency", "--key", "e") == raised
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    said = desk.done("--counter", "1", "emergency").out.splitlines()
    assert said[0] == "The shift lead is alerted."
    assert said[1].startswith("Call the lead")
    first, second = desk.json("alert", "list")["alerts"]
    assert {first["counter"], second["counter"]} == {None, "1"}
    desk.done("alert", "ack", raised["alert"])
    assert len(desk.json("alert", "list")["alerts"]) == 1, "seen to is over"
    desk.done("undo", "--counter", "1")
    assert desk.json("alert", "list")["alerts"] == []


def test_a_receptionist_raises_an_emergency_and_reads_but_does_not_lead(desk: Program, tmp_path: Path) -> None:
    config = tmp_path / "frontdesk.toml"
    config.write_text('[security]\nrole = "receptionist"\n', encoding="utf-8")
    mine = ("--config", str(config))
    for words in (("alert", "ack", "late/x"), ("notice", "post", "x"), ("surge", "start"), ("surge", "end")):
        refused = desk(*words, *mine, "--json")
        assert refused.document["refused"]["code"] == "not_allowed", words
    desk.done("emergency", *mine)
    for words in (("alert", "list"), ("notice", "list"), ("surge", "status")):
        desk.done(*words, *mine)


def test_the_lead_acts_at_the_counters_of_others_and_says_why(desk: Program, late: str) -> None:
    lea = ("--staff", "Lea")
    desk.done("counter", "open", "--counter", "2", "--staff", "Ana")
    desk.done("counter", "open", "--counter", "2", "--services", "incidents", "--reason", "a queue", *lea)
    paused = desk.json("counter", "pause", "--counter", "2", "--reason", "meeting", *lea)
    assert (paused["state"], paused["counter"]) == ("paused", "2")
    desk.done("counter", "resume", "--counter", "2", *lea)
    desk.done("counter", "close", "--counter", "2", "--reason", "nobody left", *lea)
    desk.done("reclassify", "--visit", late, "--segment", "vip", "--urgency", "urgent", "--reason", "waits", *lea)
    desk.done("intake", "stop", "--service", "incidents", "--reason", "closing", *lea)
    told = desk.json("visit", "show", late)["story"]
    assert "waits" in str(told[-1])


def test_the_shell_proposes_alerts_and_notices(desk: Program, late: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.done("notice", "post", "no cards today")
    monkeypatch.setenv("FRONTDESK_NOW", LATER)
    context: Any = None  # no option stands before the verb
    assert completion.alerts(context, "la") == [(f"late/{late}", "late")]
    assert completion.notices(context, "") == [("1", "no cards today")]
    monkeypatch.setenv("FRONTDESK_DB", "/nowhere/at/all")
    assert completion.notices(context, "") == []


def test_whoever_stops_an_intake_is_told_who_can_still_be_served(desk: Program, tmp_path: Path) -> None:
    house = tmp_path / "closing.toml"
    house.write_text('[site]\nzone = "America/Lima"\ncloses = "09:24"\n', encoding="utf-8")
    closing = ("--config", str(house))
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana", *closing)
    for _ in range(3):
        desk.done("check-in", "--service", "information", *closing)
    answer = desk.json("intake", "stop", "--service", "information", *closing)
    assert set(answer) >= ANSWER
    assert (answer["state"], answer["waiting"], answer["in_time"]) == ("stopped", 3, 2)
    assert answer["closes_at"] == "2026-11-22T09:24:00-05:00"
    desk.done("intake", "start", "--service", "information", *closing)
    said = desk.done("intake", "stop", "--service", "information", *closing).out
    assert said == "No more check-ins for: Information. 3 people wait; 2 can be served by 09:24.\n"


def test_an_interval_is_set_apart_and_both_figures_are_reported(desk: Program, late: str) -> None:
    desk.done("left", "--visit", "I001", "--reason", "smoke", FRONTDESK_NOW=LATER)
    words = ("interval", "set-apart", "--from", "09:05", "--to", "09:10", "--reason", "fire drill", "--staff", "Lea")
    done = desk.json(*words, "--key", "k", FRONTDESK_NOW=LATER)
    assert set(done) >= ANSWER
    assert (done["state"], done["from"], done["until"]) == (
        "set_apart", "2026-11-22T09:05:00-05:00", "2026-11-22T09:10:00-05:00",
    )  # fmt: skip
    assert desk.json(*words, "--key", "k", FRONTDESK_NOW=LATER) == done
    found = desk.json("report", FRONTDESK_NOW=LATER)
    assert [(one["from"], one["reason"], one["staff"]) for one in found["set_apart"]] == [
        ("2026-11-22T14:05:00Z", "fire drill", "Lea")
    ]
    assert found["service_level"]["left_late"] == 1
    assert found["without_set_apart"]["service_level"]["left_late"] == 0
    assert "From 09:05 to 09:10 is set apart" in desk.done(*words, FRONTDESK_NOW=LATER).out
    soon = desk("interval", "set-apart", "--from", "09:05", "--to", "09:30", "--reason", "x", FRONTDESK_NOW=LATER)
    assert (soon.code, soon.err.split(":")[0]) == (3, "wrong_state")
    assert desk("interval", "set-apart", "--from", "9:99", "--to", "09:30", "--reason", "x").code == 2
    assert desk("interval", "set-apart", "--from", "09:01", "--to", "09:00", "--reason", "x").code == 2
    assert desk("interval", "set-apart", "--from", "09:00", "--to", "09:01").code == 2
