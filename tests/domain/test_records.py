"""What history keeps of a visit: flat, complete, and the same figures as the visit's own."""

from __future__ import annotations

from frontdesk.domain import commands as do
from frontdesk.domain.records import records_of
from tests.domain.story import MONDAY, Story, note


def test_a_visit_of_two_legs_is_judged_by_the_first_and_each_leg_by_its_own() -> None:
    story = Story(counters="12")
    story.comes("ann", "info", party=2, preference="age60")
    story.later(minutes=3).serve("1")
    story.later(minutes=1).does(do.MarkPhase(counter="1"))
    story.later(minutes=2).does(do.Transfer(counter="1", service="repair"))
    story.later(minutes=4).serve("2")
    story.later(minutes=5)
    story.finish("2", reason=note("done"))
    kept = records_of(story["ann"], MONDAY)
    visit = kept.visits[0]
    assert (visit.service, visit.target_s, visit.counter, visit.staff) == ("info", 600, "2", "staff-2")
    assert (visit.waiting_s, visit.serving_s, visit.legs) == (420, 480, 2)
    assert (visit.arrived_day, visit.ended_day, visit.outcome) == (MONDAY, MONDAY, "served")
    assert [(leg.leg, leg.service, leg.target_s, leg.waiting_s, leg.serving_s) for leg in kept.legs] == [
        (1, "info", 600, 180, 180),
        (2, "repair", 1200, 240, 300),
    ]
    assert [(leg.counter, leg.due_at - leg.queued_at) for leg in kept.legs] == [("1", 600), ("2", 1200)]
    assert [(one.place, one.leg, one.phase, one.seconds) for one in kept.phases] == [
        (1, 1, "welcome", 60),
        (2, 1, "understanding", 120),
    ]


def test_an_open_visit_has_not_ended_on_any_day() -> None:
    story = Story()
    story.comes("ann")
    story.does(do.Hold(visit="ann", until=story.now + 60))
    visit = records_of(story["ann"], MONDAY).visits[0]
    assert (visit.ended_day, visit.ended_at, visit.outcome) == (None, None, None)
    assert (visit.state, visit.since, visit.hold_until) == ("held", story.now, story.now + 60)


def test_a_visit_carried_over_ends_on_the_day_on_which_it_ends() -> None:
    story = Story()
    story.comes("ann")
    story.ends().does(do.MarkLeft(visit="ann"))
    visit = records_of(story["ann"], story.day.day).visits[0]
    assert (visit.arrived_day, visit.ended_day) == (MONDAY, "2026-11-24")
