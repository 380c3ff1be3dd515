"""The course of the day by the site's clock, also when the clock is changed."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.reports.half_hours import Course, SiteClock, half_hours, halves_of
from frontdesk.reports.model import HalfHour

MADRID = "Europe/Madrid"
CUTOFF = time(0, 0)


def at(text: str, zone: str = MADRID, *, fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp())


def course(
    *arrived: int,
    served: tuple[tuple[int, int], ...] = (),
    left: tuple[int, ...] = (),
    waits: tuple[tuple[int, int], ...] = (),
    attended: tuple[tuple[str, int, int], ...] = (),
) -> Course:
    return Course(
        arrived=arrived,
        served_at=[end for end, _ in served],
        served_wait=[wait for _, wait in served],
        left=left,
        waits_from=[begun for begun, _ in waits],
        waits_until=[until for _, until in waits],
        called_counter=[counter for counter, _, _ in attended],
        called_from=[begun for _, begun, _ in attended],
        called_until=[until for _, _, until in attended],
    )


def day_of(day: str, what: Course, *, zone: str = MADRID, cutoff: time = CUTOFF) -> list[HalfHour]:
    clock = SiteClock.over(day, day, zone, cutoff)
    return list(half_hours(clock, halves_of(clock, what), one_day=True))


def test_arrivals_lie_in_their_half_hour_and_the_ones_between_are_not_left_out() -> None:
    rows = day_of("2026-11-21", course(at("2026-11-21T09:00"), at("2026-11-21T09:29:59"), at("2026-11-21T10:30")))
    assert [(row.clock, row.arrived) for row in rows] == [("09:00", 2), ("09:30", 0), ("10:00", 0), ("10:30", 1)]
    assert rows[1].wait_mean_s is None


def test_a_day_of_25_hours_has_its_repeated_hour_twice() -> None:
    first, again = at("2026-10-25T02:15"), at("2026-10-25T02:15", fold=1)
    assert again - first == 3600
    rows = day_of("2026-10-25", course(first, again))
    assert [(row.clock, row.arrived) for row in rows] == [("02:00", 1), ("02:30", 0), ("02:00", 1)]
    clock = SiteClock.over("2026-10-25", "2026-10-25", MADRID, CUTOFF)
    assert (clock.ends_at - clock.begins_at) == 25 * 3600


def test_a_day_of_23_hours_has_no_hour_that_did_not_exist() -> None:
    rows = day_of("2026-03-29", course(at("2026-03-29T01:45"), at("2026-03-29T03:05")))
    assert [(row.clock, row.arrived) for row in rows] == [("01:30", 1), ("03:00", 1)]


def test_an_instant_of_another_day_does_not_fill_the_page() -> None:
    rows = day_of("2026-11-21", course(at("2026-11-21T09:00"), at("1970-01-02T09:00")))
    assert [row.arrived for row in rows] == [1, 1]


def test_zones_that_are_not_at_whole_hours_have_half_hours_of_their_own_clock() -> None:
    rows = day_of("2026-11-21", course(at("2026-11-21T09:31", "Asia/Kathmandu")), zone="Asia/Kathmandu")
    assert [row.clock for row in rows] == ["09:30"]


def test_over_several_days_the_same_half_hour_is_one_row_in_the_order_of_the_business_day() -> None:
    clock = SiteClock.over("2026-11-21", "2026-11-22", MADRID, time(4, 0))
    served = tuple((at(f"2026-11-{day}T23:40"), wait) for day, wait in ((21, 100), (22, 300)))
    rows = half_hours(clock, halves_of(clock, course(at("2026-11-22T00:10"), served=served)), one_day=False)
    assert [(row.clock, row.begins_at, row.arrived, row.served) for row in rows] == [
        ("23:30", None, 0, 2),
        ("00:00", None, 1, 0),
    ]
    assert rows[0].wait_mean_s == 200


def test_the_most_who_waited_at_once() -> None:
    nine = at("2026-11-21T09:00")
    # Three wait: 9:05-9:20, 9:10-9:40, 9:20-9:25; when the third comes, the first is called at the same second.
    waits = ((nine + 300, nine + 1200), (nine + 600, nine + 2400), (nine + 1200, nine + 1500))
    rows = day_of("2026-11-21", course(waits=waits))
    assert [(row.clock, row.waiting_max) for row in rows] == [("09:00", 2), ("09:30", 1)]


def test_who_waits_through_a_half_hour_waits_in_it() -> None:
    nine = at("2026-11-21T09:00")
    rows = day_of("2026-11-21", course(waits=((nine + 60, nine + 5400),)))
    assert [(row.clock, row.waiting_max) for row in rows] == [("09:00", 1), ("09:30", 1), ("10:00", 1)]


def test_who_was_carried_in_waits_from_the_beginning_of_the_day() -> None:
    clock = SiteClock.over("2026-11-21", "2026-11-21", MADRID, CUTOFF)
    waits = ((clock.begins_at - 9000, clock.begins_at + 60),)
    rows = half_hours(clock, halves_of(clock, course(waits=waits)), one_day=True)
    assert [(row.clock, row.waiting_max) for row in rows] == [("00:00", 1)]


def test_counters_are_those_with_somebody_at_them() -> None:
    nine = at("2026-11-21T09:00")
    attended = (("1", nine, nine + 60), ("1", nine + 100, nine + 200), ("2", nine + 1700, nine + 4000))
    rows = day_of("2026-11-21", course(attended=attended))
    assert [(row.clock, row.counters_open) for row in rows] == [("09:00", 2), ("09:30", 1), ("10:00", 1)]


def test_who_was_called_before_the_day_began_is_at_a_counter_from_its_beginning() -> None:
    midnight = at("2026-11-21T00:00")
    rows = day_of(
        "2026-11-21", course(attended=(("1", midnight - 4000, midnight + 1900), ("2", midnight - 60, midnight)))
    )
    assert [(row.clock, row.counters_open) for row in rows] == [("00:00", 1), ("00:30", 1)]


SPANS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 9000)), max_size=12)


@given(SPANS)
def test_the_most_at_once_is_what_counting_every_second_would_say(spans: list[tuple[int, int]]) -> None:
    midnight = at("2026-11-21T00:00", "UTC")
    waits = tuple((midnight + begun, midnight + begun + length) for begun, length in spans)
    rows = day_of("2026-11-21", course(waits=waits), zone="UTC")
    for row in rows:
        assert row.begins_at is not None
        instants = {row.begins_at, *(begun for begun, _ in waits)}
        inside = [one for one in instants if row.begins_at <= one < row.begins_at + 1800]
        assert row.waiting_max == max(sum(begun <= one < until for begun, until in waits) for one in inside)


@pytest.mark.parametrize("zone", ["Asia/Jerusalem", "Australia/Lord_Howe", "America/Bogota", "Pacific/Apia"])
@pytest.mark.parametrize("day", ["1999-04-02", "2011-12-29", "2026-04-05", "2026-10-04"])
def test_every_half_hour_begins_on_the_clock_and_holds_its_instants(zone: str, day: str) -> None:
    clock = SiteClock.over(day, day, zone, CUTOFF)
    for instant in range(clock.begins_at, clock.ends_at, 613):
        begins = clock.half_hour(instant)
        local = datetime.fromtimestamp(instant, ZoneInfo(zone))
        assert begins <= instant < begins + 1800
        assert clock.of_day(instant) == local.hour * 2 + local.minute // 30
