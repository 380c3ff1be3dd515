"""Erlang's formulas against every reference value, each other, and customers who really come and go."""

from __future__ import annotations

import random
from functools import partial
from heapq import heapify, heapreplace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.staffing import counters_for, erlang_c, impatient, patient


@pytest.mark.parametrize(
    ("counters", "load", "waits"),
    [
        (2, 1, 1 / 3),
        (3, 2, 4 / 9),
        (5, 4, 128 / 231),
        (8, 5, 78125 / 467069),
        (10, 8, 0.4091801508),
        (14, 10, 0.1741319336),
    ],
)
def test_erlang_c(counters: int, load: float, waits: float) -> None:
    assert erlang_c(counters, load) == pytest.approx(waits, abs=5e-11)


def test_the_service_level_of_fourteen_counters_under_ten_erlangs() -> None:
    assert patient(14, 10, 180, 20).within == pytest.approx(0.8883500192, abs=5e-11)


def test_erlang_a() -> None:
    expected = impatient(14, 10, 180, 20, patience_s=300)
    assert expected.waits == pytest.approx(0.14526, abs=5e-6)
    assert expected.leaves == pytest.approx(0.013984, abs=5e-7)


def test_erlang_a_with_patience_as_long_as_handling_is_a_poisson_number_of_people() -> None:
    assert impatient(10, 10, 1, 1, patience_s=1).waits == pytest.approx(0.5420702855, abs=5e-11)


def half_wait_at_most(load: float, counters: int) -> bool:
    return erlang_c(counters, load) <= 0.5


def test_the_published_wednesdays_of_the_bank() -> None:
    calls = (
        *(6.75, 1.75, 1.25, 0, 0.5, 0.25, 4.75, 39.5, 97.25, 107.5, 124, 110.25),
        *(95.5, 203.5, 115.75, 115.5, 67.75, 75, 88.75, 85.5, 68, 61.5, 57.5, 44.25),
    )
    needed = [counters_for(partial(half_wait_at_most, load / 15)) for load in calls]
    assert needed == [1, 1, 1, 0, 1, 1, 1, 4, 8, 9, 10, 9, 8, 16, 10, 10, 6, 7, 8, 8, 6, 6, 5, 4]


def test_too_few_counters_are_never_enough_for_the_patient_and_serve_some_of_the_impatient() -> None:
    assert patient(4, 4, 180, 20) == (1.0, 0.0, None, 0.0)
    expected = impatient(1, 500, 180, 3000, patience_s=300)
    assert expected.waits == pytest.approx(1)
    assert expected.leaves == pytest.approx(0.998)
    assert expected.within == pytest.approx(0.002, rel=1e-3)
    assert counters_for(lambda n: erlang_c(n, 2000) < 0.5) is None


@given(counters=st.integers(1, 40), load=st.floats(0.01, 60), target=st.floats(0, 3600))
def test_shares_are_shares_and_endless_patience_is_erlang_c(counters: int, load: float, target: float) -> None:
    expected = impatient(counters, load, 180, target, patience_s=600)
    assert 0 <= expected.leaves <= expected.waits + 1e-12 <= 1 + 2e-12
    assert -1e-9 <= expected.within <= 1 - expected.leaves + 1e-6
    if load < 0.9 * counters:
        endless, c = impatient(counters, load, 180, target, patience_s=1e9), patient(counters, load, 180, target)
        assert endless.waits == pytest.approx(c.waits, abs=1e-4)
        assert endless.within == pytest.approx(c.within, abs=1e-3)


@pytest.mark.parametrize(("counters", "load"), [(14, 10.0), (5, 6.0)])
def test_erlang_a_is_what_happens(counters: int, load: float) -> None:
    """A hundred thousand customers with handling, patience and times between arrivals all exponential."""
    draw = random.Random(1)
    n, handling, patience, target = 100_000, 180.0, 240.0, 45.0
    free_at = [0.0] * counters
    heapify(free_at)
    now = waited = left = within = 0.0
    for _ in range(n):
        now += draw.expovariate(load / handling)
        wait, will_wait = max(0.0, free_at[0] - now), draw.expovariate(1 / patience)
        waited += wait > 0
        if wait > will_wait:
            left += 1
            continue
        within += wait <= target
        heapreplace(free_at, now + wait + draw.expovariate(1 / handling))
    expected = impatient(counters, load, handling, target, patience_s=patience)
    assert waited / n == pytest.approx(expected.waits, abs=0.015)
    assert left / n == pytest.approx(expected.leaves, abs=0.01)
    assert within / n == pytest.approx(expected.within, abs=0.015)
