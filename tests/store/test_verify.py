"""Whoever changes a closed day is found out: what was changed, added, removed or moved, and the first place of it."""

from __future__ import annotations

import json

import pytest

from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.seals import shown_seal
from frontdesk.store.database import Store
from frontdesk.store.driver import Driver
from frontdesk.store.log import FIRST_DIGEST, digest_of, read_rows
from frontdesk.store.verify import verify, verify_seal
from tests.store.house import DAY, House
from tests.store.turmoil import turmoil

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"day/main/2026-11-{day}" for day in (23, 24, 25, 26))
COMPLAINT = "complaint/main/Q-2026-0001"


@pytest.fixture
def house(house: House) -> House:
    """Three closed days with a complaint on the second, and a fourth that runs."""
    for day in range(4):
        house.open("1")
        for n in range(3):
            house.check_in(f"customer {n}", key=f"{day}-{n}")
        house.serve()
        if day == 1:
            text = house.a.note("was rude")
            assert text is not None
            house.a.perform(do.OpenComplaint(cause="courtesy", text=text, key="complaint"))
        house.a.perform(do.CloseCounter(counter="1", actor="ana"))
        if day < 3:
            house.later(DAY)
    return house


def _found(house: House) -> list[tuple[str, int | None]]:
    findings = verify(house.a.store)
    assert all(str(one.sentence) for one in findings)
    return [(one.stream, one.seq) for one in findings]


def test_a_log_as_it_was_written_is_whole(house: House) -> None:
    assert _found(house) == []
    assert verify(house.a.store, read_tables=True) == []


@pytest.mark.parametrize("seed", [4, 5])
def test_whatever_happens_in_the_desk_the_log_is_whole(address: object, seed: int) -> None:
    house = House(address)  # type: ignore[arg-type]
    turmoil(house, seed, steps=300)
    assert _found(house) == []
    house.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET at = at - 1",
        "UPDATE event SET actor = 'eve'",
        "UPDATE event SET counter = '2'",
        "UPDATE event SET kind = 'Removed'",
        "UPDATE event SET data = replace(data, ':', ': ')",
        "UPDATE event SET digest = '0123456789abcdef0123456789abcdef'",
    ],
)
def test_an_event_that_was_changed_is_found(house: House, change: str) -> None:
    assert house.change(f"{change} WHERE stream = '{TUESDAY}' AND seq = 5") == 1
    assert _found(house)[0] == (TUESDAY, 5)


def test_an_event_that_was_removed_is_found(house: House) -> None:
    house.change(f"DELETE FROM event WHERE stream = '{TUESDAY}' AND seq = 5")
    assert _found(house) == [(TUESDAY, 5)]


def test_an_event_that_was_removed_is_found_also_when_the_others_close_up(house: House) -> None:
    house.change(f"DELETE FROM event WHERE stream = '{TUESDAY}' AND seq = 5")
    for seq in range(6, 12):
        house.change(f"UPDATE event SET seq = {seq - 1} WHERE stream = '{TUESDAY}' AND seq = {seq}")
    assert _found(house) == [(TUESDAY, 5)]


def test_an_event_that_was_put_in_is_found(house: House) -> None:
    for seq in range(30, 4, -1):
        house.change(f"UPDATE event SET seq = {seq + 1} WHERE stream = '{TUESDAY}' AND seq = {seq}")
    house.change(
        "INSERT INTO event SELECT stream, 5, at, 'QuicklyServed', actor, '1', '{}', digest "
        f"FROM event WHERE stream = '{TUESDAY}' AND seq = 4"
    )
    assert _found(house) == [(TUESDAY, 5)]


def test_events_that_changed_places_are_found(house: House) -> None:
    for before, after in ((5, 500), (6, 5), (500, 6)):
        house.change(f"UPDATE event SET seq = {after} WHERE stream = '{TUESDAY}' AND seq = {before}")
    assert _found(house) == [(TUESDAY, 5)]


def test_an_event_that_was_moved_to_another_day_is_found(house: House) -> None:
    last = len(house.a.store.events(WEDNESDAY)[0])
    house.change(f"UPDATE event SET stream = '{WEDNESDAY}', seq = {last + 1} WHERE stream = '{TUESDAY}' AND seq = 5")
    assert _found(house) == [(TUESDAY, 5), (WEDNESDAY, last + 1)]


