"""The visits of a period as parts of its figures: judged, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import compress
from math import fsum
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from frontdesk.domain.metrics import PROVEN, Judgement, judged, standing_at
from frontdesk.domain.records import VisitRecord
from frontdesk.domain.visit import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.reports.period import Period

T = TypeVar("T")

SERVED = frozenset((Judgement.WITHIN, Judgement.SERVED_LATE))


class Parts(NamedTuple):
    """What many visits add to the figures, side by side.

    ``fields`` are the visits field by field (``fields.service`` is the column of their services): in twenty passes over
    a month's visits, each pass over the records themselves would wait for the memory. ``judgements`` is None for a
    removed visit, which adds nothing.
    """

    visits: Sequence[VisitRecord]
    fields: Any
    waited: Sequence[int]
    judgements: Sequence[Judgement | None]

    def chosen(self, flags: Sequence[bool]) -> Parts:
        """Those whose flag is set; all of them as they are."""
        if all(flags):
            return self
        return Parts(
            list(compress(self.visits, flags)),
            VisitRecord._make(list(compress(column, flags)) for column in self.fields),
            list(compress(self.waited, flags)),
            list(compress(self.judgements, flags)),
        )

    def measured(self) -> Parts:
        """Without the removed."""
        return self.chosen([one is not None for one in self.judgements])


class Columns(NamedTuple):
    """Many parts, side by side: ``waited`` and ``handled`` are only of those of whom ``served`` is true."""

    judgements: list[Judgement]
    served: list[bool]
    waited: list[int]
    handled: list[int]

    def __len__(self) -> int:
        return len(self.judgements)


def as_they_stood(period: Period) -> list[VisitRecord]:
    """The visits of the period as they were at its end: one that ended after it is open, as it stood then."""
    carried = {visit.id: visit for visit in period.carried}
    staff, to_day = period.staff, period.to_day
    visits = []
    for visit in period.visits:
        if visit.arrived_day > to_day:
            continue
        current = visit
        if visit.ended_day is None or visit.ended_day > to_day:
            current = carried.get(visit.id) or (visit if visit.ended_day is None else _not_known(visit))
        if staff is None or current.staff == staff:
            visits.append(current)
    return visits


def _not_known(visit: VisitRecord) -> VisitRecord:
    """A visit that was open at the end of the period and of which nothing more is known: it proves nothing."""
    return visit._replace(
        outcome=None, ended_day=None, ended_at=None, state=State.HELD, hold_until=None, waiting_s=0, serving_s=0
    )


def parts_of(visits: Sequence[VisitRecord], at: int) -> Parts:
    """Each visit judged; those still here at the instant ``at`` (UTC seconds)."""
    fields: Any = VisitRecord._make(zip(*visits, strict=True) if visits else [()] * len(VisitRecord._fields))
    waited = list(fields.waiting_s)
    judgements = list(map(judged, fields.outcome, waited, fields.target_s))
    for place, outcome in enumerate(fields.outcome):
        if outcome is None:
            waited[place], waiting = standing_at(visits[place], at)
            judgements[place] = judged(None, waited[place], fields.target_s[place], waiting=waiting)
    return Parts(visits, fields, waited, judgements)


def columns_of(parts: Parts) -> Columns:
    """Parts that were judged, side by side."""
    served = [one in SERVED for one in parts.judgements]
    return Columns(
        judgements=[one for one in parts.judgements if one is not None],
        served=served,
        waited=list(compress(parts.waited, served)),
        handled=list(map(sub, compress(parts.fields.serving_s, served), compress(parts.fields.interrupted_s, served))),
    )


def by_key(keys: Iterable[str | None], values: Iterable[T]) -> dict[str, list[T]]:
    """The values that stand beside each key; those beside None are left out."""
    gathered: defaultdict[str | None, list[T]] = defaultdict(list)
    for key, value in zip(keys, values, strict=True):
        gathered[key].append(value)
    return {key: found for key, found in gathered.items() if key is not None}


def mean_goal(parts: Parts) -> float | None:
    """The share promised: the goal of all whom the service level counts, or the mean of their goals."""
    return mean_of_goals(parts.fields.goal, parts.judgements)


def mean_of_goals(goals: Sequence[float], judgements: Sequence[Judgement | None]) -> float | None:
    """The same of goals and judgements that stand side by side."""
    counted = Counter(compress(goals, [one in PROVEN for one in judgements]))
    if len(counted) <= 1:
        return next(iter(counted), None)
    return fsum(goal * n for goal, n in counted.items()) / counted.total()
