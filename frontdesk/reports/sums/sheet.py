"""The visits that figures are gathered from: judged, their legs apart, side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import compress
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import Judgement, judged, standing_at
from frontdesk.domain.visit import State
from frontdesk.reports.parts import SERVED, Columns, Parts, columns_of, parts_of
from frontdesk.reports.sums.groups import GroupSums, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontdesk.domain.day_log import CalledPast
    from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord

NOBODY_PASSED: Mapping[str, CalledPast] = {}
"""Where it is not asked who was called past others."""


class LegPart(NamedTuple):
    """What one leg adds, judged by its own promise.

    ``judgement`` is None for a leg that is over while its visit is still here: it says nothing before that has ended,
    for what is said of a visit belongs to the day on which it ended. It waited from ``queued_at`` for ``waited_s`` and
    stood at ``counter`` from ``called_at`` for ``attended_s``.
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
    judgement: Judgement | None


class LegSeen(NamedTuple):
    """What is looked for in a leg, whether its visit has one or several; ``called_at`` is UTC seconds."""

    visit: str
    waited_s: int
    handled_s: int
    called_at: int | None
    judgement: Judgement | None


class Legs(NamedTuple):
    """The legs of many visits: ``alone`` the visits that have one, ``several`` each leg of the others.

    ``counted`` are those of several that are judged; ``columns`` are those of ``alone`` and of these. Nearly all visits
    have one leg and are read as they are; that is half the cost of a report saved.
    """

    alone: Parts
    several: Sequence[LegPart]
    counted: Sequence[LegPart]
    columns: Columns

    def by_service(self) -> dict[str, GroupSums]:
        """The legs by service."""
        return self._grouped(self.alone.fields.service, [leg.service for leg in self.counted])

    def by_counter(self) -> dict[str, GroupSums]:
        """The legs that were called, by counter."""
        return self._grouped(self.alone.fields.counter, [leg.counter for leg in self.counted])

    def by_staff(self) -> dict[str, GroupSums]:
        """The legs that were called, by person."""
        return self._grouped(self.alone.fields.staff, [leg.staff for leg in self.counted])

    def where(self, field: str, key: str) -> Iterator[LegSeen]:
        """The legs of one ``service``, at one ``counter`` or of one person (``staff``)."""
        fields = self.alone.fields
        handled = map(sub, fields.serving_s, fields.interrupted_s)
        every = zip(fields.id, self.alone.waited, handled, fields.called_at, self.alone.judgements, strict=True)
        yield from map(LegSeen._make, compress(every, [one == key for one in getattr(fields, field)]))
        for leg in self.several:
            if getattr(leg, field) == key:
                yield LegSeen(leg.visit, leg.waited_s, leg.handled_s, leg.called_at, leg.judgement)

    def _grouped(self, alone: Sequence[str | None], several: Sequence[str | None]) -> dict[str, GroupSums]:
        """By key; a visit of which several legs have the same key is one visit of that group."""
        groups = grouped([*alone, *several], self.columns)
        pairs = Counter((key, leg.visit) for key, leg in zip(several, self.counted, strict=True))
        for (key, _), met in pairs.items():
            if met > 1 and key is not None:
                groups[key] = groups[key]._replace(visits=groups[key].visits - met + 1)
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
        return Legs(measured, several, several, columns)
    those = measured.chosen(alone)
    counted = [leg for leg in several if leg.judgement is not None]
    ones, served = columns_of(those), [leg.judgement in SERVED for leg in counted]
    return Legs(
        those,
        several,
        counted,
        Columns(
            judgements=ones.judgements + [leg.judgement for leg in counted if leg.judgement is not None],
            served=ones.served + served,
            waited=ones.waited + [leg.waited_s for leg in compress(counted, served)],
            handled=ones.handled + [leg.handled_s for leg in compress(counted, served)],
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
        judgement: Judgement | None = Judgement.WITHIN if row.waiting_s <= row.target_s else Judgement.SERVED_LATE
        if visit.outcome is None:
            judgement = None
        yield _leg_part(row, row.waiting_s, row.called_s + row.serving_s, row.serving_s - row.interrupted_s, judgement)
        waited_s -= row.waiting_s
        called_s -= row.called_s
        serving_s -= row.serving_s
        interrupted_s -= row.interrupted_s
    judgement_of_last = judged(visit.outcome, waited_s, rows[-1].target_s, waiting=waiting)
    if judgement_of_last is not None:
        row = rows[-1]._replace(counter=visit.counter, staff=visit.staff)
        if visit.outcome is None and row.called_at is not None and row.called_at > at:
            row = row._replace(called_at=None)
        attended_s = called_s + serving_s
        if visit.outcome is None and visit.state in (State.CALLED, State.SERVING):
            attended_s += max(0, at - visit.since)
        yield _leg_part(row, waited_s, attended_s, serving_s - interrupted_s, judgement_of_last)


def _leg_part(row: LegRecord, waited_s: int, attended_s: int, handled_s: int, judgement: Judgement | None) -> LegPart:
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


class Sheet(NamedTuple):
    """Visits as they stood at an instant: all of them, and those that are measured (the removed are not)."""

    every: Parts
    measured: Parts
    columns: Columns
    legs: Legs
    phases: Sequence[PhaseRecord]
    past: Mapping[str, CalledPast]


def sheet_of(
    visits: Sequence[VisitRecord],
    legs: Iterable[LegRecord],
    phases: Sequence[PhaseRecord],
    at: int,
    past: Mapping[str, CalledPast] = NOBODY_PASSED,
) -> Sheet:
    """The sheet of these visits; those that are open are judged at the instant ``at`` (UTC seconds).

    ``past`` are the calls out of turn of those who were called past others, by visit.
    """
    every = parts_of(visits, at)
    measured = every.measured()
    columns = columns_of(measured)
    return Sheet(every, measured, columns, legs_of(measured, columns, legs, at), phases, past)
