"""The counters and what they take; the intake of services; a colleague who takes over."""

from __future__ import annotations

from typing import Annotated

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.session import Session
from frontdesk.cli.values import ids
from frontdesk.domain import commands as do
from frontdesk.domain.answers import Answer
from frontdesk.domain.closing import Reach
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()
counter_app = new_app()
intake_app = new_app()
app.add_typer(counter_app, name="counter")
app.add_typer(intake_app, name="intake")

ServiceList = Annotated[
    str | None,
    options.option(
        "--services",
        marked("ID,ID"),
        marked("The services it takes; without them, those of the configuration."),
        completion.services,
    ),
]
SegmentList = Annotated[
    str | None,
    options.option(
        "--segments",
        marked("ID,ID"),
        marked("The segments it takes; without them, those of the configuration."),
        completion.segments,
    ),
]


@verb(counter_app, "open", marked("Open the counter, or change what it takes."), changes=True, at_counter=True)
def open_(
    session: Session, services: ServiceList = None, segments: SegmentList = None, reason: options.Reason = None
) -> None:
    """A person at the counter."""
    taken = {"services": ids("--services", services), "segments": ids("--segments", segments)}
    answer = session.perform(do.OpenCounter, **taken, reason=reason)
    _tell(session, answer, marked("Counter {counter} is open."))


@verb(counter_app, "pause", marked("Call nobody for a while."), changes=True, at_counter=True)
def pause(
    session: Session,
    after_this: Annotated[bool, options.flag("--after-this", marked("After the visit that is here now."))] = False,
    reason: options.Reason = None,
) -> None:
    """A pause."""
    answer = session.perform(do.PauseCounter, after_this=after_this, reason=reason)
    if answer["state"] == "paused":
        _tell(session, answer, marked("Counter {counter} is paused."))
    else:
        _tell(session, answer, marked("Counter {counter} pauses after this visit."))


@verb(counter_app, "resume", marked("Call again after a pause."), changes=True, at_counter=True)
def resume(session: Session) -> None:
    """The end of a pause."""
    _tell(session, session.perform(do.ResumeCounter), marked("Counter {counter} is open."))


@verb(counter_app, "close", marked("Leave the counter."), changes=True, at_counter=True)
def close(session: Session, reason: options.Reason = None) -> None:
    """Nobody is at the counter."""
    _tell(session, session.perform(do.CloseCounter, reason=reason), marked("Counter {counter} is closed."))


@verb(app, "takeover", changes=True, at_counter=True)
def takeover(
    session: Session,
    other: Annotated[
        str | None,
        options.option(
            "--from", options.ID, marked("Only the visit that is at this other counter."), completion.counters
        ),
    ] = None,
) -> None:
    """A colleague goes on."""
    if session.staff is None:
        raise UsageError(Sentence("--staff is missing."), Sentence("Name the colleague who takes over."))
    if other is not None:
        answer = session.perform(do.TakeOverVisit, from_counter=other)
        _tell(session, answer, marked("{number} is now at counter {counter}."))
        return
    answer = session.perform(do.TakeOverCounter)
    session.tell(
        answer, Sentence("{staff} now works at counter {counter}.", staff=session.staff, counter=answer["counter"])
    )


@verb(intake_app, "stop", marked("Take no more check-ins for a service today."), changes=True)
def stop(
    session: Session,
    service: Annotated[str, options.option("--service", options.ID, marked("The service."), completion.services)],
    reason: options.Reason = None,
) -> None:
    """No more check-ins."""
    answer = session.perform(do.StopIntake, service=service, reason=reason)
    done = Sentence("No more check-ins for: {service}.", service=session.config.label("service", service))
    found = Reach.from_data(answer, session.policy.zone)
    session.tell(
        answer | {"state": "stopped", "service": service},
        Sentence("{done} {reach}", done=done, reach=found.sentence()),
    )


@verb(intake_app, "start", marked("Take check-ins for a service again."), changes=True)
def start(
    session: Session,
    service: Annotated[str, options.option("--service", options.ID, marked("The service."), completion.services)],
) -> None:
    """Check-ins again."""
    answer = session.perform(do.StartIntake, service=service)
    session.tell(
        answer | {"state": "started", "service": service},
        Sentence("Check-ins are taken again for: {service}.", service=session.config.label("service", service)),
    )


def _tell(session: Session, answer: Answer, message: str) -> None:
    session.tell(answer, sentences.simple(message)(answer))
