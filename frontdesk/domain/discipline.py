"""The order: who is called next. One door for every discipline, with emergencies, preference and what counters take.

The key of a waiting leg is ``(tier, rank of the ground, key of the discipline, serial)``, smallest first, and under
every discipline but ``relative_urgency`` never changes while it waits. Under ``due_time``, j overtakes i only if j came
less than ``allowance_i - allowance_j`` later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from enum import StrEnum
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.counter import CounterState
from frontdesk.domain.policy import Policy, PreferenceRule, Segment
from frontdesk.domain.visit import State, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontdesk.domain.counter import Counter
    from frontdesk.domain.day import Day

Key = tuple[float, ...]
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
    TURN = "turn"
    ORDER = "order"


class Next(NamedTuple):
    """Who is next, what decided, and who would be next after them.

    ``credits`` is what each segment has after the call; None where segments take no turns.
    """

    visit: Visit
    why: Why
    after: Visit | None
    credits: Mapping[str, int] | None = None


class Turns(NamedTuple):
    """Whose turn it is, where turns decide: calls since the last person with preference, and each segment's credit."""

    since_preferent: int = 0
    credits: Mapping[str, int] = MappingProxyType({})


class Discipline(NamedTuple):
    """A way of ordering those who wait, after tier and preference.

    ``key`` takes the visit, the instant from which its order counts, the policy and the present instant; smallest is
    called first. ``moving`` tells that keys change while people wait, ``by_turns`` that segments take turns.
    """

    name: str
    key: Callable[[Visit, int, Policy, int], Key]
    moving: bool = False
    by_turns: bool = False


def _by_due_time(visit: Visit, order_from: int, policy: Policy, now: int) -> Key:
    return (order_from + visit.leg.promise.allowance_s,)


def _by_arrival(visit: Visit, order_from: int, policy: Policy, now: int) -> Key:
    return (order_from,)


def _by_segment_rank(visit: Visit, order_from: int, policy: Policy, now: int) -> Key:
    return (_segment(visit, policy).rank, order_from)


def _by_head_start(visit: Visit, order_from: int, policy: Policy, now: int) -> Key:
    return (order_from - _segment(visit, policy).head_start_s,)


def _by_share_used(visit: Visit, order_from: int, policy: Policy, now: int) -> Key:
    # Of two who have used up nothing, or the same share, the one who came first.
    return ((order_from - now) / max(1, visit.leg.promise.allowance_s), order_from)


def _segment(visit: Visit, policy: Policy) -> Segment:
    return policy.segments.get(visit.segment) or Segment(visit.segment)


DISCIPLINES = {
    one.name: one
    for one in (
        Discipline("due_time", _by_due_time),
        Discipline("fifo", _by_arrival),
        Discipline("strict", _by_segment_rank),
        Discipline("head_start", _by_head_start),
        Discipline("relative_urgency", _by_share_used, moving=True),
        Discipline("weighted_turns", _by_arrival, by_turns=True),
    )
}
"""The disciplines by the name that the configuration gives them; a further one is added here and nowhere else."""


