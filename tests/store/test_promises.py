"""Promises outlive the day: their streams, rows, seals and numbers, and two terminals that end the same one."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.errors import FrontdeskError, Refused
from frontdesk.store import history
from frontdesk.store.driver import Driver
from frontdesk.store.log import digest_of, read_rows
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify, verify_seal
from tests.store.house import DAY, HOUR, NINE, House
from tests.store.test_read_tables import NOTHING

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
FIRST = "promise/main/P-2026-0001"


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _promise(house: House, due_day: date = TUESDAY, text: str = "call Ann [/x] back", **more: Any) -> str:
    values: dict[str, Any] = {"text": _note(house, text), "due_day": due_day, "actor": "ana"}
    return str(house.a.perform(do.MakePromise(**(values | more)))["promise"])


def _keep(house: House, number: str, **more: Any) -> dict[str, Any]:
    return house.a.perform(do.KeepPromise(number=number, actor="eva", **more))


def _move(house: House, number: str, due_day: date) -> dict[str, Any]:
    reason = _note(house, "no parts for Ann")
    return house.a.perform(do.MovePromise(number=number, due_day=due_day, reason=reason, actor="eva"))


def test_promises_are_numbered_through_the_year_beside_complaints(house: House) -> None:
    assert [_promise(house), _promise(house)] == ["P-2026-0001", "P-2026-0002"]
    text = _note(house, "was rude")
    assert house.a.perform(do.OpenComplaint(cause="courtesy", text=text))["complaint"] == "Q-2026-0001"
    house.later(60 * DAY)
    assert _promise(house, date(2027, 2, 1)) == "P-2027-0001"


def test_a_promise_to_a_customer_who_is_not_here_stands_in_the_file(house: House) -> None:
    for number in ("C-1", "C-2", "C-3"):
        house.a.perform(do.AddCustomer(full_name=f"Ann {number}", number=number))
    house.a.perform(do.MergeCustomers(number="C-1", other="C-2"))
    house.open("1")
    house.check_in("Bob")
    house.a.perform(do.CallNext(counter="1"))
    hers = _promise(house, customer="C-1", counter="1"), _promise(house, customer="C-2")
    file = Archive(house.a).customer_file("C-1")
    assert file is not None
    assert {(one.record.number, one.record.visit) for one in file.promises} == {(one, None) for one in hers}
    house.a.erase(do.EraseCustomer(number="C-3", confirmed=True))
    with pytest.raises(Refused, match="customer_erased"):
        _promise(house, customer="C-3")
    assert not any(rebuild(house.a.store).values())
    assert verify(house.a.store, read_tables=True) == []


def test_promises_of_one_transaction_get_numbers_of_their_own_and_can_be_kept_in_it(house: House) -> None:
    with house.a.together():
        numbers = [_promise(house) for _ in range(3)]
        assert _keep(house, numbers[1])["state"] == "kept"
    assert [(row["number"], row["status"]) for row in house.rows("promise")] == [
        ("P-2026-0001", "open"),
        ("P-2026-0002", "kept"),
        ("P-2026-0003", "open"),
    ]


def test_a_promise_holds_what_it_is_about_and_no_word_of_it(house: House) -> None:
    house.open("1")
    came = house.check_in()
    house.a.perform(do.CallNext(counter="1", actor="ana"))
    number = _promise(house, counter="1", owner="eva")
    _move(house, number.lower(), WEDNESDAY)
    (row,) = house.rows("promise")
    assert (row["visit"], row["counter"], row["actor"], row["owner"]) == (came["visit"], "1", "ana", "eva")
    assert (row["day"], row["first_due_day"], row["due_day"]) == ("2026-11-23", "2026-11-24", "2026-11-25")
    (moved,) = house.rows("promise_move")
    assert (moved["place"], moved["due_day"], moved["actor"]) == (1, "2026-11-25", "eva")
    for table in ("event", "command", "promise", "promise_move"):
        assert "Ann" not in str(house.rows(table))
    (told,) = Archive(house.a).promises()
    assert (told.text, told.reason, told.reasons_to_move) == ("call Ann [/x] back", "", ("no parts for Ann",))
    house.change("DELETE FROM note")
    assert Archive(house.a).promises()[0].text == ""
    assert verify(house.a.store, read_tables=True) == []


def test_a_repetition_under_the_same_key_is_answered_and_done_once(house: House) -> None:
    first = house.a.perform(do.MakePromise(text=_note(house, "x"), due_day=TUESDAY, key="k"))
    again = house.a.perform(do.MakePromise(text=_note(house, "x"), due_day=TUESDAY, key="k"))
    assert (first, len(house.rows("promise"))) == (again, 1)
    kept = _keep(house, "P-2026-0001", key="l")
    assert kept["state"] == "kept"
    house.later(DAY)
    assert house.terminal().perform(do.KeepPromise(number="P-2026-0001", actor="eva", key="l")) == kept
    with pytest.raises(Refused) as refusal:
        house.a.perform(do.KeepPromise(number="P-2026-0002", actor="eva", key="l"))
    assert refusal.value.code == "key_reused"


def test_a_number_that_no_promise_has_is_refused(house: House) -> None:
    _promise(house)
    for number in ("P-2026-0002", "Q-2026-0001", "P001", "x/P-2026-0001", "\x00", "'; DROP TABLE promise; --"):
        with pytest.raises(Refused) as refusal:
            _keep(house, number)
        assert refusal.value.code == "unknown_promise"
    assert [row["status"] for row in house.rows("promise")] == ["open"]


def test_a_promise_is_kept_after_the_day_was_closed_and_weeks_later(house: House) -> None:
    one, other = _promise(house), _promise(house)
    house.a.perform(do.CloseDay(actor="lea"))
    house.later(HOUR)
    assert _keep(house, one)["kept_late"] is False
    house.later(9 * DAY)
    assert _keep(house, other)["kept_late"] is True
    assert verify(house.a.store, read_tables=True) == []


def test_of_two_terminals_that_end_the_same_promise_one_is_told_that_it_has_ended(house: House) -> None:
    numbers = [_promise(house) for _ in range(6)]
    reason = _note(house, "no time")
    commands: list[list[do.FollowUp]] = [
        [do.KeepPromise(number=number, actor="ana") for number in numbers],
        [do.BreakPromise(number=number, actor="eva", reason=reason._replace(id=number)) for number in numbers],
    ]
    at_once = Barrier(2)

    def end(those: list[do.FollowUp]) -> list[str]:
        desk, answers = house.terminal(), []
        for command in those:
            at_once.wait(60)
            try:
                answers.append(str(desk.perform(command)["state"]))
            except FrontdeskError as error:
                answers.append(str(error))
        return answers

    with ThreadPoolExecutor(2) as two:
        told = list(two.map(end, commands))
    rows = {row["number"]: row["status"] for row in house.rows("promise")}
    for number, *answers in zip(numbers, *told, strict=True):
        won = [answer for answer in answers if answer in ("kept", "broken")]
        refused = [answer for answer in answers if answer.startswith("wrong_state")]
        assert (len(won), len(refused)) == (1, 1), answers
        assert rows[number] == won[0]
        assert f"{number} was {won[0]} on Mon 23 Nov 2026." in refused[0]
        assert len(house.a.store.events(f"promise/main/{number}")[0]) == 2
    assert verify(house.a.store, read_tables=True) == []


def test_instants_of_a_stream_never_go_back(house: House) -> None:
    house.check_in()
    house.later(HOUR)
    number = _promise(house)
    house.clock.at -= 60
    _keep(house, number)
    assert [record.at for record in house.a.store.events(FIRST)[0]] == [NINE + HOUR, NINE + HOUR]


# Seals


def _sealed(house: House, day: date) -> list[str]:
    for record in house.a.store.events(f"day/main/{day.isoformat()}")[0]:
        if record.event.kind == "DayClosed":
            return [head.rsplit(" ", 1)[0].removeprefix("promise/main/") for head in record.event.heads]  # type: ignore[attr-defined]
    raise AssertionError(day)


def test_each_close_seals_the_promises_that_changed_since_the_one_before(house: House) -> None:
    one, other = _promise(house, WEDNESDAY), _promise(house, WEDNESDAY)
    _move(house, other, TUESDAY)
    house.later(DAY)
    _keep(house, one)
    house.later(DAY)
    house.check_in()
    assert _sealed(house, MONDAY) == [f"{one} 1", f"{other} 2"]
    assert _sealed(house, TUESDAY) == [f"{one} 2"]
    assert verify(house.a.store, read_tables=True) == []


def test_a_promise_that_goes_on_after_the_seal_does_not_break_it(house: House) -> None:
    number = _promise(house, WEDNESDAY)
    answer = house.a.perform(do.CloseDay(actor="lea"))
    house.later(60)
    _move(house, number, TUESDAY)
    late = _promise(house)
    assert verify(house.a.store) == []
    assert verify_seal(house.a.store, "main", MONDAY.isoformat(), str(answer["seal"])) == []
    house.later(DAY)
    _keep(house, late)
    house.later(DAY)
    house.check_in()
    assert _sealed(house, TUESDAY) == [f"{number} 2", f"{late} 2"]
    assert verify_seal(house.a.store, "main", MONDAY.isoformat(), str(answer["seal"])) == []


@pytest.fixture
def sealed(house: House) -> House:
    """A promise that was made and moved on Monday, and kept late on Wednesday; both days are sealed."""
    number = _promise(house)
    _move(house, number, MONDAY)
    house.later(2 * DAY)
    _keep(house, number)
    house.later(DAY)
    house.check_in()
    assert verify(house.a.store, read_tables=True) == []
    return house


def _found(house: House) -> list[tuple[str, int | None]]:
    return [(one.stream, one.seq) for one in verify(house.a.store)]


def _write_anew(house: House, old: str, new: str) -> None:
    """Change a promise as somebody does who knows how its digests are made."""
    previous = ""
    with house.a.store.reading() as connection:
        rows = read_rows(Driver(connection), FIRST)
    for row in rows:
        data = row.data.replace(old, new)
        previous = digest_of(previous, FIRST, row.seq, row.at, row.kind, row.actor, row.counter, data)
        house.change(
            "UPDATE event SET data = :data, digest = :digest WHERE stream = :stream AND seq = :seq",
            **{"data": data, "digest": previous, "stream": FIRST, "seq": row.seq},
        )
    assert old in str(rows)


def test_a_promise_that_was_changed_after_the_seal_is_found(sealed: House) -> None:
    _write_anew(sealed, '"due_day":"2026-11-23"', '"due_day":"2026-11-26"')
    assert _found(sealed) == [(FIRST, 2)]


def test_the_end_of_a_promise_that_was_cut_off_is_found(sealed: House) -> None:
    sealed.change(f"DELETE FROM event WHERE stream = '{FIRST}' AND seq = 3")
    assert _found(sealed) == [(FIRST, 3)]
    sealed.change(f"DELETE FROM event WHERE stream = '{FIRST}'")
    assert _found(sealed) == [(FIRST, None)]


def test_an_event_that_was_slipped_in_before_a_seal_is_found(house: House) -> None:
    number = _promise(house)
    house.later(DAY)
    house.check_in()
    _keep(house, number)
    assert _found(house) == []
    with house.a.store.reading() as connection:
        first, kept = read_rows(Driver(connection), FIRST)
    data = json.dumps({"day": "2026-11-23"}, separators=(",", ":"))
    digest = digest_of(first.digest, FIRST, 2, NINE + 60, kept.kind, kept.actor, kept.counter, data)
    house.change(
        "UPDATE event SET at = :at, data = :data, digest = :digest WHERE stream = :stream AND seq = 2",
        **{"at": NINE + 60, "data": data, "digest": digest, "stream": FIRST},
    )
    assert _found(house) == [(FIRST, 2)]


def test_a_promise_that_was_added_after_the_seal_is_found(sealed: House) -> None:
    sealed.change(f"UPDATE event SET stream = '{FIRST[:-1]}2' WHERE stream = '{FIRST}'")
    assert (FIRST, None) in _found(sealed)
    assert (f"{FIRST[:-1]}2", 1) in _found(sealed)


# Rows


def test_the_rows_of_promises_are_made_anew_from_the_log(sealed: House) -> None:
    before = sealed.rows("promise"), sealed.rows("promise_move")
    sealed.change("UPDATE promise SET status = 'open', ended_day = NULL")
    sealed.change("DELETE FROM promise_move")
    assert {one.stream for one in verify(sealed.a.store, read_tables=True)} == {"table promise", "table promise_move"}
    assert rebuild(sealed.a.store) == NOTHING | {"promise": 1, "promise_move": 1}
    assert (sealed.rows("promise"), sealed.rows("promise_move")) == before
    assert rebuild(sealed.a.store) == NOTHING


def test_history_has_the_promises_that_lived_on_these_days(house: House) -> None:
    kept, broken, open_ = _promise(house), _promise(house), _promise(house)
    _keep(house, kept)
    house.later(2 * DAY)
    house.a.perform(do.BreakPromise(number=broken, reason=_note(house, "x")))
    later = _promise(house, WEDNESDAY)

    def lived(from_day: date, to_day: date) -> list[str]:
        with house.a.store.reading() as connection:
            days = {"from_day": from_day.isoformat(), "to_day": to_day.isoformat()}
            return [one.number for one in history.promises(connection, "main", **days)]

    assert lived(MONDAY, MONDAY) == [kept, broken, open_]
    assert lived(TUESDAY, TUESDAY) == [broken, open_]
    assert lived(TUESDAY, WEDNESDAY) == [broken, open_, later]
    assert lived(date(2026, 12, 1), date(2026, 12, 1)) == [open_, later]
    assert lived(date(2026, 11, 1), date(2026, 11, 2)) == []
    archive = Archive(house.a)
    assert [one.record.number for one in archive.promises(open_only=True)] == [open_, later]
    assert [one.record.number for one in archive.promises(open_only=True, due=TUESDAY)] == [open_]
    assert len(archive.promises()) == 4


def test_reports_of_past_days_stay_as_they_were_whatever_becomes_of_their_promises(house: House) -> None:
    house.open("1")
    archive = Archive(house.a)
    moved, late, broken = _promise(house, MONDAY), _promise(house, MONDAY, owner="eva"), _promise(house, WEDNESDAY)
    house.a.perform(do.CloseDay(actor="lea"))
    house.later(60)
    after_the_seal = _promise(house, TUESDAY)
    printed = archive.summary(MONDAY, MONDAY)
    assert (printed.promises.made, printed.promises.due, printed.promises.next_due) == (4, 4, "2026-11-23")
    house.later(DAY)
    _move(house, moved, WEDNESDAY)
    _keep(house, late)
    house.a.perform(do.BreakPromise(number=broken, reason=_note(house, "x"), actor="ana"))
    house.later(DAY)
    _keep(house, after_the_seal)
    again = archive.summary(MONDAY, MONDAY)
    assert (again.promises, again.seal) == (printed.promises, printed.seal)
    tuesday = archive.summary(TUESDAY, TUESDAY).promises
    assert (tuesday.carried_in, tuesday.kept, tuesday.kept_late, tuesday.broken, tuesday.due) == (4, 1, 1, 1, 2)
    assert [(one.number, one.due_day, one.moved, one.state) for one in tuesday.listed] == [
        (moved, "2026-11-25", 1, "open"),
        (broken, "2026-11-25", 0, "broken"),
        (after_the_seal, "2026-11-24", 0, "open"),
    ]
    all_three = archive.summary(MONDAY, WEDNESDAY).promises
    assert (all_three.made, all_three.kept, all_three.kept_late, all_three.broken, all_three.due) == (4, 2, 2, 1, 1)
    assert archive.summary(MONDAY, WEDNESDAY, staff="eva").promises.made == 1
    assert "Ann" not in str(all_three)
