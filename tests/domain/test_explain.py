"""What is said of the order is what the order goes by."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.answers import queue_answer
from frontdesk.domain.discipline import next_for
from frontdesk.domain.explain import say_aloud, why_next
from frontdesk.i18n import use_language
from tests.domain.story import Story, note


def _label(kind: str, name: str) -> str:
    return name


def _why(story: Story) -> str:
    found = next_for(story.day, story.policy, story.now)
    assert found is not None
    return str(why_next(found, story.policy, _label))


def _reasons(story: Story) -> list[str]:
    answer = queue_answer(story.day, story.policy, story.now, _label)
    return [one["reason"] for one in answer["waiting"]]


def _aloud(story: Story, name: str) -> str:
    return str(say_aloud(story.day, story.policy, story.now, story[name]))


def _sent_on(**house: Any) -> Story:
    """Ann and Bob come at 9:00; Ann is served first and sent on at 9:08, and is promised ten minutes anew."""
    story = Story(counters="1", **house)
    story.comes("ann")
    story.comes("bob")
    story.later(minutes=1)
    assert story.serve() == "ann"
    story.later(minutes=7).does(do.Transfer(counter="1", service="bank", reason=note("papers")))
    return story


@pytest.mark.parametrize("discipline", ["due_time", "relative_urgency"])
def test_who_is_sent_on_comes_first_by_the_place_that_is_kept(discipline: str) -> None:
    story = _sent_on(discipline=discipline)
    assert story.line() == ["ann", "bob"]
    assert story["ann"].leg.due_at > story["bob"].leg.due_at
    assert _why(story) == "I001 keeps the place of 09:00 and comes first. Then I002, due 09:10."
    assert _reasons(story) == [_why(story), "Due 09:10."]


def test_who_comes_after_may_keep_a_place_too() -> None:
    story = _sent_on()
    story.comes("eve", urgency="emergency")
    assert _why(story).endswith("Then I001, which keeps the place of 09:00.")
    assert _reasons(story)[1:] == ["Keeps the place of 09:00.", "Due 09:10."]


def test_who_feels_overtaken_is_told_that_another_keeps_a_place() -> None:
    story = _sent_on()
    said = _aloud(story, "bob")
    assert "by 09:10" in said
    assert said.count("Whoever is sent on to another service keeps the place that they had.") == 1
    assert "I001" not in said
    own = _aloud(story, "ann")
    assert "You are next." in own
    assert "Your place is that of 09:00." in own
    assert "Whoever is sent on" not in own


def test_what_does_not_matter_is_not_said() -> None:
    story = Story()
    story.comes("ann")
    story.comes("bob")
    assert _why(story) == "I001, due 09:10, comes first. Then I002, due 09:10."
    assert "place" not in _aloud(story, "bob")
    assert "Urgent" not in _aloud(story, "bob")


def test_who_waits_behind_something_urgent_is_told_so() -> None:
    for urgency in ("urgent", "emergency"):
        story = Story()
        story.comes("ann")
        story.comes("urs", urgency=urgency)
        assert story.line() == ["urs", "ann"]
        assert "Urgent matters are called sooner." in _aloud(story, "ann")
        assert "Urgent" not in _aloud(story, "urs")


def test_where_the_order_is_that_of_arrival_the_arrival_is_said_as_before() -> None:
    story = _sent_on(discipline="fifo")
    assert _why(story) == "I001 came first, at 09:00. Then I002, due 09:10."
    assert _reasons(story)[1] == "Here since 09:00."
    assert "Whoever is sent on" not in _aloud(story, "bob")


def test_where_a_transfer_goes_to_the_end_nobody_keeps_a_place() -> None:
    story = _sent_on(transfer_keeps_place=False)
    assert _why(story) == "I002, due 09:10, comes first. Then I001, due 09:18."
    assert "place" not in _aloud(story, "ann")


def test_an_appointment_counts_from_its_time() -> None:
    story = Story()
    story.comes("amy", appointment=story.now + 1200)
    story.later(minutes=11).comes("bob")
    assert story.line() == ["bob", "amy"], "9:21 before 9:30"
    assert "keeps the place of 09:20" in _why(story)


def test_in_spanish_too() -> None:
    story = _sent_on()
    use_language("es")
    try:
        assert _why(story) == "I001 conserva el puesto de las 09:00 y va primero. Después I002, para las 09:10."
        assert "Quien pasa a otro servicio conserva el puesto que tenía." in _aloud(story, "bob")
        assert "Su puesto es el de las 09:00." in _aloud(story, "ann")
    finally:
        use_language("en")
