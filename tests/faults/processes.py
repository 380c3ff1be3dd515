"""Real processes for the tests of faults: fresh interpreters that run the programs beside this file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 170


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program; see ``running`` for its end."""
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.faults.{program}", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def running(*processes: subprocess.Popen[str]) -> Iterator[None]:
    """See to it that these programs are gone afterwards, come what may."""
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def result(process: subprocess.Popen[str]) -> str:
    """What a program wrote; it must have ended well."""
    out, err = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 0, err
    assert not err, err
    return out


def run(program: str, *arguments: object) -> str:
    """Run a program to its end; what it wrote."""
    process = start(program, *arguments)
    with running(process):
        return result(process)
