"""The visits and legs of a period as parts of its figures: judged, and gathered by whatever they have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import compress
from math import fsum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from frontdesk.domain.metrics import Distribution, Judgement, ServiceLevel, judged, standing_at
from frontdesk.domain.visit import State
from frontdesk.reports.model import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.domain.records import LegRecord, VisitRecord
    from frontdesk.reports.model import Period

T = TypeVar("T")

SERVED = frozenset((Judgement.WITHIN, Judgement.SERVED_LATE))
_PROVEN = frozenset((Judgement.WITHIN, *(one for one in Judgement if one.endswith("_late"))))


class Part(NamedTuple):
    """What one visit adds to the figures; ``judgement`` is None for a removed one, which adds nothing."""

    visit: VisitRecord
    waited_s: int
    judgement: Judgement | None


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


def parts_of(visits: Iterable[VisitRecord], at: int) -> list[Part]:
    """Each visit judged; those still here at the instant ``at`` (UTC seconds)."""
    parts = []
    for visit in visits:
        if visit.outcome is None:
            waited, waiting = standing_at(visit, at)
            parts.append(Part(visit, waited, judged(None, waited, visit.target_s, waiting=waiting)))
        else:
            parts.append(Part(visit, visit.waiting_s, judged(visit.outcome, visit.waiting_s, visit.target_s)))
    return parts


def columns_of(parts: Sequence[Part]) -> Columns:
    """Parts that were judged, side by side."""
    served = [part.judgement in SERVED for part in parts]
    return Columns(
        judgements=[part.judgement for part in parts if part.judgement is not None],
        served=served,
        waited=[part.waited_s for part in compress(parts, served)],
        handled=[part.visit.serving_s - part.visit.interrupted_s for part in compress(parts, served)],
    )


class Legs(NamedTuple):
    """The legs of many visits: ``alone`` the visits that have one, ``several`` each leg of the others.

    Nearly all visits have one leg and are read as they are; that is half the cost of a report saved.
    """

    alone: Sequence[Part]
    several: Sequence[LegPart]
    columns: Columns

    def by_service(self) -> dict[str, Group]:
        """The legs by service."""
        return self._grouped([part.visit.service for part in self.alone], [leg.service for leg in self.several])

    def by_counter(self) -> dict[str, Group]:
        """The legs that were called, by counter."""
        return self._grouped([part.visit.counter for part in self.alone], [leg.counter for leg in self.several])

    def by_staff(self) -> dict[str, Group]:
        """The legs that were called, by person."""
        return self._grouped([part.visit.staff for part in self.alone], [leg.staff for leg in self.several])

    def _grouped(self, alone: list[str | None], several: list[str | None]) -> dict[str, Group]:
        """By key; a visit of which several legs have the same key is one visit of that group."""
        groups = grouped(alone + several, self.columns)
        pairs = Counter((key, leg.visit) for key, leg in zip(several, self.several, strict=True))
        for (key, _), met in pairs.items():
            if met > 1 and key is not None:
                groups[key] = replace(groups[key], visits=groups[key].visits - met + 1)
        return groups


def legs_of(measured: Sequence[Part], columns: Columns, rows: Iterable[LegRecord], at: int) -> Legs:
    """The legs of visits that were judged, whose ``columns`` these are; one without rows of its legs is one leg."""
    by_visit: defaultdict[str, list[LegRecord]] = defaultdict(list)
    for row in rows:
        by_visit[row.visit].append(row)
    alone: list[Part] = []
    several: list[LegPart] = []
    for part in measured:
        visit = part.visit
        if visit.legs > 1 and len(by_visit.get(visit.id, ())) >= visit.legs:
            several += _own_legs(part, sorted(by_visit[visit.id], key=lambda row: row.leg)[: visit.legs], at)
        else:
            alone.append(part)
    if not several:
        return Legs(measured, several, columns)
    ones, served = columns_of(alone), [leg.judgement in SERVED for leg in several]
    return Legs(
        alone,
        several,
        Columns(
            judgements=ones.judgements + [leg.judgement for leg in several],
            served=ones.served + served,
            waited=ones.waited + [leg.waited_s for leg in compress(several, served)],
            handled=ones.handled + [leg.handled_s for leg in compress(several, served)],
        ),
    )


def _own_legs(part: Part, rows: Sequence[LegRecord], at: int) -> Iterable[LegPart]:
    """The legs of a visit as it stood: the last one has of the visit's times what the earlier ones leave.

    The row of the last leg itself may tell of times after the period; those of the earlier ones cannot.
    """
    visit, waited_s, _ = part
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


def mean_goal(parts: Iterable[Part]) -> float | None:
    """The share promised: the goal of all whom the service level counts, or the mean of their goals."""
    goals = Counter(part.visit.goal for part in parts if part.judgement in _PROVEN)
    if len(goals) <= 1:
        return next(iter(goals), None)
    return fsum(goal * n for goal, n in goals.items()) / goals.total()
