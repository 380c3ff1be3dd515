"""Another program that keeps a file locked until it is told to let go: ``python -m tests.faults.holding FILE``."""

from __future__ import annotations

import sys

from frontdesk.store.engine import sqlite_module


def main(path: str) -> None:
    """Hold the lock until a line comes in."""
    connection = sqlite_module.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    sys.stdout.write("held\n")
    sys.stdout.flush()
    sys.stdin.readline()
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
