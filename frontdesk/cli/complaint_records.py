"""Looking up what customers said: all of it, or one complaint with every step of its story."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.domain.answers import instant
from frontdesk.domain.complaint_story import Around, complaint_facts, granted_in_words, step_in_words
from frontdesk.domain.complaints import CLOSED, DESCRIBED, corrections
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.matter_words import KIND_NAMES, complaint_state
from frontdesk.domain.matters import COMPLAINT
from frontdesk.domain.rules.matters import unknown_matter
from frontdesk.i18n import Sentence, _, day_text, marked

if TYPE_CHECKING:
    from frontdesk.domain.complaints import ComplaintRecord, ToldComplaint

Number = Annotated[
    str, options.argument(options.NUMBER, marked("Its number, such as Q-2026-0042."), completion.complaints)
]


def list_(
    session: Session,
    open_only: Annotated[bool, options.flag("--open", marked("Only what is not closed yet."))] = False,
) -> None:
    """All of them, or those still open."""
    rows = session.archive.complaints(open_only=open_only)
    if session.as_json:
        say_json({"complaints": [complaint_as_data(session, one) for one in rows]})
        return
    if not rows:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [
        [_("Number"), _("Kind"), _("Cause"), _("State"), _("Answer by"), _("Person"), _("Granted"), _("Text")]
    ]
    today = session.policy.business_day(session.now()).isoformat()
    for one in rows:
        record, text = one.row.record, one.text
        lines.append(
            [
                record.number,
                _(KIND_NAMES.get(record.kind, record.kind)),
                session.config.label("cause", record.cause),
                complaint_state(record, today),
                _in_words(record.due_day),
                record.owner or "–",
                _granted(session, record) or "–",
                text if len(text) <= 60 else text[:59] + "…",
            ]
        )
    say(table(lines))


def show(session: Session, number: Number) -> None:
    """One complaint and its story."""
    found = complaint_of(session, number)
    if session.as_json:
        say_json(complaint_as_data(session, found))
        return
    _print(session, found)


def complaint_of(session: Session, number: str) -> ToldComplaint:
    """The complaint with a number, in capitals or not; Refused, with the nearest one, where there is none."""
    told = session.archive.complaints()
    found = next((one for one in told if one.row.record.number == number.strip().upper()), None)
    if found is None:
        raise unknown_matter(COMPLAINT, number, (one.row.record.number for one in told))
    return found


def _print(session: Session, told: ToldComplaint) -> None:
    row, record = told.row, told.row.record
    today = session.policy.business_day(session.now()).isoformat()
    around = Around(told.text, told.remedy, record.visit or "", row.counter or "", row.actor)
    facts: list[tuple[object, object]] = [*complaint_facts(record, around, today, session.desk.label)]
    say(record.number)
    say(table(facts))
    if not record.steps:
        return
    say()
    rows: list[list[object]] = []
    for step, texts in zip(record.steps, told.of_steps, strict=True):
        at = ClockTime(step.at, session.policy.zone)
        rows.append([_in_words(step.day), at, step_in_words(step, texts, session.desk.label), step.actor or "–"])
    say(table(rows))


def _granted(session: Session, record: ComplaintRecord) -> str:
    return "" if record.granted is None else granted_in_words(record.granted, record.amount, session.desk.label)


def _in_words(day: str | None) -> str:
    return "" if day is None else day_text(date.fromisoformat(day))


def complaint_as_data(session: Session, told: ToldComplaint) -> dict[str, Any]:
    """A complaint and all its steps, for programs."""
    row, record = told.row, told.row.record
    at = session.policy
    today = at.business_day(session.now()).isoformat()
    return {
        "complaint": record.number,
        "kind": record.kind,
        "cause": record.cause,
        "state": record.status,
        "overdue": record.is_overdue(today),
        "severity": record.severity,
        "safety": record.safety,
        "channel": record.channel,
        "owner": record.owner or None,
        "customer": record.customer,
        "segment": record.segment,
        "day": record.day,
        "due_day": record.due_day,
        "first_due_day": record.first_due_day,
        "opened_at": instant(record.opened_at, at),
        "acknowledged_at": instant(record.acknowledged_at, at),
        "resolved_at": instant(record.resolved_at, at),
        "closed_at": instant(record.closed_at, at),
        "granted": record.granted,
        "amount": record.amount,
        "root": record.root,
        "accepted": record.accepted,
        "reopened": record.reopened,
        "visit": record.visit,
        "phase": row.phase,
        "counter": row.counter,
        "staff": row.actor or None,
        "text": told.text,
        "remedy": told.remedy or None,
        "steps": [
            {
                "at": instant(step.at, at),
                "day": step.day,
                "kind": step.kind,
                "staff": step.actor or None,
                "owner": step.owner,
                "due_day": step.due_day,
                "granted": step.remedy,
                "amount": step.amount,
                "root": step.root,
                "accepted": step.accepted,
                "corrected": {one.field: {"was": one.was, "now": one.now} for one in corrections(step)} or None,
                "text": text or None,
                "corrective_action": (more or None) if step.kind == CLOSED else None,
                "remedy": (more or None) if step.kind == DESCRIBED else None,
            }
            for step, (text, more) in zip(record.steps, told.of_steps, strict=True)
        ],
    }
