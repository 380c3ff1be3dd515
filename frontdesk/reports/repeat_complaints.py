"""Repeats: known customers who complain again of the same cause within a year: what was not put right before?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.domain.complaints import ComplaintRecord

WITHIN_DAYS = 365
_WITHIN_S = WITHIN_DAYS * 86400


class ComplainedBefore(NamedTuple):
    """That a known customer complained of a cause at an instant (UTC seconds), under a number."""

    customer: str
    cause: str
    opened_at: int
    number: str


def repeat_complaints(complaints: Iterable[ComplaintRecord], before: Iterable[ComplainedBefore]) -> int:
    """How many of some complaints are of a customer who had complained of the same cause within ``WITHIN_DAYS``."""
    told: defaultdict[tuple[str | None, str], list[tuple[int, str]]] = defaultdict(list)
    for one in before:
        told[one.customer, one.cause].append((one.opened_at, one.number))
    return sum(
        any(
            complaint.opened_at - _WITHIN_S <= at and (at, number) < (complaint.opened_at, complaint.number)
            for at, number in told.get((complaint.customer, complaint.cause), ())
        )
        for complaint in complaints
    )
