"""What the shift lead does for the whole house, and the emergency key."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day_log import standing
from frontdesk.domain.event_data import as_data, from_data
from frontdesk.domain.policy import Role
from frontdesk.domain.standing import Emergency, Notice, Rush
from frontdesk.domain.story import Teller, story
from tests.domain.story import NINE, Story, note

LEAD: dict[str, Any] = {"role": Role.LEAD, "actor": "lea"}


@pytest.mark.parametrize(
    "command",
    [
        do.AcknowledgeAlert(alert="late/ann", role=Role.RECEPTIONIST),
        do.PostNotice(text=note("meeting"), role=Role.RECEPTIONIST),
        do.WithdrawNotice(notice="1", role=Role.RECEPTIONIST),
        do.StartSurge(role=Role.RECEPTIONIST),
        do.EndSurge(role=Role.RECEPTIONIST),
        do.SetApart(begins=NINE - 60, ends=NINE, reason=note("drill"), role=Role.RECEPTIONIST),
    ],
)
def test_these_are_the_lead_s(command: do.Command) -> None:
    assert Story().refused(command) == "not_allowed"


def test_an_alert_is_acknowledged_once_by_its_key_or_by_the_number() -> None:
    day = Story()
    day.comes("ann")
    day.later(minutes=11)
    assert day.refused(do.AcknowledgeAlert(**LEAD, alert="late/bob")) == "wrong_state"
    assert day.refused(do.AcknowledgeAlert(**LEAD, alert="")) == "wrong_state"
    (event,) = day.does(do.AcknowledgeAlert(**LEAD, alert="late/i001"))
    assert event == ev.AlertAcknowledged("late/ann", visit="ann")
    assert day.day.acknowledged == {"late/ann": "lea"}
    assert day.refused(do.AcknowledgeAlert(**LEAD, alert="late/ann")) == "wrong_state"
    lines = story(day.records, "ann", Teller(day.policy, lambda _kind, name: name, {}))
    assert str(lines[-1].text) == "The shift lead has seen to an alert about it."


def test_who_has_seen_to_what_goes_on_with_it() -> None:
    day = Story(counters="12")
    day.comes("ann")
    day.comes("bob")
    day.does(do.PauseCounter(counter="2", actor="staff-2"))
    day.later(minutes=20)
    for key in ("late/ann", "late/bob", f"paused/2/{NINE}"):
        day.does(do.AcknowledgeAlert(**LEAD, alert=key))
    day.does(do.MarkLeft(visit="bob"))
    day.ends()
    assert day.day.acknowledged == {"late/ann": "lea", f"paused/2/{NINE}": "lea"}


def test_a_notice_is_up_until_it_is_withdrawn() -> None:
    day = Story()
    text = note("no cards today")
    (event,) = day.does(do.PostNotice(**LEAD, text=text))
    assert event == ev.NoticePosted("1", text.ref)
    assert "cards" not in str(event), "what it says is a row apart"
    day.does(do.PostNotice(**LEAD, text=note("fire drill at noon")))
    assert day.day.notices["1"] == Notice("1", text.ref, NINE, "lea")
    assert day.ends().day.notices.keys() == {"1", "2"}
    day.does(do.WithdrawNotice(**LEAD, notice="1"))
    assert list(day.day.notices) == ["2"]
    assert day.refused(do.WithdrawNotice(**LEAD, notice="1")) == "wrong_state"
    day.does(do.PostNotice(**LEAD, text=note("again")))
    assert list(day.day.notices) == ["2", "3"]
    assert day.wrong(do.PostNotice(**LEAD, text=do.Note(" ", "n", "s"))).startswith("The text is empty.")


def test_the_plan_for_a_rush_runs_until_it_is_ended() -> None:
    day = Story()
    assert day.refused(do.EndSurge(**LEAD)) == "wrong_state"
    reason = note("two buses")
    assert day.does(do.StartSurge(**LEAD, reason=reason)) == (ev.SurgeStarted(reason=reason.ref),)
    assert day.day.surge == Rush(NINE, "lea", reason.ref)
    assert day.refused(do.StartSurge(**LEAD)) == "wrong_state"
    assert day.later(minutes=5).ends().day.surge == Rush(NINE, "lea", reason.ref)
    day.does(do.EndSurge(**LEAD))
    assert day.day.surge is None
    assert day.records[-1].actor == "lea"


def test_an_interval_that_is_over_is_set_apart_and_can_be_undone() -> None:
    day = Story(counters="1")
    day.later(minutes=30)
    drill = note("fire drill")
    (event,) = day.does(do.SetApart(**LEAD, counter="1", begins=NINE, ends=NINE + 600, reason=drill))
    assert event == ev.IntervalSetApart(NINE, NINE + 600, drill.ref)
    assert from_data(event.kind, as_data(event)) == event
    day.undo("1")
    assert [one.event for one in standing("", day.records).records if isinstance(one.event, ev.IntervalSetApart)] == []
    assert day.refused(do.SetApart(**LEAD, begins=NINE, ends=NINE + 1801, reason=drill)) == "wrong_state", "not over"
    assert day.refused(do.SetApart(**LEAD, begins=NINE - 86_400, ends=NINE, reason=drill)) == "day_closed"
    assert "ends before" in day.wrong(do.SetApart(**LEAD, begins=NINE, ends=NINE, reason=drill))
    assert "reason" in day.wrong(do.SetApart(**LEAD, begins=NINE, ends=NINE + 9, reason=note(" ")))


def test_the_emergency_key_needs_no_role_no_counter_and_no_visit() -> None:
    day = Story(counters="1")
    day.does(do.RaiseEmergency(actor="ana", role=Role.RECEPTIONIST))
    assert [one[1:5] for one in day.day.emergencies.values()] == [(NINE, "ana", None, None)]
    assert day.refused(do.RaiseEmergency(actor="ana")) == "wrong_state", "pressed twice it is one"
    day.comes("ann")
    day.serve("1")
    (event,) = day.does(do.RaiseEmergency(actor="staff-1", counter="1", role=Role.RECEPTIONIST))
    assert isinstance(event, ev.EmergencyRaised)
    assert day.day.emergencies[event.alert] == Emergency(event.alert, NINE, "staff-1", "1", "ann")
    lines = story(day.records, "ann", Teller(day.policy, lambda _kind, name: name, {}))
    assert str(lines[-1].text) == "Emergency: help was called for."
    assert day.refused(do.RaiseEmergency(visit="nobody")) == "unknown_visit"
    before = day.day.emergencies
    assert day.ends().day.emergencies == before
    for key in before:
        day.does(do.AcknowledgeAlert(**LEAD, alert=key))
    assert (day.day.emergencies, day.day.acknowledged) == ({}, {}), "ended"
    assert day.refused(do.AcknowledgeAlert(**LEAD, alert=next(iter(before)))) == "wrong_state"
    (event,) = day.does(do.RaiseEmergency(actor="staff-1", counter="1"))
    assert isinstance(event, ev.EmergencyRaised)
    assert event.alert not in before, "a new one, which nobody has seen to"


def test_each_of_them_can_be_undone() -> None:
    day = Story(counters="1")
    day.comes("ann")
    day.later(minutes=20)
    for command in (
        do.PostNotice(**LEAD, counter="1", text=note("meeting")),
        do.StartSurge(**LEAD, counter="1"),
        do.AcknowledgeAlert(**LEAD, counter="1", alert="late/ann"),
        do.RaiseEmergency(actor="ana", counter="1"),
    ):
        before = day.day
        day.does(command)
        changed = day.day
        day.undo("1")
        for name in ("notices", "surge", "acknowledged", "emergencies"):
            assert getattr(day.day, name) == getattr(before, name)
        assert changed != before
    day.does(do.StartSurge(**LEAD, counter="1"))
    day.does(do.EndSurge(**LEAD))
    assert day.refused(do.Undo(counter="1")) == "undo_dependent"


def test_the_lead_acts_at_another_s_counter() -> None:
    """From a terminal of one's own: who did it is in the log, and the person at the counter stays."""
    day = Story(counters="12")
    day.comes("ann", "bank")
    day.does(do.OpenCounter(**LEAD, counter="2", services=("bank",), segments=("vip",)))
    assert (day.counter("2").staff, day.counter("2").services) == ("staff-2", frozenset({"bank"}))
    day.does(do.PauseCounter(**LEAD, counter="2", reason=note("meeting")))
    assert day.counter("2").pause_reason == note("meeting").ref
    day.does(do.ResumeCounter(**LEAD, counter="2"))
    why = note("short of people")
    (opened,) = day.does(do.OpenCounter(**LEAD, counter="2", services=("info",), reason=why))
    (closed,) = day.does(do.CloseCounter(**LEAD, counter="2", reason=why))
    assert (opened, closed) == (ev.CounterOpened(("info",), ("vip",), why.ref), ev.CounterClosed(why.ref))
    day.does(do.OpenCounter(actor="rosa", role=Role.LEAD, counter="3"))
    assert day.counter("3").staff == "rosa"
    day.does(do.Reclassify(**LEAD, visit="ann", segment="vip", urgency="urgent", reason=note("waits too long")))
    assert (day["ann"].segment, day["ann"].urgency) == ("vip", "urgent")
    assert [one.actor for one in day.records][-6:] == ["lea", "lea", "lea", "lea", "rosa", "lea"]
