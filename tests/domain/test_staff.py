"""What shifts leave to each other, how they were, and abuse of those who serve."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.alerts import alerts, remedy, what
from frontdesk.domain.policy import Role
from frontdesk.domain.rules.staff import notes_for
from frontdesk.domain.story import Teller, story
from tests.domain.story import NINE, Story, note


def _label(_kind: str, name: str) -> object:
    return name


def test_a_note_stands_for_its_counter_until_it_is_read_also_over_the_night() -> None:
    day = Story(counters="1")
    (event,) = day.does(do.WriteShiftNote(actor="ana", counter="1", text=note("no paper")))
    assert event == ev.ShiftNoteWritten("1", note("no paper").ref)
    day.does(do.WriteShiftNote(actor="eva", text=note("drill at noon")))
    assert [one.id for one in notes_for(day.day, "1")] == ["1", "2"]
    assert [one.id for one in notes_for(day.day, "2")] == ["2"], "that of the house is everybody's"
    morning = day.ends()
    assert [(one.text, one.since, one.by, one.counter) for one in morning.day.shift_notes.values()] == [
        (note("no paper").ref, NINE, "ana", "1"),
        (note("drill at noon").ref, NINE, "eva", None),
    ]
    assert len(morning.does(do.ReadShiftNotes(actor="rosa", counter="1"))) == 2
    assert morning.day.shift_notes == {}
    assert morning.refused(do.ReadShiftNotes(actor="rosa", counter="1")) == "wrong_state"
    morning.undo("1")
    assert set(morning.day.shift_notes) == {"1", "2"}


def test_a_note_needs_words_and_only_what_stands_is_read() -> None:
    day = Story(counters="1")
    assert "empty" in day.wrong(do.WriteShiftNote(actor="ana", counter="1", text=note("  ")))
    assert day.refused(do.ReadShiftNotes(actor="ana", read=("7",))) == "wrong_state"
    day.does(do.WriteShiftNote(actor="ana", counter="1", text=note("x")))
    assert day.refused(do.ReadShiftNotes(actor="ana", read=("1", "7"))) == "wrong_state"
    assert set(day.day.shift_notes) == {"1"}, "all or nothing"


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_pulse_is_from_one_to_five(score: int) -> None:
    assert "Allowed: 1 to 5." in Story().wrong(do.TakePulse(score=score))


def test_a_pulse_is_no_step_that_anybody_could_take_back() -> None:
    day = Story(counters="1")
    before = day.day.last_steps
    assert day.does(do.TakePulse(score=2, waiting=(5, 1, 4, 1))) == (ev.PulsesGathered((1, 1, 2, 4, 5)),)
    assert day.day.last_steps == before


def test_a_pulse_waits_for_others_without_any_trace_in_the_log() -> None:
    day = Story(counters="1")
    before = day.records[:]
    for waiting in ((), (5,), (5, 1, 4)):
        assert day.does(do.TakePulse(actor="ana", counter="1", score=2, waiting=waiting)) == ()
    assert day.records == before


def test_abuse_alerts_the_lead_until_somebody_has_seen_to_it_and_stands_on_no_visit() -> None:
    day = Story(counters="1")
    day.comes("ann")
    day.serve("1")
    (event,) = day.does(do.NoteAbuse(actor="staff-1", counter="1", role=Role.RECEPTIONIST, text=note("he shouted")))
    assert isinstance(event, ev.AbuseNoted)
    assert (event.visit, event.text) == ("ann", note("he shouted").ref)
    (alert,) = [one for one in alerts(day.day, day.policy, NINE) if one.kind == "abuse"]
    assert str(what(alert, day.day, day.policy, _label)) == "Abuse of staff at counter 1 since 09:00."
    assert "stand by your colleague" in str(remedy(alert, day.day, day.policy, _label))
    assert day.ends().day.emergencies == day.day.emergencies
    day.does(do.AcknowledgeAlert(actor="eva", role=Role.LEAD, alert=alert.key))
    assert day.day.emergencies == {}
    told = [str(one.text) for one in story(day.records, "ann", Teller(day.policy, _label, {}))]
    assert not [line for line in told if "abuse" in line.lower() or "alert" in line]


def test_an_emergency_and_abuse_at_one_counter_are_two_things() -> None:
    day = Story(counters="1")
    day.does(do.NoteAbuse(actor="ana", counter="1"))
    day.does(do.RaiseEmergency(actor="ana", counter="1"))
    day.does(do.NoteAbuse(actor="ana", counter="1"))
    assert sorted(one.key.partition("/")[0] for one in day.day.emergencies.values()) == ["abuse", "abuse", "emergency"]
    day.undo("1")
    assert len(day.day.emergencies) == 2
    assert day.refused(do.AcknowledgeAlert(actor="ana", role=Role.RECEPTIONIST, alert="abuse/x")) == "not_allowed"
