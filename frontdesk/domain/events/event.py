"""What every event is, and how it stands in the log."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen


@frozen()
class Event(Frozen):
    """A fact. ``kind`` is its name in the log."""

    kind: ClassVar[str]


@frozen()
class VisitEvent(Event):
    """Something that happened to one visit."""

    visit: str


@frozen()
class CounterEvent(Event):
    """Something that happened to the counter named with the event."""


class Recorded(NamedTuple):
    """An event with its place in the log: who did it, where and when (UTC seconds).

    ``first`` is the place of the first event of the same command, so that an undo takes back the whole command.
    """

    seq: int
    at: int
    event: Event
    actor: str
    counter: str | None
    first: int
