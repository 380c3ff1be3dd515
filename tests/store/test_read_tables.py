"""What is made from the log says what the log says: after every step, and told anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.day import fold
from frontdesk.domain.records import records_of
from frontdesk.errors import StoreError
from frontdesk.replay import replay_recorded
from frontdesk.store import rebuild as rebuilding
from frontdesk.store import schema
from frontdesk.store.database import Store
from frontdesk.store.driver import Driver
from frontdesk.store.engine import Address
from frontdesk.store.log import Head
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, House, configuration
from tests.store.turmoil import turmoil

BANK = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank-1999-02-01-to-21.csv"
NOTHING = dict.fromkeys((table.name for table in schema.READ_TABLES), 0)


def test_the_read_tables_are_the_records_of_the_fold(house: House) -> None:
    assert turmoil(house, seed=1, steps=500) > 200
    visits: dict[str, Any] = {}
    legs: dict[tuple[str, int], Any] = {}
    phases: dict[tuple[str, int], Any] = {}
    days = house.a.store.days("main")
    assert len(days) > 2
    for row in days:
        day = fold(row.day, house.a.store.events(f"day/main/{row.day}")[0])
        for visit in day.visits.values():
            records = records_of(visit, row.day)
            visits |= {one.id: {"site": "main", **one._asdict()} for one in records.visits}
            legs |= {(one.visit, one.leg): one._asdict() for one in records.legs}
            phases |= {(one.visit, one.place): one._asdict() for one in records.phases if one.seconds is not None}
        carried = [found["id"] for found in house.rows("carried") if found["day"] == row.day]
        assert carried == (sorted(day.live) if day.closed else [])
        assert row.closed_at == (day.at if day.closed else None)
    assert house.rows("visit") == [visits[key] for key in sorted(visits)]
    assert house.rows("leg") == [legs[key] for key in sorted(legs)]
    assert house.rows("phase") == [phases[key] for key in sorted(phases)]


@pytest.mark.parametrize("seed", [2, 3])
def test_telling_the_log_anew_changes_nothing(house: House, seed: int) -> None:
    turmoil(house, seed, steps=300)
    before = house.read_tables()
    assert all(
        before[table] for table in ("day", "visit", "leg", "phase", "complaint", "promise", "promise_move", "quick")
    )
    assert rebuild(house.a.store) == NOTHING
    assert house.read_tables() == before
    assert verify(house.a.store, read_tables=True) == []


_SOMEBODY = "(SELECT min(id) FROM visit)"
_MEDDLING = (
    ("visit", f"UPDATE visit SET waiting_s = waiting_s + 1 WHERE id = {_SOMEBODY}"),
    ("visit", f"DELETE FROM visit WHERE id = {_SOMEBODY}"),
    ("visit", f"UPDATE visit SET id = 'x' || id WHERE id = {_SOMEBODY}"),
    ("leg", f"UPDATE leg SET service = 'z' WHERE visit = {_SOMEBODY} AND leg = 1"),
    ("phase", "DELETE FROM phase"),
    ("quick", "UPDATE quick SET n = 77 WHERE counter = (SELECT min(counter) FROM quick)"),
    ("complaint", "UPDATE complaint SET severity = 3"),
    ("promise", "UPDATE promise SET due_day = '2027-01-01'"),
    ("promise_move", "DELETE FROM promise_move"),
    ("carried", "DELETE FROM carried"),
    ("day", "UPDATE day SET opened_at = opened_at - 60"),
)


def test_a_visit_at_a_counter_that_is_taken_over_is_at_once_that_of_the_colleague(house: House) -> None:
    house.open("1")
    house.check_in()
    house.a.perform(do.CallNext(counter="1", actor="ana"))
    house.a.perform(do.Start(counter="1", actor="ana"))
    house.later(60)

    def staff() -> set[str]:
        assert rebuild(house.a.store) == NOTHING
        return {row["staff"] for table in ("visit", "leg") for row in house.rows(table)}

    house.a.perform(do.TakeOverCounter(counter="1", actor="zoe"))
    assert staff() == {"zoe"}
    house.a.perform(do.Undo(counter="1", actor="zoe"))
    assert staff() == {"ana"}


def test_rows_that_the_log_does_not_tell_are_found_and_put_right(house: House) -> None:
    turmoil(house, seed=2, steps=300)
    before = house.read_tables()
    for table, change in _MEDDLING:
        changed = house.change(change)
        assert changed > 0, change
        if "'x' || id" in change:
            changed += 1  # one is missing, and another one is there instead
        assert house.read_tables() != before
        assert [(one.stream, one.seq) for one in verify(house.a.store, read_tables=True)] == [(f"table {table}", None)]
        assert rebuild(house.a.store) == NOTHING | {table: changed}
        assert house.read_tables() == before
    assert rebuild(house.a.store) == NOTHING


def test_a_log_that_tells_no_story_is_not_told(house: House) -> None:
    turmoil(house, seed=2, steps=100)
    house.change("DELETE FROM event WHERE kind = 'CheckedIn'")
    before = house.read_tables()
    with pytest.raises(StoreError) as error:
        rebuild(house.a.store)
    assert "db verify" in str(error.value.remedy)
    assert house.read_tables() == before


def test_work_goes_on_after_telling_anew(house: House) -> None:
    house.open("1")
    house.check_in()
    rebuild(house.a.store)
    house.check_in()
    assert [house.serve()["number"] for _ in range(2)] == ["I001", "I002"]
    assert [row["outcome"] for row in house.rows("visit")] == ["served", "served"]


@pytest.mark.skipif(not BANK.exists(), reason="the bank's visits are not beside the checkout; they are no part of it")
def test_a_recorded_history_is_the_same_on_both_engines(sqlite_address: Address, postgresql_address: Address) -> None:
    told = []
    for address in (sqlite_address, postgresql_address):
        config = configuration().model_copy()
        done = replay_recorded(BANK, address, config, limit=1000)
        assert (done.rows, done.bad) == (1000, 0)
        store = Store(address)
        with store.reading() as connection:
            tables = (schema.event, schema.note, *schema.READ_TABLES)
            rows = {
                table.name: connection.execute(table.select().order_by(*table.primary_key)).all() for table in tables
            }
        assert rebuild(store) == NOTHING
        assert verify(store, read_tables=True) == []
        store.close()
        told.append({name: [tuple(row) for row in found] for name, found in rows.items()})
    assert len(told[0]["visit"]) == 1000
    assert len(told[0]["event"]) > 3000
    for name in ("visit", "leg", "phase", "day", "quick", "carried", "complaint"):
        assert told[0][name] == told[1][name]
    assert told[0] == told[1]


@pytest.mark.parametrize("seed", [2, 3, 7])
def test_others_work_while_the_log_is_told_and_only_what_was_wrong_is_put_right(
    house: House, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    turmoil(house, seed, steps=200)
    first = house.check_in()["visit"]
    house.change("UPDATE visit SET party = 9")
    house.change("DELETE FROM leg")
    wrong = len(house.rows("visit"))
    other, builder = house.terminal(), house.terminal()
    tell = rebuilding._tell
    told: list[int] = []

    def tell_and_work(driver: Driver, known: Mapping[str, Head]) -> dict[str, Head]:
        heads = tell(driver, known)
        told.append(len(known))
        if not known:
            house.check_in()
            other.perform(do.MarkLeft(visit=first, actor="rosa"))
            other.perform(do.CheckIn(services=("incidents",), new_visit="undone"))
            other.perform(do.Undo(visit="undone"))
            other.perform(do.CloseDay(actor="rosa"))
        return heads

    monkeypatch.setattr(rebuilding, "_tell", tell_and_work)
    assert rebuild(builder.store)["visit"] == wrong
    monkeypatch.undo()
    assert told[0] == 0 < told[1]
    assert verify(builder.store, read_tables=True) == []
    assert rebuild(builder.store) == NOTHING
    assert [row["outcome"] for row in house.rows("visit") if row["id"] == first] == ["left"]


def test_a_terminal_that_has_long_been_at_work_can_tell_the_log_anew(house: House) -> None:
    """A server prepares what a connection says often, for the real tables: what is told must not go there."""
    for _ in range(8):
        house.check_in()
        house.later(DAY)
        house.a.roll_over()
    assert rebuild(house.a.store) == NOTHING
    house.later(DAY)
    house.a.roll_over()
    assert verify(house.a.store, read_tables=True) == []
