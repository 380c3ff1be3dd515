"""Make a database: ``python -m tests.faults.making ADDRESS``; tells whether it was this process that did."""

from __future__ import annotations

import sys

from frontdesk.store.database import Store
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create

if __name__ == "__main__":
    address = Address.of(sys.argv[1])
    made = create(address)
    Store(address).close()
    sys.stdout.write(f"{made}\n")
