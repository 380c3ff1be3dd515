"""What the shift lead is told: when each alert begins and ends, in which order, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.alerts import Alert, AlertKind, alerts, remedy, surge_is_due, what
from frontdesk.domain.complaints import ComplaintRecord
from frontdesk.domain.metrics import Judgement
from frontdesk.domain.policy import Limits, Role, Segment, SurgePlan
from frontdesk.domain.rush import rush_since
from frontdesk.domain.service_level import level_of, under_goal_since
from frontdesk.domain.standards import Standard, Standards
from tests.domain.story import HOUSE, NINE, Story, note


def found(story: Story) -> list[Alert]:
    return alerts(story.day, story.policy, story.now)


def keys(story: Story) -> list[str]:
    return [one.key for one in found(story)]


def said(story: Story, key: str) -> str:
    """What is said of an alert, and what can be done."""
    alert = next(one for one in found(story) if one.key == key)

    def label(kind: str, name: str) -> str:
        return name

    return f"{what(alert, story.day, story.policy, label)} {remedy(alert, story.day, story.policy, label)}"


def kinds(story: Story) -> list[AlertKind]:
    return [one.kind for one in found(story)]


LEAD: dict[str, Any] = {"role": Role.LEAD, "actor": "lea"}


def test_nobody_no_counter_nothing_to_say() -> None:
    story = Story()
    assert found(story) == []
    assert not surge_is_due(story.day, story.policy, story.now)
    level = level_of(story.day, story.policy, story.now)
    assert (level.figures.value, level.goal, level.is_under_goal) == (None, None, False)


def test_one_who_waits_is_near_and_then_late() -> None:
    story = Story()
    story.comes("ann")
    assert keys(story.later(minutes=7)) == []
    assert keys(story.later(minutes=1)) == ["near/ann"]
    assert found(story)[0].since == NINE + 480
    assert said(story, "near/ann").startswith("I001 (info, regular) is near its time: due 09:10.")
    assert keys(story.later(minutes=2)) == ["near/ann"], "exactly the promised time is within it"
    assert keys(story.later(seconds=1)) == ["late/ann"]
    assert found(story)[0].since == NINE + 600
    assert said(story, "late/ann") == "I001 (info, regular) passed its time at 09:10. Open counter 1 for info."
    story.does(do.MarkLeft(visit="ann"))
    assert keys(story) == []


def test_what_can_be_done_for_one_who_waits() -> None:
    story = Story()
    story.comes("ann", "bank")
    story.later(minutes=11)
    story.open("1", services=("info",))
    assert "Open counter 2 for bank." in said(story, "late/ann")
    story.policy = replace(story.policy, counters={"1": HOUSE.counters["1"]})
    assert "Let counter 1 take bank." in said(story, "late/ann")
    story.open("1", services=("info", "bank"))
    assert "Counter 1 is free: have it call." in said(story, "late/ann")
    story.does(do.PauseCounter(counter="1", actor="staff-1"))
    assert "Counter 1 is paused: resume it." in said(story, "late/ann")
    story.does(do.ResumeCounter(counter="1", actor="staff-1"))
    story.comes("vip", "bank", urgency="emergency")
    story.serve("1")
    assert "Every counter is at work" in said(story, "late/ann")


def test_a_limit_of_the_law_is_warned_of_and_then_passed() -> None:
    law = Standards((Standard(wait_s=1800, goal=0.8, handling_s=480, legal=True),))
    story = Story(standards=law)
    story.comes("ann")
    assert keys(story.later(minutes=24)) == ["near/ann"]
    assert keys(story.later(minutes=1)) == ["legal/ann"]
    assert "is about to pass the limit set by law, at 09:30." in said(story, "legal/ann")
    assert keys(story.later(minutes=6)) == ["late/ann"]
    assert "passed the limit set by law at 09:30." in said(story, "late/ann")


def test_another_leg_is_another_alert() -> None:
    story = Story(counters="1", transfer_keeps_place=False)
    story.comes("ann")
    assert keys(story.later(minutes=11)) == ["late/ann", "idle/1/" + str(NINE)]
    story.does(do.AcknowledgeAlert(**LEAD, alert="late/ann"))
    story.serve("1")
    story.does(do.Transfer(counter="1", actor="staff-1", service="bank"))
    story.later(minutes=11)
    assert next(one for one in found(story) if one.kind is AlertKind.LATE)[:1] == ("late/ann/2",)


def test_a_counter_that_is_paused_too_long() -> None:
    story = Story(counters="1")
    story.does(do.PauseCounter(counter="1", actor="staff-1", reason=note("lunch")))
    assert keys(story.later(minutes=15)) == []
    assert keys(story.later(seconds=1)) == [f"paused/1/{NINE}"]
    assert "Counter 1 (staff-1) is paused since 09:00." in said(story, f"paused/1/{NINE}")
    story.does(do.ResumeCounter(counter="1", actor="staff-1"))
    assert keys(story) == []


def test_a_free_counter_while_people_wait_whom_it_takes() -> None:
    story = Story()
    story.open("1", services=("bank",))
    story.later(minutes=30).comes("ann", "info")
    assert keys(story.later(minutes=4)) == [], "it does not take her"
    story.comes("bob", "bank")
    assert keys(story.later(minutes=3)) == []
    story.later(seconds=1)
    assert keys(story) == [f"idle/1/{NINE}"]
    assert found(story)[0].since == NINE + 34 * 60, "nobody waited for it before"
    story.serve("1")
    assert keys(story) == []


def test_an_attention_that_somebody_forgot_to_finish() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve("1")
    assert keys(story.later(minutes=24)) == [], "three times the usual eight minutes"
    assert keys(story.later(seconds=1)) == ["forgotten/ann"]
    assert found(story)[0].since == NINE + 24 * 60
    story.later(seconds=9).does(do.Interrupt(counter="1", actor="staff-1"))
    assert found(story.later(minutes=5))[0].since == NINE + 24 * 60, "an interruption is no handling"
    story.finish("1")
    assert keys(story) == []


def test_the_service_level_is_under_its_goal() -> None:
    story = Story(counters="1", limits=Limits(level_from=3))
    for name in ("ann", "bob", "cat", "dan"):
        story.comes(name)
    for _ in range(2):
        story.serve("1")
        story.finish("1")
    story.later(minutes=10, seconds=1)
    assert kinds(story).count(AlertKind.LEVEL) == 1
    level = level_of(story.day, story.policy, story.now)
    assert (level.counts[Judgement.WITHIN], level.counts[Judgement.WAITING_LATE]) == (2, 2)
    assert (level.figures.value, level.goal) == (0.5, 0.8)
    alert = next(one for one in found(story) if one.kind is AlertKind.LEVEL)
    assert (alert.key, alert.since) == ("level/2026-11-23", NINE + 601)
    story.policy = replace(story.policy, limits=Limits(level_from=5))
    assert AlertKind.LEVEL not in kinds(story), "four say too little"


def test_colleagues_are_outside_the_level_and_who_left_late_is_in_it() -> None:
    story = Story(segments={**HOUSE.segments, "house": Segment("house", internal=True)})
    story.comes("ann", segment="house")
    story.comes("bob")
    story.comes("eve")
    story.does(do.MarkLeft(visit="eve"))
    story.later(minutes=20).does(do.MarkLeft(visit="bob"))
    level = level_of(story.day, story.policy, story.now)
    assert dict(level.counts) == {Judgement.LEFT_LATE: 1, Judgement.LEFT_EARLY: 1}
    assert under_goal_since(story.day, story.policy, story.now) == NINE + 601


def test_a_rush_lasts_before_it_is_one() -> None:
    story = Story(counters="12", surge=SurgePlan(waiting_per_counter=1, late=99, lasting_s=300))
    for name in ("ann", "bob", "cat"):
        story.later(minutes=1).comes(name)
    began = story.now
    assert not surge_is_due(story.day, story.policy, story.later(minutes=4).now)
    story.call("1")
    story.later(seconds=10).comes("dan")
    story.comes("eve")
    story.later(seconds=50)
    assert not surge_is_due(story.day, story.policy, story.now), "for a moment there were two for two counters"
    story.later(minutes=4, seconds=10)
    assert rush_since(story.day, story.policy, story.now) == began + 250
    assert f"surge/{began + 250}" in keys(story)
    story.later(minutes=3).comes("fay")
    assert f"surge/{began + 250}" in keys(story), "one more changes nothing"
    assert "A rush since 09:07: too many wait or are late. Start the plan" in said(story, f"surge/{began + 250}")
    story.does(do.StartSurge(**LEAD))
    assert AlertKind.SURGE not in kinds(story)
    for name in ("bob", "cat", "dan"):
        story.does(do.MarkLeft(visit=name))
    key = f"surge/over/{story.now}"
    assert key in keys(story.later(minutes=6))
    assert said(story, key).endswith("and the rush is over. End the plan for a rush.")


def test_so_many_who_are_late_are_a_rush_too() -> None:
    story = Story(surge=SurgePlan(waiting_per_counter=99, late=2, lasting_s=60))
    story.comes("ann")
    story.comes("bob")
    assert not surge_is_due(story.day, story.policy, story.later(minutes=11).now)
    assert surge_is_due(story.day, story.policy, story.later(seconds=1).now)
    assert rush_since(story.day, story.policy, story.now) == NINE + 601


def test_an_emergency_stands_before_everything_until_it_is_acknowledged() -> None:
    story = Story(counters="1")
    for name in ("ann", "bob"):
        story.comes(name)
    story.later(minutes=11).serve("1")
    story.does(do.RaiseEmergency(counter="1", actor="staff-1"))
    first = found(story)[0]
    assert (first.kind, first.since, first.visit, first.counter) == (AlertKind.EMERGENCY, story.now, "ann", "1")
    assert said(story, first.key).startswith("EMERGENCY at counter 1 since 09:11, with I001. Go there at once.")
    story.does(do.AcknowledgeAlert(**LEAD, alert=first.key))
    assert keys(story) == ["late/bob"]


def test_a_visit_that_is_an_emergency_alerts_as_long_as_it_waits() -> None:
    story = Story(counters="1")
    story.comes("ann", urgency="emergency")
    assert keys(story) == ["emergency/ann"]
    assert said(story, "emergency/ann") == (
        "I001 (info, regular) is an emergency and waits since 09:00. See that it is called now, before everyone."
    )
    story.call("1")
    assert keys(story) == []


def test_a_complaint_about_safety_that_is_not_resolved() -> None:
    complaint = ComplaintRecord(
        number="Q-2026-0001",
        day="2026-11-20",
        opened_at=NINE - 3 * 86400,
        kind="complaint",
        cause="courtesy",
        severity=3,
        safety=True,
        visit="long ago",
        acknowledged_at=None,
        due_day=None,
        resolved_at=None,
        closed_at=None,
        status="open",
    )
    story = Story()
    safety = [complaint, complaint._replace(number="Q-2", safety=False), complaint._replace(number="Q-3", closed_at=1)]
    (alert,) = alerts(story.day, story.policy, story.now, complaints=safety)
    assert alert[:4] == ("safety/Q-2026-0001", AlertKind.SAFETY, NINE - 3 * 86400, "long ago")
    words = str(what(alert, story.day, story.policy, lambda _kind, name: name))
    assert words == "Complaint Q-2026-0001 is about safety; not resolved since Fri 20 Nov 2026 09:00."
    story.does(do.AcknowledgeAlert(**LEAD, alert=alert.key))
    story.ends()
    (alert,) = alerts(story.day, story.policy, story.now, complaints=safety)
    assert alert.acknowledged == "lea", "over the night too"


def test_the_most_urgent_is_first_and_what_was_seen_to_is_last() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.later(minutes=2).comes("bob")
    story.comes("cat", segment="vip")
    story.later(minutes=9)
    assert keys(story) == ["late/cat", "late/ann", f"idle/1/{NINE}", "near/bob"]
    story.does(do.AcknowledgeAlert(**LEAD, alert="late/cat"))
    assert keys(story) == ["late/ann", f"idle/1/{NINE}", "near/bob", "late/cat"]
    assert found(story)[-1].acknowledged == "lea"


@pytest.mark.parametrize("kind", AlertKind)
def test_there_is_a_sentence_for_what_is_over(kind: AlertKind) -> None:
    """A screen may still hold an alert whose visit is gone by an undo."""
    story, alert = Story(), Alert(f"{kind}/gone", kind, NINE, "gone")
    assert str(what(alert, story.day, story.policy, lambda _kind, name: name))
    assert str(remedy(alert, story.day, story.policy, lambda _kind, name: name))


def test_a_complaint_that_nobody_answered_in_time_is_an_alert_until_it_is_answered() -> None:
    complaint = ComplaintRecord(
        "Q-2026-0001", "2026-11-16", NINE - 7 * 86400, "complaint", "courtesy", 2, False, None, None, "2026-11-22",
        None, None, "open",
    )  # fmt: skip
    story = Story()
    others = [
        complaint._replace(number="Q-2", due_day="2026-11-23"),  # due today is not too late
        complaint._replace(number="Q-3", resolved_at=NINE),
        complaint._replace(number="Q-4", kind="praise"),
    ]
    (alert,) = alerts(story.day, story.policy, story.now, complaints=[complaint, *others])
    assert (alert.key, alert.kind) == ("overdue/Q-2026-0001", AlertKind.OVERDUE)
    words = str(what(alert, story.day, story.policy, lambda _kind, name: name))
    assert words == "Complaint Q-2026-0001 was to be answered by Sun 22 Nov 2026."
    story.does(do.AcknowledgeAlert(**LEAD, alert=alert.key))
    (alert,) = alerts(story.day, story.policy, story.now, complaints=[complaint])
    assert alert.acknowledged == "lea"
