"""This very queue played half an hour forward: what the forecast is reckoned from.

The order, the counters and what they take are the house's own; handling is drawn from what was seen, the time that is
left to those being served from what lasts longer than theirs has, and so are the pauses that the people at the counters
make between two visits while others wait; arrivals are like those of the last half hour. The same draws are played with
the counters open now, with one more and with two more, so that only these make a difference.
"""

from __future__ import annotations

from collections import Counter as Tally
from datetime import date
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.at_work import AtWork
from frontdesk.domain.counter import Counter, CounterState
from frontdesk.domain.discipline import line, turns_of
from frontdesk.domain.estimate import leaving_rate
from frontdesk.domain.forecast import AVOIDED, HORIZON_S, SOON_S, Change, Forecast, Late, Risk, Scenario
from frontdesk.domain.handling import Handling
from frontdesk.domain.simulation import Person, Post, play
from frontdesk.domain.visit import Leg, Outcome, State, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.domain.at_work import Clerk
    from frontdesk.domain.calibration import Calibration
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy

QUARTER_S = 900
MOST_ADDED = 2
"""So many more counters are tried."""
RUNS_FOR_TIME = 10
"""By when a change must be made is asked of fewer runs: it is told to five minutes."""
STEP_S = 300


def forecast(
    day: Day,
    policy: Policy,
    now: int,
    *,
    expected: Sequence[float] = (),
    seed: int = 0,
    runs: int = 40,
    most_added: int = MOST_ADDED,
    calibration: Calibration | None = None,
) -> Forecast:
    """The next half hour of a day; ``expected`` are the arrivals of each quarter of an hour from now on, as a mean.

    The last one stands for all that follow; without any, arrivals go on as in the last half hour. ``most_added`` more
    counters are tried, as far as there are closed or paused ones. ``calibration`` is what earlier forecasts have taught
    of the risks; it learns from this one too.
    """
    queue = _Queue(day, policy, now, expected, Random(seed), now + HORIZON_S)
    draws = [queue.drawn() for _ in range(max(1, runs))]
    base = queue.played(draws, ())
    scenarios = [base.scenario(())]
    closed = queue.closed_by_use(base) if most_added > 0 else []
    added: tuple[Counter, ...] = ()
    change = None
    for counter in closed[:most_added]:
        added = (*added, counter)
        found = queue.played(draws, added)
        scenarios.append(found.scenario(added))
        if change is None and base.trouble(base) and not found.trouble(base):
            change = queue.change(base, draws[:RUNS_FOR_TIME], added, closed)
    waiting = line(day, policy, now)
    who = [base.risk(visit) for visit in waiting]
    if calibration is not None:
        calibration.learn(day, now)
        who = calibration.adjusted(who, now, now + HORIZON_S)
    return Forecast(
        at=now,
        zone=policy.zone,
        counters=sum(counter.state is CounterState.OPEN for counter in day.counters.values()),
        late=sum(now > visit.leg.due_at for visit in waiting),
        scenarios=tuple(scenarios),
        risks=tuple(who),
        change=change,
    )


def risks(day: Day, policy: Policy, now: int, *, seed: int = 0, runs: int = 40) -> list[Risk]:
    """Of a forecast those who wait, alone: nothing is played beyond the instant at which the last of them is due."""
    waiting = line(day, policy, now)
    until = min(now + HORIZON_S, 1 + max((visit.leg.due_at for visit in waiting), default=now))
    queue = _Queue(day, policy, now, (), Random(seed), until)
    found = queue.played([queue.drawn() for _ in range(max(1, runs))], ())
    return [found.risk(visit) for visit in waiting]


class _Draw(NamedTuple):
    """One half hour as it may come: who is there and comes, and when each open counter has done with its visit."""

    people: list[Person]
    free_at: list[int]


