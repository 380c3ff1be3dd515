"""The rush: since when more people wait, or are late, than the counters can bear. Instants are UTC seconds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from frontdesk.domain.counter import CounterState
from frontdesk.domain.visit import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Leg, Visit


def surge_is_due(day: Day, policy: Policy, now: int) -> bool:
    """Whether the triggers of the plan for a rush have held for as long as the house says."""
    back_to = now - policy.surge.lasting_s
    since = _too_many_since(day, policy, now, back_to)
    return since is not None and since <= back_to


def rush_since(day: Day, policy: Policy, now: int) -> int | None:
    """Since when the triggers have held; None while the plan is not due."""
    if not surge_is_due(day, policy, now):
        return None
    plan = policy.surge
    reckoned = ("rush", plan.waiting_per_counter, plan.late)
    if reckoned not in day.reckoned:  # while nothing happens a rush does not begin anew
        day.reckoned[reckoned] = _began(day, policy, now)
    since: int | None = day.reckoned[reckoned]
    return since


def _began(day: Day, policy: Policy, now: int) -> int | None:
    """The beginning of the rush that is on: it is looked for further back only when it lies there."""
    for back_s in (4 * policy.surge.lasting_s, 16 * policy.surge.lasting_s, now):
        since = _too_many_since(day, policy, now, now - back_s)
        if since is None or since > now - back_s:
            return since
    return day.at


def _too_many_since(day: Day, policy: Policy, now: int, back_to: int) -> int | None:
    """Since when, up to now, too many have waited or been late without a break; None when they do not now.

    Not further back than ``back_to`` (UTC seconds). It is reckoned with the counters that are open now.
    """
    at_work = sum(counter.state is CounterState.OPEN for counter in day.counters.values())
    most = policy.surge.waiting_per_counter * max(1, at_work)
    waiting = late = 0
    changes: list[tuple[int, int, int]] = []
    for visit in day.visits.values():
        if visit.state is State.ENDED and visit.since <= back_to:
            continue
        for leg, end in _waits(visit.settled(now)):
            late_at = leg.due_at + 1
            if end is None:
                waiting += 1
                late += late_at <= now
            elif end > back_to:
                changes.append((end, -1, -1 if late_at < end else 0))
            else:
                continue
            changes.append((leg.queued_at, 1, 0))
            if late_at <= now and (end is None or late_at < end):
                changes.append((late_at, 0, 1))
    if waiting <= most and late < policy.surge.late:
        return None
    for at, together in groupby(sorted(changes, reverse=True), key=lambda one: one[0]):
        if at <= back_to:
            return back_to
        for _at, came, became_late in together:
            waiting -= came
            late -= became_late
        if waiting <= most and late < policy.surge.late:
            return int(at)
    return back_to


def _waits(visit: Visit) -> Iterator[tuple[Leg, int | None]]:
    """The legs of a visit, each with the end of its waiting; None for one that waits now."""
    last = visit.legs[-1]
    for leg in visit.legs:
        if leg is last and visit.state is State.WAITING:
            yield leg, None
        elif leg.called_at is not None:
            yield leg, leg.called_at
        else:
            yield leg, visit.since if leg.ended_at is None else leg.ended_at
