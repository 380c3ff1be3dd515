"""A day opened by a program that has just started, as at a counter in the morning: run as a process of its own.

Reads the database's address and the instant as JSON from stdin, writes the milliseconds that it took to stdout.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING

from frontdesk.bench import days
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.store.database import Store
from frontdesk.store.engine import Address

if TYPE_CHECKING:
    from frontdesk.config import Configuration

TOO_LONG_S = 120


def open_day(store: Store, config: Configuration, now: int) -> Desk:
    """A desk that has seen the whole day."""
    desk = Desk(store, config, FixedClock(now))
    desk.catch_up()
    return desk


def opened_afresh(address: Address, now: int) -> float:
    """The milliseconds of the first opening in a new process; importing what it needs does not count."""
    done = subprocess.run(
        [sys.executable, "-m", "frontdesk.bench.opening"],
        input=json.dumps([address.url, now]),
        capture_output=True,
        text=True,
        check=True,
        timeout=TOO_LONG_S,
    )
    return float(done.stdout)


def main() -> None:
    """Open it once, and say how long it took."""
    url, now = json.load(sys.stdin)
    config = days.house()
    config.policy()
    address = Address.of(url)
    if not address.is_sqlite:
        import_module("sqlalchemy.dialects.postgresql.psycopg")
        import_module("psycopg")  # which SQLAlchemy imports with the first engine only
    began = time.perf_counter()
    store = Store(address)
    open_day(store, config, now)
    took = time.perf_counter() - began
    store.close()
    sys.stdout.write(f"{took * 1000}\n")


if __name__ == "__main__":
    main()
