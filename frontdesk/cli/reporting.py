"""The summary of a day, of some days or of a shift, and the visit log."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Annotated

from frontdesk.cli import completion, options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import narrate
from frontdesk.cli.report_files import formats_of, place_of, write
from frontdesk.cli.session import Session
from frontdesk.cli.values import business_day, one_of, shown
from frontdesk.cli.writing import put, require_free
from frontdesk.errors import Refused, StoreError, UsageError, unknown_id
from frontdesk.i18n import Sentence, marked
from frontdesk.reports.comparison import COMPARE
from frontdesk.reports.contents import file_name
from frontdesk.reports.visit_log import write_visit_log

if TYPE_CHECKING:
    from frontdesk.archive import Archive
    from frontdesk.reports.model import ListedVisit, Summary

app = new_app()

From = Annotated[str | None, options.option("--from", options.DAY, marked("The first day of a range."))]
To = Annotated[str | None, options.option("--to", options.DAY, marked("The last day of a range."))]


@verb(app, "report", tells=True)
def report(
    session: Session,
    day: options.Day = None,
    yesterday: Annotated[bool, options.flag("--yesterday", marked("The day before today."))] = False,
    from_day: From = None,
    to_day: To = None,
    shift: Annotated[
        str | None, options.option("--shift", options.PERSON, marked("Only what this person called or served."))
    ] = None,
    compare: Annotated[
        str | None,
        options.option(
            "--compare",
            marked("PERIOD"),
            marked("Held against: previous, the equally long time before; same-weekday, the same weekdays."),
        ),
    ] = None,
    format_: Annotated[
        str,
        options.option(
            "--format",
            marked("FORMAT[,…]"),
            marked("text, md, csv, xlsx, json, html or pdf; several with commas. Default: text."),
            completion.formats,
        ),
    ] = "text",
    names: Annotated[
        bool, options.flag("--names", marked("With the customers' names, where they were given."))
    ] = False,
    out: Annotated[
        str | None,
        options.option("--out", options.PATH, marked("Write to this file or folder instead of the terminal.")),
    ] = None,
    force: options.Force = False,
) -> None:
    """The summary; left without a day it is that of today."""
    formats = ("json",) if session.as_json else formats_of(format_)
    held_against = None if compare is None else one_of("--compare", compare, COMPARE)
    place = place_of(formats, out, force=force)
    _close_ended_day(session)
    if yesterday and day is not None:
        raise UsageError(Sentence("--day and --yesterday exclude each other."), Sentence("Give one of them."))
    first, last = days_asked(session, "yesterday" if yesterday else day, from_day, to_day)
    now = session.now()
    summary = session.summaries.summary(first, last, shift, compare=held_against, now=now)
    if shift is not None and shift not in {*summary.by_staff, *summary.duty.by_staff}:
        everybody = session.summaries.summary(first, last, now=now)
        raise unknown_id(Sentence("shift of"), shown(shift), {*everybody.by_staff, *everybody.duty.by_staff})
    known = _names_of(session.archive, summary, first, last) if names else None
    write(place, file_name(summary), summary, session.label, known, session.config.site.paper)


def _close_ended_day(session: Session) -> None:
    """Close a day whose end has passed, so that the report of the night is final; where it cannot be, say why."""
    try:
        if session.has_ended_unclosed():
            session.desk.close_ended_day()
    except (Refused, StoreError) as error:
        narrate(Sentence("The day that has ended is not closed yet. {why}", why=error))


def days_asked(
    session: Session, day: str | None, from_day: str | None, to_day: str | None, *, usual: int = 1
) -> tuple[date, date]:
    """The first and the last day that the options name; without any, the ``usual`` number of days that end today."""
    today = session.current_day()
    session_today = session.policy.business_day(session.now())
    if day is not None:
        if from_day is not None or to_day is not None:
            raise UsageError(
                Sentence("A day and a range exclude each other."), Sentence("Give --day, or --from and --to.")
            )
        one = business_day("--day", day, session_today)
        return one, one
    if from_day is None and to_day is None:
        return today - timedelta(days=usual - 1), today
    if from_day is None:
        raise UsageError(Sentence("--from is missing."), Sentence("A range has a first and a last day."))
    first = business_day("--from", from_day, session_today)
    return first, session_today if to_day is None else business_day("--to", to_day, session_today)


def _names_of(archive: Archive, summary: Summary, first: date, last: date) -> dict[str, str]:
    """The names of the visits that the summary lists."""
    listed = {one.visit for many in _lists(summary) for one in many}
    visits, _phases = archive.visit_rows(first, last)
    return archive.names(visit for visit in visits if visit.id in listed)


def _lists(summary: Summary) -> tuple[tuple[ListedVisit, ...], ...]:
    return (summary.worst, summary.out_of_turn, summary.removed, summary.legal_breaches)


@verb(app, "visits")
def visits(
    session: Session,
    day: options.Day = None,
    from_day: From = None,
    to_day: To = None,
    out: options.Out = None,
    force: options.Force = False,
) -> None:
    """One row for each visit; the columns are those that “replay” reads, and more."""
    path = require_free(out, force=force)
    archive = session.archive
    rows, phases = archive.visit_rows(*days_asked(session, day, from_day, to_day))
    log = StringIO(newline="")
    write_visit_log(log, rows, phases, zone=session.policy.zone, at=session.now())
    put(log.getvalue(), path)
