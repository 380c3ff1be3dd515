"""What has happened: the facts of a business day, a complaint and a promise, in the past tense and never changed.

An event holds no personal data and no free text: names, reasons and notes are rows of their own, and the event holds
their reference (id and salted hash). Instants are whole seconds, UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.standards import Promise
from frontdesk.domain.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.experience import Experience
    from frontdesk.domain.standing import Emergency, Notice, Rush


@frozen()
class Event(Frozen):
    """A fact. ``kind`` is its name in the log."""

    kind: ClassVar[str]


@frozen()
class VisitEvent(Event):
    """Something that happened to one visit."""

    visit: str


class CounterKept(NamedTuple):
    """A counter that stays open over the roll-over of the day."""

    id: str
    state: str
    staff: str
    since: int
    services: tuple[str, ...] | None = None
    segments: tuple[str, ...] | None = None
    pause_after: bool = False
    pause_reason: str | None = None


@frozen()
class DayOpened(Event):
    """A business day begins, with what goes on from the one before and that one's seal."""

    day: str
    previous_day: str | None = None
    previous_seal: str | None = None
    counters: tuple[CounterKept, ...] = ()
    intake_stopped: tuple[str, ...] = ()
    calls_since_preferent: int = 0
    credits: Mapping[str, int] | None = None
    experience: Experience | None = None
    notices: tuple[Notice, ...] = ()
    surge: Rush | None = None
    emergencies: tuple[Emergency, ...] = ()
    acknowledged: Mapping[str, str] | None = None


@frozen()
class CarriedOver(Event):
    """A visit that was open at the close goes on in the new day, with its whole state."""

    state: Visit


@frozen()
class DayClosed(Event):
    """The business day ends; it seals the day, the one before and the heads of the streams that outlive it.

    Each of ``heads`` is ``stream seq digest`` of a complaint's or promise's last event, for those that changed today.
    """

    carried: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    previous_seal: str | None = None
    heads: tuple[str, ...] = ()
    by_hand: bool = False


@frozen()
class DayReopened(Event):
    """A day that was closed by hand before its end goes on."""

    reason: str | None = None


@frozen()
class CheckedIn(VisitEvent):
    """Somebody came in and was given a number and a promise."""

    number: str
    services: tuple[str, ...]
    segment: str
    urgency: str
    promise: Promise
    preference: str | None = None
    party: int = 1
    name: str | None = None
    customer: str | None = None
    appointment: int | None = None
    order_from: int | None = None
    estimate_p10_s: int | None = None
    estimate_p50_s: int | None = None
    estimate_p90_s: int | None = None
    estimate_base_s: int | None = None
    ahead: int | None = None
    counter_free: bool = False


@frozen()
class Called(VisitEvent):
    """A counter called the visit: in turn, or with a reason and past so many others.

    ``credits`` is what each segment has after the call, where segments take turns.
    """

    reason: str | None = None
    passed: int = 0
    credits: Mapping[str, int] | None = None


@frozen()
class Recalled(VisitEvent):
    """The counter called the visit once more."""


@frozen()
class ServingStarted(VisitEvent):
    """The customer stands at the counter; the first phase of attention begins by itself."""

    phase: str | None = None


@frozen()
class PhaseBegan(VisitEvent):
    """The person at the counter marked that a phase of attention begins."""

    phase: str


@frozen()
class Finished(VisitEvent):
    """The attention of a leg is over, at the event's instant or at an earlier one, with the reason.

    With ``next_service`` the visit goes on: at once at the same counter, or waiting again.
    """

    ended_at: int | None = None
    reason: str | None = None
    next_service: str | None = None
    next_promise: Promise | None = None
    next_order_from: int | None = None
    goes_on_here: bool = False


@frozen()
class DidNotShow(VisitEvent):
    """Called, and did not come."""

    reason: str | None = None


@frozen()
class WentAway(VisitEvent):
    """The customer left before being served to the end."""

    reason: str | None = None