class Order:
    """The order of a house at one counter or at all, for whoever waits: it asks neither day nor clock.

    ``preferent_first`` puts people with preference before all but emergencies, whatever the house's rule (it is how a
    reserved counter looks at the queue). What does not depend on the visit is looked up once for a whole line.
    """

    def __init__(self, policy: Policy, *, preferent_first: bool = False) -> None:
        self._policy = policy
        self._discipline = DISCIPLINES[policy.discipline]
        self._emergencies = {name for name, urgency in policy.urgencies.items() if urgency.emergency}
        self._by_tier = preferent_first or policy.preference is PreferenceRule.ABSOLUTE
        self._credit_s = policy.preference_credit_s if policy.preference is PreferenceRule.CREDIT else 0
        self.one_in_k = policy.preference is PreferenceRule.ONE_IN_K
        self.moving = self._discipline.moving
        """Whether keys change while people wait."""
        self.by_key = not (self.one_in_k or self._discipline.by_turns)
        """Whether the keys alone decide, and nobody's turn does."""

    def key(self, visit: Visit, now: int) -> Key:
        """The key of a waiting visit, smallest first."""
        order_from = visit.legs[-1].order_from
        tier, rank = EVERYONE_TIER, 0
        if visit.urgency in self._emergencies:
            tier = EMERGENCY_TIER
        elif visit.preference is not None:
            if self._by_tier:
                ground = self._policy.preferences.get(visit.preference)
                tier, rank = PREFERENT_TIER, 100 if ground is None else ground.rank
            else:
                order_from -= self._credit_s
        return (tier, rank, *self._discipline.key(visit, order_from, self._policy, now), visit.serial)

    def line(self, visits: Iterable[Visit], now: int, turns: Turns) -> list[Visit]:
        """These visits in calling order."""
        keyed = sorted([(self.key(visit, now), visit) for visit in visits], key=_by_key)
        ordered = [visit for _, visit in keyed]
        if self.by_key:
            return ordered
        if self._discipline.by_turns:
            ordinary = bisect_left(keyed, float(EVERYONE_TIER), key=_tier)
            ordered[ordinary:] = self._by_weight(ordered[ordinary:], turns.credits)
        return list(self._with_preferent_turns(ordered, turns.since_preferent)) if self.one_in_k else ordered

    def after_call(self, called: Visit, line: Sequence[Visit], turns: Turns) -> Turns:
        """Whose turn it is when the first of a line has been called."""
        since = 0 if called.preference is not None else turns.since_preferent + 1
        if not self._discipline.by_turns or self.key(called, 0)[0] != EVERYONE_TIER:
            return Turns(since, turns.credits)
        present = dict.fromkeys(visit.segment for visit in line if self.key(visit, 0)[0] == EVERYONE_TIER)
        credits = dict(turns.credits)
        self._pay(credits, list(present), called.segment)
        return Turns(since, credits)

    def _weight(self, segment: str) -> int:
        known = self._policy.segments.get(segment)
        return 1 if known is None else known.turns

    def _pay(self, credits: dict[str, int], present: Sequence[str], called: str) -> None:
        """Each segment that is here earns its weight, and the one that is called pays for all."""
        for segment in present:
            credits[segment] = credits.get(segment, 0) + self._weight(segment)
        credits[called] -= sum(map(self._weight, present))

    def _by_weight(self, ordered: Sequence[Visit], credits: Mapping[str, int]) -> Iterator[Visit]:
        """Segments in turns, each as often as its weight says, and spread evenly; within a segment by the key.

        Smooth weighted round robin: at each call every segment that waits earns its weight, the richest is called and
        pays what all have earned. Of two equally rich ones the one whose first person is first in the order.
        """
        own = dict(credits)
        groups: dict[str, deque[Visit]] = {}
        for visit in ordered:
            groups.setdefault(visit.segment, deque()).append(visit)
        places = {visit.id: place for place, visit in enumerate(ordered)}
        while groups:
            richest = min(
                groups,
                key=lambda one: (-(own.get(one, 0) + self._weight(one)), places[groups[one][0].id]),
            )
            self._pay(own, list(groups), richest)
            yield groups[richest].popleft()
            if not groups[richest]:
                del groups[richest]

    def _with_preferent_turns(self, ordered: Sequence[Visit], calls_since: int) -> Iterator[Visit]:
        """The line in which every k-th call is for the first person with preference; emergencies keep their tier."""
        taken: set[str] = set()
        preferent = (visit for visit in ordered if visit.preference is not None and visit.id not in taken)
        for visit in ordered:
            if visit.id in taken:
                continue
            while calls_since + 1 >= self._policy.preference_every and visit.urgency not in self._emergencies:
                chosen = next(preferent, None)
                if chosen is None or chosen.id == visit.id:
                    break
                yield chosen
                taken.add(chosen.id)
                calls_since = 0
            yield visit
            taken.add(visit.id)
            calls_since = 0 if visit.preference is not None else calls_since + 1


_by_key = itemgetter(0)


def _tier(keyed: tuple[Key, Visit]) -> float:
    return keyed[0][0]


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
    return order_at(policy, counter).line(candidates, now, turns_of(day))


