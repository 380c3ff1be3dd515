"""A program in a terminal of its own, as a person has it: keys go in, what is painted comes out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.bench.painted import not_shown, plain

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

ROWS, COLUMNS = 36, 120
TOO_LONG_S = 30.0
QUIET_S = 0.15


class Terminal:
    """A running program on a pseudo-terminal of 120×36."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(arguments[0], list(arguments), dict(environment))
            finally:
                os._exit(127)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._painted = b""

    def press(self, key: bytes) -> float:
        """Send a key, after all that was painted before it; the instant (seconds) at which it was sent."""
        self._settle()
        self._painted = b""
        sent = time.perf_counter()
        os.write(self.descriptor, key)
        return sent

    def shows(self, pattern: re.Pattern[bytes], other_than: bytes | None = None) -> tuple[float, bytes]:
        """Wait until what was painted since the last key shows a pattern, whose group is not ``other_than``.

        Returns the instant at which it was there, and the group. The codes for colours and places do not count.
        """
        deadline = time.perf_counter() + TOO_LONG_S
        while time.perf_counter() < deadline:
            self._read(deadline - time.perf_counter())
            at = time.perf_counter()
            for found in pattern.finditer(plain(self._painted)):
                if found[1] != other_than:
                    return at, found[1]
        raise not_shown(pattern, TOO_LONG_S)

    def let_run(self, seconds: float) -> None:
        """Let it go on by itself, and read what it paints."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._read(left)
        self._painted = b""

    def cpu_s(self) -> float | None:
        """Seconds of processor time that it has used, where the system tells."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float | None:
        """Megabytes of memory that it holds, where the system tells."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), None)

    def end(self) -> None:
        """Ask it to end, and wait until it has."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.perf_counter() + 5
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.perf_counter() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            self._read(0.02)
        os.close(self.descriptor)

    def _settle(self) -> None:
        """Read until nothing has been painted for a moment."""
        while self._read(QUIET_S):
            pass

    def _read(self, wait_s: float) -> bool:
        """Read what there is, or what comes in a while; whether there was something."""
        ready, _, _ = select.select([self.descriptor], [], [], max(wait_s, 0))
        if not ready:
            return False
        try:
            found = os.read(self.descriptor, 1 << 16)
        except OSError:  # the program has ended
            return False
        self._painted += found
        return bool(found)
