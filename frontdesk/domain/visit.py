"""A visit as a frozen value, and the clock that puts every second of it into exactly one state.

Instants are whole seconds, UTC; lengths are whole seconds. The values are named tuples because the fold makes a new one
for every event: replacing two fields of a named tuple is ten times cheaper than of a frozen dataclass, and the type
checker still knows the fields.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from frontdesk.domain.frozen import changed
from frontdesk.domain.standards import Promise

BEST_SCORE = 5
"""The best answer of a customer, or of whoever ends a shift; the worst is 1."""


class State(StrEnum):
    """Where a visit is; every second of it belongs to exactly one state."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    ENDED = "ended"


class Outcome(StrEnum):
    """How a visit ended."""

    SERVED = "served"
    NO_SHOW = "no_show"
    LEFT = "left"
    REMOVED = "removed"
    UNFINISHED = "unfinished"


class Leg(NamedTuple):
    """One stretch of a visit with one service, with its own promise and its own times.

    ``queued_at`` starts the promise; ``order_from`` is the instant from which the order counts: the first arrival
    after a transfer, the scheduled time of an appointment, later by the time away for a no-show who came back.
    ``to_counter`` is the counter that the leg was transferred to. ``called_at`` is the first call.
    """

    service: str
    queued_at: int
    order_from: int
    promise: Promise
    to_counter: str | None = None
    counter: str | None = None
    staff: str | None = None
    called_at: int | None = None
    started_at: int | None = None
    ended_at: int | None = None
    waiting_s: int = 0
    called_s: int = 0
    serving_s: int = 0
    held_s: int = 0
    interrupted_s: int = 0

    @property
    def due_at(self) -> int:
        """When the promise runs out: start of waiting + the promised wait."""
        return self.queued_at + self.promise.wait_s

    @property
    def order_at(self) -> int:
        """What the order by due time sorts by: start of the order + the allowance."""
        return self.order_from + self.promise.allowance_s

    @property
    def handling_s(self) -> int:
        """Time in serving, less interruptions."""
        return self.serving_s - self.interrupted_s


class PhaseSpan(NamedTuple):
    """A phase of attention of one leg; ``seconds`` is None while it runs.

    ``marked`` tells a phase that the person at the counter began from the first one, which begins by itself.
    """

    leg: int
    phase: str
    began_at: int
    seconds: int | None = None
    marked: bool = True


