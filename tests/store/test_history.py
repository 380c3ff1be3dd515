"""History hands out exactly the visits that were here on the days that a report is about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations_with_replacement
from typing import Any

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.reports.parts import as_they_stood
from frontdesk.store import history
from tests.store.house import DAY, HOUR, NINE, House
from tests.store.turmoil import turmoil


def _was_here(row: dict[str, Any], first: str, last: str) -> bool:
    """Whether a visit had begun by the end of the last day, and had not ended before the first."""
    return row["arrived_day"] <= last and (row["ended_day"] is None or row["ended_day"] >= first)


def test_a_range_has_everybody_who_was_here_then_and_nobody_else(house: House) -> None:
    house.check_in()  # somebody who stays to the end
    turmoil(house, seed=8, steps=400)
    house.later(3 * DAY)
    turmoil(house, seed=9, steps=60)
    rows, legs, phases = house.rows("visit"), house.rows("leg"), house.rows("phase")
    begin = date.fromisoformat(min(row["arrived_day"] for row in rows)) - timedelta(days=2)
    end = date.fromisoformat(house.day.day) + timedelta(days=2)
    days = [(begin + timedelta(days=n)).isoformat() for n in range((end - begin).days + 1)]
    assert len(days) > 8
    crossings = 0
    for first, last in combinations_with_replacement(days, 2):
        here = {row["id"]: row for row in rows if _was_here(row, first, last)}
        with house.a.store.reading() as connection:
            found = history.visits(connection, "main", first, last)
            found_legs = history.legs(connection, "main", first, last)
            found_phases = history.phases(connection, "main", first, last)
            assert history.visits(connection, "elsewhere", first, last) == []
        assert sorted(one.id for one in found) == sorted(here), (first, last)
        assert [(one.arrived_at, one.id) for one in found] == sorted((one.arrived_at, one.id) for one in found)
        assert len(found_legs) == sum(leg["visit"] in here and here[leg["visit"]]["legs"] > 1 for leg in legs)
        assert len(found_phases) == sum(phase["visit"] in here for phase in phases)
        crossings += sum(
            row["arrived_day"] < first and (row["ended_day"] is None or row["ended_day"] > last)
            for row in here.values()
        )
    assert crossings > 0


def test_a_range_is_found_by_its_days_and_not_by_looking_at_every_year(house: House) -> None:
    house.check_in()
    statements: list[str] = []
    with house.a.store.reading() as connection:
        if not house.address.is_sqlite:
            return  # PostgreSQL goes by the number of rows, and here are none
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(statements.append)
        history.visits(connection, "main", "2026-11-23", "2026-11-23")
        driver.set_trace_callback(None)
        (statement,) = [one for one in statements if one.startswith("SELECT")]
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert not [step for step in plan if step.startswith("SCAN visit")]
    assert [step for step in plan if "ix_visit_site_arrived_day (site=? AND arrived_day>? AND arrived_day<?)" in step]


def test_one_visit_is_found_by_its_id(house: House) -> None:
    came = house.check_in()
    with house.a.store.reading() as connection:
        found = history.visit(connection, "main", came["visit"])
        assert history.visit(connection, "main", "nobody") is None
        assert history.visit(connection, "elsewhere", came["visit"]) is None
    assert found is not None
    assert found.number == came["number"]


def test_questions_without_a_number_are_added_up_by_counter(house: House) -> None:
    house.open("1", "2")
    for counter in "112":
        house.a.perform(do.QuickServe(counter=counter, actor="ana"))
    house.later(DAY)
    house.a.perform(do.QuickServe(counter="1", actor="ana"))
    with house.a.store.reading() as connection:
        assert history.quick(connection, "main", "2026-11-23", "2026-11-24") == {"1": 3, "2": 1}
        assert history.quick(connection, "main", "2026-11-24", "2026-11-24") == {"1": 1}


def test_what_is_usual_is_what_came_on_like_days(house: House) -> None:
    """Two Mondays with two people and one, a Tuesday with three; the second Monday knows one Monday and asks all."""
    monday = date(2026, 11, 23)
    for day, people in ((0, 2), (1, 3), (7, 1)):
        house.clock.at = NINE + day * DAY
        for _ in range(people):
            house.check_in()
    removed = house.check_in()
    house.a.perform(do.Remove(visit=removed["visit"], actor="ana"))
    house.clock.at = NINE + 8 * DAY
    house.check_in()
    archive, begins = Archive(house.a), house.a.policy.opens_at(monday + timedelta(days=14))

    def usual(day: date) -> tuple[int, float]:
        found = archive.usual_arrivals(day)
        first, _ = found.expected(begins, begins + 5 * HOUR, recent=0) or (0.0, 0.0)
        return found.days, 2 * first

    assert usual(monday) == (0, 0)
    assert usual(monday + timedelta(days=7)) == (2, 2.5), "one Monday is few: the Tuesday tells too"
    assert usual(monday + timedelta(days=14)) == (2, 1.5)
    assert usual(monday + timedelta(days=15)) == (2, 2)


def test_what_is_usual_is_found_by_its_days(house: House) -> None:
    house.check_in()
    statements: list[str] = []
    with house.a.store.reading() as connection:
        assert history.arrivals(connection, "main", "2026-11-23") == [NINE]
        assert history.arrivals(connection, "elsewhere", "2026-11-23") == []
        if not house.address.is_sqlite:
            return  # PostgreSQL goes by the number of rows, and here are none
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(statements.append)
        history.arrivals(connection, "main", "2026-11-23")
        driver.set_trace_callback(None)
        (statement,) = [one for one in statements if one.startswith("SELECT")]
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert all("ix_visit_site_arrived_day (site=? AND arrived_day>? AND arrived_day<?)" in step for step in plan)


def test_a_few_visits_are_found_by_their_ids_as_they_stood_at_the_end_of_a_day(house: House) -> None:
    house.check_in()
    house.later(DAY)
    house.check_in()
    house.a.roll_over()
    (early, late) = sorted(house.rows("visit"), key=lambda row: row["arrived_at"])
    day = date.fromisoformat(early["arrived_day"])
    archive = Archive(house.a)
    found = archive.period_of([early["id"], late["id"], "nobody"], day, day)
    assert sorted(one.id for one in found.visits) == sorted((early["id"], late["id"]))
    assert [one.id for one in as_they_stood(found)] == [early["id"]]
    assert archive.period_of([], day, day).visits == []


def test_an_archive_of_an_instant_tells_of_that_instant(house: House) -> None:
    house.check_in()
    at = house.a.now()
    archive = Archive(house.a, at)
    house.later(HOUR)
    day = archive.current_day()
    assert (archive.summary(day, day).as_of, archive.period(day, day).as_of) == (at, at)
    assert Archive(house.a).summary(day, day).as_of == at + HOUR
