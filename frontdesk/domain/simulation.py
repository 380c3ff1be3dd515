"""A counter played forward: who would be called when, under the house's own order, by so many counters.

Nothing is drawn by chance here: who comes, how long each takes and how long each would wait is given. The order, the
preference and what counters take are those of ``discipline``, so that what is tried out is what would be done.
Instants are whole seconds, UTC.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.discipline import Order, Turns, is_reserved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.domain.day import Counter
    from frontdesk.domain.discipline import Key
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit


class Person(NamedTuple):
    """Somebody who waits, or will: the visit, how long it is served, and how long it waits before it leaves.

    ``comes_at`` is the instant from which it can be called. ``patience_s`` counts from then; None waits to the end.
    The counter that served it calls again after ``after_s`` more, if somebody waits when it has done; else at once.
    """

    visit: Visit
    comes_at: int
    handling_s: int
    patience_s: int | None = None
    after_s: int = 0


class Post(NamedTuple):
    """A counter that is open, and the instant from which it can call."""

    counter: Counter
    free_at: int


class Fate(NamedTuple):
    """What became of somebody: called at an instant by a counter, or left at one, or (both None) still waits."""

    person: Person
    called_at: int | None = None
    counter: str | None = None
    left_at: int | None = None

    def waited_s(self, until: int) -> int:
        """The wait, up to ``until`` for those who still wait."""
        end = self.called_at if self.called_at is not None else self.left_at
        return (until if end is None else end) - self.person.comes_at


NO_TURNS = Turns()


def play(
    policy: Policy,
    posts: Sequence[Post],
    people: Iterable[Person],
    *,
    until: int | None = None,
    turns: Turns = NO_TURNS,
) -> list[Fate]:
    """What becomes of these people, given in the order of their coming, up to an instant; in the order of their ends.

    At one and the same instant those who come are there before anybody is called, and who is called does not leave.
    Of several free counters the one that has been free longest calls first.
    """
    return _Play(policy, posts, turns).run(people, until)


class _Play:
    """One run: when counters become free and patience ends, who waits, and what has become of whom."""

    def __init__(self, policy: Policy, posts: Sequence[Post], turns: Turns) -> None:
        self._queue = _Queue(policy, frozenset(post.counter.id for post in posts), turns)
        self._free: list[Counter] = []
        self._busy = [(post.free_at, n, post.counter, 0) for n, post in enumerate(posts)]
        self._busy.sort(key=lambda one: one[:2])
        self._leaving: list[tuple[int, int, Person]] = []
        self._n = len(posts)
        self._fates: list[Fate] = []

    def run(self, people: Iterable[Person], until: int | None) -> list[Fate]:
        coming = iter(people)
        following = next(coming, None)
        while True:
            ends = [heap[0][0] for heap in (self._busy, self._leaving) if heap]
            if following is not None:
                ends.append(following.comes_at)
            now = min(ends, default=None)
            if now is None or (until is not None and now > until):
                break
            while following is not None and following.comes_at <= now:
                self._comes(following)
                following = next(coming, None)
            while self._busy and self._busy[0][0] <= now:
                self._done(*heappop(self._busy))
            self._call(now)
            while self._leaving and self._leaving[0][0] <= now:
                person = heappop(self._leaving)[2]
                if self._queue.remove(person):
                    self._fates.append(Fate(person, left_at=now))
        return [*self._fates, *map(Fate, self._queue.people.values())]

    def _comes(self, person: Person) -> None:
        self._queue.add(person)
        if person.patience_s is not None:
            self._n += 1
            heappush(self._leaving, (person.comes_at + person.patience_s, self._n, person))

    def _done(self, at: int, n: int, counter: Counter, after_s: int) -> None:
        """A counter has done with a visit: it is free, or will be soon."""
        if after_s and self._queue.people:
            heappush(self._busy, (at + after_s, n, counter, 0))
        else:
            self._free.append(counter)

    def _call(self, now: int) -> None:
        """Every free counter calls until none of them finds anybody."""
        place = 0
        while place < len(self._free) and self._queue.people:
            counter = self._free[place]
            person = self._queue.call(counter, now)
            if person is None:
                place += 1
                continue
            del self._free[place]
            self._fates.append(Fate(person, now, counter.id))
            self._n += 1
            heappush(self._busy, (now + person.handling_s, self._n, counter, person.after_s))


class _Queue:
    """Those who wait. Where keys alone decide and stand still, they are kept sorted; else each call sorts them anew."""

    def __init__(self, policy: Policy, open_counters: frozenset[str], turns: Turns) -> None:
        self.people: dict[str, Person] = {}
        self._policy = policy
        self._open = open_counters
        self._turns = turns
        self._orders = {reserved: Order(policy, preferent_first=reserved) for reserved in (False, True)}
        self._sorted: dict[bool, list[tuple[Key, Visit]]] = {}
        order = self._orders[False]
        self._kept_sorted = order.by_key and not order.moving

    def add(self, person: Person) -> None:
        self.people[person.visit.id] = person
        for reserved, line in self._sorted.items():
            insort(line, (self._orders[reserved].key(person.visit, 0), person.visit), key=_key)

    def remove(self, person: Person) -> bool:
        """Take somebody out; False for one who does not wait any more."""
        if self.people.pop(person.visit.id, None) is None:
            return False
        for reserved, line in self._sorted.items():
            key = self._orders[reserved].key(person.visit, 0)
            place = bisect_left(line, key, key=_key)
            del line[place]
        return True

    def call(self, counter: Counter, now: int) -> Person | None:
        """Whoever this counter calls now is taken out; None where nobody waits whom it may call."""
        visit = self._first_for(counter, now)
        if visit is None:
            return None
        person = self.people[visit.id]
        self.remove(person)
        return person

    def _first_for(self, counter: Counter, now: int) -> Visit | None:
        reserved = is_reserved(self._policy, counter)
        if self._kept_sorted:
            if reserved not in self._sorted:
                order = self._orders[reserved]
                keyed = ((order.key(person.visit, 0), person.visit) for person in self.people.values())
                self._sorted[reserved] = sorted(keyed, key=_key)
            return next((visit for _, visit in self._sorted[reserved] if self._may_call(counter, visit)), None)
        order = self._orders[reserved]
        callable_now = [one.visit for one in self.people.values() if self._may_call(counter, one.visit)]
        if order.by_key:
            return min(callable_now, key=lambda visit: order.key(visit, now), default=None)
        line = order.line(callable_now, now, self._turns)
        if not line:
            return None
        self._turns = order.after_call(line[0], line, self._turns)
        return line[0]

    def _may_call(self, counter: Counter, visit: Visit) -> bool:
        """As ``discipline.may_call``, where the counters that are not open stay closed."""
        wanted = visit.legs[-1].to_counter
        if wanted is None or wanted not in self._open:
            return counter.takes(visit)
        return wanted == counter.id


def _key(keyed: tuple[Key, Visit]) -> Key:
    return keyed[0]
