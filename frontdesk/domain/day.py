"""A business day as the fold of its events: who is where, which counters are open, which numbers were given.

``Day.apply`` is the only way that a day changes. A ``Day`` is a value: the next one shares all but what changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain import events as ev
from frontdesk.domain.frozen import changed
from frontdesk.domain.visit import Leg, Outcome, PhaseSpan, State, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class CounterState(StrEnum):
    """What a counter does."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Counter(NamedTuple):
    """A counter today: its person, the visit that stands at it, what it takes (None: all).

    ``since`` is the last change of state, ``free_since`` when it last became free; both UTC seconds. ``served`` counts
    the legs finished at it, ``quick`` the questions answered without a number.
    """

    id: str
    state: CounterState = CounterState.CLOSED
    staff: str | None = None
    since: int = 0
    free_since: int = 0
    visit: str | None = None
    pause_after: bool = False
    pause_reason: str | None = None
    services: frozenset[str] | None = None
    segments: frozenset[str] | None = None
    served: int = 0
    handled_s: int = 0
    quick: int = 0

    def takes(self, visit: Visit) -> bool:
        """Whether the counter takes such visits: service and segment are among its own."""
        return (self.services is None or visit.service in self.services) and (
            self.segments is None or visit.segment in self.segments
        )


class Step(NamedTuple):
    """A command that was carried out: its events ``first`` to ``last``, the kind of the first, what they touched."""

    first: int
    last: int
    kind: str
    entities: tuple[str, ...]


@dataclass(frozen=True)
class Day:
    """A business day at a site after ``seq`` events, the last of them at ``at`` (UTC seconds).

    ``visits`` holds every visit of the day by id in the order of check-in, ``live`` those that have not ended.
    ``numbers`` is the last running number given out for each letter; ``kept_numbers`` those of visits carried in.
    ``touched`` maps each visit and counter to the last step that touched it, ``last_steps`` each counter to the last
    step made from it. ``handled`` are the number and the seconds of all legs finished, for the estimate. ``reckoned``
    is no part of the value: what was made out about this very day, so that it need not be made out twice.
    """

    day: str
    seq: int = 0
    at: int = 0
    opened: bool = False
    closed: bool = False
    closed_by_hand: bool = False
    previous_seal: str | None = None
    visits: Mapping[str, Visit] = field(default_factory=dict)
    live: Mapping[str, Visit] = field(default_factory=dict)
    counters: Mapping[str, Counter] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    kept_numbers: frozenset[str] = frozenset()
    intake_stopped: frozenset[str] = frozenset()
    calls_since_preferent: int = 0
    handled: tuple[int, int] = (0, 0)
    touched: Mapping[str, Step] = field(default_factory=dict)
    last_steps: Mapping[str, Step] = field(default_factory=dict)
    reckoned: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def apply(self, record: ev.Recorded) -> Day:
        """The day after one more event. An ``Undone`` needs the whole stream: see ``fold``."""
        return self.apply_all((record,))

    def apply_all(self, records: Iterable[ev.Recorded]) -> Day:
        """The day after some more events, none of them an ``Undone``."""
        draft = _Draft(self)
        for record in records:
            draft.apply(record)
        return draft.day()

    def counter(self, counter: str) -> Counter:
        """A counter as it stands; one that was not opened today is closed."""
        return self.counters.get(counter) or Counter(counter)

    def find(self, reference: str) -> Visit | None:
        """The visit with this id, or with this number; no two of a day have the same one."""
        found = self.visits.get(reference)
        if found is not None:
            return found
        number = reference.upper()
        people = chain(self.live.values(), self.visits.values())  # those who are still here are asked for most
        return next((visit for visit in people if visit.number == number), None)


def fold(day: str, records: Sequence[ev.Recorded]) -> Day:
    """The day that a whole stream tells. What was undone is skipped; numbers given out stay given out."""
    undone = [(one.event.first, one.event.last) for one in records if isinstance(one.event, ev.Undone)]
    draft = _Draft(Day(day))
    if not undone:
        for record in records:
            draft.apply(record)
        return draft.day()
    skipped = {seq for first, last in undone for seq in range(first, last + 1)}
    for record in records:
        if record.seq in skipped:
            draft.skip(record)
        else:
            draft.apply(record)
    return draft.day()


