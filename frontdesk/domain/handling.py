"""How long people stand at a counter, drawn from what was seen there."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.estimate import PRIOR_WEIGHT, mean_handling_s

if TYPE_CHECKING:
    from random import Random

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy

ENOUGH_LEGS = 20
"""With so many legs of a service today their lengths are drawn; with fewer those of all services."""


class Handling:
    """How long people stand at a counter, by service: as was seen, with a mean shrunk to the house's figure."""

    def __init__(self, day: Day, policy: Policy, draw: Random) -> None:
        self._day, self._policy, self._draw = day, policy, draw
        self._seen: dict[str, list[int]] = {}
        walks = legs = 0
        for visit in day.visits.values():
            for leg in visit.legs:
                if leg.ended_at is not None and leg.started_at is not None:
                    self._seen.setdefault(leg.service, []).append(leg.handling_s)
                    walks, legs = walks + leg.called_s, legs + 1
        self._walk_s = walks / legs if legs else 0.0
        self._known: dict[str, tuple[float, list[int]]] = {}

    def of(self, service: str) -> int:
        """How long one visit takes, the walk included."""
        mean_s, lengths = self._of(service)
        handling_s = self._draw.choice(lengths) if lengths else round(self._draw.expovariate(1 / mean_s))
        return handling_s + round(self._walk_s)

    def rest(self, service: str, passed_s: int) -> int:
        """How much longer one takes that has taken so long: as those that took longer did."""
        mean_s, lengths = self._of(service)
        first = bisect_right(lengths, passed_s)
        if first < len(lengths):
            return lengths[self._draw.randrange(first, len(lengths))] - passed_s
        return round(self._draw.expovariate(1 / mean_s))

    def _of(self, service: str) -> tuple[float, list[int]]:
        found = self._known.get(service)
        if found is None:
            found = self._known[service] = self._learned(service)
        return found

    def _learned(self, service: str) -> tuple[float, list[int]]:
        """The mean, and lengths in ascending order that have it; no lengths where nothing was seen."""
        policy, experience = self._policy, self._day.experience
        today = date.fromisoformat(self._day.day)
        prior_s = policy.promise(service, policy.default_segment, policy.default_urgency, today).handling_s
        own = self._seen.get(service, [])
        mean_s = (sum(own) + PRIOR_WEIGHT * mean_handling_s(experience, prior_s)) / (len(own) + PRIOR_WEIGHT)
        lengths = own if len(own) >= ENOUGH_LEGS else experience.handling
        total = sum(lengths)
        if not total:
            return max(1.0, mean_s), []
        factor = mean_s * len(lengths) / total
        return max(1.0, mean_s), sorted(round(one * factor) for one in lengths)
