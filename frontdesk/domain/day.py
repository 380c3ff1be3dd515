"""A business day as the fold of its events: who is where, which counters are open, which numbers were given.

``Day.apply`` is the only way that a day changes. A ``Day`` is a value: the next one shares all but what changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.applying import APPLY, arrived
from frontdesk.domain.counter import Counter, CounterState
from frontdesk.domain.draft import Draft, Step
from frontdesk.domain.experience import NO_EXPERIENCE, Experience
from frontdesk.domain.undoing import places_undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.standing import Emergency, Notice, Rush, ShiftNote
    from frontdesk.domain.visit import Visit

__all__ = ("Counter", "CounterState", "Day", "Step", "arrived", "fold")


@dataclass(frozen=True)
class Day:
    """A business day at a site after ``seq`` events, the last of them at ``at`` (UTC seconds).

    ``visits`` holds every visit of the day by id in the order of check-in, ``live`` those that have not ended.
    ``numbers`` is the last running number given out for each letter; ``kept_numbers`` those of visits carried in.
    ``touched`` maps each visit and counter to the last step that touched it, ``last_steps`` each counter to the last
    step made from it. ``credits`` is what each segment has earned where segments take turns, ``experience`` what
    estimates are made from; both go on from the day before. ``notices``, ``surge`` (the plan for a rush, while it runs)
    and ``emergencies`` are what stands until somebody ends it, ``shift_notes`` until somebody has read it;
    ``acknowledged`` is who has seen to which alert, by its key. ``sealed_at`` is the last close by hand (0 for none),
    ``last_matter`` the place of the last step of a complaint or a promise; ``promised`` and ``complained`` are the
    visits about which one was made today. ``reckoned`` is no part of the value: what was made out about this very day,
    so that it need not be made out twice.
    """

    day: str
    seq: int = 0
    at: int = 0
    opened: bool = False
    closed: bool = False
    closed_by_hand: bool = False
    previous_seal: str | None = None
    visits: Mapping[str, Visit] = field(default_factory=dict)
    live: Mapping[str, Visit] = field(default_factory=dict)
    counters: Mapping[str, Counter] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    kept_numbers: frozenset[str] = frozenset()
    intake_stopped: frozenset[str] = frozenset()
    calls_since_preferent: int = 0
    credits: Mapping[str, int] = field(default_factory=dict)
    experience: Experience = NO_EXPERIENCE
    notices: Mapping[str, Notice] = field(default_factory=dict)
    surge: Rush | None = None
    emergencies: Mapping[str, Emergency] = field(default_factory=dict)
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    shift_notes: Mapping[str, ShiftNote] = field(default_factory=dict)
    sealed_at: int = 0
    last_matter: int = 0
    promised: frozenset[str] = frozenset()
    complained: frozenset[str] = frozenset()
    touched: Mapping[str, Step] = field(default_factory=dict)
    last_steps: Mapping[str, Step] = field(default_factory=dict)
    reckoned: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def apply(self, record: ev.Recorded) -> Day:
        """The day after one more event. An ``Undone`` needs the whole stream: see ``fold``."""
        return self.apply_all((record,))

    def apply_all(self, records: Iterable[ev.Recorded]) -> Day:
        """The day after some more events, none of them an ``Undone``."""
        draft = Draft(self)
        for record in records:
            draft.take(record, APPLY[type(record.event)])
        return draft.day()

    def counter(self, counter: str) -> Counter:
        """A counter as it stands; one that was not opened today is closed."""
        return self.counters.get(counter) or Counter(counter)

    def find(self, reference: str) -> Visit | None:
        """The visit with this id, or with this number; no two of a day have the same one."""
        found = self.visits.get(reference)
        if found is not None:
            return found
        number = reference.upper()
        people = chain(self.live.values(), self.visits.values())  # those who are still here are asked for most
        return next((visit for visit in people if visit.number == number), None)


def fold(day: str, records: Sequence[ev.Recorded]) -> Day:
    """The day that a whole stream tells. What was undone is skipped; numbers given out stay given out."""
    skipped = places_undone(records)
    draft = Draft(Day(day))
    if not skipped:
        for record in records:
            draft.take(record, APPLY[type(record.event)])
        return draft.day()
    for record in records:
        if record.seq in skipped:
            draft.skip(record)
        else:
            draft.take(record, APPLY[type(record.event)])
    return draft.day()
