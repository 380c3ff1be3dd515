"""The first estimate of a wait: people ahead × mean handling ÷ counters.

The mean is that of the legs finished today, shrunk to the house's own figure as if that had been seen twenty times:
(n·x̄ + 20·prior) / (n + 20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.discipline import open_to

if TYPE_CHECKING:
    from frontdesk.domain.day import Day
    from frontdesk.domain.visit import Visit

PRIOR_WEIGHT = 20


class Estimate(NamedTuple):
    """An estimated wait in seconds: as likely shorter as longer, and exceeded by one in ten."""

    p50_s: int
    p90_s: int


def mean_handling_s(day: Day, prior_s: int) -> float:
    """Mean handling of today's finished legs, shrunk to the house's figure ``prior_s`` (seconds)."""
    n, total = day.handled
    return (total + PRIOR_WEIGHT * prior_s) / (n + PRIOR_WEIGHT)


def estimate(day: Day, visit: Visit, ahead: int) -> Estimate | None:
    """The wait of a visit that ``ahead`` people delay (see ``delaying``); None while no counter may call it.

    Zero when there is a free counter for everybody up to this one: a free counter waits for nobody to finish. The 90 %
    figure is twice the estimate until enough waits have been held against it to know better.
    """
    taking = open_to(day, visit)
    if not taking:
        return None
    free = sum(counter.visit is None for counter in taking)
    still_to_finish = max(0, ahead + 1 - free)
    base = still_to_finish * mean_handling_s(day, visit.leg.promise.handling_s) / len(taking)
    return Estimate(round(base), round(2 * base))


def told_range(p50_s: int, p90_s: int) -> tuple[int, int]:
    """The range in whole minutes that a customer is told, both ends rounded up to five; (0, 0) for no wait at all.

    A range has a width: who is told “5 to 5 minutes” hears a promise to the minute.
    """
    low, high = (-(-seconds // 300) * 5 for seconds in (p50_s, p90_s))
    return (low, high) if low == high == 0 else (low, max(high, low + 5))