class _Draft:
    """The next day while it is being made: one copy for many events, then a value again."""

    def __init__(self, day: Day) -> None:
        self.base = day
        self.seq = day.seq
        self.at = day.at
        self.visits = dict(day.visits)
        self.live = dict(day.live)
        self.counters = dict(day.counters)
        self.touched = dict(day.touched)
        self.last_steps = dict(day.last_steps)
        self.numbers = day.numbers
        self.handled = day.handled
        self.calls_since_preferent = day.calls_since_preferent
        self.changed: dict[str, Any] = {}
        self.touching: dict[str, None] = {}

    def day(self) -> Day:
        return replace(
            self.base,
            seq=self.seq,
            at=self.at,
            visits=self.visits,
            live=self.live,
            counters=self.counters,
            touched=self.touched,
            last_steps=self.last_steps,
            numbers=self.numbers,
            handled=self.handled,
            calls_since_preferent=self.calls_since_preferent,
            **self.changed,
        )

    def apply(self, record: ev.Recorded) -> None:
        self.touching = {}
        _APPLY[type(record.event)](self, record, record.event)
        self._note_step(record)
        self.seq = record.seq
        self.at = record.at

    def skip(self, record: ev.Recorded) -> None:
        """Pass over an undone event: its number has been given out all the same."""
        if isinstance(record.event, ev.CheckedIn):
            self._give_number(record.event.number)
        self.seq = record.seq
        self.at = record.at

    def _note_step(self, record: ev.Recorded) -> None:
        kind = type(record.event)
        if kind in _NO_STEP:
            return
        step = Step(record.first, record.seq, kind.kind, () if kind in _ASIDE else tuple(self.touching))
        if record.seq != record.first:
            step = self._joined(step, record.counter)
        for entity in step.entities:
            self.touched[entity] = step
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

    # What follows changes one thing each; the handlers below are written in these words.

    def visit(self, visit_id: str, at: int) -> Visit:
        return self.live[visit_id].settled(at)

    def put(self, visit: Visit) -> None:
        self.touching[visit.id] = None
        self.visits[visit.id] = visit
        if visit.state is State.ENDED:
            self.live.pop(visit.id, None)
        else:
            self.live[visit.id] = visit

    def counter(self, counter: str) -> Counter:
        return self.counters.get(counter) or Counter(counter)

    def put_counter(self, counter: Counter) -> None:
        self.touching[f"counter/{counter.id}"] = None
        self.counters[counter.id] = counter

    def seat(self, counter: str, visit: str) -> None:
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

    def _give_number(self, number: str) -> None:
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

    # The handlers, one for each kind of event.

    def day_opened(self, record: ev.Recorded, event: ev.DayOpened) -> None:
        self.changed |= {
            "opened": True,
            "previous_seal": event.previous_seal,
            "intake_stopped": frozenset(event.intake_stopped),
        }
        self.calls_since_preferent = event.calls_since_preferent
        for kept in event.counters:
            self.counters[kept.id] = Counter(
                kept.id,
                state=CounterState(kept.state),
                staff=kept.staff,
                since=kept.since,
                free_since=record.at,
                services=None if kept.services is None else frozenset(kept.services),
                segments=None if kept.segments is None else frozenset(kept.segments),
                pause_after=kept.pause_after,
                pause_reason=kept.pause_reason,
            )

    def carried_over(self, record: ev.Recorded, event: ev.CarriedOver) -> None:
        visit = event.state._replace(serial=record.seq)
        self.put(visit)
        if visit.counter is not None:
            self.seat(visit.counter, visit.id)
        kept = self.changed.get("kept_numbers", self.base.kept_numbers)
        self.changed["kept_numbers"] = kept | {visit.number}

    def day_closed(self, record: ev.Recorded, event: ev.DayClosed) -> None:
        for visit_id in event.unfinished:
            self.end(self.visit(visit_id, record.at), Outcome.UNFINISHED, record.at, None)
        self.changed |= {"closed": True, "closed_by_hand": event.by_hand}
        # What was done before a close stays done, also when the day goes on after it.
        self.touched = {}
        self.last_steps = {}
        if event.by_hand:
            for counter in list(self.counters.values()):
                if counter.visit is None and counter.state is not CounterState.CLOSED:
                    self.counters[counter.id] = counter._replace(
                        state=CounterState.CLOSED, staff=None, since=record.at, pause_after=False, pause_reason=None
                    )

    def day_reopened(self, record: ev.Recorded, event: ev.DayReopened) -> None:
        self.changed |= {"closed": False, "closed_by_hand": False}

    def checked_in(self, record: ev.Recorded, event: ev.CheckedIn) -> None:
        self._give_number(event.number)
        self.put(arrived(event, record.at, serial=record.seq, day=self.base.day))

    def called(self, record: ev.Recorded, event: ev.Called) -> None:
        counter, staff, at = record.counter, record.actor, record.at
        assert counter is not None
        visit = self.visit(event.visit, at)
        self.calls_since_preferent = 0 if visit.preference is not None else self.calls_since_preferent + 1
        first = visit.leg.called_at
        self.put(
            visit.moved(
                State.CALLED,
                at,
                visit.leg_until(at, called_at=at if first is None else first, counter=counter, staff=staff),
                counter=counter,
                staff=staff,
                calls=1,
                out_of_turn=event.reason if event.reason is not None else visit.out_of_turn,
                passed=max(visit.passed, event.passed),
            )
        )
        self.seat(counter, visit.id)

    def recalled(self, record: ev.Recorded, event: ev.Recalled) -> None:
        visit = self.visit(event.visit, record.at)
        self.put(visit._replace(calls=visit.calls + 1))

    def serving_started(self, record: ev.Recorded, event: ev.ServingStarted) -> None:
        staff, at = record.actor, record.at
        visit = self.visit(event.visit, at)
        first = visit.leg.started_at
        leg = visit.leg_until(at, started_at=at if first is None else first, staff=staff)
        phases = visit.phases
        if event.phase is not None:
            phases = (*phases, PhaseSpan(len(visit.legs), event.phase, at, marked=False))
        self.put(visit.moved(State.SERVING, at, leg, staff=staff, phases=phases))

    def phase_began(self, record: ev.Recorded, event: ev.PhaseBegan) -> None:
        visit = self.visit(event.visit, record.at)
        phases = visit.phases
        if phases and phases[-1].seconds is None:
            phases = (*phases[:-1], changed(phases[-1], {"seconds": record.at - phases[-1].began_at}))
        span = PhaseSpan(len(visit.legs), event.phase, record.at)
        self.put(changed(visit, {"phases": (*phases, span)}))

    def finished(self, record: ev.Recorded, event: ev.Finished) -> None:
        at = record.at if event.ended_at is None else event.ended_at
        visit = self.visit(event.visit, record.at)
        handled_s = visit.handled_s(at)
        self.handled = (self.handled[0] + 1, self.handled[1] + handled_s)
        if visit.counter is not None:
            seen = self.counter(visit.counter)
            done = {"served": seen.served + 1, "handled_s": seen.handled_s + handled_s}
            self.put_counter(changed(seen, done))
        if event.next_service is None:
            self.end(visit, Outcome.SERVED, at, event.reason)
        else:
            self._next_errand(visit, event, at)

    def _next_errand(self, visit: Visit, event: ev.Finished, at: int) -> None:
        """The next errand of a visit: at once where it stands, or waiting again."""
        assert event.next_service is not None
        assert event.next_promise is not None
        leg = Leg(
            service=event.next_service,
            queued_at=at,
            order_from=at if event.next_order_from is None else event.next_order_from,
            promise=event.next_promise,
        )
        pending = visit.pending[1:]
        if event.goes_on_here:
            leg = leg._replace(counter=visit.counter, staff=visit.staff, called_at=at, started_at=at)
            self.next_leg(visit, leg, at, State.SERVING, pending=pending)
        else:
            self.free(visit, at)
            self.next_leg(visit, leg, at, pending=pending)

    def did_not_show(self, record: ev.Recorded, event: ev.DidNotShow) -> None:
        self.end(self.visit(event.visit, record.at), Outcome.NO_SHOW, record.at, event.reason)

    def went_away(self, record: ev.Recorded, event: ev.WentAway) -> None:
        self.end(self.visit(event.visit, record.at), Outcome.LEFT, record.at, event.reason)

    def removed(self, record: ev.Recorded, event: ev.Removed) -> None:
        self.end(self.visit(event.visit, record.at), Outcome.REMOVED, record.at, event.reason)

    def left_unfinished(self, record: ev.Recorded, event: ev.LeftUnfinished) -> None:
        self.end(self.visit(event.visit, record.at), Outcome.UNFINISHED, record.at, None)

    def returned(self, record: ev.Recorded, event: ev.Returned) -> None:
        visit = self.visits[event.visit]
        if visit.state is not State.ENDED:
            self.queue_again(visit.settled(record.at), record.at)
            return
        # A no-show who came after all: the time away is hold, and the place is that of the time really waited.
        away = record.at - visit.since
        leg = visit.leg
        leg = leg._replace(held_s=leg.held_s + away, order_from=leg.order_from + away, ended_at=None)
        self.put(
            visit._replace(
                legs=(*visit.legs[:-1], leg),
                state=State.WAITING,
                since=record.at,
                outcome=None,
                ended_at=None,
                reason=None,
                calls=0,
                returned=visit.returned + 1,
            )
        )

    def put_on_hold(self, record: ev.Recorded, event: ev.PutOnHold) -> None:
        at = record.at
        visit = self.visit(event.visit, at)
        self.free(visit, at)
        phases = visit.phases_until(at)
        self.put(visit.moved(State.HELD, at, phases=phases, counter=None, calls=0, hold_until=event.until))

    def transferred(self, record: ev.Recorded, event: ev.Transferred) -> None:
        visit = self.visit(event.visit, record.at)
        self.free(visit, record.at)
        leg = Leg(event.service, record.at, event.order_from, event.promise, to_counter=event.to_counter)
        self.next_leg(visit, leg, record.at)

    def service_added(self, record: ev.Recorded, event: ev.ServiceAdded) -> None:
        visit = self.visit(event.visit, record.at)
        self.put(visit._replace(pending=(*visit.pending, event.service)))

    def reclassified(self, record: ev.Recorded, event: ev.Reclassified) -> None:
        visit = self.visit(event.visit, record.at)
        leg = visit.leg._replace(service=event.service, promise=event.promise)
        self.put(
            visit._replace(
                legs=(*visit.legs[:-1], leg),
                segment=event.segment,
                urgency=event.urgency,
                preference=event.preference,
            )
        )

    def visit_taken_over(self, record: ev.Recorded, event: ev.VisitTakenOver) -> None:
        visit = self.visit(event.visit, record.at)
        self.free(visit, record.at)
        self._passes_to(visit, event.to_counter, record)
        self.seat(event.to_counter, visit.id)

    def _passes_to(self, visit: Visit, counter: str, record: ev.Recorded) -> None:
        """Somebody else goes on; the clocks are read at that instant, so that no earlier end can hide it."""
        leg = visit.leg_until(record.at, counter=counter, staff=record.actor)
        interrupted_at = None if visit.interrupted_at is None else record.at
        self.put(
            visit.moved(visit.state, record.at, leg, counter=counter, staff=record.actor, interrupted_at=interrupted_at)
        )

    def interrupted(self, record: ev.Recorded, event: ev.Interrupted) -> None:
        self.put(self.visit(event.visit, record.at)._replace(interrupted_at=record.at))

    def interruption_ended(self, record: ev.Recorded, event: ev.InterruptionEnded) -> None:
        self.put(self.visit(event.visit, record.at).moved(State.SERVING, record.at))

    def note_added(self, record: ev.Recorded, event: ev.NoteAdded) -> None:
        visit = self.visits.get(event.visit)
        if visit is not None:  # its check-in may have been undone since
            self.put(visit._replace(notes=(*visit.notes, event.note)))

    def rated(self, record: ev.Recorded, event: ev.Rated) -> None:
        visit = self.visits.get(event.visit)
        if visit is not None:
            self.put(visit._replace(rating=event.score, rating_factor=event.factor))

    def quickly_served(self, record: ev.Recorded, event: ev.QuicklyServed) -> None:
        if record.counter is not None:
            seen = self.counter(record.counter)
            self.put_counter(seen._replace(quick=seen.quick + 1))

    def counter_opened(self, record: ev.Recorded, event: ev.CounterOpened) -> None:
        takes = {
            "services": None if event.services is None else frozenset(event.services),
            "segments": None if event.segments is None else frozenset(event.segments),
        }
        assert record.counter is not None
        if self.counter(record.counter).state is not CounterState.CLOSED:
            self._set_counter(record, **takes)  # only what it takes is another; the shift goes on
            return
        self._set_counter(
            record, state=CounterState.OPEN, staff=record.actor, since=record.at, free_since=record.at, **takes
        )

    def counter_paused(self, record: ev.Recorded, event: ev.CounterPaused) -> None:
        if event.after_this:
            self._set_counter(record, pause_after=True, pause_reason=event.reason)
        else:
            self._set_counter(record, state=CounterState.PAUSED, since=record.at, pause_reason=event.reason)

    def counter_resumed(self, record: ev.Recorded, event: ev.CounterResumed) -> None:
        assert record.counter is not None
        if self.counter(record.counter).state is CounterState.PAUSED:
            self._set_counter(record, state=CounterState.OPEN, since=record.at, free_since=record.at)
        self._set_counter(record, pause_after=False, pause_reason=None)

    def counter_closed(self, record: ev.Recorded, event: ev.CounterClosed) -> None:
        self._set_counter(
            record, state=CounterState.CLOSED, staff=None, since=record.at, pause_after=False, pause_reason=None
        )

    def counter_taken_over(self, record: ev.Recorded, event: ev.CounterTakenOver) -> None:
        self._set_counter(record, staff=record.actor)
        counter = self.counter(record.counter or "")
        if counter.visit is not None:
            self._passes_to(self.live[counter.visit], counter.id, record)

    def _set_counter(self, record: ev.Recorded, **changes: Any) -> None:
        assert record.counter is not None
        self.put_counter(self.counter(record.counter)._replace(**changes))

    def intake_stopped(self, record: ev.Recorded, event: ev.IntakeStopped) -> None:
        stopped = self.changed.get("intake_stopped", self.base.intake_stopped)
        self.changed["intake_stopped"] = stopped | {event.service}
        self.touching[f"intake/{event.service}"] = None

    def intake_started(self, record: ev.Recorded, event: ev.IntakeStarted) -> None:
        stopped = self.changed.get("intake_stopped", self.base.intake_stopped)
        self.changed["intake_stopped"] = stopped - {event.service}
        self.touching[f"intake/{event.service}"] = None

    def nothing(self, record: ev.Recorded, event: ev.Event) -> None:
        """An event that leaves the day as it is."""


