"""The end of a day and the beginning of the next one, by the clock and by hand; undo; complaints; batches."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from frontdesk.clock import FixedClock, MachineClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.errors import Refused, UsageError
from frontdesk.store.database import Store
from frontdesk.store.engine import Address
from frontdesk.store.log import DayRow
from frontdesk.store.rebuild import rebuild
from tests.store.house import DAY, HOUR, NINE, House

MONDAY, TUESDAY, FRIDAY = "2026-11-23", "2026-11-24", "2026-11-27"
CUT_OFF = int(datetime(2026, 11, 24, 4, 0, tzinfo=UTC).timestamp())


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _kinds(house: House, day: str) -> list[str]:
    return [record.event.kind for record in house.a.store.events(f"day/main/{day}")[0]]


# The day's end


def test_a_day_ends_at_the_cut_off_whenever_the_next_command_comes(house: House) -> None:
    house.check_in()
    house.later(DAY)
    house.check_in()
    assert _kinds(house, MONDAY) == ["DayOpened", "CheckedIn", "DayClosed"]
    assert _kinds(house, TUESDAY) == ["DayOpened", "CarriedOver", "CheckedIn"]
    seal = house.rows("event")[2]["digest"]
    assert house.a.store.days("main") == [DayRow(MONDAY, NINE, CUT_OFF, seal), DayRow(TUESDAY, CUT_OFF)]
    assert house.day.previous_seal == seal


def test_days_without_anybody_are_skipped(house: House) -> None:
    house.check_in()
    house.later(4 * DAY)
    house.check_in()
    assert [row.day for row in house.a.store.days("main")] == [MONDAY, FRIDAY]
    opened = house.a.store.events(f"day/main/{FRIDAY}")[0][0].event
    assert isinstance(opened, ev.DayOpened)
    assert opened.previous_day == MONDAY


def test_who_is_still_there_goes_on_with_name_note_and_number(house: House) -> None:
    came = house.check_in("Ann [/x]")
    house.a.perform(do.AddNote(visit=came["visit"], note=_note(house, "left her umbrella")))
    house.later(DAY)
    next_one = house.check_in()
    assert next_one["number"] == "I002"
    for desk in (house.a, house.terminal()):
        desk.catch_up()
        day = desk.snapshot.day
        assert day is not None
        visit = day.live[came["visit"]]
        assert (visit.number, visit.arrived_at, visit.arrived_day) == ("I001", NINE, MONDAY)
        assert desk.snapshot.text(visit.name) == "Ann [/x]"
        assert [desk.snapshot.text(note) for note in visit.notes] == ["left her umbrella"]
    assert [row["id"] for row in house.rows("carried")] == [came["visit"]]
    assert house.rows("carried")[0]["day"] == MONDAY


def test_a_house_may_end_every_visit_at_the_close(address: Address) -> None:
    house = House(address, at_close="unfinished")
    came = house.check_in()
    house.later(DAY)
    house.check_in()
    kept = {row["id"]: row for row in house.rows("visit")}
    assert kept[came["visit"]]["outcome"] == "unfinished"
    assert kept[came["visit"]]["ended_day"] == MONDAY
    assert kept[came["visit"]]["ended_at"] == CUT_OFF
    assert house.rows("carried") == []
    assert len(house.day.live) == 1
    house.close()


def test_a_terminal_that_still_holds_the_old_day_moves_on(house: House) -> None:
    other = house.terminal()
    house.check_in()
    other.catch_up()
    house.later(3 * DAY)
    house.check_in()
    house.later(2 * DAY)
    house.check_in()
    assert other.catch_up()
    assert other.snapshot == house.a.snapshot
    assert other.snapshot.day is not None
    assert other.snapshot.day.day == "2026-11-28"


def test_the_day_rolls_over_by_itself(house: House) -> None:
    assert not house.a.roll_over()
    house.check_in()
    assert not house.a.roll_over()
    house.later(DAY)
    assert house.a.roll_over()
    assert house.day.day == TUESDAY
    assert not house.a.roll_over()
    assert house.terminal().catch_up()


def test_open_counters_stay_open_over_the_roll_over(house: House) -> None:
    house.open("1", "2")
    house.check_in()
    house.later(DAY)
    assert house.serve("2")["number"] == "I001"
    assert house.day.counter("1").staff == "ana"


def test_a_refused_command_has_rolled_the_day_over_all_the_same(house: House) -> None:
    house.check_in()
    house.later(DAY)
    with pytest.raises(Refused):
        house.a.perform(do.CallNext(counter="1", actor="ana"))
    assert [row.day for row in house.a.store.days("main")] == [MONDAY, TUESDAY]
    assert house.terminal().catch_up()
    assert house.day.day == TUESDAY


# By hand


def test_a_day_is_closed_and_goes_on_by_hand(house: House) -> None:
    came = house.check_in()
    other = house.terminal()
    house.a.perform(do.CloseDay(actor="lea"))
    assert house.a.store.days("main")[0].closed_at == NINE
    assert [row["id"] for row in house.rows("carried")] == [came["visit"]]
    with pytest.raises(Refused) as refusal:
        other.perform(do.CheckIn(services=("information",)))
    assert refusal.value.code == "day_closed"
    house.later(HOUR)
    other.perform(do.OpenDay(actor="lea"))
    assert house.a.store.days("main") == [DayRow(MONDAY, NINE)]
    assert house.rows("carried") == []
    assert house.check_in()["number"] == "I002"


def test_the_next_day_follows_one_that_was_closed_by_hand(house: House) -> None:
    house.check_in()
    house.a.perform(do.CloseDay(actor="lea"))
    house.later(DAY)
    assert house.check_in()["number"] == "I002"
    assert _kinds(house, MONDAY) == ["DayOpened", "CheckedIn", "DayClosed"]
    assert house.day.previous_seal == house.a.store.days("main")[0].seal


def test_closed_opened_and_closed_again_in_one_transaction(house: House) -> None:
    came = [house.check_in() for _ in range(2)]
    with house.a.together():
        house.a.perform(do.CloseDay(actor="lea"))
        house.a.perform(do.OpenDay(actor="lea"))
        house.a.perform(do.MarkLeft(visit=came[0]["visit"]))
        house.a.perform(do.CloseDay(actor="lea"))
    assert [row["id"] for row in house.rows("carried")] == [came[1]["visit"]]
    assert house.a.store.days("main")[0].seal == house.rows("event")[-1]["digest"]


# Undo


def test_an_undo_reaches_over_a_restart(house: House) -> None:
    house.open("1")
    house.check_in()
    house.a.perform(do.CallNext(counter="1", actor="ana"))
    restarted = house.terminal()
    restarted.perform(do.Undo(counter="1", actor="ana"))
    house.a.catch_up()
    assert house.a.snapshot == restarted.snapshot
    assert house.rows("visit")[0]["state"] == "waiting"
    assert house.rows("leg")[0]["called_at"] is None
    assert house.serve()["number"] == "I001"


def test_an_undone_check_in_is_in_no_table_and_its_number_is_not_given_again(house: House) -> None:
    house.check_in()
    mistaken = house.check_in()
    house.a.perform(do.Undo(visit=mistaken["visit"]))
    for table in ("visit", "leg", "phase"):
        assert mistaken["visit"] not in str(house.rows(table))
    assert house.check_in()["number"] == "I003"


def test_an_undone_transfer_and_its_leg_are_gone_from_history(house: House) -> None:
    house.open("1")
    house.check_in()
    called = house.a.perform(do.CallNext(counter="1", actor="ana"))
    house.a.perform(do.Start(counter="1", actor="ana"))
    house.later(60)
    house.a.perform(do.MarkPhase(counter="1", actor="ana"))
    house.later(60)
    house.a.perform(do.Transfer(service="incidents", counter="1", actor="ana"))
    assert len(house.rows("leg")) == 2
    assert len(house.rows("phase")) == 2
    house.a.perform(do.Undo(visit=called["visit"], actor="ana"))
    assert len(house.rows("leg")) == 1
    assert [row["place"] for row in house.rows("phase")] == [1]


def test_an_undone_quick_answer_is_not_counted(house: House) -> None:
    house.open("1", "2")
    for _ in range(2):
        house.a.perform(do.QuickServe(counter="1", actor="ana"))
    assert [row["n"] for row in house.rows("quick")] == [2]
    house.a.perform(do.Undo(counter="1", actor="ana"))
    assert [row["n"] for row in house.rows("quick")] == [1]
    house.a.perform(do.QuickServe(counter="1", actor="ana"))
    house.a.perform(do.QuickServe(counter="2", actor="ana"))
    house.a.perform(do.Undo(counter="2", actor="ana"))
    assert [(row["counter"], row["n"]) for row in house.rows("quick")] == [("1", 2)]


# Complaints


def _complain(house: House, text: str = "waited for an hour", **more: object) -> str:
    done = house.a.perform(do.OpenComplaint(cause="courtesy", text=_note(house, text), actor="ana", **more))  # type: ignore[arg-type]
    return str(done["complaint"])


def test_complaints_are_numbered_through_the_year(house: House) -> None:
    assert [_complain(house), _complain(house)] == ["Q-2026-0001", "Q-2026-0002"]
    house.later(30 * DAY)
    assert _complain(house) == "Q-2026-0003"
    house.later(30 * DAY)
    assert _complain(house) == "Q-2027-0001"


def test_complaint_numbers_go_on_beyond_four_digits(house: House) -> None:
    _complain(house)
    house.change("UPDATE event SET stream = replace(stream, 'Q-2026-0001', 'Q-2026-9999')")
    assert _complain(house) == "Q-2026-10000"
    assert _complain(house) == "Q-2026-10001"


def test_complaints_in_one_transaction_get_numbers_of_their_own(house: House) -> None:
    with house.a.together():
        numbers = [_complain(house) for _ in range(3)]
    assert numbers == ["Q-2026-0001", "Q-2026-0002", "Q-2026-0003"]
    assert [row["number"] for row in house.rows("complaint")] == numbers


def test_a_complaint_holds_what_it_was_about_and_no_word_of_it(house: House) -> None:
    house.open("1")
    house.check_in()
    called = house.a.perform(do.CallNext(counter="1", actor="ana"))
    _complain(house, "was rude", counter="1", remedy=_note(house, "an apology"))
    (row,) = house.rows("complaint")
    assert row["visit"] == called["visit"]
    assert row["day"] == MONDAY
    texts = house.a.store.texts_of([do.note_id(row["text"]), do.note_id(row["remedy"])])
    assert sorted(texts.values()) == ["an apology", "was rude"]


def _sealed_complaints(house: House, day: str) -> list[str]:
    closed = house.a.store.events(f"day/main/{day}")[0][-1].event
    assert isinstance(closed, ev.DayClosed)
    return [head.split(" ")[0].rpartition("/")[2] for head in closed.heads]


def test_the_close_seals_the_complaints_of_the_day(house: House) -> None:
    house.check_in()
    _complain(house)
    house.later(DAY)
    _complain(house)
    house.a.perform(do.CloseDay(actor="lea"))
    assert _sealed_complaints(house, MONDAY) == ["Q-2026-0001"]
    assert _sealed_complaints(house, TUESDAY) == ["Q-2026-0002"]


def test_a_complaint_after_a_close_by_hand_is_sealed_by_the_next(house: House) -> None:
    house.check_in()
    house.a.perform(do.CloseDay(actor="lea"))
    house.later(HOUR)
    _complain(house)
    house.later(DAY)
    house.check_in()
    house.a.perform(do.CloseDay(actor="lea"))
    assert _sealed_complaints(house, TUESDAY) == ["Q-2026-0001"]


# Many commands in one transaction


def test_many_commands_share_one_transaction(house: House) -> None:
    other = house.terminal()
    with house.a.together():
        for n in range(5):
            house.check_in(key=f"k{n}")
        assert house.check_in(key="k0")["number"] == "I001"
        if house.address.is_sqlite:
            assert not other.catch_up()
    assert other.catch_up()
    assert other.snapshot == house.a.snapshot
    assert len(house.day.visits) == 5


def test_a_batch_that_fails_leaves_nothing(house: House) -> None:
    house.check_in()
    before = house.rows("event"), house.rows("visit")
    with pytest.raises(RuntimeError), house.a.together():
        house.check_in()
        house.later(DAY)
        house.check_in()
        raise RuntimeError
    assert (house.rows("event"), house.rows("visit")) == before
    house.a.catch_up()
    assert [visit.number for visit in house.day.visits.values()] == ["I001"]
    assert house.check_in()["number"] == "I002"


def test_a_batch_begins_where_the_others_have_left_off(house: House) -> None:
    house.check_in()
    other = house.terminal()
    other.catch_up()
    house.check_in()
    with other.together():
        assert other.perform(do.CheckIn(services=("information",)))["number"] == "I003"


def test_a_refusal_in_a_batch_takes_nothing_else_away(house: House) -> None:
    with house.a.together():
        house.check_in()
        with pytest.raises(Refused):
            house.a.perform(do.CallNext(counter="1", actor="ana"))
        house.check_in()
    assert len(house.day.visits) == 2


# Clocks, and whose database this is


class _Machine(MachineClock):
    """A machine's clock that a test sets."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.jumped = 0.0
        super().__init__()

    def now(self) -> float:
        return self.at

    def jumped_s(self) -> float:
        return self.jumped

    def confirm(self) -> None:
        self.jumped = 0.0


