"""The day: numbers, the intake, the close, and what goes on in the next one."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import CounterState
from frontdesk.domain.policy import AtClose, Role
from frontdesk.domain.rules.days import opening
from frontdesk.domain.visit import Outcome, State
from tests.domain.story import Story, note


def test_each_service_counts_its_own_numbers() -> None:
    story = Story()
    numbers = [story.comes("a"), story.comes("b", "bank"), story.comes("c"), story.comes("d", "bank", "info")]
    assert numbers == ["I001", "B001", "I002", "B002"]


def test_one_id_is_one_visit() -> None:
    story = Story()
    story.comes("ann")
    assert "ann" in story.wrong(do.CheckIn(new_visit="ann", services=("bank",)))
    assert story["ann"].service == "info"


def test_a_number_finds_the_visit_however_it_is_typed_and_the_living_first() -> None:
    story = Story(counters="1")
    story.comes("ann")
    for reference in ("ann", "I001", "i001"):
        found = story.day.find(reference)
        assert found is not None
        assert found.id == "ann"
    assert story.day.find("I002") is None
    story.ends()
    story.does(do.MarkLeft(visit="ann"))
    story.comes("bob")
    assert story["bob"].number == "I002", "I001 is still hers, though she has left"
    assert story.day.find("I001") == story["ann"]


def test_the_intake_of_a_service_stops_and_starts() -> None:
    story = Story()
    story.does(do.StopIntake(service="bank", reason=note("closing soon")))
    assert story.refused(do.CheckIn(new_visit="ann", services=("bank",))) == "intake_stopped"
    assert story.refused(do.CheckIn(new_visit="ann", services=("info", "bank"))) == "intake_stopped"
    story.comes("bob")
    story.does(do.StartIntake(service="bank"))
    story.comes("ann", "bank")
    story.does(do.StopIntake(service="bank"))
    assert story.ends().comes("eve", "bank") == "B002", "the next day everything is taken again; B001 is in use"


def test_nobody_is_cleared_away_at_night_and_the_place_is_kept() -> None:
    """TheQ: do not clear the queue at night, keep the place the next day (#969)."""
    story = Story(counters="12")
    story.comes("cat", "info", "bank", segment="vip", preference="age60", name=note("Cat"), party=3)
    story.comes("ann", "bank")
    story.comes("bob", "bank")
    story.comes("dan", "bank")
    story.serve("1")
    story.later(minutes=1).does(do.MarkPhase(counter="1"))
    story.does(do.Interrupt(counter="1"))
    story.call("2")
    story.does(do.AddNote(visit="bob", note=note("wants Rosa")))
    story.does(do.Hold(visit="dan", until=story.now + 300))
    before = story.day.visits
    story.later(minutes=60).ends()
    for name in ("cat", "ann", "bob", "dan"):
        assert story[name] == before[name]._replace(serial=story[name].serial)
    assert story.at("1") == "cat"
    assert story.at("2") == "ann"
    story.comes("new", "bank", segment="vip")
    assert story.line() == ["bob", "dan", "new"]
    story.later(minutes=1).does(do.Resume(counter="1"))
    story.finish("1")
    assert story["cat"].interrupted_s == 61 * 60
    assert story["cat"].arrived_day == "2026-11-23", "she came yesterday and is served today"
    assert sum(story.seconds("cat").values()) == 62 * 60


def test_a_number_still_in_use_is_not_given_out_again() -> None:
    story = Story()
    for name in ("a", "b", "c"):
        story.comes(name, "bank")
    for name in ("a", "c"):
        story.does(do.MarkLeft(visit=name))
    story.ends()
    assert story["b"].number == "B002"
    assert [story.comes(name, "bank") for name in ("x", "y", "z")] == ["B001", "B003", "B004"]


def test_a_house_may_end_them_as_unfinished_never_as_served() -> None:
    story = Story(counters="1", at_close=AtClose.UNFINISHED)
    for name in ("ann", "bob", "cat"):
        story.comes(name)
    story.serve()
    story.does(do.Hold(visit="bob"))
    story.later(minutes=30).does(do.CloseDay())
    assert {visit.outcome for visit in story.day.visits.values()} == {Outcome.UNFINISHED}
    assert story.day.live == {}
    assert story.seconds("ann")["serving"] == 1800
    assert story.seconds("bob")["held"] == 1800
    assert story.ends().day.visits == {}


@pytest.mark.parametrize("at_close", list(AtClose))
def test_everybody_is_accounted_for(at_close: AtClose) -> None:
    story = Story(counters="1", at_close=at_close)
    for n in range(6):
        story.comes(f"v{n}")
    story.serve()
    story.finish()
    story.call()
    story.does(do.MarkNoShow(counter="1"))
    story.does(do.MarkLeft(visit="v2"))
    story.does(do.Remove(visit="v3"))
    story.does(do.CloseDay())
    outcomes = [visit.outcome for visit in story.day.visits.values()]
    last = Outcome.UNFINISHED if at_close is AtClose.UNFINISHED else None
    assert outcomes == [Outcome.SERVED, Outcome.NO_SHOW, Outcome.LEFT, Outcome.REMOVED, last, last]


def test_a_closed_day_takes_nothing_but_being_opened_again() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.serve("1")
    story.does(do.CloseDay())
    assert story.counter("2").state is CounterState.CLOSED
    assert story.counter("2").staff is None
    assert story.counter("1").visit == "ann", "whoever stands at a counter stays there"
    for command in (
        do.CheckIn(new_visit="bob", services=("info",)),
        do.Finish(counter="1"),
        do.CloseDay(),
        do.AddNote(visit="ann", note=note("late")),
    ):
        assert story.refused(command) == "day_closed"
    story.does(do.OpenDay(reason=note("one more")))
    story.finish("1")
    assert story["ann"].outcome is Outcome.SERVED
    assert story.refused(do.OpenDay()) == "wrong_state"


def test_a_day_that_is_over_is_not_opened_again() -> None:
    story = Story()
    story.write((ev.DayClosed(),))
    assert story.refused(do.OpenDay()) == "day_closed"


def test_counters_stay_as_they_are_overnight() -> None:
    story = Story()
    story.open("1", services=("bank",), staff="rosa")
    story.open("2")
    story.open("3")
    story.does(do.PauseCounter(counter="2", reason=note("lunch")))
    story.comes("ann")
    story.serve("3")
    story.does(do.PauseCounter(counter="3", after_this=True))
    story.ends()
    one, two, three = (story.counter(c) for c in "123")
    assert (one.state, one.staff, one.services) == (CounterState.OPEN, "rosa", frozenset({"bank"}))
    assert (two.state, two.pause_reason) == (CounterState.PAUSED, note("lunch").ref)
    assert (three.visit, three.pause_after, three.served) == ("ann", True, 0)
    story.finish("3")
    assert story.counter("3").state is CounterState.PAUSED


def test_a_closed_counter_is_not_carried_into_the_next_day() -> None:
    story = Story(counters="12")
    story.does(do.CloseCounter(counter="2"))
    assert list(story.ends().day.counters) == ["1"]


def test_those_of_yesterday_stay_in_their_order_and_before_those_of_today() -> None:
    story = Story()
    appointment = story.now + 7200
    for n in range(10):
        story.comes(f"gone{n}")
        story.does(do.Remove(visit=f"gone{n}"))
    for name in ("mia", "ann"):
        story.comes(name, appointment=appointment)
    story.ends()
    story.comes("aba", appointment=appointment)
    assert story.line() == ["mia", "ann", "aba"], "all count from the same time; by the order of check-in"


def test_the_turn_of_people_with_preference_goes_on_over_night() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.finish()
    assert story.ends().day.calls_since_preferent == 1


def test_each_day_knows_the_seal_of_the_one_before() -> None:
    story = Story()
    assert story.day.previous_seal is None
    assert story.ends().day.previous_seal == "the seal"
    assert story.ends().day.day == "2026-11-25"
    first = opening("2026-11-23", None, None)
    assert first == (ev.DayOpened("2026-11-23"),)


def test_a_hold_over_midnight_ends_by_itself() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.does(do.Hold(visit="ann", until=story.now + 7200))
    story.later(minutes=60).ends()
    assert story.state("ann") is State.HELD
    story.later(minutes=60)
    assert story.call() == "ann"
    assert story.seconds("ann") == {"waiting": 0, "called": 0, "serving": 0, "held": 7200}


@pytest.mark.parametrize(
    "command",
    [
        do.StopIntake(service="info", role=Role.RECEPTIONIST),
        do.StartIntake(service="info", role=Role.RECEPTIONIST),
        do.CloseDay(role=Role.RECEPTIONIST),
        do.OpenDay(role=Role.RECEPTIONIST),
        do.EndUnfinished(visit="ann", role=Role.RECEPTIONIST),
    ],
)
def test_what_only_a_shift_lead_may_do(command: do.Command) -> None:
    story = Story()
    story.comes("ann")
    assert story.refused(command) == "not_allowed"
