"""When those who wait will be called, as it looks at one instant: the estimate of everybody in the line at once."""

from __future__ import annotations

from collections import Counter as Tally
from typing import TYPE_CHECKING

from frontdesk.domain.discipline import open_to
from frontdesk.domain.estimate import estimate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.domain.day import Day
    from frontdesk.domain.estimate import Estimate
    from frontdesk.domain.visit import Visit


class Outlook:
    """The estimates of a line at an instant (UTC seconds); each is what ``estimate`` with ``delaying`` would tell.

    To ask that of each one by itself would go through the whole line for everybody in it.
    """

    def __init__(self, day: Day, line: Iterable[Visit], at: int) -> None:
        self.at = at
        self._day = day
        self._ahead: dict[str, int] = {}
        self._known: dict[str, Estimate | None] = {}
        counters: dict[tuple[str, str, str | None], int] = {}
        before: Tally[int] = Tally()
        places = {counter: 1 << place for place, counter in enumerate(day.counters)}
        for visit in line:
            kind = visit.service, visit.segment, visit.leg.to_counter
            taking = counters.get(kind)
            if taking is None:
                taking = counters[kind] = sum(places[counter.id] for counter in open_to(day, visit))
            self._ahead[visit.id] = sum(n for others, n in before.items() if others & taking)
            before[taking] += 1

    def ahead(self, visit: Visit) -> int:
        """How many people in the line delay somebody in it; 0 for anybody else."""
        return self._ahead.get(visit.id, 0)

    def of(self, visit: Visit) -> Estimate | None:
        """The estimate of somebody in the line; None for anybody else, and while no counter may call them."""
        if visit.id not in self._known:
            ahead = self._ahead.get(visit.id)
            self._known[visit.id] = None if ahead is None else estimate(self._day, visit, ahead)
        return self._known[visit.id]
