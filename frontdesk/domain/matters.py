"""Matters: complaints and promises. They outlive the day, each in a stream of its own and under a readable number.

A number begins with the letter of its kind and a dash (``P-2026-0042``), which no number of a visit does (``P004``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.domain.complaints import ComplaintRecord, complaint_record
from frontdesk.domain.promises import PromiseRecord, promise_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.domain.events import Recorded

Matter: TypeAlias = ComplaintRecord | PromiseRecord

COMPLAINT, PROMISE = "complaint", "promise"
LETTERS = {COMPLAINT: "Q", PROMISE: "P"}
"""Each kind of matter, and the letter that its numbers begin with."""

_FOLDS: dict[str, Callable[[Sequence[Recorded]], Matter]] = {COMPLAINT: complaint_record, PROMISE: promise_record}


def number_prefix(kind: str, year: int) -> str:
    """What the numbers of a year begin with: ``P-2026-``."""
    return f"{LETTERS[kind]}-{year}-"


def matter_number(kind: str, typed: str) -> str | None:
    """The number that somebody has typed, in capitals or not; None for what can be no number of this kind."""
    number = typed.strip().upper()
    return number if re.fullmatch(rf"{LETTERS[kind]}-[0-9]{{4}}-[0-9]{{4,12}}", number) else None


def fold_matter(kind: str, records: Sequence[Recorded]) -> Matter:
    """A matter as the events of its stream tell it, of which there is at least the first."""
    return _FOLDS[kind](records)
