"""Counters: opening, pausing, closing, what they take, and a colleague who goes on."""

from __future__ import annotations

from frontdesk.domain import commands as do
from frontdesk.domain.day import CounterState
from tests.domain.story import Story, note


def test_a_counter_is_opened_by_a_person_and_closed_when_nobody_stands_there() -> None:
    story = Story()
    assert story.counter("1").state is CounterState.CLOSED
    story.open("1", staff="rosa")
    assert (story.counter("1").state, story.counter("1").staff) == (CounterState.OPEN, "rosa")
    story.comes("ann")
    story.call()
    assert story.refused(do.CloseCounter(counter="1")) == "counter_busy"
    story.does(do.Start(counter="1"))
    assert story.refused(do.CloseCounter(counter="1")) == "counter_busy"
    story.finish()
    story.does(do.CloseCounter(counter="1"))
    assert (story.counter("1").state, story.counter("1").staff) == (CounterState.CLOSED, None)


def test_nobody_opens_a_counter_that_a_colleague_staffs() -> None:
    story = Story()
    story.open("1", staff="rosa")
    assert story.refused(do.OpenCounter(counter="1", actor="luis")) == "counter_busy"
    assert story.refused(do.OpenCounter(counter="1", actor="rosa")) == "wrong_state"


def test_a_shift_lead_changes_what_a_counter_takes_and_the_shift_goes_on() -> None:
    story = Story()
    story.open("1", staff="rosa", segments=("vip",))
    story.comes("vic", segment="vip")
    story.serve()
    opened = story.counter("1")
    story.later(minutes=10).does(do.OpenCounter(counter="1", services=("bank",), actor="lea"))
    now = story.counter("1")
    assert now.services == frozenset({"bank"})
    assert now.segments == frozenset({"vip"}), "what was not named stays"
    assert now._replace(services=None) == opened, "same person, same shift, same visit"


def test_a_paused_counter_stays_paused_when_it_is_given_other_services() -> None:
    story = Story(counters="1")
    story.does(do.PauseCounter(counter="1", reason=note("lunch")))
    story.does(do.OpenCounter(counter="1", services=("bank",), actor="lea"))
    assert (story.counter("1").state, story.counter("1").staff) == (CounterState.PAUSED, "staff-1")


def test_a_pause_has_a_reason_and_an_end() -> None:
    story = Story(counters="1")
    story.later(minutes=5).does(do.PauseCounter(counter="1", reason=note("lunch")))
    paused = story.counter("1")
    assert (paused.state, paused.since, paused.pause_reason) == (CounterState.PAUSED, story.now, note("lunch").ref)
    assert story.refused(do.PauseCounter(counter="1")) == "wrong_state"
    story.later(minutes=30).does(do.ResumeCounter(counter="1"))
    resumed = story.counter("1")
    assert (resumed.state, resumed.since, resumed.pause_reason) == (CounterState.OPEN, story.now, None)
    assert story.refused(do.ResumeCounter(counter="1")) == "wrong_state"


def test_a_pause_after_this_one_begins_when_this_one_ends_and_may_be_thought_better_of() -> None:
    story = Story(counters="1")
    opened_at = story.now
    story.comes("ann")
    story.later(minutes=1).serve()
    assert story.refused(do.PauseCounter(counter="1")) == "counter_busy"
    story.does(do.PauseCounter(counter="1", after_this=True))
    story.later(minutes=1).does(do.ResumeCounter(counter="1"))
    assert story.counter("1").since == opened_at, "it has been open all the time"
    story.does(do.PauseCounter(counter="1", after_this=True, reason=note("lunch")))
    story.later(minutes=1)
    story.finish()
    paused = story.counter("1")
    assert (paused.state, paused.since, paused.pause_reason) == (CounterState.PAUSED, story.now, note("lunch").ref)
    assert not paused.pause_after


def test_a_pause_after_this_one_with_nobody_there_begins_at_once() -> None:
    story = Story(counters="1")
    story.does(do.PauseCounter(counter="1", after_this=True))
    assert story.counter("1").state is CounterState.PAUSED


def test_a_colleague_takes_over_the_counter_with_whoever_stands_there() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.later(minutes=2).does(do.TakeOverCounter(counter="1", actor="luis"))
    assert story.counter("1").staff == "luis"
    assert story["ann"].leg.staff == "luis"
    story.later(minutes=1)
    story.finish()
    assert story["ann"].leg.handling_s == 180
    assert story.refused(do.TakeOverCounter(counter="1", actor="luis")) == "wrong_state"


def test_a_colleague_takes_over_the_one_being_served_and_the_other_counter_is_free() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.comes("bob")
    story.serve("1")
    story.later(minutes=2).does(do.TakeOverVisit(counter="2", from_counter="1", actor="staff-2"))
    assert story.at("2") == "ann"
    assert story.call("1") == "bob"
    assert story.refused(do.TakeOverVisit(counter="2", from_counter="1")) == "counter_busy"
    story.finish("2")
    assert story.counter("2").served == 1
    assert story.refused(do.TakeOverVisit(counter="2", from_counter="2")) == "unknown_visit"


def test_one_person_may_stand_at_several_counters() -> None:
    story = Story()
    story.open("1", staff="rosa")
    story.open("2", staff="rosa")
    assert {story.counter(c).staff for c in "12"} == {"rosa"}
