"""What if: the arrivals of a recorded history under another order and with other counters; nothing is written.

From the log come arrivals, how long each stood at a counter and, of those who left, how long they waited before they
did. The desk's own order does the rest, with so many counters open all the time, in one run over the whole log: a house
may work past midnight. How long somebody would have taken who left is drawn from those served for the same service.
"""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from operator import attrgetter, itemgetter
from random import Random
from typing import TYPE_CHECKING, Any

from frontdesk.csv_rows import BadRow
from frontdesk.domain.counter import Counter, CounterState
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.domain.metrics import Distribution, Judgement, ServiceLevel, judged
from frontdesk.domain.simulation import Person, Post, play
from frontdesk.domain.visit import Leg, Outcome, Visit
from frontdesk.replay.contested import explained_by_all
from frontdesk.replay.plan import Added, Past, Plan
from frontdesk.visit_log import LogRow, read_visit_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontdesk.config import Configuration
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.simulation import Fate
    from frontdesk.replay.contested import Explained

SEED = 1
FEWER, MORE = 4, 1
"""So many counters fewer and more than the recorded peak are tried: a peak is short, and rarely needed for long."""


@dataclass(frozen=True)
class Figures:
    """What became of some people: the share within their promise, the waits of the served, how many left.

    ``goal`` is the mean of what the house promises to those who count.
    """

    arrived: int
    served: int
    left: int
    no_show: int
    waiting: int
    level: ServiceLevel
    goal: float | None
    wait: Distribution

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            "arrived": self.arrived,
            "served": self.served,
            "left": self.left,
            "no_show": self.no_show,
            "waiting": self.waiting,
            "within": _rounded(self.level.value),
            "within_strict": _rounded(self.level.strict),
            "goal": _rounded(self.goal),
            "mean_wait_s": _rounded(self.wait.mean),
            "p50_s": self.wait.p50,
            "p90_s": self.wait.p90,
            "max_s": self.wait.max,
        }


@dataclass(frozen=True)
class WhatIf:
    """One run: its order and counters, and what became of everybody, of each service and of each segment."""

    discipline: str
    counters: int
    all: Figures
    by_service: Mapping[str, Figures]
    by_segment: Mapping[str, Figures]

    @property
    def worst(self) -> str | None:
        """The segment with the smallest share within its promise."""
        shares = [(one.level.value, name) for name, one in self.by_segment.items() if one.level.value is not None]
        return min(shares)[1] if shares else None

    def as_data(self, *, full: bool = True) -> dict[str, Any]:
        """The figures for programs; in ``full`` those of services and segments too."""
        worst = self.worst
        share = None if worst is None else self.by_segment[worst].level.value
        data = {
            "discipline": self.discipline,
            "counters": self.counters,
            **self.all.as_data(),
            "worst": None if worst is None else {"segment": worst, "within": _rounded(share)},
        }
        if full:
            data["by_service"] = {name: one.as_data() for name, one in self.by_service.items()}
            data["by_segment"] = {name: one.as_data() for name, one in self.by_segment.items()}
        return data


@dataclass(frozen=True)
class Tried:
    """Everything that was tried out on a log; ``peak`` is how many counters were in use at once when it happened.

    ``orders`` tells of each discipline how many of the calls that were made it would have made too.
    """

    rows: int
    peak: int
    runs: tuple[WhatIf, ...]
    orders: tuple[Explained, ...]
    added: Added
    bad: tuple[BadRow, ...] = ()
    cut_fractions: int = 0

    def as_data(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "rows": self.rows,
            "bad": len(self.bad),
            "peak_counters": self.peak,
            "runs": [run.as_data(full=len(self.runs) == 1) for run in self.runs],
            "orders": [order.as_data() for order in self.orders],
            "added": {kind: list(ids) for kind, ids in vars(self.added).items()},
        }


def replay_arrivals(
    path: Path,
    config: Configuration,
    *,
    counters: int | None = None,
    discipline: str | None = None,
    limit: int | None = None,
) -> Tried:
    """The first ``limit`` rows of a visit log, or all, under these counters and this order, or under several.

    Raises UsageError for a file that is no visit log.
    """
    log = read_visit_log(path, limit)
    plan = Plan(config.policy(), Past())
    for row in log.rows:
        plan.take(row)
    policy, rows = plan.policy(), plan.rows
    peak = most_at_once(rows)
    numbers = range(max(1, peak - FEWER), max(1, peak) + MORE + 1) if counters is None else (counters,)
    names = DISCIPLINES if discipline is None else (discipline,)
    people = people_of(rows, policy)
    runs = [
        what_if(replace(policy, discipline=name), people, posts_of(rows, policy, n)) for name in names for n in numbers
    ]
    bad = sorted([*log.bad, *plan.bad], key=lambda row: row.line)
    orders = explained_by_all(policy, rows, [person.visit for person in people])
    return Tried(len(log.rows) + len(log.bad), peak, tuple(runs), orders, plan.added, tuple(bad), log.cut_fractions)


