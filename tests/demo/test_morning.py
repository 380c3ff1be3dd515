"""The demonstration: the same morning each time, with some of everything in it, in figures that add up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock
from frontdesk.config import load
from frontdesk.demo import house
from frontdesk.demo.morning import LASTS_S, people
from frontdesk.demo.play import Cast
from frontdesk.demo.stage import AtTheDesk
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.day import CounterState, Day
from frontdesk.domain.visit import Outcome, State
from frontdesk.errors import Refused
from frontdesk.store.engine import Address
from frontdesk.store.log import day_stream
from frontdesk.store.verify import verify

FRIDAY = date(2026, 11, 20)
CONFIG = load(None, default_zone="America/Lima")


def _looked_in(demo: house.Demonstration) -> Desk:
    desk = Desk.at(demo.address, demo.config, FixedClock(demo.looks_in_at, house.ORIGIN))
    desk.catch_up()
    return desk


def _day(desk: Desk) -> Day:
    assert desk.snapshot.day is not None
    return desk.snapshot.day


def test_the_same_seed_makes_the_same_people_and_another_one_others() -> None:
    assert list(people(1, 3)) == list(people(1, 3))
    assert list(people(1, 3)) != list(people(2, 3))
    assert len(list(people(1, 6))) > 1.5 * len(list(people(1, 3)))


def test_they_come_in_their_order_and_most_of_all_at_eleven() -> None:
    everybody = [one for seed in range(20) for one in people(seed, 3)]
    by_half_hour = Counter(one.comes_s // 1800 for one in everybody)
    assert by_half_hour.most_common(1)[0][0] == 6  # from 11:00 to 11:30
    comes = [one.comes_s for one in people(3, 3)]
    assert comes == sorted(comes)
    assert comes[-1] <= LASTS_S


def test_there_is_some_of_everything_among_them() -> None:
    everybody = [one for seed in range(5) for one in people(seed, 3)]
    assert {service for one in everybody for service in one.services} == set(CONFIG.services)
    assert {one.segment for one in everybody} == set(CONFIG.segments)
    assert {one.urgency for one in everybody} == set(CONFIG.urgencies)
    assert {one.preference for one in everybody} == {None, *CONFIG.preferences}
    assert any(one.party > 1 for one in everybody)
    assert any(len(one.services) > 1 for one in everybody)
    assert any(one.walk_s is None and one.returns_s for one in everybody)
    assert any(one.mistaken for one in everybody)
    assert any(one.held_s for one in everybody)
    assert any(one.name and not one.name.isascii() for one in everybody)


@pytest.mark.parametrize("counters", [1, 3, 8])
@pytest.mark.parametrize("minutes", [1, 160, house.ALL_MINUTES])
def test_without_a_screen_the_figures_add_up(counters: int, minutes: int) -> None:
    totals = house.headless(CONFIG, FRIDAY, minutes, counters=counters)
    visits: dict[str, int] = totals["visits"]
    ended = sum(visits[name] for name in ("served", "no_show", "left", "removed", "unfinished"))
    assert totals["adds_up"] is True
    assert visits["arrived"] + visits["carried_in"] == ended + visits["open"]
    assert sum(totals["open"].values()) == visits["open"]
    if minutes == house.ALL_MINUTES:
        assert visits["open"] == 0
        assert visits["served"] > 30 * counters
        assert visits["left"] > 0
        assert visits["no_show"] > 0


def test_the_same_seed_gives_the_same_figures() -> None:
    def totals(**options: Any) -> dict[str, Any]:
        return house.headless(CONFIG, FRIDAY, 240, **options)

    assert totals(seed=4) == totals(seed=4)
    assert totals(seed=4) != totals(seed=5)


def test_a_whole_day_has_some_of_everything_in_its_log() -> None:
    kinds: Counter[str] = Counter()
    with house.demonstration(CONFIG, FRIDAY, counters=4) as demo:
        demo.rehearse(demo.begins + house.ALL_MINUTES * 60)
        desk = _looked_in(demo)
        kinds.update(one.event.kind for one in desk.store.events(day_stream("main", FRIDAY.isoformat()))[0])
        desk.close()
    for kind in (
        "CheckedIn",
        "Called",
        "Recalled",
        "ServingStarted",
        "PhaseBegan",
        "Finished",
        "DidNotShow",
        "WentAway",
        "Removed",
        "PutOnHold",
        "NoteAdded",
        "Rated",
        "CounterOpened",
        "CounterPaused",
        "CounterResumed",
    ):
        assert kinds[kind], kind


def test_at_twenty_to_eleven_the_desk_is_busy_and_yours() -> None:
    with house.demonstration(CONFIG, FRIDAY) as demo:
        demo.rehearse(demo.looks_in_at)
        desk = _looked_in(demo)
        day = _day(desk)
        waiting = [visit for visit in day.live.values() if visit.state is State.WAITING]
        late = [visit for visit in waiting if visit.leg.due_at < demo.looks_in_at]
        assert 6 <= len(waiting) <= 9
        assert 1 <= len(late) <= 3
        assert day.counter(demo.counter).staff == demo.staff
        assert day.counter(demo.counter).state is CounterState.OPEN
        assert day.counter("1").staff == "Rosa"
        assert {visit.outcome for visit in day.visits.values()} >= {Outcome.SERVED, Outcome.NO_SHOW, None}
        desk.close()


def test_some_are_known_and_were_here_the_day_before() -> None:
    with house.demonstration(CONFIG, FRIDAY) as demo:
        demo.rehearse(demo.looks_in_at)
        desk = _looked_in(demo)
        day = _day(desk)
        at_counter = day.live[day.counter(demo.counter).visit or ""]
        waiting = [one.customer for one in day.live.values() if one.customer and one.state is State.WAITING]
        assert at_counter.customer is not None
        assert waiting
        archive = Archive(desk)
        file = archive.customer_file(at_counter.customer)
        assert file is not None
        assert [one.arrived_day for one in file.visits] == ["2026-11-20", "2026-11-19", "2026-11-19"]
        assert len(file.promises) == len(file.complaints) == len(file.notes) == 1
        yesterday = archive.summary(date(2026, 11, 19), date(2026, 11, 19))
        assert yesterday.closed
        assert yesterday.visits.open == 0
        assert verify(desk.store, read_tables=True) == []
        desk.close()


def test_the_database_is_thrown_away_but_one_that_is_named_stays(tmp_path: Path) -> None:
    with house.demonstration(CONFIG, FRIDAY) as demo:
        folder = demo.address.path
        assert folder is not None
        assert folder.exists()
    assert not folder.parent.exists()
    address = Address.of(str(tmp_path / "kept.db"))
    house.headless(CONFIG, FRIDAY, 60, address=address)
    assert address.path is not None
    assert address.path.exists()


def test_from_then_on_your_counter_is_left_alone_and_the_others_go_on() -> None:
    with house.demonstration(CONFIG, FRIDAY) as demo:
        demo.rehearse(demo.looks_in_at)
        demo.leave_counter()
        clock = FixedClock(demo.looks_in_at, house.ORIGIN)
        desk = Desk.at(demo.address, demo.config, clock)
        desk.catch_up()
        before = _day(desk)
        stage = AtTheDesk(desk)
        for _n in range(120):
            at = demo.play.next_at(stage)
            assert at is not None
            clock.at = max(clock.at, at)
            demo.play.step(stage)
        after = _day(desk)
        assert after.counter(demo.counter).served == before.counter(demo.counter).served
        assert after.counter("1").served > before.counter("1").served + 3
        assert len(after.visits) > len(before.visits) + 10
        desk.close()


def test_whatever_a_person_does_in_between_the_others_take_it_as_it_is() -> None:
    with house.demonstration(CONFIG, FRIDAY) as demo:
        demo.rehearse(demo.looks_in_at)
        demo.leave_counter()
        clock = FixedClock(demo.looks_in_at, house.ORIGIN)
        desk, person = (Desk.at(demo.address, demo.config, clock) for _ in range(2))
        stage = AtTheDesk(desk)
        desk.catch_up()
        theirs = _day(desk).counter("1").visit
        # A visit is taken out of a colleague's hands, and somebody comes whom nobody has made up.
        person.perform(do.PutBack(visit=theirs, actor="Ana"))
        person.perform(do.CheckIn(services=("personal",), urgency="emergency", new_visit="by hand", actor="Ana"))
        for _n in range(150):
            desk.catch_up()
            at = demo.play.next_at(stage)
            assert at is not None
            clock.at = max(clock.at, at)
            demo.play.step(stage)
        assert _day(desk).visits["by hand"].outcome is Outcome.SERVED
        # A colleague's counter is closed by somebody else: it stays closed.
        while _day(desk).counter("1").visit is not None:
            at = demo.play.next_at(stage)
            assert at is not None
            clock.at = max(clock.at, at)
            demo.play.step(stage)
        person.perform(do.CloseCounter(counter="1", actor="Ana"))
        for _n in range(30):
            desk.catch_up()
            clock.at = max(clock.at, demo.play.next_at(stage) or clock.at)
            demo.play.step(stage)
        assert _day(desk).counter("1").state is CounterState.CLOSED
        desk.close()
        person.close()


def test_one_who_was_checked_in_by_hand_is_made_up_the_same_way_each_time() -> None:
    assert Cast(1, 3).person_of("by hand") == Cast(1, 3).person_of("by hand")


def test_the_house_keeps_your_zone_and_has_as_many_counters_as_are_asked_for() -> None:
    made = house.house_of(CONFIG, 7)
    assert made.site.zone == "America/Lima"
    assert list(made.counters) == ["1", "2", "3", "4", "5", "6", "7"]
    assert list(made.services) == list(CONFIG.services)


def test_with_the_desk_on_top_the_others_work_while_it_is_open() -> None:
    seen: dict[str, Any] = {}

    def run_desk(address: Address, config: Any, clock: Any, *, counter: str, staff: str) -> int:
        desk = Desk.at(address, config, clock)
        desk.catch_up()
        first = _day(desk).seq
        while _day(desk).seq < first + 2:
            desk.catch_up()
        seen.update(counter=counter, staff=staff, origin=desk.store.origin(), folder=address.path)
        desk.close()
        return 0

    assert house.with_desk(CONFIG, FRIDAY, 60, run_desk) == 0
    assert (seen["counter"], seen["staff"], seen["origin"]) == ("3", "Ana", "demo")
    assert not seen["folder"].parent.exists()


def test_a_live_database_is_no_stage(tmp_path: Path) -> None:
    address = Address.of(str(tmp_path / "live.db"))
    with house.demonstration(CONFIG, FRIDAY, address=address) as demo:
        desk = Desk.at(address, CONFIG, FixedClock(demo.begins, "live"))
        desk.perform(do.OpenCounter(counter="1", actor="ana"))
        desk.close()
        with pytest.raises(Refused, match="live_database"):
            demo.rehearse(demo.looks_in_at)
