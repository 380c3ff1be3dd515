"""The doctor sees what could do harm to a database, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.errors import StoreError
from frontdesk.store import doctor, engine
from frontdesk.store.doctor import Check, contents, surroundings
from frontdesk.store.engine import Address, make_engine
from tests.postgres import Server
from tests.store.house import NINE, House


def _by_name(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def _unwell(checks: list[Check]) -> dict[str, str]:
    assert all(check.remedy is not None for check in checks if not check.well and check.name != "SQLite")
    return {check.name: str(check.sentence) for check in checks if not check.well}


def _now(house: House) -> float:
    return house.a.store.server_time() or NINE


def test_a_database_in_use_is_well(house: House) -> None:
    house.check_in()
    checks = list(contents(house.address, _now(house)))
    if house.address.is_sqlite:
        assert _unwell(checks) == {}
        assert str(_by_name(checks)["Writing"].sentence) == "journal wal, synchronous FULL"
    else:
        assert _unwell(checks) == {}
        assert str(_by_name(checks)["PostgreSQL"].sentence).startswith("18.")
    assert str(_by_name(checks)["Database"].sentence).endswith("last event Mon 23 Nov 2026 09:00 UTC")


def test_a_server_that_forgets_at_a_power_cut_is_told(
    postgresql_address: Address, server: Server, shared_database: str
) -> None:
    server.say(f"ALTER DATABASE {shared_database} SET synchronous_commit = off")
    now = float(server.say("SELECT extract(epoch FROM clock_timestamp())")[0][0])
    try:
        assert list(_unwell(list(contents(postgresql_address, now)))) == ["Writing"]
    finally:
        server.say(f"ALTER DATABASE {shared_database} RESET synchronous_commit")


def test_a_database_without_anything_in_it_is_well(house: House) -> None:
    assert "nothing in it yet" in str(_by_name(list(contents(house.address, _now(house))))["Database"].sentence)


def test_a_damaged_page_is_found_before_anybody_needs_it(sqlite_address: Address) -> None:
    house = House(sqlite_address)
    for _ in range(60):
        house.check_in("somebody")
    house.close()
    path = Path(sqlite_address.url)
    with make_engine(sqlite_address).connect() as connection:
        page = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_note_visit'"
        ).scalar_one()
    pages = bytearray(path.read_bytes())
    at = (page - 1) * 4096
    pages[at + 8 : at + 64] = b"\xa5" * 56
    path.write_bytes(pages)
    found = _unwell(list(contents(sqlite_address, NINE)))
    assert list(found) == ["Pages"]
    assert found["Pages"].startswith("damaged: ")


def test_what_a_file_depends_on(sqlite_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [check.name for check in surroundings(sqlite_address)] == ["SQLite", "Disk"]
    monkeypatch.setattr(engine, "sqlite_version", lambda: "3.40.1")
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 10**15)
    assert list(_unwell(list(surroundings(sqlite_address)))) == ["SQLite", "Disk"]
    assert [check.name for check in surroundings(Address.of("/no/such/folder/desk.db"))] == ["SQLite"]


def test_a_server_has_its_own_disk(postgresql_address: Address) -> None:
    assert list(surroundings(postgresql_address)) == []


def test_a_clock_far_from_the_server_s_is_told(postgresql_address: Address, server: Server) -> None:
    at = float(server.say("SELECT extract(epoch FROM clock_timestamp())")[0][0])
    for apart in (0, 60):
        check = _by_name(list(contents(postgresql_address, at + apart)))["Server clock"]
        assert check.well == (apart == 0)
    assert str(check.sentence).startswith(("59.", "60."))


def test_a_journal_that_was_not_taken_in_is_told(sqlite_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(sqlite_address)
    house.check_in()
    monkeypatch.setattr(doctor, "LARGE_LOG", 1000)
    assert list(_unwell(list(contents(sqlite_address, NINE)))) == ["Journal"]
    house.close()


def test_a_database_that_cannot_be_used_raises_what_is_wrong_with_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        list(contents(Address.of(str(tmp_path / "none.db")), NINE))
