"""What is refused, why, and what to do instead; never with the wrong message (FQM#320)."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.rules import refusal
from frontdesk.domain.visit import State
from frontdesk.errors import Refused
from tests.domain.story import Story, note, why_not


def story_with_everybody() -> Story:
    """w waits, c has been called to 1, s is served at 2, h is on hold, e has ended, n was a no-show; 3 is closed."""
    story = Story(counters="12")
    story.comes("c")
    story.call("1")
    story.comes("s")
    story.serve("2")
    for name in ("w", "h", "e"):
        story.comes(name)
    story.does(do.Hold(visit="h"))
    story.does(do.MarkLeft(visit="e"))
    return story


ALLOWED: dict[type[do.Command], str] = {
    do.CallVisit: "w h",
    do.MarkNoShow: "c",
    do.MarkLeft: "w c h",
    do.Remove: "w c h",
    do.EndUnfinished: "w c s h",
    do.PutBack: "c s h",
    do.Hold: "w c s",
    do.Transfer: "s",
    do.AddService: "w c s h",
    do.Reclassify: "w c s h",
    do.AddNote: "w c s h e",
    do.Rate: "w c s h e",
}
MORE = {
    do.Transfer: {"service": "bank"},
    do.AddService: {"service": "bank"},
    do.Reclassify: {"segment": "vip"},
    do.AddNote: {"note": note("x")},
    do.Rate: {"score": 5},
    do.CallVisit: {"counter": "2"},
}


@pytest.mark.parametrize("kind", list(ALLOWED))
@pytest.mark.parametrize("visit", ["w", "c", "s", "h", "e"])
def test_what_can_be_done_with_whom(kind: type[do.Command], visit: str) -> None:
    story = story_with_everybody()
    if kind is do.CallVisit and visit != "s":
        story.finish("2")
    command = kind(visit=visit, **MORE.get(kind, {}))  # type: ignore[call-arg, arg-type]
    if visit in ALLOWED[kind].split():
        story.does(command)
    elif kind is do.CallVisit and visit == "s":
        assert story.refused(command) == "counter_busy"
    else:
        assert story.refused(command) == "wrong_state"


def test_a_visit_that_has_ended_is_said_to_have_ended_and_how() -> None:
    story = story_with_everybody()
    for kind in (do.MarkLeft, do.Hold, do.PutBack):
        error = why_not(story, kind(visit="e"))
        assert error is not None
        assert "I005 has ended: left." in str(error.reason)
        assert "Finish" not in str(error.remedy)
    story.does(do.MarkNoShow(counter="1"))
    error = why_not(story, do.MarkLeft(visit="c"))
    assert error is not None
    assert "return" in str(error.remedy), "a no-show can be brought back first"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (do.CallNext(counter="1"), "counter_busy"),
        (do.CallNext(counter="2"), "counter_busy"),
        (do.CallNext(counter="3"), "counter_closed"),
        (do.CallVisit(counter="1", visit="w"), "counter_busy"),
        (do.CallVisit(counter="3", visit="w"), "counter_closed"),
        (do.Recall(counter="2"), "wrong_state"),
        (do.Recall(counter="3"), "counter_closed"),
        (do.Start(counter="2"), "wrong_state"),
        (do.Start(counter="3"), "counter_closed"),
        (do.MarkPhase(counter="1"), "wrong_state"),
        (do.MarkPhase(counter="3"), "counter_closed"),
        (do.Finish(counter="1"), "wrong_state"),
        (do.Finish(counter="3"), "counter_closed"),
        (do.MarkNoShow(counter="2"), "wrong_state"),
        (do.Interrupt(counter="1"), "wrong_state"),
        (do.Resume(counter="2"), "wrong_state"),
        (do.QuickServe(counter="3"), "counter_closed"),
        (do.PauseCounter(counter="3"), "counter_closed"),
        (do.ResumeCounter(counter="3"), "counter_closed"),
        (do.CloseCounter(counter="3"), "counter_closed"),
        (do.TakeOverCounter(counter="3", actor="x"), "counter_closed"),
        (do.TakeOverVisit(counter="3", from_counter="1"), "counter_closed"),
        (do.TakeOverVisit(counter="1", from_counter="2"), "counter_busy"),
        (do.Hold(visit="X999"), "unknown_visit"),
        (do.Hold(), "unknown_visit"),
        (do.Undo(visit="X999"), "unknown_visit"),
        (do.StartIntake(service="bank"), "wrong_state"),
        (do.Reclassify(visit="w", segment="regular"), "wrong_state"),
        (do.Reclassify(visit="s", service="bank"), "wrong_state"),
    ],
)
def test_refused_with_the_code_that_programs_rely_on(command: do.Command, code: str) -> None:
    assert story_with_everybody().refused(command) == code


def test_nobody_is_waiting_for_this_counter() -> None:
    story = Story()
    story.open("1", services=("bank",))
    story.comes("ann", "info")
    assert story.refused(do.CallNext(counter="1")) == "nobody_waiting"
    assert story.refused(do.Start(counter="1")) == "unknown_visit", "nobody is at it either"


def test_a_call_never_gives_somebody_already_called() -> None:
    """The commonest fault in the field: ZMSKVR-1138, sbc-qsystem#272."""
    story = Story(counters="12")
    story.comes("ann")
    story.call("1")
    assert story.refused(do.CallNext(counter="2")) == "nobody_waiting"
    assert story.refused(do.CallVisit(counter="2", visit="ann")) == "wrong_state"
    story.does(do.Start(counter="1"))
    assert story.refused(do.CallVisit(counter="2", visit="ann")) == "wrong_state"


