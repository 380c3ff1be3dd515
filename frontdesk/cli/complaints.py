"""What customers say beyond the errand: taking it down, and seeing to it until its close."""

from __future__ import annotations

from typing import Annotated, Any

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.complaint_letter import letter
from frontdesk.cli.complaint_records import Number, list_, show
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.named_customer import customer_of
from frontdesk.cli.session import Session
from frontdesk.cli.values import one_of, whole_number
from frontdesk.domain import commands as do
from frontdesk.domain.complaint_story import granted_in_words
from frontdesk.domain.complaints import CHANNELS, NOT_A_COMPLAINT
from frontdesk.domain.matter_words import done
from frontdesk.domain.rules.complaints import COMPLAINT_KINDS
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()
complaint_app = new_app()
app.add_typer(complaint_app, name="complaint")

Amount = Annotated[
    str | None,
    options.option(
        "--amount", options.NUMBER, marked("What the remedy comes to, in whole units of the house's money.")
    ),
]
Accepted = Annotated[bool, options.flag("--accepted", marked("The customer accepted the answer."))]
NotAccepted = Annotated[bool, options.flag("--not-accepted", marked("The customer did not accept it."))]


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
    resolve: Annotated[
        str | None,
        options.option("--resolve", options.TEXT, marked("Resolved on the spot: what the customer was told.")),
    ] = None,
    grant: Annotated[
        str | None,
        options.option(
            "--grant", options.ID, marked("A remedy of [[remedies]] that was granted on the spot."), completion.remedies
        ),
    ] = None,
    amount: Amount = None,
    accepted: Accepted = False,
    not_accepted: NotAccepted = False,
    customer: Annotated[
        str | None, options.option("--customer", options.ID, marked("The customer's number, where there is no visit."))
    ] = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A complaint under a number of its own, and the answer if there was one at once."""
    one_of("--channel", channel, CHANNELS)
    one_of("--kind", kind, COMPLAINT_KINDS)
    if kind not in NOT_A_COMPLAINT and (remedy is None or not remedy.strip()):
        raise UsageError(Sentence("--remedy is missing."), Sentence("Ask what would put it right, and write it down."))
    file = None if customer is None else customer_of(session, "--customer", customer)
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
        customer=None if file is None else file.id,
        segment=None if file is None else file.segment,
        answer=resolve,
        granted=grant,
        amount=_amount(amount),
        accepted=_accepted(accepted, not_accepted),
    )
    if resolve is None:
        session.tell(answer, done(do.OpenComplaint, answer))
    else:
        _tell_resolved(session, answer, Sentence("{complaint} is noted and answered.", complaint=answer["complaint"]))


@verb(
    complaint_app,
    "describe",
    marked("Write down afterwards what the customer said, or asks for; or correct what was taken down."),
    changes=True,
)
def describe(
    session: Session,
    number: Number,
    text: Annotated[
        str | None, options.option("--text", options.TEXT, marked("What the customer said, in one line."))
    ] = None,
    remedy: Annotated[
        str | None, options.option("--remedy", options.TEXT, marked("What the customer asks for."))
    ] = None,
    cause: Annotated[
        str | None, options.option("--cause", options.ID, marked("The right cause."), completion.causes)
    ] = None,
    kind: Annotated[str | None, options.option("--kind", options.ID, marked("The right kind."))] = None,
    severity: Annotated[
        str | None, options.option("--severity", options.NUMBER, marked("The right severity, 1 to 3."))
    ] = None,
    safety: Annotated[bool, options.flag("--safety", marked("Somebody's safety is at risk."))] = False,
    no_safety: Annotated[bool, options.flag("--no-safety", marked("Nobody's safety is at risk."))] = False,
    channel: Annotated[str | None, options.option("--channel", options.ID, marked("The right channel."))] = None,
    customer: Annotated[
        str | None,
        options.option("--customer", options.ID, marked("The number of the right customer; “” for nobody known.")),
    ] = None,
    counter: options.Counter = None,
) -> None:
    """The customer's own words, once there is time; and slips put right, which the story tells."""
    if safety and no_safety:
        raise UsageError(
            Sentence("--safety and --no-safety exclude each other."), Sentence("Give one of them, or none.")
        )
    if channel is not None:
        one_of("--channel", channel, CHANNELS)
    if kind is not None:
        one_of("--kind", kind, COMPLAINT_KINDS)
    file = customer_of(session, "--customer", customer) if customer else None
    answer = session.perform(
        do.DescribeComplaint,
        number=number,
        text=text,
        remedy=remedy,
        kind=kind,
        cause=cause,
        severity=None if severity is None else whole_number("--severity", severity),
        safety=True if safety else False if no_safety else None,
        channel=channel,
        customer=customer if file is None else file.id,
        segment=None if file is None else file.segment,
    )
    session.tell(answer, done(do.DescribeComplaint, answer))


