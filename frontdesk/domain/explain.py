"""Why somebody is next, and what can be said aloud to someone who feels overtaken; sentences for people.

Sentences name nobody: only numbers, times and what the house promises. ``label`` gives the house's word for an id.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.domain.discipline import Next, Why, delaying, those_ahead
from frontdesk.domain.estimate import estimate, told_range
from frontdesk.domain.policy import PreferenceRule
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, clock_text, duration

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit

    Labels = Callable[[str, str], object]


class ClockTime:
    """An instant (UTC seconds) as a clock time of the site, written when it is shown."""

    def __init__(self, at: int, zone: str) -> None:
        self.at = at
        self.zone = zone

    def __str__(self) -> str:
        return clock_text(local(self.at, self.zone))


def local(at: int, zone: str) -> datetime:
    """An instant (UTC seconds) as a moment in the site's zone."""
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))


def why_next(found: Next, policy: Policy, label: Labels) -> Sentence:
    """What decided that this one is next, and by when the one after is due."""
    after = found.after
    reason = _what_decided(found, policy, label)
    if after is None:
        return reason
    return Sentence("{first} {then}", first=reason, then=_then(after, policy))


def _then(after: Visit, policy: Policy) -> Sentence:
    since = _place_of_another_time(after, policy)
    if since is not None:
        return Sentence("Then {number}, which keeps the place of {since}.", number=after.number, since=since)
    return Sentence("Then {number}, due {due}.", number=after.number, due=ClockTime(after.leg.due_at, policy.zone))


def _place_of_another_time(visit: Visit, policy: Policy) -> ClockTime | None:
    """The time whose place it keeps, where the order goes by promises and its own promise began at another time.

    The promise begins anew with a transfer and with a further errand, at an appointment's arrival and not at its time,
    and is not put off for a no-show who comes back: what is due is then not what the order goes by.
    """
    if policy.discipline not in _BY_PROMISE or visit.leg.order_from == visit.leg.queued_at:
        return None
    return ClockTime(visit.leg.order_from, policy.zone)


def _what_decided(found: Next, policy: Policy, label: Labels) -> Sentence:
    visit = found.visit
    if found.why is Why.EMERGENCY:
        return Sentence("{number}: an emergency goes before everyone.", number=visit.number)
    if found.why is Why.ORDER:
        return _in_order(visit, policy, label)
    if found.why is Why.TURN:
        segment = label("segment", visit.segment)
        return Sentence("{number}: it is the turn of {segment}.", number=visit.number, segment=segment)
    ground = label("preference", visit.preference or "")
    if found.why is Why.PREFERENCE:
        return Sentence("{number}: preference for {ground} comes first here.", number=visit.number, ground=ground)
    if found.why is Why.RESERVED_COUNTER:
        return Sentence("{number}: this counter takes {ground} first.", number=visit.number, ground=ground)
    return Sentence(
        "{number}: one call in {k} is for people with preference.", number=visit.number, k=policy.preference_every
    )


def _in_order(visit: Visit, policy: Policy, label: Labels) -> Sentence:
    since = ClockTime(visit.leg.order_from, policy.zone)
    if policy.discipline == "fifo":
        return Sentence("{number} came first, at {since}.", number=visit.number, since=since)
    segment = label("segment", visit.segment)
    if policy.discipline == "strict":
        return Sentence(
            "{number}: {segment} goes first; here since {since}.", number=visit.number, segment=segment, since=since
        )
    if policy.discipline == "head_start":
        return Sentence(
            "{number} comes first with the head start of {segment}; here since {since}.",
            number=visit.number,
            segment=segment,
            since=since,
        )
    return _by_what_was_promised(visit, policy)


def _by_what_was_promised(visit: Visit, policy: Policy) -> Sentence:
    since = _place_of_another_time(visit, policy)
    due = ClockTime(visit.leg.due_at, policy.zone)
    if since is not None:
        return Sentence("{number} keeps the place of {since} and comes first.", number=visit.number, since=since)
    if policy.discipline == "relative_urgency":
        return Sentence("{number} has used up most of the promised time; due {due}.", number=visit.number, due=due)
    if visit.leg.promise.allowance_s != visit.leg.promise.wait_s:
        return Sentence("{number} goes first by urgency; due {due}.", number=visit.number, due=due)
    return Sentence("{number}, due {due}, comes first.", number=visit.number, due=due)


