"""Eight processes call at once on one file: everybody is called once, in the promised order, by exactly one of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.cli.program import Program, environment

CALLERS = 8
VISITS = 300

# What a clerk's script does: call, start, finish until nobody waits; each a run of the real command line.
CLERK = """
import contextlib, io, json, sys
from frontdesk.cli.run import run

counter, called = sys.argv[1], []

def frontdesk(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*words, "--counter", counter, "--json"])
    return code, json.loads(out.getvalue() or "null"), err.getvalue()

while True:
    code, answer, err = frontdesk("call")
    if code == 3 and answer["refused"]["code"] == "nobody_waiting":
        break
    assert code == 0, (code, answer, err)
    called.append([answer["visit"], answer["number"]])
    for verb in ("start", "finish"):
        code, answer, err = frontdesk(verb)
        assert code == 0, (code, answer, err)
print(json.dumps(called))
"""


def test_eight_callers_and_nobody_is_called_twice(desk: Program, own_machine: Path) -> None:
    counters = "\n".join(f'[[counters]]\nid = "{n}"' for n in range(1, CALLERS + 1))
    (own_machine / "frontdesk.toml").write_text(counters)
    for n in range(1, CALLERS + 1):
        desk.done("counter", "open", "--counter", str(n), "--staff", f"clerk {n}")
    numbers = {desk.json("check-in", "--service", "information")["number"] for _ in range(VISITS)}
    assert len(numbers) == VISITS
    clerks = [
        subprocess.Popen(
            [sys.executable, "-c", CLERK, str(n)],
            env=environment(),
            cwd=own_machine,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(1, CALLERS + 1)
    ]
    called: list[tuple[str, str]] = []
    for clerk in clerks:
        out, err = clerk.communicate(timeout=240)
        assert clerk.returncode == 0, err.decode()
        own = [number for _, number in json.loads(out)]
        assert own == sorted(own), "each clerk calls in the promised order"
        called += [(visit, number) for visit, number in json.loads(out)]
    assert max(Counter(visit for visit, _ in called).values()) == 1
    assert {number for _, number in called} == numbers
    assert desk.json("report", "--format", "json")["visits"]["served"] == VISITS
    assert desk.json("db", "verify")["ok"]


def test_eight_programs_at_one_new_database(own_machine: Path) -> None:
    """The usual database is made by whoever comes first; the others find it."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "frontdesk", "check-in", "--service", "information", "--json"],
            env=environment(),
            cwd=own_machine,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(CALLERS)
    ]
    done = [(one, *one.communicate(timeout=120)) for one in programs]
    assert [one.returncode for one, _, _ in done] == [0] * CALLERS, [err for _, _, err in done]
    assert {json.loads(out)["number"] for _, out, _ in done} == {f"I{n:03d}" for n in range(1, CALLERS + 1)}
