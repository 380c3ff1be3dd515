"""The day that runs as the period of a report, from its fold alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from frontdesk.domain.records import records_of
from frontdesk.reports.period import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.records import LegRecord, Records, VisitRecord
    from frontdesk.domain.visit import Visit


class Ledger:
    """The records of the visits of a day, made anew only for those that have changed since."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Visit, Records]] = {}

    def records(self, day: Day) -> tuple[list[VisitRecord], list[LegRecord]]:
        """All visits of the day, and the legs of those that have several."""
        kept = self._kept
        visits: list[VisitRecord] = []
        legs: list[LegRecord] = []
        following: dict[str, tuple[Visit, Records]] = {}
        for visit in day.visits.values():
            known = kept.get(visit.id)
            if known is None or known[0] is not visit:
                known = (visit, records_of(visit, day.day))
            following[visit.id] = known
            visits.append(known[1].visits[0])
            if len(visit.legs) > 1:
                legs += known[1].legs
        self._kept = following
        return visits, legs


def period_of(
    day: Day, policy: Policy, now: int, complaints: Sequence[ComplaintRecord] = (), ledger: Ledger | None = None
) -> Period:
    """The day that runs as the period of a report, from its fold alone."""
    visits, legs = (ledger or Ledger()).records(day)
    end = policy.opens_at(date.fromisoformat(day.day) + timedelta(days=1))
    closed_at = day.at if day.closed else None
    return Period(
        site=policy.site,
        from_day=day.day,
        to_day=day.day,
        now=now,
        visits=visits,
        legs=legs,
        complaints=complaints,
        zone=policy.zone,
        cutoff=policy.cutoff,
        closed_at=end if closed_at is None and now >= end else closed_at,
        internal=policy.internal,
    )
