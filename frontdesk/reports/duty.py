"""How much each counter and each person had to do: on duty, paused, attending, free, and free while people waited.

Occupancy = (walk + handling + interruptions) / (on duty and not paused). All lengths are seconds and add up over days.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Duty(NamedTuple):
    """What a counter, a person or a whole house had to do, in seconds.

    ``open_s`` is on duty and not paused; ``attending_s`` of it somebody had been called or was served, ``attended`` is
    how often. ``idle_s`` is the rest of it, and ``idle_waiting_s`` that part of the rest in which somebody waited whom
    the counter takes. ``after_hours_s`` was attended while the counter was paused or closed: it is in no other figure.
    """

    open_s: int = 0
    paused_s: int = 0
    attending_s: int = 0
    idle_waiting_s: int = 0
    attended: int = 0
    pauses: int = 0
    after_hours_s: int = 0

    @property
    def idle_s(self) -> int:
        """Open, and nobody there."""
        return self.open_s - self.attending_s

    @property
    def occupancy(self) -> float | None:
        """The share of the open time in which somebody was attended; None where there was no open time."""
        return share(self.attending_s, self.open_s)


NO_DUTY = Duty()


def added(every: Iterable[Duty]) -> Duty:
    """All of them together."""
    total = NO_DUTY
    for one in every:
        total = Duty._make(map(add, total, one))
    return total


class Watch(NamedTuple):
    """One person at one counter from ``begins`` to ``ends`` (UTC seconds): a shift, or (with a reason) a pause in it.

    ``reason`` is what was typed, or the reference to it; ``over`` is False for one that still runs. ``visits`` are
    those called in a shift, pauses apart; of a pause, those who waited meanwhile and whom the counter takes.
    """

    day: str
    begins: int
    ends: int
    counter: str
    staff: str
    reason: str | None = None
    over: bool = True
    visits: int = 0


class HandOver(NamedTuple):
    """Somebody went on where a colleague had been: at a counter, or (with ``visit``) with the visit being served."""

    day: str
    at: int
    counter: str
    previous: str | None
    staff: str
    visit: str | None = None


class DayDuty(NamedTuple):
    """A day's duty, so that days can be added: by counter and person; the shifts, the pauses and who took over."""

    loads: tuple[tuple[str, str, Duty], ...] = ()
    shifts: tuple[Watch, ...] = ()
    pauses: tuple[Watch, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()


class DutyFigures(NamedTuple):
    """The load of the house, of each counter and of each person; the shifts, the pauses and who handed over to whom.

    ``by_staff`` is of the person who had signed in at the counter, also where a colleague called from it.
    """

    total: Duty
    by_counter: Mapping[str, Duty]
    by_staff: Mapping[str, Duty]
    shifts: tuple[Watch, ...]
    pauses: tuple[Watch, ...]
    hand_overs: tuple[HandOver, ...]


NO_DUTY_FIGURES = DutyFigures(NO_DUTY, {}, {}, (), (), ())
