"""Estimates held against what came, reckoned by hand."""

from __future__ import annotations

import pytest

from frontdesk.domain.standards import Promise
from frontdesk.domain.visit import Leg, Outcome, State, Visit
from frontdesk.reports.estimate_accuracy import Accuracy, Errors, accuracy

PROMISE = Promise(wait_s=600, allowance_s=600, handling_s=480, goal=0.8)


def visit(
    n: int,
    at: int,
    waited: int,
    told: tuple[int, int, int] | None,
    segment: str = "regular",
    outcome: Outcome = Outcome.SERVED,
) -> Visit:
    leg = Leg("info", at, at, PROMISE, called_at=at + waited, started_at=at + waited, waiting_s=waited)
    p10, p50, p90 = (None, None, None) if told is None else told
    return Visit(
        id=str(n),
        number=f"I{n:03d}",
        serial=n,
        segment=segment,
        urgency="normal",
        arrived_at=at,
        arrived_day="2026-11-23",
        legs=(leg,),
        state=State.ENDED,
        outcome=outcome,
        estimate_p10_s=p10,
        estimate_p50_s=p50,
        estimate_p90_s=p90,
    )


def test_four_waits_by_hand() -> None:
    """Called at 110, 150, 400 and 3000; each knows only of those called before it came."""
    found = accuracy(
        [
            visit(1, 100, 10, (5, 20, 40)),  # 10 too long
            visit(2, 120, 30, (40, 60, 90), "vip"),  # 30 too long, and under the least
            visit(3, 200, 200, (50, 100, 150)),  # 100 too short, and over the most
            visit(4, 2000, 1000, (900, 1000, 1000)),  # right, and at the edge
        ]
    )
    assert found.errors == Errors(4, (10 + 30 + 100 + 0) / 4, (10 + 30 - 100 + 0) / 4, 3 / 4, 2 / 4)
    assert found.by_segment["vip"] == Errors(1, 30.0, 30.0, 1.0, 0.0)
    assert found.by_segment["regular"].n == 3
    # 1: nothing known. 2: 10 of the first. 3: the first two, the last of them 30. 4: in the half hour only the third.
    assert found.baselines == pytest.approx(
        {
            "half_hour_mean": (10 + 20 + 180 + 800) / 4,
            "last_to_enter": (10 + 20 + 170 + 800) / 4,
            "last_ten_mean": (10 + 20 + 180 + (1000 - 80)) / 4,
        }
    )


def test_only_those_who_waited_were_served_and_had_been_told() -> None:
    found = accuracy(
        [
            visit(1, 100, 0, (0, 0, 0)),
            visit(2, 100, 50, None),
            visit(3, 100, 50, (1, 2, 3), outcome=Outcome.LEFT),
        ]
    )
    assert found == Accuracy(Errors(0), {}, {"half_hour_mean": None, "last_to_enter": None, "last_ten_mean": None})
    assert found.as_data()["mae_s"] is None


def test_the_mean_of_the_last_ten_forgets_the_eleventh() -> None:
    first, late = visit(0, 100, 1000, (1, 2, 3)), visit(20, 9000, 10, (1, 2, 3))
    between = [visit(n, 2000 + n, 10, (1, 2, 3)) for n in range(1, 12)]
    # Ten of those between come before any of them is called; the eleventh when one has been, the last after all.
    assert accuracy([first, *between, late]).baselines["last_ten_mean"] == pytest.approx(
        (1000 + 10 * (1000 - 10) + (505 - 10) + 0) / 13
    )
