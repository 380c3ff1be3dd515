"""What customers say beyond the errand: taking it down, seeing to it until its close, and looking it up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import one_of, whole_number
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.domain.complaint_story import step_in_words
from frontdesk.domain.complaints import CHANNELS, NOT_A_COMPLAINT
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.matters import COMPLAINT
from frontdesk.domain.rules.complaints import COMPLAINT_KINDS
from frontdesk.domain.rules.matters import unknown_matter
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, day_text, marked

if TYPE_CHECKING:
    from frontdesk.archive import ToldComplaint
    from frontdesk.domain.complaints import ComplaintRecord

app = new_app()
complaint_app = new_app()
app.add_typer(complaint_app, name="complaint")

KINDS = {
    "complaint": marked("complaint"),
    "product": marked("complaint about the product"),
    "treatment": marked("complaint about the treatment"),
    "request": marked("request"),
    "suggestion": marked("suggestion"),
    "praise": marked("praise"),
}
CHANNEL_NAMES = {
    "counter": marked("counter", "channel"),
    "telephone": marked("telephone", "channel"),
    "letter": marked("letter", "channel"),
    "web": marked("web", "channel"),
    "social": marked("social networks", "channel"),
}
STATUSES = {
    "open": marked("open", "complaint"),
    "acknowledged": marked("acknowledged", "complaint"),
    "investigating": marked("being investigated", "complaint"),
    "resolved": marked("resolved", "complaint"),
    "closed": marked("closed", "complaint"),
}


@verb(complaint_app, "open", marked("Note a complaint, a request, a suggestion or praise."), changes=True)
def open_(
    session: Session,
    cause: Annotated[str, options.option("--cause", options.ID, marked("A cause of [complaints]."), completion.causes)],
    text: Annotated[str, options.option("--text", options.TEXT, marked("What the customer said, in one line."))],
    remedy: Annotated[
        str | None,
        options.option("--remedy", options.TEXT, marked("What the customer asks for; a complaint needs it.")),
    ] = None,
    kind: Annotated[
        str,
        options.option("--kind", options.ID, marked("complaint, product, treatment, request, suggestion or praise.")),
    ] = "complaint",
    severity: Annotated[
        str, options.option("--severity", options.NUMBER, marked("From 1, slight, to 3, grave. Default: 2."))
    ] = "2",
    safety: Annotated[bool, options.flag("--safety", marked("Somebody's safety is at risk."))] = False,
    channel: Annotated[
        str, options.option("--channel", options.ID, marked("counter, telephone, letter, web or social."))
    ] = "counter",
    owner: Annotated[
        str | None, options.option("--owner", options.PERSON, marked("Who sees to it, if that is known."))
    ] = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A complaint under a number of its own."""
    one_of("--channel", channel, CHANNELS)
    one_of("--kind", kind, COMPLAINT_KINDS)
    if kind not in NOT_A_COMPLAINT and (remedy is None or not remedy.strip()):
        raise UsageError(Sentence("--remedy is missing."), Sentence("Ask what would put it right, and write it down."))
    answer = session.perform(
        do.OpenComplaint,
        cause=cause,
        text=text,
        remedy=remedy,
        kind=kind,
        severity=whole_number("--severity", severity),
        safety=safety,
        visit=visit,
        channel=channel,
        owner=owner,
    )
    session.tell(
        answer,
        Sentence(
            "{complaint} is noted; answer it by {day}.",
            complaint=answer["complaint"],
            day=date.fromisoformat(answer["due_day"]),
        ),
    )


Number = Annotated[
    str, options.argument(options.NUMBER, marked("Its number, such as Q-2026-0042."), completion.complaints)
]
Accepted = Annotated[bool, options.flag("--accepted", marked("The customer accepted the answer."))]
NotAccepted = Annotated[bool, options.flag("--not-accepted", marked("The customer did not accept it."))]


