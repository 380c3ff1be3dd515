"""What stands of a business day: who is where, which counters are open, which numbers were given."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.counter import Counter
from frontdesk.domain.experience import NO_EXPERIENCE, Experience

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.standing import Emergency, Notice, Rush, ShiftNote
    from frontdesk.domain.visit import Visit


class Step(NamedTuple):
    """A command that was carried out: its events ``first`` to ``last``, the kind of the first, what they touched."""

    first: int
    last: int
    kind: str
    entities: tuple[str, ...]


@dataclass(frozen=True)
class DayState:
    """A business day at a site as it stands after ``seq`` events, the last of them at ``at`` (UTC seconds).

    ``visits`` holds every visit of the day by id in the order of check-in, ``live`` those that have not ended.
    ``numbers`` is the last running number given out for each letter; ``kept_numbers`` those of visits carried in.
    ``touched`` maps each visit and counter to the last step that touched it, ``last_steps`` each counter to the
    last step made from it, ``last_about`` each visit to the last step about it, beside its course too. ``credits``
    is what each segment has earned where segments take turns, ``experience`` what estimates are made from; both go
    on from the day before. ``notices``, ``surge`` (the plan for a rush, while it runs) and ``emergencies`` are what
    stands until somebody ends it, ``shift_notes`` until somebody has read it; ``acknowledged`` is who has seen to
    which alert, by its key. ``sealed_at`` is the last close by hand (0 for none), ``last_matter`` the place of the
    last step of a complaint or a promise; ``promised`` and ``complained`` are the visits about which one was made
    today. ``reckoned`` is no part of the value: what was made out about this very day, so that it need not be made
    out twice.
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
    last_about: Mapping[str, Step] = field(default_factory=dict)
    reckoned: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

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
