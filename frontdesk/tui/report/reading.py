"""What a report on the screen is made of, read in the worker's thread."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from frontdesk.desk import Desk
    from frontdesk.domain.records import VisitRecord
    from frontdesk.reports.model import Summary
    from frontdesk.store.log import DayRow

Span = tuple[date, date]
"""The first and the last business day of a report."""


class Read(NamedTuple):
    """A summary and its text, the days that it is of, and all days that there are, by their ISO dates.

    ``name`` is what a file of it is called, without an ending; ``label`` gives the house's words in it, and
    ``paper`` is the house's.
    """

    span: Span
    summary: Summary
    text: str
    name: str
    days: Mapping[str, DayRow]
    label: Callable[[str, str], object]
    paper: str


def summary(desk: Desk, span: Span | None, compare: str | None) -> Read:
    """The summary of these days, of today without any; held against others as ``compare`` says."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk
    from frontdesk.reports.contents import file_name  # noqa: PLC0415 - likewise
    from frontdesk.reports.text import summary_as_text  # noqa: PLC0415 - likewise

    desk.catch_up()
    archive = Archive(desk)
    today = archive.current_day()
    first, last = (today, today) if span is None else span
    found = archive.summary(first, last, compare=compare)
    days = {row.day: row for row in archive.days()}
    text, paper = summary_as_text(found, desk.label), desk.config.site.paper
    return Read((first, last), found, text, file_name(found), days, desk.label, paper)


def write(read: Read, kind: str, path: Path) -> None:
    """Make a file of a summary in one of the formats. Raises OSError."""
    from frontdesk.reports.formats import made, zipped  # noqa: PLC0415 - as above

    document = made(kind, read.summary, read.label, paper=read.paper)
    write_file(path, zipped(document) if isinstance(document, dict) else document)


def visits(desk: Desk, span: Span) -> list[VisitRecord]:
    """The visits that were here on these days."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - as above

    return Archive(desk).visit_rows(*span)[0]


def moved(span: Span, days: Mapping[str, DayRow], places: int) -> Span | None:
    """The day before or after in which somebody was here, or the range of the same length; None where there is none."""
    first, last = span
    known = sorted(map(date.fromisoformat, days))
    if first == last:
        there = [day for day in known if (day < first if places < 0 else day > first)]
        return None if not there else (there[places if places < 0 else 0],) * 2
    length = (last - first).days + 1
    begin, end = first + timedelta(days=places * length), last + timedelta(days=places * length)
    return (begin, end) if any(begin <= day <= end for day in known) else None
