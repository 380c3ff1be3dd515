"""The commands of a plan being performed, many in one transaction, each at its own instant."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from frontdesk.clock import FixedClock
from frontdesk.csv_rows import BadRow
from frontdesk.domain import commands as do
from frontdesk.domain.day import CounterState
from frontdesk.errors import Refused, UsageError
from frontdesk.visit_log import LogRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.desk import Desk
    from frontdesk.replay.listening import Listener
    from frontdesk.replay.plan import Step

COMMANDS_AT_ONCE = 5000


class Run:
    """Commands being performed, each at its own instant."""

    def __init__(self, desk: Desk, listener: Listener) -> None:
        self.bad: list[BadRow] = []
        self.commands = 0
        self._desk = desk
        self._clock = desk.clock
        self._listener = listener
        self._open: set[str] = set()
        self._given_up: set[int] = set()
        self._steps_done: Counter[str] = Counter()

    def perform(self, steps: list[Step]) -> None:
        """Perform all, many in one transaction."""
        self._desk.catch_up()
        day = self._desk.snapshot.day
        if day is not None:
            self._open = {one.id for one in day.counters.values() if one.state is CounterState.OPEN}
        for start in range(0, len(steps), COMMANDS_AT_ONCE):
            with self._desk.together():
                for step in steps[start : start + COMMANDS_AT_ONCE]:
                    if step.row.line not in self._given_up:
                        self._step(step)
            self._listener.progress(min(start + COMMANDS_AT_ONCE, len(steps)), len(steps))

    def _step(self, step: Step) -> None:
        assert isinstance(self._clock, FixedClock)
        self._clock.at = step.at
        counter = step.row.counter
        try:
            if counter is not None and counter not in self._open and isinstance(step.command, do.CallVisit):
                self._do(do.OpenCounter(counter=counter, actor=step.row.staff))
                self._open.add(counter)
            self._do(step.command)
            self._steps_done[step.row.visit] += 1
        except (Refused, UsageError) as refused:
            self._given_up.add(step.row.line)
            self.bad.append(BadRow(step.row.line, refused.reason))
            self._take_back(step.row)

    def _do(self, command: do.Command) -> None:
        self._desk.perform(command)
        self.commands += 1

    def _take_back(self, row: LogRow) -> None:
        """Nothing is to be left of a row that could not be told to its end; a removal where time has passed over it."""
        tries: Iterable[do.Command] = [do.Undo(visit=row.visit, actor=row.staff)] * self._steps_done[row.visit]
        try:
            for command in tries:
                self._do(command)
        except (Refused, UsageError):
            for command in (
                do.PutBack(visit=row.visit, actor=row.staff),
                do.Remove(visit=row.visit, actor=row.staff),
            ):
                try:
                    self._do(command)
                except (Refused, UsageError):
                    continue