class _Played:
    """What came of all draws with some counters: how often each visit passed, and each kind of visit."""

    def __init__(self, now: int, waiting: frozenset[str], runs: int) -> None:
        self.kinds: Tally[tuple[str, str]] = Tally()
        self._now = now
        self._ids = waiting
        self._runs = runs
        self._soon: Tally[str] = Tally()
        self._passed: Tally[str] = Tally()
        self._soon_all = self._passed_all = 0

    def take(self, visit: Visit, due_at: int) -> None:
        """Somebody passed the due time."""
        soon = due_at < self._now + SOON_S
        self._passed_all += 1
        self._soon_all += soon
        self.kinds[visit.service, visit.segment] += 1
        if visit.id in self._ids:
            self._passed[visit.id] += 1
            self._soon[visit.id] += soon

    def scenario(self, added: Sequence[Counter]) -> Scenario:
        """The means over the runs."""
        runs = self._runs
        return Scenario(
            tuple(counter.id for counter in added),
            Late(self._soon.total() / runs, self._passed.total() / runs),
            Late(self._soon_all / runs, self._passed_all / runs),
        )

    def trouble(self, base: _Played) -> bool:
        """Whether people are expected to pass: of those who wait, where that is what ``base`` has; else of all."""
        here = base._passed.total() / base._runs >= AVOIDED
        return (self._passed.total() if here else self._passed_all) / self._runs >= AVOIDED

    def risk(self, visit: Visit) -> Risk:
        """The shares of one who waits."""
        due_at = visit.leg.due_at
        if self._now > due_at:
            return Risk(visit.id, visit.number, visit.service, due_at, 1.0, 1.0)
        soon, passed = self._soon[visit.id] / self._runs, self._passed[visit.id] / self._runs
        return Risk(visit.id, visit.number, visit.service, due_at, soon, passed)


