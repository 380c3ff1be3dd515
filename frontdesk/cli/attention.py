"""The attention: from its beginning through phases, interruptions and notes to the ways in which it ends."""

from __future__ import annotations

from typing import Annotated

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.session import Session
from frontdesk.cli.values import instant, length_of_time
from frontdesk.domain import commands as do
from frontdesk.domain.answers import Answer
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()


@verb(app, "start", changes=True, at_counter=True)
def start(session: Session) -> None:
    """Serving begins."""
    answer = session.perform(do.Start)
    sentence = Sentence("{number} is served at counter {counter}.", number=answer["number"], counter=answer["counter"])
    session.tell(answer, sentence)


@verb(app, "phase", changes=True, at_counter=True)
def phase(
    session: Session,
    phase: Annotated[
        str | None, options.argument(options.ID, marked("A phase; without it, the next one."), completion.phases)
    ] = None,
) -> None:
    """The next phase, or one by its id."""
    answer = session.perform(do.MarkPhase, phase=phase)
    name = session.config.label("phase", answer["phase"])
    session.tell(answer, Sentence("{number}: {phase}.", number=answer["number"], phase=name))


@verb(app, "finish", changes=True, at_counter=True)
def finish(
    session: Session,
    call: Annotated[bool, options.flag("--call", marked("Call the next one at once."))] = False,
    at: Annotated[
        str | None, options.option("--at", options.INSTANT, marked("When it really was, if somebody forgot: 10:30."))
    ] = None,
    reason: options.Reason = None,
) -> None:
    """The attention is over."""
    ended_at = None if at is None else instant("--at", at, session.policy, session.now())
    answer = session.perform(do.Finish, at=ended_at, reason=reason, call_next=call)
    session.tell(answer, sentences.finished(answer))


@verb(app, "hold", changes=True)
def hold(
    session: Session,
    lasting: Annotated[
        str | None,
        options.option("--for", options.DURATION, marked("How long: 90s, 10m, 1h30m. Default: [desk] hold.")),
    ] = None,
    until: Annotated[str | None, options.option("--until", options.INSTANT, marked("Until when: 10:30."))] = None,
    reason: options.Reason = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """Set aside for a while."""
    if lasting is not None and until is not None:
        raise UsageError(Sentence("--for and --until exclude each other."), Sentence("Give one of them."))
    if until is not None:
        over_at = instant("--until", until, session.policy, session.now())
    else:
        length = session.config.desk.hold if lasting is None else length_of_time("--for", lasting)
        session.day()
        over_at = session.now() + length
    answer = session.perform(do.Hold, visit=visit, until=over_at, reason=reason)
    session.tell(answer, sentences.held(answer))


@verb(app, "transfer", changes=True)
def transfer(
    session: Session,
    service: Annotated[
        str, options.option("--service", options.ID, marked("The service to go on to."), completion.services)
    ],
    to_counter: Annotated[
        str | None, options.option("--to-counter", options.ID, marked("A particular counter."), completion.counters)
    ] = None,
    reason: options.Reason = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """On to another service."""
    answer = session.perform(do.Transfer, service=service, to_counter=to_counter, visit=visit, reason=reason)
    name = session.config.label("service", answer["service"])
    session.tell(answer, Sentence("{number} is transferred to: {service}.", number=answer["number"], service=name))


@verb(app, "interrupt", changes=True, at_counter=True)
def interrupt(session: Session, reason: options.Reason = None) -> None:
    """The clock of the attention stands still."""
    _tell(session, session.perform(do.Interrupt, reason=reason), marked("{number} is interrupted."))


@verb(app, "resume", changes=True, at_counter=True)
def resume(session: Session) -> None:
    """The clock of the attention goes on."""
    _tell(session, session.perform(do.Resume), marked("{number}: the attention goes on."))


@verb(app, "note", changes=True)
def note(
    session: Session,
    text: Annotated[str, options.argument(options.TEXT, marked("What to write down, in quotes."))],
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A note for colleagues."""
    _tell(session, session.perform(do.AddNote, note=text, visit=visit), marked("The note is kept with {number}."))


def _tell(session: Session, answer: Answer, message: str) -> None:
    session.tell(answer, sentences.simple(message)(answer))
