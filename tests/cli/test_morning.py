"""A morning at the counter by verbs, with the real program and a real file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frontdesk.domain.seals import shown_seal
from tests.cli.program import Ran, program


class Morning:
    """The real program on one database, at times that the test sets."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.minute = 0

    def __call__(self, *arguments: str) -> Ran:
        now = f"2026-11-22T{9 + self.minute // 60:02d}:{self.minute % 60:02d}:00-05:00"
        return program(*arguments, environment={"FRONTDESK_DB": str(self.path), "FRONTDESK_NOW": now})

    def done(self, *arguments: str) -> str:
        ran = self(*arguments)
        assert (ran.code, ran.err) == (0, ""), ran
        return ran.out

    def json(self, *arguments: str) -> Any:
        return json.loads(self.done(*arguments, "--json"))


@pytest.fixture
def at(tmp_path: Path) -> Morning:
    morning = Morning(tmp_path / "bank.db")
    assert morning.json("db", "init") == {"database": str(morning.path), "created": True}
    return morning


def test_from_opening_to_the_seal(at: Morning) -> None:
    assert at.done("counter", "open", "--counter", "1", "--staff", "Ana") == "Counter 1 is open.\n"
    at.done("counter", "open", "--counter", "2", "--staff", "Luis", "--services", "information")

    assert at.done("check-in", "--service", "incidents", "--name", "Ann [/x]").startswith(
        "B001, to be called by 09:10."
    )
    at.done("check-in", "--service", "information", "--segment", "vip")
    third = at.json("check-in", "--service", "incidents", "--service", "information", "--party", "3")
    assert (third["number"], third["position"], third["state"]) == ("B002", 3, "waiting")

    at.minute = 4
    called = at.done("call", "--counter", "1")
    assert called.startswith("I001 to counter 1; waited 4:00.")
    assert at.done("recall", "--counter", "1") == "I001 is called again to counter 1.\n"
    at.done("start", "--counter", "1")
    assert at.done("phase", "--counter", "1") == "I001: Understanding.\n"
    at.done("interrupt", "--counter", "1", "--reason", "telephone")
    at.minute = 5
    at.done("resume", "--counter", "1")
    finished = at.done("finish", "--counter", "1", "--call")
    assert finished.startswith("I001 is finished. B001 to counter 1; waited 5:00. Promise a call by ")
    assert at.done("undo", "--counter", "1") == "I001: the end of the attention was undone.\n"
    assert at.done("finish", "--counter", "1", "--call").startswith("I001 is finished. B001 to counter 1")
    assert at.done("no-show", "--counter", "1").startswith("B001 did not come")
    at.minute = 8
    assert at.done("return", "--visit", "b001") == "B001 waits again.\n"
    assert [one["number"] for one in at.json("queue")["waiting"]] == ["B002", "B001"]

    at.done("hold", "--visit", "B001", "--for", "5m")
    assert [one["number"] for one in at.json("queue")["waiting"]] == ["B002"]
    at.minute = 14
    assert [one["number"] for one in at.json("queue")["waiting"]] == ["B002", "B001"]

    out_of_turn = at.json("call", "--counter", "1", "--visit", "B001", "--reason", "cannot stand for long")
    assert (out_of_turn["number"], out_of_turn["reason"]) == ("B001", None)
    at.done("start", "--counter", "1")
    at.done("note", "--visit", "B001", "asked for a chair")
    at.done("transfer", "--counter", "1", "--service", "personal", "--reason", "needs a decision")
    at.done("call", "--counter", "1")
    at.done("start", "--counter", "1")
    at.done("takeover", "--counter", "2", "--staff", "Luis", "--from", "1")
    at.minute = 20
    assert at.json("finish", "--counter", "2")["state"] == "serving", "the second errand goes on where it is taken"
    assert at.json("finish", "--counter", "2")["outcome"] == "served"
    at.done("rate", "5", "--visit", "B002")
    at.done("left", "--visit", "B001", "--reason", "had to go")

    complaint = at.json(
        "complaint", "open", "--cause", "price", "--text", "too dear", "--remedy", "a discount", "--visit", "B002"
    )
    assert complaint["complaint"] == "Q-2026-0001"

    at.done("counter", "pause", "--counter", "1", "--reason", "coffee")
    at.done("counter", "resume", "--counter", "1")
    at.done("counter", "close", "--counter", "1")
    story = at.done("visit", "show", "B001")
    assert "asked for a chair" in story
    assert "cannot stand for long" in story
    assert "Ann [/x]" in story

    at.minute = 30
    seal = at.json("day", "close")["seal"]
    summary = json.loads(at.done("report", "--format", "json"))
    counts = summary["visits"]
    assert counts == {
        "arrived": 3, "carried_in": 0, "served": 2, "no_show": 0, "left": 1, "removed": 0, "unfinished": 0, "open": 0,
    }  # fmt: skip
    assert summary["seal"] == seal
    assert shown_seal(seal) in at.done("report", "--day", "today")
    log = at.done("visits").splitlines()
    assert log[0].startswith(
        "visit,arrived_at,segment,urgency,service,called_at,started_at,ended_at,outcome,counter,staff"
    )
    assert len(log) == 4