class _Queue:
    """The queue as it stands, and how what is not known of it is drawn."""

    def __init__(self, day: Day, policy: Policy, now: int, expected: Sequence[float], draw: Random, until: int) -> None:
        self._day, self._policy, self._now, self._draw = day, policy, now, draw
        self._until = until
        self._handling = Handling(day, policy, draw)
        self._leaving = leaving_rate(day.experience)
        self._at_work = AtWork(day, policy, now, draw)
        self._waiting = [visit for visit in day.live.values() if self._is_or_comes_back(visit)]
        self._waiting_ids = frozenset(visit.id for visit in self._waiting)
        self._recent = [visit for visit in day.visits.values() if visit.arrived_at > now - HORIZON_S]
        known = self._recent or list(day.visits.values())
        self._like = [visit for visit in known if visit.outcome is not Outcome.REMOVED]
        rate = len(self._recent) * QUARTER_S / HORIZON_S
        self._expected = tuple(expected) or (rate,)

    def _is_or_comes_back(self, visit: Visit) -> bool:
        if visit.state is State.HELD:
            return visit.hold_until is not None and visit.hold_until < self._until
        return visit.state is State.WAITING

    # Drawing

    def drawn(self) -> _Draw:
        """One half hour."""
        people = [self._person(visit, max(self._now, visit.hold_until or 0)) for visit in self._waiting]
        people += self._arrivals()
        people.sort(key=_comes_at)
        return _Draw(people, [self._free_at(clerk) for clerk in self._at_work.clerks])

    def _person(self, visit: Visit, at: int) -> Person:
        patience_s = round(self._draw.expovariate(self._leaving)) if self._leaving else None
        return Person(visit, at, self._handling.of(visit.service), patience_s, self._at_work.pause())

    def _arrivals(self) -> Iterator[Person]:
        if not self._like:
            return
        at, serial = float(self._now), 1 + max(visit.serial for visit in self._like)
        quarter = 0
        while at < self._until:
            rate = self._expected[min(quarter, len(self._expected) - 1)] / QUARTER_S
            end = self._now + (quarter + 1) * QUARTER_S
            at = at + self._draw.expovariate(rate) if rate > 0 else end
            if at >= end:
                # What is left of the gap is as long again, whatever has passed of it.
                at, quarter = float(end), quarter + 1
                continue
            yield self._person(self._somebody(serial, int(at)), int(at))
            serial += 1

    def _somebody(self, serial: int, at: int) -> Visit:
        """Somebody like one of those who came lately."""
        like = self._draw.choice(self._like)
        service = like.legs[0].service
        promise = self._policy.promise(service, like.segment, like.urgency, self._date)
        return Visit(
            id=f"+{serial}",
            number="",
            serial=serial,
            segment=like.segment,
            urgency=like.urgency,
            arrived_at=at,
            arrived_day=self._day.day,
            legs=(Leg(service, at, at, promise),),
            preference=like.preference,
        )

    @cached_property
    def _date(self) -> date:
        return date.fromisoformat(self._day.day)

    def _free_at(self, clerk: Clerk) -> int:
        visit = clerk.visit
        if visit is None:
            return self._now + self._at_work.rest(clerk)
        if visit.state is not State.SERVING:
            rest_s = self._handling.of(visit.service)
        else:
            rest_s = self._handling.rest(visit.service, visit.handled_s(self._now))
        return self._now + rest_s + self._at_work.pause()

    # Playing

    def played(self, draws: Sequence[_Draw], added: Sequence[Counter], opened_at: int | None = None) -> _Played:
        """All draws with the counters open now and those added, the latter from an instant on."""
        found = _Played(self._now, self._waiting_ids, len(draws))
        extra = [Post(counter, self._now if opened_at is None else opened_at) for counter in added]
        turns = turns_of(self._day)
        for draw in draws:
            posts = [Post(clerk.counter, at) for clerk, at in zip(self._at_work.clerks, draw.free_at, strict=True)]
            for fate in play(self._policy, [*posts, *extra], draw.people, until=self._until, turns=turns):
                visit = fate.person.visit
                due_at = visit.legs[-1].due_at
                end = fate.called_at if fate.called_at is not None else fate.left_at
                if self._now <= due_at < self._until and (end is None or end > due_at):
                    found.take(visit, due_at)
        return found

    # What could be changed

    def closed_by_use(self, base: _Played) -> list[Counter]:
        """The counters that could be opened, those first that take most of whoever would pass, or else of all."""
        names = dict.fromkeys([*self._policy.counters, *self._day.counters])
        found = []
        for name in names:
            counter = self._day.counter(name)
            if counter.state is CounterState.OPEN or counter.visit is not None:
                continue
            post = self._policy.counters.get(name)
            if counter.state is CounterState.CLOSED:
                if post is None:
                    continue
                counter = counter._replace(services=post.services, segments=post.segments)
            found.append(counter)
        kinds = base.kinds or Tally((visit.service, visit.segment) for visit in self._like)
        return sorted(found, key=lambda counter: -_use(counter, kinds))

    def change(
        self, base: _Played, draws: Sequence[_Draw], added: tuple[Counter, ...], closed: list[Counter]
    ) -> Change:
        """These counters, what else would do instead of a single one, and the last moment at which it still helps."""
        good, bad = 0, HORIZON_S // STEP_S
        while bad - good > 1:
            middle = (good + bad) // 2
            if self.played(draws, added, self._now + middle * STEP_S).trouble(base):
                bad = middle
            else:
                good = middle
        helped = Tally[str]()
        for (service, segment), n in base.kinds.items():
            if any(counter.takes_kind(service, segment) for counter in added):
                helped[service] += n
        use = _use(added[0], base.kinds)
        instead = [one.id for one in closed if one not in added and _use(one, base.kinds) == use]
        return Change(
            tuple(counter.id for counter in added),
            tuple(instead[:1]) if len(added) == 1 else (),
            tuple(service for service, _ in helped.most_common(2)),
            self._now + good * STEP_S,
        )


def _comes_at(person: Person) -> int:
    return person.comes_at


def _use(counter: Counter, kinds: Tally[tuple[str, str]]) -> int:
    """How many of these a counter takes."""
    return sum(n for (service, segment), n in kinds.items() if counter.takes_kind(service, segment))
