"""From one cut-off hour to the next, on the clock of the place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.policy import business_day, day_begins
from tests.domain.story import HOUSE, Story

FOUR, MIDNIGHT = time(4, 0), time(0, 0)


def local(text: str, zone: str) -> int:
    """The instant of a local time; of two (the hour that comes twice) the first."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_before_the_cut_off_it_is_still_yesterday() -> None:
    zone = "America/Lima"
    assert business_day(local("2026-11-23T03:59:59", zone), zone, FOUR) == date(2026, 11, 22)
    assert business_day(local("2026-11-23T04:00:00", zone), zone, FOUR) == date(2026, 11, 23)
    assert business_day(local("2026-11-23T23:30:00", zone), zone, FOUR) == date(2026, 11, 23)


def test_one_instant_is_another_day_elsewhere() -> None:
    at = utc("2026-11-23T02:00:00")
    assert business_day(at, "America/Lima", MIDNIGHT) == date(2026, 11, 22)
    assert business_day(at, "UTC", MIDNIGHT) == date(2026, 11, 23)
    assert business_day(at, "Pacific/Kiritimati", FOUR) == date(2026, 11, 23)
    assert business_day(utc("2026-11-23T14:00:00"), "Pacific/Kiritimati", FOUR) == date(2026, 11, 24)


def test_a_day_in_spring_has_23_hours_and_one_in_autumn_25() -> None:
    def hours(day: date, zone: str, cutoff: time) -> float:
        return (day_begins(day + timedelta(days=1), zone, cutoff) - day_begins(day, zone, cutoff)) / 3600

    madrid = "Europe/Madrid"  # clocks change at 2:00 and 3:00 on the last Sundays of March and October
    assert hours(date(2026, 3, 28), madrid, FOUR) == 23, "the night belongs to the day before"
    assert hours(date(2026, 3, 29), madrid, FOUR) == 24
    assert hours(date(2026, 10, 24), madrid, FOUR) == 25
    assert hours(date(2026, 3, 29), madrid, MIDNIGHT) == 23
    assert hours(date(2026, 10, 25), madrid, MIDNIGHT) == 25


def test_a_cut_off_in_the_hour_that_does_not_exist() -> None:
    """In Madrid 2:30 was skipped on 29 March 2026: the day begins when it would have been, an hour after 1:30."""
    zone, cutoff = "Europe/Madrid", time(2, 30)
    begins = day_begins(date(2026, 3, 29), zone, cutoff)
    assert begins == local("2026-03-29T01:30:00", zone) + 3600
    assert business_day(begins - 1, zone, cutoff) == date(2026, 3, 28)
    assert business_day(begins, zone, cutoff) == date(2026, 3, 29)


def test_a_cut_off_in_the_hour_that_comes_twice() -> None:
    """In Madrid 2:30 came twice on 25 October 2026: the day begins the first time and only once."""
    zone, cutoff = "Europe/Madrid", time(2, 30)
    begins = day_begins(date(2026, 10, 25), zone, cutoff)
    assert business_day(begins - 1, zone, cutoff) == date(2026, 10, 24)
    for minutes in range(0, 180, 10):
        assert business_day(begins + 60 * minutes, zone, cutoff) == date(2026, 10, 25), minutes


def test_midnight_that_does_not_exist() -> None:
    """In Beirut the clocks go from 0:00 to 1:00: the day begins at the change."""
    zone = "Asia/Beirut"
    begins = day_begins(date(2026, 3, 29), zone, MIDNIGHT)
    assert begins == local("2026-03-29T01:00:00", zone)
    assert business_day(begins - 1, zone, MIDNIGHT) == date(2026, 3, 28)
    assert business_day(begins, zone, MIDNIGHT) == date(2026, 3, 29)


@pytest.mark.parametrize(("year", "month", "day"), [(2011, 12, 29), (2011, 12, 31)])
def test_a_place_that_skips_a_whole_day(year: int, month: int, day: int) -> None:
    """Samoa had no 30 December 2011."""
    begins = day_begins(date(year, month, day), "Pacific/Apia", FOUR)
    assert business_day(begins, "Pacific/Apia", FOUR) == date(year, month, day)
    assert business_day(begins - 1, "Pacific/Apia", FOUR) < date(year, month, day)


@given(
    at=st.integers(utc("2024-01-01"), utc("2028-01-01")),
    zone=st.sampled_from(
        ("UTC", "Europe/Madrid", "America/Lima", "America/New_York", "Asia/Jerusalem", "Australia/Lord_Howe")
    ),
    cutoff=st.times(max_value=time(6, 0)).map(lambda t: t.replace(microsecond=0)),
)
def test_every_instant_belongs_to_exactly_one_day(at: int, zone: str, cutoff: time) -> None:
    day = business_day(at, zone, cutoff)
    assert day_begins(day, zone, cutoff) <= at < day_begins(day + timedelta(days=1), zone, cutoff)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("cutoff", [MIDNIGHT, time(1, 30), time(2, 0), time(2, 30), time(3, 0), FOUR])
def test_through_a_year_days_follow_one_another_without_gap(zone: str, cutoff: time) -> None:
    seen = [business_day(at, zone, cutoff) for at in range(utc("2026-01-01"), utc("2027-01-01"), 1800)]
    steps = {after - before for before, after in pairwise(seen)}
    assert steps == {timedelta(0), timedelta(days=1)}


def test_the_policy_speaks_of_its_own_zone_and_cut_off() -> None:
    story = Story(HOUSE, zone="America/Lima", cutoff=time(6, 0))
    assert story.policy.opens_at(date(2026, 11, 23)) == utc("2026-11-23T11:00:00")
    assert story.policy.business_day(utc("2026-11-23T10:59:59")) == date(2026, 11, 22)
