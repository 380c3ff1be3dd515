"""How many counters a load needs: Erlang's formulas, by recursion and never by factorials.

``load`` is a = λ·AHT in erlangs: how many counters would be busy on average if nobody waited. Times are seconds, shares
fractions of 1. Sources: A. K. Erlang (1917) for B and C; C. Palm (1957) for A, in which those who wait leave at a rate;
its distribution of the wait after S. Zeltyn and A. Mandelbaum, "Call centers with impatient customers" (2005).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_COUNTERS = 1000
"""A search that gets here was asked for the impossible."""

SIMPSON_STEPS = 1000
NEGLIGIBLE = 40.0
"""A chance that many powers of e below the greatest one adds nothing to a float."""


def erlang_b(counters: int, load: float) -> float:
    """The share of arrivals that find all counters busy where nobody waits: B(n) = a·B(n-1) / (n + a·B(n-1))."""
    blocked = 1.0
    for n in range(1, counters + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(counters: int, load: float) -> float:
    """The share of arrivals that wait where all stay: c·B / (c - a·(1 - B)); 1 where the load is too great."""
    if load <= 0:
        return 0.0
    if load >= counters:
        return 1.0
    blocked = erlang_b(counters, load)
    return counters * blocked / (counters - load * (1 - blocked))


class Expected(NamedTuple):
    """What is to be expected of so many counters.

    ``waits`` is the share of arrivals who wait at all, ``within`` that of those who are served and waited no longer
    than the target, ``leaves`` that of those who leave. ``wait_s`` is the mean wait of all arrivals in seconds; None
    where the queue grows without end.
    """

    waits: float
    within: float
    wait_s: float | None
    leaves: float = 0.0


def patient(counters: int, load: float, handling_s: float, target_s: float) -> Expected:
    """Erlang C, where everybody waits to the end: Wq = C·AHT/(c - a); within T: 1 - C·exp(-(c - a)·T/AHT)."""
    if load <= 0:
        return Expected(0.0, 1.0, 0.0)
    if load >= counters:
        return Expected(1.0, 0.0, None)
    waits, spare = erlang_c(counters, load), counters - load
    within = 1 - waits * math.exp(-spare * target_s / handling_s)
    return Expected(waits, within, waits * handling_s / spare)


def impatient(counters: int, load: float, handling_s: float, target_s: float, patience_s: float) -> Expected:
    """Erlang A: whoever waits leaves at the rate 1/``patience_s``, so that the queue settles under any load."""
    if load <= 0:
        return Expected(0.0, 1.0, 0.0)
    if counters <= 0:
        return Expected(1.0, 0.0, None, 1.0)
    # The chance that n wait as the logarithm of its ratio to the chance that all counters are busy and nobody waits;
    # with a hundred times too few counters the ratios themselves leave the range of a float.
    leaving = handling_s / patience_s
    logs, top = [0.0], 0.0
    while logs[-1] > top - NEGLIGIBLE:
        logs.append(logs[-1] + math.log(load / (counters + len(logs) * leaving)))
        top = max(top, logs[-1])
    shares = [math.exp(one - top) for one in logs]
    # Erlang's B is the chance of "all" among "none … all": fewer than all are 1/B - 1 times as likely.
    fewer = math.log(1 / erlang_b(counters, load) - 1) - top
    whole = math.exp(fewer) + sum(shares)
    queue = sum(n * one for n, one in enumerate(shares)) / whole
    at_once = fewer - math.log(whole)
    served_late = _served_after_waiting(counters, load, handling_s, target_s, patience_s, at_once)
    return Expected(
        waits=-math.expm1(at_once),
        within=math.exp(at_once) + served_late,
        wait_s=queue * handling_s / load,  # Little's law
        leaves=queue * leaving / load,
    )


def _served_after_waiting(
    counters: int, load: float, handling_s: float, target_s: float, patience_s: float, at_once: float
) -> float:
    """The share of arrivals that wait, stay, and are served within the target.

    The wait of somebody of endless patience has, beyond 0, the density λ·P(no wait)·B(c-1)·exp(λ(1 - e^(-θv))/θ - cμv);
    e^(-θv) of them are still there after v. ``at_once`` is the logarithm of P(no wait). Simpson's rule; the exponent is
    taken in one piece, because its parts are beyond any float where there are far too few counters.
    """
    if target_s <= 0:
        return 0.0
    arriving, serving, leaving = load / handling_s, counters / handling_s, 1 / patience_s
    factor = math.log(arriving * erlang_b(counters - 1, load)) + at_once

    def density(v: float) -> float:
        return math.exp(factor - arriving * math.expm1(-leaving * v) / leaving - (serving + leaving) * v)

    step = target_s / SIMPSON_STEPS
    inner = sum((4 if n % 2 else 2) * density(n * step) for n in range(1, SIMPSON_STEPS))
    return (density(0.0) + inner + density(target_s)) * step / 3


def counters_for(is_enough: Callable[[int], bool]) -> int | None:
    """The smallest number of counters that is enough; None where no number up to a thousand is."""
    return next((n for n in range(MOST_COUNTERS + 1) if is_enough(n)), None)
