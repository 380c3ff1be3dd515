"""What customers think of the attention: answers from 1 to 5 and how they differ by wait, by factor and by segment."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.metrics import share
from frontdesk.domain.visit import BEST_SCORE
from frontdesk.reports.sums.answers import BAND_EDGES_S, NO_ANSWER, KindOfVisit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from frontdesk.reports.sums.measures import Sums

TOP = 4
"""From this answer on a customer is satisfied: the top share is that of 4 and 5."""

ENOUGH = 30
"""Fewer answers than these prove nothing: they are shown with their number, and nothing is concluded from them."""


class Answers(NamedTuple):
    """Some answers: how many, their sum, and how many of them were 4 or 5."""

    n: int = 0
    total: int = 0
    top: int = 0

    @classmethod
    def of(cls, scores: Mapping[int, int]) -> Answers:
        """Of how many there are of each answer; those who gave none do not count."""
        given = [(score, n) for score, n in scores.items() if score != NO_ANSWER]
        return cls(
            sum(n for _, n in given),
            sum(score * n for score, n in given),
            sum(n for score, n in given if score >= TOP),
        )

    def plus(self, other: Answers) -> Answers:
        """Both together."""
        return Answers(self.n + other.n, self.total + other.total, self.top + other.top)

    @property
    def mean(self) -> float | None:
        """The mean answer."""
        return self.total / self.n if self.n else None

    @property
    def top2(self) -> float | None:
        """The share of 4 and 5."""
        return share(self.top, self.n)

    @property
    def enough(self) -> bool:
        """Whether something can be concluded from them."""
        return self.n >= ENOUGH


class WaitBand(NamedTuple):
    """The answers of those who waited longer than ``over_s`` and at most ``most_s`` seconds (None: however long)."""

    over_s: int
    most_s: int | None
    answers: Answers


class ComeBack(NamedTuple):
    """How many said whether they would come back, and how many of them would."""

    n: int = 0
    yes: int = 0

    @property
    def share(self) -> float | None:
        """The share of those who would."""
        return share(self.yes, self.n)


class Levels(NamedTuple):
    """The four levels of service, of those who answered.

    Basic: 1 to 3. Satisfactory: 4 or 5. With added value: 4, and an extra step was noted; unforgettable: 5 and one.
    """

    basic: int = 0
    satisfactory: int = 0
    added_value: int = 0
    unforgettable: int = 0


@frozen()
class Satisfaction(Frozen):
    """Answers to the one question, 1 to 5: how many, their mean, the share of 4 and 5; and the same of parts of them.

    ``by_wait`` has every band. ``by_factor`` is of those who named what mattered. ``internal`` are colleagues, who
    count in the rest too; None where none of them answered. ``extra_steps`` are the visits in which more was done than
    was owed, ``with_extra_step`` the answers of these.
    """

    n: int
    mean: float | None
    top2: float | None
    by_wait: tuple[WaitBand, ...] = ()
    by_factor: Mapping[str, Answers] = field(default_factory=dict)
    by_segment: Mapping[str, Answers] = field(default_factory=dict)
    internal: Answers | None = None
    would_return: ComeBack = ComeBack()
    extra_steps: int = 0
    with_extra_step: Answers = Answers()
    levels: Levels = Levels()


def satisfaction_of(sums: Sums, internal: Set[str]) -> Satisfaction:
    """The figures of what adds up; ``internal`` are the segments of colleagues."""
    scores: Counter[int] = Counter()
    by_band: list[Counter[int]] = [Counter() for _ in range(len(BAND_EDGES_S) + 1)]
    by_segment: dict[str, Counter[int]] = {}
    for (kind, band, score), n in sums.answers.items():
        scores[score] += n
        by_band[band][score] += n
        by_segment.setdefault(KindOfVisit.read(kind).segment, Counter())[score] += n
    every = Answers.of(scores)
    colleagues = [Answers.of(found) for segment, found in by_segment.items() if segment in internal]
    again = sums.would_return
    return Satisfaction(
        every.n,
        every.mean,
        every.top2,
        by_wait=in_bands(Answers.of(one) for one in by_band),
        by_factor=answers_by_factor(sums.factors),
        by_segment={segment: Answers.of(by_segment[segment]) for segment in sorted(by_segment)},
        internal=together(colleagues) if colleagues else None,
        would_return=ComeBack(again.total(), sum(n for (yes, _), n in again.items() if yes)),
        extra_steps=sums.extra_steps.total(),
        with_extra_step=Answers.of(sums.extra_steps),
        levels=_levels(every, sums.extra_steps),
    )


def in_bands(every: Iterable[Answers]) -> tuple[WaitBand, ...]:
    """The answers of each band, the shortest wait first."""
    edges = (0, *BAND_EDGES_S, None)
    return tuple(WaitBand(edges[place] or 0, edges[place + 1], answers) for place, answers in enumerate(every))


def together(every: Iterable[Answers]) -> Answers:
    """All of them."""
    found = Answers()
    for one in every:
        found = found.plus(one)
    return found


def answers_by_factor(factors: Mapping[tuple[str, int], int]) -> dict[str, Answers]:
    """The answers of those who named each factor, the one named most first."""
    scores: dict[str, Counter[int]] = {}
    for (factor, score), n in factors.items():
        scores.setdefault(factor, Counter())[score] += n
    found = {factor: Answers.of(one) for factor, one in scores.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1].n, item[0])))


def _levels(every: Answers, extra: Mapping[int, int]) -> Levels:
    added, unforgettable = extra.get(TOP, 0), extra.get(BEST_SCORE, 0)
    return Levels(every.n - every.top, every.top - added - unforgettable, added, unforgettable)
