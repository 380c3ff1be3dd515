"""The attention: its beginning, phases, interruptions, notes, and the ways in which it ends or goes on elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import CounterState
from frontdesk.domain.discipline import next_for
from frontdesk.domain.rules.need import (
    in_state,
    known,
    open_counter,
    promise_for,
    reference_to,
    visit_attended,
    visit_of,
)
from frontdesk.domain.visit import BEST_SCORE, State, Visit
from frontdesk.errors import Refused, UsageError, Way
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.day import Counter, Day
    from frontdesk.domain.policy import Policy


def start(day: Day, command: do.Start, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Serving begins, and with it the first phase."""
    visit = visit_of(day, command, None, now)
    in_state(visit, (State.CALLED,), Sentence("Call someone first."))
    phases = policy.phases_of(visit.service)
    return (ev.ServingStarted(visit.id, phase=phases[0] if phases else None),)


def mark_phase(day: Day, command: do.MarkPhase, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The next phase, or the one named; none is owed."""
    visit = _served(visit_of(day, command, None, now))
    _not_interrupted(visit)
    phases = policy.phases_of(visit.service)
    if command.phase is not None:
        return (ev.PhaseBegan(visit.id, known(marked("phase"), command.phase, dict.fromkeys(phases))),)
    place = phases.index(visit.phase) + 1 if visit.phase in phases else 0
    if place >= len(phases):
        raise Refused("wrong_state", Sentence("This is the last phase."), Sentence("Finish when you are done."))
    return (ev.PhaseBegan(visit.id, phases[place]),)


def finish(day: Day, command: do.Finish, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The attention is over: the visit ends, or its next errand begins.

    The next errand goes on at the same counter when that takes it; else the visit waits, in the place of its arrival.
    """
    counter = open_counter(day, command, policy)
    visit = visit_of(day, command, None, now)
    _served(visit)
    if command.at is not None:
        _earlier_end(visit, command, now)
    finished = ev.Finished(visit.id, ended_at=command.at, reason=reference_to(command.reason))
    if visit.pending:
        finished = _with_next_leg(day, finished, visit, counter, policy)
    if not command.call_next or finished.goes_on_here:
        return (finished,)
    after = day.apply(ev.Recorded(day.seq + 1, now, finished, command.actor, counter.id, day.seq + 1))
    following = next_for(after, policy, now, after.counter(counter.id))
    if following is None or after.counter(counter.id).state is not CounterState.OPEN:
        return (finished,)
    return (finished, ev.Called(following.visit.id))


def hold(day: Day, command: do.Hold, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Set aside, until an instant or until somebody brings it back."""
    visit = visit_of(day, command, command.visit, now)
    in_state(
        visit,
        (State.WAITING, State.CALLED, State.SERVING),
        Sentence("Bring it back with {way} first.", way=Way("return")),
    )
    if command.until is not None and command.until <= now:
        raise UsageError(Sentence("The hold would be over already."), Sentence("Give a time that is still to come."))
    return (ev.PutOnHold(visit.id, until=command.until, reason=reference_to(command.reason)),)


def transfer(day: Day, command: do.Transfer, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """On to another service; the place in the order is that of the arrival, if the house says so."""
    visit = visit_of(day, command, command.visit, now)
    in_state(
        visit,
        (State.SERVING,),
        Sentence("Before serving, correct the service with {way} instead.", way=Way("reclassify")),
    )
    service = known(marked("service"), command.service, policy.services)
    if command.to_counter is not None:
        known(marked("counter"), command.to_counter, policy.counters)
    return (
        ev.Transferred(
            visit.id,
            service=service,
            promise=promise_for(day, policy, service, visit.segment, visit.urgency),
            order_from=visit.legs[0].order_from if policy.transfer_keeps_place else now,
            to_counter=command.to_counter,
            reason=reference_to(command.reason),
        ),
    )


def interrupt(day: Day, command: do.Interrupt, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The attention stands still; the time is counted apart."""
    visit = _served(visit_of(day, command, None, now))
    _not_interrupted(visit)
    return (ev.Interrupted(visit.id, reason=reference_to(command.reason)),)


def resume(day: Day, command: do.Resume, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The attention goes on."""
    visit = visit_of(day, command, None, now)
    if visit.interrupted_at is None:
        raise Refused("wrong_state", Sentence("There is no interruption."), Sentence("There is nothing to resume."))
    return (ev.InterruptionEnded(visit.id),)


def add_note(day: Day, command: do.AddNote, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A note for colleagues; on a visit that has ended too."""
    return (ev.NoteAdded(visit_of(day, command, command.visit, now).id, note=command.note.ref),)


def tie_customer(day: Day, command: do.TieCustomer, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Which known customer it is; of a visit that has ended too, for some say so at the door."""
    visit = visit_of(day, command, command.visit, now)
    customer = command.customer or None
    if visit.customer == customer:
        raise Refused(
            "wrong_state",
            Sentence("{number} is of no known customer.", number=visit.number)
            if customer is None
            else Sentence(
                "{number} is a visit of customer {customer} already.", number=visit.number, customer=customer
            ),
            Sentence("Name another customer."),
        )
    return (ev.CustomerTied(visit.id, customer=customer, opened_file=command.full_name is not None),)


def rate(day: Day, command: do.Rate, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The customer's answer, 1 to 5, which takes the place of an earlier one; on a visit that has ended too."""
    if not 1 <= command.score <= BEST_SCORE:
        raise UsageError(Sentence("A rating of {score} is not possible.", score=command.score), _ALLOWED_SCORES)
    if command.factor is not None:
        known(marked("cause"), command.factor, policy.causes)  # it goes into the log, where no free text may
    visit = visit_attended(day, command, command.visit, now)
    return (ev.Rated(visit.id, score=command.score, factor=command.factor, would_return=command.would_return),)


def note_extra_step(day: Day, command: do.NoteExtraStep, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """More was done than was owed; on a visit that has ended too."""
    visit = visit_attended(day, command, command.visit, now)
    return (ev.ExtraStepTaken(visit.id, note=reference_to(command.note)),)


_ALLOWED_SCORES = Sentence("Allowed: 1 to 5.")


def quick_serve(day: Day, command: do.QuickServe, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A ten-second question without a number, also beside someone who is being served."""
    open_counter(day, command, policy)
    return (ev.QuicklyServed(),)


def _served(visit: Visit) -> Visit:
    remedy = Sentence("Start serving first.") if visit.state is State.CALLED else Sentence("Call it first.")
    return in_state(visit, (State.SERVING,), remedy)


def _not_interrupted(visit: Visit) -> None:
    if visit.interrupted_at is not None:
        raise Refused(
            "wrong_state",
            Sentence("The attention of {number} is interrupted.", number=visit.number),
            Sentence("Resume first."),
        )


def _earlier_end(visit: Visit, command: do.Finish, now: int) -> None:
    """An earlier end lies after all that is recorded of the attention, and has a reason."""
    assert command.at is not None
    began = visit.phases[-1].began_at if visit.phase is not None else visit.since
    earliest = max(visit.since, began, visit.interrupted_at or visit.since)
    if not earliest <= command.at <= now:
        raise UsageError(
            Sentence("{number} cannot have been finished then.", number=visit.number),
            Sentence("Give a time after the last thing recorded of the attention, and not in the future."),
        )
    if command.reason is None:
        raise UsageError(Sentence("Finishing at an earlier time needs a reason."), Sentence("Say why, with --reason."))


def _with_next_leg(day: Day, finished: ev.Finished, visit: Visit, counter: Counter, policy: Policy) -> ev.Finished:
    service = visit.pending[0]
    continues = visit._replace(legs=(visit.leg._replace(service=service),))
    here = counter.takes(continues) and counter.state is CounterState.OPEN
    return ev.Finished(
        finished.visit,
        ended_at=finished.ended_at,
        reason=finished.reason,
        next_service=service,
        next_promise=promise_for(day, policy, service, visit.segment, visit.urgency),
        next_order_from=visit.legs[0].order_from,
        goes_on_here=here,
    )
