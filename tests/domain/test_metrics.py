"""Percentiles, distributions and the service level, against the definitions."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.metrics import (
    Distribution,
    Judgement,
    ServiceLevel,
    abandonment,
    judged,
    no_show_rate,
    percentile,
    share,
    standing_at,
)
from tests.reports.rows import ended, still_here

LENGTHS = st.lists(st.integers(0, 20_000), max_size=200)


def test_the_reference_values_of_one_to_ten() -> None:
    found = Distribution.of(range(1, 11))
    assert (found.p50, found.p90, found.p95, found.max, found.mean, found.n) == (5, 9, 10, 10, 5.5, 10)


def test_of_nothing_there_is_no_figure_and_no_division() -> None:
    assert Distribution.of([]) == Distribution()
    assert Distribution.of([]).mean is None
    assert percentile([], 90) is None
    assert ServiceLevel().value is ServiceLevel().strict is ServiceLevel().served_only is None
    assert share(0, 0) is abandonment(0, 3, 3) is abandonment(1, 1, 2) is no_show_rate(0, 0) is None


def test_of_one_every_figure_is_that_one() -> None:
    found = Distribution.of([7])
    assert (found.n, found.mean, found.p50, found.p90, found.max, found.values) == (1, 7.0, 7, 7, 7, (7,))


def test_under_ten_the_values_stand_instead_of_a_p95() -> None:
    nine, ten = Distribution.of([9, 1, 5, 5, 2, 8, 3, 7, 4]), Distribution.of([6, 9, 1, 5, 5, 2, 8, 3, 7, 4])
    assert (nine.p95, nine.values) == (None, (1, 2, 3, 4, 5, 5, 7, 8, 9))
    assert (ten.p95, ten.values) == (9, ())


@given(LENGTHS.filter(bool), st.integers(1, 100))
def test_a_percentile_is_the_value_at_the_rounded_up_rank(lengths: list[int], percent: int) -> None:
    ordered = sorted(lengths)
    rank = math.ceil(Fraction(percent, 100) * len(ordered))
    assert percentile(ordered, percent) == ordered[rank - 1]


@given(LENGTHS)
def test_a_distribution_is_that_of_the_sorted_values(lengths: list[int]) -> None:
    ordered, found = sorted(lengths), Distribution.of(lengths)
    assert (found.n, found.total, found.max) == (len(lengths), sum(lengths), ordered[-1] if ordered else None)
    assert (found.p50, found.p90) == (percentile(ordered, 50), percentile(ordered, 90))
    assert found.p95 == (percentile(ordered, 95) if len(ordered) >= 10 else None)
    assert found.values == (tuple(ordered) if len(ordered) < 10 else ())
    assert found.mean == (float(Fraction(sum(lengths), len(lengths))) if lengths else None)


@given(LENGTHS, LENGTHS)
def test_histograms_of_parts_add(some: list[int], others: list[int]) -> None:
    assert Distribution.of_histogram(Counter(some) + Counter(others)) == Distribution.of(some + others)


def test_a_histogram_may_have_empty_bins() -> None:
    assert Distribution.of_histogram({3: 0, 5: 2, 9: 0}) == Distribution.of([5, 5])
    assert Distribution.of_histogram({3: 0}) == Distribution()


@given(LENGTHS.filter(bool), st.integers(0, 20_000))
def test_p90_within_the_target_and_nine_in_ten_within_it_say_the_same(lengths: list[int], target: int) -> None:
    p90 = Distribution.of(lengths).p90
    assert p90 is not None
    within = sum(length <= target for length in lengths)
    assert (p90 <= target) == (10 * within >= 9 * len(lengths))


PEOPLE = [
    ("served", 60, False, Judgement.WITHIN),
    ("served", 61, False, Judgement.SERVED_LATE),
    ("left", 60, False, Judgement.LEFT_EARLY),
    ("left", 61, False, Judgement.LEFT_LATE),
    ("no_show", 60, False, Judgement.NO_SHOW_EARLY),
    ("no_show", 61, False, Judgement.NO_SHOW_LATE),
    ("unfinished", 60, False, Judgement.UNFINISHED_EARLY),
    ("unfinished", 61, False, Judgement.UNFINISHED_LATE),
    (None, 60, True, Judgement.UNDECIDED),
    (None, 61, True, Judgement.WAITING_LATE),
    (None, 60, False, Judgement.UNDECIDED),
    (None, 61, False, Judgement.OPEN_LATE),
    ("removed", 60, False, None),
    ("removed", 61, False, None),
]


@pytest.mark.parametrize(("outcome", "waited", "waiting", "expected"), PEOPLE)
def test_every_kind_of_person_is_judged_as_defined(
    outcome: str | None, waited: int, waiting: bool, expected: Judgement | None
) -> None:
    assert judged(outcome, waited, 60, waiting=waiting) is expected


def test_the_three_service_levels_count_what_they_say() -> None:
    # One of each kind above: 1 within; missed: served, left, no-show, unfinished, waiting and at a counter late = 6;
    # early: left, no-show, unfinished = 3; undecided 2; the removed nowhere.
    level = ServiceLevel.of(Counter(expected for _, _, _, expected in PEOPLE if expected is not None))
    assert (level.within, level.missed, level.early, level.undecided) == (1, 6, 3, 2)
    assert level.value == 1 / 7
    assert level.strict == 1 / 10
    assert level.served_only == 1 / 2


def test_the_counts_are_those_of_the_judgements() -> None:
    assert ServiceLevel._fields == tuple(Judgement)


def test_the_rates_leave_out_the_removed_and_those_never_called() -> None:
    assert abandonment(left=3, arrived=13, removed=1) == 0.25
    assert no_show_rate(no_shows=1, called=4) == 0.25


def test_those_who_still_wait_have_waited_until_now() -> None:
    assert standing_at(still_here("a", 1000), 1300) == (300, True)
    assert standing_at(still_here("a", 1000, waiting_s=50, since=1200), 1300) == (150, True)


def test_a_hold_that_is_over_has_become_waiting_at_its_end() -> None:
    held = still_here("a", 1000, state="held", since=1100, waiting_s=100, hold_until=1200)
    assert standing_at(held, 1199) == (100, False)
    assert standing_at(held, 1200) == (100, True)
    assert standing_at(held, 1260) == (160, True)
    assert standing_at(held._replace(hold_until=None), 1260) == (100, False)


def test_the_wait_stops_at_the_call_and_at_the_end() -> None:
    assert standing_at(still_here("a", 1000, state="called", since=1100, waiting_s=100), 1300) == (100, False)
    assert standing_at(ended("a", 1000, "served", wait=70, serving=30), 9000) == (70, False)
