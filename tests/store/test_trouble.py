"""Trouble with the database ends in a sentence, and when it is over work goes on in the same program."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.errors import StoreError, UsageError
from frontdesk.store import engine, trouble
from frontdesk.store.database import Store
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from tests.postgres import Server
from tests.store.house import House


def _told(house: House) -> str:
    """What is said when somebody wants to be checked in."""
    with pytest.raises(StoreError) as error:
        house.check_in(key="k")
    assert str(error.value.reason)
    assert str(error.value.remedy)
    return str(error.value)


# A server that goes away


def test_work_goes_on_when_the_server_is_back(own_server: Server) -> None:
    address = Address.of(own_server.url(own_server.new_database()))
    create(address)
    house = House(address)
    house.check_in(key="k0")
    other = house.terminal()
    other.catch_up()
    own_server.stop()
    for _ in range(2):
        assert "cannot be reached" in _told(house)
        with pytest.raises(StoreError, match="cannot be reached"):
            other.catch_up()
        with pytest.raises(StoreError, match="cannot be reached"):
            other.something_changed()
        with pytest.raises(StoreError, match="cannot be reached"):
            Archive(other).days()
        with pytest.raises(StoreError, match="cannot be reached"):
            house.terminal()
    assert other.snapshot.day is not None
    own_server.start()
    assert house.check_in(key="k")["number"] == "I002"
    assert other.something_changed()
    assert other.catch_up()
    assert other.snapshot == house.a.snapshot
    house.close()


def test_work_goes_on_after_the_connections_were_cut(postgresql_address: Address, server: Server) -> None:
    house = House(postgresql_address)
    house.check_in()
    database = str(make_url(postgresql_address.url).database)
    server.end_connections(database)
    assert "cannot be reached" in _told(house)
    assert house.check_in(key="k")["number"] == "I002"
    server.end_connections(database)
    with pytest.raises(StoreError, match="cannot be reached"):
        Archive(house.a).days()
    assert len(Archive(house.a).days()) == 1
    house.close()


def test_a_connection_cut_in_the_middle_of_a_command_leaves_nothing(
    postgresql_address: Address, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(postgresql_address)
    house.check_in()
    database = str(make_url(postgresql_address.url).database)
    decide = house.a._decide

    def cut(*args: object) -> object:
        done = decide(*args)  # type: ignore[arg-type]
        server.end_connections(database)
        return done

    with monkeypatch.context() as patched:
        patched.setattr(house.a, "_decide", cut)
        assert "cannot be reached" in _told(house)
    assert len(house.rows("visit")) == 1
    assert house.check_in(key="k")["number"] == "I002"
    house.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/desk", "cannot be reached"),
        ("postgresql://nobody:secret@no-such-host.invalid/desk", "cannot be reached"),
    ],
)
def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(url: str, said: str) -> None:
    for use in (Store, create):
        with pytest.raises(StoreError, match=said) as error:
            use(Address.of(url))
        assert "secret" not in str(error.value)


def test_a_database_that_the_server_does_not_have_is_named(server: Server) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Store(Address.of(server.url("no_such_database")))


def test_an_empty_database_on_a_server_is_no_desk(server: Server) -> None:
    with pytest.raises(StoreError, match="holds no frontdesk database"):
        Store(Address.of(server.url(server.new_database())))


# Locks


def test_a_file_that_another_program_keeps_locked_is_said_to_be(
    sqlite_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    house = House(sqlite_address)
    house.check_in()
    with closing(engine.sqlite_module.connect(sqlite_address.url, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            assert "locked" in _told(house)
        assert len(Archive(house.a).days()) == 1, "who only reads does not wait"
        other.execute("COMMIT")
    assert house.check_in(key="k")["number"] == "I002"
    house.close()


def test_a_site_that_another_terminal_keeps_locked_is_said_to_be(
    postgresql_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0.05)
    house = House(postgresql_address)
    house.check_in()
    other = house.terminal()
    with other.store.writing("main"):
        assert "locked" in _told(house)
        with other.store.writing("another site"):
            pass
    assert house.check_in(key="k")["number"] == "I002"
    house.close()


# What SQLite says of a full disk and of a broken one alike


@pytest.mark.parametrize("said", ["disk I/O error", "unable to open database file"])
def test_a_full_disk_is_told_from_a_broken_one_by_its_room(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address.of(str(tmp_path / "desk.db"))
    for free, is_full in ((0, True), (40_000, True), (10_000_000, False)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _path, free=free: SimpleNamespace(free=free))
        told = trouble.explained(engine.sqlite_module.OperationalError(said), address)
        assert ("is full" in str(told.reason)) is is_full
        assert ("Free some space" in str(told.remedy)) is is_full


def test_a_disk_that_does_not_say_how_full_it_is_is_not_called_full(tmp_path: Path) -> None:
    address = Address.of(str(tmp_path / "gone" / "desk.db"))
    told = trouble.explained(engine.sqlite_module.OperationalError("disk I/O error"), address)
    assert "does not read or write" in str(told.reason)


# A file that goes away


def test_a_file_that_was_moved_away_takes_no_more_visits(sqlite_address: Address) -> None:
    house = House(sqlite_address)
    house.check_in()
    path = sqlite_address.path
    assert path is not None
    away = path.with_name("away.db")
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).rename(away.with_name(away.name + part))
    for _ in range(2):
        assert "There is no database" in _told(house)
        with pytest.raises(StoreError):
            house.a.catch_up()
    for part in ("", "-wal", "-shm"):
        away.with_name(away.name + part).rename(path.with_name(path.name + part))
    assert house.check_in(key="k")["number"] == "I002"
    house.close()


def test_another_file_in_its_place_is_another_database(sqlite_address: Address, tmp_path: Path) -> None:
    house = House(sqlite_address)
    house.check_in()
    other = Address.of(str(tmp_path / "other.db"))
    create(other)
    elsewhere = House(other)
    elsewhere.open("1")
    elsewhere.close()
    house.a.something_changed()
    (tmp_path / "other.db").replace(sqlite_address.url)
    for part in ("-wal", "-shm"):
        Path(sqlite_address.url + part).unlink()
    assert house.a.something_changed()
    assert house.a.catch_up()
    assert list(house.day.counters) == ["1"]
    assert house.check_in()["number"] == "I001"
    house.close()


def test_a_disk_that_is_full_is_said_to_be(house: House) -> None:
    if not house.address.is_sqlite:
        return  # a server's disk is the server's to fill
    house.check_in()
    pages = house.a.store.connection.exec_driver_sql("PRAGMA page_count").scalar()
    house.a.store.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    name = "x" * 200_000
    with pytest.raises(StoreError, match="full"):
        house.check_in(name)
    assert house.check_in()["number"] == "I002"
    assert len(house.rows("visit")) == 2


# What is no address


@pytest.mark.parametrize(
    "text", ["", "mysql://x/y", "a\0b", "~nobody-of-that-name/x.db", "postgresql://user@host:port/x"]
)
def test_what_is_no_address_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageError) as error:
        Address.of(text)
    assert str(error.value).isprintable()


@pytest.mark.parametrize("name", ["a?b=1.db", "a#b.db", "100%.db", "ñandú 龍.db", "file:x.db", "x y.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    address = Address.of(str(tmp_path / name))
    assert create(address)
    house = House(address)
    assert house.check_in()["number"] == "I001"
    house.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_is_no_text_is_shown_all_the_same() -> None:
    assert Address.of("x\udcff.db").shown.isprintable()


def test_a_password_is_not_shown() -> None:
    assert Address.of("postgresql://ana:secret@host/desk").shown == "postgresql://ana:***@host/desk"


def test_a_wrong_statement_is_a_bug_and_no_trouble_of_the_database(house: House) -> None:
    with pytest.raises(Exception, match=r"(?i)syntax") as error, house.a.store.reading() as connection:
        connection.exec_driver_sql("SELEC 1")
    assert house.address.is_sqlite or not isinstance(error.value, StoreError)
    assert house.check_in()["number"] == "I001"


def test_visits_of_a_closed_terminal_are_read_by_opening_it_again(house: House) -> None:
    house.check_in()
    house.a.close()
    house.a.close()
    assert house.a.perform(do.CheckIn(services=("information",)))["number"] == "I002"
