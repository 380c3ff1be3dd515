"""The first estimate of a wait, and what a customer is told of it."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.estimate import Estimate, estimate, mean_handling_s, told_range
from tests.domain.story import Story


def test_a_free_counter_means_no_wait() -> None:
    story = Story(counters="12")
    story.comes("ann")
    assert (story["ann"].estimate_p50_s, story["ann"].estimate_p90_s) == (0, 0)


def test_a_free_counter_is_for_the_first_and_the_others_wait_for_it() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.comes("bob")
    story.comes("cat")
    assert [story[name].estimate_p50_s for name in ("ann", "bob", "cat")] == [0, 480, 960]


def test_people_ahead_times_mean_handling_by_counters() -> None:
    story = Story(counters="12")
    for name in ("a", "b", "c"):
        story.comes(name)
    story.serve("1")
    story.serve("2")
    story.comes("ann")
    # c is ahead; handling of 8 minutes is expected; two counters: (1 + 1) × 480 / 2
    assert (story["ann"].estimate_p50_s, story["ann"].estimate_p90_s) == (480, 960)


def test_the_mean_moves_slowly_from_what_the_house_expects_to_what_is_seen() -> None:
    story = Story(counters="1")
    assert mean_handling_s(story.day, 480) == 480
    for n in range(20):
        story.comes(f"v{n}")
        story.serve()
        story.later(minutes=2)
        story.finish()
    assert story.day.handled == (20, 2400)
    assert mean_handling_s(story.day, 480) == pytest.approx((2400 + 20 * 480) / 40)


def test_interruptions_make_nobody_slower() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.later(minutes=2).does(do.Interrupt(counter="1"))
    story.later(minutes=30).does(do.Resume(counter="1"))
    story.later(minutes=1)
    story.finish()
    assert story.day.handled == (1, 180)


def test_without_an_open_counter_nothing_is_promised() -> None:
    story = Story()
    story.open("1", services=("bank",))
    story.comes("ann", "info")
    assert story["ann"].estimate_p50_s is None
    story.does(do.PauseCounter(counter="1"))
    story.comes("bob", "bank")
    assert story["bob"].estimate_p50_s is None, "a paused counter calls nobody"


def test_those_who_wait_for_other_counters_are_not_counted() -> None:
    story = Story()
    story.open("1", services=("info",))
    story.open("2", services=("bank",))
    for n in range(9):
        story.comes(f"b{n}", "bank")
    story.comes("ann", "info")
    assert story["ann"].estimate_p50_s == 0, "counter 1 is free and the nine wait for the other one"


def test_a_vip_is_told_of_those_before_them_in_the_order() -> None:
    story = Story(counters="1")
    for n in range(5):
        story.comes(f"v{n}")
    story.serve()
    story.later(seconds=1).comes("vic", segment="vip")
    assert story["vic"].estimate_p50_s == 480, "nobody before, one at the counter"


def test_for_one_sent_to_a_counter_only_that_one_counts() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.serve("1")
    story.does(do.Transfer(counter="1", service="bank", to_counter="2"))
    assert estimate(story.day, story["ann"], 0) == Estimate(0, 0)
    story.does(do.PauseCounter(counter="2"))
    assert estimate(story.day, story["ann"], 0) is None, "counter 1 is free, but she was sent to 2"


@pytest.mark.parametrize(
    ("p50", "p90", "told"),
    [(0, 0, (0, 0)), (1, 1, (5, 10)), (300, 600, (5, 10)), (301, 601, (10, 15)), (600, 60, (10, 15))],
)
def test_customers_hear_fives_of_minutes_rounded_up(p50: int, p90: int, told: tuple[int, int]) -> None:
    assert told_range(p50, p90) == told
