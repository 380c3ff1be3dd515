"""A backup is whole, verified and one file; and it comes back, into either engine, without losing what stood there."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.errors import StoreError, UsageError
from frontdesk.store import backup, migrations, schema
from frontdesk.store.backup import copy, restore
from frontdesk.store.database import Store
from frontdesk.store.engine import Address, make_engine
from frontdesk.store.rebuild import rebuild
from tests.postgres import Server
from tests.store.house import DAY, House
from tests.store.turmoil import turmoil

MONDAY = "2026-11-23"


def _contents(address: Address) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with make_engine(address).connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
            for table in schema.metadata.sorted_tables
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """A place of either engine where there is nothing yet."""
    if request.param == "sqlite":
        return Address.of(str(tmp_path / "elsewhere.db"))
    server: Server = request.getfixturevalue("server")
    return Address.of(server.url(server.new_database()))


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("desk.db"))


def test_a_backup_holds_everything(house: House, tmp_path: Path) -> None:
    turmoil(house, seed=6, steps=200)
    before = _contents(house.address)
    made = backup.backup(house.address, tmp_path / "monday.db")
    assert made.path == tmp_path / "monday.db"
    assert made.size == made.path.stat().st_size
    assert (made.events, made.findings) == (len(before["event"]), [])
    assert _contents(Address.of(str(made.path))) == before == _contents(house.address)
    assert _files(tmp_path) == ["monday.db"]
    assert made.path.read_bytes()[18:20] == b"\1\1", "a backup is read from anywhere, without files beside it"


def test_a_backup_comes_back_into_either_engine(house: House, elsewhere: Address, tmp_path: Path) -> None:
    turmoil(house, seed=6, steps=200)
    made = backup.backup(house.address, tmp_path / "monday.db")
    done = restore(made.path, elsewhere)
    assert (done.events, done.kept, done.findings) == (made.events, None, [])
    assert _contents(elsewhere) == _contents(house.address)
    store = Store(elsewhere)
    assert set(rebuild(store).values()) == {0}
    store.close()


def test_a_backup_is_left_as_it_is_by_whoever_looks_into_it(house: House, tmp_path: Path) -> None:
    """The night's report closes the day that has ended; of yesterday's backup it only tells what is in it."""
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    before = made.path.read_bytes()
    house.later(DAY)
    copied = House(Address.of(str(made.path)))
    copied.clock.at = house.clock.at
    assert not copied.a.close_ended_day()
    told = Archive(copied.a).summary(date.fromisoformat(MONDAY), date.fromisoformat(MONDAY))
    assert (told.visits.arrived, told.closed) == (1, False)
    copied.close()
    assert made.path.read_bytes() == before
    assert house.a.close_ended_day()


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_copy_that_is_worked_in_is_a_database_again(house: House, tmp_path: Path, by_hand: bool) -> None:
    """Also one that was put in its place without “db restore”."""
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    moved = Address.of(str(tmp_path / "moved.db"))
    if by_hand:
        shutil.copy(made.path, tmp_path / "moved.db")
    else:
        restore(made.path, moved)
    there = House(moved)
    assert there.a.store.is_copy() == by_hand
    there.check_in()
    assert not there.a.store.is_copy()
    there.later(DAY)
    assert there.a.close_ended_day()
    there.close()


def test_work_goes_on_in_a_restored_database(house: House, elsewhere: Address, tmp_path: Path) -> None:
    answer = house.check_in(key="k")
    restore(backup.backup(house.address, tmp_path / "monday.db").path, elsewhere)
    moved = House(elsewhere)
    assert moved.check_in(key="k") == answer
    assert moved.check_in()["number"] == "I002"
    moved.close()


def test_a_backup_never_overwrites_unless_told_to(house: House, tmp_path: Path) -> None:
    house.check_in()
    (tmp_path / "monday.db").write_text("precious")
    with pytest.raises(UsageError) as error:
        backup.backup(house.address, tmp_path / "monday.db")
    assert "--force" in str(error.value.remedy)
    assert (tmp_path / "monday.db").read_text() == "precious"
    assert backup.backup(house.address, tmp_path / "monday.db", force=True).events == 2
    assert _files(tmp_path) == ["monday.db"]


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.check_in()
    target, check = tmp_path / "monday.db", backup._verified

    def somebody_is_faster(path: Path) -> object:
        target.write_text("precious")
        return check(path)

    monkeypatch.setattr(backup, "_verified", somebody_is_faster)
    with pytest.raises(StoreError):
        backup.backup(house.address, target)
    assert target.read_text() == "precious"
    assert _files(tmp_path) == ["monday.db"]


def test_a_database_is_not_backed_up_onto_itself(sqlite_address: Address) -> None:
    assert sqlite_address.path is not None
    for force in (False, True):
        with pytest.raises(UsageError):
            backup.backup(sqlite_address, sqlite_address.path, force=force)
    with pytest.raises(UsageError):
        backup.backup(sqlite_address, sqlite_address.path.parent)


def test_a_database_in_use_is_not_overwritten_by_a_backup(house: House, tmp_path: Path) -> None:
    other = Address.of(str(tmp_path / "other.db"))
    migrations.create(other)
    busy = House(other)
    busy.check_in()
    with pytest.raises(UsageError):
        backup.backup(house.address, tmp_path / "other.db", force=True)
    busy.close()


def test_a_backup_that_cannot_be_written_leaves_nothing(house: House, tmp_path: Path) -> None:
    house.check_in()
    with pytest.raises(StoreError):
        backup.backup(house.address, tmp_path / "nowhere" / "monday.db")
    assert _files(tmp_path) == []


def test_a_backup_is_made_beside_writers(house: House, tmp_path: Path) -> None:
    other, stop = house.terminal(), threading.Event()

    def work() -> None:
        while not stop.is_set():
            other.perform(do.CheckIn(services=("information",)))

    writer = threading.Thread(target=work)
    writer.start()
    try:
        made = [backup.backup(house.address, tmp_path / f"{n}.db") for n in range(5)]
    finally:
        stop.set()
        writer.join()
    assert [one.findings for one in made] == [[]] * 5
    for one in made:
        copied = _contents(Address.of(str(one.path)))
        assert len(copied["visit"]) == len(copied["leg"]) == len(copied["event"]) - 1 if copied["event"] else True
    assert made[-1].events > made[0].events


def test_a_log_that_was_tampered_with_is_copied_and_the_findings_say_so(house: House, tmp_path: Path) -> None:
    house.check_in()
    house.change("UPDATE event SET actor = 'eve' WHERE seq = 2")
    made = backup.backup(house.address, tmp_path / "monday.db")
    assert [(one.stream, one.seq) for one in made.findings] == [("day/main/2026-11-23", 2)]


# The way back


def test_a_database_with_events_is_not_replaced_unless_told_to_and_then_kept(
    house: House, elsewhere: Address, tmp_path: Path
) -> None:
    house.check_in("the old one")
    made = backup.backup(house.address, tmp_path / "monday.db")
    migrations.create(elsewhere)
    there = House(elsewhere)
    for _ in range(3):
        there.check_in("the one that stood there")
    before = _contents(elsewhere)
    with pytest.raises(UsageError) as error:
        restore(made.path, elsewhere)
    assert "--force" in str(error.value.remedy)
    assert _contents(elsewhere) == before

    done = restore(made.path, elsewhere, force=True)
    assert done.kept is not None
    assert _contents(Address.of(str(done.kept))) == before
    assert _contents(elsewhere) == _contents(house.address)

    again = restore(made.path, elsewhere, force=True)
    assert again.kept not in (None, done.kept)
    there.close()


def test_a_terminal_that_was_open_sees_what_was_restored(house: House, tmp_path: Path) -> None:
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    for _ in range(3):
        house.check_in()
    other = house.terminal()
    other.catch_up()
    other.something_changed()
    restore(made.path, house.address, force=True)
    assert other.something_changed()
    assert house.check_in()["number"] == "I002"
    assert other.catch_up()
    assert other.snapshot.day is not None
    assert len(other.snapshot.day.visits) == 2
    fresh = house.terminal()
    fresh.catch_up()
    assert fresh.snapshot == other.snapshot == house.a.snapshot


def test_a_terminal_sees_it_when_an_empty_database_was_restored(house: House, tmp_path: Path) -> None:
    made = backup.backup(house.address, tmp_path / "empty.db")
    house.check_in(key="k")
    restore(made.path, house.address, force=True)
    assert house.a.catch_up()
    assert house.a.snapshot.day is None
    assert house.check_in(key="k")["number"] == "I001"


def test_a_restore_into_an_empty_database_keeps_nothing(house: House, elsewhere: Address, tmp_path: Path) -> None:
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    migrations.create(elsewhere)
    assert restore(made.path, elsewhere).kept is None
    assert _contents(elsewhere) == _contents(house.address)


def test_a_restore_that_fails_half_way_has_changed_nothing(
    house: House, elsewhere: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    migrations.create(elsewhere)
    there = House(elsewhere)
    there.check_in()
    before = _contents(elsewhere)
    copy_rows = backup._copy_rows

    def cut_short(source: object, target: object) -> None:
        copy_rows(source, target)  # type: ignore[arg-type]
        raise StoreError("the plug was pulled")

    monkeypatch.setattr(backup, "_copy_rows", cut_short)
    with pytest.raises(StoreError):
        restore(made.path, elsewhere, force=True)
    assert _contents(elsewhere) == before
    there.close()


@pytest.mark.parametrize("trouble", ["garbage", "cut", "flipped", "foreign", "missing"])
def test_a_backup_that_is_damaged_is_not_restored(
    house: House, sqlite_address: Address, tmp_path: Path, trouble: str
) -> None:
    turmoil(house, seed=6, steps=120)
    made = backup.backup(house.address, tmp_path / "monday.db").path
    pages = bytearray(made.read_bytes())
    if trouble == "garbage":
        made.write_bytes(b"not a database at all" * 500)
    elif trouble == "cut":
        made.write_bytes(pages[: len(pages) // 2])
    elif trouble == "flipped":
        for at in range(8 * 4096, len(pages), 4096):
            pages[at : at + 64] = bytes(64)
        made.write_bytes(pages)
    elif trouble == "foreign":
        made.unlink()
        with make_engine(_touched(made)).connect() as connection:
            connection.exec_driver_sql("CREATE TABLE bookmarks (url)")
    else:
        made.unlink()
    before = _contents(sqlite_address)
    with pytest.raises(StoreError):
        restore(made, sqlite_address, force=True)
    assert _contents(sqlite_address) == before
    assert not list(tmp_path.glob(".*"))


def _touched(path: Path) -> Address:
    path.touch()
    return Address.of(str(path))


def test_a_damaged_database_is_kept_and_replaced(house: House, tmp_path: Path) -> None:
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"x" * 9000)
    address = Address.of(str(damaged))
    with pytest.raises(StoreError):
        restore(made.path, address)
    done = restore(made.path, address, force=True)
    assert done.kept == tmp_path / "damaged.before-restore.db"
    assert done.kept.read_bytes() == b"x" * 9000
    assert _contents(address) == _contents(house.address)


def test_a_database_of_another_program_is_never_replaced(house: House, tmp_path: Path) -> None:
    made = backup.backup(house.address, tmp_path / "monday.db")
    foreign = _touched(tmp_path / "places.sqlite")
    with make_engine(foreign).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (url)")
    before = (tmp_path / "places.sqlite").read_bytes()
    with pytest.raises(StoreError):
        restore(made.path, foreign, force=True)
    assert (tmp_path / "places.sqlite").read_bytes() == before


def test_a_backup_of_an_older_frontdesk_is_brought_up_to_date(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.check_in()
    made = backup.backup(house.address, tmp_path / "monday.db")
    ran: list[object] = []

    def one_more(connection: object) -> list[str]:
        ran.append(connection)
        return []

    with make_engine(Address.of(str(made.path))).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    monkeypatch.setattr(backup, "run_migrations", one_more)
    with pytest.raises(StoreError, match="older"):
        restore(made.path, Address.of(str(tmp_path / "new.db")))
    assert len(ran) == 1


def test_a_database_moves_from_one_engine_to_the_other(house: House, elsewhere: Address) -> None:
    turmoil(house, seed=7, steps=150)
    done = copy(house.address, elsewhere)
    assert done.events == len(house.rows("event"))
    assert _contents(elsewhere) == _contents(house.address)
    with pytest.raises(UsageError):
        copy(house.address, elsewhere)
