"""Where a morning happens: at a real desk, or first in the mind, to be told to the desk in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import Day
from frontdesk.domain.rules import decide

if TYPE_CHECKING:
    from frontdesk.clock import FixedClock
    from frontdesk.desk import Desk

STEPS_AT_ONCE = 400


class Stage(Protocol):
    """What a play needs of the place where it happens. Instants are UTC seconds."""

    desk: Desk

    @property
    def day(self) -> Day | None:
        """The day as it stands; None before the doors open."""
        ...

    def now(self) -> int:
        """The present instant."""
        ...

    def perform(self, command: do.Command) -> None:
        """Carry out a command; Refused or UsageError where it cannot be."""
        ...


class AtTheDesk:
    """The real desk, by its own clock."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def day(self) -> Day | None:
        """The day as this desk has seen it last."""
        return self.desk.snapshot.day

    def now(self) -> int:
        """What the desk's clock says."""
        return self.desk.now()

    def perform(self, command: do.Command) -> None:
        """Carry it out now."""
        self.desk.perform(command)


class Rehearsal:
    """The rules alone, without a database: what is done is kept, and told to the desk at the end.

    It begins on a day that nobody has opened.
    """

    def __init__(self, desk: Desk, begins: int) -> None:
        self.desk = desk
        self.at = begins
        self._script: list[tuple[int, do.Command]] = []
        today = desk.policy.business_day(begins).isoformat()
        opened = ev.Recorded(1, begins, ev.DayOpened(today), "", None, 1)
        self._day = Day(today).apply(opened)

    @property
    def day(self) -> Day:
        """The day as it stands in the mind."""
        return self._day

    def now(self) -> int:
        """The instant that was reached."""
        return self.at

    def perform(self, command: do.Command) -> None:
        """Carry it out in the mind."""
        if not isinstance(command, do.MatterCommand):  # what outlives the day is no part of it
            first = self._day.seq + 1
            events = decide(self._day, command, self.at, self.desk.policy)
            self._day = self._day.apply_all(
                ev.Recorded(first + n, self.at, event, command.actor, command.counter, first)
                for n, event in enumerate(events)
            )
        self._script.append((self.at, command))

    def tell(self, clock: FixedClock) -> None:
        """Have the desk carry out all of it, each at its own instant."""
        for start in range(0, len(self._script), STEPS_AT_ONCE):
            with self.desk.together():
                for at, command in self._script[start : start + STEPS_AT_ONCE]:
                    clock.at = at
                    self.desk.perform(command)
        clock.at = self.at
        self._script = []