class Visit(NamedTuple):
    """One customer's (or party's) presence, from check-in until it ends.

    ``serial`` is the place in the order of check-ins; ``name``, ``reason`` and ``notes`` are references to rows apart.
    ``passed`` is how many were ahead of it when it was called out of turn, ``out_of_turn`` the reason given. ``ahead``
    and ``counter_free`` are what its estimate was made from at check-in: see ``estimate``. ``rating``, its factor and
    ``would_return`` are the customer's last answer, ``extra_steps`` how often more was done for them than was owed.
    """

    id: str
    number: str
    serial: int
    segment: str
    urgency: str
    arrived_at: int
    arrived_day: str
    legs: tuple[Leg, ...]
    preference: str | None = None
    party: int = 1
    name: str | None = None
    customer: str | None = None
    appointment: int | None = None
    state: State = State.WAITING
    since: int = 0
    pending: tuple[str, ...] = ()
    counter: str | None = None
    staff: str | None = None
    calls: int = 0
    passed: int = 0
    out_of_turn: str | None = None
    hold_until: int | None = None
    interrupted_at: int | None = None
    phases: tuple[PhaseSpan, ...] = ()
    ended_at: int | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()
    rating: int | None = None
    rating_factor: str | None = None
    would_return: bool | None = None
    extra_steps: int = 0
    returned: int = 0
    estimate_p10_s: int | None = None
    estimate_p50_s: int | None = None
    estimate_p90_s: int | None = None
    estimate_base_s: int | None = None
    ahead: int | None = None
    counter_free: bool = False

    @property
    def leg(self) -> Leg:
        """The leg that the visit is in."""
        return self.legs[-1]

    @property
    def service(self) -> str:
        """The service of the present leg."""
        return self.legs[-1].service

    @property
    def target_s(self) -> int:
        """The promised wait against which the whole visit is judged: the first leg's, in seconds."""
        return self.legs[0].promise.wait_s

    @property
    def waiting_s(self) -> int:
        """Wait so far, up to the last change of state."""
        return sum(leg.waiting_s for leg in self.legs)

    @property
    def called_s(self) -> int:
        """Walk so far, up to the last change of state."""
        return sum(leg.called_s for leg in self.legs)

    @property
    def serving_s(self) -> int:
        """Time in serving so far, interruptions included, up to the last change of state."""
        return sum(leg.serving_s for leg in self.legs)

    @property
    def held_s(self) -> int:
        """Time on hold so far, up to the last change of state."""
        return sum(leg.held_s for leg in self.legs)

    @property
    def interrupted_s(self) -> int:
        """Interruptions so far; part of the time in serving."""
        return sum(leg.interrupted_s for leg in self.legs)

    @property
    def called_at(self) -> int | None:
        """The first call of the visit."""
        return next((leg.called_at for leg in self.legs if leg.called_at is not None), None)

    @property
    def started_at(self) -> int | None:
        """The first human contact of the visit."""
        return next((leg.started_at for leg in self.legs if leg.started_at is not None), None)

    @property
    def phase(self) -> str | None:
        """The phase of attention that is running."""
        return self.phases[-1].phase if self.phases and self.phases[-1].seconds is None else None

    def settled(self, now: int) -> Visit:
        """The visit as it stands at an instant: a hold that is over has become waiting at its end."""
        if self.state is State.HELD and self.hold_until is not None and self.hold_until <= now:
            return self.moved(State.WAITING, self.hold_until)
        return self

    def leg_until(self, at: int, **changes: Any) -> Leg:
        """The present leg with the time since the last change given to the state of the visit, and other changes."""
        leg = self.legs[-1]
        elapsed = at - self.since
        if self.state is State.WAITING:
            changes["waiting_s"] = leg.waiting_s + elapsed
        elif self.state is State.SERVING:
            changes["serving_s"] = leg.serving_s + elapsed
            if self.interrupted_at is not None:
                changes["interrupted_s"] = leg.interrupted_s + at - self.interrupted_at
        elif self.state is State.CALLED:
            changes["called_s"] = leg.called_s + elapsed
        elif self.state is State.HELD:
            changes["held_s"] = leg.held_s + elapsed
        return changed(leg, changes)

    def moved(self, state: State, at: int, leg: Leg | None = None, **changes: Any) -> Visit:
        """The visit in another state from ``at`` on; the time since the last change goes to the one that it leaves.

        ``leg`` is the present leg as it then is, when more of it changes than its time.
        """
        changes["legs"] = (*self.legs[:-1], self.leg_until(at) if leg is None else leg)
        changes["state"] = state
        changes["since"] = at
        changes.setdefault("hold_until", None)
        changes.setdefault("interrupted_at", None)
        return changed(self, changes)

    def seconds_in(self, state: State, now: int) -> int:
        """Whole seconds spent in a state (not ``ended``) up to ``now``."""
        visit = self.settled(now)
        past = {
            State.WAITING: visit.waiting_s,
            State.CALLED: visit.called_s,
            State.SERVING: visit.serving_s,
            State.HELD: visit.held_s,
        }
        return past[state] + (now - visit.since if visit.state is state else 0)

    def waited_s(self, now: int) -> int:
        """The wait up to ``now``."""
        visit = self.settled(now)
        return visit.waiting_s + (now - visit.since if visit.state is State.WAITING else 0)

    def handled_s(self, now: int) -> int:
        """Handling of the present leg up to ``now``: its time in serving, less interruptions."""
        leg = self.leg
        if self.state is not State.SERVING:
            return leg.handling_s
        until = now if self.interrupted_at is None else self.interrupted_at
        return leg.handling_s + until - self.since

    def phases_until(self, at: int) -> tuple[PhaseSpan, ...]:
        """The phases with the running one ended at ``at``.

        The first phase begins by itself; while nothing was marked after it, its length is not known: it is not kept.
        """
        if not self.phases or self.phases[-1].seconds is not None:
            return self.phases
        last = self.phases[-1]
        if not last.marked:
            return self.phases[:-1]
        return (*self.phases[:-1], last._replace(seconds=at - last.began_at))


def visit_as_data(visit: Visit) -> dict[str, Any]:
    """A visit as plain data for an event, without what has its default."""
    data = {
        name: value
        for name, value in visit._asdict().items()
        if name not in Visit._field_defaults or value != Visit._field_defaults[name]
    }
    data["legs"] = [leg._asdict() | {"promise": leg.promise._asdict()} for leg in visit.legs]
    if visit.phases:
        data["phases"] = [span._asdict() for span in visit.phases]
    return data


def visit_from_data(data: dict[str, Any]) -> Visit:
    """The visit that ``visit_as_data`` wrote."""
    values = dict(data)
    values["legs"] = tuple(Leg(**(leg | {"promise": Promise(**leg["promise"])})) for leg in data["legs"])
    values["phases"] = tuple(PhaseSpan(**span) for span in data.get("phases", ()))
    for name in ("pending", "notes"):
        values[name] = tuple(data.get(name, ()))
    if "state" in data:
        values["state"] = State(data["state"])
    if data.get("outcome") is not None:
        values["outcome"] = Outcome(data["outcome"])
    return Visit(**values)