@verb(complaint_app, "acknowledge", marked("The customer has been told that it was received."), changes=True)
def acknowledge(session: Session, number: Number, counter: options.Counter = None) -> None:
    """Received, and the customer knows it."""
    answer = session.perform(do.AcknowledgeComplaint, number=number)
    session.tell(answer, Sentence("{complaint} is acknowledged; answer it by {day}.", **_said(answer)))


@verb(complaint_app, "assign", marked("Somebody else sees to it from now on."), changes=True)
def assign(
    session: Session,
    number: Number,
    owner: Annotated[str, options.option("--owner", options.PERSON, marked("Who sees to it."))],
    counter: options.Counter = None,
) -> None:
    """Another owner."""
    answer = session.perform(do.AssignComplaint, number=number, owner=owner)
    session.tell(answer, Sentence("{owner} sees to {complaint}.", owner=owner, complaint=answer["complaint"]))


@verb(complaint_app, "act", marked("Something was done about it; --investigate gives it more time."), changes=True)
def act(
    session: Session,
    number: Number,
    text: Annotated[str, options.option("--text", options.TEXT, marked("What was done, in one line."))],
    investigate: Annotated[
        bool, options.flag("--investigate", marked("The answer needs an investigation, and so more days."))
    ] = False,
    counter: options.Counter = None,
) -> None:
    """An action, noted."""
    answer = session.perform(do.ActOnComplaint, number=number, text=text, investigate=investigate)
    session.tell(answer, Sentence("It is noted; answer {complaint} by {day}.", **_said(answer)))


@verb(complaint_app, "resolve", marked("The customer has been answered, perhaps with a remedy."), changes=True)
def resolve(
    session: Session,
    number: Number,
    text: Annotated[str, options.option("--text", options.TEXT, marked("What the customer was told."))],
    remedy: Annotated[
        str | None, options.option("--remedy", options.ID, marked("A remedy of [[remedies]] that was granted."))
    ] = None,
    accepted: Accepted = False,
    not_accepted: NotAccepted = False,
    counter: options.Counter = None,
) -> None:
    """The answer, and what the customer said to it."""
    answer = session.perform(
        do.ResolveComplaint, number=number, text=text, granted=remedy, accepted=_accepted(accepted, not_accepted)
    )
    session.tell(answer, Sentence("{complaint} is answered.", complaint=answer["complaint"]))


@verb(complaint_app, "close", marked("Close it, with its root cause and what was changed."), changes=True)
def close(
    session: Session,
    number: Number,
    root_cause: Annotated[str, options.option("--root-cause", options.TEXT, marked("Why it happened."))],
    action: Annotated[
        str, options.option("--action", options.TEXT, marked("What was changed so that it does not happen again."))
    ],
    accepted: Accepted = False,
    not_accepted: NotAccepted = False,
    counter: options.Counter = None,
) -> None:
    """Nothing more is to be done."""
    answer = session.perform(
        do.CloseComplaint,
        number=number,
        root_cause=root_cause,
        correction=action,
        accepted=_accepted(accepted, not_accepted),
    )
    session.tell(answer, Sentence("{complaint} is closed.", complaint=answer["complaint"]))


@verb(complaint_app, "reopen", marked("Take it up again, for a reason."), changes=True)
def reopen(
    session: Session,
    number: Number,
    reason: Annotated[str, options.option("--reason", options.TEXT, marked("Why; it is kept with the complaint."))],
    counter: options.Counter = None,
) -> None:
    """Open again, with a new deadline."""
    answer = session.perform(do.ReopenComplaint, number=number, reason=reason)
    session.tell(answer, Sentence("{complaint} is open again; answer it by {day}.", **_said(answer)))


@verb(complaint_app, "undo", marked("Take back the last step of a complaint that was taken today."), changes=True)
def undo(session: Session, number: Number, counter: options.Counter = None) -> None:
    """One step back; a complaint whose opening is taken back was never opened."""
    answer = session.perform(do.UndoComplaintStep, number=number)
    session.tell(answer, sentences.undone(answer))


