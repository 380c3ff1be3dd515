"""Who is at work: the people at the open counters, what they do, and how long they let others wait between two calls.

It is people who call, not counters: one who was last seen at a counter where nobody else has settled is taken to be
there still, and to come back as people came back today. A counter may be open with nobody at it, and what a house's
counters take is not what each of its people does; the log tells both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter as Tally
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.counter import CounterState
from frontdesk.domain.estimate import free_means_at_once
from frontdesk.domain.lasting import Lasting, Length
from frontdesk.domain.visit import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from random import Random

    from frontdesk.domain.counter import Counter
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit

WOULD_HAVE_COME = 3
"""A service of which somebody did nothing today is not theirs if, like the others, they would have done so much."""

SELDOM = 10
"""One visit in ten may overlap another one of the same person; with more of them the name stands for several."""


class Clerk(NamedTuple):
    """Somebody at work: the counter (with what they do of what it takes), the visit there, or since when it is free."""

    counter: Counter
    visit: Visit | None
    free_since: int


class _Stint(NamedTuple):
    """One visit at a counter."""

    called_at: int
    free_at: int
    counter: str
    service: str
    visit: str


class AtWork:
    """Those who are at work now, and how they will call."""

    def __init__(self, day: Day, policy: Policy, now: int, draw: Random) -> None:
        self._day, self._policy, self._now = day, policy, now
        self._clocks: dict[object, _WaitingClock] = {}
        stints = _by_person(day)
        self.clerks = list(self._clerks(stints))
        # A counter that is left while somebody waits (there is something to write down) and one that has been free
        # when somebody comes (its person may be elsewhere) are two matters.
        seen: dict[bool, list[Length]] = {True: [], False: []}
        for one in stints.values():
            for before, after in pairwise(one):
                if after.called_at >= before.free_at:
                    clock = self._clock(day.counter(before.counter))
                    passed_s = clock.between(before.free_at, after.called_at)
                    seen[clock.runs(before.free_at)].append(Length(passed_s, over=True))
        for clerk in self.clerks:
            if clerk.visit is None:
                clock = self._clock(day.counter(clerk.counter.id))
                passed_s = clock.between(clerk.free_since, now)
                seen[clock.runs(clerk.free_since)].append(Length(passed_s, over=False))
        self._pauses = {waited: Lasting(lengths, draw) for waited, lengths in seen.items()}

    def pause(self) -> int:
        """How long somebody who has done with a visit lets others wait, in seconds."""
        return self._pauses[True].drawn()

    def rest(self, clerk: Clerk) -> int:
        """How much longer somebody who is free will let others wait."""
        clock = self._clock(self._day.counter(clerk.counter.id))
        return self._pauses[clock.runs(clerk.free_since)].rest(clock.between(clerk.free_since, self._now))

    def _clerks(self, stints: Mapping[str, Sequence[_Stint]]) -> Iterator[Clerk]:
        last_at: dict[str, tuple[int, str]] = {}
        for person, some in stints.items():
            for one in some:
                last_at[one.counter] = max(last_at.get(one.counter, (0, "")), (one.called_at, person))
        undone = _not_theirs(stints)
        taken: set[str] = set()
        for person, some in stints.items():
            last = some[-1]
            counter = self._day.counter(last.counter)
            called_at, caller = last_at[counter.id]
            there = counter.visit == last.visit
            someone_elses = counter.staff != person and (caller == counter.staff or counter.since > called_at)
            if _calls(counter) and (there or not someone_elses):
                taken.add(counter.id)
                visit = self._day.live.get(last.visit) if there else None
                free_since = counter.free_since if caller == person else last.free_at
                yield Clerk(self._without(counter, undone[person]), visit, free_since)
        unused_too = not stints or free_means_at_once(self._day.experience)
        for counter in self._day.counters.values():
            if not _calls(counter) or counter.id in taken:
                continue
            if counter.visit is not None:
                yield Clerk(counter, self._day.live.get(counter.visit), counter.free_since)
            elif unused_too and (counter.id not in last_at or counter.since > last_at[counter.id][0]):
                yield Clerk(counter, None, counter.free_since)

    def _without(self, counter: Counter, services: frozenset[str]) -> Counter:
        if not services:
            return counter
        every = self._policy.services.keys() if counter.services is None else counter.services
        return counter._replace(services=frozenset(every) - services)

    def _clock(self, counter: Counter) -> _WaitingClock:
        takes = counter.services, counter.segments
        found = self._clocks.get(takes)
        if found is None:
            found = self._clocks[takes] = _WaitingClock(self._waits(counter))
        return found

    def _waits(self, counter: Counter) -> Iterator[tuple[int, int]]:
        """From when until when each visit waited that a counter takes."""
        for visit in self._day.visits.values():
            for leg in visit.legs:
                if not counter.takes_kind(leg.service, visit.segment):
                    continue
                if leg.called_at is not None:
                    until = leg.called_at
                elif visit.state is State.WAITING and leg is visit.legs[-1]:
                    until = self._now
                else:
                    until = leg.queued_at + leg.waiting_s
                if until > leg.queued_at:
                    yield leg.queued_at, until


def _calls(counter: Counter) -> bool:
    return counter.state is CounterState.OPEN and not (counter.pause_after and counter.visit is not None)


def _by_person(day: Day) -> dict[str, list[_Stint]]:
    """The visits that each person had today, in order; where one name stands for several, those of each counter."""
    found: dict[str, list[_Stint]] = {}
    for visit in day.visits.values():
        for leg in visit.legs:
            if leg.counter is not None and leg.called_at is not None:
                free_at = leg.called_at + leg.called_s + leg.serving_s
                stint = _Stint(leg.called_at, free_at, leg.counter, leg.service, visit.id)
                found.setdefault(leg.staff or "", []).append(stint)
    people: dict[str, list[_Stint]] = {}
    for person, some in found.items():
        some.sort(key=attrgetter("called_at"))
        at_once = sum(before.free_at > after.called_at for before, after in pairwise(some))
        if at_once * SELDOM <= len(some):
            people[person] = some
            continue
        for one in some:
            people.setdefault(f"{person}/{one.counter}", []).append(one)
    return people


def _not_theirs(stints: Mapping[str, Sequence[_Stint]]) -> dict[str, frozenset[str]]:
    """By person, the services that they do not seem to do."""
    done = {person: Tally(one.service for one in some) for person, some in stints.items()}
    mix: Tally[str] = Tally()
    for services in done.values():
        mix.update(services)
    return {
        person: frozenset(
            service
            for service, n in mix.items()
            if not services[service] and services.total() * n >= WOULD_HAVE_COME * mix.total()
        )
        for person, services in done.items()
    }


class _WaitingClock:
    """A clock that goes on only while somebody waits: what passes while nobody does tells nothing of a free counter."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._from: list[int] = []
        self._to: list[int] = []
        self._before: list[int] = []
        total = 0
        for begins, ends in sorted(spans):
            if self._to and begins <= self._to[-1]:
                longer = max(0, ends - self._to[-1])
                self._to[-1] += longer
                total += longer
                continue
            self._from.append(begins)
            self._to.append(ends)
            self._before.append(total)
            total += ends - begins

    def runs(self, at: int) -> bool:
        """Whether somebody waits from an instant on."""
        place = bisect_right(self._from, at) - 1
        return place >= 0 and at < self._to[place]

    def between(self, first: int, last: int) -> int:
        """For how many seconds of those between two instants somebody waited."""
        return self._up_to(last) - self._up_to(first)

    def _up_to(self, at: int) -> int:
        place = bisect_right(self._from, at) - 1
        return self._before[place] + min(at, self._to[place]) - self._from[place] if place >= 0 else 0
