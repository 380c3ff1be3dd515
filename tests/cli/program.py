"""Running frontdesk as a user does: as a program of its own, or, for breadth, inside this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple

import pytest

from frontdesk.cli.run import run

TOO_LONG_S = 60


class Ran(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class Program:
    """The program inside this process; the environment is the test's."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str, **environment: str) -> Ran:
        with pytest.MonkeyPatch.context() as patched:
            for name, value in environment.items():
                patched.setenv(name, value)
            self.capsys.readouterr()
            code = run(arguments)
        out, err = self.capsys.readouterr()
        return Ran(code, out, err)

    def done(self, *arguments: str, **environment: str) -> Ran:
        """Run it, and see that it was done."""
        ran = self(*arguments, **environment)
        assert ran.code == 0, ran
        return ran

    def json(self, *arguments: str, **environment: str) -> Any:
        """Run it with --json; the document."""
        return self.done(*arguments, "--json", **environment).document


def program(*arguments: str, environment: dict[str, str] | None = None, **options: Any) -> Ran:
    """Run the real program."""
    done = subprocess.run(
        [sys.executable, "-m", "frontdesk", *arguments],
        env=os.environ | (environment or {}) | {"PYTHONPATH": _root()},
        capture_output=True,
        check=False,
        timeout=TOO_LONG_S,
        **options,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


def command(*arguments: str) -> list[str]:
    """The command line of the real program."""
    return [sys.executable, "-m", "frontdesk", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """The environment of the real program."""
    return os.environ | {"PYTHONPATH": _root()} | changes


def _root() -> str:
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
