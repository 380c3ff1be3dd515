"""Near closing time: who of those who wait for a service can still be served, and whether somebody who came now could.

Somebody can be served who will be done before the house closes: after the wait that one in ten exceeds, as it would be
told now, and the usual handling of the service.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.discipline import delaying, waiting
from frontdesk.domain.estimate import estimate, mean_handling_s
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.visit import Leg, Visit
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy


class Reach(NamedTuple):
    """How far the open counters reach with a service. Instants are UTC seconds.

    ``in_time`` is how many of those ``waiting`` will be done before ``closes_at`` (all where the house names no hour).
    ``done_at`` is when the last of them will be done, ``newcomer_at`` when somebody would be who came now; None where
    no counter is open for it, ``done_at`` also where nobody waits.
    """

    waiting: int
    in_time: int
    done_at: int | None
    newcomer_at: int | None
    closes_at: int | None
    zone: str

    def sentence(self) -> Sentence:
        """What a lead wants to know before the intake is stopped."""
        if self.newcomer_at is None:
            return Sentence(
                "{n} person waits for it, no counter is open.",
                "{n} people wait for it, no counter is open.",
                n=self.waiting,
            )
        if self.closes_at is not None and self.in_time < self.waiting:
            return Sentence(
                "{n} person waits; {served} can be served by {time}.",
                "{n} people wait; {served} can be served by {time}.",
                n=self.waiting,
                served=self.in_time,
                time=ClockTime(self.closes_at, self.zone),
            )
        if self.done_at is not None:
            return Sentence(
                "{n} person waits, and will be done by {time}.",
                "{n} people wait, and will be done by {time}.",
                n=self.waiting,
                time=ClockTime(self.done_at, self.zone),
            )
        if self.closes_at is not None and self.newcomer_at > self.closes_at:
            return Sentence("Nobody waits for it; somebody who comes now will not be done in time.")
        return Sentence(
            "Nobody waits for it; somebody who comes now will be done by {time}.",
            time=ClockTime(self.newcomer_at, self.zone),
        )

    def brief(self) -> Sentence:
        """The same in a few words, to choose a service by."""
        if self.newcomer_at is None:
            return Sentence("{n} waits, no counter", "{n} wait, no counter", n=self.waiting)
        if self.closes_at is not None and self.in_time < self.waiting:
            return Sentence(
                "{n} waits, {served} in time", "{n} wait, {served} in time", n=self.waiting, served=self.in_time
            )
        if self.done_at is None:
            return Sentence("nobody waits")
        by = ClockTime(self.done_at, self.zone)
        return Sentence("{n} waits, done by {time}", "{n} wait, done by {time}", n=self.waiting, time=by)


def reach(day: Day, policy: Policy, now: int, service: str) -> Reach:
    """How far the open counters reach with a service at an instant."""
    business_day = date.fromisoformat(day.day)
    closes_at = policy.closes_at(business_day)
    here = [visit for visit in waiting(day, now) if visit.service == service]
    ends = [_done_at(day, policy, now, visit, delaying(day, policy, now, visit)) for visit in here]
    known = [end for end in ends if end is not None]
    promise = policy.promise(service, policy.default_segment, policy.default_urgency, business_day)
    newcomer = Visit(
        id="",
        number="",
        serial=day.seq + 1,
        segment=policy.default_segment,
        urgency=policy.default_urgency,
        arrived_at=now,
        arrived_day=day.day,
        legs=(Leg(service, now, now, promise),),
    )
    return Reach(
        len(here),
        sum(closes_at is None or end <= closes_at for end in known),
        max(known, default=None),
        _done_at(day, policy, now, newcomer, delaying(day, policy, now, newcomer)),
        closes_at,
        policy.zone,
    )


def _done_at(day: Day, policy: Policy, now: int, visit: Visit, ahead: int) -> int | None:
    expected = estimate(day, visit, ahead)
    if expected is None:
        return None
    return now + expected.p90_s + round(mean_handling_s(day.experience, visit.leg.promise.handling_s))
