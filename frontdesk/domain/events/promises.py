"""The life of a promise, in a stream of its own."""

from __future__ import annotations

from frontdesk.domain.events.event import Event
from frontdesk.domain.frozen import frozen


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