@pytest.mark.parametrize("beside", [False, True])
def test_a_missing_day_is_found(house: House, beside: bool) -> None:
    house.change(f"DELETE FROM event WHERE stream = '{TUESDAY}'")
    if beside:
        house.change("DELETE FROM day WHERE day = '2026-11-24'")
        house.change(f"DELETE FROM command WHERE stream = '{TUESDAY}'")
    assert _found(house) == [(TUESDAY, None)]


def test_the_first_day_missing_is_found(house: House) -> None:
    for table in ("event", "command"):
        house.change(f"DELETE FROM {table} WHERE stream = '{MONDAY}'")
    house.change("DELETE FROM day WHERE day = '2026-11-23'")
    assert _found(house) == [(MONDAY, None)]


def test_the_last_day_missing_is_found(house: House) -> None:
    house.change(f"DELETE FROM event WHERE stream = '{THURSDAY}'")
    assert _found(house) == [(THURSDAY, None)]


def test_a_day_that_was_added_is_found(house: House) -> None:
    house.change(f"DELETE FROM event WHERE stream = '{WEDNESDAY}' AND kind <> 'DayOpened'")
    _write_anew(house, WEDNESDAY, '"previous_day":"2026-11-24"', '"previous_day":"2026-11-23"')
    assert (WEDNESDAY, 1) in _found(house)
    house.change(f"UPDATE event SET stream = 'day/main/2026-11-22' WHERE stream = '{WEDNESDAY}'")
    assert ("day/main/2026-11-22", 1) in _found(house)


def test_events_cut_off_at_the_end_of_the_day_that_runs_are_found(house: House) -> None:
    assert house.change(f"DELETE FROM event WHERE stream = '{THURSDAY}' AND seq >= 3") > 1
    assert _found(house) == [(THURSDAY, 3)]


def _write_anew(house: House, stream: str, old: str, new: str) -> None:
    """Change events as somebody does who knows how their digests are made."""
    previous = FIRST_DIGEST
    with house.a.store.reading() as connection:
        rows = read_rows(Driver(connection), stream)
    for row in rows:
        data = row.data.replace(old, new)
        previous = digest_of(previous, stream, row.seq, row.at, row.kind, row.actor, row.counter, data)
        assert house.change(
            "UPDATE event SET data = :data, digest = :digest WHERE stream = :stream AND seq = :seq",
            **{"data": data, "digest": previous, "stream": stream, "seq": row.seq},
        )
    assert old in str(rows)


def test_a_day_that_was_written_anew_no_longer_has_the_seal_that_the_next_began_with(house: House) -> None:
    _write_anew(house, TUESDAY, '"segment":"regular"', '"segment":"gold"')
    assert _found(house) == [(TUESDAY, len(house.a.store.events(TUESDAY)[0]))]
    with house.a.store.reading() as connection:
        last = read_rows(Driver(connection), TUESDAY)[-1]
    house.change("UPDATE day SET seal = :seal WHERE day = '2026-11-24'", seal=last.digest)
    assert _found(house) == [(TUESDAY, last.seq)], "the next day has kept the seal that it began with"


def test_the_last_closed_day_written_anew_is_not_the_one_that_was_sealed(house: House) -> None:
    house.a.perform(do.CloseDay(actor="lea"))
    _write_anew(house, THURSDAY, '"segment":"regular"', '"segment":"gold"')
    assert _found(house) == [(THURSDAY, len(house.a.store.events(THURSDAY)[0]))]


def test_a_complaint_that_is_missing_changed_or_added_is_found(house: House) -> None:
    row = house.rows("event")[0]
    assert row["stream"] == COMPLAINT
    _write_anew(house, COMPLAINT, '"cause":"courtesy"', '"cause":"wait"')
    assert _found(house) == [(COMPLAINT, 1)]
    _write_anew(house, COMPLAINT, '"cause":"wait"', '"cause":"courtesy"')
    assert _found(house) == []
    house.change(f"UPDATE event SET stream = 'complaint/main/Q-2026-0002' WHERE stream = '{COMPLAINT}'")
    _write_anew(house, "complaint/main/Q-2026-0002", '"Q-2026-0001"', '"Q-2026-0002"')
    assert _found(house) == [(COMPLAINT, None), ("complaint/main/Q-2026-0002", 1)]


