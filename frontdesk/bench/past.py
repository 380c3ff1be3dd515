"""Years before today for a measurement, no two days of them alike, and the same in every run.

A few days are played as they would have been: quiet ones, crowded ones, ones on which many leave. The database writes
them again under other dates, each time with another number of visits and other waits (``store.past``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from frontdesk.bench import days
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.store.database import Store
from frontdesk.store.past import Again, Played, write_again

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from frontdesk.config import Configuration
    from frontdesk.store.engine import Address

LONGEST = 5 * 313
"""Working days of five years: nobody comes on a Sunday."""

A_DAY = 500
"""Visits of a day at the least, until there are five years of them."""

_KINDS = ((0.8, 0.07), (0.92, 0.11), (0.62, 0.03), (0.86, 0.09), (0.97, 0.16), (0.74, 0.05), (0.7, 0.08))
"""Of each day that is played the share of the time that the counters have to do, and of those who leave."""

_SHARES = (100, 78, 70, 82, 94, 58)
"""Per cent of the visits of a full day that come on a Monday, a Tuesday …"""

_SEASONS = (96, 90, 94, 88, 92, 97, 84, 72, 93, 95, 98, 100)
"""Per cent of the visits of a full month that come in January, February …"""


def make_past(address: Address, config: Configuration, visits: int) -> tuple[int, list[date]]:
    """Close days before today with about so many visits in all; returns how many there are, and the days."""
    how_many = max(1, min(LONGEST, visits // A_DAY))
    dates = list(_working_days(how_many))[::-1]
    kinds = min(len(_KINDS), 1 + how_many // 100)
    # Those that are played are whole; so is the last one: life goes on after it, from its log.
    shares = [1.0 if number < kinds or day == dates[-1] else _share(day) for number, day in enumerate(dates)]
    full = max(2, round(visits / sum(shares)))
    clock = FixedClock(0)
    desk = Desk.at(address, config, clock)
    played = []
    for kind, (day, (busy, leaving)) in enumerate(zip(dates[:kinds], _KINDS, strict=False)):
        mark = f"@@@@{kind}"
        days.work(desk, clock, day, full, mark=mark, busy=busy, leaving=leaving)
        clock.at += 3600
        desk.perform(do.CloseDay())
        played.append(Played(day, mark, full))
    desk.close()
    others = [
        Again(day, played[(number * 5) % kinds], number, share)
        for number, (day, share) in enumerate(zip(dates, shares, strict=True))
        if number >= kinds
    ]
    store = Store(address)
    made = kinds * full + write_again(store, config.site.id, others)
    store.close()
    return made, dates


def _working_days(how_many: int) -> Iterator[date]:
    day, found = days.TODAY, 0
    while found < how_many:
        day -= timedelta(days=1)
        if day.weekday() != 6:
            found += 1
            yield day


def _share(day: date) -> float:
    """The share of the visits of the fullest day that come on this one."""
    wave = (day.toordinal() * 7919) % 21 - 10
    return min(100, max(30, _SHARES[day.weekday()] * _SEASONS[day.month - 1] // 100 + wave)) / 100
