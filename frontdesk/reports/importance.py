"""Importance × performance: how often a factor mattered to customers, and what they thought when it did.

A factor is important when it was named at least as often as the factors were on average, and done well when the mean
answer of those who named it is at least that of all who named one. With fewer answers than ``ENOUGH`` nothing is said.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import share
from frontdesk.i18n import marked
from frontdesk.reports.satisfaction import Answers, together

if TYPE_CHECKING:
    from collections.abc import Mapping


class Verdict(StrEnum):
    """What follows for a factor."""

    KEEP_UP = "keep_up"
    CONCENTRATE = "concentrate"
    LOW_PRIORITY = "low_priority"
    MORE_THAN_NEEDED = "more_than_needed"
    TOO_FEW = "too_few"


WORDS = {
    Verdict.KEEP_UP: marked("keep it up"),
    Verdict.CONCENTRATE: marked("concentrate here"),
    Verdict.LOW_PRIORITY: marked("low priority"),
    Verdict.MORE_THAN_NEEDED: marked("more than is asked for"),
    Verdict.TOO_FEW: marked("too few answers"),
}


class FactorFigures(NamedTuple):
    """One factor: its answers, its share of all answers that named one, and the complaints with the same cause."""

    factor: str
    answers: Answers
    importance: float
    complaints: int
    verdict: Verdict


def importance(by_factor: Mapping[str, Answers], complaints: Mapping[str, int]) -> tuple[FactorFigures, ...]:
    """Every factor that was named, the most named first; ``complaints`` are how many were opened by cause."""
    every = together(by_factor.values())
    if not every.n:
        return ()
    usual = 1 / len(by_factor)

    def verdict(answers: Answers) -> Verdict:
        if not answers.enough:
            return Verdict.TOO_FEW
        matters = answers.n / every.n >= usual
        # Of whole numbers, so that rounding decides nothing.
        does_well = answers.total * every.n >= every.total * answers.n
        if matters:
            return Verdict.KEEP_UP if does_well else Verdict.CONCENTRATE
        return Verdict.MORE_THAN_NEEDED if does_well else Verdict.LOW_PRIORITY

    return tuple(
        FactorFigures(factor, answers, share(answers.n, every.n) or 0.0, complaints.get(factor, 0), verdict(answers))
        for factor, answers in sorted(by_factor.items(), key=lambda item: (-item[1].n, item[0]))
    )
