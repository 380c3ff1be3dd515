"""What customers answered to the one question, as it adds up: by kind of visit and wait, by what mattered, and more.

An answer belongs to the day on which its visit ended: of those who are still here none is told.
A kind is told by service, segment, urgency and promised wait: what standards are made for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.reports.sums.groups import GroupSums, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.domain.records import VisitRecord
    from frontdesk.reports.sums.sheet import Sheet

NO_ANSWER = 0
"""What stands for the answer of those who gave none."""

BAND_EDGES_S = (300, 600, 900, 1200, 1800)
"""Waits are told in bands: up to 5 minutes, more than that and up to 10, …, more than 30."""


def band_of(waited_s: int) -> int:
    """The place of the band that a wait in seconds lies in."""
    return bisect_left(BAND_EDGES_S, waited_s)


class KindOfVisit(NamedTuple):
    """What a promise is made for, and the wait in seconds that was promised; kept as one word, for ids have no spaces.

    The service is that of the first leg, against which the whole visit is judged.
    """

    service: str
    segment: str
    urgency: str
    target_s: int

    def __str__(self) -> str:
        return f"{self.service} {self.segment} {self.urgency} {self.target_s}"

    @classmethod
    def read(cls, word: str) -> KindOfVisit:
        """The kind that was kept as this word."""
        service, segment, urgency, target_s = word.rsplit(" ", 3)
        return cls(service, segment, urgency, int(target_s))


def _kinds(sheet: Sheet) -> list[str]:
    fields = sheet.measured.fields
    every = zip(fields.service, fields.segment, fields.urgency, fields.target_s, strict=True)
    return [f"{service} {segment} {urgency} {target_s}" for service, segment, urgency, target_s in every]


def by_kind(sheet: Sheet) -> dict[str, GroupSums]:
    """How the visits of each kind went."""
    return grouped(_kinds(sheet), sheet.columns)


def _answered(sheet: Sheet) -> Iterator[tuple[VisitRecord, int, int]]:
    """Every visit that has ended with an answer, its wait in seconds and the answer."""
    people = sheet.measured
    for place, rating in enumerate(people.fields.rating):
        if rating is not None and people.fields.outcome[place] is not None:
            yield people.visits[place], people.waited[place], rating


def answers(sheet: Sheet) -> Counter[tuple[str, int, int]]:
    """How many visits of each kind and band of wait gave each answer."""
    return Counter(
        (str(KindOfVisit(visit.service, visit.segment, visit.urgency, visit.target_s)), band_of(waited_s), rating)
        for visit, waited_s, rating in _answered(sheet)
    )


def factors(sheet: Sheet) -> Counter[tuple[str, int]]:
    """How many gave each answer and named each factor; who named none is not among them."""
    return Counter(
        (visit.rating_factor, rating) for visit, _, rating in _answered(sheet) if visit.rating_factor is not None
    )


def would_return(sheet: Sheet) -> Counter[tuple[bool, int]]:
    """How many gave each answer and said that they would come back, or would not."""
    return Counter(
        (bool(visit.would_return), rating) for visit, _, rating in _answered(sheet) if visit.would_return is not None
    )


def extra_steps(sheet: Sheet) -> Counter[int]:
    """How many visits that have ended, in which an extra step was taken, gave each answer, or none."""
    fields = sheet.measured.fields
    every = zip(fields.extra_steps, fields.rating, fields.outcome, strict=True)
    return Counter(
        NO_ANSWER if rating is None else rating for steps, rating, outcome in every if steps and outcome is not None
    )
