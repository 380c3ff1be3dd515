"""Matters: complaints and promises. They outlive the day, each in a stream of its own and under a readable number.

A number begins with the letter of its kind and a dash (``P-2026-0042``), which no number of a visit does (``P004``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.domain.complaints import NOT_A_COMPLAINT, ComplaintRecord, complaint_record
from frontdesk.domain.promises import PromiseRecord, promise_record
from frontdesk.domain.undoing import what_stands

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


def fold_matter(kind: str, records: Sequence[Recorded]) -> Matter | None:
    """A matter as the events of its stream tell it; None where its very beginning was taken back.

    LookupError where the events that stand are not those of such a matter.
    """
    standing = what_stands(records)
    return _FOLDS[kind](standing) if standing else None


def is_complaint(matter: Matter) -> bool:
    """Whether a customer complained: a promise is none, nor is a request, a suggestion or praise."""
    return isinstance(matter, ComplaintRecord) and matter.kind not in NOT_A_COMPLAINT
