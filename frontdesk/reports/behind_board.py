"""The visits behind each figure of the board."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from frontdesk.domain.metrics import PROVEN, Judgement
from frontdesk.domain.visit import Outcome
from frontdesk.reports.board import BETWEEN, QUARTER_S

if TYPE_CHECKING:
    from frontdesk.reports.board import Board


class Figure(Enum):
    """What can be selected on the board: a figure, or one line of a table (which has a key)."""

    WAITING = "waiting"
    LONGEST = "longest"
    LEVEL = "level"
    MEAN = "mean"
    P90 = "p90"
    LEFT = "left"
    COMPLAINTS = "complaints"
    ESTIMATES = "estimates"
    KIND = "kind"
    COUNTER = "counter"
    QUARTER = "quarter"


def behind(found: Board, figure: Figure, key: str = "") -> tuple[str, ...]:
    """The ids of the visits that a figure is made of, those first whom a lead would ask about.

    ``key`` is that of the ``Kind``, the counter, or the beginning of the quarter.
    """
    if figure in (Figure.WAITING, Figure.LONGEST):
        return found.waiting
    if figure is Figure.COMPLAINTS:
        return tuple(dict.fromkeys(one.visit for one in found.complaints if one.visit is not None))
    if figure is Figure.KIND:
        return _of_kind(found, key)
    if figure is Figure.COUNTER:
        return _of_counter(found, key)
    return tuple(found.parts.fields.id[place] for place in _places(found, figure, key))


def _places(found: Board, figure: Figure, key: str) -> list[int]:
    """The places of the visits among those measured."""
    people, judgements, waited = found.parts.fields, found.parts.judgements, found.parts.waited
    if figure is Figure.LEVEL:
        counted = [
            place
            for place, one in enumerate(judgements)
            if one in PROVEN and people.segment[place] not in found.internal
        ]
        return sorted(counted, key=lambda place: (judgements[place] is Judgement.WITHIN, -waited[place]))
    served = [place for place, outcome in enumerate(people.outcome) if outcome == Outcome.SERVED]
    if figure in (Figure.MEAN, Figure.P90):
        return sorted(served, key=lambda place: -waited[place])
    if figure is Figure.LEFT:
        return [place for place, outcome in enumerate(people.outcome) if outcome == Outcome.LEFT]
    if figure is Figure.ESTIMATES:
        told = [place for place in served if people.estimate_p50_s[place] is not None]
        return sorted(told, key=lambda place: -abs(waited[place] - people.estimate_p50_s[place]))
    begins = int(key)
    ends = begins + QUARTER_S
    return [
        place
        for place, (arrived_at, ended_at) in enumerate(zip(people.arrived_at, people.ended_at, strict=True))
        if begins <= arrived_at < ends
        or (people.outcome[place] == Outcome.SERVED and ended_at is not None and begins <= ended_at < ends)
    ]


def _of_kind(found: Board, key: str) -> tuple[str, ...]:
    """Those of a service (and segment), the longest waits first; one with several legs counts by any of them."""
    service, _between, segment = key.partition(BETWEEN)
    segments = dict(zip(found.parts.fields.id, found.parts.fields.segment, strict=True)) if segment else {}
    waits: dict[str, int] = {}
    for leg in found.legs.where("service", service):
        if not segment or segments[leg.visit] == segment:
            waits[leg.visit] = max(leg.waited_s, waits.get(leg.visit, 0))
    there = set(found.waiting)
    return tuple(sorted(waits, key=lambda visit: (visit not in there, -waits[visit])))


def _of_counter(found: Board, key: str) -> tuple[str, ...]:
    """Those served at a counter or standing at it, the last one first."""
    called = {leg.visit: leg.called_at for leg in found.legs.where("counter", key)}
    return tuple(sorted(called, key=lambda visit: -(called[visit] or 0)))
