"""What each kind of event does to a day: one function for each, in the words of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.applying.counters import APPLY_OF_COUNTERS
from frontdesk.domain.applying.days import APPLY_OF_DAYS
from frontdesk.domain.applying.house import APPLY_OF_HOUSE
from frontdesk.domain.applying.visits import APPLY_OF_VISITS, arrived

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.draft import Draft


__all__ = ("APPLY", "arrived")


def _nothing(draft: Draft, record: ev.Recorded, event: ev.Event) -> None:
    """An event that leaves the day as it is."""


APPLY: dict[type[ev.Event], Callable[[Draft, ev.Recorded, Any], None]] = {
    **APPLY_OF_DAYS,
    **APPLY_OF_VISITS,
    **APPLY_OF_COUNTERS,
    **APPLY_OF_HOUSE,
    ev.PulseTaken: _nothing,
    ev.PulsesGathered: _nothing,
    ev.StandardCommented: _nothing,
    ev.Undone: _nothing,
}
"""What each kind of event does to a day."""