def most_at_once(rows: Iterable[LogRow]) -> int:
    """How many counters were in use at once, at most; one that is freed in a second can be used in it."""
    changes = Tally[tuple[int, int]]()
    for row in rows:
        if row.called_at is not None and row.called_at < row.ended_at:
            changes[row.called_at, 1] += 1
            changes[row.ended_at, 0] -= 1
    return max(accumulate(change for _, change in sorted(changes.items(), key=itemgetter(0))), default=0)


def posts_of(rows: Iterable[LogRow], policy: Policy, n: int) -> list[Post]:
    """So many counters, open all the time: those of the log first, then the house's others, then ones that take all."""
    used = sorted({row.counter for row in rows if row.counter is not None})
    names = list(dict.fromkeys([*used, *policy.counters]))[:n]
    names += [f"+{place}" for place in range(1, n - len(names) + 1)]
    posts = []
    for name in names:
        known = policy.counters.get(name)
        counter = Counter(name, CounterState.OPEN)
        if known is not None:
            counter = counter._replace(services=known.services, segments=known.segments)
        posts.append(Post(counter, 0))
    return posts


def people_of(rows: Iterable[LogRow], policy: Policy) -> list[Person]:
    """Those who came, in the order of their coming, without check-ins that were a mistake."""
    came = sorted((row for row in rows if row.outcome is not Outcome.REMOVED), key=attrgetter("arrived_at"))
    seen: dict[str, list[int]] = {}
    for row in came:
        if row.outcome is Outcome.SERVED and row.called_at is not None:
            seen.setdefault(row.service, []).append(row.ended_at - row.called_at)
    draw = Random(SEED)
    return [_person(serial, row, policy, seen.get(row.service), draw) for serial, row in enumerate(came, start=1)]


def _person(serial: int, row: LogRow, policy: Policy, seen: Sequence[int] | None, draw: Random) -> Person:
    day = policy.business_day(row.arrived_at)
    promise = policy.promise(row.service, row.segment, row.urgency, day)
    visit = Visit(
        id=row.visit,
        number="",
        serial=serial,
        segment=row.segment,
        urgency=row.urgency,
        arrived_at=row.arrived_at,
        arrived_day=day.isoformat(),
        legs=(Leg(row.service, row.arrived_at, row.arrived_at, promise),),
        outcome=row.outcome,
    )
    patience_s = row.ended_at - row.arrived_at if row.outcome is Outcome.LEFT else None
    if row.called_at is not None and row.outcome is not Outcome.LEFT:
        handling_s = row.ended_at - row.called_at
    else:
        handling_s = draw.choice(seen) if seen else promise.handling_s
    return Person(visit, row.arrived_at, handling_s, patience_s)


def what_if(policy: Policy, people: Sequence[Person], posts: Sequence[Post]) -> WhatIf:
    """One run over everybody."""
    fates = play(policy, posts, people)
    end = max((fate.person.comes_at for fate in fates), default=0)
    return WhatIf(
        policy.discipline,
        len(posts),
        _figures(fates, end),
        {name: _figures(some, end) for name, some in _parted(fates, lambda fate: fate.person.visit.service)},
        {name: _figures(some, end) for name, some in _parted(fates, lambda fate: fate.person.visit.segment)},
    )


def _parted(fates: Iterable[Fate], by: Callable[[Fate], str]) -> Iterator[tuple[str, list[Fate]]]:
    for name, some in groupby(sorted(fates, key=by), key=by):
        yield name, list(some)


def _figures(fates: Sequence[Fate], end: int) -> Figures:
    outcomes: Tally[Outcome | None] = Tally()
    judgements: Tally[Judgement] = Tally()
    waits: Tally[int] = Tally()
    goals = 0.0
    for fate in fates:
        promise, waited_s = fate.person.visit.leg.promise, fate.waited_s(end)
        outcome = _outcome(fate)
        outcomes[outcome] += 1
        judgement = judged(outcome, waited_s, promise.wait_s, waiting=True)
        assert judgement is not None, "nobody is removed here"
        judgements[judgement] += 1
        if outcome is Outcome.SERVED:
            waits[waited_s] += 1
        goals += promise.goal
    return Figures(
        arrived=len(fates),
        served=outcomes[Outcome.SERVED],
        left=outcomes[Outcome.LEFT],
        no_show=outcomes[Outcome.NO_SHOW],
        waiting=outcomes[None],
        level=ServiceLevel.of(judgements),
        goal=goals / len(fates) if fates else None,
        wait=Distribution.of_histogram(waits),
    )


def _outcome(fate: Fate) -> Outcome | None:
    if fate.called_at is not None:
        # Whoever did not come when called would not have come here either; the others are served.
        return Outcome.NO_SHOW if fate.person.visit.outcome is Outcome.NO_SHOW else Outcome.SERVED
    return None if fate.left_at is None else Outcome.LEFT


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
