"""The visit log as a file: its columns, and reading it row by row without trusting it.

A row that is wrong stops nothing: it comes back as a ``BadRow`` with its line and the reason, and the next line is
read. Only a file that cannot be a visit log at all is refused as a whole.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.csv_rows import OPEN_QUOTE, BadRow, WrongRow, is_other_text, lines_of, row_at
from frontdesk.domain.visit import Outcome
from frontdesk.errors import UsageError, nearest
from frontdesk.i18n import Sentence
from frontdesk.plain_text import excerpt, made_visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS = (
    "visit",
    "arrived_at",
    "segment",
    "urgency",
    "service",
    "called_at",
    "started_at",
    "ended_at",
    "outcome",
    "counter",
    "staff",
)
"""The columns that every visit log has; others may stand among them and are not read."""

LONGEST_ID = 200

EARLIEST = int(datetime(1971, 1, 1, tzinfo=UTC).timestamp())
LATEST = int(datetime(9998, 1, 1, tzinfo=UTC).timestamp())
"""Instants beyond these are slips of the pen, and no calendar of ours reaches them in every zone."""


class LogRow(NamedTuple):
    """A visit as the log tells it. Instants are whole seconds, UTC; None means that it did not happen."""

    line: int
    visit: str
    arrived_at: int
    segment: str
    urgency: str
    service: str
    called_at: int | None
    started_at: int | None
    ended_at: int
    outcome: Outcome
    counter: str | None
    staff: str


@dataclass(frozen=True)
class VisitLog:
    """What was read: the rows in the file's order, the bad ones, how many instants lost a fraction of a second."""

    rows: tuple[LogRow, ...]
    bad: tuple[BadRow, ...]
    cut_fractions: int = 0


def read_visit_log(path: Path, limit: int | None = None) -> VisitLog:
    """The first ``limit`` rows of a visit log, or all.

    Raises UsageError when the file cannot be read, is empty, is no text or lacks columns.
    """
    lines = _lines(path)
    places, width = _header(path, lines)
    reader = _Reader(places, width)
    at = 1
    while at < len(lines) and (limit is None or reader.count < limit):
        at += reader.take(lines, at)
    return VisitLog(tuple(reader.rows), tuple(reader.bad), reader.cut_fractions)


