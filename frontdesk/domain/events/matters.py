"""A step of a complaint or a promise, as the day on which it was taken knows of it."""

from __future__ import annotations

from frontdesk.domain.events.event import Event
from frontdesk.domain.frozen import frozen


@frozen()
class MatterStepTaken(Event):
    """Something was done about a matter, which has a stream of its own; here it only has its place among the others.

    ``matter`` is its kind and its number (``promise/P-2026-0042``), ``place`` the place of the step's first event in
    the matter's stream, ``step`` the kind of that event. ``visit`` is the one that the matter is about;
    ``is_complaint`` is false for promises, and for requests, suggestions and praise.
    """

    matter: str
    place: int
    step: str
    visit: str | None = None
    is_complaint: bool = False
