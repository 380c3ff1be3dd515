"""Repeat visits: known customers who come again for the same service within a week: what was not done right before?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import share
from frontdesk.domain.visit import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from frontdesk.domain.records import VisitRecord

WITHIN_DAYS = 7
_WITHIN_S = WITHIN_DAYS * 86400


class ServedBefore(NamedTuple):
    """That a known customer was served for a service in a visit, which ended at ``ended_at`` (UTC seconds)."""

    customer: str
    service: str
    visit: str
    ended_at: int


class Repeats(NamedTuple):
    """How many visits were of known customers, and how many of these were repeat visits."""

    known: int = 0
    again: int = 0

    @property
    def share(self) -> float | None:
        """The repeat visits of all those of known customers; None where there were none."""
        return share(self.again, self.known)


class RepeatFigures(NamedTuple):
    """Repeat visits of some days, and by the service for which they came."""

    total: Repeats = Repeats()
    by_service: Mapping[str, Repeats] = {}


def repeat_visits(visits: Iterable[VisitRecord], before: Iterable[ServedBefore]) -> Iterator[VisitRecord]:
    """Those of some visits whose customer had been served for the same service at most ``WITHIN_DAYS`` days before."""
    known: defaultdict[tuple[str | None, str], list[ServedBefore]] = defaultdict(list)
    for one in before:
        known[one.customer, one.service].append(one)
    for visit in visits:
        since = visit.arrived_at - _WITHIN_S
        served = known.get((visit.customer, visit.service), ())
        # A visit may end in the second in which it began.
        if any(since <= one.ended_at <= visit.arrived_at and one.visit != visit.id for one in served):
            yield visit


def of_known(visits: Iterable[VisitRecord]) -> list[VisitRecord]:
    """The visits of known customers; a check-in that was found a mistake on the same day is none."""
    return [
        one
        for one in visits
        if one.customer is not None and (one.outcome != Outcome.REMOVED or one.ended_day != one.arrived_day)
    ]


def repeats_of(visits: Iterable[VisitRecord], before: Iterable[ServedBefore]) -> dict[str, Repeats]:
    """Of the visits that arrived on a day, by service."""
    known = of_known(visits)
    every = Counter(one.service for one in known)
    again = Counter(one.service for one in repeat_visits(known, before))
    return {service: Repeats(n, again[service]) for service, n in sorted(every.items())}


def repeat_figures(days: Iterable[Mapping[str, Repeats]]) -> RepeatFigures:
    """Those of several days together."""
    known, again = Counter[str](), Counter[str]()
    for day in days:
        for service, one in day.items():
            known[service] += one.known
            again[service] += one.again
    by_service = {service: Repeats(n, again[service]) for service, n in sorted(known.items())}
    return RepeatFigures(Repeats(known.total(), again.total()), by_service)
