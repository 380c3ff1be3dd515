"""What customers were told would be done by a day: noting it, ending or moving it, and looking it up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.named_customer import customer_of
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import business_day
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.domain.due_words import day_named
from frontdesk.domain.matter_words import done, promise_state
from frontdesk.i18n import Sentence, _, day_text, marked

if TYPE_CHECKING:
    from frontdesk.domain.promises import ToldPromise

app = new_app()
promise_app = new_app()
app.add_typer(promise_app, name="promise")

Number = Annotated[
    str, options.argument(options.NUMBER, marked("Its number, such as P-2026-0042."), completion.promises)
]
By = Annotated[
    str,
    options.option(
        "--by", options.DAY, marked("The last day on which it is in time: 2026-11-23, today, tue, 3d, 24/11.")
    ),
]
Reason = Annotated[str, options.option("--reason", options.TEXT, marked("Why; it is kept with the promise."))]


@verb(promise_app, "add", marked("Note what was promised to a customer, and by which day."), changes=True)
def add(
    session: Session,
    text: Annotated[str, options.argument(options.TEXT, marked("What will be done, in one line."))],
    by: By,
    owner: Annotated[
        str | None, options.option("--owner", options.PERSON, marked("Who sees to it. Default: who made it."))
    ] = None,
    customer: Annotated[
        str | None, options.option("--customer", options.ID, marked("The customer's number, where there is no visit."))
    ] = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A promise under a number of its own."""
    file = None if customer is None else customer_of(session, "--customer", customer)
    answer = session.perform(
        do.MakePromise,
        text=text,
        due_day=_day(session, "--by", by),
        owner=owner,
        visit=visit,
        customer=None if file is None else file.id,
    )
    session.tell(answer, done(do.MakePromise, answer))


@verb(promise_app, "keep", marked("What was promised is done."), changes=True)
def keep(session: Session, number: Number, counter: options.Counter = None) -> None:
    """Kept, late or in time."""
    answer = session.perform(do.KeepPromise, number=number)
    session.tell(answer, done(do.KeepPromise, answer))


@verb(promise_app, "break", marked("What was promised will not be done."), changes=True)
def break_(session: Session, number: Number, reason: Reason, counter: options.Counter = None) -> None:
    """Broken, with the reason."""
    answer = session.perform(do.BreakPromise, number=number, reason=reason)
    session.tell(answer, done(do.BreakPromise, answer))


@verb(promise_app, "move", marked("What was promised will be done by another day."), changes=True)
def move(session: Session, number: Number, by: By, reason: Reason, counter: options.Counter = None) -> None:
    """Another due day, with the reason."""
    answer = session.perform(do.MovePromise, number=number, due_day=_day(session, "--by", by), reason=reason)
    session.tell(answer, done(do.MovePromise, answer))


@verb(promise_app, "undo", marked("Take back the last step of a promise that was taken today."), changes=True)
def undo(session: Session, number: Number, counter: options.Counter = None) -> None:
    """One step back; a promise whose making is taken back was never made."""
    answer = session.perform(do.UndoPromiseStep, number=number)
    session.tell(answer, sentences.undone(answer))


@verb(promise_app, "list", marked("What was promised, oldest first."), tells=True)
def list_(
    session: Session,
    open_only: Annotated[bool, options.flag("--open", marked("Only what is still to be done."))] = False,
    due: Annotated[
        str | None, options.option("--due", options.DAY, marked("Only what is due on this day or before it."))
    ] = None,
) -> None:
    """All of them, those still open, or those due."""
    until = None if due is None else _day(session, "--due", due)
    found = session.archive.promises(open_only=open_only, due=until)
    today = session.policy.business_day(session.now()).isoformat()
    if session.as_json:
        say_json({"promises": [promise_as_data(session, one) for one in found]})
        return
    if not found:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [[_("Number"), _("State"), _("Due"), _("Person"), _("Text")]]
    for one in found:
        promise = one.record
        lines.append(
            [
                promise.number,
                promise_state(promise, today),
                day_text(date.fromisoformat(promise.due_day)),
                promise.owner or "–",
                one.text if len(one.text) <= 60 else one.text[:59] + "…",
            ]
        )
    say(table(lines))


def _day(session: Session, option: str, text: str) -> date:
    today = session.policy.business_day(session.now())
    return day_named(text, today) or business_day(option, text, today, _WAYS_TO_NAME_A_DAY)


_WAYS_TO_NAME_A_DAY = Sentence("Write it like 2026-11-23, today, tue, 3d or 24/11.").message


def promise_as_data(session: Session, one: ToldPromise) -> dict[str, Any]:
    """A promise and each time that it was moved, for programs."""
    promise, at = one.record, session.policy
    today = at.business_day(session.now()).isoformat()
    return {
        "promise": promise.number,
        "state": promise.status,
        "text": one.text or None,
        "owner": promise.owner or None,
        "day": promise.day,
        "due_day": promise.due_day,
        "first_due_day": promise.first_due_day,
        "overdue": promise.is_overdue(today),
        "kept_late": promise.kept_late,
        "made_at": instant(promise.made_at, at),
        "staff": promise.actor or None,
        "counter": promise.counter,
        "visit": promise.visit,
        "customer": promise.customer,
        "ended_day": promise.ended_day,
        "ended_at": instant(promise.ended_at, at),
        "ended_by": promise.ended_by or None,
        "reason": one.reason or None,
        "moves": [
            {
                "day": move.day,
                "at": instant(move.at, at),
                "due_day": move.due_day,
                "staff": move.actor or None,
                "reason": reason or None,
            }
            for move, reason in zip(promise.moves, one.reasons_to_move, strict=True)
        ],
    }