def _lines(path: Path) -> list[str]:
    """The lines of the file; bytes that are no UTF-8 come as lone surrogates, so that only their row is bad."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(
            Sentence("The visit log {path} cannot be read: {why}.", path=path, why=error.strerror or error),
            Sentence("Name a CSV file that “frontdesk visits” or another system has written."),
        ) from error
    if is_other_text(raw):
        raise UsageError(
            Sentence("The visit log {path} is not UTF-8 text.", path=path), Sentence("Save it as CSV in UTF-8.")
        )
    return lines_of(raw.decode("utf-8", errors="surrogateescape"))


def _header(path: Path, lines: list[str]) -> tuple[tuple[int, ...], int]:
    """Where the columns stand, and how many fields a row has."""
    columns = ",".join(COLUMNS)
    if not any(line.strip() for line in lines):
        raise UsageError(
            Sentence("The visit log {path} is empty.", path=path),
            Sentence("It begins with a line that names its columns: {columns}.", columns=columns),
        )
    try:
        names = [name.strip() for name in next(csv.reader([lines[0]], strict=True), [])]
    except csv.Error:
        names = []
    missing = [column for column in COLUMNS if column not in names]
    twice = [column for column in COLUMNS if names.count(column) > 1]
    if twice:
        raise UsageError(
            Sentence("The visit log {path} names the column “{column}” twice.", path=path, column=twice[0]),
            Sentence("Each column appears once in the first line."),
        )
    if not missing:
        return tuple(names.index(column) for column in COLUMNS), len(names)
    if len(missing) == len(COLUMNS):
        reason = Sentence("The first line of {path} does not name the columns of a visit log.", path=path)
    else:
        listed = ", ".join(missing)
        reason = Sentence("The visit log {path} lacks the columns {columns}.", path=path, columns=listed)
    other = [name for name in names if name not in COLUMNS]
    guess = nearest(missing[0], other)
    if ";" in lines[0] or "\t" in lines[0]:
        remedy = Sentence("Separate the fields with commas. The columns are: {columns}.", columns=columns)
    elif guess is not None:
        remedy = Sentence(
            "Is “{found}” meant to be “{column}”? The columns are: {columns}.",
            found=excerpt(guess),
            column=missing[0],
            columns=columns,
        )
    else:
        remedy = Sentence("The columns are: {columns}.", columns=columns)
    raise UsageError(reason, remedy)


class _Reader:
    """Rows being read, with what has to be remembered from one to the next."""

    def __init__(self, places: tuple[int, ...], width: int) -> None:
        self.rows: list[LogRow] = []
        self.bad: list[BadRow] = []
        self.cut_fractions = 0
        self._places = places
        self._width = width
        self._lines_of: dict[str, int] = {}

    @property
    def count(self) -> int:
        """Rows met so far, good or bad."""
        return len(self.rows) + len(self.bad)

    def take(self, lines: Sequence[str], at: int) -> int:
        """Read the row that begins at a place; returns how many lines it took."""
        if not lines[at].strip():
            return 1
        taken = 1
        try:
            fields, taken = row_at(lines, at, self._width)
            ours = [fields[place] for place in self._places]
            if taken > 1 and any("\n" in field for field in ours):
                taken = 1
                raise WrongRow(OPEN_QUOTE)
            self._put(ours, at + 1)
        except WrongRow as wrong:
            self.bad.append(BadRow(at + 1, wrong.reason))
        return taken

    def _put(self, fields: list[str], line: int) -> None:
        visit, arrived_at, segment, urgency, service, called_at, started_at, ended_at, outcome, counter, staff = fields
        _require_ids(visit=visit, segment=segment, urgency=urgency, service=service)
        _require_plain(visit=visit, segment=segment, urgency=urgency, service=service, counter=counter, staff=staff)
        row = LogRow(
            line=line,
            visit=visit,
            arrived_at=self._instant("arrived_at", arrived_at),
            segment=segment,
            urgency=urgency,
            service=service,
            called_at=self._instant("called_at", called_at) if called_at else None,
            started_at=self._instant("started_at", started_at) if started_at else None,
            ended_at=self._instant("ended_at", ended_at),
            outcome=_outcome(outcome),
            counter=counter or None,
            staff=staff,
        )
        _require_sense(row)
        first = self._lines_of.setdefault(visit, line)
        if first != line:
            raise WrongRow(
                Sentence("the visit “{visit}” is already in line {first}.", visit=excerpt(visit), first=first)
            )
        self.rows.append(row)

    def _instant(self, column: str, text: str) -> int:
        """An instant as whole seconds, UTC."""
        if not text:
            raise WrongRow(Sentence("{column} is empty.", column=column))
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise WrongRow(
                Sentence(
                    "{column} is “{found}”, which is not a date and time: write it like 2026-11-22T09:00:00-05:00.",
                    column=column,
                    found=excerpt(text),
                )
            ) from None
        if moment.tzinfo is None:
            raise WrongRow(
                Sentence(
                    "{column} is “{found}”, without an offset: write it like 2026-11-22T09:00:00-05:00.",
                    column=column,
                    found=excerpt(text),
                )
            )
        seconds = moment.timestamp()
        at = int(seconds // 1)
        if not EARLIEST <= at <= LATEST:
            raise WrongRow(
                Sentence(
                    "{column} is “{found}”: the years 1971 to 9997 are accepted.", column=column, found=excerpt(text)
                )
            )
        if at != seconds:
            self.cut_fractions += 1
        return at


def _require_ids(**fields: str) -> None:
    for column, value in fields.items():
        if not value or value.isspace():
            raise WrongRow(Sentence("{column} is empty.", column=column))


def _require_plain(**fields: str) -> None:
    """Ids are kept as they stand, so nothing may be in them that could not be kept or shown."""
    for column, value in fields.items():
        if len(value) > LONGEST_ID:
            raise WrongRow(
                Sentence(
                    "{column} is {n} character long, at most {most} can be kept.",
                    "{column} is {n} characters long, at most {most} can be kept.",
                    column=column,
                    n=len(value),
                    most=LONGEST_ID,
                )
            )
        if value.isascii() and value.isprintable():
            continue
        if any("\udc80" <= character <= "\udcff" for character in value):
            raise WrongRow(Sentence("{column} is not UTF-8 text.", column=column))
        if made_visible(value) != value:
            raise WrongRow(
                Sentence(
                    "{column} has control characters, or characters that reverse the text: “{found}”.",
                    column=column,
                    found=excerpt(value),
                )
            )


_OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_ALLOWED_OUTCOMES = ", ".join(_OUTCOMES)


def _outcome(text: str) -> Outcome:
    found = _OUTCOMES.get(text)
    if found is not None:
        return found
    raise WrongRow(
        Sentence("outcome is “{found}”, allowed are {allowed}.", found=excerpt(text), allowed=_ALLOWED_OUTCOMES)
    )


def _require_sense(row: LogRow) -> None:
    """What the row tells can have happened: in this order, and nothing without what comes before it."""
    _require_order(row)
    if row.called_at is None:
        if row.started_at is not None:
            raise WrongRow(Sentence("started_at is given, but no called_at."))
        if row.counter is not None or row.staff:
            raise WrongRow(Sentence("a counter or a person is named, but no called_at."))
        if row.outcome in (Outcome.SERVED, Outcome.NO_SHOW):
            raise WrongRow(Sentence("outcome is “{found}”, but called_at is empty.", found=row.outcome))
    elif row.counter is None:
        raise WrongRow(Sentence("called_at is given, but no counter."))
    elif not row.counter.strip():
        raise WrongRow(Sentence("{column} is empty.", column="counter"))
    if row.outcome is Outcome.SERVED and row.started_at is None:
        raise WrongRow(Sentence("outcome is “{found}”, but started_at is empty.", found=row.outcome))


_ORDER = (
    ("arrived_at", "called_at"),
    ("called_at", "started_at"),
    ("started_at", "ended_at"),
    ("called_at", "ended_at"),
    ("arrived_at", "ended_at"),
)


def _require_order(row: LogRow) -> None:
    for earlier, later in _ORDER:
        before, after = getattr(row, earlier), getattr(row, later)
        if before is not None and after is not None and after < before:
            raise WrongRow(Sentence("{later} lies before {earlier}.", later=later, earlier=earlier))
