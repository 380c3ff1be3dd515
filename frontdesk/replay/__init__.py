"""A recorded history told again, as it happened or under another order with other counters."""

from frontdesk.replay.arrivals import Tried, replay_arrivals
from frontdesk.replay.listening import Listener
from frontdesk.replay.plan import MOST_ADDED, Added
from frontdesk.replay.recorded import ORIGIN, SHOWN_BAD_ROWS, Replayed, replay_recorded

__all__ = (
    "MOST_ADDED",
    "ORIGIN",
    "SHOWN_BAD_ROWS",
    "Added",
    "Listener",
    "Replayed",
    "Tried",
    "replay_arrivals",
    "replay_recorded",
)
