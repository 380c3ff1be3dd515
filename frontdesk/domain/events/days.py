"""The business day begins, ends, goes on; a step of it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.events.event import Event
from frontdesk.domain.frozen import frozen
from frontdesk.domain.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.experience import Experience
    from frontdesk.domain.standing import Emergency, Notice, Rush, ShiftNote


class CounterKept(NamedTuple):
    """A counter that stays open over the roll-over of the day."""

    id: str
    state: str
    staff: str
    since: int
    services: tuple[str, ...] | None = None
    segments: tuple[str, ...] | None = None
    pause_after: bool = False
    pause_reason: str | None = None


@frozen()
class DayOpened(Event):
    """A business day begins, with what goes on from the one before and that one's seal."""

    day: str
    previous_day: str | None = None
    previous_seal: str | None = None
    counters: tuple[CounterKept, ...] = ()
    intake_stopped: tuple[str, ...] = ()
    calls_since_preferent: int = 0
    credits: Mapping[str, int] | None = None
    experience: Experience | None = None
    notices: tuple[Notice, ...] = ()
    surge: Rush | None = None
    emergencies: tuple[Emergency, ...] = ()
    acknowledged: Mapping[str, str] | None = None
    shift_notes: tuple[ShiftNote, ...] = ()


@frozen()
class CarriedOver(Event):
    """A visit that was open at the close goes on in the new day, with its whole state."""

    state: Visit


@frozen()
class DayClosed(Event):
    """The business day ends; it seals the day, the one before and the heads of the streams that outlive it.

    Each of ``heads`` is ``stream seq digest`` of a complaint's or promise's last event, for those that changed today.
    """

    carried: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    previous_seal: str | None = None
    heads: tuple[str, ...] = ()
    by_hand: bool = False


@frozen()
class DayReopened(Event):
    """A day that was closed by hand before its end goes on."""

    reason: str | None = None


@frozen()
class Undone(Event):
    """The events ``first`` to ``last`` of this stream are taken back; the fold skips them."""

    first: int
    last: int
