"""What the events of visits do to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.experience import AT_ONCE_S
from frontdesk.domain.frozen import changed
from frontdesk.domain.visit import Leg, Outcome, PhaseSpan, State, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.draft import Draft


def _checked_in(draft: Draft, record: ev.Recorded, event: ev.CheckedIn) -> None:
    draft.give_number(event.number)
    draft.put(arrived(event, record.at, serial=record.seq, day=draft.base.day))


def _called(draft: Draft, record: ev.Recorded, event: ev.Called) -> None:
    counter, staff, at = record.counter, record.actor, record.at
    assert counter is not None
    visit = draft.visit(event.visit, at)
    draft.calls_since_preferent = 0 if visit.preference is not None else draft.calls_since_preferent + 1
    if event.credits is not None:
        draft.credits = event.credits
    first = visit.leg.called_at
    if first is None:
        _learn_of_wait(draft, visit, at)
    draft.put(
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
    draft.seat(counter, visit.id)


def _learn_of_wait(draft: Draft, visit: Visit, at: int) -> None:
    """A first call tells how long the estimated wait was; a wait with holds or errands in it is another matter."""
    if len(visit.legs) > 1 or visit.held_s or visit.estimate_base_s is None:
        return
    waited_s = visit.waited_s(at)
    draft.learning.waited(waited_s, reckoned_s=visit.estimate_base_s, ahead=visit.ahead or 0, segment=visit.segment)
    if visit.counter_free:
        draft.learning.free_counter_seen(called_at_once=waited_s <= AT_ONCE_S)


def _recalled(draft: Draft, record: ev.Recorded, event: ev.Recalled) -> None:
    visit = draft.visit(event.visit, record.at)
    draft.put(visit._replace(calls=visit.calls + 1))


def _serving_started(draft: Draft, record: ev.Recorded, event: ev.ServingStarted) -> None:
    staff, at = record.actor, record.at
    visit = draft.visit(event.visit, at)
    first = visit.leg.started_at
    leg = visit.leg_until(at, started_at=at if first is None else first, staff=staff)
    phases = visit.phases
    if event.phase is not None:
        phases = (*phases, PhaseSpan(len(visit.legs), event.phase, at, marked=False))
    draft.put(visit.moved(State.SERVING, at, leg, staff=staff, phases=phases))


def _phase_began(draft: Draft, record: ev.Recorded, event: ev.PhaseBegan) -> None:
    visit = draft.visit(event.visit, record.at)
    phases = visit.phases
    if phases and phases[-1].seconds is None:
        phases = (*phases[:-1], changed(phases[-1], {"seconds": record.at - phases[-1].began_at}))
    span = PhaseSpan(len(visit.legs), event.phase, record.at)
    draft.put(changed(visit, {"phases": (*phases, span)}))


def _finished(draft: Draft, record: ev.Recorded, event: ev.Finished) -> None:
    at = record.at if event.ended_at is None else event.ended_at
    visit = draft.visit(event.visit, record.at)
    handled_s = visit.handled_s(at)
    draft.learning.handled(handled_s)
    if visit.counter is not None:
        seen = draft.counter(visit.counter)
        done = {"served": seen.served + 1, "handled_s": seen.handled_s + handled_s}
        draft.put_counter(changed(seen, done))
    if event.next_service is None:
        draft.end(visit, Outcome.SERVED, at, event.reason)
    else:
        _next_errand(draft, visit, event, at)


def _next_errand(draft: Draft, visit: Visit, event: ev.Finished, at: int) -> None:
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
        draft.next_leg(visit, leg, at, State.SERVING, pending=pending)
    else:
        draft.free(visit, at)
        draft.next_leg(visit, leg, at, pending=pending)


def _did_not_show(draft: Draft, record: ev.Recorded, event: ev.DidNotShow) -> None:
    draft.end(draft.visit(event.visit, record.at), Outcome.NO_SHOW, record.at, event.reason)


def _went_away(draft: Draft, record: ev.Recorded, event: ev.WentAway) -> None:
    visit = draft.visit(event.visit, record.at)
    if visit.state is State.WAITING:
        draft.learning.left_after(visit.waited_s(record.at))
    draft.end(visit, Outcome.LEFT, record.at, event.reason)


def _removed(draft: Draft, record: ev.Recorded, event: ev.Removed) -> None:
    draft.end(draft.visit(event.visit, record.at), Outcome.REMOVED, record.at, event.reason)


def _left_unfinished(draft: Draft, record: ev.Recorded, event: ev.LeftUnfinished) -> None:
    draft.end(draft.visit(event.visit, record.at), Outcome.UNFINISHED, record.at, None)


def _returned(draft: Draft, record: ev.Recorded, event: ev.Returned) -> None:
    visit = draft.visits[event.visit]
    if visit.state is not State.ENDED:
        draft.queue_again(visit.settled(record.at), record.at)
        return
    # A no-show who came after all: the time away is hold, and the place is that of the time really waited.
    away = record.at - visit.since
    leg = visit.leg
    leg = leg._replace(held_s=leg.held_s + away, order_from=leg.order_from + away, ended_at=None)
    draft.put(
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


def _put_on_hold(draft: Draft, record: ev.Recorded, event: ev.PutOnHold) -> None:
    at = record.at
    visit = draft.visit(event.visit, at)
    draft.free(visit, at)
    phases = visit.phases_until(at)
    draft.put(visit.moved(State.HELD, at, phases=phases, counter=None, calls=0, hold_until=event.until))


def _transferred(draft: Draft, record: ev.Recorded, event: ev.Transferred) -> None:
    visit = draft.visit(event.visit, record.at)
    draft.free(visit, record.at)
    leg = Leg(event.service, record.at, event.order_from, event.promise, to_counter=event.to_counter)
    draft.next_leg(visit, leg, record.at)


def _service_added(draft: Draft, record: ev.Recorded, event: ev.ServiceAdded) -> None:
    visit = draft.visit(event.visit, record.at)
    draft.put(visit._replace(pending=(*visit.pending, event.service)))


def _reclassified(draft: Draft, record: ev.Recorded, event: ev.Reclassified) -> None:
    visit = draft.visit(event.visit, record.at)
    leg = visit.leg._replace(service=event.service, promise=event.promise)
    draft.put(
        visit._replace(
            legs=(*visit.legs[:-1], leg),
            segment=event.segment,
            urgency=event.urgency,
            preference=event.preference,
        )
    )


def _visit_taken_over(draft: Draft, record: ev.Recorded, event: ev.VisitTakenOver) -> None:
    visit = draft.visit(event.visit, record.at)
    draft.free(visit, record.at)
    draft.pass_to(visit, event.to_counter, record.actor, record.at)
    draft.seat(event.to_counter, visit.id)


def _interrupted(draft: Draft, record: ev.Recorded, event: ev.Interrupted) -> None:
    draft.put(draft.visit(event.visit, record.at)._replace(interrupted_at=record.at))


def _interruption_ended(draft: Draft, record: ev.Recorded, event: ev.InterruptionEnded) -> None:
    draft.put(draft.visit(event.visit, record.at).moved(State.SERVING, record.at))


def _note_added(draft: Draft, record: ev.Recorded, event: ev.NoteAdded) -> None:
    visit = draft.visits.get(event.visit)
    if visit is not None:  # its check-in may have been undone since
        draft.put(visit._replace(notes=(*visit.notes, event.note)))


def _customer_tied(draft: Draft, record: ev.Recorded, event: ev.CustomerTied) -> None:
    draft.put(draft.visits[event.visit]._replace(customer=event.customer))


def _rated(draft: Draft, record: ev.Recorded, event: ev.Rated) -> None:
    visit = draft.visits.get(event.visit)
    if visit is not None:
        draft.put(visit._replace(rating=event.score, rating_factor=event.factor, would_return=event.would_return))


def _extra_step_taken(draft: Draft, record: ev.Recorded, event: ev.ExtraStepTaken) -> None:
    visit = draft.visits.get(event.visit)
    if visit is not None:
        draft.put(visit._replace(extra_steps=visit.extra_steps + 1))


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
        estimate_p10_s=event.estimate_p10_s,
        estimate_p50_s=event.estimate_p50_s,
        estimate_p90_s=event.estimate_p90_s,
        estimate_base_s=event.estimate_base_s,
        ahead=event.ahead,
        counter_free=event.counter_free,
    )


APPLY_OF_VISITS: dict[type[ev.Event], Callable[[Draft, ev.Recorded, Any], None]] = {
    ev.CheckedIn: _checked_in,
    ev.Called: _called,
    ev.Recalled: _recalled,
    ev.ServingStarted: _serving_started,
    ev.PhaseBegan: _phase_began,
    ev.Finished: _finished,
    ev.DidNotShow: _did_not_show,
    ev.WentAway: _went_away,
    ev.Removed: _removed,
    ev.LeftUnfinished: _left_unfinished,
    ev.Returned: _returned,
    ev.PutOnHold: _put_on_hold,
    ev.Transferred: _transferred,
    ev.ServiceAdded: _service_added,
    ev.Reclassified: _reclassified,
    ev.VisitTakenOver: _visit_taken_over,
    ev.Interrupted: _interrupted,
    ev.InterruptionEnded: _interruption_ended,
    ev.NoteAdded: _note_added,
    ev.CustomerTied: _customer_tied,
    ev.Rated: _rated,
    ev.ExtraStepTaken: _extra_step_taken,
}
"""What each of these kinds does."""