@frozen()
class Removed(VisitEvent):
    """A mistaken check-in; it is in no measure and every one is listed."""

    reason: str | None = None


@frozen()
class LeftUnfinished(VisitEvent):
    """The visit ended without having been concluded."""


@frozen()
class Returned(VisitEvent):
    """Back to waiting: from a call, the counter, a hold, or as a no-show who came after all."""

    reason: str | None = None


@frozen()
class PutOnHold(VisitEvent):
    """Set aside, until an instant at which it is waiting again by itself, or until somebody brings it back."""

    until: int | None = None
    reason: str | None = None


@frozen()
class Transferred(VisitEvent):
    """The next leg of the visit waits for another service, perhaps at a particular counter."""

    service: str
    promise: Promise
    order_from: int
    to_counter: str | None = None
    reason: str | None = None


@frozen()
class ServiceAdded(VisitEvent):
    """A further errand of the same visit, to be served after the present one."""

    service: str


@frozen()
class Reclassified(VisitEvent):
    """Segment, urgency, preference or (before serving) the service was corrected; the promise follows."""

    segment: str
    urgency: str
    service: str
    promise: Promise
    preference: str | None = None
    reason: str | None = None


@frozen()
class VisitTakenOver(VisitEvent):
    """A colleague at another counter goes on with the visit being served or called."""

    from_counter: str
    to_counter: str


@frozen()
class Interrupted(VisitEvent):
    """The attention stands still: telephone, colleague, system down. It is timed apart."""

    reason: str | None = None


@frozen()
class InterruptionEnded(VisitEvent):
    """The attention goes on."""


@frozen()
class NoteAdded(VisitEvent):
    """Somebody wrote a note on the visit for colleagues."""

    note: str


@frozen()
class Rated(VisitEvent):
    """The customer answered the satisfaction question, 1 to 5."""

    score: int
    factor: str | None = None


@frozen()
class QuicklyServed(Event):
    """A ten-second question was answered without a number; counted apart, so that it falsifies no wait."""


@frozen()
class CounterEvent(Event):
    """Something that happened to the counter named with the event."""


@frozen()
class CounterOpened(CounterEvent):
    """A person opened the counter for these services and segments (None: all).

    At a counter that is open already only what it takes changes; person, state and shift stay.
    """

    services: tuple[str, ...] | None = None
    segments: tuple[str, ...] | None = None
    reason: str | None = None


@frozen()
class CounterPaused(CounterEvent):
    """The counter calls nobody for a while; with ``after_this`` from the end of the present visit on."""

    reason: str | None = None
    after_this: bool = False


@frozen()
class CounterResumed(CounterEvent):
    """The counter calls again."""


@frozen()
class CounterClosed(CounterEvent):
    """The person left the counter."""

    reason: str | None = None


@frozen()
class CounterTakenOver(CounterEvent):
    """Another person goes on at the counter; a new shift begins."""

    previous: str | None = None


@frozen()
class IntakeStopped(Event):
    """No more check-ins for a service today."""

    service: str
    reason: str | None = None


@frozen()
class IntakeStarted(Event):
    """Check-ins for a service are taken again."""

    service: str


@frozen()
class AlertAcknowledged(Event):
    """Somebody has seen to the alert with this key; that ends an emergency. ``visit`` is the one that it is about."""

    alert: str
    visit: str | None = None


@frozen()
class NoticePosted(Event):
    """A notice for every desk was put up; what it says is a row apart."""

    notice: str
    text: str


@frozen()
class NoticeWithdrawn(Event):
    """A notice was taken down."""

    notice: str


@frozen()
class SurgeStarted(Event):
    """The plan for a rush began."""

    reason: str | None = None


@frozen()
class SurgeEnded(Event):
    """The plan for a rush ended."""


