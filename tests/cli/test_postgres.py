"""Every verb on the other engine: the same words, the same answers."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program
from tests.cli.test_verbs import CHANGING
from tests.postgres import Server

STORY = (
    ("counter", "open", "--counter", "1", "--staff", "Ana"),
    *((*name.split(), *options) for name, options in CHANGING.items()),
)


def _told(program: Program) -> list[Any]:
    """What a whole story answers, without what is drawn anew each time."""
    answers = [program.json(*words) for words in STORY]
    answers.append(program.json("queue"))
    answers.append(program.json("status"))
    answers.append(program.json("complaint", "list"))
    answers.append(program.json("promise", "list"))
    answers.append(program.json("report"))
    answers.append(list(csv.reader(io.StringIO(program.done("visits").out))))
    assert program.json("db", "verify")["ok"]
    told: list[Any] = _without_ids(answers)
    return told


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(one) for key, one in value.items() if key not in ("visit", "seal")}
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    return value[9:] and value[:8] if isinstance(value, str) and value.startswith("6b") else value


def test_both_engines_answer_the_same(
    capsys: pytest.CaptureFixture[str],
    desk: Program,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    own_machine: Path,
) -> None:
    on_sqlite = _told(desk)
    monkeypatch.setenv("FRONTDESK_DB", server.url(server.new_database()))
    program = Program(capsys)
    assert program("queue").code == 4, "there are no tables yet"
    assert program.json("db", "init")["created"]
    assert not program.json("db", "init")["created"]
    assert _told(program) == on_sqlite
    assert program.json("db", "rebuild")["changed"] == 0
    assert program.json("db", "upgrade")["applied"] == []
    made = program.json("db", "backup", "--out", "copy.db")
    assert program.json("db", "restore", "copy.db", "--db", "again.db")["events"] == made["events"]
    assert program.json("doctor")["ok"]
    assert (own_machine / "copy.db").exists()


def test_without_the_driver_it_says_what_to_install(desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    ran = desk("queue", "--db", "postgresql://desk@127.0.0.1:1/desk")
    assert ran.code == 4
    assert "frontdesk[postgres]" in ran.err
