"""A request that is repeated under its key is done once, whatever happened in between."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program, program

NEXT_DAY = "2026-11-23T09:00:00-05:00"


def test_nobody_is_checked_in_twice_after_a_roll_over(desk: Program) -> None:
    words = ("check-in", "--service", "information", "--name", "Ann", "--key", "k-1")
    first = desk.json(*words)
    assert desk.json("check-in", "--service", "information", FRONTDESK_NOW=NEXT_DAY)["number"] == "I002"
    assert desk.json(*words, FRONTDESK_NOW=NEXT_DAY) == first
    waiting = desk.json("queue", FRONTDESK_NOW=NEXT_DAY)["waiting"]
    assert [one["number"] for one in waiting] == ["I001", "I002"]


def test_a_lasting_hold_is_the_same_request_later(desk: Program) -> None:
    desk.done("check-in", "--service", "information")
    words = ("hold", "--visit", "I001", "--for", "10m", "--key", "h")
    first = desk.json(*words)
    assert desk.json(*words, FRONTDESK_NOW="2026-11-22T09:20:00-05:00") == first


def test_the_same_request_whoever_staffs_the_counter_by_then(desk: Program) -> None:
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    desk.done("check-in", "--service", "information")
    first = desk.json("call", "--counter", "1", "--key", "c")
    desk.done("takeover", "--counter", "1", "--staff", "Eva")
    assert desk.json("call", "--counter", "1", "--key", "c") == first


def test_where_the_options_stand_makes_no_other_request(desk: Program, tmp_path: Path) -> None:
    words = ("--service", "information", "--service", "personal", "--party", "2")
    first = desk.json("check-in", *words, "--key", "k")
    path = str(tmp_path / "desk.db")
    assert desk.json("--db", path, "check-in", "--key=k", "--party=2", *words[:4], "--lang", "es") == first
    for other in (words[:4], (*words[:5], "3"), (*words, "--name", "Ann"), (*words[2:4], *words[:2], *words[4:])):
        ran = desk("check-in", *other, "--key", "k", "--json")
        assert (ran.code, ran.document["refused"]["code"]) == (3, "key_reused")


def test_another_verb_under_the_same_key_is_refused(desk: Program) -> None:
    desk.done("check-in", "--service", "information", "--key", "k")
    assert desk("left", "--visit", "I001", "--key", "k", "--json").document["refused"]["code"] == "key_reused"


def test_a_refusal_is_not_remembered(desk: Program) -> None:
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    assert desk("call", "--counter", "1", "--key", "c").code == 3
    desk.done("check-in", "--service", "information")
    assert desk.json("call", "--counter", "1", "--key", "c")["number"] == "I001"


def test_two_programs_with_one_key(desk: Program) -> None:
    words = ("check-in", "--service", "information", "--key", "twice", "--json")
    assert program(*words).document == program(*words).document
    assert len(desk.json("queue")["waiting"]) == 1