def _accepted(accepted: bool, not_accepted: bool) -> bool | None:
    if accepted and not_accepted:
        raise UsageError(
            Sentence("--accepted and --not-accepted exclude each other."), Sentence("Give one of them, or none.")
        )
    return True if accepted else False if not_accepted else None


def _said(answer: dict[str, Any]) -> dict[str, Any]:
    return {"complaint": answer["complaint"], "day": date.fromisoformat(answer["due_day"])}


@verb(complaint_app, "list", marked("What was noted, oldest first."), tells=True)
def list_(
    session: Session,
    open_only: Annotated[bool, options.flag("--open", marked("Only what is not closed yet."))] = False,
) -> None:
    """All of them, or those still open."""
    rows = session.archive.complaints(open_only=open_only)
    if session.as_json:
        say_json({"complaints": [_as_data(session, one) for one in rows]})
        return
    if not rows:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [
        [_("Number"), _("Kind"), _("Cause"), _("State"), _("Answer by"), _("Person"), _("Text")]
    ]
    today = session.policy.business_day(session.now()).isoformat()
    for one in rows:
        record, text = one.row.record, one.text
        lines.append(
            [
                record.number,
                _(KINDS.get(record.kind, record.kind)),
                session.config.label("cause", record.cause),
                _state(record, today),
                _in_words(record.due_day),
                record.owner or "–",
                text if len(text) <= 60 else text[:59] + "…",
            ]
        )
    say(table(lines))


@verb(complaint_app, "show", marked("One of them in full, with every step."), tells=True)
def show(session: Session, number: Number) -> None:
    """One complaint and its story."""
    told = session.archive.complaints()
    found = next((one for one in told if one.row.record.number == number.strip().upper()), None)
    if found is None:
        raise unknown_matter(COMPLAINT, number, (one.row.record.number for one in told))
    if session.as_json:
        say_json(_as_data(session, found))
        return
    _print(session, found)


def _state(record: ComplaintRecord, today: str) -> str:
    if record.is_overdue(today):
        return _("overdue", "complaint")
    return _(STATUSES[record.status])


def _print(session: Session, told: ToldComplaint) -> None:
    row, record = told.row, told.row.record
    today = session.policy.business_day(session.now()).isoformat()
    facts: list[tuple[object, object]] = [
        (_("Kind"), _(KINDS.get(record.kind, record.kind))),
        (_("Cause"), session.config.label("cause", record.cause)),
        (_("State"), _state(record, today)),
        (_("Day"), _in_words(record.day)),
        (_("Answer by"), _in_words(record.due_day) or "–"),
        (_("Seen to by"), record.owner or "–"),
        (_("Severity"), record.severity),
        (_("Safety"), _("yes") if record.safety else _("no")),
        (_("Channel"), _(CHANNEL_NAMES.get(record.channel, record.channel))),
        (_("Visit"), record.visit or "–"),
        (_("Counter"), row.counter or "–"),
        (_("Person"), row.actor or "–"),
        (_("Text"), told.text),
        (_("Remedy"), told.remedy or "–"),
    ]
    if record.granted is not None:
        facts.append((_("Granted"), session.config.label("remedy", record.granted)))
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


def _in_words(day: str | None) -> str:
    return "" if day is None else day_text(date.fromisoformat(day))


def _as_data(session: Session, told: ToldComplaint) -> dict[str, Any]:
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
        "day": record.day,
        "due_day": record.due_day,
        "first_due_day": record.first_due_day,
        "opened_at": instant(record.opened_at, at),
        "acknowledged_at": instant(record.acknowledged_at, at),
        "resolved_at": instant(record.resolved_at, at),
        "closed_at": instant(record.closed_at, at),
        "granted": record.granted,
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
                "accepted": step.accepted,
                "text": text or None,
                "corrective_action": more or None,
            }
            for step, (text, more) in zip(record.steps, told.of_steps, strict=True)
        ],
    }
