"""Roll-ups say what the rows say: every figure of every range, also where visits are carried over and days reopened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations_with_replacement
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.metrics import Distribution
from frontdesk.replay import replay_recorded
from frontdesk.reports.build import build
from frontdesk.reports.model import Summary
from frontdesk.reports.sums import day_facts, measures
from frontdesk.reports.sums.histogram import Histogram
from frontdesk.store import schema
from frontdesk.store.database import Store
from frontdesk.store.driver import Driver
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from frontdesk.store.rebuild import rebuild
from frontdesk.store.rollups import fill
from frontdesk.store.verify import verify
from tests.reports.adding_up import assert_is_its_days
from tests.reports.rows import BANK, BANK_DAYS, BANK_ZONE
from tests.store.house import DAY, House
from tests.store.turmoil import turmoil


def _days(archive: Archive) -> list[date]:
    """Every day from before the first to after the last."""
    first, last = (date.fromisoformat(archive.days()[place].day) for place in (0, -1))
    return [first + timedelta(days=n) for n in range(-1, (last - first).days + 2)]


def _assert_same(archive: Archive, first: date, last: date) -> Summary:
    rolled, from_rows = archive.summary(first, last), build(archive.period(first, last))
    for name in Summary._names:
        assert getattr(rolled, name) == getattr(from_rows, name), (name, first, last)
    assert list(rolled.phases) == list(from_rows.phases)
    assert rolled.adds_up
    return rolled


@pytest.mark.parametrize("seed", [2, 5, 8])
def test_every_range_is_told_from_roll_ups_as_from_rows(house: House, seed: int) -> None:
    turmoil(house, seed, steps=400)
    archive = Archive(house.a)
    days = _days(archive)
    for first, last in combinations_with_replacement(days, 2):
        _assert_same(archive, first, last)
    house.later(3 * DAY)
    house.a.roll_over()
    months = (days[0].replace(day=1), (days[-1].replace(day=1) + timedelta(days=70)).replace(day=1))
    whole = _assert_same(archive, months[0], months[1] - timedelta(days=1))
    assert whole.visits.arrived == len(house.rows("visit"))
    assert whole.repeats.total.known > whole.repeats.total.again > 0
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)


def test_who_comes_again_for_the_same_service_within_a_week_is_told_on_the_day_of_the_second_visit(
    house: House,
) -> None:
    archive = Archive(house.a)
    house.open("1")

    def visit(customer: str | None, service: str, *, served: bool = True) -> date:
        house.check_in(service=service, customer=customer)
        if served:
            house.serve()
        else:
            house.a.perform(do.MarkLeft(visit=next(iter(house.day.live))))
        return archive.current_day()

    def told(*days: date) -> tuple[int, int]:
        repeats = _assert_same(archive, days[0], days[-1]).repeats.total
        return repeats.known, repeats.again

    monday = visit("C1", "information")
    visit("C1", "incidents", served=False)  # went away: there is nothing to come again for
    assert told(monday) == (2, 0)
    assert visit("C1", "information") == monday
    assert told(monday) == (3, 1), "on the same day too, while it runs"
    house.later(3 * DAY)
    thursday = visit("C1", "incidents")
    visit(None, "information")
    visit("C2", "information")
    assert told(thursday) == (2, 0)
    house.later(5 * DAY)
    tuesday = visit("C1", "incidents")
    visit("C1", "information")
    assert told(tuesday) == (2, 1), "the information was eight days before"
    assert told(monday, tuesday) == (7, 2)
    house.a.perform(do.CloseDay(actor="ana"))
    assert told(monday, tuesday) == (7, 2)
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)


def test_a_day_that_is_reopened_has_no_roll_up_until_it_is_closed_again(house: House) -> None:
    archive = Archive(house.a)
    house.open("1")
    house.check_in()
    house.serve()
    house.a.perform(do.CloseDay(actor="ana"))
    once = {table: house.rows(table) for table in ("day_rollup", "month_rollup")}
    assert [len(rows) for rows in once.values()] == [1, 1]
    house.a.perform(do.OpenDay(actor="ana"))
    assert house.rows("day_rollup") == house.rows("month_rollup") == []
    house.open("1")
    house.check_in()
    house.serve()
    day = archive.current_day()
    assert _assert_same(archive, day, day).visits.served == 2
    house.a.perform(do.CloseDay(actor="ana"))
    assert {table: len(house.rows(table)) for table in once} == {"day_rollup": 1, "month_rollup": 1}
    assert house.rows("day_rollup") != once["day_rollup"]
    month = day.replace(day=1), day.replace(day=30)
    assert _assert_same(archive, *month).visits.served == _assert_same(archive, day, day).visits.served == 2
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)


def test_a_late_complaint_is_in_the_report_of_a_closed_day(house: House) -> None:
    archive = Archive(house.a)
    house.check_in()
    house.a.perform(do.CloseDay(actor="ana"))
    day = archive.current_day()
    assert _assert_same(archive, day, day).complaints.opened == 0
    text = house.a.note("It took an hour.")
    assert text is not None
    house.a.perform(do.OpenComplaint(actor="ana", cause="responsiveness", text=text))
    assert _assert_same(archive, day, day).complaints.opened == 1
    assert _assert_same(archive, day.replace(day=1), day.replace(day=30)).complaints.opened == 1


@pytest.mark.parametrize("what", [(measures,), (day_facts,), (measures, day_facts)])
def test_what_another_version_has_kept_is_not_read_and_can_be_made_anew(
    house: House, monkeypatch: pytest.MonkeyPatch, what: tuple[ModuleType, ...]
) -> None:
    with monkeypatch.context() as older:
        for one in what:
            older.setattr(one, "FORMAT", "older")
        turmoil(house, 5, steps=250)
        assert house.rows("month_rollup")
    archive = Archive(house.a)
    days = _days(archive)
    _assert_same(archive, days[0].replace(day=1), days[-1] + timedelta(days=40))
    house.later(DAY)
    house.a.roll_over()  # the month is added up anew, with days of another version in it
    _assert_same(archive, days[0].replace(day=1), days[-1] + timedelta(days=40))
    rebuild(house.a.store)
    assert verify(house.a.store, read_tables=True) == []


def test_days_that_were_closed_before_there_were_roll_ups_get_theirs(house: House) -> None:
    turmoil(house, 8, steps=250)
    before = house.read_tables()
    house.change("DELETE FROM day_rollup")
    house.change("DELETE FROM month_rollup")
    archive = Archive(house.a)
    days = _days(archive)
    _assert_same(archive, days[0], days[-1])
    with house.a.store.alone() as connection:
        assert fill(Driver(connection)) == len(before["day_rollup"]) > 0
    assert house.read_tables() == before


def test_a_roll_up_that_was_changed_is_found_and_put_right(house: House) -> None:
    turmoil(house, 2, steps=250)
    before = house.read_tables()
    house.change("UPDATE day_rollup SET facts = '[]' WHERE day = (SELECT min(day) FROM day_rollup)")
    house.change("DELETE FROM month_rollup")
    assert [one.stream for one in verify(house.a.store, read_tables=True)] == [
        "table day_rollup",
        "table month_rollup",
    ]
    rebuild(house.a.store)
    assert house.read_tables() == before


def test_what_happened_to_a_visit_that_is_carried_over_is_told_on_the_day_on_which_it_ends(house: House) -> None:
    """Called out of turn, served, rated and sent on on one day, served to its end on the next."""
    archive = Archive(house.a)
    house.open("1")
    house.a.perform(do.OpenCounter(counter="2", actor="luis"))
    house.check_in()
    second = house.check_in()["visit"]
    ana: dict[str, Any] = {"counter": "1", "actor": "ana"}
    house.later(60)
    called_at = house.clock.at
    house.a.perform(do.CallVisit(**ana, visit=second, reason=house.a.note("his bus")))
    house.later(60)
    house.a.perform(do.Start(**ana))
    house.later(420)
    house.a.perform(do.Rate(**ana, visit=second, score=5, factor="courtesy", would_return=True))
    house.a.perform(do.NoteExtraStep(**ana, visit=second, note=None))
    house.a.perform(do.Transfer(**ana, service="incidents"))
    monday = archive.current_day()
    running = _assert_same(archive, monday, monday)
    assert (running.out_of_turn, running.by_staff, running.satisfaction.n) == ((), {}, 0)
    assert running.duty.total.attended == 1, "the load is told of the day on which it was borne"
    house.a.perform(do.CloseDay(actor="ana"))
    house.later(DAY)
    house.a.roll_over()
    house.a.perform(do.OpenCounter(counter="2", actor="luis"))
    luis: dict[str, Any] = {"counter": "2", "actor": "luis"}
    house.a.perform(do.CallVisit(**luis, visit=second))
    house.a.perform(do.Start(**luis))
    house.later(240)
    house.a.perform(do.Finish(**luis))
    tuesday = archive.current_day()
    house.a.perform(do.CloseDay(actor="luis"))
    days = [_assert_same(archive, day, day) for day in (monday, tuesday)]
    whole = _assert_same(archive, monday, tuesday)
    assert_is_its_days(whole, days)
    assert [one.satisfaction.n for one in days] == [0, 1]
    assert [one.satisfaction.extra_steps for one in days] == [0, 1]
    assert {name: (one.visits, one.wait.n, one.handling.total) for name, one in whole.by_staff.items()} == {
        "ana": (1, 1, 420),
        "luis": (1, 1, 240),
    }
    assert days[0].by_staff == {} and days[1].by_staff == whole.by_staff
    for summary in (days[1], whole):
        [one] = summary.out_of_turn
        assert (one.visit, one.staff, one.counter, one.called_at, one.passed, one.reason) == (
            second, "ana", "1", called_at, 1, "his bus",
        )  # fmt: skip
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), cut=st.integers(0, 12))
def test_any_history_split_on_any_day_is_its_parts(
    seed: int, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    address = Address.of(str(tmp_path_factory.mktemp("history") / "desk.db"))
    create(address)
    house = House(address, at_close="carry" if seed % 2 else "unfinished")
    turmoil(house, seed, steps=120)
    archive = Archive(house.a)
    days = _days(archive)
    assert_is_its_days(archive.summary(days[0], days[-1]), [archive.summary(day, day) for day in days])
    middle = days[min(cut, len(days) - 2)]
    parts = [
        _assert_same(archive, days[0], middle),
        _assert_same(archive, middle + timedelta(days=1), days[-1]),
    ]
    whole = _assert_same(archive, days[0], days[-1])
    assert whole.visits.arrived == sum(one.visits.arrived for one in parts)
    assert whole.visits.served == sum(one.visits.served for one in parts)
    assert whole.wait == Distribution.of_histogram(Counter(parts[0].wait_histogram) + Counter(parts[1].wait_histogram))
    house.close()


LENGTHS = st.dictionaries(
    st.one_of(st.integers(0, 400), st.integers(-5, 2**40)),
    st.one_of(st.integers(1, 9), st.integers(1, 2**31)),
    max_size=300,
)


@given(st.lists(LENGTHS, max_size=4))
def test_histograms_add_and_are_kept_as_they_are(parts: list[dict[int, int]]) -> None:
    total: Counter[int] = Counter()
    read = []
    for part in parts:
        total.update(part)
        written = Histogram(part).write()
        one, end = Histogram.read(memoryview(written), 0)
        assert end == len(written) and one.counts() == part
        read.append(one)
    added = Histogram.sum_of(read)
    assert added.counts() == dict(total)
    assert added.write() == Histogram(total).write()
    assert added.distribution() == Distribution.of_histogram(total)


@pytest.mark.skipif(not BANK.exists(), reason="the bank's visits are not beside the checkout; they are no part of it")
def test_the_banks_weeks_are_told_from_roll_ups_as_from_rows(address: Address) -> None:
    config = Configuration.model_validate(
        {"site": {"zone": BANK_ZONE, "cutoff": "04:00"}, "standards": [{"wait": "60s", "goal": 0.8}]}
    )
    limit = None if address.is_sqlite else 6000
    assert replay_recorded(BANK, address, config, limit=limit).bad == 0
    desk = Desk(Store(address), config, FixedClock(919_900_000))
    archive = Archive(desk)
    first, last = (date.fromisoformat(day) for day in BANK_DAYS)
    whole = _assert_same(archive, first, last)
    month = _assert_same(archive, date(1999, 2, 1), date(1999, 2, 28))
    assert (month.wait, month.visits) == (whole.wait, whole.visits)
    if limit is None:
        assert (whole.visits.arrived, whole.visits.served, whole.visits.left) == (23_919, 20_810, 3_109)
        assert (whole.wait.p50, whole.wait.p90, whole.wait.max) == (6, 127, 676)
        assert whole.service_level.value == pytest.approx(0.7380, abs=0.00005)
    for begin, end in ((1, 1), (3, 9), (5, 20)):
        _assert_same(archive, date(1999, 2, begin), date(1999, 2, end))
    assert rebuild(desk.store) == dict.fromkeys((table.name for table in schema.READ_TABLES), 0)
    desk.close()
