"""The verb for staffing: a table, a document, and one line where there is nothing to go by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontdesk.cli.run import run
from frontdesk.i18n import use_language
from tests.replay.logs import a_house, row, told


class _Ran:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> None:
        capsys.readouterr()
        where = ("--db", str(folder / "replayed.db"), "--config", str(folder / "house.toml"))
        self.code = run(["staffing", *words, *where])
        self.out, self.err = capsys.readouterr()
        use_language("en")


@pytest.fixture(autouse=True)
def a_friday(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FRONTDESK_CONFIG", "FRONTDESK_DB", "FRONTDESK_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FRONTDESK_NOW", "2026-11-26T12:00:00-05:00")
    a_house(tmp_path)
    told(tmp_path, [row(), row(visit="v2", counter="2")])


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(tmp_path, capsys, "--day", "2026-11-27")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "Fri 27 Nov 2026, from 1 day before it: 80 % within 1:00."
    assert lines[2].split()[:3] == ["09:00", "2.0", "6:00"]
    assert len(lines) == 3


def test_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(_Ran(tmp_path, capsys, "--day", "2026-11-27", "--target", "5m", "--goal", "90%", "--json").out)
    assert (found["history"], found["target_s"], found["goal"]) == (["2026-11-20"], 300, 0.9)
    (one,) = found["half_hours"]
    assert (one["from"], one["arrivals"], one["handling_s"], one["load_erlangs"]) == ("09:00", 2, 360, 0.4)
    assert one["erlang_c"]["counters"] == 2
    assert one["erlang_a"] is None
    assert one["at_work"] == 2


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ((), "There is no history of that weekday before Thu 26 Nov 2026."),
        (("--lang", "es"), "No hay historia de ese día de la semana antes del jue 26 nov 2026."),
    ],
)
def test_without_history_it_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    assert _Ran(tmp_path, capsys, *words).out == f"{line}\n"


@pytest.mark.parametrize("goal", ["0", "100%", "most", "-1"])
def test_what_is_no_share_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], goal: str) -> None:
    ran = _Ran(tmp_path, capsys, "--goal", goal)
    assert ran.code == 2
    assert "--goal" in ran.err
