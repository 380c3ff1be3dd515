"""The letter that acknowledges what a customer told the house, as text or PDF, in the customer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from frontdesk.cli import options
from frontdesk.cli.complaint_records import Number, complaint_of
from frontdesk.cli.output import narrate, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.values import one_of
from frontdesk.cli.writing import put, refuse_binary_on_terminal, require_free
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked
from frontdesk.letter import FORMATS, Letter, composed, made, reader_of

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.complaints import ToldComplaint


def letter(
    session: Session,
    number: Number,
    format_: Annotated[
        str, options.option("--format", marked("FORMAT"), marked("text or pdf. Default: text."))
    ] = "text",
    out: options.Out = None,
    force: options.Force = False,
    acknowledge: Annotated[
        bool, options.flag("--acknowledge", marked("Note too that the customer has been told that it was received."))
    ] = False,
    counter: options.Counter = None,
) -> None:
    """The letter; whether it was given or sent is another matter, which “complaint acknowledge” notes."""
    kind = one_of("--format", format_, FORMATS)
    path = _place(session, kind, out, force=force)
    told = complaint_of(session, number)
    letter = _composed(session, told)
    document = made(letter, kind, session.config.site.paper)
    answer = session.perform(do.AcknowledgeComplaint, number=number) if acknowledge else _unchanged(session, told)
    if session.as_json:
        _say_as_json(answer, letter, document, path)
        return
    put(document, path)
    _say_whether_acknowledged(told, acknowledge=acknowledge)


def _place(session: Session, kind: str, out: str | None, *, force: bool) -> Path | None:
    """Where it goes, refused before anything is made; None for stdout."""
    path = require_free(out, force=force)
    if path is None and kind == "pdf":
        if session.as_json:
            raise UsageError(
                Sentence("--out is missing."), Sentence("A PDF does not stand in a JSON document: name a file.")
            )
        refuse_binary_on_terminal(kind)
    return path


def _composed(session: Session, told: ToldComplaint) -> Letter:
    """In the language of the customer's file; else in that of --lang, else in the house's."""
    language = session.language or session.config.site.language
    today = session.policy.business_day(session.now())
    return composed(session.config, told, reader_of(session.archive, told), today, language)


def _unchanged(session: Session, told: ToldComplaint) -> Answer:
    """What a verb that changes something answers, where nothing was changed."""
    record = told.row.record
    return {
        "complaint": record.number,
        "due_day": record.due_day,
        "visit": record.visit,
        "number": None,
        "state": record.status,
        "counter": session.counter,
        "at": instant(session.now(), session.policy),
    }


def _say_as_json(answer: Answer, made: Letter, document: str | bytes, path: Path | None) -> None:
    if path is not None:
        put(document, path)
    text = document if isinstance(document, str) else None
    say_json(answer | {"language": made.language, "path": None if path is None else str(path), "letter": text})


def _say_whether_acknowledged(told: ToldComplaint, *, acknowledge: bool) -> None:
    record = told.row.record
    if acknowledge:
        narrate(Sentence("{complaint} is acknowledged.", complaint=record.number))
    elif record.acknowledged_at is None:
        narrate(
            Sentence(
                "Once the customer has it, note that: “frontdesk complaint acknowledge {complaint}” "
                "(or --acknowledge does both).",
                complaint=record.number,
            )
        )