def order_at(policy: Policy, counter: Counter | None = None) -> Order:
    """The order of the whole desk, or as one counter sees it."""
    return Order(policy, preferent_first=is_reserved(policy, counter))


def turns_of(day: Day) -> Turns:
    """Whose turn it is today."""
    return Turns(day.calls_since_preferent, day.credits)


def next_for(day: Day, policy: Policy, now: int, counter: Counter | None = None) -> Next | None:
    """Who is next and why; None when nobody waits whom the counter may call.

    The rules, the answer and the screens ask this of one and the same day: it is reckoned for the first of them.
    """
    asked = (now, counter)
    following: Next | None
    reckoned_for, following = day.reckoned.get(asked, (None, None))
    if reckoned_for is not policy:
        following = _next_for(day, policy, now, counter)
        if len(day.reckoned) >= MOST_RECKONED:
            day.reckoned.clear()
        day.reckoned[asked] = policy, following
    return following


def _next_for(day: Day, policy: Policy, now: int, counter: Counter | None) -> Next | None:
    ordered = line(day, policy, now, counter)
    if not ordered:
        return None
    first, turns = ordered[0], turns_of(day)
    after_call = order_at(policy, counter).after_call(first, ordered, turns)
    return Next(
        first,
        _why(day, first, policy, counter),
        ordered[1] if len(ordered) > 1 else None,
        None if after_call.credits is turns.credits else after_call.credits,
    )


def people_ahead(day: Day, policy: Policy, now: int, visit: Visit, counter: Counter | None = None) -> int:
    """How many who wait are called before this visit: by the whole desk, or by one counter."""
    return sum(1 for _ in _before(day, policy, now, visit, counter))


def those_ahead(day: Day, policy: Policy, now: int, visit: Visit) -> tuple[Visit, ...]:
    """Who is called before this visit by the whole desk; in the order of calls only where turns decide."""
    return tuple(_before(day, policy, now, visit, None))


def delaying(day: Day, policy: Policy, now: int, visit: Visit) -> int:
    """How many are called before this visit by the open counters that may call it; the others do not delay it."""
    counters = open_to(day, visit)
    return sum(_one_may_call(day, counters, other) for other in _before(day, policy, now, visit, None))


def _before(day: Day, policy: Policy, now: int, visit: Visit, counter: Counter | None) -> Iterator[Visit]:
    """Those who are called before this visit; in the order of calls only where turns decide."""
    order = order_at(policy, counter)
    if not order.by_key:
        ordered = line(day, policy, now, counter)
        place = next((place for place, other in enumerate(ordered) if other.id == visit.id), None)
        if place is not None:
            yield from ordered[:place]
            return
    own = order.key(visit, now)
    for other in waiting(day, now):
        if order.key(other, now) < own and (counter is None or may_call(day, counter, other)):
            yield other


def _one_may_call(day: Day, counters: Sequence[Counter], visit: Visit) -> bool:
    for counter in counters:  # noqa: SIM110 - asked for everybody who waits, at every check-in: half the cost
        if may_call(day, counter, visit):
            return True
    return False


def is_reserved(policy: Policy, counter: Counter | None) -> bool:
    """Whether a counter takes people with preference first."""
    if policy.preference is not PreferenceRule.RESERVED_COUNTER or counter is None:
        return False
    post = policy.counters.get(counter.id)
    return post is not None and post.preferent


def _why(day: Day, first: Visit, policy: Policy, counter: Counter | None) -> Why:
    if policy.is_emergency(first.urgency):
        return Why.EMERGENCY
    if first.preference is None:
        return Why.TURN if DISCIPLINES[policy.discipline].by_turns else Why.ORDER
    if policy.preference is PreferenceRule.ABSOLUTE:
        return Why.PREFERENCE
    if is_reserved(policy, counter):
        return Why.RESERVED_COUNTER
    if policy.preference is PreferenceRule.ONE_IN_K and day.calls_since_preferent + 1 >= policy.preference_every:
        return Why.PREFERENCE_TURN
    return Why.ORDER