def test_the_remedy_names_what_was_probably_meant() -> None:
    story = Story()
    story.comes("ann", "bank")
    error = why_not(story, do.MarkLeft(visit="B0O1"))
    assert isinstance(error, Refused)
    assert "B001" in str(error.remedy)
    assert "“banc”" in story.wrong(do.CheckIn(new_visit="x", services=("banc",)))


@pytest.mark.parametrize(
    "command",
    [
        do.CheckIn(new_visit="x", services=("nothing",)),
        do.CheckIn(new_visit="x", services=("old",)),
        do.CheckIn(new_visit="x", services=()),
        do.CheckIn(new_visit="x", services=("info",), segment="nobody"),
        do.CheckIn(new_visit="x", services=("info",), urgency="never"),
        do.CheckIn(new_visit="x", services=("info",), preference="none"),
        do.CheckIn(new_visit="x", services=("info",), party=0),
        do.CheckIn(new_visit="x", services=("info",), party=100),
        do.CheckIn(new_visit="x", services=("info",), counter="99"),
        do.CallNext(counter="99"),
        do.CallNext(),
        do.Start(counter="99"),
        do.Undo(counter="99"),
        do.OpenCounter(counter="99"),
        do.OpenCounter(counter="3", services=("nothing",)),
        do.OpenCounter(counter="3", segments=("nobody",)),
        do.MarkPhase(counter="2", phase="nothing"),
        do.Transfer(counter="2", service="nothing"),
        do.Transfer(counter="2", service="bank", to_counter="99"),
        do.TakeOverVisit(counter="1", from_counter="99"),
        do.AddService(visit="w", service="old"),
        do.Reclassify(visit="w", segment="nobody"),
        do.Reclassify(visit="w", preference="none"),
        do.Hold(visit="w", until=0),
        do.Rate(visit="e", score=0),
        do.StopIntake(service="nothing"),
    ],
)
def test_what_the_house_does_not_know_is_a_wrong_command_line(command: do.Command) -> None:
    story = story_with_everybody()
    if isinstance(command, do.TakeOverVisit):
        story.does(do.MarkNoShow(counter="1"))
    story.wrong(command)


def test_a_hold_ends_later_than_now() -> None:
    story = Story()
    story.comes("ann")
    story.wrong(do.Hold(visit="ann", until=story.now))
    story.does(do.Hold(visit="ann", until=story.now + 1))


def test_a_preference_is_taken_away_with_nothing() -> None:
    story = Story()
    story.comes("ada", preference="age60")
    story.does(do.Reclassify(visit="ada", preference=""))
    assert story["ada"].preference is None


def test_a_key_is_dim_and_says_why_before_it_is_pressed() -> None:
    story = Story(counters="1")
    dim = refusal(story.day, do.CallNext(counter="1"), story.now, story.policy)
    assert isinstance(dim, Refused)
    assert dim.code == "nobody_waiting"
    story.comes("ann")
    assert refusal(story.day, do.CallNext(counter="1"), story.now, story.policy) is None
    assert story.state("ann") is State.WAITING, "asking does nothing"
