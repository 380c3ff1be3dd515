"""What happens to a counter."""

from __future__ import annotations

from frontdesk.domain.events.event import CounterEvent, Event
from frontdesk.domain.frozen import frozen


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
class QuicklyServed(Event):
    """A ten-second question was answered without a number; counted apart, so that it falsifies no wait."""
