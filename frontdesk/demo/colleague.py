"""What somebody at a counter does next: read from the day as it stands, so that anybody may step in between.

Pure: a day and an instant in, a command and its instant out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain.day import CounterState
from frontdesk.domain.discipline import next_for
from frontdesk.domain.visit import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.demo.morning import Person
    from frontdesk.domain.day import Counter, Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit

RECALL_AFTER_S = 40
NO_SHOW_AFTER_S = 75
LOOKS_UP_AFTER_S = 3
"""How long it takes to see that somebody has come in while nobody was waiting."""


class Act(NamedTuple):
    """Something that will be done at an instant (UTC seconds)."""

    at: int
    command: do.Command


@dataclass(frozen=True)
class Break:
    """Time away from the counter (UTC seconds); it begins when the counter is free."""

    begins: int
    ends: int


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at a counter by themselves. ``person_of`` tells what a visit's person is like."""

    staff: str
    counter: str
    comes_at: int
    person_of: Callable[[str], Person]
    breaks: tuple[Break, ...] = ()

    def next_act(self, day: Day, now: int, policy: Policy) -> Act | None:
        """What they do next; None while there is nothing to do until something else happens."""
        counter = day.counter(self.counter)
        if counter.state is CounterState.CLOSED:
            if now > self.comes_at + 60:
                return None  # somebody has closed it: it stays closed
            return self._act(max(now, self.comes_at), do.OpenCounter())
        if counter.staff != self.staff:
            return None  # somebody has taken it over
        if counter.visit is not None:
            return self._with(day.live[counter.visit], now)
        return self._alone(day, counter, now, policy)

    def _alone(self, day: Day, counter: Counter, now: int, policy: Policy) -> Act | None:
        away = next((one for one in self.breaks if one.begins <= now < one.ends), None)
        if counter.state is CounterState.PAUSED:
            ends = [one.ends for one in self.breaks if one.begins <= counter.since + 1 and one.ends > counter.since]
            return self._act(max(now, ends[0]), do.ResumeCounter()) if ends else None
        if away is not None:
            return self._act(now, do.PauseCounter())
        following = next_for(day, policy, now, counter)
        if following is None:
            return None
        visit = following.visit
        ready = counter.free_since + self.person_of(visit.id).rest_s
        return self._act(max(now, ready, visit.since + LOOKS_UP_AFTER_S), do.CallNext())

    def _with(self, visit: Visit, now: int) -> Act | None:
        person = self.person_of(visit.id)
        if visit.state is State.CALLED:
            return self._called(visit, person, now)
        if visit.interrupted_at is not None:
            return self._act(max(now, visit.interrupted_at + 60), do.Resume())
        return self._serving(visit, person, now)

    def _called(self, visit: Visit, person: Person, now: int) -> Act:
        if person.walk_s is not None or visit.returned:
            return self._act(max(now, visit.since + (person.walk_s or 15)), do.Start())
        if visit.calls == 1:
            return self._act(max(now, visit.since + RECALL_AFTER_S), do.Recall())
        return self._act(max(now, visit.since + NO_SHOW_AFTER_S), do.MarkNoShow())

    def _serving(self, visit: Visit, person: Person, now: int) -> Act:
        lengths = person.phases[min(len(visit.legs), len(person.phases)) - 1]
        began = visit.leg.started_at or visit.since
        # Time on hold does not count: whoever was set aside goes on where they were.
        began = max(began, visit.since - visit.leg.serving_s) if visit.leg.held_s else began
        spans = [span for span in visit.phases if span.leg == len(visit.legs)]
        if person.marked and 0 < len(spans) < len(lengths):
            return self._act(max(now, began + sum(lengths[: len(spans)])), do.MarkPhase())
        return self._act(max(now, began + sum(lengths)), do.Finish())

    def _act(self, at: int, command: do.Command) -> Act:
        return Act(at, replace(command, actor=self.staff, counter=self.counter))