@verb(complaint_app, "note", marked("A note for colleagues."), changes=True)
def note(
    session: Session,
    number: Number,
    text: Annotated[str, options.argument(options.TEXT, marked("The note, in one line."))],
    counter: options.Counter = None,
) -> None:
    """Something that colleagues should know."""
    answer = session.perform(do.NoteOnComplaint, number=number, text=text)
    session.tell(answer, done(do.NoteOnComplaint, answer))


@verb(complaint_app, "acknowledge", marked("The customer has been told that it was received."), changes=True)
def acknowledge(session: Session, number: Number, counter: options.Counter = None) -> None:
    """Received, and the customer knows it."""
    answer = session.perform(do.AcknowledgeComplaint, number=number)
    session.tell(answer, done(do.AcknowledgeComplaint, answer))


@verb(complaint_app, "assign", marked("Somebody else sees to it from now on."), changes=True)
def assign(
    session: Session,
    number: Number,
    owner: Annotated[str, options.option("--owner", options.PERSON, marked("Who sees to it."))],
    counter: options.Counter = None,
) -> None:
    """Another owner."""
    answer = session.perform(do.AssignComplaint, number=number, owner=owner)
    session.tell(answer, done(do.AssignComplaint, answer))


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
    session.tell(answer, done(do.ActOnComplaint, answer))


@verb(complaint_app, "resolve", marked("The customer has been answered, perhaps with a remedy."), changes=True)
def resolve(
    session: Session,
    number: Number,
    text: Annotated[str, options.option("--text", options.TEXT, marked("What the customer was told."))],
    remedy: Annotated[
        str | None,
        options.option(
            "--remedy", options.ID, marked("A remedy of [[remedies]] that was granted."), completion.remedies
        ),
    ] = None,
    amount: Amount = None,
    accepted: Accepted = False,
    not_accepted: NotAccepted = False,
    counter: options.Counter = None,
) -> None:
    """The answer, and what the customer said to it."""
    answer = session.perform(
        do.ResolveComplaint,
        number=number,
        text=text,
        granted=remedy,
        amount=_amount(amount),
        accepted=_accepted(accepted, not_accepted),
    )
    _tell_resolved(session, answer, done(do.ResolveComplaint, answer))


@verb(complaint_app, "close", marked("Close it, with its root cause and what was changed."), changes=True)
def close(
    session: Session,
    number: Number,
    root_cause: Annotated[str, options.option("--root-cause", options.TEXT, marked("Why it happened."))],
    action: Annotated[
        str, options.option("--action", options.TEXT, marked("What was changed so that it does not happen again."))
    ],
    root: Annotated[
        str | None,
        options.option(
            "--root", options.ID, marked("What went wrong with us: one of [[complaints.roots]]."), completion.roots
        ),
    ] = None,
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
        root=root,
        accepted=_accepted(accepted, not_accepted),
    )
    session.tell(answer, done(do.CloseComplaint, answer))


@verb(complaint_app, "reopen", marked("Take it up again, for a reason."), changes=True)
def reopen(
    session: Session,
    number: Number,
    reason: Annotated[str, options.option("--reason", options.TEXT, marked("Why; it is kept with the complaint."))],
    counter: options.Counter = None,
) -> None:
    """Open again, with a new deadline."""
    answer = session.perform(do.ReopenComplaint, number=number, reason=reason)
    session.tell(answer, done(do.ReopenComplaint, answer))


verb(complaint_app, "letter", marked("The letter that acknowledges it, as text or PDF."), changes=True)(letter)
verb(complaint_app, "list", marked("What was noted, oldest first."), tells=True)(list_)
verb(complaint_app, "show", marked("One of them in full, with every step."), tells=True)(show)


def _amount(given: str | None) -> int | None:
    return None if given is None else whole_number("--amount", given)


def _tell_resolved(session: Session, answer: dict[str, Any], done: Sentence) -> None:
    said = str(done)
    if answer["granted"] is not None:
        remedy = granted_in_words(answer["granted"], answer["amount"], session.desk.label)
        said += f" {Sentence('Granted: {remedy}.', remedy=remedy)}"
    session.tell(answer, said)


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
