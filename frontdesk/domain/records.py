"""A visit, its legs and its phases as flat records: what history keeps of them and what every report is made from.

Instants are whole seconds, UTC; lengths are whole seconds; days are ISO dates of the business day.
"""

from __future__ import annotations

from typing import NamedTuple

from frontdesk.domain.visit import State, Visit


class VisitRecord(NamedTuple):
    """One visit. ``service`` and ``target_s`` are the first leg's, against which the whole visit is judged.

    While the visit is open, ``outcome`` and ``ended_at`` are None, the lengths run up to ``since``, and the time after
    it belongs to ``state`` (until ``hold_until``, where that is set: from then on to waiting).
    """

    id: str
    number: str
    arrived_day: str
    ended_day: str | None
    arrived_at: int
    called_at: int | None
    started_at: int | None
    ended_at: int | None
    outcome: str | None
    state: str
    since: int
    hold_until: int | None
    interrupted_at: int | None
    segment: str
    urgency: str
    preference: str | None
    service: str
    counter: str | None
    staff: str | None
    party: int
    name: str | None
    customer: str | None
    appointment: int | None
    target_s: int
    goal: float
    legal: bool
    waiting_s: int
    called_s: int
    serving_s: int
    held_s: int
    interrupted_s: int
    legs: int
    calls: int
    passed: int
    out_of_turn: str | None
    reason: str | None
    rating: int | None
    rating_factor: str | None
    returned: int
    estimate_p50_s: int | None
    estimate_p90_s: int | None
    would_return: bool | None
    extra_steps: int


class LegRecord(NamedTuple):
    """One leg of a visit, judged by its own promise; ``leg`` counts from 1."""

    visit: str
    leg: int
    service: str
    queued_at: int
    due_at: int
    target_s: int
    goal: float
    counter: str | None
    staff: str | None
    called_at: int | None
    started_at: int | None
    ended_at: int | None
    waiting_s: int
    called_s: int
    serving_s: int
    held_s: int
    interrupted_s: int


class PhaseRecord(NamedTuple):
    """A phase of attention that was marked; ``place`` counts the phases of the visit from 1, ``seconds`` is its length.

    ``seconds`` is None while the phase runs.
    """

    visit: str
    place: int
    leg: int
    phase: str
    began_at: int
    seconds: int | None


class Records(NamedTuple):
    """Everything that history keeps of some visits."""

    visits: tuple[VisitRecord, ...]
    legs: tuple[LegRecord, ...]
    phases: tuple[PhaseRecord, ...]


def records_of(visit: Visit, day: str) -> Records:
    """The records of a visit as it stands on a business day (on which it ended, if it has)."""
    first, last = visit.legs[0], visit.legs[-1]
    ended = visit.state is State.ENDED
    record = VisitRecord(
        id=visit.id,
        number=visit.number,
        arrived_day=visit.arrived_day,
        ended_day=day if ended else None,
        arrived_at=visit.arrived_at,
        called_at=visit.called_at,
        started_at=visit.started_at,
        ended_at=visit.ended_at,
        outcome=visit.outcome,
        state=visit.state,
        since=visit.since,
        hold_until=visit.hold_until,
        interrupted_at=visit.interrupted_at,
        segment=visit.segment,
        urgency=visit.urgency,
        preference=visit.preference,
        service=first.service,
        counter=last.counter,
        staff=last.staff,
        party=visit.party,
        name=visit.name,
        customer=visit.customer,
        appointment=visit.appointment,
        target_s=first.promise.wait_s,
        goal=first.promise.goal,
        legal=first.promise.legal,
        waiting_s=visit.waiting_s,
        called_s=visit.called_s,
        serving_s=visit.serving_s,
        held_s=visit.held_s,
        interrupted_s=visit.interrupted_s,
        legs=len(visit.legs),
        calls=visit.calls,
        passed=visit.passed,
        out_of_turn=visit.out_of_turn,
        reason=visit.reason,
        rating=visit.rating,
        rating_factor=visit.rating_factor,
        returned=visit.returned,
        estimate_p50_s=visit.estimate_p50_s,
        estimate_p90_s=visit.estimate_p90_s,
        would_return=visit.would_return,
        extra_steps=visit.extra_steps,
    )
    legs = tuple(
        LegRecord(
            visit=visit.id,
            leg=place,
            service=leg.service,
            queued_at=leg.queued_at,
            due_at=leg.due_at,
            target_s=leg.promise.wait_s,
            goal=leg.promise.goal,
            counter=leg.counter,
            staff=leg.staff,
            called_at=leg.called_at,
            started_at=leg.started_at,
            ended_at=leg.ended_at,
            waiting_s=leg.waiting_s,
            called_s=leg.called_s,
            serving_s=leg.serving_s,
            held_s=leg.held_s,
            interrupted_s=leg.interrupted_s,
        )
        for place, leg in enumerate(visit.legs, 1)
    )
    phases = tuple(
        PhaseRecord(visit.id, place, span.leg, span.phase, span.began_at, span.seconds)
        for place, span in enumerate(visit.phases, 1)
    )
    return Records((record,), legs, phases)
