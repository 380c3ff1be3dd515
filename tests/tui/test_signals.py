"""A real desk in a real terminal is told to end, or its terminal goes away: it ends, and leaves all in order."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from frontdesk.store.engine import Address
from frontdesk.store.migrations import create

PATIENCE_S = 30.0


class Terminal:
    """A desk at the other end of a pseudo-terminal; ``typist`` is that end's own descriptor, ``desk`` the desk's."""

    def __init__(self, database: Path) -> None:
        create(Address.of(str(database)))
        self.typist, self.desk = pty.openpty()
        self.before = termios.tcgetattr(self.desk)
        environment = os.environ | {"TERM": "xterm-256color", "FRONTDESK_DB": str(database), "FRONTDESK_LANG": "en"}
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(self.desk)
            arguments = [sys.executable, "-m", "frontdesk", "--counter", "1", "--staff", "Ana"]
            os.execve(sys.executable, arguments, environment)

    def paints(self, what: bytes) -> None:
        """Read until this was painted."""
        seen, end = b"", time.monotonic() + PATIENCE_S
        while what not in seen:
            assert time.monotonic() < end, seen
            if select.select([self.typist], [], [], 0.1)[0]:
                seen += os.read(self.typist, 65536)

    def ends(self) -> int:
        """The exit status; what is still painted is read."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                return status
            if self.typist >= 0 and select.select([self.typist], [], [], 0.05)[0]:
                os.read(self.typist, 65536)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the desk did not end")

    def goes_away(self) -> None:
        """The window is closed, or the line is cut."""
        os.close(self.desk)
        os.close(self.typist)
        self.typist = -1


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_desk_and_leaves_the_terminal_as_it_was(tmp_path: Path, name: str) -> None:
    terminal = Terminal(tmp_path / "desk.db")
    terminal.paints(b"Nobody is waiting")
    os.kill(terminal.pid, getattr(signal, name))
    assert terminal.ends() == 0
    assert termios.tcgetattr(terminal.desk) == terminal.before
    terminal.goes_away()


@pytest.mark.parametrize("painted", [b"\x1b[?1049h", b"Waiting"], ids=["at its start", "at work"])
def test_a_desk_whose_terminal_goes_away_ends_too(tmp_path: Path, painted: bytes) -> None:
    """What it still has to paint is read by nobody: it must not wait for ever for that."""
    terminal = Terminal(tmp_path / "desk.db")
    terminal.paints(painted)
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.goes_away()
    terminal.ends()
