"""The order: who is called next. One door for every discipline, with emergencies, preference and what counters take.

The key of a waiting leg is ``(tier, rank of the ground, key of the discipline, serial)``, smallest first, and never
changes while it waits. Under ``due_time``, j overtakes i only if j came less than ``allowance_i - allowance_j`` later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.day import CounterState
from frontdesk.domain.policy import Policy, PreferenceRule, Segment
from frontdesk.domain.visit import State, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frontdesk.domain.day import Counter, Day

Key = tuple[int, ...]
"""What the order sorts by, smallest first."""

MOST_RECKONED = 32
"""So many answers are kept with a day: a screen asks for each counter, again every second."""

EMERGENCY_TIER, PREFERENT_TIER, EVERYONE_TIER = 0, 1, 2


class Why(StrEnum):
    """Why somebody is next: what decided, in the words of the order."""

    EMERGENCY = "emergency"
    PREFERENCE = "preference"
    PREFERENCE_TURN = "preference_turn"
    RESERVED_COUNTER = "reserved_counter"
    ORDER = "order"


class Next(NamedTuple):
    """Who is next, what decided, and who would be next after them."""

    visit: Visit
    why: Why
    after: Visit | None


@dataclass(frozen=True)
class Discipline:
    """A way of ordering those who wait, after tier and preference.

    ``key`` takes the visit, the instant from which its order counts and the policy; smallest is called first.
    """

    name: str
    key: Callable[[Visit, int, Policy], Key]


def _by_due_time(visit: Visit, order_from: int, policy: Policy) -> Key:
    return (order_from + visit.leg.promise.allowance_s,)


def _by_arrival(visit: Visit, order_from: int, policy: Policy) -> Key:
    return (order_from,)


def _by_segment_rank(visit: Visit, order_from: int, policy: Policy) -> Key:
    return (_segment(visit, policy).rank, order_from)


def _by_head_start(visit: Visit, order_from: int, policy: Policy) -> Key:
    return (order_from - _segment(visit, policy).head_start_s,)


def _segment(visit: Visit, policy: Policy) -> Segment:
    return policy.segments.get(visit.segment) or Segment(visit.segment)


DISCIPLINES = {
    one.name: one
    for one in (
        Discipline("due_time", _by_due_time),
        Discipline("fifo", _by_arrival),
        Discipline("strict", _by_segment_rank),
        Discipline("head_start", _by_head_start),
    )
}
"""The disciplines by the name that the configuration gives them; a further one is added here and nowhere else."""


def order_key(visit: Visit, policy: Policy, *, preferent_first: bool = False) -> Key:
    """The key of a waiting visit, smallest first.

    ``preferent_first`` puts people with preference before all but emergencies, whatever the house's rule (it is how a
    reserved counter, and the turn that belongs to them, look at the queue).
    """
    return _keying(policy, preferent_first=preferent_first)(visit)


def _keying(policy: Policy, *, preferent_first: bool) -> Callable[[Visit], Key]:
    """What gives each visit its key; what does not depend on the visit is looked up once for a whole line."""
    by_discipline = DISCIPLINES[policy.discipline].key
    emergencies = {name for name, urgency in policy.urgencies.items() if urgency.emergency}
    by_tier = preferent_first or policy.preference is PreferenceRule.ABSOLUTE
    credit_s = policy.preference_credit_s if policy.preference is PreferenceRule.CREDIT else 0

    def key(visit: Visit) -> Key:
        order_from = visit.legs[-1].order_from
        tier, rank = EVERYONE_TIER, 0
        if visit.urgency in emergencies:
            tier = EMERGENCY_TIER
        elif visit.preference is not None:
            if by_tier:
                ground = policy.preferences.get(visit.preference)
                tier, rank = PREFERENT_TIER, 100 if ground is None else ground.rank
            else:
                order_from -= credit_s
        return (tier, rank, *by_discipline(visit, order_from, policy), visit.serial)

    return key


def waiting(day: Day, now: int) -> Iterator[Visit]:
    """Everybody who waits at ``now``, in no order; a hold that is over is over."""
    for visit in day.live.values():
        if visit.state is State.WAITING:
            yield visit
        elif visit.state is State.HELD:
            settled = visit.settled(now)
            if settled.state is State.WAITING:
                yield settled


def may_call(day: Day, counter: Counter, visit: Visit) -> bool:
    """Whether a counter may call a visit in turn: it was sent there, or it takes it and it was sent nowhere."""
    wanted = visit.legs[-1].to_counter
    if wanted is None:
        return counter.takes(visit)
    if wanted == counter.id:
        return True  # whoever sent it there knew better than what the counter usually takes
    # Meant for a counter that has closed: whoever takes such visits may call it, or nobody ever would.
    return day.counter(wanted).state is CounterState.CLOSED and counter.takes(visit)


def open_to(day: Day, visit: Visit) -> list[Counter]:
    """The open counters that may call a visit in turn."""
    return [one for one in day.counters.values() if one.state is CounterState.OPEN and may_call(day, one, visit)]


def line(day: Day, policy: Policy, now: int, counter: Counter | None = None) -> list[Visit]:
    """Those who wait, in calling order: of the whole desk, or as one counter would call them."""
    candidates = [visit for visit in waiting(day, now) if counter is None or may_call(day, counter, visit)]
    candidates.sort(key=_keying(policy, preferent_first=_is_reserved(policy, counter)))
    if policy.preference is PreferenceRule.ONE_IN_K:
        return list(_with_turns(candidates, policy, day.calls_since_preferent))
    return candidates


def next_for(day: Day, policy: Policy, now: int, counter: Counter | None = None) -> Next | None:
    """Who is next and why; None when nobody waits whom the counter may call.

    The rules, the answer and the screens ask this of one and the same day: it is reckoned for the first of them.
    """
    asked = (now, counter)
    following: Next | None
    reckoned_for, following = day.reckoned.get(asked, (None, None))
    if reckoned_for is not policy:
        first, after = _first_two(day, policy, now, counter)
        following = None if first is None else Next(first, _why(day, first, policy, counter), after)
        if len(day.reckoned) >= MOST_RECKONED:
            day.reckoned.clear()
        day.reckoned[asked] = policy, following
    return following


def people_ahead(day: Day, policy: Policy, now: int, visit: Visit, counter: Counter | None = None) -> int:
    """How many who wait are called before this visit: by the whole desk, or by one counter."""
    return sum(1 for _ in _before(day, policy, now, visit, counter))


def delaying(day: Day, policy: Policy, now: int, visit: Visit) -> int:
    """How many are called before this visit by the open counters that may call it; the others do not delay it."""
    counters = open_to(day, visit)
    return sum(_one_may_call(day, counters, other) for other in _before(day, policy, now, visit, None))


def _before(day: Day, policy: Policy, now: int, visit: Visit, counter: Counter | None) -> Iterator[Visit]:
    """Those who are called before this visit; in the order of calls only where turns decide."""
    if policy.preference is PreferenceRule.ONE_IN_K:
        ordered = line(day, policy, now, counter)
        place = next((place for place, other in enumerate(ordered) if other.id == visit.id), None)
        if place is not None:
            yield from ordered[:place]
            return
    key = _keying(policy, preferent_first=_is_reserved(policy, counter))
    own = key(visit)
    for other in waiting(day, now):
        if key(other) < own and (counter is None or may_call(day, counter, other)):
            yield other


def _one_may_call(day: Day, counters: Sequence[Counter], visit: Visit) -> bool:
    for counter in counters:  # noqa: SIM110 - asked for everybody who waits, at every check-in: half the cost
        if may_call(day, counter, visit):
            return True
    return False


def _first_two(day: Day, policy: Policy, now: int, counter: Counter | None) -> tuple[Visit | None, Visit | None]:
    first, after, *_ = [*line(day, policy, now, counter), None, None]
    return first, after


def _is_reserved(policy: Policy, counter: Counter | None) -> bool:
    if policy.preference is not PreferenceRule.RESERVED_COUNTER or counter is None:
        return False
    post = policy.counters.get(counter.id)
    return post is not None and post.preferent


def _with_turns(ordered: Sequence[Visit], policy: Policy, calls_since: int) -> Iterator[Visit]:
    """The line in which every k-th call belongs to the first person with preference; emergencies keep their tier."""
    taken: set[str] = set()
    preferent = (visit for visit in ordered if visit.preference is not None and visit.id not in taken)
    for visit in ordered:
        if visit.id in taken:
            continue
        while calls_since + 1 >= policy.preference_every and not policy.is_emergency(visit.urgency):
            chosen = next(preferent, None)
            if chosen is None or chosen.id == visit.id:
                break
            yield chosen
            taken.add(chosen.id)
            calls_since = 0
        yield visit
        taken.add(visit.id)
        calls_since = 0 if visit.preference is not None else calls_since + 1


def _why(day: Day, first: Visit, policy: Policy, counter: Counter | None) -> Why:
    if policy.is_emergency(first.urgency):
        return Why.EMERGENCY
    if first.preference is None:
        return Why.ORDER
    if policy.preference is PreferenceRule.ABSOLUTE:
        return Why.PREFERENCE
    if _is_reserved(policy, counter):
        return Why.RESERVED_COUNTER
    if policy.preference is PreferenceRule.ONE_IN_K and day.calls_since_preferent + 1 >= policy.preference_every:
        return Why.PREFERENCE_TURN
    return Why.ORDER