def arrived(event: ev.CheckedIn, at: int, *, serial: int, day: str) -> Visit:
    """The visit as it begins with its check-in."""
    leg = Leg(
        service=event.services[0],
        queued_at=at,
        order_from=at if event.order_from is None else event.order_from,
        promise=event.promise,
    )
    return Visit(
        id=event.visit,
        number=event.number,
        serial=serial,
        segment=event.segment,
        urgency=event.urgency,
        arrived_at=at,
        arrived_day=day,
        legs=(leg,),
        preference=event.preference,
        party=event.party,
        name=event.name,
        customer=event.customer,
        appointment=event.appointment,
        since=at,
        pending=event.services[1:],
        estimate_p50_s=event.estimate_p50_s,
        estimate_p90_s=event.estimate_p90_s,
    )


_NO_STEP = frozenset((ev.DayOpened, ev.CarriedOver, ev.DayClosed, ev.DayReopened, ev.Undone))
"""What the day does by itself, and what an undo does, is no step that could be undone."""

_ASIDE = frozenset((ev.NoteAdded, ev.Rated))
"""What stands beside the course of a visit keeps nobody from undoing an earlier step."""

_APPLY: dict[type[ev.Event], Callable[[_Draft, ev.Recorded, Any], None]] = {
    ev.DayOpened: _Draft.day_opened,
    ev.CarriedOver: _Draft.carried_over,
    ev.DayClosed: _Draft.day_closed,
    ev.DayReopened: _Draft.day_reopened,
    ev.CheckedIn: _Draft.checked_in,
    ev.Called: _Draft.called,
    ev.Recalled: _Draft.recalled,
    ev.ServingStarted: _Draft.serving_started,
    ev.PhaseBegan: _Draft.phase_began,
    ev.Finished: _Draft.finished,
    ev.DidNotShow: _Draft.did_not_show,
    ev.WentAway: _Draft.went_away,
    ev.Removed: _Draft.removed,
    ev.LeftUnfinished: _Draft.left_unfinished,
    ev.Returned: _Draft.returned,
    ev.PutOnHold: _Draft.put_on_hold,
    ev.Transferred: _Draft.transferred,
    ev.ServiceAdded: _Draft.service_added,
    ev.Reclassified: _Draft.reclassified,
    ev.VisitTakenOver: _Draft.visit_taken_over,
    ev.Interrupted: _Draft.interrupted,
    ev.InterruptionEnded: _Draft.interruption_ended,
    ev.NoteAdded: _Draft.note_added,
    ev.Rated: _Draft.rated,
    ev.QuicklyServed: _Draft.quickly_served,
    ev.CounterOpened: _Draft.counter_opened,
    ev.CounterPaused: _Draft.counter_paused,
    ev.CounterResumed: _Draft.counter_resumed,
    ev.CounterClosed: _Draft.counter_closed,
    ev.CounterTakenOver: _Draft.counter_taken_over,
    ev.IntakeStopped: _Draft.intake_stopped,
    ev.IntakeStarted: _Draft.intake_started,
    ev.Undone: _Draft.nothing,
}
