"""A desk whose disk is full, and then no longer; run as ``python -m tests.faults.crowded FOLDER`` on a small disk."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from frontdesk.errors import StoreError
from frontdesk.store.backup import backup
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from frontdesk.store.verify import verify
from tests.faults.house import check_in, desk_at, trouble_of


def main(folder: Path) -> None:
    """Fill the disk to the last byte, try everything, make room, go on."""
    address = Address.of(str(folder / "desk.db"))
    create(address)
    desk = desk_at(address)
    acknowledged = [check_in(desk, key="first")]
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError as error:
                assert error.errno == errno.ENOSPC
    said = set()
    for n in range(400):  # what the write-ahead log had in reserve is used up first
        try:
            acknowledged.append(check_in(desk, key=f"k{n}", name="x" * 500))
        except StoreError as error:
            assert str(error.remedy)
            said.add(str(error.reason))
            if n > 3:
                break
    assert said, "the disk was never full"
    assert all("full" in one for one in said), said
    for _ in range(3):
        assert "full" in trouble_of(desk, key="again", name="x" * 2_000_000)
    other = desk_at(address) if _opens(address) else None
    try:
        backup(address, folder / "backup.db")
    except StoreError as error:
        assert str(error.remedy)
    else:
        raise AssertionError("there was room for a backup")
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith("desk.db")) == ["ballast"]

    ballast.unlink()
    acknowledged.append(check_in(desk, key="again"))
    assert check_in(desk, key="first") == acknowledged[0]
    fresh = desk_at(address)
    fresh.catch_up()
    assert fresh.snapshot.day is not None
    assert [visit.number for visit in fresh.snapshot.day.visits.values()] == acknowledged
    assert verify(fresh.store, read_tables=True) == []
    assert backup(address, folder / "backup.db").findings == []
    for one in (desk, fresh, other):
        if one is not None:
            one.close()
    sys.stdout.write(f"{len(acknowledged)}\n")


def _opens(address: Address) -> bool:
    """Whether one more terminal can be opened on a full disk: then it can read; else it says why."""
    try:
        desk_at(address).close()
    except StoreError as error:
        assert str(error.remedy)
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
