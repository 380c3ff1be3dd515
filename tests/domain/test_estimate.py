"""The estimate of a wait, what it learns from, and what a customer is told of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.day import Day
from frontdesk.domain.estimate import Estimate, estimate, mean_handling_s, told_range
from frontdesk.domain.experience import Experience, experience_from_data
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
    assert mean_handling_s(story.day.experience, 480) == 480
    for n in range(20):
        story.comes(f"v{n}")
        story.serve()
        story.later(minutes=2)
        story.finish()
    assert story.day.experience.handling == (120,) * 20
    assert mean_handling_s(story.day.experience, 480) == pytest.approx((2400 + 20 * 480) / 40)


def test_interruptions_make_nobody_slower() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.later(minutes=2).does(do.Interrupt(counter="1"))
    story.later(minutes=30).does(do.Resume(counter="1"))
    story.later(minutes=1)
    story.finish()
    assert story.day.experience.handling == (180,)


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
    assert estimate(story.day, story["ann"], 0) == Estimate(0, 0, 0, base_s=0, ahead=0, counter_free=True)
    story.does(do.PauseCounter(counter="2"))
    assert estimate(story.day, story["ann"], 0) is None, "counter 1 is free, but she was sent to 2"


@pytest.mark.parametrize(
    ("p50", "p90", "told"),
    [(0, 0, (0, 0)), (1, 1, (5, 10)), (300, 600, (5, 10)), (301, 601, (10, 15)), (600, 60, (10, 15))],
)
def test_customers_hear_fives_of_minutes_rounded_up(p50: int, p90: int, told: tuple[int, int]) -> None:
    assert told_range(p50, p90) == told


def test_before_enough_waits_are_known_half_to_twice_the_base_is_told() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.comes("bob")
    expected = estimate(story.day, story["bob"], 0)
    assert expected == Estimate(240, 480, 960, base_s=480, ahead=0, counter_free=False)


def seen(**more: Any) -> Experience:
    return Experience(**more)


def with_experience(story: Story, experience: Experience) -> Day:
    return replace(story.day, experience=experience)


def busy(counters: str = "1") -> Story:
    """Somebody at each counter, and Bob, who waits."""
    story = Story(counters=counters)
    for counter in counters:
        story.comes(f"at-{counter}")
        story.serve(counter)
    story.comes("bob")
    return story


def test_two_hundred_waits_say_how_the_base_compares_with_what_comes() -> None:
    """Ratios of 0.005 … 1.000: the tenth, the median and the ninetieth of a hundred, by nearest rank."""
    story = busy()
    ratios = tuple(range(5, 1005, 5))
    known = with_experience(story, seen(ratios=(ratios, (), (), ())))
    expected = estimate(known, story["bob"], 0)
    assert expected is not None
    assert (expected.p10_s, expected.p50_s, expected.p90_s) == (48, 240, 432)
    other = with_experience(story, seen(ratios=(ratios[:100], ratios[100:], (), ())))
    assert estimate(other, story["bob"], 0) == expected, "with few for this many ahead, all are asked"
    few = with_experience(story, seen(ratios=(ratios[:199], (), (), ())))
    assert estimate(few, story["bob"], 0) == Estimate(240, 480, 960, 480, 0, counter_free=False)


def test_the_more_is_known_of_a_segment_the_more_its_own_waits_count() -> None:
    """Half of what was reckoned for everybody, all of it for this segment: fifty of its waits move it half the way."""
    story = busy()
    all_waits, place = (500,) * 200, ((), (), ())
    for n, expected in ((0, 240), (50, 360), (150, 420)):
        own = {"regular": ((1000,) * n, *place), "vip": ((100,) * 200, *place)}
        known = with_experience(story, seen(ratios=(all_waits, *place), by_segment=own))
        told = estimate(known, story["bob"], 0)
        assert told is not None
        assert (told.p10_s, told.p50_s, told.p90_s) == (expected,) * 3


def test_those_who_leave_shorten_the_wait_once_fifty_have_left() -> None:
    story = busy("12")
    patient = estimate(with_experience(story, seen(left=49, waited_s=49 * 600)), story["bob"], 3)
    leaving = estimate(with_experience(story, seen(left=50, waited_s=50 * 600)), story["bob"], 3)
    assert patient is not None
    assert leaving is not None
    assert patient.base_s == 4 * 240
    rate, theta = 2 / 480, 1 / 600
    assert leaving.base_s == round(sum(1 / (rate + j * theta) for j in range(4)))


def test_what_is_learned_from_waits_and_handling_goes_on_the_next_day() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.comes("bob")
    story.later(minutes=4)
    story.finish()
    story.serve()
    story.comes("cat")
    story.later(minutes=1).does(do.MarkLeft(visit="cat"))
    known = story.day.experience
    assert known.handling == (240,)
    assert known.ratios == ((500,), (), (), ()), "bob waited 4 minutes of the 8 that were reckoned"
    assert known.by_segment == {"regular": known.ratios}
    assert (known.left, known.waited_s) == (1, 300)
    story.ends()
    assert story.day.experience == known


def test_an_experience_written_before_segments_had_their_own_is_read() -> None:
    assert experience_from_data({"handling": [240], "ratios": [[500], [], [], []], "left": 1}) == Experience(
        (240,), ((500,), (), (), ()), left=1
    )
    known = Experience(by_segment={"vip": ((500,), (), (), (700, 800))})
    assert experience_from_data(json.loads(json.dumps(known.as_data()))) == known


def test_an_undone_step_is_unlearned() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    before = story.day.experience
    story.later(minutes=3)
    story.finish()
    story.undo("1")
    assert story.day.experience == before


def test_a_free_counter_that_lets_people_wait_is_not_taken_for_free() -> None:
    story = Story(counters="1")
    story.comes("ann")
    assert story["ann"].estimate_p50_s == 0
    story.later(minutes=5)
    story.serve()
    story.finish()
    story.comes("bob")
    assert story["bob"].estimate_p50_s == 457, (
        "(300 + 20 × 480) / 21 of handling, since the counter was free for ann too"
    )
    known = with_experience(story, seen(late_though_free=True, at_once=99))
    assert estimate(known, story["bob"], 0) == Estimate(240, 480, 960, 480, 0, counter_free=True)
    known = with_experience(story, seen(late_though_free=True, at_once=100))
    assert estimate(known, story["bob"], 0) == Estimate(0, 0, 0, 0, 0, counter_free=True)


def test_waits_with_holds_in_them_teach_nothing() -> None:
    story = busy()
    story.does(do.Hold(visit="bob", until=story.now + 60))
    story.later(minutes=5)
    story.finish()
    story.serve()
    assert story.day.experience.ratios == ((), (), (), ())
