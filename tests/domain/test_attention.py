"""At the counter: from the call to the farewell, with all that comes between."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.event_data import as_data
from frontdesk.domain.visit import Outcome, State
from tests.domain.story import Story, note


def phases(story: Story, name: str) -> list[tuple[str, int | None]]:
    return [(span.phase, span.seconds) for span in story[name].phases]


def test_a_visit_from_arrival_to_farewell() -> None:
    story = Story(counters="1")
    number = story.comes("ann", party=2)
    story.later(minutes=4).call()
    story.later(seconds=30).does(do.Start(counter="1", actor="staff-1"))
    for seconds in (40, 200, 100):
        story.later(seconds=seconds).does(do.MarkPhase(counter="1"))
    story.later(seconds=20)
    story.finish()
    ann = story["ann"]
    assert number == "I001"
    assert (ann.outcome, ann.party, ann.leg.staff, ann.leg.counter) == (Outcome.SERVED, 2, "staff-1", "1")
    assert story.seconds("ann") == {"waiting": 240, "called": 30, "serving": 360, "held": 0}
    assert phases(story, "ann") == [("welcome", 40), ("understanding", 200), ("resolution", 100), ("farewell", 20)]
    assert story.counter("1").visit is None
    assert (story.counter("1").served, story.counter("1").handled_s) == (1, 360)


def test_seconds_are_seconds() -> None:
    """QSystem records 31 seconds as two minutes, OpenMRS cuts each wait to minutes."""
    story = Story(counters="1")
    story.comes("ann")
    story.later(seconds=31).call()
    story.does(do.Start(counter="1"))
    story.later(seconds=59)
    story.finish()
    assert (story["ann"].waiting_s, story["ann"].leg.handling_s) == (31, 59)


# Phases


def test_no_phase_is_owed_and_one_that_nobody_marked_is_not_recorded() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    assert story["ann"].phase == "welcome", "shown while it runs"
    story.later(minutes=3)
    story.finish()
    assert phases(story, "ann") == [], "not recorded, never zero: how long it took nobody knows"


def test_a_phase_may_be_skipped_and_a_house_may_have_its_own() -> None:
    story = Story(counters="1")
    story.comes("ann", "repair")
    story.serve()
    story.later(seconds=50).does(do.MarkPhase(counter="1"))
    story.later(seconds=70)
    story.finish()
    assert phases(story, "ann") == [("welcome", 50), ("resolution", 70)]
    story.comes("bob")
    story.serve()
    story.later(seconds=5).does(do.MarkPhase(counter="1", phase="farewell"))
    assert phases(story, "bob") == [("welcome", 5), ("farewell", None)]
    assert story.refused(do.MarkPhase(counter="1")) == "wrong_state", "this is the last one"


def test_the_first_phase_of_a_second_beginning_is_not_recorded_either() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.later(seconds=10).does(do.MarkPhase(counter="1"))
    story.later(seconds=10).does(do.PutBack(counter="1"))
    story.serve()
    story.later(seconds=500)
    story.finish()
    assert phases(story, "ann") == [("welcome", 10), ("understanding", 10)]


# Interruptions


def test_an_interruption_is_timed_apart_from_handling() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.later(seconds=60).does(do.Interrupt(counter="1", reason=note("telephone")))
    story.later(seconds=45)
    assert story["ann"].handled_s(story.now) == 60
    story.does(do.Resume(counter="1"))
    story.later(seconds=30)
    assert story["ann"].handled_s(story.now) == 90
    story.does(do.Interrupt(counter="1"))
    story.later(seconds=15)
    story.finish()
    assert story["ann"].interrupted_s == 60
    assert story["ann"].leg.handling_s == 90
    assert story.seconds("ann")["serving"] == 150


def test_an_interruption_goes_on_at_the_colleague_who_takes_over() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.serve("1")
    story.later(seconds=10).does(do.Interrupt(counter="1"))
    story.later(seconds=20).does(do.TakeOverVisit(counter="2", from_counter="1", actor="rosa"))
    assert story.at("2") == "ann"
    assert story.counter("1").visit is None
    story.later(seconds=5).does(do.Resume(counter="2"))
    story.later(seconds=7)
    story.finish("2")
    assert story["ann"].interrupted_s == 25
    assert story["ann"].leg.handling_s == 17
    assert (story["ann"].leg.counter, story["ann"].leg.staff) == ("2", "rosa")


# Finishing


def test_when_somebody_forgot_the_attention_ends_earlier_with_a_reason() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.later(minutes=20)
    story.finish(at=story.now - 900, reason=note("forgot to finish"))
    assert story["ann"].ended_at == story.now - 900
    assert story.seconds("ann")["serving"] == 300
    assert story["ann"].reason == note("forgot to finish").ref
    assert story.counter("1").free_since == story.now - 900


def test_an_earlier_end_needs_a_reason_and_hides_nothing_that_was_recorded() -> None:
    story = Story(counters="12")
    story.comes("ann")
    story.serve("1")
    began = story.now
    story.later(minutes=5)
    story.wrong(do.Finish(counter="1", at=story.now - 60))
    forgot = note("forgot")
    story.wrong(do.Finish(counter="1", at=began - 1, reason=forgot))
    story.wrong(do.Finish(counter="1", at=story.now + 1, reason=forgot))
    story.does(do.Interrupt(counter="1"))
    story.wrong(do.Finish(counter="1", at=story.now - 1, reason=forgot))
    story.later(minutes=5).does(do.Resume(counter="1"))
    story.later(minutes=5)
    story.wrong(do.Finish(counter="1", at=story.now - 301, reason=forgot))
    story.does(do.MarkPhase(counter="1"))
    story.later(minutes=1)
    story.wrong(do.Finish(counter="1", at=story.now - 61, reason=forgot))
    story.does(do.TakeOverVisit(counter="2", from_counter="1"))
    story.later(minutes=1)
    story.wrong(do.Finish(counter="2", at=story.now - 61, reason=forgot))
    story.finish("2", at=story.now - 60, reason=forgot)
    assert story["ann"].leg.handling_s == 660
    assert story["ann"].interrupted_s == 300


def test_finish_and_call_is_one_key() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.comes("bob")
    story.serve()
    story.finish(call_next=True)
    assert story["ann"].outcome is Outcome.SERVED
    assert story.at("1") == "bob"
    assert story["bob"].state is State.CALLED
    story.does(do.Start(counter="1"))
    story.finish(call_next=True)
    assert story.counter("1").visit is None, "and with nobody left it only finishes"


def test_two_errands_go_on_at_the_same_counter_without_queueing_again() -> None:
    story = Story(counters="1")
    story.comes("ann", "info", "bank")
    story.comes("bob")
    story.later(minutes=1).serve()
    story.later(minutes=2)
    story.finish(call_next=True)
    assert story.at("1") == "ann", "her second errand, not bob"
    assert (story["ann"].state, story["ann"].service) == (State.SERVING, "bank")
    story.later(minutes=3)
    story.finish()
    first, second = story["ann"].legs
    assert (first.service, first.waiting_s, first.handling_s) == ("info", 60, 120)
    assert (second.service, second.waiting_s, second.handling_s) == ("bank", 0, 180)
    assert story["ann"].target_s == first.promise.wait_s, "judged against the first leg's standard"
    assert story.day.experience.handling == (120, 180)
    assert story.counter("1").served == 2


def test_an_errand_that_this_counter_does_not_take_waits_in_the_place_of_the_arrival() -> None:
    story = Story()
    story.open("1", services=("info",))
    story.open("2", services=("bank",))
    story.comes("ann", "info")
    story.later(minutes=1).comes("bob", "bank")
    story.serve("1")
    story.does(do.AddService(counter="1", service="bank"))
    story.later(minutes=5)
    story.finish("1", call_next=True)
    assert story["ann"].state is State.WAITING
    assert story.line("2") == ["ann", "bob"]
    assert story.counter("1").visit is None


def test_a_counter_that_pauses_after_this_one_does_not_call_the_next() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.comes("bob")
    story.serve()
    story.does(do.PauseCounter(counter="1", after_this=True, reason=note("lunch")))
    assert story["ann"].state is State.SERVING
    story.finish(call_next=True)
    assert story.counter("1").visit is None
    assert story.counter("1").state == "paused"
    assert story.refused(do.CallNext(counter="1")) == "counter_closed"
    story.does(do.ResumeCounter(counter="1"))
    assert story.call() == "bob"


# Not coming, leaving


def test_called_once_more_as_often_as_the_house_allows() -> None:
    story = Story(counters="1", recall_limit=2)
    story.comes("ann")
    story.call()
    story.later(seconds=30).does(do.Recall(counter="1"))
    story.later(seconds=30).does(do.Recall(counter="1"))
    assert story.refused(do.Recall(counter="1")) == "recall_limit"
    story.does(do.MarkNoShow(counter="1"))
    assert story["ann"].outcome is Outcome.NO_SHOW
    assert story["ann"].called_s == 60, "a recall does not restart anything"
    assert story["ann"].called_at == story.now - 60


def test_leaving_is_not_being_served() -> None:
    """TheQ closes those who are still there as received services, QSystem forgets who leaves."""
    story = Story(counters="1")
    story.comes("ann")
    story.later(minutes=9).does(do.MarkLeft(visit="ann", reason=note("no time")))
    assert (story["ann"].outcome, story["ann"].waiting_s) == (Outcome.LEFT, 540)
    story.comes("bob")
    story.does(do.EndUnfinished(visit="bob"))
    assert story["bob"].outcome is Outcome.UNFINISHED
    story.comes("cat")
    story.later(seconds=40).does(do.Remove(visit="cat"))
    assert (story["cat"].outcome, story["cat"].waiting_s) == (Outcome.REMOVED, 40)
    assert story.day.experience.handling == ()


def test_one_visit_by_its_number_and_no_other_is_changed() -> None:
    """A PUT on one FQM ticket changed all 41."""
    story = Story()
    for n in range(5):
        story.comes(f"v{n}")
    others = {name: visit for name, visit in story.day.visits.items() if name != "v3"}
    story.does(do.MarkLeft(visit="i004"))
    assert story["v3"].outcome is Outcome.LEFT
    assert {name: story[name] for name in others} == others


def test_a_note_and_an_answer_also_after_the_end() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.does(do.AddNote(counter="1", note=note("card blocked")))
    story.finish()
    story.does(do.AddNote(visit="ann", note=note("called back")))
    story.does(do.Rate(visit="ann", score=4, factor="courtesy"))
    assert story["ann"].notes == (note("card blocked").ref, note("called back").ref)
    assert (story["ann"].rating, story["ann"].rating_factor) == (4, "courtesy")
    story.does(do.Rate(visit="ann", score=5, would_return=False))
    assert (story["ann"].rating, story["ann"].rating_factor, story["ann"].would_return) == (5, None, False)
    story.wrong(do.Rate(visit="ann", score=6))
    story.wrong(do.Rate(visit="ann", score=4, factor="courtesi"))


def test_just_after_the_end_an_answer_is_about_the_last_one_who_was_served_there() -> None:
    story = Story(counters="12")
    for one in ("ann", "bob", "cid"):
        story.comes(one)
    story.serve()
    story.finish()
    story.does(do.Rate(counter="1", score=4))
    story.does(do.CallNext(counter="1"))  # bob is on his way: ann has just gone
    story.does(do.NoteExtraStep(counter="1", note=note("carried the bag")))
    story.does(do.Start(counter="1"))
    story.does(do.Rate(counter="1", score=2))
    assert [(story[one].rating, story[one].extra_steps) for one in ("ann", "bob", "cid")] == [(4, 1), (2, 0), (None, 0)]
    assert story.refused(do.Rate(counter="2", score=4)) == "unknown_visit"
    story.does(do.Undo(counter="1"))
    assert story["bob"].rating is None
    assert story.day.counter("1").visit == "bob"


def test_an_extra_step_keeps_nobody_from_undoing_the_end() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.finish()
    story.does(do.NoteExtraStep(visit="ann"))
    story.does(do.Undo(counter="1"))
    assert story["ann"].outcome is None


def test_only_a_standard_of_the_house_is_commented() -> None:
    story = Story(counters="1")
    for standard in ("everyone", "segment=vip", "service=repair,segment=vip"):
        story.does(do.CommentStandard(standard=standard, text=note("too long")))
    story.wrong(do.CommentStandard(standard="segment=vpi", text=note("too long")))
    story.wrong(do.CommentStandard(standard="everyone", text=note(" ")))
    assert "too long" not in " ".join(str(as_data(one.event)) for one in story.records)


def test_no_text_and_no_name_is_in_any_event() -> None:
    story = Story(counters="1")
    story.comes("ann", name=note("Ann Miller"))
    story.serve()
    story.does(do.AddNote(counter="1", note=note("owes money")))
    story.does(do.Interrupt(counter="1", reason=note("telephone")))
    story.finish(reason=note("all done"))
    told = " ".join(str(as_data(one.event)) for one in story.records)
    for secret in ("Miller", "money", "telephone", "all done"):
        assert secret not in told
    assert do.note_id(story["ann"].name or "") == note("Ann Miller").id


def test_a_quick_question_falsifies_no_wait() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.does(do.QuickServe(counter="1"))
    assert story.counter("1").quick == 1
    assert list(story.day.visits) == ["ann"]


@pytest.mark.parametrize("seconds", [0, 1, 3600, 50_000])
def test_every_second_belongs_to_one_state(seconds: int) -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.later(seconds=seconds).call()
    story.later(seconds=seconds).does(do.Hold(visit="ann", until=story.now + 60))
    story.later(seconds=seconds)
    assert sum(story.seconds("ann").values()) == 3 * seconds
    held = min(60, seconds)
    assert story.seconds("ann") == {"waiting": 2 * seconds - held, "called": seconds, "serving": 0, "held": held}
