"""What the events do to a day that concern the whole house, or the people who serve, and no single visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.standing import Emergency, Notice, Rush, ShiftNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.draft import Draft


def _intake_stopped(draft: Draft, record: ev.Recorded, event: ev.IntakeStopped) -> None:
    stopped = draft.changed.get("intake_stopped", draft.base.intake_stopped)
    draft.changed["intake_stopped"] = stopped | {event.service}
    draft.touching[f"intake/{event.service}"] = None


def _intake_started(draft: Draft, record: ev.Recorded, event: ev.IntakeStarted) -> None:
    stopped = draft.changed.get("intake_stopped", draft.base.intake_stopped)
    draft.changed["intake_stopped"] = stopped - {event.service}
    draft.touching[f"intake/{event.service}"] = None


def _alert_acknowledged(draft: Draft, record: ev.Recorded, event: ev.AlertAcknowledged) -> None:
    emergencies = draft.standing("emergencies")
    if event.alert in emergencies:
        draft.changed["emergencies"] = {key: one for key, one in emergencies.items() if key != event.alert}
    else:
        draft.changed["acknowledged"] = {**draft.standing("acknowledged"), event.alert: record.actor}
    draft.touching[f"alert/{event.alert}"] = None


def _emergency_raised(draft: Draft, record: ev.Recorded, event: ev.EmergencyRaised) -> None:
    raised = Emergency(event.alert, record.at, record.actor, record.counter, event.visit)
    draft.changed["emergencies"] = {**draft.standing("emergencies"), event.alert: raised}
    draft.touching[f"alert/{event.alert}"] = None


def _abuse_noted(draft: Draft, record: ev.Recorded, event: ev.AbuseNoted) -> None:
    raised = Emergency(event.alert, record.at, record.actor, record.counter, event.visit, event.text)
    draft.changed["emergencies"] = {**draft.standing("emergencies"), event.alert: raised}
    draft.touching[f"alert/{event.alert}"] = None


def _shift_note_written(draft: Draft, record: ev.Recorded, event: ev.ShiftNoteWritten) -> None:
    note = ShiftNote(event.note, event.text, record.at, record.actor, record.counter)
    draft.changed["shift_notes"] = {**draft.standing("shift_notes"), event.note: note}
    draft.touching[f"shift_note/{event.note}"] = None


def _shift_note_read(draft: Draft, record: ev.Recorded, event: ev.ShiftNoteRead) -> None:
    kept = {name: one for name, one in draft.standing("shift_notes").items() if name != event.note}
    draft.changed["shift_notes"] = kept
    draft.touching[f"shift_note/{event.note}"] = None


def _notice_posted(draft: Draft, record: ev.Recorded, event: ev.NoticePosted) -> None:
    notice = Notice(event.notice, event.text, record.at, record.actor)
    draft.changed["notices"] = {**draft.standing("notices"), event.notice: notice}
    draft.touching[f"notice/{event.notice}"] = None


def _notice_withdrawn(draft: Draft, record: ev.Recorded, event: ev.NoticeWithdrawn) -> None:
    kept = {name: one for name, one in draft.standing("notices").items() if name != event.notice}
    draft.changed["notices"] = kept
    draft.touching[f"notice/{event.notice}"] = None


def _surge_started(draft: Draft, record: ev.Recorded, event: ev.SurgeStarted) -> None:
    draft.changed["surge"] = Rush(record.at, record.actor, event.reason)
    draft.touching["surge"] = None


def _surge_ended(draft: Draft, record: ev.Recorded, event: ev.SurgeEnded) -> None:
    draft.changed["surge"] = None
    draft.touching["surge"] = None


def _matter_step_taken(draft: Draft, record: ev.Recorded, event: ev.MatterStepTaken) -> None:
    """The matter goes on in its own stream; here it is a step, which can be undone."""
    draft.changed["last_matter"] = record.seq
    begins = {"PromiseMade": "promised", "ComplaintOpened": "complained" if event.is_complaint else None}
    name = begins.get(event.step)
    if name is not None and event.visit is not None:
        draft.changed[name] = draft.standing(name) | {event.visit}
    draft.touching[event.matter] = None


def _set_apart(draft: Draft, record: ev.Recorded, event: ev.IntervalSetApart) -> None:
    """The day goes on as it did; but it is a step, which can be undone."""
    draft.touching[f"interval/{event.begins}"] = None


APPLY_OF_HOUSE: dict[type[ev.Event], Callable[[Draft, ev.Recorded, Any], None]] = {
    ev.IntakeStopped: _intake_stopped,
    ev.IntakeStarted: _intake_started,
    ev.AlertAcknowledged: _alert_acknowledged,
    ev.EmergencyRaised: _emergency_raised,
    ev.NoticePosted: _notice_posted,
    ev.NoticeWithdrawn: _notice_withdrawn,
    ev.SurgeStarted: _surge_started,
    ev.SurgeEnded: _surge_ended,
    ev.IntervalSetApart: _set_apart,
    ev.MatterStepTaken: _matter_step_taken,
    ev.AbuseNoted: _abuse_noted,
    ev.ShiftNoteWritten: _shift_note_written,
    ev.ShiftNoteRead: _shift_note_read,
}
"""What each of these kinds does."""
