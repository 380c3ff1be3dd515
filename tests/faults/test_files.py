"""Files that cannot be used: each ends in one sentence with what to do, and work goes on when it is over."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from frontdesk.errors import StoreError
from frontdesk.store import engine
from frontdesk.store.database import Store
from frontdesk.store.engine import Address, make_engine
from frontdesk.store.migrations import create
from tests.faults.house import check_in, desk_at, trouble_of
from tests.faults.processes import ROOT, result, run, running, start


@pytest.fixture
def file(sqlite_address: Address) -> Path:
    """A database in which somebody was checked in, closed."""
    desk = desk_at(sqlite_address)
    for n in range(60):
        check_in(desk, key=f"k{n}", name=f"customer {n}")
    desk.close()
    assert sqlite_address.path is not None
    return sqlite_address.path


def _garbage(path: Path) -> None:
    path.write_bytes(b"this was a database" * 4000)


def _garbage_at_the_head(path: Path) -> None:
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10_000])


def _flipped(path: Path) -> None:
    pages = bytearray(path.read_bytes())
    for at in range(4096, len(pages), 4096):
        pages[at : at + 128] = b"\xa5" * 128
    path.write_bytes(pages)


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    _empty(path)
    _say(path, "CREATE TABLE bookmarks (url TEXT)")


def _foreign_with_migrations(path: Path) -> None:
    _empty(path)
    _say(path, "CREATE TABLE alembic_version (version_num TEXT)")
    _say(path, "INSERT INTO alembic_version VALUES ('ae1027a6acf')")


def _newer(path: Path) -> None:
    _say(path, "UPDATE alembic_version SET version_num = '9999'")


def _older(path: Path) -> None:
    _say(path, "UPDATE alembic_version SET version_num = '0000'")


def _without_revision(path: Path) -> None:
    _say(path, "DELETE FROM alembic_version")


def _say(path: Path, sql: str) -> None:
    with make_engine(Address.of(str(path))).connect() as connection:
        connection.exec_driver_sql(sql)


@pytest.mark.parametrize(
    ("spoil", "said", "remedy"),
    [
        (_garbage, "damaged", "restore"),
        (_garbage_at_the_head, "damaged", "restore"),
        (_cut, "damaged", "restore"),
        (_flipped, "damaged", "restore"),
        (_gone, "There is no database", "db init"),
        (_folder, "is a folder", "--db"),
        (_empty, "holds no frontdesk database", "db init"),
        (_foreign, "holds no frontdesk database", "--db"),
        (_foreign_with_migrations, "holds no frontdesk database", "--db"),
        (_newer, "newer frontdesk", "Install that version"),
        (_older, "older frontdesk", "db upgrade"),
        (_without_revision, "holds no frontdesk database", "db init"),
    ],
)
def test_a_file_that_cannot_be_used(file: Path, spoil: Callable[[Path], None], said: str, remedy: str) -> None:
    address = Address.of(str(file))
    desk = desk_at(address)
    number = check_in(desk)
    desk.close()
    good = file.with_name("good.db")
    shutil.copy(file, good)
    spoil(file)
    spoilt = file.read_bytes() if file.is_file() else None
    with pytest.raises(StoreError) as error:
        Store(address)
    assert said in str(error.value.reason)
    assert remedy in str(error.value.remedy)
    assert "\n" not in str(error.value)
    for _ in range(2):
        assert said in trouble_of(desk)
    assert (file.read_bytes() if file.is_file() else None) == spoilt, "what cannot be used is not touched"

    if file.is_dir():
        file.rmdir()
    good.replace(file)
    assert check_in(desk) == f"I{int(number[1:]) + 1:03d}"
    desk.close()


def test_pages_that_go_bad_under_a_running_desk_are_said_to_be_damaged(file: Path) -> None:
    address = Address.of(str(file))
    good = file.read_bytes()
    desk = desk_at(address)
    desk.catch_up()
    _flipped(file)
    assert "damaged" in trouble_of(desk)
    desk.close()
    file.write_bytes(good)
    assert check_in(desk) == "I061"
    desk.close()


@pytest.mark.parametrize("name", ["no/such/folder/desk.db", "x" * 300 + ".db"])
def test_a_database_that_cannot_be_made(tmp_path: Path, name: str) -> None:
    for use in (create, Store):
        with pytest.raises(StoreError) as error:
            use(Address.of(str(tmp_path / name)))
        assert str(error.value.remedy)
    assert list(tmp_path.iterdir()) == []


def test_another_program_s_tables_are_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    _foreign(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="bookmarks"):
        create(Address.of(str(path)))
    with pytest.raises(StoreError):
        Store(Address.of(str(path)))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["places.sqlite"]


def test_many_make_the_same_database_at_once(tmp_path: Path) -> None:
    address = Address.of(str(tmp_path / "desk.db"))
    processes = [start("making", address.url) for _ in range(6)]
    with running(*processes):
        made = [result(process).strip() for process in processes]
    assert sorted(made) == ["False"] * 5 + ["True"]


# Locks


def test_another_process_that_holds_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_at(Address.of(str(file)))
    check_in(desk)
    holder = start("holding", file)
    with running(holder):
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with monkeypatch.context() as patched:
            patched.setattr(engine, "BUSY_TIMEOUT_S", 0.1)
            for _ in range(2):
                assert "locked by another program" in trouble_of(desk, key="k")

        # Whoever waits goes on by himself when the lock is let go.
        numbers: list[str] = []
        has_tried = threading.Event()

        def sleep(seconds: float) -> None:
            has_tried.set()
            time.sleep(seconds)

        monkeypatch.setattr(engine, "time", SimpleNamespace(monotonic=time.monotonic, sleep=sleep))
        waiting = threading.Thread(target=lambda: numbers.append(check_in(desk, key="k")))
        waiting.start()
        assert has_tried.wait(engine.BUSY_TIMEOUT_S)
        assert not numbers
        holder.stdin.write("let go\n")
        holder.stdin.flush()
        waiting.join(timeout=engine.BUSY_TIMEOUT_S)
    assert numbers == ["I062"]
    desk.close()


# Disks and rights


def _small_disk(program: list[str]) -> list[str]:
    """A program, run where a folder of its own is a disk of one and a half megabytes that nobody else sees."""
    script = 'mount -t tmpfs -o size=1500k tmpfs "$0" && exec "$@"'
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, *program]


def _way_to_a_small_disk(folder: Path) -> list[str] | None:
    """How a program is run on a small disk; None where the system lets nobody have one."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return None
    for command in (
        _small_disk([str(folder)]),
        [part for part in _small_disk([str(folder)]) if "user" not in part],
    ):
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    return None


@pytest.mark.parametrize("kind", ["pages", "disk"])
def test_a_disk_that_is_full_and_then_no_longer(kind: str, tmp_path: Path) -> None:
    """Told of SQLite's own limit everywhere; and of a disk, which is filled to its last byte, where there can be one.

    Where there can be none, the second telling is that of the limit again.
    """
    way = _way_to_a_small_disk(tmp_path) if kind == "disk" else None
    done = subprocess.run(
        [*(way or []), sys.executable, "-m", "tests.faults.crowded", "pages" if way is None else "disk", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 2


def test_a_disk_that_is_full_before_anybody_comes(tmp_path: Path) -> None:
    """Where nobody can have a small disk, the test beside the store's sentences tells the same."""
    way = _way_to_a_small_disk(tmp_path)
    if way is None:
        pytest.skip("this system lets nobody have a small disk")
    done = subprocess.run(
        [*way, sys.executable, "-m", "tests.faults.crowded", "closed", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "I002"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user could enter, were it not for its own rights."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_file_that_may_not_be_written_and_then_may(open_folder: Path) -> None:
    said = run("forbidden", open_folder).splitlines()
    assert len(said) == 5
    assert all(("read-only" in line or "cannot be opened" in line or "no database" in line) for line in said), said
