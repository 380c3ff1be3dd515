"""What a rule needs before it can decide: a counter that is open, a visit that is there, an id that is known.

Each of these returns what was asked for, or raises: Refused with what to do instead, UsageError for an unknown id.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.day import Counter, CounterState, Day
from frontdesk.domain.policy import Role
from frontdesk.domain.visit import Outcome, State, Visit
from frontdesk.errors import Refused, UsageError, Way, nearest, unknown_id
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from frontdesk.domain.commands import Command, Note
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.standards import Promise

STATE_NAMES = {
    State.WAITING: marked("waiting"),
    State.CALLED: marked("called"),
    State.SERVING: marked("serving"),
    State.HELD: marked("on hold"),
    State.ENDED: marked("ended"),
}

ROLE_NAMES = {
    Role.RECEPTIONIST: marked("receptionist"),
    Role.LEAD: marked("shift lead"),
    Role.MANAGER: marked("manager"),
}

OUTCOME_NAMES = {
    Outcome.SERVED: marked("served"),
    Outcome.NO_SHOW: marked("no-show"),
    Outcome.LEFT: marked("left"),
    Outcome.REMOVED: marked("removed"),
    Outcome.UNFINISHED: marked("unfinished"),
}


def needs_role(role: Role) -> Refused:
    """The refusal of what takes a role that the person has not."""
    return Refused(
        "not_allowed",
        Sentence("This needs the role “{role}”.", role=Sentence(ROLE_NAMES[role])),
        Sentence("Ask someone who has it."),
    )


def require_text(note: Note) -> None:
    """Refuse a text in which there is nothing (UsageError)."""
    if not note.text.strip():
        raise UsageError(Sentence("The text is empty."), Sentence("Say what is to be written down."))


def require_role(command: Command) -> None:
    """Refuse a command that takes a role which the person has not."""
    if command.role < command.needs:
        raise needs_role(command.needs)


def require_known_counter(command: Command, policy: Policy) -> None:
    """Refuse a command that names a counter which the house does not have."""
    if command.counter is not None:
        known(marked("counter"), command.counter, policy.counters)


def known(what: str, found: str, allowed: Mapping[str, object]) -> str:
    """The id, when the configuration knows it and it is not retired."""
    if found in allowed and getattr(allowed[found], "active", True):
        return found
    raise unknown_id(Sentence(what), found, [one for one, value in allowed.items() if getattr(value, "active", True)])


def counter_of(day: Day, command: Command, policy: Policy) -> Counter:
    """The counter that the command names, open or not."""
    if command.counter is None:
        raise UsageError(Sentence("No counter is named."), Sentence("Name one with --counter."))
    return day.counter(known(marked("counter"), command.counter, policy.counters))


def open_counter(day: Day, command: Command, policy: Policy) -> Counter:
    """The counter that the command names, open or paused."""
    return _not_closed(counter_of(day, command, policy))


def _not_closed(counter: Counter) -> Counter:
    if counter.state is CounterState.CLOSED:
        raise Refused(
            "counter_closed",
            Sentence("Counter {counter} is closed.", counter=counter.id),
            Sentence("Open it first."),
        )
    return counter


def calling_counter(day: Day, command: Command, policy: Policy) -> Counter:
    """A counter that may call somebody now: open, not paused, with nobody at it."""
    counter = free_counter(day, open_counter(day, command, policy))
    if counter.state is CounterState.PAUSED:
        raise Refused(
            "counter_closed",
            Sentence("Counter {counter} is paused.", counter=counter.id),
            Sentence("Resume it first."),
        )
    return counter


def free_counter(day: Day, counter: Counter) -> Counter:
    """The counter, when nobody has been called to it or is served at it."""
    if counter.visit is None:
        return counter
    visit = day.live[counter.visit]
    if visit.state is State.CALLED:
        raise Refused(
            "counter_busy",
            Sentence("{number} has been called to counter {counter}.", number=visit.number, counter=counter.id),
            Sentence("Start serving, call again, or mark a no-show."),
        )
    raise Refused(
        "counter_busy",
        Sentence("Counter {counter} is serving {number}.", number=visit.number, counter=counter.id),
        Sentence("Finish first."),
    )


def visit_named(day: Day, reference: str, now: int) -> Visit:
    """The visit with this id or number of today."""
    found = day.find(reference)
    if found is not None:
        return found.settled(now)
    guess = nearest(reference, (visit.number for visit in day.live.values()))
    remedy = (
        Sentence("“frontdesk queue” shows who is there.")
        if guess is None
        else Sentence("Did you mean {guess}?", guess=guess)
    )
    raise Refused("unknown_visit", Sentence("There is no visit “{visit}” today.", visit=reference), remedy)


def visit_of(day: Day, command: Command, reference: str | None, now: int) -> Visit:
    """The visit that a command names; without one, the visit at its counter."""
    if reference is not None:
        return visit_named(day, reference, now)
    if command.counter is None:
        raise Refused("unknown_visit", Sentence("No visit is named."), Sentence("Name one with --visit or --counter."))
    at_counter = _not_closed(day.counter(command.counter)).visit
    if at_counter is None:
        raise Refused(
            "unknown_visit",
            Sentence("Nobody is at counter {counter}.", counter=command.counter),
            Sentence("Call someone first, or name a visit."),
        )
    return day.live[at_counter].settled(now)


def visit_attended(day: Day, command: Command, reference: str | None, now: int) -> Visit:
    """The visit that a command names; without one, that which is served at its counter, or the last one that was."""
    if reference is None and command.counter is not None:
        found = attended_at(day, command.counter)
        if found is not None:
            return found.settled(now)
    return visit_of(day, command, reference, now)


def attended_at(day: Day, counter: str) -> Visit | None:
    """Who is served at a counter or, while nobody is, who was served to the end there last today."""
    at_counter = day.counter(counter).visit
    if at_counter is not None and day.live[at_counter].state is State.SERVING:
        return day.live[at_counter]
    return last_served(day, counter)


def last_served(day: Day, counter: str) -> Visit | None:
    """The visit that was served to its end at a counter today, the last of them."""
    served = [one for one in day.visits.values() if one.outcome is Outcome.SERVED and one.leg.counter == counter]
    return max(served, key=lambda one: (one.ended_at or 0, one.serial), default=None)


def visit_spoken_of(day: Day, command: Command, reference: str | None, now: int) -> Visit | None:
    """The visit that a complaint or a promise is about: the one named or the one at the counter, if there is one."""
    if reference is not None:
        return visit_named(day, reference, now)
    at_counter = None if command.counter is None else day.counter(command.counter).visit
    return None if at_counter is None else day.live[at_counter]


def in_state(visit: Visit, states: Container[State], remedy: Sentence) -> Visit:
    """The visit, when it is in one of these states; ``remedy`` is what to do with one that has not ended."""
    if visit.state in states:
        return visit
    if visit.outcome is not None:
        ended = Sentence(OUTCOME_NAMES[visit.outcome])
        reason = Sentence("{number} has ended: {outcome}.", number=visit.number, outcome=ended)
        remedy = _WHEN_NO_SHOW if visit.outcome is Outcome.NO_SHOW else _WHEN_ENDED
    else:
        state = Sentence(STATE_NAMES[visit.state])
        reason = Sentence("{number} is {state}.", number=visit.number, state=state)
    raise Refused("wrong_state", reason, remedy)


_WHEN_NO_SHOW = Sentence("Bring it back with {way} first.", way=Way("return"))
_WHEN_ENDED = Sentence("Undo that if it was a mistake; else check the customer in again.")


def reference_to(note: Note | None) -> str | None:
    """What an event holds of a free text."""
    return None if note is None else note.ref


def promise_for(day: Day, policy: Policy, service: str, segment: str, urgency: str) -> Promise:
    """What the house promises such a visit on this business day."""
    return policy.promise(service, segment, urgency, date.fromisoformat(day.day))
