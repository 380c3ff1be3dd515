"""The estimated wait of somebody who checks in, and what a customer is told of it.

With A people ahead by the active order that the open counters could take first, s counters at work, m the mean
handling of the recent legs shrunk to the house's own figure, (n·x̄ + 20·prior) / (n + 20), μ = s/m and θ = 1/mean
patience (0 until fifty have left), the base is Σ_{j=0..A} 1/(μ + j·θ). The waits of the last five hundred with as many
people ahead, each as a ratio to its base, make of it the wait that is as often longer as shorter, and the one that one
in ten exceeds. The more waits of the same segment are known, the more their own ratios count: who is overtaken often
waits otherwise than people do on average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.discipline import open_to
from frontdesk.domain.experience import MOST_AHEAD, PER_MILLE
from frontdesk.domain.metrics import nearest_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.day import Day
    from frontdesk.domain.experience import Experience
    from frontdesk.domain.visit import Visit

PRIOR_WEIGHT = 20
"""The house's own figure of handling counts as so many legs that were seen."""
ENOUGH_WAITS = 200
"""With fewer waits to compare with, half to twice the base is told."""
SEGMENT_WEIGHT = 50
"""What all waits say of a segment counts as so many waits of its own."""
ENOUGH_LEFT = 50
ENOUGH_AT_ONCE = 100
"""A counter that seems free means no wait; where it has meant one, only after so many in a row for whom it did not."""


class Estimate(NamedTuple):
    """An estimated wait in seconds: exceeded by nine in ten, by half, by one in ten.

    ``base_s`` is what it was made from, 0 where there is no wait; ``ahead`` is the number of people before, and
    ``counter_free`` tells whether a counter seemed free.
    """

    p10_s: int
    p50_s: int
    p90_s: int
    base_s: int
    ahead: int
    counter_free: bool


def mean_handling_s(seen: Experience, prior_s: int) -> float:
    """Mean handling of the recent legs, shrunk to the house's figure ``prior_s`` (seconds)."""
    return (sum(seen.handling) + PRIOR_WEIGHT * prior_s) / (len(seen.handling) + PRIOR_WEIGHT)


def leaving_rate(seen: Experience) -> float:
    """How many of those who wait leave in a second: 1/mean patience; 0 until enough have left to know."""
    return seen.left / seen.waited_s if seen.left >= ENOUGH_LEFT and seen.waited_s else 0.0


def estimate(day: Day, visit: Visit, ahead: int) -> Estimate | None:
    """The wait of a visit that ``ahead`` people delay (see ``delaying``); None while no counter may call it.

    Zero when there is a free counter for everybody up to this one: a free counter waits for nobody to finish.
    """
    taking = open_to(day, visit)
    if not taking:
        return None
    seen = day.experience
    free = sum(counter.visit is None for counter in taking)
    seems_free, at_work = free > ahead, len(taking)
    if not free_means_at_once(seen):
        at_work, free = max(1, at_work - free), 0
    if free > ahead:
        return Estimate(0, 0, 0, 0, ahead, counter_free=True)
    kept: dict[Any, Any] = day.reckoned.setdefault("estimates", {})
    base = _base_s(kept, seen, visit.leg.promise.handling_s, at_work, ahead - free)
    place = min(ahead, MOST_AHEAD), visit.segment
    factors = kept.get(place)
    if factors is None:
        factors = kept[place] = _factors(seen, *place)
    low, middle, high = (round(base * factor) for factor in factors)
    return Estimate(low, middle, high, round(base), ahead, counter_free=seems_free)


def _base_s(kept: dict[Any, Any], seen: Experience, handling_s: int, at_work: int, ahead: int) -> float:
    """Σ_{j=0..ahead} 1/(μ + j·θ); a whole list asks for it, so the sums up to each one are ``kept``."""
    known = kept.get((at_work, handling_s))
    if known is None:
        known = kept[at_work, handling_s] = (at_work / mean_handling_s(seen, handling_s), leaving_rate(seen), [0.0])
    rate, leaving, sums = known
    while len(sums) < ahead + 2:
        sums.append(sums[-1] + 1 / (rate + (len(sums) - 1) * leaving))
    found: float = sums[ahead + 1]
    return found


def free_means_at_once(seen: Experience) -> bool:
    """Whether a free counter is taken to mean no wait."""
    return not seen.late_though_free or seen.at_once >= ENOUGH_AT_ONCE


def _factors(seen: Experience, place: int, segment: str) -> tuple[float, float, float]:
    """What the base is multiplied with for the waits that nine in ten, half and one in ten exceed."""
    known: Sequence[int] = seen.ratios[place]
    if len(known) < ENOUGH_WAITS:
        known = [ratio for ratios in seen.ratios for ratio in ratios]
    if len(known) < ENOUGH_WAITS:
        return 0.5, 1.0, 2.0
    low, middle, high = _quantiles(known)
    own = seen.by_segment[segment][place] if segment in seen.by_segment else ()
    if not own:
        return low, middle, high
    weight = len(own) / (len(own) + SEGMENT_WEIGHT)
    own_low, own_middle, own_high = _quantiles(own)
    return (
        low + weight * (own_low - low),
        middle + weight * (own_middle - middle),
        high + weight * (own_high - high),
    )


def _quantiles(ratios: Sequence[int]) -> tuple[float, float, float]:
    ordered = sorted(ratios)
    low, middle, high = (ordered[nearest_rank(len(ordered), percent) - 1] / PER_MILLE for percent in (10, 50, 90))
    return low, middle, high


def told_range(p50_s: int, p90_s: int) -> tuple[int, int]:
    """The range in whole minutes that a customer is told, both ends rounded up to five; (0, 0) for no wait at all.

    A range has a width: who is told “5 to 5 minutes” hears a promise to the minute.
    """
    low, high = (-(-seconds // 300) * 5 for seconds in (p50_s, p90_s))
    return (low, high) if low == high == 0 else (low, max(high, low + 5))