def test_a_text_that_was_changed_is_found_and_one_that_was_erased_is_not(house: House) -> None:
    house.change(f"UPDATE note SET text = 'was charming' WHERE stream = '{COMPLAINT}'")
    assert _found(house) == [(COMPLAINT, 1)]
    house.change("DELETE FROM note")
    assert _found(house) == []


def test_an_event_that_is_no_json_any_more_is_found(house: House) -> None:
    for seq in (1, len(house.a.store.events(TUESDAY)[0])):
        house.change(f"UPDATE event SET data = 'x' WHERE stream = '{TUESDAY}' AND seq = {seq}")
    assert (TUESDAY, 1) in _found(house)


# Seals


def test_a_seal_is_known_again_in_either_form(house: House) -> None:
    digest = house.a.store.days("main")[1].seal
    assert digest is not None
    short = shown_seal(digest)
    assert short == f"{digest[:4]}-{digest[4:8]}"
    for seal in (digest, short, short.upper(), f" {digest[:4]} {digest[4:8]} "):
        assert verify_seal(house.a.store, "main", "2026-11-24", seal) == []


@pytest.mark.parametrize("seal", ["0000-0000", "", "7f3a"])
def test_another_seal_is_not(house: House, seal: str) -> None:
    (finding,) = verify_seal(house.a.store, "main", "2026-11-24", seal)
    assert finding.stream == TUESDAY
    digest = house.a.store.days("main")[1].seal
    assert digest is not None
    assert shown_seal(digest) in str(finding.sentence)
    assert [one.stream for one in verify_seal(house.a.store, "main", "2026-11-24", digest[:7])] == [TUESDAY]


def test_a_day_that_runs_has_no_seal_and_one_that_never_was_neither(house: House) -> None:
    assert len(verify_seal(house.a.store, "main", "2026-11-26", "0000-0000")) == 1
    assert len(verify_seal(house.a.store, "main", "2026-11-20", "0000-0000")) == 1


def test_a_whole_database_written_anew_is_betrayed_by_a_seal_on_paper(house: House) -> None:
    on_paper = shown_seal(str(house.a.store.days("main")[0].seal))
    before = [house.a.store.days("main")[n].seal for n in range(3)]
    _write_anew(house, MONDAY, '"segment":"regular"', '"segment":"gold"')
    for n, (day, stream) in enumerate(((23, MONDAY), (24, TUESDAY), (25, WEDNESDAY))):
        with house.a.store.reading() as connection:
            digest = read_rows(Driver(connection), stream)[-1].digest
        house.change("UPDATE day SET seal = :seal WHERE day = :day", seal=digest, day=f"2026-11-{day}")
        following = (TUESDAY, WEDNESDAY, THURSDAY)[n]
        _write_anew(house, following, str(before[n]), digest)
    assert _found(house) == []
    assert len(verify_seal(house.a.store, "main", "2026-11-23", on_paper)) == 1


def test_a_seal_does_not_hold_when_a_day_before_it_was_changed(house: House) -> None:
    seal = str(house.a.store.days("main")[1].seal)
    house.change(f"UPDATE event SET actor = 'eve' WHERE stream = '{THURSDAY}' AND seq = 3")
    assert verify_seal(house.a.store, "main", "2026-11-24", seal) == []
    house.change(f"UPDATE event SET actor = 'eve' WHERE stream = '{MONDAY}' AND seq = 3")
    assert [one.stream for one in verify_seal(house.a.store, "main", "2026-11-24", seal)] == [MONDAY]


def test_two_sites_in_one_database_are_two_chains(house: House) -> None:
    harbour = Configuration.model_validate({"site": {"id": "harbour_1", "zone": "UTC"}})
    desk = Desk(Store(house.address), harbour, house.clock)
    assert desk.perform(do.CheckIn(services=("information",), key="0-0"))["number"] == "I001"
    text = desk.note("was rude")
    assert text is not None
    assert desk.perform(do.OpenComplaint(cause="courtesy", text=text))["complaint"] == "Q-2026-0001"
    house.later(DAY)
    desk.perform(do.CheckIn(services=("information",)))
    house.check_in()
    assert _found(house) == []
    assert verify(house.a.store, read_tables=True) == []
    closed = json.loads(next(row for row in house.rows("event") if row["kind"] == "DayClosed")["data"])
    assert [head.split(" ")[0] for head in closed["heads"]] == ["complaint/harbour_1/Q-2026-0001"]
    desk.close()
