"""What customers say beyond the errand: taking it down, and looking it up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import one_of, whole_number
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.domain.complaints import NOT_A_COMPLAINT
from frontdesk.domain.matters import COMPLAINT
from frontdesk.domain.rules.complaints import COMPLAINT_KINDS
from frontdesk.domain.rules.matters import unknown_matter
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, day_text, marked

if TYPE_CHECKING:
    from frontdesk.store.history import ComplaintRow

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
STATUSES = {
    "open": marked("open", "complaint"),
    "acknowledged": marked("acknowledged", "complaint"),
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
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A complaint under a number of its own."""
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
    )
    session.tell(
        answer,
        Sentence(
            "{complaint} is noted; answer it by {day}.",
            complaint=answer["complaint"],
            day=date.fromisoformat(answer["due_day"]),
        ),
    )


@verb(complaint_app, "list", marked("What was noted, oldest first."), tells=True)
def list_(
    session: Session,
    open_only: Annotated[bool, options.flag("--open", marked("Only what is not closed yet."))] = False,
) -> None:
    """All of them, or those still open."""
    rows = session.archive.complaints(open_only=open_only)
    if session.as_json:
        say_json({"complaints": [_as_data(session, *row) for row in rows]})
        return
    if not rows:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [[_("Number"), _("Kind"), _("Cause"), _("State"), _("Answer by"), _("Text")]]
    for row, text, _remedy in rows:
        record = row.record
        lines.append(
            [
                record.number,
                _(KINDS.get(record.kind, record.kind)),
                session.config.label("cause", record.cause),
                _(STATUSES.get(record.status, record.status)),
                _in_words(record.due_day),
                text if len(text) <= 60 else text[:59] + "…",
            ]
        )
    say(table(lines))


@verb(complaint_app, "show", marked("One of them in full."), tells=True)
def show(
    session: Session,
    number: Annotated[str, options.argument(options.NUMBER, marked("Its number, such as Q-2026-0042."))],
) -> None:
    """One complaint."""
    rows = session.archive.complaints()
    found = next((row for row in rows if row[0].record.number == number.upper()), None)
    if found is None:
        raise unknown_matter(COMPLAINT, number, [row.record.number for row, _text, _remedy in rows])
    if session.as_json:
        say_json(_as_data(session, *found))
        return
    _print(session, *found)


def _print(session: Session, row: ComplaintRow, text: str, remedy: str) -> None:
    record = row.record
    facts: list[tuple[object, object]] = [
        (_("Kind"), _(KINDS.get(record.kind, record.kind))),
        (_("Cause"), session.config.label("cause", record.cause)),
        (_("State"), _(STATUSES.get(record.status, record.status))),
        (_("Day"), _in_words(record.day)),
        (_("Answer by"), _in_words(record.due_day) or "–"),
        (_("Severity"), record.severity),
        (_("Safety"), _("yes") if record.safety else _("no")),
        (_("Visit"), record.visit or "–"),
        (_("Counter"), row.counter or "–"),
        (_("Person"), row.actor or "–"),
        (_("Text"), text),
        (_("Remedy"), remedy or "–"),
    ]
    say(record.number)
    say(table(facts))


def _in_words(day: str | None) -> str:
    return "" if day is None else day_text(date.fromisoformat(day))


def _as_data(session: Session, row: ComplaintRow, text: str, remedy: str) -> dict[str, Any]:
    record = row.record
    at = session.policy
    return {
        "complaint": record.number,
        "kind": record.kind,
        "cause": record.cause,
        "state": record.status,
        "severity": record.severity,
        "safety": record.safety,
        "day": record.day,
        "due_day": record.due_day,
        "opened_at": instant(record.opened_at, at),
        "acknowledged_at": instant(record.acknowledged_at, at),
        "resolved_at": instant(record.resolved_at, at),
        "closed_at": instant(record.closed_at, at),
        "visit": record.visit,
        "phase": row.phase,
        "counter": row.counter,
        "staff": row.actor or None,
        "text": text,
        "remedy": remedy or None,
    }
