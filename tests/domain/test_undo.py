"""One step back: the state before it, all of the command, and nothing that others built upon."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.counter import CounterState
from frontdesk.domain.policy import AtClose
from frontdesk.domain.visit import State
from tests.domain.story import Story, note


def test_a_call_by_mistake_is_as_if_it_had_not_been() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.later(minutes=5)
    before = (story["ann"], story.counter("1"))
    story.call()
    story.later(seconds=10).undo("1")
    assert (story["ann"], story.counter("1")) == before
    assert story.later(seconds=50).seconds("ann") == {"waiting": 360, "called": 0, "serving": 0, "held": 0}


def test_step_after_step_back_to_the_beginning() -> None:
    story, days = Story(), []
    for command in (
        do.OpenCounter(counter="1"),
        do.CheckIn(new_visit="ann", services=("info", "bank"), counter="1"),
        do.CallNext(counter="1"),
        do.Recall(counter="1"),
        do.Start(counter="1"),
        do.MarkPhase(counter="1"),
        do.Interrupt(counter="1"),
        do.Resume(counter="1"),
        do.Finish(counter="1"),
        do.Transfer(counter="1", service="repair"),
        do.CallNext(counter="1"),
        do.TakeOverCounter(counter="1", actor="rosa"),
        do.Hold(counter="1"),
    ):
        days.append(story.day)
        story.later(seconds=20).does(command)
    while days:
        story.later(seconds=5).undo("1")
        before = days.pop()
        assert story.day.visits == before.visits
        assert story.day.counters == before.counters
        assert story.day.live == before.live
    assert story.refused(do.Undo(counter="1")) == "undo_nothing"


def test_finish_and_call_is_taken_back_as_one() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.comes("bob")
    story.serve()
    before = story.day
    story.later(minutes=3)
    story.finish(call_next=True)
    story.undo("1")
    assert story.day.visits == before.visits
    assert story.at("1") == "ann"
    assert story["bob"].state is State.WAITING


def test_finish_and_call_is_taken_back_as_one_for_either_of_the_two() -> None:
    for visit in ("ann", "bob"):
        story = Story(counters="1")
        story.comes("ann")
        story.comes("bob")
        story.serve()
        before = story.day
        story.finish(call_next=True)
        story.undo(visit=visit)
        assert story.day.visits == before.visits


def test_finish_and_call_stays_when_the_one_who_was_finished_has_been_called_elsewhere() -> None:
    story = Story()
    story.open("1", services=("info",))
    story.open("2", services=("bank",))
    story.comes("ann", "info", "bank")
    story.comes("bob", "info")
    story.serve("1")
    story.finish("1", call_next=True)
    assert story.call("2") == "ann"
    assert story.refused(do.Undo(counter="1")) == "undo_dependent", "she cannot stand at both"


def test_a_number_that_was_given_is_not_given_again() -> None:
    story = Story()
    assert story.comes("ann") == "I001"
    story.undo(visit="ann")
    assert "ann" not in story.day.visits
    assert story.comes("bob") == "I002"


def test_the_undo_of_a_visit_is_of_its_last_step_wherever_it_was() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.serve("2")
    story.undo(visit="I001")
    assert story.state("ann") is State.CALLED
    story.undo(visit="ann")
    assert story.state("ann") is State.WAITING
    story.undo(visit="ann")
    assert story.line() == []


def test_not_when_somebody_has_gone_on_since() -> None:
    story = Story(counters="12")
    story.does(do.CheckIn(new_visit="ann", services=("info",), counter="1"))
    story.serve("2")
    assert story.refused(do.Undo(counter="1")) == "undo_dependent", "her check-in carries what counter 2 did"
    story.undo("2")
    story.undo("2")
    story.undo("1")
    assert story.day.visits == {}


def test_not_when_the_counter_has_gone_on_since() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.comes("bob")
    story.serve()
    story.finish()
    story.serve()
    assert story.refused(do.Undo(visit="ann")) == "undo_dependent", "bob stands where she stood"


def test_what_others_did_elsewhere_stays() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.comes("bob")
    story.call("1")
    story.later(seconds=10).call("2")
    story.undo("1")
    assert story["ann"].state is State.WAITING
    assert story.at("2") == "bob"


def test_a_note_hinders_nothing_and_outlives_an_undo() -> None:
    story = Story(counters="12")
    story.does(do.CheckIn(new_visit="ann", services=("info",), counter="2"))
    story.call("1")
    story.does(do.AddNote(visit="ann", note=note("limps"), actor="rosa"))
    story.undo("1")
    assert story["ann"].state is State.WAITING
    assert story["ann"].notes == (note("limps").ref,)
    story.undo("2")
    assert "ann" not in story.day.visits, "the note on a check-in that was none is passed over"


@pytest.mark.parametrize(
    "beside",
    [
        do.Rate(visit="ann", score=2),
        do.AddNote(visit="ann", note=note("limps")),
        do.NoteExtraStep(visit="ann", note=note("called a taxi")),
    ],
    ids=lambda one: type(one).__name__,
)
def test_the_last_step_of_a_visit_may_be_one_beside_its_course(beside: do.Command) -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    stood = story["ann"]
    story.does(beside)
    assert story["ann"] != stood
    story.undo(visit="ann")
    assert story["ann"] == stood
    story.undo(visit="ann")
    assert story.state("ann") is State.CALLED


def test_an_answer_is_taken_back_at_the_counter_where_it_was_given() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.finish()
    story.does(do.Rate(visit="ann", score=1, counter="1"))
    story.undo("1")
    assert story["ann"].rating is None
    assert story["ann"].state is State.ENDED


def test_taking_back_a_takeover_gives_the_visit_back() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.serve("1")
    before = (story["ann"], story.counter("1"), story.counter("2"))
    story.later(seconds=30).does(do.TakeOverVisit(counter="2", from_counter="1", actor="rosa"))
    story.undo("2")
    assert (story["ann"], story.counter("1"), story.counter("2")) == before


def test_nothing_to_take_back() -> None:
    story = Story()
    assert story.refused(do.Undo(counter="1")) == "undo_nothing"
    assert story.refused(do.Undo()) == "undo_nothing"
    story.open("1")
    story.undo("1")
    assert story.counter("1").state == "closed"
    assert story.refused(do.Undo(counter="1")) == "undo_nothing"


def test_nothing_of_an_earlier_day_is_taken_back() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.call()
    story.ends()
    assert story.refused(do.Undo(counter="1")) == "undo_nothing"
    assert story.refused(do.Undo(visit="ann")) == "undo_nothing"


def test_nothing_from_before_a_close_is_taken_back_when_the_day_goes_on() -> None:
    story = Story(counters="1", at_close=AtClose.UNFINISHED)
    story.comes("ann")
    story.does(do.CloseDay())
    assert story.refused(do.Undo(visit="ann")) == "day_closed"
    story.does(do.OpenDay())
    assert story.refused(do.Undo(visit="ann")) == "undo_nothing", "the close has ended her visit"
    assert story.refused(do.Undo(counter="1")) == "undo_nothing"


def test_taking_back_the_stop_of_an_intake_is_done_at_its_counter() -> None:
    story = Story(counters="1")
    story.does(do.StopIntake(service="bank", counter="1"))
    story.undo("1")
    assert story.comes("ann", "bank") == "B001"


def test_not_when_the_intake_was_started_again_since() -> None:
    story = Story(counters="12")
    story.does(do.StopIntake(service="bank", counter="1"))
    story.does(do.StartIntake(service="bank", counter="2"))
    assert story.refused(do.Undo(counter="1")) == "undo_dependent"


def test_undo_is_in_the_log_like_everything() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.call()
    story.undo("1")
    assert isinstance(story.records[-1].event, ev.Undone)
    assert [type(one.event).__name__ for one in story.records] == [
        "DayOpened",
        "CounterOpened",
        "CheckedIn",
        "Called",
        "Undone",
    ]


def test_whoever_names_the_step_takes_back_no_other_one() -> None:
    """A lead who stands at no counter means the pause and the notice, not what others have done since."""
    story = Story(counters="1")
    story.does(do.PauseCounter(counter="1"))
    pause = story.day.seq
    story.does(do.PostNotice(text=note("meeting at ten")))
    notice = story.day.seq
    story.does(do.ResumeCounter(counter="1"))
    assert story.refused(do.Undo(first=pause)) == "undo_dependent", "the counter has gone on"
    story.does(do.Undo(first=notice))
    assert story.day.notices == {}
    story.does(do.Undo(first=story.day.touched["counter/1"].first))
    assert story.refused(do.Undo(first=notice)) == "undo_dependent", "it is taken back already"
    story.does(do.Undo(first=pause))
    assert story.counter("1").state is CounterState.OPEN
