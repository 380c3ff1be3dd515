"""The letter that acknowledges what a customer told the house, as text or PDF, in the customer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from frontdesk.cli import options
from frontdesk.cli.complaint_records import Number, complaint_of
from frontdesk.cli.output import narrate, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.values import one_of
from frontdesk.cli.writing import put, refuse_binary_on_terminal, require_free
from frontdesk.domain import commands as do
from frontdesk.domain.acknowledgement import Told, acknowledgement
from frontdesk.domain.answers import instant
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked, speaking
from frontdesk.reports.acknowledgement import letter_as_text

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.complaints import ToldComplaint

FORMATS = ("text", "pdf")


class Letter(NamedTuple):
    """A letter in its language (``en``, ``es``); ``lines`` are its own, however long."""

    number: str
    language: str
    lines: list[str]


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
    made = _composed(session, told)
    document = _made(session, made, kind)
    answer = session.perform(do.AcknowledgeComplaint, number=number) if acknowledge else _unchanged(session, told)
    if session.as_json:
        _say_as_json(answer, made, document, path)
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
    record = told.row.record
    customer = None if record.customer is None else session.archive.customer(record.customer)
    language = session.language or session.config.site.language
    if customer is not None and customer.language is not None:
        language = customer.language
    name = _name_at_check_in(session, record.visit) if customer is None else customer.name
    with speaking(language):
        lines = acknowledgement(
            str(session.config.texts.letter),
            record,
            Told(name, told.text, told.remedy),
            str(session.config.site.name),
            session.policy.business_day(session.now()),
        )
    return Letter(record.number, language, lines)


def _name_at_check_in(session: Session, visit: str | None) -> str:
    found = None if visit is None else session.archive.visit(visit)
    return "" if found is None else session.archive.names([found]).get(found.id, "")


def _made(session: Session, made: Letter, kind: str) -> str | bytes:
    if kind == "text":
        return letter_as_text(made.lines)
    from frontdesk.reports.pdf_acknowledgement import letter_as_pdf  # noqa: PLC0415 - imports reportlab

    with speaking(made.language):
        return letter_as_pdf(made.lines, made.number, made.language, session.config.site.paper)


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
