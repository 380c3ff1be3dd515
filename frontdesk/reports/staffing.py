"""How many counters a day will need, half hour by half hour, from what came on the same weekday before.

Erlang C, in which everybody waits to the end, needs more than the day will; Erlang A, in which people leave as they
did, is reckoned where enough have left to know how long they wait. Times are seconds; half hours are the site's.
"""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.estimate import ENOUGH_LEFT
from frontdesk.domain.explain import local
from frontdesk.domain.staffing import counters_for, impatient, patient
from frontdesk.domain.visit import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, time

    from frontdesk.domain.records import VisitRecord
    from frontdesk.domain.staffing import Expected

HALF_HOUR_S = 1800


class Needed(NamedTuple):
    """So many counters, and what is to be expected of them: the share within the target, the mean wait, who leaves."""

    counters: int
    within: float
    wait_s: float | None
    leaves: float

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in self._asdict().items()}


@dataclass(frozen=True)
class HalfHour:
    """A half hour from a clock time on: what comes, what it needs, and how many counters were at work on average.

    ``impatient`` is None where too few have left, both are None where no number of counters would be enough.
    """

    begins: str
    arrivals: float
    handling_s: float
    load: float
    patient: Needed | None
    impatient: Needed | None
    at_work: float

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            "from": self.begins,
            "arrivals": round(self.arrivals, 4),
            "handling_s": round(self.handling_s, 4),
            "load_erlangs": round(self.load, 4),
            "erlang_c": None if self.patient is None else self.patient.as_data(),
            "erlang_a": None if self.impatient is None else self.impatient.as_data(),
            "at_work": round(self.at_work, 4),
        }


@dataclass(frozen=True)
class Staffing:
    """The half hours of a day, made from ``days``; none where there is no history. ``patience_s`` as far as known."""

    day: str
    days: tuple[str, ...]
    target_s: int
    goal: float
    left: int
    patience_s: float | None
    half_hours: tuple[HalfHour, ...]

    def as_data(self) -> dict[str, Any]:
        """The document for programs."""
        return {
            "day": self.day,
            "history": list(self.days),
            "target_s": self.target_s,
            "goal": self.goal,
            "left": self.left,
            "patience_s": None if self.patience_s is None else round(self.patience_s, 4),
            "half_hours": [one.as_data() for one in self.half_hours],
        }


class Clock(NamedTuple):
    """The site's clock: its zone, and the hour at which its business day begins."""

    zone: str
    cutoff: time

    def half_hour(self, at: int) -> int:
        """The place of an instant's half hour in the business day, from 0."""
        moment = local(at, self.zone)
        minutes = moment.hour * 60 + moment.minute - self.cutoff.hour * 60 - self.cutoff.minute
        return minutes % (24 * 60) // 30

    def begins(self, half_hour: int) -> str:
        """When a half hour begins, as a clock time."""
        minutes = (self.cutoff.hour * 60 + self.cutoff.minute + half_hour * 30) % (24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"


def staffing(
    day: date, past: Mapping[str, Iterable[VisitRecord]], clock: Clock, target_s: int, goal: float
) -> Staffing:
    """What a day needs after the visits that arrived on each of these days, by day."""
    seen = _Seen(past, clock)
    patience_s = seen.waited_s / seen.left if seen.left >= ENOUGH_LEFT else None
    busy = sorted(seen.arrivals)
    half_hours = (
        tuple(
            _half_hour(seen, half_hour, clock, target_s, goal, patience_s) for half_hour in range(busy[0], busy[-1] + 1)
        )
        if busy
        else ()
    )
    return Staffing(day.isoformat(), tuple(past), target_s, goal, seen.left, patience_s, half_hours)


def _half_hour(
    seen: _Seen, half_hour: int, clock: Clock, target_s: int, goal: float, patience_s: float | None
) -> HalfHour:
    arrivals, handling_s = seen.arrivals[half_hour] / seen.days, seen.mean_handling_s(half_hour)
    load = arrivals * handling_s / HALF_HOUR_S
    return HalfHour(
        begins=clock.begins(half_hour),
        arrivals=arrivals,
        handling_s=handling_s,
        load=load,
        patient=_needed(lambda n: patient(n, load, handling_s, target_s), goal),
        impatient=None
        if patience_s is None
        else _needed(lambda n: impatient(n, load, handling_s, target_s, patience_s), goal),
        at_work=seen.at_work[half_hour] / seen.days,
    )


def _needed(expected: Callable[[int], Expected], goal: float) -> Needed | None:
    counters = counters_for(lambda n: expected(n).within >= goal)
    if counters is None:
        return None
    found = expected(counters)
    return Needed(counters, found.within, found.wait_s, found.leaves)


class _Seen:
    """What came in each half hour of all the days together."""

    def __init__(self, past: Mapping[str, Iterable[VisitRecord]], clock: Clock) -> None:
        self.days = len(past)
        self.arrivals: Tally[int] = Tally()
        self.at_work: Tally[int] = Tally()
        self.left = self.waited_s = 0
        self._handled_s: Tally[int] = Tally()
        self._handled: Tally[int] = Tally()
        for visits in past.values():
            self._take([one for one in visits if one.outcome != Outcome.REMOVED], clock)

    def mean_handling_s(self, half_hour: int) -> float:
        """Mean time at a counter, the walk included, of those who came in a half hour; else of all."""
        served = self._handled[half_hour]
        if served:
            return self._handled_s[half_hour] / served
        return self._handled_s.total() / self._handled.total() if self._handled else 0.0

    def _take(self, visits: Sequence[VisitRecord], clock: Clock) -> None:
        at_work: set[tuple[int, str]] = set()
        for visit in visits:
            half_hour = clock.half_hour(visit.arrived_at)
            self.arrivals[half_hour] += 1
            self.left += visit.outcome == Outcome.LEFT
            self.waited_s += visit.waiting_s
            if visit.outcome == Outcome.SERVED:
                self._handled[half_hour] += 1
                self._handled_s[half_hour] += visit.called_s + visit.serving_s
            if visit.called_at is not None and visit.counter is not None:
                first, last = clock.half_hour(visit.called_at), clock.half_hour(visit.ended_at or visit.called_at)
                at_work |= {(place, visit.counter) for place in range(first, max(first, last) + 1)}
        self.at_work.update(half_hour for half_hour, _ in at_work)
