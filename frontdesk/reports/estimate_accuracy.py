"""Estimated waits held against those that came, and against what simpler ways to estimate would have told.

Each simpler way knows only what was known when somebody arrived: the mean wait of those called in the half hour before,
the wait of the one called last, the mean of the last ten. It looks at those who waited, and tells no wait while it
knows of nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.visit import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from frontdesk.domain.visit import Visit

HALF_HOUR_S = 1800
LAST = 10


class Told(NamedTuple):
    """Somebody who waited and was served: when they came and were called, the wait, and what they had been told."""

    segment: str
    arrived_at: int
    called_at: int
    waited_s: int
    p10_s: int
    p50_s: int
    p90_s: int


@dataclass(frozen=True)
class Errors:
    """How far off some estimates were, in seconds; a positive ``bias_s`` is too long a wait told.

    ``p90_coverage`` is the share of waits up to the one that one in ten should exceed, ``band80_coverage`` that of
    those between it and the one that nine in ten should exceed. None where nobody waited.
    """

    n: int
    mae_s: float | None = None
    bias_s: float | None = None
    p90_coverage: float | None = None
    band80_coverage: float | None = None

    @classmethod
    def of(cls, told: Sequence[Told]) -> Errors:
        """The errors of these estimates."""
        n = len(told)
        if not n:
            return cls(0)
        return cls(
            n,
            sum(abs(one.p50_s - one.waited_s) for one in told) / n,
            sum(one.p50_s - one.waited_s for one in told) / n,
            sum(one.waited_s <= one.p90_s for one in told) / n,
            sum(one.p10_s <= one.waited_s <= one.p90_s for one in told) / n,
        )

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in vars(self).items()}


@dataclass(frozen=True)
class Accuracy:
    """The errors of all estimates, by segment, and the mean absolute error of each simpler way, by its name."""

    errors: Errors
    by_segment: Mapping[str, Errors]
    baselines: Mapping[str, float | None]

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            **self.errors.as_data(),
            "by_segment": {segment: errors.as_data() for segment, errors in self.by_segment.items()},
            "baselines": {name: None if value is None else round(value, 4) for name, value in self.baselines.items()},
        }


def accuracy(visits: Iterable[Visit]) -> Accuracy:
    """How the estimates of these visits did: of those who waited, were served, and had been told something."""
    told = sorted(one for one in map(_told, visits) if one is not None)
    segments: dict[str, list[Told]] = {}
    for one in told:
        segments.setdefault(one.segment, []).append(one)
    ways = _Simpler(told)
    named: dict[str, Callable[[int], float]] = {
        "half_hour_mean": ways.half_hour_mean,
        "last_to_enter": ways.last_to_enter,
        "last_ten_mean": ways.last_ten_mean,
    }
    return Accuracy(
        Errors.of(told),
        {segment: Errors.of(some) for segment, some in segments.items()},
        {
            name: sum(abs(way(one.arrived_at) - one.waited_s) for one in told) / len(told) if told else None
            for name, way in named.items()
        },
    )


def _told(visit: Visit) -> Told | None:
    p10_s, p50_s, p90_s = visit.estimate_p10_s, visit.estimate_p50_s, visit.estimate_p90_s
    waited_s, called_at = visit.waiting_s, visit.called_at
    if visit.outcome is not Outcome.SERVED or waited_s <= 0 or called_at is None:
        return None
    if p10_s is None or p50_s is None or p90_s is None:
        return None
    return Told(visit.segment, visit.arrived_at, called_at, waited_s, p10_s, p50_s, p90_s)


class _Simpler:
    """What simpler ways would tell somebody who arrives at an instant."""

    def __init__(self, told: Sequence[Told]) -> None:
        in_order = sorted(told, key=lambda one: (one.called_at, one.arrived_at))
        self._calls = [one.called_at for one in in_order]
        self._waits = [one.waited_s for one in in_order]
        self._up_to = [0, *accumulate(self._waits)]

    def half_hour_mean(self, at: int) -> float:
        """The mean wait of those called in the half hour before."""
        return self._mean(bisect_left(self._calls, at - HALF_HOUR_S), bisect_right(self._calls, at))

    def last_to_enter(self, at: int) -> float:
        """The wait of the one called last."""
        known = bisect_right(self._calls, at)
        return self._mean(known - 1, known) if known else 0.0

    def last_ten_mean(self, at: int) -> float:
        """The mean wait of the last ten that were called."""
        known = bisect_right(self._calls, at)
        return self._mean(max(0, known - LAST), known)

    def _mean(self, first: int, end: int) -> float:
        return (self._up_to[end] - self._up_to[first]) / (end - first) if end > first else 0.0
