"""What a customer says beyond the errand, from taking it down to its close; each complaint has its own stream."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.complaints import CHANNELS, CLOSED, INVESTIGATING, NOT_A_COMPLAINT, REOPENED, RESOLVED
from frontdesk.domain.rules.need import known, reference_to, visit_spoken_of
from frontdesk.domain.rules.remedies import require_grantable, require_something_to_grant_for
from frontdesk.errors import Refused, UsageError, Way, unknown_id
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy

COMPLAINT_KINDS = ("complaint", "product", "treatment", *sorted(NOT_A_COMPLAINT))
HIGHEST_SEVERITY = 3

_EMPTY = Sentence("The text is empty.")
_SAY_WHAT_WAS_TOLD = Sentence("Say what the customer was told.")


def open_complaint(
    day: Day, command: do.OpenComplaint, now: int, policy: Policy, number: str
) -> tuple[ev.ComplaintOpened, *tuple[ev.ComplaintResolved, ...]]:
    """A complaint under its readable number, about the visit named or the one at the counter, if there is one.

    What comes by telephone, letter or the like, or is of a customer who is named, is about no visit but the one named
    with it: somebody else may stand at the counter. Where it is answered at once, that is the second event.
    """
    _require_possible(command.severity, command.channel)
    elsewhere = command.customer is not None or command.channel != CHANNELS[0]
    visit = None if elsewhere and command.visit is None else visit_spoken_of(day, command, command.visit, now)
    opened_on = policy.business_day(now)
    opened = ev.ComplaintOpened(
        number=number,
        day=opened_on.isoformat(),
        type=known(marked("kind"), command.kind, dict.fromkeys(COMPLAINT_KINDS)),
        cause=known(marked("cause"), command.cause, policy.causes),
        text=reference_to(command.text) or "",
        remedy=reference_to(command.remedy),
        severity=command.severity,
        safety=command.safety,
        visit=None if visit is None else visit.id,
        phase=None if visit is None else visit.phase,
        customer=command.customer,
        due_day=policy.answer_due(opened_on).isoformat(),
        channel=command.channel,
        owner=command.owner or "",
        segment=command.segment if visit is None else visit.segment,
    )
    return (opened, *_on_the_spot(command, opened, policy))


def _require_possible(severity: int | None, channel: str | None) -> None:
    if severity is not None and not 1 <= severity <= HIGHEST_SEVERITY:
        raise UsageError(
            Sentence("A severity of {severity} is not possible.", severity=severity),
            Sentence("Allowed: 1 to {most}.", most=HIGHEST_SEVERITY),
        )
    if channel is not None and channel not in CHANNELS:
        raise unknown_id(Sentence("channel"), channel, CHANNELS)


def _on_the_spot(
    command: do.OpenComplaint, opened: ev.ComplaintOpened, policy: Policy
) -> tuple[ev.ComplaintResolved, ...]:
    """The answer that was given while it was taken down; none where there is none."""
    if command.answer is None:
        if command.granted is not None or command.amount is not None or command.accepted is not None:
            raise UsageError(Sentence("--resolve is missing."), Sentence("Say what the customer was told."))
        return ()
    require_something_to_grant_for(opened.type, command.granted)
    require_grantable(command, opened.segment, policy)
    text = _text(command.answer, _EMPTY, _SAY_WHAT_WAS_TOLD)
    return (ev.ComplaintResolved(opened.day, text, command.granted, command.accepted, command.amount),)


def describe(
    complaint: ComplaintRecord, command: do.DescribeComplaint, now: int, policy: Policy
) -> ev.ComplaintDescribed:
    """What was said, or what is asked for, once there is time to write it down, or a slip put right; not once closed.

    What is as it is said to be already is left out; Refused where nothing is left.
    """
    _require_not_closed(complaint)
    told = [command.kind, command.cause, command.severity, command.safety, command.channel, command.customer]
    text, remedy = reference_to(command.text), reference_to(command.remedy)
    if text is None and remedy is None and told == [None] * len(told):
        raise UsageError(
            Sentence("There is nothing to write down."),
            Sentence("Say what the customer said, what they ask for, or what is to be corrected."),
        )
    _require_possible(command.severity, command.channel)
    kind, cause = command.kind, command.cause
    customer = None if command.customer == (complaint.customer or "") else command.customer
    described = ev.ComplaintDescribed(
        _today(now, policy),
        text,
        remedy,
        type=None if kind in (None, complaint.kind) else known(marked("kind"), kind, dict.fromkeys(COMPLAINT_KINDS)),
        cause=None if cause in (None, complaint.cause) else known(marked("cause"), cause, policy.causes),
        severity=None if command.severity == complaint.severity else command.severity,
        safety=None if command.safety == complaint.safety else command.safety,
        channel=None if command.channel == complaint.channel else command.channel,
        customer=customer,
        segment=None if customer is None else command.segment,
    )
    if described == ev.ComplaintDescribed(described.day):
        raise Refused(
            "wrong_state",
            Sentence("{complaint} says so already.", complaint=complaint.number),
            Sentence("There is nothing to do."),
        )
    return described


def note_on(_complaint: ComplaintRecord, command: do.NoteOnComplaint, now: int, policy: Policy) -> ev.ComplaintNoted:
    """A note for colleagues, whatever the complaint's state."""
    text = _text(command.text, _EMPTY, Sentence("Say what is to be written down."))
    return ev.ComplaintNoted(_today(now, policy), text)


