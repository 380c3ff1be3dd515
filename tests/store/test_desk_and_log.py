"""What the desk does reaches the log whole, in order, once."""

from __future__ import annotations

import itertools
import json

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.day import fold
from frontdesk.errors import Refused
from frontdesk.store.database import PlaceTaken
from frontdesk.store.log import Head, digest_of
from tests.store.house import NINE, House

MONDAY = "day/main/2026-11-23"


def test_what_one_terminal_does_the_other_sees(house: House) -> None:
    other = house.terminal()
    house.open("1")
    came = house.check_in("Zoë Quist")
    assert other.catch_up()
    assert other.snapshot == house.a.snapshot
    day = other.snapshot.day
    assert day is not None
    assert other.snapshot.text(day.visits[came["visit"]].name) == "Zoë Quist"
    assert not other.catch_up()


def test_the_log_tells_the_day(house: House) -> None:
    house.open("1")
    for _ in range(3):
        house.check_in()
        house.later(30)
    house.serve()
    records, head = house.terminal().store.events(MONDAY)
    assert head is not None
    assert [record.seq for record in records] == list(range(1, head.seq + 1))
    assert fold("2026-11-23", records) == house.day


def test_each_event_is_chained_to_the_one_before(house: House) -> None:
    house.open("1")
    house.check_in()
    house.serve()
    previous = ""
    rows = house.rows("event")
    assert len(rows) == 6
    for row in rows:
        assert row.pop("digest") == (previous := digest_of(previous, **row))


def test_instants_are_whole_seconds_and_never_go_back(house: House) -> None:
    house.check_in()
    house.clock.at = NINE + 90.75  # type: ignore[assignment]
    house.check_in()
    house.clock.at = NINE - 500
    house.check_in()
    assert [row["at"] for row in house.rows("event")] == [NINE, NINE, NINE + 90, NINE + 90]


def test_the_place_in_the_stream_is_the_lock(house: House) -> None:
    house.check_in()
    records, head = house.a.store.events(MONDAY)
    assert head is not None
    with pytest.raises(PlaceTaken), house.a.store.writing("main") as transaction:
        transaction.append(MONDAY, Head(head.seq - 1, head.at, head.digest), NINE, records[-1:])
    assert house.a.store.events(MONDAY) == (records, head)


def test_a_terminal_that_was_overtaken_tries_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = house.check_in()
    other = house.terminal()
    other.catch_up()
    house.check_in()
    # This once, the other terminal does not look at what has happened since it last did.
    catch_up, looks = other._catch_up, itertools.count()
    monkeypatch.setattr(other, "_catch_up", lambda reader: next(looks) and catch_up(reader))
    third = other.perform(do.CheckIn(services=("information",)))
    assert next(looks) > 1
    assert [first["number"], third["number"]] == ["I001", "I003"]


def test_a_refused_command_leaves_nothing(house: House) -> None:
    house.open("1")
    before = house.rows("event"), house.rows("command"), house.day
    with pytest.raises(Refused) as refusal:
        house.a.perform(do.CallNext(counter="1", actor="ana", key="k"))
    assert refusal.value.code == "nobody_waiting"
    assert (house.rows("event"), house.rows("command"), house.day) == before


# Keys


def test_the_same_key_twice_does_it_once_and_answers_the_same(house: House) -> None:
    command = do.CheckIn(services=("information",), key="slip-7")
    first = house.a.perform(command)
    house.later(600)
    assert house.terminal().perform(command) == first
    assert len(house.day.visits) == 1


def test_a_key_is_remembered_over_the_end_of_the_day(house: House) -> None:
    house.open("1")
    house.check_in()
    call = do.CallNext(counter="1", actor="ana", key="call-1")
    first = house.a.perform(call)
    house.later(86400)
    fresh = house.terminal()
    assert fresh.perform(call) == first
    fresh.catch_up()
    house.check_in()
    assert fresh.perform(call) == first


def test_a_key_for_another_request_is_refused(house: House) -> None:
    house.a.perform(do.CheckIn(services=("information",), key="k"))
    for other in (do.CheckIn(services=("incidents",), key="k"), do.OpenCounter(counter="1", key="k")):
        with pytest.raises(Refused) as refusal:
            house.a.perform(other)
        assert refusal.value.code == "key_reused"
    assert len(house.day.visits) == 1


def test_a_key_is_free_again_after_a_refusal(house: House) -> None:
    house.open("1")
    call = do.CallNext(counter="1", actor="ana", key="k")
    with pytest.raises(Refused):
        house.a.perform(call)
    house.check_in()
    assert house.a.perform(call)["number"] == "I001"


def test_the_same_words_under_the_same_key_are_the_same_request(house: House) -> None:
    commands = [
        do.CheckIn(services=("information",), name=house.a.note("Ann"), key="k"),
        do.CheckIn(services=("information",), name=house.a.note("Ann"), key="k"),
    ]
    assert commands[0].name != commands[1].name
    assert house.a.perform(commands[0]) == house.a.perform(commands[1])


def test_a_transaction_that_failed_leaves_no_secret_behind(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unplugged(Exception):
        pass

    def unplugged(*_: object) -> None:
        raise Unplugged

    command = do.CheckIn(services=("information",), key="k")
    with monkeypatch.context() as patched:
        patched.setattr("frontdesk.store.writing.Writing.flush", unplugged)
        with pytest.raises(Unplugged):
            house.a.perform(command)
    other = house.terminal()
    first = other.perform(command)
    assert house.a.perform(command) == first
    assert {row["key"] for row in house.rows("about")} == {"origin", "secret"}


# What is said of people


def test_no_personal_data_stand_in_events_or_answers(house: House) -> None:
    said = {"name": "Beatrix Potter", "reason": "forgot her glasses", "note": "prefers Tuesdays", "text": "was rude"}
    house.open("1")
    came = house.check_in(said["name"], key="a")
    house.a.perform(do.AddNote(visit=came["visit"], note=house.a.note(said["note"]), key="b"))  # type: ignore[arg-type]
    house.a.perform(do.Hold(visit=came["visit"], reason=house.a.note(said["reason"]), key="c"))
    house.a.perform(do.OpenComplaint(cause="courtesy", text=house.a.note(said["text"]), key="d"))
    kept_apart = {row["text"] for row in house.rows("note")}
    assert kept_apart == set(said.values())
    for table in ("event", "command", "visit", "complaint"):
        written = json.dumps(house.rows(table), ensure_ascii=False)
        assert written.count(came["visit"]) or table == "complaint"
        assert not [text for text in said.values() if text in written or text.split()[0] in written]


def test_an_erased_text_leaves_the_history_whole(house: House) -> None:
    came = house.check_in("Beatrix Potter")
    before = house.rows("event")
    house.change("DELETE FROM note")
    fresh = house.terminal()
    fresh.catch_up()
    day = fresh.snapshot.day
    assert day is not None
    assert fresh.snapshot.text(day.visits[came["visit"]].name) is None
    assert house.rows("event") == before
