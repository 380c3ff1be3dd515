"""A counter as it stands today: open, paused or closed, its person, and the visit that stands at it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from frontdesk.domain.visit import Visit


class CounterState(StrEnum):
    """What a counter does."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Counter(NamedTuple):
    """A counter today: its person, the visit that stands at it, what it takes (None: all).

    ``since`` is the last change of state, ``free_since`` when it last became free; both UTC seconds. ``served`` counts
    the legs finished at it, ``quick`` the questions answered without a number.
    """

    id: str
    state: CounterState = CounterState.CLOSED
    staff: str | None = None
    since: int = 0
    free_since: int = 0
    visit: str | None = None
    pause_after: bool = False
    pause_reason: str | None = None
    services: frozenset[str] | None = None
    segments: frozenset[str] | None = None
    served: int = 0
    handled_s: int = 0
    quick: int = 0

    def takes(self, visit: Visit) -> bool:
        """Whether the counter takes such visits: service and segment are among its own."""
        return self.takes_kind(visit.service, visit.segment)

    def takes_kind(self, service: str, segment: str) -> bool:
        """Whether it takes visits of a segment for a service."""
        return (self.services is None or service in self.services) and (
            self.segments is None or segment in self.segments
        )
