"""Who is proposed a call at farewell: as the level of the segment says, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.follow_up import Proposal, proposal
from frontdesk.domain.policy import FollowUp, Segment, Service
from tests.domain.story import HOUSE, Story

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
LEVELS = replace(
    HOUSE,
    segments={level.value: Segment(level.value, follow_up=level) for level in FollowUp},
    services=dict(HOUSE.services) | {"repair": Service("repair", "R", incident=True)},
    default_segment="basic",
    follow_up_days={FollowUp.RESPONSIBLE: 3, FollowUp.PROACTIVE: 2, FollowUp.PARTNER: 1},
)


def _served(level: FollowUp, service: str = "info") -> Story:
    story = Story(LEVELS, counters="1")
    story.comes("ann", service, segment=level.value)
    story.serve("1")
    return story


def _proposed(story: Story) -> Proposal | None:
    return proposal(story.day, story["ann"], LEVELS, FRIDAY)


def _step(story: Story, step: str, **more: bool) -> None:
    story.write((ev.MatterStepTaken("x/1", 1, step, visit="ann", **more),), "staff-1", "1")


@pytest.mark.parametrize(
    ("level", "by"),
    [
        (FollowUp.BASIC, None),
        (FollowUp.REACTIVE, None),
        (FollowUp.RESPONSIBLE, None),
        (FollowUp.PROACTIVE, date(2026, 12, 1)),
        (FollowUp.PARTNER, MONDAY),
    ],
)
def test_after_an_ordinary_visit(level: FollowUp, by: date | None) -> None:
    story = _served(level)
    assert _proposed(story) is None, "not before it has ended"
    story.finish("1")
    assert _proposed(story) == (None if by is None else Proposal(level, by))


def test_after_a_complaint_the_responsible_call_too_and_the_reactive_do_not() -> None:
    for level, by in ((FollowUp.RESPONSIBLE, date(2026, 12, 2)), (FollowUp.REACTIVE, None)):
        story = _served(level)
        _step(story, "ComplaintOpened", is_complaint=True)
        story.finish("1")
        found = _proposed(story)
        assert (None if found is None else found.due_day) == by


def test_praise_is_no_reason_for_a_call_and_an_incident_is() -> None:
    story = _served(FollowUp.RESPONSIBLE)
    _step(story, "ComplaintOpened")
    story.finish("1")
    assert _proposed(story) is None
    story = _served(FollowUp.RESPONSIBLE, "repair")
    story.finish("1")
    assert _proposed(story) is not None


def test_nothing_is_proposed_to_whom_something_was_promised_unless_that_was_taken_back() -> None:
    story = _served(FollowUp.PARTNER)
    _step(story, "PromiseMade")
    story.finish("1")
    assert _proposed(story) is None
    story.undo("1")
    story.undo("1")
    story.finish("1")
    assert _proposed(story) is not None


def test_no_call_is_proposed_to_whoever_was_not_served() -> None:
    story = Story(LEVELS, counters="1")
    story.comes("ann", segment="partner")
    story.does(do.MarkLeft(visit="ann"))
    assert _proposed(story) is None
