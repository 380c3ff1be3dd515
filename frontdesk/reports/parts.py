"""The visits and legs of a period as parts of its figures: judged, and gathered by whatever they have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import compress
from math import fsum
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from frontdesk.domain.metrics import PROVEN, Distribution, Judgement, ServiceLevel, judged, standing_at
from frontdesk.domain.records import VisitRecord
from frontdesk.domain.visit import State
from frontdesk.reports.model import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.domain.records import LegRecord
    from frontdesk.reports.model import Period

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


class LegPart(NamedTuple):
    """What one leg adds, judged by its own promise.

    It waited from ``queued_at`` for ``waited_s`` and stood at ``counter`` from ``called_at`` for ``attended_s``.
    """

    visit: str
    service: str
    counter: str | None
    staff: str | None
    queued_at: int
    waited_s: int
    called_at: int | None
    attended_s: int
    handled_s: int
    judgement: Judgement


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


class Legs(NamedTuple):
    """The legs of many visits: ``alone`` the visits that have one, ``several`` each leg of the others.

    Nearly all visits have one leg and are read as they are; that is half the cost of a report saved.
    """

    alone: Parts
    several: Sequence[LegPart]
    columns: Columns

    def by_service(self) -> dict[str, Group]:
        """The legs by service."""
        return self._grouped(self.alone.fields.service, [leg.service for leg in self.several])

    def by_counter(self) -> dict[str, Group]:
        """The legs that were called, by counter."""
        return self._grouped(self.alone.fields.counter, [leg.counter for leg in self.several])

    def by_staff(self) -> dict[str, Group]:
        """The legs that were called, by person."""
        return self._grouped(self.alone.fields.staff, [leg.staff for leg in self.several])

    def _grouped(self, alone: Sequence[str | None], several: Sequence[str | None]) -> dict[str, Group]:
        """By key; a visit of which several legs have the same key is one visit of that group."""
        groups = grouped([*alone, *several], self.columns)
        pairs = Counter((key, leg.visit) for key, leg in zip(several, self.several, strict=True))
        for (key, _), met in pairs.items():
            if met > 1 and key is not None:
                groups[key] = replace(groups[key], visits=groups[key].visits - met + 1)
        return groups


def legs_of(measured: Parts, columns: Columns, rows: Iterable[LegRecord], at: int) -> Legs:
    """The legs of visits that were judged, whose ``columns`` these are; one without rows of its legs is one leg."""
    by_visit: defaultdict[str, list[LegRecord]] = defaultdict(list)
    for row in rows:
        by_visit[row.visit].append(row)
    several: list[LegPart] = []
    alone = [True] * len(columns)
    for place, n in enumerate(measured.fields.legs):
        if n > 1 and len(own := by_visit.get(measured.visits[place].id, ())) >= n:
            alone[place] = False
            visit, waited_s = measured.visits[place], measured.waited[place]
            several += _own_legs(visit, waited_s, sorted(own, key=lambda row: row.leg)[:n], at)
    if not several:
        return Legs(measured, several, columns)
    those = measured.chosen(alone)
    ones, served = columns_of(those), [leg.judgement in SERVED for leg in several]
    return Legs(
        those,
        several,
        Columns(
            judgements=ones.judgements + [leg.judgement for leg in several],
            served=ones.served + served,
            waited=ones.waited + [leg.waited_s for leg in compress(several, served)],
            handled=ones.handled + [leg.handled_s for leg in compress(several, served)],
        ),
    )


def _own_legs(visit: VisitRecord, waited_s: int, rows: Sequence[LegRecord], at: int) -> Iterable[LegPart]:
    """The legs of a visit as it stood: the last one has of the visit's times what the earlier ones leave.

    The row of the last leg itself may tell of times after the period; those of the earlier ones cannot.
    """
    waiting = standing_at(visit, at)[1]
    called_s, serving_s, interrupted_s = visit.called_s, visit.serving_s, visit.interrupted_s
    for row in rows[:-1]:
        # A leg is followed by another only when it was being served, so all but the last one were served.
        judgement = Judgement.WITHIN if row.waiting_s <= row.target_s else Judgement.SERVED_LATE
        yield _leg_part(row, row.waiting_s, row.called_s + row.serving_s, row.serving_s - row.interrupted_s, judgement)
        waited_s -= row.waiting_s
        called_s -= row.called_s
        serving_s -= row.serving_s
        interrupted_s -= row.interrupted_s
    judgement_of_last = judged(visit.outcome, waited_s, rows[-1].target_s, waiting=waiting)
    if judgement_of_last is not None:
        yield _leg_part(rows[-1], waited_s, called_s + serving_s, serving_s - interrupted_s, judgement_of_last)


def _leg_part(row: LegRecord, waited_s: int, attended_s: int, handled_s: int, judgement: Judgement) -> LegPart:
    return LegPart(
        row.visit,
        row.service,
        row.counter,
        row.staff,
        row.queued_at,
        waited_s,
        row.called_at,
        attended_s,
        handled_s,
        judgement,
    )


def group(columns: Columns) -> Group:
    """All these parts, one for each visit, as one group."""
    return Group(
        visits=len(columns),
        wait=Distribution.of(columns.waited),
        handling=Distribution.of(columns.handled),
        service_level=ServiceLevel.of(Counter(columns.judgements)),
    )


def grouped(keys: Sequence[str | None], columns: Columns) -> dict[str, Group]:
    """The parts, one for each visit, by key and in the order of the keys; those whose key is None are in no group."""
    if len(different := set(keys)) == 1:
        return {key: group(columns) for key in different if key is not None}
    served_keys = list(compress(keys, columns.served))
    waited = by_key(served_keys, columns.waited)
    handled = by_key(served_keys, columns.handled)
    return {
        key: Group(
            visits=len(judgements),
            wait=Distribution.of(waited.get(key, ())),
            handling=Distribution.of(handled.get(key, ())),
            service_level=ServiceLevel.of(Counter(judgements)),
        )
        for key, judgements in sorted(by_key(keys, columns.judgements).items())
    }


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
