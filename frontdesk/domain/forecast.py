"""The next half hour of this very queue, played forward: whose promised time will pass, and what would avoid it.

The order, the counters and what they take are the house's own; handling is drawn from what was seen, the time that is
left to those being served from what lasts longer than theirs has, arrivals are like those of the last half hour. The
same draws are played with the counters open now, with one more and with two more, so that only these make a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.counter import CounterState
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.day import Day
    from frontdesk.domain.explain import Labels
    from frontdesk.domain.policy import Policy

SOON_S, HORIZON_S = 600, 1800
QUARTER_S = 900
MOST_ADDED = 2
"""So many more counters are tried."""
AVOIDED = 0.5
"""Fewer than this, on average, and nobody is expected to pass."""
RUNS_FOR_TIME = 10
"""By when a change must be made is asked of fewer runs: it is told to five minutes."""
STEP_S = 300
ENOUGH_LEGS = 20
"""With so many legs of a service today their lengths are drawn; with fewer those of all services."""


class Late(NamedTuple):
    """How many will pass their due time within ten minutes and within thirty: the mean over the runs."""

    in_10: float = 0.0
    in_30: float = 0.0


class Scenario(NamedTuple):
    """What comes with these counters opened too: of those who wait now, and of all with those still to come.

    Who has passed already is not counted.
    """

    added: tuple[str, ...]
    waiting: Late
    everybody: Late


class Risk(NamedTuple):
    """Somebody who waits now, and the share of the runs in which the due time passes; 1 where it has."""

    visit: str
    number: str
    service: str
    due_at: int
    in_10: float
    in_30: float


class Change(NamedTuple):
    """What avoids it: open all of ``counters`` (or, for a single one, any of ``instead`` too) by an instant."""

    counters: tuple[str, ...]
    instead: tuple[str, ...]
    services: tuple[str, ...]
    by: int


@dataclass(frozen=True)
class Forecast:
    """The next half hour from ``at`` on.

    ``scenarios`` are with the counters open now, one more, two more, as far as there are counters to open; ``risks``
    those who wait, in calling order. ``late`` is how many of them have passed already, ``counters`` how many are open.
    """

    at: int
    zone: str
    counters: int
    late: int
    scenarios: tuple[Scenario, ...]
    risks: tuple[Risk, ...]
    change: Change | None = None

    @property
    def now(self) -> Scenario:
        """With the counters that are open now."""
        return self.scenarios[0]

    def sentence(self, label: Labels) -> Sentence:
        """What the lead is told: the cheapest change that avoids it, or that none is needed, or that none helps."""
        return Sentence("")


def forecast(
    day: Day, policy: Policy, now: int, *, expected: Sequence[float] = (), seed: int = 0, runs: int = 40
) -> Forecast:
    """The next half hour of a day; ``expected`` are the arrivals of each quarter of an hour from now on, as a mean.

    The last one stands for all that follow; without any, arrivals go on as in the last half hour.
    """
    counters = sum(counter.state is CounterState.OPEN for counter in day.counters.values())
    return Forecast(now, policy.zone, counters, 0, (Scenario((), Late(), Late()),), ())
