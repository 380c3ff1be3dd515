"""Coming in: check-in, and correcting what was said at check-in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import arrived
from frontdesk.domain.discipline import delaying
from frontdesk.domain.estimate import estimate
from frontdesk.domain.rules.need import in_state, known, promise_for, reference_to, visit_of
from frontdesk.domain.visit import State
from frontdesk.errors import Refused, UsageError, Way
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy

LARGEST_PARTY = 99


def check_in(day: Day, command: do.CheckIn, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A number and a promise, with the estimate that the customer is told."""
    if not command.services:
        raise UsageError(Sentence("No service is named."), Sentence("Name at least one."))
    if command.new_visit in day.visits:
        raise exists_already(command.new_visit)
    for service in command.services:
        _intake_is_open(day, known(marked("service"), service, policy.services))
    segment = known(marked("segment"), command.segment or policy.default_segment, policy.segments)
    urgency = known(marked("urgency"), command.urgency or policy.default_urgency, policy.urgencies)
    if command.preference is not None:
        known(marked("preference"), command.preference, policy.preferences)
    if not 1 <= command.party <= LARGEST_PARTY:
        raise UsageError(
            Sentence("A party of {party} cannot be checked in.", party=command.party),
            Sentence("Allowed: 1 to {most}.", most=LARGEST_PARTY),
        )
    checked_in = ev.CheckedIn(
        visit=command.new_visit,
        number=_next_number(day, policy.letter(command.services[0])),
        services=command.services,
        segment=segment,
        urgency=urgency,
        promise=promise_for(day, policy, command.services[0], segment, urgency),
        preference=command.preference,
        party=command.party,
        name=reference_to(command.name),
        customer=command.customer,
        opened_file=command.open_file,
        appointment=command.appointment,
        order_from=_order_from(command.appointment, now, policy),
    )
    return (_with_estimate(day, checked_in, now, policy),)


def exists_already(visit: str) -> UsageError:
    """Why nobody can be checked in under an id that some visit has, on whatever day."""
    return UsageError(
        Sentence("The visit “{visit}” already exists.", visit=visit),
        Sentence("Give every check-in an id of its own."),
    )


def reclassify(day: Day, command: do.Reclassify, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Segment, urgency, preference or (before serving) the service; the promise follows, the place is kept."""
    visit = visit_of(day, command, command.visit, now)
    active = (State.WAITING, State.CALLED, State.SERVING, State.HELD)
    in_state(visit, active, Sentence("Only a visit that is still here can be corrected."))
    service = visit.service if command.service is None else known(marked("service"), command.service, policy.services)
    if service != visit.service:
        before = (State.WAITING, State.CALLED, State.HELD)
        in_state(visit, before, Sentence("Transfer it instead: the service can be corrected before serving only."))
    segment = visit.segment if command.segment is None else known(marked("segment"), command.segment, policy.segments)
    urgency = visit.urgency if command.urgency is None else known(marked("urgency"), command.urgency, policy.urgencies)
    preference = visit.preference
    if command.preference is not None:
        wanted = command.preference
        preference = known(marked("preference"), wanted, policy.preferences) if wanted else None
    if (service, segment, urgency, preference) == (visit.service, visit.segment, visit.urgency, visit.preference):
        raise Refused(
            "wrong_state",
            Sentence("{number} already has these values.", number=visit.number),
            Sentence("Name a different segment, urgency, preference or service."),
        )
    return (
        ev.Reclassified(
            visit.id,
            segment=segment,
            urgency=urgency,
            service=service,
            promise=promise_for(day, policy, service, segment, urgency),
            preference=preference,
            reason=reference_to(command.reason),
        ),
    )


def add_service(day: Day, command: do.AddService, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A further errand of the same visit, served after the present one without queueing again."""
    visit = visit_of(day, command, command.visit, now)
    active = (State.WAITING, State.CALLED, State.SERVING, State.HELD)
    in_state(visit, active, Sentence("Only a visit that is still here can have another errand."))
    return (ev.ServiceAdded(visit.id, known(marked("service"), command.service, policy.services)),)


def _intake_is_open(day: Day, service: str) -> None:
    if service in day.intake_stopped:
        raise Refused(
            "intake_stopped",
            Sentence("No more check-ins for “{service}” today.", service=service),
            Sentence("A shift lead can take them again with {way}.", way=Way("intake start")),
        )


def _next_number(day: Day, letter: str) -> str:
    running = day.numbers.get(letter, 0) + 1
    while f"{letter}{running:03d}" in day.kept_numbers:
        running += 1
    return f"{letter}{running:03d}"


def _order_from(appointment: int | None, now: int, policy: Policy) -> int | None:
    """An appointment counts from its time, never from an early arrival; late beyond the grace it is a walk-in."""
    if appointment is None or now > appointment + policy.appointment_grace_s:
        return None
    return appointment


def _with_estimate(day: Day, checked_in: ev.CheckedIn, now: int, policy: Policy) -> ev.CheckedIn:
    """The check-in with the estimate that the customer is given, so that it can be held against what came."""
    visit = arrived(checked_in, now, serial=day.seq + 1, day=day.day)
    among_them = replace(day, live={**day.live, visit.id: visit})
    expected = estimate(among_them, visit, delaying(among_them, policy, now, visit))
    if expected is None:
        return checked_in
    return replace(
        checked_in,
        estimate_p10_s=expected.p10_s,
        estimate_p50_s=expected.p50_s,
        estimate_p90_s=expected.p90_s,
        estimate_base_s=expected.base_s,
        ahead=expected.ahead,
        counter_free=expected.counter_free,
    )
