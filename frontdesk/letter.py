"""The letter that acknowledges what a customer told the house, in the customer's language, as text or PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.acknowledgement import Told, acknowledgement
from frontdesk.i18n import speaking
from frontdesk.reports.acknowledgement import letter_as_text

if TYPE_CHECKING:
    from datetime import date

    from frontdesk.archive import Archive
    from frontdesk.config import Configuration
    from frontdesk.domain.complaints import ToldComplaint

FORMATS = ("text", "pdf")


class Letter(NamedTuple):
    """A letter in its language (``en``, ``es``); ``lines`` are its own, however long."""

    number: str
    language: str
    lines: list[str]


class Reader(NamedTuple):
    """Whom a letter is for: "" and None where nobody knows."""

    name: str
    language: str | None


def reader_of(archive: Archive, told: ToldComplaint) -> Reader:
    """The customer of a complaint, by their file or by the name typed at check-in."""
    record = told.row.record
    customer = None if record.customer is None else archive.customer(record.customer)
    if customer is not None:
        return Reader(customer.name, customer.language)
    visit = None if record.visit is None else archive.visit(record.visit)
    return Reader("" if visit is None else archive.names([visit]).get(visit.id, ""), None)


def composed(config: Configuration, told: ToldComplaint, reader: Reader, today: date, language: str) -> Letter:
    """In the customer's language, where it is known; else in ``language``."""
    language = reader.language or language
    with speaking(language):
        lines = acknowledgement(
            str(config.texts.letter),
            told.row.record,
            Told(reader.name, told.text, told.remedy),
            str(config.site.name),
            today,
        )
    return Letter(told.row.record.number, language, lines)


def made(letter: Letter, kind: str, paper: str) -> str | bytes:
    """The document in one of the formats; ``paper`` is the house's."""
    if kind == "text":
        return letter_as_text(letter.lines)
    from frontdesk.reports.pdf.acknowledgement import letter_as_pdf  # noqa: PLC0415 - imports reportlab

    return letter_as_pdf(letter.lines, letter.number, letter.language, paper)
