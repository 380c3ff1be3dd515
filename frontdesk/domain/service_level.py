"""The service level of the day as it stands now, for those who look at it every second. Instants are UTC seconds.

It is the summary's headline: colleagues stay outside; who still waits past the promise and who left count. Those who
have gone are counted once for each event, and those who are here each time.
"""

from __future__ import annotations

from collections import Counter as Tally
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import PROVEN, Judgement, ServiceLevel, judged
from frontdesk.domain.visit import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit


class LevelNow(NamedTuple):
    """How many there are of each judgement, and how many of those who prove something are held to each goal."""

    counts: Tally[Judgement]
    goals: Tally[float]

    @property
    def figures(self) -> ServiceLevel:
        """The figures that the summary has."""
        return ServiceLevel.of(self.counts)

    @property
    def goal(self) -> float | None:
        """The goal of all who prove something, or the mean of their goals; None where nobody does."""
        if len(self.goals) <= 1:
            return next(iter(self.goals), None)
        return fsum(goal * n for goal, n in self.goals.items()) / self.goals.total()

    @property
    def is_under_goal(self) -> bool:
        """Whether the share within the promise is smaller than the goal; not where there is none."""
        value, goal = self.figures.value, self.goal
        return value is not None and goal is not None and value < goal


def level_of(day: Day, policy: Policy, now: int) -> LevelNow:
    """The service level of the day at an instant."""
    internal = policy.internal
    key = ("level", internal)
    ended: Tally[tuple[str | None, bool, bool, float]]
    if key in day.reckoned:
        ended = day.reckoned[key]
    else:
        live = day.live
        ended = _tally((visit for id, visit in day.visits.items() if id not in live), internal, 0)
        day.reckoned[key] = ended
    counts: Tally[Judgement] = Tally()
    goals: Tally[float] = Tally()
    here = _tally([visit.settled(now) for visit in day.live.values()], internal, now)
    for kinds in (ended, here):
        for (outcome, waiting, late, goal), n in kinds.items():
            judgement = judged(outcome, int(late), 0, waiting=waiting)
            if judgement is not None:
                counts[judgement] += n
                if judgement in PROVEN:
                    goals[goal] += n
    return LevelNow(counts, goals)


def _tally(visits: Iterable[Visit], internal: frozenset[str], now: int) -> Tally[tuple[str | None, bool, bool, float]]:
    """How many visits there are of each outcome, waiting or not, late or not, with each goal."""
    found: Tally[tuple[str | None, bool, bool, float]] = Tally()
    for visit in visits:
        if visit.segment in internal:
            continue
        legs = visit.legs
        promise = legs[0].promise
        waited_s = legs[0].waiting_s if len(legs) == 1 else visit.waiting_s
        waiting = visit.state is State.WAITING
        if waiting:
            waited_s += now - visit.since
        found[(visit.outcome, waiting, waited_s > promise.wait_s, promise.goal)] += 1
    return found


class _Said(NamedTuple):
    """What a visit has proven about the service level: when it did, and the goal that it is held to."""

    at: int
    within: bool
    goal: float


def under_goal_since(day: Day, policy: Policy, now: int) -> int:
    """Since when the service level has been under its goal without a break, where it is.

    It is found once for each event: while nothing happens it can only fall.
    """
    internal = policy.internal
    key = ("under goal since", internal)
    if key not in day.reckoned:
        day.reckoned[key] = _under_since(day.visits.values(), internal, now)
    since: int = day.reckoned[key]
    return since


def _under_since(visits: Iterable[Visit], internal: frozenset[str], now: int) -> int:
    said = [_said(visit.settled(now), now) for visit in visits if visit.segment not in internal]
    proven = [one for one in said if one is not None]
    within, aim, since = sum(one.within for one in proven), fsum(one.goal for one in proven), now
    for one in sorted(proven, reverse=True):
        if within >= aim - 1e-9:
            break
        within, aim, since = within - one.within, aim - one.goal, one.at
    return since


def _said(visit: Visit, now: int) -> _Said | None:
    promise = visit.legs[0].promise
    waiting = visit.state is State.WAITING
    waited_s = visit.waiting_s + (now - visit.since if waiting else 0)
    judgement = judged(visit.outcome, waited_s, promise.wait_s, waiting=waiting)
    if judgement not in PROVEN:
        return None
    until = now if visit.ended_at is None else visit.ended_at
    if judgement is Judgement.WITHIN:
        return _Said(until, within=True, goal=promise.goal)
    return _Said(min(visit.arrived_at + visit.held_s + promise.wait_s + 1, until), within=False, goal=promise.goal)
