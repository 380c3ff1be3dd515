"""The day: its intake, its close, its roll-over into the next, and taking a step back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.alerts import OF_COMPLAINTS
from frontdesk.domain.day import CounterState
from frontdesk.domain.matters import LETTERS
from frontdesk.domain.policy import AtClose, Policy
from frontdesk.domain.rules.need import known, reference_to, visit_named
from frontdesk.domain.rules.taking_back import require_could_do
from frontdesk.errors import Refused
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.day import Day


OF_MATTERS = tuple(f"{kind}/" for kind in LETTERS)
"""What the names of complaints and promises begin with, among the things that steps of a day touch."""


def stop_intake(day: Day, command: do.StopIntake, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """No more check-ins for a service today."""
    service = known(marked("service"), command.service, policy.services)
    if service in day.intake_stopped:
        raise Refused(
            "wrong_state",
            Sentence("The intake of “{service}” is stopped already.", service=service),
            Sentence("There is nothing to do."),
        )
    return (ev.IntakeStopped(service, reason=reference_to(command.reason)),)


def start_intake(day: Day, command: do.StartIntake, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Check-ins for a service again."""
    service = known(marked("service"), command.service, policy.services)
    if service not in day.intake_stopped:
        raise Refused(
            "wrong_state",
            Sentence("The intake of “{service}” is not stopped.", service=service),
            Sentence("There is nothing to do."),
        )
    return (ev.IntakeStarted(service),)


def undo(day: Day, command: do.Undo, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Take back the last command of this counter, or of a visit, or the one named, unless something stands on it.

    Nobody takes back what they could not have done (``taking_back``).
    """
    if command.first is not None:
        step = next((one for one in day.touched.values() if one.first == command.first), None)
        if step is None:
            raise Refused(
                "undo_dependent",
                Sentence("Something else has happened there since."),
                Sentence("See how it stands now."),
            )
    elif command.visit is not None:
        step = day.last_about.get(visit_named(day, command.visit, now).id)
    elif command.counter is not None:
        step = day.last_steps.get(known(marked("counter"), command.counter, policy.counters))
    else:
        raise Refused("undo_nothing", Sentence("Nothing is named."), Sentence("Name a counter or a visit to undo."))
    if step is None:
        raise Refused(
            "undo_nothing",
            Sentence("There is no step of today to undo."),
            Sentence("What happened before the day was opened or closed stays as it is."),
        )
    require_could_do(step.kind, command.role)
    for entity in step.entities:
        if day.touched.get(entity) != step and entity.startswith(OF_MATTERS):
            raise Refused(
                "undo_dependent",
                Sentence("{matter} has gone on since.", matter=entity.partition("/")[2]),
                Sentence("Undo that first."),
            )
        if day.touched.get(entity) != step:
            raise Refused(
                "undo_dependent",
                Sentence("Something has happened since with the same visit or counter."),
                Sentence("Undo that first."),
            )
    return (ev.Undone(step.first, step.last),)


def close_day(day: Day, command: do.CloseDay, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Close the business day before its end."""
    return (closing(day, policy, heads=command.heads, by_hand=True),)


def open_day(day: Day, command: do.OpenDay, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Go on with a day that was closed by hand; a day that has just been opened needs nothing more."""
    if not day.closed:
        raise Refused(
            "wrong_state",
            Sentence("The day {day} is open already.", day=date.fromisoformat(day.day)),
            Sentence("There is nothing to do."),
        )
    if not day.closed_by_hand:
        raise Refused(
            "day_closed",
            Sentence("The day {day} is over.", day=date.fromisoformat(day.day)),
            Sentence("Go on in the day of today; what was closed stays sealed."),
        )
    return (ev.DayReopened(reason=reference_to(command.reason)),)


def closing(day: Day, policy: Policy, *, heads: tuple[str, ...], by_hand: bool) -> ev.DayClosed:
    """The event that closes a day: who is carried over, who ends unfinished, as the house says."""
    still_here = tuple(day.live)
    unfinished = policy.at_close is AtClose.UNFINISHED
    return ev.DayClosed(
        carried=() if unfinished else still_here,
        unfinished=still_here if unfinished else (),
        previous_seal=day.previous_seal,
        heads=heads,
        by_hand=by_hand,
    )


def _still_acknowledged(before: Day) -> dict[str, str]:
    """Who has seen to which alert, of those about what goes on: visits, counters, complaints."""
    going_on = {*before.live, *(one.id for one in before.counters.values() if one.state is not CounterState.CLOSED)}
    return {
        alert: by
        for alert, by in before.acknowledged.items()
        if alert.split("/")[0] in OF_COMPLAINTS or alert.split("/")[1] in going_on
    }


def opening(day: str, before: Day | None, seal: str | None) -> tuple[ev.Event, ...]:
    """The events that open a day: what goes on from the one before it, and its open visits with their whole state."""
    if before is None:
        return (ev.DayOpened(day),)
    counters = tuple(
        ev.CounterKept(
            id=counter.id,
            state=counter.state,
            staff=counter.staff or "",
            since=counter.since,
            services=None if counter.services is None else tuple(sorted(counter.services)),
            segments=None if counter.segments is None else tuple(sorted(counter.segments)),
            pause_after=counter.pause_after,
            pause_reason=counter.pause_reason,
        )
        for counter in before.counters.values()
        if counter.state is not CounterState.CLOSED
    )
    opened = ev.DayOpened(
        day,
        previous_day=before.day,
        previous_seal=seal,
        counters=counters,
        calls_since_preferent=before.calls_since_preferent,
        credits=dict(before.credits) or None,
        experience=before.experience,
        notices=tuple(before.notices.values()),
        surge=before.surge,
        emergencies=tuple(before.emergencies.values()),
        acknowledged=_still_acknowledged(before) or None,
        shift_notes=tuple(before.shift_notes.values()),
    )
    carried = sorted(before.live.values(), key=lambda visit: visit.serial)
    return (opened, *(ev.CarriedOver(visit) for visit in carried))
