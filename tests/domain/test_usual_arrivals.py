"""How many people are to be expected, by what was usual and by what has just come."""

from __future__ import annotations

import pytest

from frontdesk.domain.usual_arrivals import QUARTER_S, UsualArrivals

DAY = 86400


def test_without_a_day_nothing_is_known() -> None:
    assert UsualArrivals({}).expected(0, 12 * QUARTER_S, recent=7) == ()


def test_the_mean_of_what_is_usual_and_of_what_came_is_expected() -> None:
    """In the third quarter four and eight came, in the fourth none: six are usual; ten came in the last half hour."""
    third = 2 * QUARTER_S
    usual = UsualArrivals({0: [third] * 4, DAY: [DAY + third + QUARTER_S - 1] * 8})
    assert usual.expected(9 * DAY, 9 * DAY + third, recent=10) == ((6 + 5) / 2, (0 + 5) / 2)
    assert usual.expected(9 * DAY, 9 * DAY + third - QUARTER_S, recent=0) == (0, 3)


def test_between_two_quarters_each_counts_by_how_much_of_it_is_to_come() -> None:
    usual = UsualArrivals({0: [0] * 9})
    (first, second) = usual.expected(0, 300, recent=0)
    assert first == pytest.approx(9 * 600 / 900 / 2)
    assert second == 0


def test_hours_at_which_nobody_ever_came_expect_half_of_what_goes_on() -> None:
    assert UsualArrivals({0: [0]}).expected(0, 50 * QUARTER_S, recent=8) == (2, 2)