def own_reason(visit: Visit, policy: Policy, label: Labels) -> Sentence:
    """What gives somebody who waits their own place, whoever else waits."""
    if policy.is_emergency(visit.urgency):
        return Sentence("An emergency goes before everyone.")
    if visit.preference is not None and policy.preference is PreferenceRule.ABSOLUTE:
        return Sentence("Preference: {ground}.", ground=label("preference", visit.preference))
    since = ClockTime(visit.leg.order_from, policy.zone)
    if policy.discipline == "fifo":
        return Sentence("Here since {since}.", since=since)
    if policy.discipline in ("strict", "head_start", "weighted_turns"):
        return Sentence("{segment}, here since {since}.", segment=label("segment", visit.segment), since=since)
    if _place_of_another_time(visit, policy) is not None:
        return Sentence("Keeps the place of {since}.", since=since)
    return Sentence("Due {due}.", due=ClockTime(visit.leg.due_at, policy.zone))


def say_aloud(day: Day, policy: Policy, now: int, visit: Visit) -> Sentence:
    """A sentence for someone who feels overtaken: their own times and the house's rule, nobody else's particulars."""
    visit = visit.settled(now)
    waited = duration(visit.waited_s(now))
    if visit.state is State.HELD:
        return Sentence("Number {number} is set aside and keeps its place.", number=visit.number)
    if visit.state is not State.WAITING:
        return Sentence("Number {number} has been called; you had waited {waited}.", number=visit.number, waited=waited)
    ahead = those_ahead(day, policy, now, visit)
    due = ClockTime(visit.leg.due_at, policy.zone)
    rule = _rule_aloud(visit, ahead, policy)
    place = _place_aloud(len(ahead))
    expected = estimate(day, visit, delaying(day, policy, now, visit))
    when = _when_aloud(visit, now, due, None if expected is None else told_range(expected.p50_s, expected.p90_s))
    preference = Sentence("")
    if visit.preference is None and policy.preference is not PreferenceRule.CREDIT:
        preference = Sentence(" People with preference by law may be called before.")
    return Sentence(
        "You have number {number} and have waited {waited}. {place} {when} {rule}{preference}",
        number=visit.number,
        waited=waited,
        place=place,
        when=when,
        rule=rule,
        preference=preference,
    )


def _rule_aloud(visit: Visit, ahead: Sequence[Visit], policy: Policy) -> Sentence:
    """The house's rule, with whatever else has put the people who are ahead there."""
    rule = Sentence(_RULES_ALOUD[policy.discipline])
    by_promise = policy.discipline in _BY_PROMISE
    since = _place_of_another_time(visit, policy)
    if since is not None:
        rule = Sentence("{rule} Your place is that of {since}.", rule=rule, since=since)
    if by_promise and any(other.leg.order_from < other.leg.queued_at for other in ahead):
        rule = Sentence("{rule} Whoever is sent on to another service keeps the place that they had.", rule=rule)
    if any(_is_pressing(other, policy) for other in ahead):
        rule = Sentence("{rule} Urgent matters are called sooner.", rule=rule)
    return rule


def _is_pressing(visit: Visit, policy: Policy) -> bool:
    """Whether its urgency, or what the house allows it, puts it before what it was promised."""
    promise = visit.leg.promise
    return policy.is_emergency(visit.urgency) or (
        policy.discipline in _BY_PROMISE and promise.allowance_s < promise.wait_s
    )


def _place_aloud(ahead: int) -> Sentence:
    if ahead == 0:
        return Sentence("You are next.")
    return Sentence("There is {n} person ahead of you.", "There are {n} people ahead of you.", n=ahead)


def _when_aloud(visit: Visit, now: int, due: ClockTime, told: tuple[int, int] | None) -> Sentence:
    if now > visit.leg.due_at:
        return Sentence("We had promised {due} and are late; we are sorry.", due=due)
    if told is None or told[1] == 0:
        return Sentence("We promised to call you by {due}.", due=due)
    return Sentence(
        "We promised to call you by {due}; it will be about {low} to {high} minutes.",
        due=due,
        low=told[0],
        high=told[1],
    )


_BY_PROMISE = ("due_time", "relative_urgency")
"""The disciplines that go by what was promised."""

_RULES_ALOUD = {
    "due_time": Sentence("Whoever's promised time comes first is called first.").message,
    "fifo": Sentence("We call in the order of arrival.").message,
    "strict": Sentence("We call by kind of customer, and then in the order of arrival.").message,
    "head_start": Sentence("We call in the order of arrival; some customers have a head start.").message,
    "relative_urgency": Sentence("Whoever has used up most of the promised time is called first.").message,
    "weighted_turns": Sentence(
        "Each kind of customer has its turns; within a kind we call in the order of arrival."
    ).message,
}
