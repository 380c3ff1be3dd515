"""The board: what it says is what the report says, at any instant of any morning; and behind each figure its visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.demo.house import demonstration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.day import CounterState, Day
from frontdesk.domain.visit import Outcome, State
from frontdesk.reports.behind_board import Figure, behind
from frontdesk.reports.board import QUARTER_S, Board, board
from frontdesk.reports.half_hours import HALF_HOUR_S
from frontdesk.reports.model import Summary
from frontdesk.reports.running_day import Ledger
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from tests.tui.story import NINE

TODAY = date(2026, 11, 22)


def assert_equal(found: Board, report: Summary, day: Day) -> None:
    """Every figure that both of them have."""
    assert found.as_of == report.as_of
    assert (found.level, found.goal) == (report.service_level, report.goal)
    assert found.wait == report.wait
    assert (found.left, found.left_share) == (report.visits.left, report.abandonment)
    assert found.complaints_open == report.complaints.open
    told = {kind.service: (kind.wait, kind.level) for kind in found.kinds if kind.level != type(kind.level)()}
    assert told == {name: (group.wait, group.service_level) for name, group in report.by_service.items()}
    counters = {post.counter: post.handling for post in found.posts if post.handling.n}
    assert counters == {name: group.handling for name, group in report.by_counter.items() if group.handling.n}
    halves: Counter[tuple[int, str]] = Counter()
    for quarter in found.quarters:
        half = quarter.begins_at - quarter.begins_at % HALF_HOUR_S  # the house of these tests lies in UTC
        halves[half, "arrived"] += quarter.arrived
        halves[half, "served"] += quarter.served
    for row in report.by_half_hour:
        assert row.begins_at is not None
        assert (row.arrived, row.served) == (halves[row.begins_at, "arrived"], halves[row.begins_at, "served"])
    waiting = [one for one in day.live.values() if one.settled(found.as_of).state is State.WAITING]
    assert len(found.waiting) == len(waiting) == sum(kind.waiting for kind in found.kinds)
    assert found.longest_s == max((one.waited_s(found.as_of) for one in waiting), default=None)
    for kind in found.kinds:
        parts = found.by_segment.get(kind.service, ())
        assert sum(one.waiting for one in parts) == kind.waiting
        assert sum(one.level.decided for one in parts) == kind.level.decided
        assert sum(one.wait.total for one in parts) == kind.wait.total


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.integers(0, 700), st.integers(1, 5))
def test_the_boards_figures_are_the_reports_at_any_moment_of_any_morning(seed: int, minutes: int, n: int) -> None:
    with demonstration(Configuration(), TODAY, counters=n, seed=seed) as morning:
        at = morning.begins + 60 * minutes
        morning.rehearse(at)
        desk = Desk.at(morning.address, morning.config, FixedClock(at + 29))
        desk.catch_up()
        day, archive = desk.snapshot.day, Archive(desk)
        assert day is not None
        complaints = [one.row.record for one in archive.complaints()]
        found = board(day, desk.policy, desk.now(), complaints)
        assert_equal(found, archive.summary(TODAY, TODAY), day)
        assert_behind(found, day)
        desk.close()


def assert_behind(found: Board, day: Day) -> None:
    """Behind each figure are as many visits as it counts."""
    assert len(behind(found, Figure.LEVEL)) == found.level.decided
    assert len(behind(found, Figure.MEAN)) == len(behind(found, Figure.P90)) == found.wait.n
    assert len(behind(found, Figure.LEFT)) == found.left
    assert len(behind(found, Figure.ESTIMATES)) == found.estimates
    for kind in found.kinds:
        of_service = behind(found, Figure.KIND, kind.key)
        assert set(of_service) >= {one for one in found.waiting if day.visits[one].service == kind.service}
        assert set(of_service) == {
            one for part in found.by_segment[kind.service] for one in behind(found, Figure.KIND, part.key)
        }
    for quarter in found.quarters:
        there = behind(found, Figure.QUARTER, str(quarter.begins_at))
        ended = [day.visits[one] for one in there if day.visits[one].outcome is Outcome.SERVED]
        until = quarter.begins_at + QUARTER_S
        assert quarter.served == sum(quarter.begins_at <= (one.ended_at or 0) < until for one in ended)
    for post in found.posts:
        assert len(behind(found, Figure.COUNTER, post.counter)) >= (post.visit is not None)


def test_after_the_close_the_board_is_still_the_report() -> None:
    with demonstration(Configuration(), TODAY, counters=2, seed=7) as morning:
        at = morning.begins + 60 * 200
        morning.rehearse(at)
        clock = FixedClock(at + 60)
        desk = Desk.at(morning.address, morning.config, clock)
        desk.perform(do.CloseDay(actor="Ana"))
        clock.at += 3600
        archive = Archive(desk)
        complaints = [one.row.record for one in archive.complaints()]
        assert desk.snapshot.day is not None
        found = board(desk.snapshot.day, desk.policy, desk.now(), complaints)
        assert_equal(found, archive.summary(TODAY, TODAY), desk.snapshot.day)
        desk.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    address = Address.of(str(tmp_path / "house.db"))
    create(address)
    desk = Desk.at(address, Configuration(), FixedClock(NINE))
    yield desk
    desk.close()


def test_a_ledger_that_is_kept_never_grows_old(house: Desk) -> None:
    ledger, n = Ledger(), count()

    def does(command: type[do.Command], seconds: int, **values: Any) -> None:
        clock: Any = house.clock
        clock.at += seconds
        house.perform(command(actor="Ana", key=f"k{next(n)}", **values))
        day = house.snapshot.day
        assert day is not None
        kept, anew = (board(day, house.policy, house.now(), (), one) for one in (ledger, None))
        assert kept == anew
        assert_equal(kept, Archive(house).summary(TODAY, TODAY), day)

    does(do.OpenCounter, 0, counter="1")
    for service in ("information", "incidents", "information"):
        does(do.CheckIn, 30, services=(service, "personal") if service == "incidents" else (service,))
    does(do.CallNext, 10, counter="1")
    does(do.Start, 10, counter="1")
    does(do.Finish, 200, counter="1", call_next=True)
    does(do.Start, 10, counter="1")
    does(do.Transfer, 90, counter="1", service="incidents")
    does(do.Undo, 5, counter="1")
    does(do.Finish, 5, counter="1")
    does(do.Hold, 5, visit="I002", until=house.now() + 60)
    does(do.MarkLeft, 900, visit="I002")


def test_before_anybody_has_come_nothing_is_divided(house: Desk) -> None:
    found = board(Day(TODAY.isoformat()), house.policy, NINE)
    assert (found.waiting, found.longest, found.longest_s) == ((), None, None)
    assert (found.level.value, found.goal, found.wait.mean, found.wait.p90) == (None, None, None, None)
    assert (found.left, found.left_share, found.complaints_open) == (0, None, 0)
    assert (found.kinds, found.quarters, found.error_s, found.estimates) == ((), (), None, 0)
    assert {post.state for post in found.posts} == {CounterState.CLOSED}
    for figure in set(Figure) - {Figure.QUARTER}:
        assert behind(found, figure, "information") == ()


def test_one_who_waits_and_nobody_served_yet(house: Desk) -> None:
    house.perform(do.CheckIn(services=("information",)))
    day = house.snapshot.day
    assert day is not None
    found = board(day, house.policy, NINE + 61)
    (one,) = day.visits
    assert (found.waiting, found.longest, found.longest_s) == ((one,), one, 61)
    assert (found.level.value, found.level.undecided, found.wait.n) == (None, 1, 0)
    (kind,) = found.kinds
    assert (kind.waiting, kind.longest_s, kind.kept, kind.wait.mean) == (1, 61, None, None)
    assert [(quarter.begins_at, quarter.arrived, quarter.served) for quarter in found.quarters] == [(NINE, 1, 0)]
    assert behind(found, Figure.QUARTER, str(NINE)) == (one,)
    late = board(day, house.policy, NINE + 3601)
    assert (late.level.value, late.kinds[0].kept) == (0.0, False)
    assert behind(late, Figure.LEVEL) == (one,)
