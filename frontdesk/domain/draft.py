"""The next day while it is being made: one copy for many events, then a value again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.counter import Counter, CounterState
from frontdesk.domain.day_state import Step
from frontdesk.domain.experience import Learning
from frontdesk.domain.frozen import changed
from frontdesk.domain.visit import Leg, Outcome, State, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.day_state import DayState
    from frontdesk.domain.experience import Experience


class Draft:
    """The next day while it is being made: one copy for many events, then a value again."""

    def __init__(self, day: DayState) -> None:
        self.base = day
        self.seq = day.seq
        self.at = day.at
        self.visits = dict(day.visits)
        self.live = dict(day.live)
        self.counters = dict(day.counters)
        self.touched = dict(day.touched)
        self.last_about = dict(day.last_about)
        self.last_steps = dict(day.last_steps)
        self.numbers = day.numbers
        self.credits = day.credits
        self._learning: Learning | None = None
        self.calls_since_preferent = day.calls_since_preferent
        self.changed: dict[str, Any] = {}
        self.touching: dict[str, None] = {}

    def become(self) -> dict[str, Any]:
        """What the fields of the day have become, those that may have changed."""
        return {
            "seq": self.seq,
            "at": self.at,
            "visits": self.visits,
            "live": self.live,
            "counters": self.counters,
            "touched": self.touched,
            "last_steps": self.last_steps,
            "last_about": self.last_about,
            "numbers": self.numbers,
            "credits": self.credits,
            "experience": self.base.experience if self._learning is None else self._learning.experience(),
            "calls_since_preferent": self.calls_since_preferent,
            **self.changed,
        }

    def take(self, record: ev.Recorded, apply: Callable[[Draft, ev.Recorded, Any], None]) -> None:
        """One more event, and what it does."""
        self.touching = {}
        apply(self, record, record.event)
        self._note_step(record)
        self.seq = record.seq
        self.at = record.at

    def skip(self, record: ev.Recorded) -> None:
        """Pass over an undone event: its number has been given out all the same."""
        if isinstance(record.event, ev.CheckedIn):
            self.give_number(record.event.number)
        self.seq = record.seq
        self.at = record.at

    def _note_step(self, record: ev.Recorded) -> None:
        kind = type(record.event)
        if kind in _NO_STEP:
            return
        name = record.event.step if isinstance(record.event, ev.MatterStepTaken) else kind.kind
        step = Step(record.first, record.seq, name, () if kind in _ASIDE else tuple(self.touching))
        if record.seq != record.first:
            step = self._joined(step, record.counter)
        for entity in step.entities:
            self.touched[entity] = step
        for visit in (*step.entities, *_spoken_of(record.event)):
            if visit in self.visits:
                self.last_about[visit] = step
        if record.counter is not None:
            self.last_steps[record.counter] = step

    def _joined(self, step: Step, counter: str | None) -> Step:
        """The step together with the earlier events of the same command."""
        if counter is not None:
            before = self.last_steps.get(counter)
        else:
            before = next((self.touched[entity] for entity in step.entities if entity in self.touched), None)
        if before is None or before.first != step.first:
            return step
        return step._replace(kind=before.kind, entities=tuple(dict.fromkeys((*before.entities, *step.entities))))

    @property
    def learning(self) -> Learning:
        """The experience as it grows; few events add to it, so it is taken up by the first that does."""
        if self._learning is None:
            self._learning = Learning(self.base.experience)
        return self._learning

    def go_on_with(self, experience: Experience) -> None:
        """Begin with what the day before has left."""
        self._learning = Learning(experience)

    # What follows changes one thing each; what events do is written in these words.

    def visit(self, visit_id: str, at: int) -> Visit:
        """A visit that is here, as it stands at an instant."""
        return self.live[visit_id].settled(at)

    def put(self, visit: Visit) -> None:
        """The visit is now so."""
        self.touching[visit.id] = None
        self.visits[visit.id] = visit
        if visit.state is State.ENDED:
            self.live.pop(visit.id, None)
        else:
            self.live[visit.id] = visit

    def standing(self, name: str) -> Any:
        """What stands of a kind: notices, emergencies, acknowledged alerts by their ids; visits that have a promise."""
        return self.changed[name] if name in self.changed else getattr(self.base, name)

    def counter(self, counter: str) -> Counter:
        """A counter as it stands."""
        return self.counters.get(counter) or Counter(counter)

    def put_counter(self, counter: Counter) -> None:
        """The counter is now so."""
        self.touching[f"counter/{counter.id}"] = None
        self.counters[counter.id] = counter

    def seat(self, counter: str, visit: str) -> None:
        """The visit stands at the counter."""
        self.put_counter(changed(self.counter(counter), {"visit": visit}))

    def free(self, visit: Visit, at: int) -> None:
        """Take a visit from the counter at which it stands; a pause asked for after it begins now."""
        if visit.counter is None:
            return
        counter = self.counter(visit.counter)
        if counter.visit != visit.id:
            return
        counter = changed(counter, {"visit": None, "free_since": at})
        if counter.pause_after and counter.state is CounterState.OPEN:
            counter = counter._replace(state=CounterState.PAUSED, since=at, pause_after=False)
        self.put_counter(counter)

    def pass_to(self, visit: Visit, counter: str, staff: str, at: int) -> None:
        """Somebody else goes on; the clocks are read at that instant, so that no earlier end can hide it."""
        leg = visit.leg_until(at, counter=counter, staff=staff)
        interrupted_at = None if visit.interrupted_at is None else at
        self.put(visit.moved(visit.state, at, leg, counter=counter, staff=staff, interrupted_at=interrupted_at))

    def give_number(self, number: str) -> None:
        """The number has been given out."""
        letter = number.rstrip("0123456789")
        running = int(number[len(letter) :])
        if running > self.numbers.get(letter, 0):
            self.numbers = {**self.numbers, letter: running}

    def end(self, visit: Visit, outcome: Outcome, at: int, reason: str | None) -> None:
        """The visit ends; errands that were not reached stay written down, for a no-show who comes back."""
        self.free(visit, at)
        self.put(
            visit.moved(
                State.ENDED,
                at,
                visit.leg_until(at, ended_at=at),
                phases=visit.phases_until(at),
                outcome=outcome,
                ended_at=at,
                reason=reason,
                counter=None,
            )
        )

    def queue_again(self, visit: Visit, at: int) -> None:
        """Back to waiting, in the same leg."""
        self.free(visit, at)
        self.put(visit.moved(State.WAITING, at, phases=visit.phases_until(at), counter=None, calls=0))

    def next_leg(self, visit: Visit, leg: Leg, at: int, state: State = State.WAITING, **changes: Any) -> None:
        """The present leg ends and the next one begins, by waiting unless another state is named."""
        if state is State.WAITING:
            changes |= {"counter": None, "calls": 0}
        visit = visit.moved(state, at, visit.leg_until(at, ended_at=at), phases=visit.phases_until(at), **changes)
        self.put(visit._replace(legs=(*visit.legs, leg)))


def _spoken_of(event: ev.Event) -> tuple[str, ...]:
    """The visit of an event that may leave it as it is: a note, an answer, a complaint."""
    visit = event.visit if isinstance(event, (ev.VisitEvent, ev.MatterStepTaken)) else None
    return () if visit is None else (visit,)


_NO_STEP = frozenset(
    (ev.DayOpened, ev.CarriedOver, ev.DayClosed, ev.DayReopened, ev.Undone, ev.PulseTaken, ev.PulsesGathered)
)
"""What the day does by itself, what an undo does, and what nobody can be asked about, is no step to be undone."""

_ASIDE = frozenset((ev.NoteAdded, ev.Rated, ev.ExtraStepTaken))
"""What stands beside the course of a visit keeps nobody from undoing an earlier step."""
