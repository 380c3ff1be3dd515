"""What has become of a visit that somebody asks for, and what can be done with it: pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import Outcome, State
from frontdesk.i18n import Sentence
from frontdesk.tui.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.visit import Visit


def whereabouts(visit: Visit, now: int, own: Sequence[Visit]) -> Sentence:
    """Where a visit is at an instant (UTC seconds); ``own`` are those whom this counter calls, the next one first."""
    settled = visit.settled(now)
    if settled.outcome is Outcome.NO_SHOW:
        return Sentence("{number}: did not come. {put_back_key} brings them back.", number=visit.number, **KEYS)
    if settled.outcome is not None:
        outcome = Sentence(OUTCOME_NAMES[settled.outcome])
        return Sentence(
            "{number}: {outcome}. {details_key} shows its story.", number=visit.number, outcome=outcome, **KEYS
        )
    if settled.state in (State.CALLED, State.SERVING):
        return Sentence("{number} is at counter {counter}.", number=visit.number, counter=settled.counter)
    if settled.state is State.HELD:
        return Sentence("{number} is on hold. {put_back_key} brings them back.", number=visit.number, **KEYS)
    place = next((place for place, one in enumerate(own, 1) if one.id == visit.id), None)
    if place is None:
        return Sentence("{number} waits for another counter.", number=visit.number)
    return Sentence("{number} is number {place} in the line.", number=visit.number, place=place)
