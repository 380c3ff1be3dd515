"""A desk whose disk is full, and then no longer; run as ``python -m tests.faults.crowded disk|pages|closed FOLDER``.

``disk`` wants a folder on a small disk, and fills it to the last byte. ``pages`` runs anywhere: SQLite itself is given
no page more than its file has, and says the same. ``closed`` wants a small disk too, which is filled while no terminal
is open: the first one then has no room for what SQLite makes beside the file.
"""

from __future__ import annotations

import errno
import shutil
import sys
from pathlib import Path
from typing import Any

from frontdesk.desk import Desk
from frontdesk.errors import StoreError
from frontdesk.store import engine
from frontdesk.store.backup import backup
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from frontdesk.store.verify import verify
from tests.faults.house import check_in, desk_at, trouble_of

MOST_PAGES = 1_000_000


class Disk:
    """A small disk that a heavy file fills."""

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"
        self.kept = ["ballast"]

    def fill(self, desk: Desk) -> None:
        """Not a byte is left."""
        with self.ballast.open("wb", buffering=0) as file:
            for size in (65536, 4096, 512, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError as error:
                    assert error.errno == errno.ENOSPC

    def leave(self, size: int) -> None:
        """So many bytes are left."""
        with self.ballast.open("wb") as file:
            file.write(bytes(shutil.disk_usage(self.ballast.parent).free - size))

    def make_room(self, desk: Desk | None = None) -> None:
        """The heavy file goes."""
        self.ballast.unlink()


class Pages:
    """A file that may have so many pages and no more, whoever opens it in this program."""

    def __init__(self, folder: Path) -> None:
        self.most = MOST_PAGES
        self.kept: list[str] = []
        prepare = engine._prepare_file

        def prepare_and_limit(connection: Any, _record: object) -> None:
            prepare(connection, _record)
            connection.execute(f"PRAGMA max_page_count = {self.most}")

        engine._prepare_file = prepare_and_limit

    def fill(self, desk: Desk) -> None:
        """It may have those that it has."""
        self._allow(desk, int(desk.store.connection.exec_driver_sql("PRAGMA page_count").scalar_one()))

    def make_room(self, desk: Desk) -> None:
        """It may grow again."""
        self._allow(desk, MOST_PAGES)

    def _allow(self, desk: Desk, pages: int) -> None:
        self.most = pages
        desk.store.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def main(kind: str, folder: Path) -> None:
    """Fill it up, try everything, make room, go on."""
    disk = Disk(folder) if kind == "disk" else Pages(folder)
    address = Address.of(str(folder / "desk.db"))
    create(address)
    desk = desk_at(address)
    acknowledged = [check_in(desk, key="first")]
    disk.fill(desk)
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
    if isinstance(disk, Disk):
        try:
            backup(address, folder / "backup.db")
        except StoreError as error:
            assert str(error.remedy)
        else:
            raise AssertionError("there was room for a backup")
    assert [path.name for path in folder.iterdir() if not path.name.startswith("desk.db")] == disk.kept

    disk.make_room(desk)
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


def closed(folder: Path) -> None:
    """Whoever comes to a full disk first is told that it is full, and works as soon as it is not."""
    disk, address = Disk(folder), Address.of(str(folder / "desk.db"))
    create(address)
    desk = desk_at(address)
    check_in(desk)
    desk.close()
    for size in (0, 8192):
        disk.leave(size)
        for _ in range(2):
            try:
                desk_at(address).close()
            except StoreError as error:
                assert "is full" in str(error.reason), error
                assert "Free some space" in str(error.remedy), error
            else:
                raise AssertionError(f"there was room in {size} bytes")
        disk.make_room()
    desk = desk_at(address)
    sys.stdout.write(check_in(desk))
    desk.close()


def _opens(address: Address) -> bool:
    """Whether one more terminal can be opened on a full disk: then it can read; else it says why."""
    try:
        desk_at(address).close()
    except StoreError as error:
        assert str(error.remedy)
        return False
    return True


if __name__ == "__main__":
    if sys.argv[1] == "closed":
        closed(Path(sys.argv[2]))
    else:
        main(sys.argv[1], Path(sys.argv[2]))
