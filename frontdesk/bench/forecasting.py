"""Measuring the forecast: fifty people wait at eight counters, and two more counters could be opened."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.bench import days
from frontdesk.bench.figures import Bar, Measure
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.playing_forward import forecast

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.store.engine import Address

WAITING = 50
SERVED = 200
TIMES = 15
WITHIN = Bar("p95_ms", 300.0)


def measured(address: Address, config: Configuration) -> Measure:
    """The three scenarios of a forecast, in a database that is empty."""
    clock = FixedClock(0)
    desk = Desk.at(address, config, clock)
    days.work(desk, clock, days.TODAY, SERVED, waiting=WAITING + days.COUNTERS)
    for n in range(1, days.COUNTERS + 1):
        for command in (do.CallNext(), do.Start()):
            desk.perform(replace(command, actor=f"clerk {n}", counter=str(n)))
    day, now = desk.snapshot.day, clock.at
    desk.close()
    assert day is not None
    policy = config.policy().with_added((), (), ("more 1", "more 2"))
    taken = []
    for seed in range(TIMES):
        began = time.perf_counter()
        found = forecast(day, policy, now, seed=seed)
        taken.append((time.perf_counter() - began) * 1000)
        assert (len(found.scenarios), len(found.risks)) == (3, WAITING)
    return Measure("forecast", taken, bars=(WITHIN,))