def test_a_fixed_clock_and_a_replay_keep_away_from_a_live_database(address: Address) -> None:
    house = House(address)
    live = house.terminal(_Machine(NINE))
    live.perform(do.CheckIn(services=("information",)))
    for origin in ("fixed", "replay", "demo"):
        desk = house.terminal(FixedClock(NINE + 2 * DAY, origin))
        with pytest.raises(Refused) as refusal:
            desk.perform(do.CheckIn(services=("information",)))
        assert refusal.value.code == "live_database"
        with pytest.raises(Refused) as refusal:
            desk.roll_over()
        assert refusal.value.code == "live_database"
    assert [row.day for row in live.store.days("main")] == [MONDAY]
    house.close()


def test_a_database_made_by_a_replay_takes_another_one(house: House) -> None:
    house.check_in()
    desk = house.terminal(FixedClock(NINE, "replay"))
    assert desk.perform(do.CheckIn(services=("information",)))["number"] == "I002"
    assert house.a.store.origin() == "fixed"


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux tells how long the machine slept")
def test_waking_up_is_no_jump_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = MachineClock()
    asleep = 8 * HOUR
    wall, since_start = time.time, time.clock_gettime
    monkeypatch.setattr(time, "time", lambda: wall() + asleep)
    assert abs(clock.jumped_s() - asleep) < 60, "the clock was put forward"
    monkeypatch.setattr(
        time, "clock_gettime", lambda which: since_start(which) + (asleep if which == time.CLOCK_BOOTTIME else 0)
    )
    assert abs(clock.jumped_s()) < 60, "the machine slept"


