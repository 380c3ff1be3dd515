"""What the desk foretold while a history was told again, held against what came.

The events of the days are gone through once more: they tell what was told to whom, as nothing else keeps all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frontdesk.domain.day import Day, fold
from frontdesk.reports.estimate_accuracy import Accuracy, accuracy
from frontdesk.store.log import day_stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit
    from frontdesk.store.database import Store


@dataclass(frozen=True)
class Remembered:
    """How the estimates given at check-in did."""

    estimates: Accuracy

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return self.estimates.as_data()


def remembered(store: Store, policy: Policy, visits: set[str]) -> Remembered:
    """What was foretold to these visits, in the database in which they have been told again."""
    known: dict[str, Visit] = {}
    for day in _days(store, policy):
        known.update((visit.id, visit) for visit in day.visits.values() if visit.id in visits)
    return Remembered(accuracy(known.values()))


def _days(store: Store, policy: Policy) -> Iterator[Day]:
    for row in store.days(policy.site):
        yield fold(row.day, store.events(day_stream(policy.site, row.day))[0])
