"""A list of customers from another system as a CSV file, read row by row without trusting it.

A row that is wrong stops nothing: it comes back as a ``BadRow`` with its line and the reason. Only a file that cannot
be such a list at all is refused as a whole.
"""

from __future__ import annotations

import csv
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.csv_rows import BadRow, WrongRow, is_other_text, lines_of, row_at
from frontdesk.domain.importing import COLUMNS, read_row
from frontdesk.errors import UsageError, nearest
from frontdesk.i18n import Sentence
from frontdesk.plain_text import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from frontdesk.domain.importing import ImportRow, Person
    from frontdesk.domain.policy import Policy


class CustomerList(NamedTuple):
    """What was read: the rows, the bad ones, the columns that are nobody's, and a digest of the file."""

    rows: tuple[ImportRow, ...]
    bad: tuple[BadRow, ...]
    unknown: tuple[str, ...]
    digest: str


def read_customer_list(path: Path, policy: Policy) -> CustomerList:
    """All rows of a list of customers.

    Raises UsageError when the file cannot be read, is empty, is no UTF-8 text or does not name its columns.
    """
    raw = _bytes(path)
    lines = lines_of(_decoded(path, raw))
    names = _header(path, lines)
    reader = _Reader(names, policy)
    at = 1
    while at < len(lines):
        at += reader.take(lines, at)
    unknown = tuple(name for name in names if name not in COLUMNS)
    return CustomerList(tuple(reader.rows), tuple(reader.bad), unknown, blake2b(raw, digest_size=16).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(
            Sentence("The list {path} cannot be read: {why}.", path=path, why=getattr(error, "strerror", "") or error),
            Sentence("Name a CSV file."),
        ) from error


def _decoded(path: Path, raw: bytes) -> str:
    """The text of the file; a byte that is no UTF-8 is named, with its line."""
    remedy = Sentence("Save the list as CSV in UTF-8 and try again. Nothing was imported.")
    if is_other_text(raw):
        raise UsageError(Sentence("The list {path} is not UTF-8 text.", path=path), remedy)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n")
        raise UsageError(
            Sentence(
                "{path}, line {line}: the byte 0x{byte} at {place} is not UTF-8.",
                path=path,
                line=(before.count(b"\n") or before.count(b"\r")) + 1,
                byte=f"{raw[error.start]:02X}",
                place=error.start,
            ),
            remedy,
        ) from None


def _header(path: Path, lines: list[str]) -> list[str]:
    """The names of the columns, as we write ours."""
    known = ", ".join(COLUMNS)
    if not any(line.strip() for line in lines):
        raise UsageError(
            Sentence("The list {path} is empty.", path=path),
            Sentence("It begins with a line that names its columns: {columns}.", columns=known),
        )
    try:
        names = [name.strip() for name in next(csv.reader([lines[0]], strict=True), [])]
    except csv.Error:
        names = []
    names = [name.lower() if name.lower() in COLUMNS else name for name in names]
    twice = [column for column in COLUMNS if names.count(column) > 1]
    if twice:
        raise UsageError(
            Sentence("The list {path} names the column “{column}” twice.", path=path, column=twice[0]),
            Sentence("Each column appears once in the first line."),
        )
    if "id" in names or {"name", "phone"} <= set(names):
        return names
    remedy = Sentence("The columns are: {columns}.", columns=known)
    if ";" in lines[0] or "\t" in lines[0]:
        remedy = Sentence("Separate the fields with commas. The columns are: {columns}.", columns=known)
    raise UsageError(
        Sentence("The first line of {path} names no column “id”, nor “name” and “phone”.", path=path), remedy
    )


def like_ours(name: str) -> str | None:
    """The column of ours that an unknown one may be meant to be."""
    return nearest(name, COLUMNS)


class _Reader:
    """Rows being read, with what has to be remembered from one to the next."""

    def __init__(self, names: Sequence[str], policy: Policy) -> None:
        self.rows: list[ImportRow] = []
        self.bad: list[BadRow] = []
        self._names = names
        self._policy = policy
        self._by_number: dict[str, int] = {}
        self._by_person: dict[Person, tuple[int, bool]] = {}

    def take(self, lines: Sequence[str], at: int) -> int:
        """Read the row that begins at a place; returns how many lines it takes."""
        if not lines[at].strip(" \t,"):
            return 1  # a spreadsheet leaves rows of empty cells at the end
        taken = 1
        try:
            fields, taken = row_at(lines, at, len(self._names))
            cells = {name: cell for name, cell in zip(self._names, fields, strict=True) if name in COLUMNS}
            row = read_row(at + 1, cells, self._policy)
            self._require_another(row)
        except WrongRow as wrong:
            self.bad.append(BadRow(at + 1, wrong.reason))
        else:
            self.rows.append(row)
        return taken

    def _require_another(self, row: ImportRow) -> None:
        """Nobody twice: of two rows about one customer the second would undo the first, each time."""
        if row.number is not None:
            first = self._by_number.setdefault(row.number, row.line)
            if first != row.line:
                raise WrongRow(
                    Sentence(
                        "the customer “{number}” is already in line {first}.", number=excerpt(row.number), first=first
                    )
                )
        person = row.person
        if person is None:
            return
        first, has_number = self._by_person.setdefault(person, (row.line, row.number is not None))
        if first != row.line and not (has_number and row.number is not None):
            raise WrongRow(
                Sentence("the same name and phone are already in line {first}: give both an id.", first=first)
            )