def acknowledge(
    complaint: ComplaintRecord, _command: do.AcknowledgeComplaint, now: int, policy: Policy
) -> ev.ComplaintAcknowledged:
    """The customer knows that it was received; once is enough."""
    if complaint.acknowledged_at is not None:
        raise Refused(
            "wrong_state",
            Sentence("{complaint} is acknowledged already.", complaint=complaint.number),
            Sentence("There is nothing to do."),
        )
    return ev.ComplaintAcknowledged(_today(now, policy))


def assign(complaint: ComplaintRecord, command: do.AssignComplaint, now: int, policy: Policy) -> ev.ComplaintAssigned:
    """Somebody sees to it who did not before."""
    _require_not_closed(complaint)
    if not command.owner.strip():
        raise UsageError(Sentence("--owner is empty."), Sentence("Name the person who sees to it."))
    if command.owner == complaint.owner:
        raise Refused(
            "wrong_state",
            Sentence("{owner} sees to {complaint} already.", owner=command.owner, complaint=complaint.number),
            Sentence("There is nothing to do."),
        )
    return ev.ComplaintAssigned(_today(now, policy), command.owner)


def act_on(complaint: ComplaintRecord, command: do.ActOnComplaint, now: int, policy: Policy) -> ev.ComplaintActedOn:
    """Something was done. An investigation gives more time, reckoned from the day of the complaint, and only once."""
    _require_unanswered(complaint)
    if command.investigate and complaint.status == INVESTIGATING:
        raise Refused(
            "wrong_state",
            Sentence("{complaint} is being investigated already.", complaint=complaint.number),
            Sentence("Note what was done: {way}.", way=Way("complaint act")),
        )
    text = _text(command.text, _EMPTY, Sentence("Say what was done."))
    due_day = None
    if command.investigate:
        begun = next((step.day for step in complaint.steps[::-1] if step.kind == REOPENED), complaint.day)
        due_day = policy.answer_due(date.fromisoformat(begun), investigated=True).isoformat()
    return ev.ComplaintActedOn(_today(now, policy), text, due_day)


def resolve(complaint: ComplaintRecord, command: do.ResolveComplaint, now: int, policy: Policy) -> ev.ComplaintResolved:
    """The customer has an answer, and perhaps a remedy that this role may grant, which then needs no more words."""
    _require_unanswered(complaint)
    require_something_to_grant_for(complaint.kind, command.granted)
    require_grantable(command, complaint.segment, policy)
    if command.granted is not None:
        text = reference_to(command.text) or ""
    else:
        text = _text(command.text, _EMPTY, _SAY_WHAT_WAS_TOLD)
    return ev.ComplaintResolved(_today(now, policy), text, command.granted, command.accepted, command.amount)


def close(complaint: ComplaintRecord, command: do.CloseComplaint, now: int, policy: Policy) -> ev.ComplaintClosed:
    """Only what was answered is closed, with why it happened and what was changed."""
    _require_not_closed(complaint)
    if complaint.status != RESOLVED:
        raise Refused(
            "wrong_state",
            Sentence("{complaint} has not been answered yet.", complaint=complaint.number),
            Sentence("Answer it first: {way}.", way=Way("complaint resolve")),
        )
    said = Sentence("Say why it happened and what was changed; the house learns from it.")
    cause = _text(command.root_cause, Sentence("The root cause is empty."), said)
    correction = _text(command.correction, Sentence("The corrective action is empty."), said)
    root = None if command.root is None else known(marked("root"), command.root, policy.roots)
    return ev.ComplaintClosed(_today(now, policy), cause, correction, command.accepted, root)


def reopen(complaint: ComplaintRecord, command: do.ReopenComplaint, now: int, policy: Policy) -> ev.ComplaintReopened:
    """What was answered is taken up again, with a new deadline from today."""
    if complaint.status not in (RESOLVED, CLOSED):
        raise Refused(
            "wrong_state",
            Sentence("{complaint} is open.", complaint=complaint.number),
            Sentence("Only what has been answered can be reopened."),
        )
    reason = _text(command.reason, Sentence("The reason is empty."), Sentence("Say why, with --reason."))
    return ev.ComplaintReopened(_today(now, policy), reason, policy.answer_due(policy.business_day(now)).isoformat())


def _today(now: int, policy: Policy) -> str:
    return policy.business_day(now).isoformat()


def _require_not_closed(complaint: ComplaintRecord) -> None:
    if complaint.status == CLOSED and complaint.closed_day is not None:
        raise Refused(
            "wrong_state",
            Sentence(
                "{complaint} was closed on {day}.",
                complaint=complaint.number,
                day=date.fromisoformat(complaint.closed_day),
            ),
            Sentence("Reopen it first: {way}.", way=Way("complaint reopen")),
        )


def _require_unanswered(complaint: ComplaintRecord) -> None:
    _require_not_closed(complaint)
    if complaint.status == RESOLVED:
        raise Refused(
            "wrong_state",
            Sentence("{complaint} has been answered.", complaint=complaint.number),
            Sentence("Close it, or reopen it first: {way}.", way=Way("complaint reopen")),
        )


def _text(note: do.Note | None, reason: Sentence, remedy: Sentence) -> str:
    if note is None or not note.text.strip():
        raise UsageError(reason, remedy)
    return note.ref
