"""The measures: percentiles, distributions and the service level, computed from whole seconds.

Definitions follow public practice for in-person service and contact centres: nearest-rank percentiles, and a service
level that counts those who left and those who still wait. Nothing is ever divided by zero: where there is nothing to
measure, a figure is None.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.visit import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.records import VisitRecord

FEW = 10
"""Under this many values the values themselves are shown instead of a P95."""


def share(part: int, whole: int) -> float | None:
    """A part of a whole as a fraction of 1; None when the whole is nothing."""
    return part / whole if whole > 0 else None


def nearest_rank(n: int, percent: int) -> int:
    """The rank, from 1, of the percentile among ``n`` values: ⌈percent/100 · n⌉, at least 1.

    In whole numbers, because in binary fractions 0.07 · 100 is a little over 7 and would give the next rank.
    """
    return max(1, -(-percent * n // 100))


def percentile(ordered: Sequence[int], percent: int) -> int | None:
    """The nearest-rank percentile of values in ascending order: always an observed value, None when there is none."""
    return ordered[nearest_rank(len(ordered), percent) - 1] if ordered else None


@dataclass(frozen=True)
class Distribution:
    """What is told of many lengths of time, in whole seconds; ``total`` is their sum.

    Under ten values ``values`` holds them in ascending order and ``p95`` is None: the 95th of nine is no figure.
    """

    n: int = 0
    total: int = 0
    p50: int | None = None
    p90: int | None = None
    p95: int | None = None
    max: int | None = None
    values: tuple[int, ...] = ()

    @property
    def mean(self) -> float | None:
        """The exact sum divided once; None when there is nothing."""
        return self.total / self.n if self.n else None

    @classmethod
    def of(cls, lengths: Iterable[int]) -> Distribution:
        """The distribution of these lengths."""
        return cls.of_histogram(Counter(lengths))

    @classmethod
    def of_histogram(cls, histogram: Mapping[int, int]) -> Distribution:
        """The distribution of a histogram by the second (length → how many); histograms of parts can be added."""
        lengths = sorted(histogram)
        up_to = list(accumulate(histogram[length] for length in lengths))
        if not up_to or up_to[-1] == 0:
            return NOTHING
        n = up_to[-1]
        if n < FEW:
            values = tuple(length for length in lengths for _ in range(histogram[length]))
            p50, p90 = percentile(values, 50), percentile(values, 90)
            return cls(n, sum(values), p50, p90, None, values[-1], values)
        wanted = iter((50, 90, 95))
        rank, found = nearest_rank(n, next(wanted)), []
        for length, reached in zip(lengths, up_to, strict=True):
            while rank <= reached:
                found.append(length)
                percent = next(wanted, None)
                rank = n + 1 if percent is None else nearest_rank(n, percent)
        longest = next(length for length in reversed(lengths) if histogram[length])
        total = sum(length * histogram[length] for length in lengths)
        return cls(n, total, found[0], found[1], found[2], longest)


NOTHING = Distribution()


class Judgement(StrEnum):
    """What one visit says about the service level; a removed visit says nothing and has none.

    ``*_early`` proves nothing: it ended, or was ended, while the promise could still be kept. ``open_late`` has been
    called, is served or is held now and has already waited longer than promised.
    """

    WITHIN = "within"
    SERVED_LATE = "served_late"
    LEFT_EARLY = "left_early"
    LEFT_LATE = "left_late"
    NO_SHOW_EARLY = "no_show_early"
    NO_SHOW_LATE = "no_show_late"
    UNFINISHED_EARLY = "unfinished_early"
    UNFINISHED_LATE = "unfinished_late"
    WAITING_LATE = "waiting_late"
    OPEN_LATE = "open_late"
    UNDECIDED = "undecided"


PROVEN = frozenset((Judgement.WITHIN, *(one for one in Judgement if one.endswith("_late"))))
"""What proves that a promise was kept or missed; every other judgement is left out of the service level."""


_BY_OUTCOME = {
    Outcome.SERVED.value: (Judgement.WITHIN, Judgement.SERVED_LATE),
    Outcome.LEFT.value: (Judgement.LEFT_EARLY, Judgement.LEFT_LATE),
    Outcome.NO_SHOW.value: (Judgement.NO_SHOW_EARLY, Judgement.NO_SHOW_LATE),
    Outcome.UNFINISHED.value: (Judgement.UNFINISHED_EARLY, Judgement.UNFINISHED_LATE),
}


def judged(outcome: str | None, waited_s: int, target_s: int, *, waiting: bool = False) -> Judgement | None:
    """What a visit (or leg) says that waited so long against a promise of ``target_s``; None for a removed one.

    An ``outcome`` of None is an open one: ``waiting`` tells whether it waits now. The wait ends at the call, so a
    no-show's is that until the call. Exactly the promised time is within it.
    """
    late = waited_s > target_s
    if outcome is None:
        if not late:
            return Judgement.UNDECIDED
        return Judgement.WAITING_LATE if waiting else Judgement.OPEN_LATE
    pair = _BY_OUTCOME.get(outcome)
    return None if pair is None else pair[late]


def standing_at(record: VisitRecord, at: int) -> tuple[int, bool]:
    """How long a visit has waited at an instant (UTC seconds), and whether it waits then.

    A hold that is over has become waiting at its end.
    """
    if record.outcome is not None:
        return record.waiting_s, False
    if record.state == State.WAITING:
        return record.waiting_s + max(0, at - record.since), True
    until = record.hold_until
    if record.state == State.HELD and until is not None and until <= at:
        return record.waiting_s + at - until, True
    return record.waiting_s, False


def so_far(record: VisitRecord, at: int) -> VisitRecord:
    """A visit with its lengths of time as they are at an instant (UTC seconds); one that has ended as it is."""
    if record.outcome is not None:
        return record
    elapsed = max(0, at - record.since)
    if record.state == State.CALLED:
        return record._replace(called_s=record.called_s + elapsed)
    if record.state == State.SERVING:
        stood_still_s = 0 if record.interrupted_at is None else max(0, at - record.interrupted_at)
        return record._replace(serving_s=record.serving_s + elapsed, interrupted_s=record.interrupted_s + stood_still_s)
    waiting_s = standing_at(record, at)[0]
    return record._replace(waiting_s=waiting_s, held_s=record.held_s + elapsed - (waiting_s - record.waiting_s))


class ServiceLevel(NamedTuple):
    """Everyone by judgement, and the three figures made of them.

    ``value`` leaves out those who prove nothing, ``strict`` counts them against the house, ``served_only`` forgets
    everyone who was not served. On one and the same month they differ by ten points, so all three are shown.
    """

    within: int = 0
    served_late: int = 0
    left_early: int = 0
    left_late: int = 0
    no_show_early: int = 0
    no_show_late: int = 0
    unfinished_early: int = 0
    unfinished_late: int = 0
    waiting_late: int = 0
    open_late: int = 0
    undecided: int = 0

    @classmethod
    def of(cls, counts: Mapping[Judgement, int]) -> ServiceLevel:
        """The service level of so many visits of each judgement."""
        return cls(*(counts.get(Judgement(name), 0) for name in cls._fields))

    @property
    def served(self) -> int:
        """Served, in time or late."""
        return self.within + self.served_late

    @property
    def missed(self) -> int:
        """Waited longer than promised, however it ended."""
        return (
            self.served_late
            + self.left_late
            + self.no_show_late
            + self.unfinished_late
            + self.waiting_late
            + self.open_late
        )

    @property
    def early(self) -> int:
        """Ended within the promise without being served."""
        return self.left_early + self.no_show_early + self.unfinished_early

    @property
    def decided(self) -> int:
        """What ``value`` is a share of."""
        return self.within + self.missed

    @property
    def value(self) -> float | None:
        """within / (within + missed)."""
        return share(self.within, self.decided)

    @property
    def strict(self) -> float | None:
        """within / (within + missed + early)."""
        return share(self.within, self.decided + self.early)

    @property
    def served_only(self) -> float | None:
        """within / served."""
        return share(self.within, self.served)


def abandonment(left: int, arrived: int, removed: int) -> float | None:
    """Those who left, as a share of those who arrived and were not removed."""
    return share(left, arrived - removed)


def no_show_rate(no_shows: int, called: int) -> float | None:
    """Those who did not come, as a share of those who were called."""
    return share(no_shows, called)
