"""The counters: opening, pausing, resuming, closing, and a colleague who takes one over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import CounterState
from frontdesk.domain.rules.need import counter_of, free_counter, known, open_counter, reference_to
from frontdesk.errors import Refused
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy


def open_(day: Day, command: do.OpenCounter, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A person at the counter, for the services and segments named; or, at an open one, what it takes from now on."""
    counter = counter_of(day, command, policy)
    services = _ids(marked("service"), command.services, policy.services)
    segments = _ids(marked("segment"), command.segments, policy.segments)
    if counter.state is not CounterState.CLOSED and services is None and segments is None:
        if counter.staff == command.actor:
            raise Refused(
                "wrong_state",
                Sentence("Counter {counter} is open already.", counter=counter.id),
                Sentence("Go on, or resume it if it is paused."),
            )
        raise Refused(
            "counter_busy",
            Sentence("Counter {counter} is staffed by {staff}.", counter=counter.id, staff=counter.staff),
            Sentence("Take it over, or choose another one."),
        )
    # What is not named stays as it is at a counter that is open already, and is the configuration's at another one.
    usual = policy.counters[counter.id] if counter.state is CounterState.CLOSED else counter
    if services is None and usual.services is not None:
        services = tuple(sorted(usual.services))
    if segments is None and usual.segments is not None:
        segments = tuple(sorted(usual.segments))
    return (ev.CounterOpened(services=services, segments=segments, reason=reference_to(command.reason)),)


def pause(day: Day, command: do.PauseCounter, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Call nobody for a while; with someone at the counter, after this one."""
    counter = open_counter(day, command, policy)
    if counter.state is CounterState.PAUSED or counter.pause_after:
        raise Refused(
            "wrong_state",
            Sentence("Counter {counter} is paused.", counter=counter.id),
            Sentence("Resume it when you are back."),
        )
    if not command.after_this:
        free_counter(day, counter)
    after_this = command.after_this and counter.visit is not None
    return (ev.CounterPaused(reason=reference_to(command.reason), after_this=after_this),)


def resume(day: Day, command: do.ResumeCounter, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Call again after a pause, or think better of a pause after this one."""
    counter = open_counter(day, command, policy)
    if counter.state is not CounterState.PAUSED and not counter.pause_after:
        raise Refused(
            "wrong_state",
            Sentence("Counter {counter} is not paused.", counter=counter.id),
            Sentence("There is nothing to resume."),
        )
    return (ev.CounterResumed(),)


def close(day: Day, command: do.CloseCounter, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Leave the counter; nobody stands at it."""
    counter = counter_of(day, command, policy)
    if counter.state is CounterState.CLOSED:
        raise Refused(
            "counter_closed",
            Sentence("Counter {counter} is closed already.", counter=counter.id),
            Sentence("There is nothing to do."),
        )
    free_counter(day, counter)
    return (ev.CounterClosed(reason=reference_to(command.reason)),)


def take_over(day: Day, command: do.TakeOverCounter, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Another person goes on at the counter, with whoever stands at it."""
    counter = open_counter(day, command, policy)
    if counter.staff == command.actor:
        raise Refused(
            "wrong_state",
            Sentence("{staff} is at counter {counter} already.", staff=command.actor, counter=counter.id),
            Sentence("Name the colleague who takes over."),
        )
    return (ev.CounterTakenOver(previous=counter.staff),)


def _ids(what: str, found: Iterable[str] | None, allowed: Mapping[str, object]) -> tuple[str, ...] | None:
    return None if found is None else tuple(known(what, one, allowed) for one in found)
