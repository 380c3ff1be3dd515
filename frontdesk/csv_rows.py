"""CSV that nobody trusts: its rows with their true lines in the file, whatever is wrong with the ones before."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_RECORD = 200
"""A quoted field may hold line breaks, but hardly so many: beyond this a quote was never closed."""


class BadRow(NamedTuple):
    """A row that cannot be used: its line in the file, counted from 1, and why."""

    line: int
    reason: Sentence | str

    def __str__(self) -> str:
        return str(Sentence("line {line}: {reason}", line=self.line, reason=self.reason))


class WrongRow(Exception):
    """Why a row cannot be used."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


OPEN_QUOTE = Sentence("a quote is opened and not closed.")


def is_other_text(raw: bytes) -> bool:
    """Whether a file is no text in UTF-8 from its first letters on: UTF-16, or no text at all.

    A single NUL is a fault of its row only.
    """
    first = raw[:64]
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or first.count(0) * 3 > len(first)


def lines_of(text: str) -> list[str]:
    """The lines of a file, whichever line ends it has; a mark at its beginning is taken away."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return text.split("\n")


def row_at(lines: Sequence[str], at: int, width: int) -> tuple[list[str], int]:
    """The fields of the row that begins at a place, and how many lines it takes; WrongRow where it is none."""
    line = lines[at]
    # Without a quote there is nothing to interpret: this is five times as quick as asking the reader.
    fields, taken = (line.split(","), 1) if '"' not in line else _quoted(lines, at)
    if len(fields) != width:
        raise WrongRow(
            Sentence(
                "it has {n} field, the first line names {columns}.",
                "it has {n} fields, the first line names {columns}.",
                n=len(fields),
                columns=width,
            )
        )
    return fields, taken


def _quoted(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The fields of a row with quotes, which may go on over several lines."""
    reason = OPEN_QUOTE
    for taken in range(1, min(LONGEST_RECORD, len(lines) - at) + 1):
        try:
            return next(csv.reader(["\n".join(lines[at : at + taken])], strict=True)), taken
        except csv.Error as error:
            # The one fault that another line can mend is a quote that is still open.
            if "unexpected end of data" not in str(error):
                reason = Sentence("this is not CSV: {why}.", why=error)
                break
    raise WrongRow(reason)
