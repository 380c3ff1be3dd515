"""What a day needs, from small histories by hand."""

from __future__ import annotations

from datetime import date, time

import pytest

from frontdesk.domain.records import VisitRecord, records_of
from frontdesk.domain.staffing import erlang_c, impatient, patient
from frontdesk.domain.standards import Promise
from frontdesk.domain.visit import Leg, Outcome, State, Visit
from frontdesk.reports.staffing import Clock, staffing
from tests.domain.story import NINE

UTC = Clock("UTC", time(4))
MONDAY = date(2026, 11, 30)
PROMISE = Promise(wait_s=600, allowance_s=600, handling_s=480, goal=0.8)


def visit(
    n: int, at: int, handled: int, counter: str = "1", outcome: Outcome = Outcome.SERVED, waited: int = 0
) -> VisitRecord:
    served = outcome is Outcome.SERVED
    called = at + waited if served else None
    leg = Leg("info", at, at, PROMISE, called_at=called, started_at=called, waiting_s=waited, serving_s=handled)
    leg = leg._replace(counter=counter if served else None)
    one = Visit(
        id=str(n),
        number=f"I{n:03d}",
        serial=n,
        segment="regular",
        urgency="normal",
        arrived_at=at,
        arrived_day="2026-11-23",
        legs=(leg,),
        state=State.ENDED,
        ended_at=at + waited + handled,
        outcome=outcome,
    )
    return records_of(one, "2026-11-23").visits[0]


def test_nothing_comes_of_no_history() -> None:
    found = staffing(MONDAY, {}, UTC, 600, 0.8)
    assert (found.half_hours, found.days, found.patience_s) == ((), (), None)
    assert staffing(MONDAY, {"2026-11-23": []}, UTC, 600, 0.8).half_hours == ()


def test_two_days_by_hand() -> None:
    """Six and four come in the half hour from nine, and take six minutes: five times 360 s in 1,800 is one erlang."""
    days = {
        "2026-11-16": [visit(n, NINE + n, 360, str(n % 2)) for n in range(6)],
        "2026-11-23": [visit(n, NINE + 60 * n, 360) for n in range(4)] + [visit(9, NINE + 3600, 100)],
    }
    found = staffing(MONDAY, days, UTC, 300, 0.8)
    first, second, third = found.half_hours
    assert (first.begins, second.begins, third.begins) == ("09:00", "09:30", "10:00")
    assert (first.arrivals, first.handling_s, first.load) == (5, 360, 1)
    assert first.patient is not None
    assert first.patient.counters == 2
    assert erlang_c(2, 1) == pytest.approx(1 / 3)
    assert first.patient.wait_s == pytest.approx(1 / 3 * 360)
    assert first.patient.within == patient(2, 1, 360, 300).within >= 0.8
    assert patient(1, 1, 360, 300).within < 0.8
    assert first.impatient is None, "nobody has left"
    assert first.at_work == 1.5
    assert (second.arrivals, second.load) == (0, 0)
    assert second.patient is not None
    assert second.patient.counters == 0
    assert third.arrivals == 0.5


def test_where_enough_have_left_fewer_are_needed() -> None:
    days = {
        "2026-11-23": [visit(n, NINE + n, 360) for n in range(50)]
        + [visit(100 + n, NINE + n, 0, outcome=Outcome.LEFT, waited=120) for n in range(50)]
    }
    found = staffing(MONDAY, days, UTC, 60, 0.9)
    assert found.patience_s == 120
    (one,) = [half_hour for half_hour in found.half_hours if half_hour.arrivals]
    assert one.load == 20
    assert one.patient is not None
    assert one.impatient is not None
    assert one.impatient.counters <= one.patient.counters
    assert impatient(one.impatient.counters - 1, 20, 360, 60, 120).within < 0.9
    assert one.impatient.leaves > 0


def test_mistakes_do_not_count_and_half_hours_go_by_the_sites_clock() -> None:
    days = {"2026-11-23": [visit(1, NINE, 60), visit(2, NINE + 9000, 0, outcome=Outcome.REMOVED)]}
    found = staffing(MONDAY, days, Clock("America/Lima", time(4)), 600, 0.8)
    assert [one.begins for one in found.half_hours] == ["04:00"]
    late = staffing(
        MONDAY, {"2026-11-23": [visit(1, NINE, 60), visit(2, NINE - 60, 60)]}, Clock("UTC", time(9)), 60, 0.8
    )
    assert (late.half_hours[0].begins, late.half_hours[-1].begins) == ("09:00", "08:30")
