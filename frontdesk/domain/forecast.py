"""What a forecast of the next half hour says: whose promised time will pass, and the cheapest change that avoids it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.explain import Labels

SOON_S, HORIZON_S = 600, 1800
AVOIDED = 0.5
"""Fewer than this, on average, and nobody is expected to pass."""
LIKELY, UNLIKELY = 0.8, 0.2
"""From the one share on somebody will pass, up to the other one they will not; between them it is open."""


class Outlook(StrEnum):
    """What a forecast says of somebody who waits."""

    WILL_PASS = "will_pass"
    MAY_PASS = "may_pass"
    WILL_NOT = "will_not"


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
    """Somebody who waits now, and in how many of all cases the due time will pass, as a share; 1 where it has."""

    visit: str
    number: str
    service: str
    due_at: int
    in_10: float
    in_30: float

    @property
    def outlook(self) -> Outlook:
        """What can be said of it: both ends only where four in five of those of whom it is said do so."""
        if self.in_30 >= LIKELY:
            return Outlook.WILL_PASS
        return Outlook.WILL_NOT if self.in_30 <= UNLIKELY else Outlook.MAY_PASS

    def due_soon(self, now: int) -> bool:
        """Whether the due time is within ten minutes."""
        return self.due_at < now + SOON_S


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
        late = self.now.waiting.in_30 if self.now.waiting.in_30 >= AVOIDED else self.now.everybody.in_30
        if late < AVOIDED:
            return self._quiet()
        if self.change is not None:
            return self._call_for(self.change, _people(late), label)
        most = self.scenarios[-1]
        if not most.added:
            return Sentence(
                "{n} person will wait longer than promised, and there is no further counter to open.",
                "{n} people will wait longer than promised, and there is no further counter to open.",
                n=_people(late),
            )
        left = most.waiting.in_30 if self.now.waiting.in_30 >= AVOIDED else most.everybody.in_30
        return Sentence(
            "With {counters} open too, {n} person will still wait longer than promised.",
            "With {counters} open too, {n} people will still wait longer than promised.",
            counters=_counters(most.added),
            n=_people(left),
        )

    def _quiet(self) -> Sentence:
        if not self.risks:
            return Sentence("Nobody waits, and nobody is expected to wait longer than promised within half an hour.")
        if self.counters == 0:
            waiting = len(self.risks)
            return Sentence("{n} person waits, no counter is open.", "{n} people wait, no counter is open.", n=waiting)
        return Sentence("Nobody else is expected to wait longer than promised within half an hour.")

    def _call_for(self, change: Change, late: int, label: Labels) -> Sentence:
        counters = _one_of((*change.counters, *change.instead)) if change.instead else _counters(change.counters)
        services = _all([label("service", name) for name in change.services])
        if change.by <= self.at:
            return Sentence(
                "Open {counters} for {services} now, or {n} person will wait longer than promised.",
                "Open {counters} for {services} now, or {n} people will wait longer than promised.",
                counters=counters,
                services=services,
                n=late,
            )
        return Sentence(
            "Open {counters} for {services} by {by}, or {n} person will wait longer than promised.",
            "Open {counters} for {services} by {by}, or {n} people will wait longer than promised.",
            counters=counters,
            services=services,
            by=ClockTime(change.by, self.zone),
            n=late,
        )


def _people(mean: float) -> int:
    return max(1, round(mean))


def _all(names: Sequence[object]) -> object:
    """Names in a row: a, b and c."""
    if len(names) < 2:
        return names[0] if names else ""
    first = ", ".join(map(str, names[:-1]))
    return Sentence("{first} and {last}", first=first, last=names[-1])


def _counters(names: Sequence[object]) -> Sentence:
    """Counters of which all are meant."""
    return Sentence("counter {counters}", "counters {counters}", counters=_all(names), n=len(names))


def _one_of(names: Sequence[object]) -> Sentence:
    """Counters of which one will do."""
    either = Sentence("{first} or {last}", first=", ".join(map(str, names[:-1])), last=names[-1])
    return Sentence("counter {counters}", "counters {counters}", counters=either, n=1)
