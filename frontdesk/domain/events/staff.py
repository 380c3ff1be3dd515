"""What concerns the people who serve: what one shift leaves to the next, how a shift was, what was done to them."""

from __future__ import annotations

from frontdesk.domain.events.event import Event
from frontdesk.domain.frozen import frozen

FEWEST_PULSES = 5
"""So many answers to how the shift was are told together: of fewer, one could guess whose they are."""


@frozen()
class ShiftNoteWritten(Event):
    """A hand-over note for whoever comes next to the counter, or for the house; what it says is a row apart."""

    note: str
    text: str


@frozen()
class ShiftNoteRead(Event):
    """Somebody has read a hand-over note."""

    note: str


@frozen()
class PulseTaken(Event):
    """Somebody said at the end of a shift how it was, from 1 to 5.

    So it was written until 0013, each answer by itself and at its instant: see ``PulsesGathered``.
    """

    score: int


@frozen()
class PulsesGathered(Event):
    """Several people said at the end of their shifts how these were, from 1 to 5 each; ``scores`` are in rising order.

    Who gave which of them, and when, nobody wrote down: each waited, counted, until there were enough.
    """

    scores: tuple[int, ...]


@frozen()
class AbuseNoted(Event):
    """Somebody who serves was abused. ``visit`` is who stood there: it is on no visit's story and on no file."""

    alert: str
    visit: str | None = None
    text: str | None = None