@frozen()
class IntervalSetApart(Event):
    """From ``begins`` to ``ends`` (UTC seconds) nothing was as usual: a fire drill, an outage; it is reported apart."""

    begins: int
    ends: int
    reason: str | None = None


@frozen()
class EmergencyRaised(Event):
    """Somebody is in danger; ``visit`` is the one who stood at the counter, or who was named."""

    alert: str
    visit: str | None = None


@frozen()
class Undone(Event):
    """The events ``first`` to ``last`` of this stream are taken back; the fold skips them."""

    first: int
    last: int


@frozen()
class ComplaintOpened(Event):
    """Somebody complained (or asked, suggested, praised); what they said and the remedy sought are rows apart."""

    number: str
    day: str
    type: str
    cause: str
    text: str
    remedy: str | None = None
    severity: int = 2
    safety: bool = False
    visit: str | None = None
    phase: str | None = None
    customer: str | None = None
    due_day: str | None = None
    channel: str = "counter"
    owner: str = ""


@frozen()
class ComplaintAcknowledged(Event):
    """On ``day`` the customer was told that the complaint had been received."""

    day: str


@frozen()
class ComplaintAssigned(Event):
    """From ``day`` on ``owner`` sees to it."""

    day: str
    owner: str


@frozen()
class ComplaintActedOn(Event):
    """On ``day`` something was done about it (a row apart); with a new ``due_day`` it is investigated from then on."""

    day: str
    text: str
    due_day: str | None = None


@frozen()
class ComplaintResolved(Event):
    """On ``day`` the customer was answered (a row apart), with a ``remedy`` of the house if one was granted.

    ``accepted`` is whether the customer accepted it, where that is known.
    """

    day: str
    text: str
    remedy: str | None = None
    accepted: bool | None = None


@frozen()
class ComplaintClosed(Event):
    """On ``day`` it was closed; its root cause and what was done about that are rows apart."""

    day: str
    root_cause: str
    correction: str
    accepted: bool | None = None


@frozen()
class ComplaintReopened(Event):
    """On ``day`` it was taken up again, for a reason (a row apart), to be answered by ``due_day``."""

    day: str
    reason: str
    due_day: str


@frozen()
class PromiseMade(Event):
    """On ``day`` we told a customer that we would do something by ``due_day``; what it is, is a row apart."""

    number: str
    day: str
    due_day: str
    text: str
    owner: str = ""
    visit: str | None = None
    customer: str | None = None


@frozen()
class PromiseKept(Event):
    """On ``day`` what was promised was done."""

    day: str


@frozen()
class PromiseBroken(Event):
    """On ``day`` it was said that what was promised will not be done."""

    day: str
    reason: str | None = None


@frozen()
class PromiseMoved(Event):
    """On ``day`` the promise was given another day by which it is to be kept."""

    day: str
    due_day: str
    reason: str | None = None


class Recorded(NamedTuple):
    """An event with its place in the log: who did it, where and when (UTC seconds).

    ``first`` is the place of the first event of the same command, so that an undo takes back the whole command.
    """

    seq: int
    at: int
    event: Event
    actor: str
    counter: str | None
    first: int


def visits_of(event: Event) -> tuple[str, ...]:
    """The ids of the visits that an event changes."""
    if isinstance(event, VisitEvent):
        return (event.visit,)
    if isinstance(event, CarriedOver):
        return (event.state.id,)
    if isinstance(event, (EmergencyRaised, AlertAcknowledged)):
        return () if event.visit is None else (event.visit,)
    return event.unfinished if isinstance(event, DayClosed) else ()


def _kinds(root: type[Event]) -> dict[str, type[Event]]:
    found: dict[str, type[Event]] = {}
    for one in root.__subclasses__():
        found |= _kinds(one)
        if one not in (VisitEvent, CounterEvent):
            one.kind = one.__name__
            found[one.__name__] = one
    return found


KINDS = _kinds(Event)
"""Every kind of event by its name in the log."""
