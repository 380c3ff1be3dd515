"""Near closing time: who of those who wait for a service can still be served, and whether somebody who came now could.

Somebody can be served who will be done before the house closes: after the wait that one in ten exceeds, as it would be
told now, and the usual handling of the service.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.discipline import delaying, line
from frontdesk.domain.estimate import estimate, mean_handling_s
from frontdesk.domain.explain import ClockTime, local
from frontdesk.domain.outlook import Outlook
from frontdesk.domain.visit import Leg, Visit
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.day import Day
    from frontdesk.domain.estimate import Estimate
    from frontdesk.domain.policy import Policy

_INSTANTS = ("done_at", "newcomer_at", "closes_at")
MOST_NAMED = 12
"""So many of those who wait are named; the rest are counted."""


class Turn(NamedTuple):
    """Somebody who waits: the number, and the instants (UTC seconds) by which they will be called and done.

    Both are None while no counter is open that may call them.
    """

    number: str
    called_by: int | None
    done_by: int | None


class Reach(NamedTuple):
    """How far the open counters reach with a service. Instants are UTC seconds.

    ``in_time`` is how many of those ``waiting`` will be done before ``closes_at`` (where the house names no hour: all
    for whom a counter is open). ``done_at`` is when the last of them will be done, ``newcomer_at`` when somebody would
    be who came now; None while no counter is open for them. ``turns`` are those who wait, in calling order.
    """

    waiting: int
    in_time: int
    done_at: int | None
    newcomer_at: int | None
    closes_at: int | None
    zone: str
    turns: tuple[Turn, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any], zone: str) -> Reach:
        """What ``as_data`` wrote; those who wait are not named in it."""
        done_at, newcomer_at, closes_at = (
            None if data[name] is None else int(datetime.fromisoformat(data[name]).timestamp()) for name in _INSTANTS
        )
        return cls(data["waiting"], data["in_time"], done_at, newcomer_at, closes_at, zone)

    def as_data(self) -> dict[str, Any]:
        """The figures for programs, instants with the site's offset."""
        at = {name: getattr(self, name) for name in _INSTANTS}
        return {
            "waiting": self.waiting,
            "in_time": self.in_time,
            **{name: None if one is None else local(one, self.zone).isoformat() for name, one in at.items()},
        }

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
        if not self.waiting:
            return Sentence("nobody waits")
        if self.done_at is None:
            return Sentence("{n} waits, no open counter", "{n} wait, no open counter", n=self.waiting)
        if self.in_time < self.waiting:
            return Sentence(
                "{n} waits, {served} in time", "{n} wait, {served} in time", n=self.waiting, served=self.in_time
            )
        by = ClockTime(self.done_at, self.zone)
        return Sentence("{n} waits, done by {time}", "{n} wait, done by {time}", n=self.waiting, time=by)

    def named(self) -> Sentence | None:
        """Those who wait, each with the time by which they will be called; None where nobody waits."""
        if not self.turns:
            return None
        names = [
            f"{turn.number} {'–' if turn.called_by is None else ClockTime(turn.called_by, self.zone)}"
            for turn in self.turns[:MOST_NAMED]
        ]
        more = self.waiting - MOST_NAMED
        if more > 0:
            names.append(str(Sentence("… and {n} more", n=more)))
        return Sentence("Those who wait keep their place; called by about: {turns}", turns=" · ".join(names))


def reach(day: Day, policy: Policy, now: int, service: str) -> Reach:
    """How far the open counters reach with a service at an instant."""
    business_day = date.fromisoformat(day.day)
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
    here = line(day, policy, now)
    outlook = Outlook(day, here, now)
    turns = tuple(_turn(day, now, visit, outlook.of(visit)) for visit in here if visit.service == service)
    ends = [turn.done_by for turn in turns if turn.done_by is not None]
    closes_at = policy.closes_at(business_day)
    return Reach(
        len(turns),
        sum(closes_at is None or end <= closes_at for end in ends),
        max(ends, default=None),
        _turn(day, now, newcomer, estimate(day, newcomer, delaying(day, policy, now, newcomer))).done_by,
        closes_at,
        policy.zone,
        turns,
    )


def _turn(day: Day, now: int, visit: Visit, expected: Estimate | None) -> Turn:
    if expected is None:
        return Turn(visit.number, None, None)
    called_by = now + expected.p90_s
    handling_s = round(mean_handling_s(day.experience, visit.leg.promise.handling_s))
    return Turn(visit.number, called_by, called_by + handling_s)
