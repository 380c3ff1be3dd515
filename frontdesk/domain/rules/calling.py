"""Calling: the next one, a particular one, once more, and those who do not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.discipline import next_for, people_ahead
from frontdesk.domain.rules.need import (
    calling_counter,
    free_counter,
    in_state,
    known,
    open_counter,
    reference_to,
    visit_named,
    visit_of,
)
from frontdesk.domain.visit import Outcome, State
from frontdesk.errors import Refused, Way
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy


def call_next(day: Day, command: do.CallNext, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Whoever the order says is next for this counter."""
    counter = calling_counter(day, command, policy)
    following = next_for(day, policy, now, counter)
    if following is None:
        raise Refused(
            "nobody_waiting",
            Sentence("Nobody is waiting for counter {counter}.", counter=counter.id),
            Sentence("Check somebody in; others may wait for other counters."),
        )
    return (ev.Called(following.visit.id, credits=following.credits),)


def call_visit(day: Day, command: do.CallVisit, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A particular visit, with the reason and how many were passed; from a hold too."""
    counter = calling_counter(day, command, policy)
    visit = visit_named(day, command.visit, now)
    if visit.state in (State.CALLED, State.SERVING):
        raise Refused(
            "wrong_state",
            Sentence("{number} is at counter {counter}.", number=visit.number, counter=visit.counter),
            Sentence("A colleague can take the visit over with {way}.", way=Way("takeover")),
        )
    in_state(visit, (State.WAITING, State.HELD), Sentence("Only someone who waits can be called."))
    passed = people_ahead(day, policy, now, visit, counter)
    return (ev.Called(visit.id, reason=reference_to(command.reason), passed=passed),)


def recall(day: Day, command: do.Recall, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Once more, as often as the house allows."""
    open_counter(day, command, policy)
    visit = visit_of(day, command, None, now)
    in_state(visit, (State.CALLED,), Sentence("Only someone who has been called can be called again."))
    if visit.calls > policy.recall_limit:
        raise Refused(
            "recall_limit",
            Sentence(
                "{number} has been called {n} time.",
                "{number} has been called {n} times.",
                number=visit.number,
                n=visit.calls,
            ),
            Sentence("Mark a no-show; whoever comes back keeps the number and a fair place."),
        )
    return (ev.Recalled(visit.id),)


def no_show(day: Day, command: do.MarkNoShow, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Called, and did not come."""
    visit = visit_of(day, command, command.visit, now)
    in_state(visit, (State.CALLED,), Sentence("Only someone who has been called can be a no-show."))
    return (ev.DidNotShow(visit.id, reason=reference_to(command.reason)),)


def left(day: Day, command: do.MarkLeft, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Went away before being served."""
    visit = visit_of(day, command, command.visit, now)
    in_state(visit, (State.WAITING, State.CALLED, State.HELD), Sentence("Finish instead."))
    return (ev.WentAway(visit.id, reason=reference_to(command.reason)),)


def remove(day: Day, command: do.Remove, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A mistaken check-in."""
    visit = visit_of(day, command, command.visit, now)
    in_state(visit, (State.WAITING, State.CALLED, State.HELD), Sentence("Finish instead."))
    return (ev.Removed(visit.id, reason=reference_to(command.reason)),)


def end_unfinished(day: Day, command: do.EndUnfinished, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Ended without having been concluded."""
    visit = visit_named(day, command.visit, now)
    in_state(
        visit,
        (State.WAITING, State.CALLED, State.SERVING, State.HELD),
        Sentence("Only a visit that is still here can end."),
    )
    return (ev.LeftUnfinished(visit.id),)


def put_back(day: Day, command: do.PutBack, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Back to waiting: from a call, the counter, a hold, or as a no-show who came after all."""
    visit = visit_of(day, command, command.visit, now)
    if visit.outcome is not Outcome.NO_SHOW:
        in_state(
            visit, (State.CALLED, State.SERVING, State.HELD), Sentence("There is nothing to bring back to the queue.")
        )
    return (ev.Returned(visit.id, reason=reference_to(command.reason)),)


def take_over_visit(day: Day, command: do.TakeOverVisit, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Go on, at this counter, with the visit that stands at another one."""
    counter = free_counter(day, open_counter(day, command, policy))
    other = day.counter(known(marked("counter"), command.from_counter, policy.counters))
    if other.visit is None:
        raise Refused(
            "unknown_visit",
            Sentence("Nobody is at counter {counter}.", counter=other.id),
            Sentence("Name the counter at which the customer stands."),
        )
    return (ev.VisitTakenOver(other.visit, from_counter=other.id, to_counter=counter.id),)
