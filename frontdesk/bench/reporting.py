"""A report made by a program that has just started, to see how much memory it takes: run as a process of its own.

Reads the database's address, the instant and the two days as JSON from stdin, writes the most megabytes that it held to
stdout.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.archive import Archive
from frontdesk.bench import days
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.reports.summary_json import summary_as_data
from frontdesk.store.database import Store
from frontdesk.store.engine import Address

if TYPE_CHECKING:
    from frontdesk.config import Configuration

TOO_LONG_S = 600
STATUS = Path("/proc/self/status")


def report(store: Store, config: Configuration, now: int, first: date, last: date) -> None:
    """The summary of some days as data, as it is made for every format."""
    summary_as_data(Archive(Desk(store, config, FixedClock(now))).summary(first, last))


def memory_of_report(address: Address, now: int, first: date, last: date) -> float | None:
    """The most memory (MB) that a new process held until it had made a report; None where the system does not tell."""
    if not STATUS.exists():
        return None
    done = subprocess.run(
        [sys.executable, "-m", "frontdesk.bench.reporting"],
        input=json.dumps([address.url, now, first.isoformat(), last.isoformat()]),
        capture_output=True,
        text=True,
        check=True,
        timeout=TOO_LONG_S,
    )
    return float(done.stdout)


def main() -> None:
    """Make it once, and say how much that took."""
    url, now, first, last = json.load(sys.stdin)
    store = Store(Address.of(url))
    report(store, days.house(), now, date.fromisoformat(first), date.fromisoformat(last))
    store.close()
    # What getrusage tells begins with the memory of the process that started this one.
    told = dict(line.split(":", 1) for line in STATUS.read_text(encoding="utf-8").splitlines())
    sys.stdout.write(f"{int(told['VmHWM'].split()[0]) / 2**10}\n")


if __name__ == "__main__":
    main()
