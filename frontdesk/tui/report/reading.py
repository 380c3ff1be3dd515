"""What a report on the screen is made of, read in a thread."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from frontdesk.archive import Archive
    from frontdesk.desk import Desk
    from frontdesk.reports.document import Step
    from frontdesk.reports.evidence import Evidence, Seen
    from frontdesk.reports.model import Summary
    from frontdesk.reports.text import Printed
    from frontdesk.reports.which import Which
    from frontdesk.store.log import DayRow

Span = tuple[date, date]
"""The first and the last business day of a report."""


class Read(NamedTuple):
    """A summary and its page, the days that it is of, and all days that there are, by their ISO dates.

    ``name`` is what a file of it is called, without an ending; ``label`` gives the house's words in it, and ``paper``
    is the house's. ``compare`` is how it was held against others; ``evidence`` are the rows of its visits, once
    somebody has looked behind it.
    """

    span: Span
    summary: Summary
    page: Sequence[Printed]
    name: str
    days: Mapping[str, DayRow]
    label: Callable[[str, str], object]
    paper: str
    compare: str | None = None
    evidence: Evidence | None = None

    @property
    def length(self) -> int:
        """How many days."""
        return (self.span[1] - self.span[0]).days + 1


def summary(desk: Desk, span: Span | None, compare: str | None, step: Step) -> Read:
    """The summary of these days, of today without any; held against others as ``compare`` says."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    desk.catch_up()
    return _summary(desk, Archive(desk), span, compare, step)


def _summary(desk: Desk, archive: Archive, span: Span | None, compare: str | None, step: Step) -> Read:
    from frontdesk.reports.contents import file_name  # noqa: PLC0415 - as above
    from frontdesk.reports.text import summary_as_printed  # noqa: PLC0415 - likewise

    today = archive.current_day()
    first, last = (today, today) if span is None else span
    step(0, 3)
    found = archive.summary(first, last, compare=compare)
    step(1, 3)
    days = {row.day: row for row in archive.days()}
    page = summary_as_printed(found, desk.label)
    step(2, 3)
    return Read((first, last), found, page, file_name(found), days, desk.label, desk.config.site.paper, compare)


def look_behind(desk: Desk, read: Read, which: Which, step: Step) -> tuple[Read, list[Seen]]:
    """The visits that a figure counts, and the report that they are behind.

    That is another one where the day still runs and nobody has looked behind it yet: figures and visits are read at one
    and the same instant.
    """
    from frontdesk.archive import Archive  # noqa: PLC0415 - as above
    from frontdesk.reports.behind import behind  # noqa: PLC0415 - likewise
    from frontdesk.reports.document import unheeded  # noqa: PLC0415 - likewise
    from frontdesk.reports.evidence import Evidence  # noqa: PLC0415 - likewise
    from frontdesk.reports.which import Of  # noqa: PLC0415 - likewise

    desk.catch_up()
    first, last = read.span
    if which.of is Of.NAMED:
        return read, behind(Evidence(Archive(desk).period_of(which.ids, first, last)), which)
    step(0, 5)
    if read.evidence is None:
        archive = Archive(desk, desk.now())
        with desk.store.reading():
            if not read.summary.closed:
                read = _summary(desk, archive, read.span, read.compare, unheeded)
            step(1, 5)
            read = read._replace(evidence=Evidence(archive.period(first, last)))
    assert read.evidence is not None
    step(3, 5)
    found = behind(read.evidence, which)
    step(4, 5)
    return read, found


def write(read: Read, kind: str, path: Path, step: Step) -> None:
    """Make a file of a summary in one of the formats. Raises OSError, and what ``step`` raises: then there is none."""
    from frontdesk.reports.formats import made, zipped  # noqa: PLC0415 - as above

    document = made(kind, read.summary, read.label, paper=read.paper, step=step)
    write_file(path, zipped(document) if isinstance(document, dict) else document)


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
