"""Who gets a promise of a call at farewell, as the level of follow-up of the segment says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.policy import FollowUp
from frontdesk.domain.visit import Outcome

if TYPE_CHECKING:
    from datetime import date

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit


class Proposal(NamedTuple):
    """A call that could be promised now, by ``due_day``; nothing is promised until somebody says so."""

    level: FollowUp
    due_day: date


def proposal(day: Day, visit: Visit, policy: Policy, today: date) -> Proposal | None:
    """What to propose when a visit has been served; None where the house proposes nothing.

    At the level “responsible” only after a complaint or an incident, at “proactive” and “partner” always; never where
    something has been promised about this visit today.
    """
    segment = policy.segments.get(visit.segment)
    level = FollowUp.REACTIVE if segment is None else segment.follow_up
    days = policy.follow_up_days.get(level)
    if days is None or visit.outcome != Outcome.SERVED or visit.id in day.promised:
        return None
    if level is FollowUp.RESPONSIBLE and not _went_wrong(day, visit, policy):
        return None
    return Proposal(level, policy.working_day_after(today, days))


def _went_wrong(day: Day, visit: Visit, policy: Policy) -> bool:
    services = [policy.services.get(leg.service) for leg in visit.legs]
    return visit.id in day.complained or any(one is not None and one.incident for one in services)
