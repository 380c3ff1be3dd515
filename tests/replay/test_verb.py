"""The verb: what it says where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontdesk.cli.run import run
from frontdesk.i18n import use_language
from tests.replay.logs import HEADER, a_house, row, write


class _Ran:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        capsys.readouterr()
        self.code = run(["replay", *map(str, arguments)])
        self.out, self.err = capsys.readouterr()
        use_language("en")


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FRONTDESK_NOW", "FRONTDESK_CONFIG", "FRONTDESK_DB", "FRONTDESK_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    a_house(tmp_path)


def _where(folder: Path) -> tuple[object, ...]:
    return ("--db", folder / "new.db", "--config", folder / "house.toml")


def test_a_log_is_told_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(capsys, write(tmp_path, [row(), row(visit="v2", counter="2")]), "--as", "recorded", *_where(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Rows replayed: 2 of 2; commands: 10; ")


def test_for_programs_there_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = write(tmp_path, [row(counter="C7"), "x", row(visit="v2", outcome="gone")])
    ran = _Ran(capsys, log, "--json", *_where(tmp_path))
    assert ran.code == 5
    document = json.loads(ran.out)
    assert {name: document[name] for name in ("rows", "done", "bad", "commands")} == {
        "rows": 3,
        "done": 1,
        "bad": 2,
        "commands": 5,
    }
    assert document["seconds"] >= 0
    assert document["added"]["counters"] == ["C7"]
    assert [bad["line"] for bad in document["bad_rows"]] == [3, 4]
    assert ran.err.splitlines() == [
        "Added for this run: counters C7.",
        "line 3: it has 1 field, the first line names 11.",
        "line 4: outcome is “gone”, allowed are served, no_show, left, removed, unfinished.",
        "2 rows could not be replayed. All others are done.",
    ]


def test_how_the_estimates_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = {name: f"2026-11-20T09:{minute}:00-05:00" for name, minute in _LATER.items()}
    log = write(tmp_path, [row(), row(visit="v2", **later)])
    document = json.loads(_Ran(capsys, log, "--estimates", "--json", *_where(tmp_path)).out)
    assert document["n"] == 1, "no counter was open when the first one came"
    nobody = {"n": 0, "did": 0}
    assert document["forecast"] == {"will_pass": nobody, "may_pass": nobody, "will_not": nobody, "bands": []}
    assert set(document["baselines"]) == {"half_hour_mean", "last_to_enter", "last_ten_mean"}
    (tmp_path / "new.db").unlink()
    ran = _Ran(capsys, log, "--estimates", *_where(tmp_path))
    assert ran.out.splitlines()[1].startswith("Estimated waits against those that came")
    (tmp_path / "new.db").unlink()
    ran = _Ran(capsys, write(tmp_path, [row()]), "--estimates", *_where(tmp_path))
    assert ran.out.splitlines()[1] == "Nobody who had been told an estimate waited and was served."


_LATER = {"arrived_at": "08", "called_at": "12", "started_at": "12", "ended_at": "20"}


def test_only_the_first_twenty_bad_rows_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(capsys, write(tmp_path, ["x"] * 25), *_where(tmp_path))
    lines = ran.err.splitlines()
    assert ran.code == 5
    assert (len(lines), lines[19].partition(":")[0]) == (22, "line 21")
    assert lines[20:] == ["… and 5 more.", "25 rows could not be replayed. All others are done."]


def test_a_limit_reads_the_beginning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = write(tmp_path, [row(), row(visit="v2", counter="2"), "x"])
    assert _Ran(capsys, log, "--limit", 1, *_where(tmp_path)).out.startswith("Rows replayed: 1 of 1;")
    ran = _Ran(capsys, log, "--limit", -1, *_where(tmp_path))
    assert (ran.code, ran.err) == (2, "--limit: “-1” is too small. Allowed: 0 or more.\n")


def test_another_way_is_refused_with_what_is_allowed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(capsys, write(tmp_path, [row()]), "--as", "dreamt", *_where(tmp_path))
    assert ran.code == 2
    assert "--as" in ran.err
    assert "“dreamt”" in ran.err
    assert "recorded" in ran.err
    assert not (tmp_path / "new.db").exists()


def test_a_file_that_is_no_log_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(capsys, tmp_path / "house.toml", *_where(tmp_path))
    assert ran.code == 2
    assert HEADER in ran.err
    assert ran.err.count("\n") == 1


def test_a_live_database_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["db", "init", *map(str, _where(tmp_path))])
    run(["counter", "open", "--counter", "1", "--staff", "ana", *map(str, _where(tmp_path))])
    ran = _Ran(capsys, write(tmp_path, [row()]), "--json", *_where(tmp_path))
    assert ran.code == 3
    assert json.loads(ran.out)["refused"]["code"] == "live_database"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(capsys, write(tmp_path, [row()]), "--db", tmp_path / "no" / "new.db")
    assert ran.code == 4
    assert "There is no folder" in ran.err


def test_in_spanish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = _Ran(capsys, write(tmp_path, [row()]), "--lang", "es", *_where(tmp_path))
    assert ran.code == 0
