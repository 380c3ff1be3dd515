"""A desk that may not write, and then may: ``python -m tests.faults.forbidden FOLDER``.

Rights do not bind the superuser: as root, the program becomes another user for as long as it is to be kept out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdesk.errors import StoreError
from frontdesk.store.backup import backup
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from tests.faults.house import check_in, desk_at, trouble_of

NOBODY = 65534


@contextmanager
def kept_out(folder: Path, *, file_mode: int, folder_mode: int) -> Iterator[None]:
    """For a while, the files and their folder have these rights for whoever runs this."""
    files = [path for path in folder.iterdir() if path.is_file()]
    for path in files:
        path.chmod(file_mode)
    folder.chmod(folder_mode)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        for path in files:
            path.chmod(0o644)


def main(folder: Path) -> None:
    """Be kept out in each way, and let in again."""
    address = Address.of(str(folder / "desk.db"))
    create(address)
    desk = desk_at(address)
    numbers = [check_in(desk)]
    desk.close()
    for file_mode, folder_mode in ((0o444, 0o555), (0o444, 0o755), (0o666, 0o555), (0o000, 0o755), (0o666, 0o000)):
        with kept_out(folder, file_mode=file_mode, folder_mode=folder_mode):
            for use in (create, desk_at, lambda there: backup(there, folder / "backup.db")):
                try:
                    use(address)
                except StoreError as error:
                    assert str(error.reason), error
                    assert str(error.remedy), error
                    if use is desk_at:
                        sys.stdout.write(f"{file_mode:o} {folder_mode:o} {error.reason}\n")
                else:
                    assert use is create, (oct(file_mode), oct(folder_mode), use)
            trouble_of(desk)
            trouble_of(desk)
        numbers.append(check_in(desk))
        desk.close()
    assert numbers == [f"I{n + 1:03d}" for n in range(len(numbers))]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
