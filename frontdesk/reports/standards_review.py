"""The standards of the house beside what was attained and what customers accept: pure, from what adds up of a range.

Where satisfaction falls: the bands of wait are gone through from the shortest. A band is held against all shorter ones
together; the share of 4 and 5 falls there when it is at least ten points of a hundred lower and the difference is more
than twice its standard error (of two shares, pooled), so that chance is an unlikely reason. The longest wait before the
first such band is what customers accept, and is proposed. A band with fewer than ``ENOUGH`` answers proves nothing:
there the search ends.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.standards import EVERYONE
from frontdesk.reports.satisfaction import Answers, WaitBand, in_bands, together
from frontdesk.reports.sums.answers import BAND_EDGES_S, KindOfVisit
from frontdesk.reports.sums.groups import GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.domain.standards import Standard, Standards
    from frontdesk.reports.importance import FactorFigures
    from frontdesk.reports.sums.groups import Group
    from frontdesk.reports.sums.measures import AnswerSums

LEAST_DROP_PERCENT = 10
STANDARD_ERRORS = 2.0


class Verdict(StrEnum):
    """What the answers say of a standard."""

    FALLS = "falls"
    NO_FALL = "no_fall"
    TOO_FEW = "too_few"


class Fall(NamedTuple):
    """Where the share of 4 and 5 falls, if it does.

    ``accepted_s`` is the longest wait, in seconds, up to which it holds (None: not even the first band can be judged,
    or the share holds however long the wait). ``shorter`` are the answers up to there, ``next`` is the band after it:
    the one in which the share falls, or has too few answers.
    """

    verdict: Verdict
    accepted_s: int | None
    shorter: Answers
    next: WaitBand | None = None

    @property
    def proposed_s(self) -> int | None:
        """The wait that the answers propose to promise, in seconds; None where they propose none."""
        return self.accepted_s if self.verdict is Verdict.FALLS else None


def where_it_falls(bands: Sequence[WaitBand]) -> Fall:
    """Where the share falls; ``bands`` are in the order of their waits. See the top of this module."""
    last = max((place for place, one in enumerate(bands) if one.answers.n), default=-1)
    shorter, accepted_s = Answers(), None
    for place, band in enumerate(bands[: last + 1]):
        if not band.answers.enough:
            return Fall(Verdict.TOO_FEW, accepted_s, shorter, band)
        if place and _falls(shorter, band.answers):
            return Fall(Verdict.FALLS, accepted_s, shorter, band)
        shorter, accepted_s = shorter.plus(band.answers), band.most_s
    if last < 1:
        return Fall(Verdict.TOO_FEW, accepted_s, shorter)
    return Fall(Verdict.NO_FALL, accepted_s, shorter)


def _falls(before: Answers, after: Answers) -> bool:
    # In whole numbers: a difference of exactly ten points is one.
    drop = before.top * after.n - after.top * before.n
    if drop * 100 < LEAST_DROP_PERCENT * before.n * after.n:
        return False
    pooled = (before.top + after.top) / (before.n + after.n)
    error = sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n))
    return drop / (before.n * after.n) > STANDARD_ERRORS * error


class Comment(NamedTuple):
    """What somebody of the staff said of a standard: on which day, at which instant (UTC seconds), who, what.

    ``text`` is None where it was erased with what is personal of its day.
    """

    standard: str
    day: str
    at: int
    staff: str
    text: str | None


class Reviewed(NamedTuple):
    """A standard with what was attained by the visits that it decided over, what they answered, and what follows.

    ``wait_s``, ``goal`` and ``handling_s`` are what the house promises by it, its own or the default's. ``comments``
    are those that have words still, ``comments_erased`` is how many more there were.
    """

    name: str
    standard: Standard
    wait_s: int
    goal: float
    handling_s: int
    attained: Group
    by_wait: tuple[WaitBand, ...]
    fall: Fall
    comments: tuple[Comment, ...]
    comments_erased: int = 0

    @property
    def answers(self) -> Answers:
        """All that was answered."""
        return together(one.answers for one in self.by_wait)


class Review(NamedTuple):
    """Every standard of the house, what mattered to customers, and comments on standards that are no more."""

    standards: tuple[Reviewed, ...]
    factors: tuple[FactorFigures, ...]
    other_comments: tuple[Comment, ...]


def review(
    sums: AnswerSums, standards: Standards, factors: tuple[FactorFigures, ...], comments: Sequence[Comment]
) -> Review:
    """The review from what adds up of a range; ``comments`` in the order in which they are to be shown.

    Of those that were erased only the number is told.
    """
    names = standards.by_name
    erased = Counter(one.standard for one in comments if one.text is None)
    comments = [one for one in comments if one.text is not None]
    kinds: dict[str, list[str]] = {name: [] for name in names}
    decides = {kind: deciding(standards, KindOfVisit.read(kind)) for kind in sums.by_kind}
    for kind, name in decides.items():
        kinds[name].append(kind)
    bands = _bands(sums, decides)
    found = []
    for name, standard in names.items():
        promise = standards.promise(
            standard.service or "", standard.segment or "", standard.urgency or "", standard.days
        )
        by_wait = in_bands(bands.get((name, place), Answers()) for place in range(len(BAND_EDGES_S) + 1))
        found.append(
            Reviewed(
                name,
                standard,
                promise.wait_s if standard.wait_s is None else standard.wait_s,
                promise.goal if standard.goal is None else standard.goal,
                promise.handling_s if standard.handling_s is None else standard.handling_s,
                GROUP.add([sums.by_kind[kind] for kind in kinds[name]]).figures(),
                by_wait,
                where_it_falls(by_wait),
                tuple(one for one in comments if one.standard == name),
                erased[name],
            )
        )
    return Review(tuple(found), factors, tuple(one for one in comments if one.standard not in names))


def _bands(sums: AnswerSums, decides: Mapping[str, str]) -> dict[tuple[str, int], Answers]:
    """The answers by standard and band of wait."""
    scores: dict[tuple[str, int], dict[int, int]] = {}
    for (kind, band, score), n in sums.answers.items():
        of_band = scores.setdefault((decides[kind], band), {})
        of_band[score] = of_band.get(score, 0) + n
    return {place: Answers.of(found) for place, found in scores.items()}


def deciding(standards: Standards, kind: KindOfVisit) -> str:
    """The name of the standard that decides over the wait of a kind of visit, as the house has its standards now.

    The most specific one that holds on every day, unless another wait was promised: then one of particular days that
    promises just that. (What was promised by a standard that has changed since stays with it.)
    """
    holding = [
        (name, one)
        for name, one in standards.by_name.items()
        if one.wait_s is not None and one.holds(kind.service, kind.segment, kind.urgency, one.days)
    ]
    holding.sort(key=lambda item: -item[1].specificity)
    usual = next((item for item in holding if not item[1].days), None)
    if usual is not None and usual[1].wait_s == kind.target_s:
        return usual[0]
    of_days = next((name for name, one in holding if one.days and one.wait_s == kind.target_s), None)
    return of_days or (EVERYONE if usual is None else usual[0])