def test_an_id_is_of_one_visit_on_whatever_day_and_at_whatever_site(house: House) -> None:
    house.check_in(new_visit="v1")
    house.later(DAY)
    house.check_in()
    at_another_site = Configuration.model_validate({"site": {"id": "east", "zone": "UTC"}})
    for desk in (house.a, Desk(Store(house.address), at_another_site, house.clock)):
        with desk.together(), pytest.raises(UsageError, match="v1"):
            desk.perform(do.CheckIn(services=("information",), new_visit="v1"))
    desk.close()
    with house.a.together():
        house.check_in(new_visit="v2")
        house.a.perform(do.Undo(visit="v2", actor="ana"))
        house.check_in(new_visit="v2")
    assert [row["arrived_day"] for row in house.rows("visit") if row["id"] == "v1"] == [MONDAY]
    assert sum(rebuild(house.a.store).values()) == 0


def test_a_clock_that_jumps_is_refused_until_somebody_confirms_it(address: Address) -> None:
    house = House(address)
    clock = _Machine(NINE)
    desk = house.terminal(clock)
    desk.perform(do.CheckIn(services=("information",)))
    clock.at, clock.jumped = NINE + 3 * DAY, 3.0 * DAY
    with pytest.raises(Refused) as refusal:
        desk.perform(do.CheckIn(services=("information",)))
    assert refusal.value.code == "clock_jump"
    with pytest.raises(Refused):
        desk.roll_over()
    assert [row.day for row in desk.store.days("main")] == [MONDAY]
    desk.perform(do.OpenDay(actor="lea"))
    assert desk.perform(do.CheckIn(services=("information",)))["number"] == "I002"
    house.close()


