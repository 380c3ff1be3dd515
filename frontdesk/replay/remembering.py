"""What the desk foretold while a history was told again, held against what came.

The events of the days are gone through once more: they tell what was told to whom, as nothing else keeps all of it; and
every ten minutes of theirs the next half hour is forecast from what was known then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.day import Day, fold
from frontdesk.domain.discipline import waiting
from frontdesk.domain.events import Undone
from frontdesk.domain.forecast import HORIZON_S
from frontdesk.domain.playing_forward import forecast
from frontdesk.reports.estimate_accuracy import Accuracy, accuracy
from frontdesk.store.log import day_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.domain.events import Recorded
    from frontdesk.domain.forecast import Risk
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit
    from frontdesk.store.database import Store

EVERY_S = 600
LIKELY = 0.5
"""From this share of the runs on somebody is called one who will pass."""


class Called(NamedTuple):
    """Of so many who were foretold something, how many passed their due time."""

    n: int
    did: int

    def as_data(self) -> dict[str, int]:
        """The counts for programs."""
        return self._asdict()


@dataclass(frozen=True)
class Remembered:
    """How the estimates given at check-in did, and those of whom a forecast said that they would pass, or would not."""

    estimates: Accuracy
    will_pass: Called
    will_not: Called

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            **self.estimates.as_data(),
            "forecast": {"will_pass": self.will_pass.as_data(), "will_not": self.will_not.as_data()},
        }


def remembered(store: Store, policy: Policy, visits: set[str]) -> Remembered:
    """What was foretold to these visits, in the database in which they have been told again."""
    known: dict[str, Visit] = {}
    risks: list[Risk] = []
    for row in store.days(policy.site):
        records = store.events(day_stream(policy.site, row.day))[0]
        day = fold(row.day, records)
        of_log = {name: visit for name, visit in day.visits.items() if name in visits}
        known.update(of_log)
        # What was undone cannot be gone through event by event.
        if of_log and not any(isinstance(one.event, Undone) for one in records):
            risks += _forecast(Day(row.day), records, policy)
    came = [(risk.in_30 >= LIKELY, _passed(known[risk.visit], risk.due_at)) for risk in risks if risk.visit in known]
    will_pass, will_not = ([did for likely, did in came if likely is wanted] for wanted in (True, False))
    return Remembered(
        accuracy(known.values()), Called(len(will_pass), sum(will_pass)), Called(len(will_not), sum(will_not))
    )


def _forecast(day: Day, records: Sequence[Recorded], policy: Policy) -> Iterator[Risk]:
    """What was forecast, every so often, for those who waited and might still be called in time."""
    done = 0
    now = records[0].at
    while done < len(records):
        now += EVERY_S
        first = done
        while done < len(records) and records[done].at <= now:
            done += 1
        day = day.apply_all(records[first:done])
        if any(now <= visit.leg.due_at < now + HORIZON_S for visit in waiting(day, now)):
            found = forecast(day, policy, now, most_added=0)
            yield from (risk for risk in found.risks if now <= risk.due_at < now + HORIZON_S)


def _passed(visit: Visit, due_at: int) -> bool:
    end = visit.called_at if visit.called_at is not None else visit.ended_at
    return end is None or end > due_at
