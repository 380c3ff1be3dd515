"""Every exit code, its message and its stream; nothing of ours ever ends in a traceback."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from frontdesk.cli import queue
from tests.cli.program import Program, program


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chek-in", "--service", "information"), "Did you mean “check-in”?"),
        (("counter", "opne", "--counter", "1"), "Did you mean “open”?"),
        (("check-in", "--servce", "information"), "Did you mean “--service”?"),
        (
            ("check-in", "--service", "informatio"),
            "--service: There is no service “informatio”. Did you mean “information”?",
        ),
        (("check-in", "--service", "information", "--segment", "glod"), "--segment: There is no segment “glod”."),
        (("check-in", "--service", "information", "--urgency", "urgnt"), "Did you mean “urgent”?"),
        (("check-in", "--service", "information", "--preference", "age6"), "--preference: "),
        (("check-in", "--service", "information", "--party", "two"), "--party: “two” is not a whole number."),
        (("check-in", "--service", "information", "--party", "0"), "1 to 99"),
        (("check-in", "--service", "information", "--party", "9" * 400), "--party"),
        (("check-in", "--service", "information", "--appointment", "noon"), "--appointment: “noon” is not a time."),
        (("check-in",), "--service is missing."),
        (("check-in", "--service"), "--service needs a value."),
        (("check-in", "--json=yes", "--service", "information"), "--json takes no value."),
        (("call",), "--counter is missing."),
        (("call", "--counter", "17"), "--counter: There is no counter “17”."),
        (("counter",), "“frontdesk counter” needs one more word. Allowed: open, pause, resume, close."),
        (("queue", "now"), "“frontdesk queue” does not take “now”."),
        (("rate", "six", "--visit", "I001"), "“six” is not a whole number"),
        (("rate", "6", "--visit", "I001"), "Allowed: 1 to 5."),
        (("hold", "--visit", "I001", "--for", "10x"), "--for: “10x” is not a length of time"),
        (("takeover", "--counter", "1"), "--staff is missing."),
        (
            ("counter", "open", "--counter", "1", "--services", "information,incident"),
            "--services: There is no service “incident”.",
        ),
        (("counter", "open", "--counter", "1", "--services", " , "), "--services is empty."),
        (("check-in", "--service", "information", "--key", ""), "--key is empty."),
        (("queue", "--db", ""), "--db"),
        (("queue", "--db", "mysql://x/y"), "mysql://x/y"),
        (("queue", "--lang", "fr"), "Allowed: en, es."),
        (("--lang", "fr", "queue"), "Allowed: en, es."),
        (("queue", "--config", "none.toml"), "none.toml"),
        (("slip",), "--visit is missing."),
        ((), "needs a terminal"),
        (("--counter", "1"), "frontdesk queue"),
        (("care",), "The care screen needs a terminal. Use a verb instead, such as “frontdesk complaint list”"),
        (("board",), "The board needs a terminal. Use a verb instead, such as “frontdesk status”."),
    ],
)
def test_the_command_line_is_wrong(desk: Program, words: tuple[str, ...], said: str) -> None:
    ran = desk(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_what_mattered_is_a_cause_of_the_house(desk: Program) -> None:
    desk.done("check-in", "--service", "information")
    ran = desk("rate", "4", "--visit", "I001", "--factor", "curtesy")
    assert (ran.code, "--factor: " in ran.err, "Did you mean “courtesy”?" in ran.err) == (2, True, True)
    desk.done("rate", "4", "--visit", "I001", "--factor", "courtesy")


def test_a_clock_that_cannot_be_read(desk: Program) -> None:
    ran = desk("queue", FRONTDESK_NOW="now")
    assert (ran.code, "FRONTDESK_NOW" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("call", "--counter", "1"), "counter_closed"),
        (("no-show", "--visit", "Z099"), "unknown_visit"),
        (("start", "--counter", "1"), "counter_closed"),
        (("undo", "--counter", "1"), "undo_nothing"),
        (("visit", "show", "Z099"), "unknown_visit"),
        (("slip", "--visit", "Z099"), "unknown_visit"),
        (("say", "--visit", "Z099"), "unknown_visit"),
        (("intake", "start", "--service", "personal"), "wrong_state"),
    ],
)
def test_refused_by_a_rule_of_the_house(desk: Program, words: tuple[str, ...], code: str) -> None:
    plain = desk(*words)
    assert (plain.code, plain.out) == (3, "")
    assert plain.err.startswith(f"{code}: ")
    document = desk(*words, "--json")
    assert document.code == 3
    refused = document.document["refused"]
    assert set(document.document) == {"refused"}
    assert set(refused) == {"code", "reason", "remedy"}
    assert document.err == f"{refused['code']}: {refused['reason']} {refused['remedy']}\n"


def test_codes_of_the_day_at_the_counter(desk: Program) -> None:
    def refused(*words: str) -> str:
        ran = desk(*words, "--json")
        assert ran.code == 3, ran
        return str(ran.document["refused"]["code"])

    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    assert refused("call", "--counter", "1") == "nobody_waiting"
    desk.done("check-in", "--service", "information")
    desk.done("check-in", "--service", "information")
    desk.done("call", "--counter", "1")
    assert refused("call", "--counter", "1") == "counter_busy"
    assert refused("finish", "--counter", "1") == "wrong_state"
    for _ in range(3):
        desk.done("recall", "--counter", "1")
    assert refused("recall", "--counter", "1") == "recall_limit"
    desk.done("no-show", "--counter", "1")
    desk.done("return", "--visit", "I001")
    assert refused("undo", "--counter", "1") == "undo_dependent"
    desk.done("intake", "stop", "--service", "personal")
    assert refused("check-in", "--service", "personal") == "intake_stopped"
    desk.done("note", "--visit", "I001", "x", "--key", "once")
    assert refused("note", "--visit", "I001", "y", "--key", "once") == "key_reused"
    desk.done("day", "close")
    assert refused("check-in", "--service", "information") == "day_closed"


def test_a_fixed_clock_keeps_out_of_a_live_database(
    desk: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = str(tmp_path / "live.db")
    desk.done("db", "init", "--db", live)
    monkeypatch.delenv("FRONTDESK_NOW")
    desk.done("check-in", "--service", "information", "--db", live)
    ran = desk(
        "check-in", "--service", "information", "--db", live, "--json", FRONTDESK_NOW="2026-11-22T09:00:00-05:00"
    )
    assert (ran.code, ran.document["refused"]["code"]) == (3, "live_database")


def test_the_store_cannot_be_used(desk: Program, tmp_path: Path) -> None:
    missing = desk("queue", "--db", str(tmp_path / "none.db"))
    assert (missing.code, missing.out) == (4, "")
    assert "frontdesk db init" in missing.err
    nowhere = str(tmp_path / "none" / "x.db")
    for words in (("queue",), ("db", "init"), ("check-in", "--service", "information")):
        ran = desk(*words, "--db", nowhere)
        assert (ran.code, "no folder" in ran.err) == (4, True), ran
    folder = desk("queue", "--db", str(tmp_path))
    assert folder.code == 4
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    noise = tmp_path / "noise.db"
    noise.write_bytes(bytes(range(256)) * 40)
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
    empty = tmp_path / "empty.db"
    empty.touch()
    newer = tmp_path / "newer.db"
    desk.done("db", "init", "--db", str(newer))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for path in (damaged, noise, foreign, empty, newer):
        for verb in ("queue", "status", "report", "visits"):
            ran = desk(verb, "--db", str(path))
            assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1), (path, ran)
            assert str(path) in ran.err


def test_a_locked_database(desk: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.store.engine.BUSY_TIMEOUT_S", 0)
    path = tmp_path / "desk.db"
    desk.done("check-in", "--service", "information")
    # Another process: two SQLite libraries in one process do not see each other's locks.
    script = (
        "import sqlite3, sys\n"
        f"held = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        "held.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        ran = desk("check-in", "--service", "information")
        assert (ran.code, "locked" in ran.err) == (4, True), ran
        assert len(desk.json("queue")["waiting"]) == 1, "reading goes on"
        holder.communicate(timeout=60)
    assert desk.json("check-in", "--service", "information")["number"] == "I002"


def test_an_error_of_ours_is_one_line_and_a_log(desk: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("what\nnobody \x1b[31mthought of")

    monkeypatch.setattr(queue, "_as_table", broken)
    desk.done("check-in", "--service", "information")
    ran = desk("queue")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    log = next(tmp_path.rglob("errors.log"))
    assert str(log) in ran.err
    assert "Traceback" in log.read_text()
    assert "\x1b" not in ran.err
    log.unlink()
    log.mkdir()
    again = desk("queue")
    assert (again.code, again.err.count("\n")) == (1, 1)


def test_the_real_program_leaves_with_its_codes(tmp_path: Path) -> None:
    path = str(tmp_path / "real.db")
    assert program("db", "init", "--db", path).code == 0
    assert program("queue", "--db", path).out == "Nobody is waiting.\n"
    assert program("chek-in", "--db", path).code == 2
    assert program("call", "--counter", "1", "--db", path).code == 3
    assert program("queue", "--db", str(tmp_path / "none.db")).code == 4
    (tmp_path / "bad.toml").write_text("[queue]\nx = 1\n")
    assert program("config", "check", "--config", str(tmp_path / "bad.toml")).code == 5
    assert program("--version").out.startswith("frontdesk ")
    assert program("--version", stdin=subprocess.DEVNULL).code == 0