def test_a_start_long_after_the_last_event_is_refused_until_somebody_confirms_it(address: Address) -> None:
    house = House(address)
    house.terminal(_Machine(NINE)).perform(do.CheckIn(services=("information",)))
    house.terminal(_Machine(NINE + 13 * DAY)).perform(do.CheckIn(services=("information",)))
    late = house.terminal(_Machine(NINE + 28 * DAY))
    with pytest.raises(Refused) as refusal:
        late.perform(do.CheckIn(services=("information",)))
    assert refusal.value.code == "clock_jump"
    late.perform(do.OpenDay(actor="lea"))
    assert late.perform(do.CheckIn(services=("information",)))["number"] == "I003"
    house.close()


def test_a_server_has_the_clock_of_all_its_terminals(postgresql_address: Address) -> None:
    house = House(postgresql_address)
    at = house.a.store.server_time()
    assert at is not None
    assert abs(at - MachineClock().now()) < 60
    house.close()


def test_a_change_is_noticed_from_outside(house: House) -> None:
    other = house.terminal()
    other.something_changed()
    assert not other.something_changed()
    number = house.check_in()["number"]
    assert other.something_changed()
    steps: tuple[Callable[[], object], ...] = (
        house.check_in,
        lambda: _complain(house),
        lambda: house.a.perform(do.AddNote(visit=number, note=_note(house, "has a pram"), actor="ana")),
        lambda: house.a.perform(do.Hold(visit=number, actor="ana")),
        lambda: house.a.perform(do.Undo(visit=number, actor="ana")),
        lambda: house.a.perform(do.OpenCounter(counter="1", actor="ana")),
        lambda: house.a.perform(do.QuickServe(counter="1", actor="ana")),
        lambda: house.a.perform(do.CloseDay(actor="lea")),
        lambda: house.a.perform(do.OpenDay(actor="lea")),
        lambda: house.later(DAY) or house.check_in(),  # type: ignore[func-returns-value]
    )
    for step in steps:
        step()
        assert other.something_changed()
        # PostgreSQL's own housekeeping is a change too, so that it may come between two looks, but not between all.
        assert not all(other.something_changed() for _look in range(5))
