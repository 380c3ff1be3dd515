"""Behind each figure of a summary are as many visits as it says: on a rich day, on a range, and on a day that runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
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
from frontdesk.domain import events as ev
from frontdesk.domain.records import VisitRecord
from frontdesk.reports.behind import Value, behind, value_of
from frontdesk.reports.build import build
from frontdesk.reports.evidence import Evidence, Seen
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.text import Printed, summary_as_printed
from frontdesk.reports.which import Behind, Of, Which
from tests.reports.day_logs import log
from tests.reports.rows import BANK, BANK_DAYS, BANK_ZONE, TODAY, TOMORROW, bank_visits, ended, leg, still_here
from tests.reports.test_text import NINE, a_morning, house_word

DAY_S = 86_400
SUNDAY = date(2026, 11, 22)


def a_rich_day() -> Period:
    """The morning of the golden page, and on it everything that it lacks."""
    morning = a_morning()
    logs = morning.pop("logs")
    more = [
        ended("r001", NINE + 100, "served", wait=900, walk=10, serving=100, held_s=60, returned=1, preference="age60",
              estimate_p50_s=600, estimate_p90_s=800, ended_at=NINE + 1170, since=NINE + 1170),
        ended("r002", NINE + 200, "served", wait=60, serving=100, estimate_p50_s=300, estimate_p90_s=800, rating=1,
              rating_factor="courtesy", would_return=False, extra_steps=1),
        ended("r004", NINE + 250, "served", wait=900, serving=100, rating=4, segment="internal", target_s=1800,
              would_return=True),
        ended("r005", NINE + 260, "served", wait=300, serving=100, extra_steps=2),
        ended("r003", NINE + 300, "no_show", wait=900, returned=2),
        ended("t001", NINE + 400, "served", wait=700, walk=20, serving=500, legs=2, counter="2", staff="Rosa"),
        still_here("p002", NINE + 6000, state="serving", since=NINE + 6100, waiting_s=100, called_at=NINE + 6100,
                   counter="1", staff="Ana", interrupted_at=NINE + 6200),
        still_here("p003", NINE - DAY_S, day="2026-11-20", state="held", waiting_s=3000, since=NINE),
    ]  # fmt: skip
    twice = [
        leg("t001", 1, "information", NINE + 400, waiting_s=300, called_s=10, serving_s=200, counter="2",
            staff="Rosa", called_at=NINE + 700),
        leg("t001", 2, "information", NINE + 910, waiting_s=400, called_s=10, serving_s=300, counter="2",
            staff="Rosa", called_at=NINE + 1310),
    ]  # fmt: skip
    told = [
        (NINE + 1000, "Ana", "1", ev.Recalled("r001")),
        (NINE + 1001, "Rosa", "2", ev.Recalled("r001")),
        (NINE + 1100, "Ana", "1", ev.PutOnHold("r001")),
        (NINE + 6200, "Ana", "1", ev.Interrupted("p002")),
        (NINE + 1200, "Eva", None, ev.IntervalSetApart(NINE + 500, NINE + 900)),
        (NINE + 6300, "Rosa", "2", ev.VisitTakenOver("t001", "2", "1")),
    ]
    both = [(one.at, one.actor, one.counter, one.event) for one in logs[0].records]
    values = morning | {
        "visits": [*morning["visits"], *more],
        "legs": [*morning["legs"], *twice],
        "logs": [log(*both[:-1], *told, both[-1])],
    }
    return Period("Main branch", TODAY, TODAY, NINE + 30_000, zone="America/Bogota", **values)


def two_days() -> Period:
    """One was carried over the night, one leaves, one is here at the end; the visits before them have ended."""
    visits = [
        ended("a", NINE, "served", wait=60, serving=300),
        ended("b", NINE + 20_000, "served", wait=50_000, serving=60, ended_day=TOMORROW),
        ended("c", NINE + DAY_S, "left", wait=30, day=TOMORROW),
        ended("d", NINE + DAY_S, "removed", wait=30, day=TOMORROW),
        still_here("e", NINE + 1000, state="waiting"),
        still_here("f", NINE + DAY_S, day=TOMORROW),
    ]
    apart = log((NINE + DAY_S, "Eva", None, ev.IntervalSetApart(NINE + DAY_S, NINE + DAY_S + 60)), day=TOMORROW)
    # Who waited in this one is counted on the day that the visit ended, and this is another.
    before = log((NINE + 30_000, "Eva", None, ev.IntervalSetApart(NINE + 30_000, NINE + 30_060)))
    days = [DayInfo(TODAY, True), DayInfo(TOMORROW)]
    return Period("Main", TODAY, TOMORROW, NINE + 2 * DAY_S, visits, days=days, logs=[before, apart])


def figures(summary: Summary) -> Iterator[Behind]:
    """Everything that has visits behind it, as the page says it."""
    for part in summary_as_printed(summary, house_word):
        yield from part.behind


def assert_as_many(summary: Summary, evidence: Evidence, archive: Archive | None = None) -> set[Of]:
    """Behind each figure are as many visits as it says; gives what the figures were of.

    Visits that are named may be of other days than the summary: ``archive`` gives them, as it does on the screen.
    """
    found = list(figures(summary))
    for one in found:
        rows = evidence
        if archive is not None and one.which.of is Of.NAMED:
            rows = Evidence(archive.period_of(one.which.ids, SUNDAY, SUNDAY))
        assert (one.words, len(behind(rows, one.which))) == (one.words, one.n)
        assert not one.at or one.at in one.which.ids
    return {one.which.of for one in found}


def test_on_a_rich_day_behind_each_figure_are_as_many_visits_as_it_says() -> None:
    period = a_rich_day()
    summary = build(period)
    assert assert_as_many(summary, Evidence(period)) == set(Of)
    assert assert_as_many(replace(summary, previous=summary), Evidence(period)) == set(Of)


def test_so_it_is_in_a_house_whose_colleagues_are_in_the_headline() -> None:
    period = replace(a_rich_day(), internal_in_headline=True)
    assert_as_many(build(period), Evidence(period))


def test_so_it_is_over_two_days_of_which_the_second_runs() -> None:
    period = two_days()
    assert {Of.COUNTS, Of.LEVEL, Of.HALF_HOUR, Of.SET_APART} <= assert_as_many(build(period), Evidence(period))


@pytest.mark.skipif(not BANK.exists(), reason=f"the bank's visits do not lie beside the checkout ({BANK})")
def test_so_it_is_over_three_weeks_of_a_bank() -> None:
    period = Period("Bank", *BANK_DAYS, now=919_900_000, visits=bank_visits(), zone=BANK_ZONE)
    assert_as_many(build(period), Evidence(period))


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.integers(30, 700))
def test_so_it_is_at_any_moment_of_a_morning_that_runs_and_after_its_close(seed: int, minutes: int) -> None:
    with demonstration(Configuration(), SUNDAY, counters=3, seed=seed) as morning:
        at = morning.begins + 60 * minutes
        morning.rehearse(at)
        desk = Desk.at(morning.address, morning.config, FixedClock(at + 29))
        desk.catch_up()
        archive = Archive(desk)
        assert_as_many(archive.summary(SUNDAY, SUNDAY), Evidence(archive.period(SUNDAY, SUNDAY)), archive)
        desk.perform(do.CloseDay(actor="Ana"))
        before = date(2026, 11, 15)
        assert_as_many(archive.summary(before, SUNDAY), Evidence(archive.period(before, SUNDAY)), archive)
        desk.close()


def listed(period: Period, *which: Any) -> list[tuple[str, int | None]]:
    """The numbers behind a figure, each with its value."""
    return [(one.visit.number, one.value) for one in behind(Evidence(period), Which(*which))]


def small(*visits: VisitRecord, **more: Any) -> Period:
    return Period("Main", TODAY, TODAY, NINE + 7200, visits, **more)


def test_those_come_first_who_explain_the_figure() -> None:
    period = small(
        ended("a", NINE, "served", wait=60, walk=5, serving=600, interrupted_s=30, rating=4),
        ended("b", NINE + 1, "served", wait=900, serving=60, target_s=900, rating=1),
        ended("c", NINE + 2, "served", wait=700, serving=90, passed=2, out_of_turn="n.x"),
        ended("d", NINE + 3, "left", wait=100),
    )
    assert listed(period, Of.MEASURE, "", "wait") == [("B", 900), ("C", 700), ("A", 60)]
    assert listed(period, Of.MEASURE, "", "handling") == [("A", 570), ("C", 90), ("B", 60)]
    assert listed(period, Of.LEVEL, "", "decided") == [("C", 100), ("B", 0), ("A", -540)]
    assert listed(period, Of.COUNTS, "", "arrived")[0] == ("A", NINE)
    assert listed(period, Of.RATINGS, "1") == [("B", 1), ("A", 4)]
    assert listed(period, Of.STAFF, "Ana", "handled")[0] == ("A", 570)
    assert listed(period, Of.NAMED, "", "passed", ("c", "gone")) == [("C", 2)]
    assert listed(period, Of.BAND, "60", "800") == [("C", 700)]
    assert listed(period, Of.HALF_HOUR, str(NINE), "served") == [("B", 900), ("C", 700), ("A", 60)]
    assert listed(period, Of.HALF_HOUR, str(NINE), "arrived")[:2] == [("A", NINE), ("B", NINE + 1)]


def test_a_visit_that_was_twice_at_a_counter_stands_there_with_each_of_its_legs() -> None:
    period = a_rich_day()
    of_visit = [one for one in behind(Evidence(period), Which(Of.COUNTER, "2", "served")) if one.visit.id == "t001"]
    assert [one.waited_s for one in of_visit] == [400, 300]
    once = [one for one in behind(Evidence(period), Which(Of.COUNTER, "2", "visits")) if one.visit.id == "t001"]
    assert [one.waited_s for one in once] == [400]


def test_behind_a_pause_are_those_who_waited_meanwhile_and_whom_the_counter_takes() -> None:
    day = log(
        (NINE, "Ana", "1", ev.CounterOpened(services=("information",))),
        (NINE + 600, "Ana", "1", ev.CounterPaused()),
        (NINE + 1200, "Ana", "1", ev.CounterResumed()),
        (NINE + 3600, "Ana", "1", ev.CounterClosed()),
    )
    period = small(
        ended("a", NINE, "served", wait=900, serving=60),
        ended("b", NINE + 100, "left", wait=700),
        ended("c", NINE + 1200, "served", wait=300, serving=60),  # came as the pause ended
        ended("d", NINE, "served", wait=600, serving=60),  # was called as it began
        ended("e", NINE, "left", wait=1000, service="incidents"),
        logs=[day],
    )
    (pause,) = build(period).duty.pauses
    interval = (TODAY, str(pause.begins), str(pause.ends))
    assert listed(period, Of.WAITED_IN, "1", "", interval) == [("A", 900), ("B", 700)]
    assert listed(period, Of.WAITED_IN, "", "", interval) == [("E", 1000), ("A", 900), ("B", 700)]
    assert pause.visits == 2


def test_behind_a_shift_are_those_who_were_called_in_it() -> None:
    day = log(
        (NINE, "Ana", "1", ev.CounterOpened()),
        (NINE + 600, "Rosa", "1", ev.CounterTakenOver("Ana")),
        (NINE + 3600, "Rosa", "1", ev.CounterClosed()),
    )
    period = small(
        ended("a", NINE, "served", wait=100, serving=60, called_at=NINE + 100),
        ended("b", NINE, "served", wait=599, serving=90, called_at=NINE + 599),
        ended("c", NINE, "served", wait=600, serving=30, called_at=NINE + 600, staff="Rosa"),
        logs=[day],
    )
    anas, rosas = build(period).duty.shifts
    assert (anas.visits, rosas.visits) == (2, 1)
    shift = (TODAY, str(anas.begins), str(anas.ends))
    assert listed(period, Of.ATTENDED, "1", "Ana", shift) == [("B", 90), ("A", 60)]
    assert listed(period, Of.ATTENDED, "1") == [("B", 90), ("A", 60), ("C", 30)]
    hers = replace(period, staff="Rosa")
    assert build(hers).duty.total.attended == build(hers).duty.by_counter["1"].attended == 1
    assert listed(hers, Of.ATTENDED) == listed(hers, Of.ATTENDED, "1") == [("C", 30)]


def test_a_visit_that_two_people_called_once_more_is_one_visit() -> None:
    period = a_rich_day()
    found = build(period).detours
    assert (found.n["recalls"], found.visits["recalls"]) == (3, 2)
    assert dict(listed(period, Of.DETOUR, "recalls")) == {"R001": 2, "I010": 1}
    anas = build(replace(period, staff="Ana")).detours
    assert (anas.n["recalls"], anas.visits["recalls"]) == (2, 2)


def test_what_stands_beside_the_visits_of_a_list() -> None:
    assert value_of(Which(Of.MEASURE, part="wait")) is Value.WAITED
    assert value_of(Which(Of.MEASURE, part="hold")) is Value.HOLD
    assert value_of(Which(Of.DETOUR, "interruptions")) is Value.INTERRUPTION
    assert value_of(Which(Of.SERVICE, "x", "visits")) is Value.WAITED
    assert Seen(ended("a", NINE, "served"), 0).value is None


def test_each_printed_line_knows_what_is_behind_it() -> None:
    def words(start: str) -> list[str]:
        return [one.words for one in next(part for part in page if part.lines[0].startswith(start)).behind]

    page: list[Printed] = summary_as_printed(build(a_rich_day()), house_word)
    assert words(" 27 arrived") == ["All visits", "arrived", "carried in"]
    assert words("   missed")[:2] == ["Longer than promised", "Longer than promised: served"]
    assert words(" Wait ") == ["Wait"]
    assert words(" 09:00 ") == ["09:00 · arrived", "09:00 · served", "09:00 · left"]
    assert words(" How these are counted") == []
