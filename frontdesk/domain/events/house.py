"""What concerns the whole house: intake, alerts, notices, a rush, an emergency, an interval set apart."""

from __future__ import annotations

from frontdesk.domain.events.event import Event
from frontdesk.domain.frozen import frozen


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
class StandardCommented(Event):
    """Somebody of the staff said what they think of a standard, by its name; ``text`` refers to what was said."""

    standard: str
    text: str
