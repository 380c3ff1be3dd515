"""A business day as the fold of its events.

``Day.apply`` is the only way that a day changes. A ``Day`` is a value: the next one shares all but what changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.domain import events as ev
from frontdesk.domain.applying import APPLY, arrived
from frontdesk.domain.counter import Counter, CounterState
from frontdesk.domain.day_state import DayState, Step
from frontdesk.domain.draft import Draft
from frontdesk.domain.undoing import places_undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ("Counter", "CounterState", "Day", "Step", "arrived", "fold")


class Day(DayState):
    """A business day as it stands, and how it goes on."""

    def apply(self, record: ev.Recorded) -> Day:
        """The day after one more event. An ``Undone`` needs the whole stream: see ``fold``."""
        return self.apply_all((record,))

    def apply_all(self, records: Iterable[ev.Recorded]) -> Day:
        """The day after some more events, none of them an ``Undone``."""
        draft = Draft(self)
        for record in records:
            draft.take(record, APPLY[type(record.event)])
        return replace(self, **draft.become())


def fold(day: str, records: Sequence[ev.Recorded]) -> Day:
    """The day that a whole stream tells. What was undone is skipped; numbers given out stay given out."""
    skipped = places_undone(records)
    empty = Day(day)
    draft = Draft(empty)
    for record in records:
        if record.seq in skipped:
            draft.skip(record)
        else:
            draft.take(record, APPLY[type(record.event)])
    return replace(empty, **draft.become())
