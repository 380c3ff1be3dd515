"""What happens to one visit, from check-in to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.events.event import VisitEvent
from frontdesk.domain.frozen import frozen
from frontdesk.domain.standards import Promise

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen()
class CheckedIn(VisitEvent):
    """Somebody came in and was given a number and a promise; perhaps a customer's file was opened with it."""

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
    opened_file: bool = False


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
class CustomerTied(VisitEvent):
    """It was said which known customer the visit is of, by the number alone; None is nobody in particular.

    Perhaps the customer's file was opened with it.
    """

    customer: str | None = None
    opened_file: bool = False


@frozen()
class Rated(VisitEvent):
    """The customer answered the satisfaction question, 1 to 5; a later answer takes the place of an earlier one.

    ``factor`` is what mattered, a cause of complaints; ``would_return`` whether they would come back, if they said.
    """

    score: int
    factor: str | None = None
    would_return: bool | None = None


@frozen()
class ExtraStepTaken(VisitEvent):
    """Somebody did more for the customer than was owed; ``note`` says what, if it was written down."""

    note: str | None = None
