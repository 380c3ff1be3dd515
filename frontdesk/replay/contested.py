"""Which order a recorded history followed: of its contested calls, how many an order would have made too.

A call is contested when the one who was called and somebody else had waited for the same service. What decides between
services is who was trained for what, of which a log says nothing; within one, the order does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.discipline import DISCIPLINES, Order, Turns
from frontdesk.domain.metrics import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit
    from frontdesk.visit_log import LogRow


@dataclass(frozen=True)
class Explained:
    """An order, how many calls of a log were contested, and how many of these it would have made too."""

    discipline: str
    contested: int
    explained: int

    @property
    def share(self) -> float | None:
        """The share of the contested calls that the order explains; None where none was contested."""
        return share(self.explained, self.contested)

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        found = self.share
        return {
            "discipline": self.discipline,
            "contested": self.contested,
            "explained": self.explained,
            "share": None if found is None else round(found, 4),
        }


class Contested(NamedTuple):
    """A call, and who else waited for the same service then."""

    at: int
    called: Visit
    others: list[Visit]


def contested(rows: Iterable[LogRow], visits: Mapping[str, Visit]) -> list[Contested]:
    """The contested calls of a log, in their order; ``visits`` are its visits by their ids.

    Of several people called in one second nobody was passed over for another.
    """
    by_service: dict[str, list[LogRow]] = defaultdict(list)
    for row in rows:
        if row.visit in visits:
            by_service[row.service].append(row)
    found = [call for some in by_service.values() for call in _contested(some, visits)]
    return sorted(found, key=lambda call: (call.at, call.called.serial))


def _contested(rows: list[LogRow], visits: Mapping[str, Visit]) -> Iterator[Contested]:
    coming = sorted(rows, key=lambda row: row.arrived_at)
    calls = sorted((row for row in rows if row.called_at is not None), key=lambda row: row.called_at or 0)
    here: dict[str, LogRow] = {}
    place = 0
    for call in calls:
        at = call.called_at
        assert at is not None
        while place < len(coming) and coming[place].arrived_at < at:
            here[coming[place].visit] = coming[place]
            place += 1
        here = {name: row for name, row in here.items() if (row.called_at or row.ended_at) > at}
        others = [visits[name] for name in here if name != call.visit]
        if others and call.arrived_at < at:
            yield Contested(at, visits[call.visit], others)


def explained(policy: Policy, calls: Iterable[Contested], discipline: str) -> Explained:
    """How many of the calls a discipline would have made too; of two equal in its eyes either may be called."""
    order = Order(replace(policy, discipline=discipline))
    turns = Turns()
    n = right = 0
    for at, called, others in calls:
        n += 1
        if order.by_key:
            own = order.key(called, at)[:-1]
            right += all(own <= order.key(other, at)[:-1] for other in others)
            continue
        line = order.line([called, *others], at, turns)
        right += line[0] is called
        turns = order.after_call(called, line, turns)
    return Explained(discipline, n, right)


def explained_by_all(policy: Policy, rows: Iterable[LogRow], visits: Iterable[Visit]) -> tuple[Explained, ...]:
    """What every discipline explains, the best one first."""
    calls = contested(rows, {visit.id: visit for visit in visits})
    found = [explained(policy, calls, name) for name in DISCIPLINES]
    return tuple(sorted(found, key=lambda one: -one.explained))
