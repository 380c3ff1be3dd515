"""The life of a complaint, in a stream of its own."""

from __future__ import annotations

from frontdesk.domain.events.event import Event
from frontdesk.domain.frozen import frozen


@frozen()
class ComplaintOpened(Event):
    """Somebody complained (or asked, suggested, praised); what they said and the remedy sought are rows apart.

    ``text`` is empty where there was no time to write it down: ``ComplaintDescribed`` may follow.
    ``segment`` is the customer's, where it is known.
    """

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
    segment: str | None = None


@frozen()
class ComplaintDescribed(Event):
    """On ``day`` it was written down what the customer had said, or what they ask for (rows apart).

    Or it was corrected what had been taken down: None where something stays as it was, a ``customer`` of "" is nobody.
    ``segment`` is that of another customer.
    """

    day: str
    text: str | None = None
    remedy: str | None = None
    type: str | None = None
    cause: str | None = None
    severity: int | None = None
    safety: bool | None = None
    channel: str | None = None
    customer: str | None = None
    segment: str | None = None


@frozen()
class ComplaintNoted(Event):
    """On ``day`` somebody wrote a note for colleagues (a row apart); nothing has been done yet."""

    day: str
    text: str


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

    ``accepted`` is whether the customer accepted it, where that is known; ``amount`` is what the remedy comes to, in
    whole units of the house's money.
    """

    day: str
    text: str
    remedy: str | None = None
    accepted: bool | None = None
    amount: int | None = None


@frozen()
class ComplaintClosed(Event):
    """On ``day`` it was closed; its root cause and what was done about that are rows apart.

    ``root`` is that one of the house's list of what goes wrong with us which it was.
    """

    day: str
    root_cause: str
    correction: str
    accepted: bool | None = None
    root: str | None = None


@frozen()
class ComplaintReopened(Event):
    """On ``day`` it was taken up again, for a reason (a row apart), to be answered by ``due_day``."""

    day: str
    reason: str
    due_day: str
