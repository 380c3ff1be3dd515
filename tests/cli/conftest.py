"""A machine of its own for every test: no discovered configuration, a fixed zone, locale and clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.i18n import use_language
from frontdesk.store.engine import Address
from tests.cli.program import Program
from tests.empty_file import make_empty

ENVIRONMENT = {
    "TZ": "America/Lima",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "FRONTDESK_NOW": "2026-11-22T09:00:00-05:00",
    "COLUMNS": "100",
    "TERM": "dumb",
}


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home and a working folder that are empty, and an environment that says nothing else."""
    home = tmp_path / "home"
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(("FRONTDESK_", "XDG_", "LC_", "PYTHONIO", "PYTHONUTF8", "_FRONTDESK")):
            monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(home))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    yield work
    use_language("en")


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with a database of its own, run inside this process."""
    monkeypatch.setenv("FRONTDESK_DB", str(tmp_path / "desk.db"))
    make_empty(Address.of(str(tmp_path / "desk.db")))
    return Program(capsys)
