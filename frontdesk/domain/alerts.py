"""What the shift lead must know now: what is wrong or soon will be, since when, and what can be done about it.

Pure: from Day, Policy and instant (UTC seconds) to a list. An alert's key stays the same as long as its cause does, so
that whoever acknowledges it does so for every terminal. Only those who are here and the counters are looked at; what
those who have gone say about the service level is counted once for each event.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import discipline
from frontdesk.domain.complaints import NOT_A_COMPLAINT
from frontdesk.domain.counter import CounterState
from frontdesk.domain.explain import local
from frontdesk.domain.rush import rush_since, surge_is_due
from frontdesk.domain.service_level import level_of, under_goal_since
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, clock_text, day_text

__all__ = ("OF_COMPLAINTS", "Alert", "AlertKind", "alerts", "remedy", "surge_is_due", "what")

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.counter import Counter
    from frontdesk.domain.day import Day
    from frontdesk.domain.explain import Labels
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit


class AlertKind(StrEnum):
    """What an alert is about, the most urgent first."""

    EMERGENCY = "emergency"
    ABUSE = "abuse"
    SAFETY = "safety"
    LEGAL = "legal"
    OVERDUE = "overdue"
    SURGE = "surge"
    LATE = "late"
    FORGOTTEN = "forgotten"
    IDLE = "idle"
    PAUSED = "paused"
    LEVEL = "level"
    NEAR = "near"


OF_COMPLAINTS = frozenset((AlertKind.SAFETY, AlertKind.OVERDUE))
"""What alerts about complaints are about; their keys name the complaint."""

_URGENCY = {kind: place for place, kind in enumerate(AlertKind)}


class Alert(NamedTuple):
    """Something that wants attention, since an instant; ``key`` names it for good (``late/<visit id>``).

    ``visit`` and ``counter`` are ids; ``acknowledged`` is the person who has seen to it (may be ``""``), or None.
    """

    key: str
    kind: AlertKind
    since: int
    visit: str | None = None
    counter: str | None = None
    acknowledged: str | None = None


def alerts(day: Day, policy: Policy, now: int, *, complaints: Sequence[ComplaintRecord] = ()) -> list[Alert]:
    """What is wrong or soon will be, the most urgent first and what has been acknowledged last.

    ``complaints`` are those of all days; the ones count that nobody has answered and that are about safety or overdue.
    """
    waiting = list(discipline.waiting(day, now))
    found = [
        *(_raised(day)),
        *(_of_complaints(complaints, policy, now)),
        *(alert for visit in waiting for alert in _of_waiting(visit, policy, now)),
        *_of_rush(day, policy, now),
        *(alert for visit in day.live.values() for alert in _of_serving(visit, policy, now)),
        *(alert for counter in day.counters.values() for alert in _of_counter(day, counter, waiting, policy, now)),
        *_of_level(day, policy, now),
    ]
    seen = day.acknowledged
    if seen:
        found = [one._replace(acknowledged=seen[one.key]) if one.key in seen else one for one in found]
    return sorted(found, key=lambda one: (one.acknowledged is not None, _URGENCY[one.kind], one.since, one.key))


def _raised(day: Day) -> Iterator[Alert]:
    for one in day.emergencies.values():
        if one.is_abuse:  # who did it is no alert's business: it would stand on the story of the visit
            yield Alert(one.key, AlertKind.ABUSE, one.since, None, one.counter)
        else:
            yield Alert(one.key, AlertKind.EMERGENCY, one.since, one.visit, one.counter)


def _of_complaints(complaints: Iterable[ComplaintRecord], policy: Policy, now: int) -> Iterator[Alert]:
    today = policy.business_day(now).isoformat()
    for one in complaints:
        if one.safety and one.resolved_at is None and one.closed_at is None:
            yield Alert(f"{AlertKind.SAFETY}/{one.number}", AlertKind.SAFETY, one.opened_at, one.visit)
        if one.due_day is not None and one.kind not in NOT_A_COMPLAINT and one.is_overdue(today):
            since = policy.opens_at(date.fromisoformat(one.due_day) + timedelta(days=1))
            yield Alert(f"{AlertKind.OVERDUE}/{one.number}", AlertKind.OVERDUE, since, one.visit)


def _of_waiting(visit: Visit, policy: Policy, now: int) -> Iterator[Alert]:
    leg = visit.legs[-1]
    promise = leg.promise
    due_at = leg.queued_at + promise.wait_s
    left = due_at - now
    if policy.is_emergency(visit.urgency):
        yield Alert(_key(AlertKind.EMERGENCY, visit), AlertKind.EMERGENCY, leg.queued_at, visit.id)
    near_s = int(promise.wait_s * policy.limits.near)
    if left < 0:
        kind, since = AlertKind.LATE, due_at
    elif promise.legal and left <= policy.limits.legal_s:
        kind, since = AlertKind.LEGAL, max(leg.queued_at, due_at - policy.limits.legal_s)
    elif left <= near_s:
        kind, since = AlertKind.NEAR, due_at - near_s
    else:
        return
    yield Alert(_key(kind, visit), kind, since, visit.id)


def _of_serving(visit: Visit, policy: Policy, now: int) -> Iterator[Alert]:
    if visit.state is not State.SERVING:
        return
    over_s = visit.handled_s(now) - policy.limits.forgotten * visit.leg.promise.handling_s
    if over_s > 0:
        until = now if visit.interrupted_at is None else visit.interrupted_at
        kind = AlertKind.FORGOTTEN
        yield Alert(_key(kind, visit), kind, until - over_s, visit.id, visit.counter)


def _of_counter(day: Day, counter: Counter, waiting: Sequence[Visit], policy: Policy, now: int) -> Iterator[Alert]:
    if counter.state is CounterState.PAUSED:
        if now - counter.since > policy.limits.paused_s:
            kind = AlertKind.PAUSED
            yield Alert(f"{kind}/{counter.id}/{counter.since}", kind, counter.since, None, counter.id)
    elif counter.state is CounterState.OPEN and counter.visit is None:
        free_since = max(counter.free_since, counter.since)
        since = _wanted_since(day, counter, waiting, free_since)
        if since is not None and now - since > policy.limits.idle_s:
            yield Alert(f"{AlertKind.IDLE}/{counter.id}/{free_since}", AlertKind.IDLE, since, None, counter.id)


def _wanted_since(day: Day, counter: Counter, waiting: Sequence[Visit], free_since: int) -> int | None:
    """Since when a free counter could have called somebody; None when nobody waits for it."""
    earliest: int | None = None
    for visit in waiting:
        if (earliest is None or visit.since < earliest) and discipline.may_call(day, counter, visit):
            if visit.since <= free_since:
                return free_since
            earliest = visit.since
    return earliest


def _key(kind: AlertKind, visit: Visit) -> str:
    """The key of an alert about a visit: another leg has another promise, and is another cause."""
    legs = len(visit.legs)
    return f"{kind}/{visit.id}" if legs == 1 else f"{kind}/{visit.id}/{legs}"


def _of_rush(day: Day, policy: Policy, now: int) -> Iterator[Alert]:
    since = rush_since(day, policy, now)
    if day.surge is None and since is not None:
        yield Alert(f"{AlertKind.SURGE}/{since}", AlertKind.SURGE, since)
    elif day.surge is not None and since is None and now - day.surge.since > policy.surge.lasting_s:
        yield Alert(f"{AlertKind.SURGE}/over/{day.surge.since}", AlertKind.SURGE, day.surge.since)


def _of_level(day: Day, policy: Policy, now: int) -> Iterator[Alert]:
    level = level_of(day, policy, now)
    if level.goals.total() >= policy.limits.level_from and level.is_under_goal:
        yield Alert(f"{AlertKind.LEVEL}/{day.day}", AlertKind.LEVEL, under_goal_since(day, policy, now))


# In words


def what(alert: Alert, day: Day, policy: Policy, label: Labels) -> Sentence:
    """What has happened, to whom and since when."""
    visit = day.visits.get(alert.visit or "")
    counter = day.counter(alert.counter or "")
    return Sentence(
        _WHAT[_said_as(alert, day, visit)],
        # What is overdue is so from the end of its last day on, which is the day that people know.
        day=policy.business_day(alert.since - 1),
        since=_When(alert.since, policy.zone, day.day),
        due="–" if visit is None else _When(visit.leg.due_at, policy.zone, day.day),
        who="–" if visit is None else _who(visit, label),
        number="–" if visit is None else visit.number,
        complaint=alert.key.partition("/")[2],
        counter="–" if alert.counter is None else label("counter", counter.id),
        staff=counter.staff or "–",
    )


_WHAT = {
    "emergency": Sentence("EMERGENCY since {since}.").message,
    "emergency_counter": Sentence("EMERGENCY at counter {counter} since {since}.").message,
    "emergency_visit": Sentence("EMERGENCY at counter {counter} since {since}, with {number}.").message,
    "emergency_waits": Sentence("{who} is an emergency and waits since {since}.").message,
    "abuse": Sentence("Abuse of staff since {since}.").message,
    "abuse_counter": Sentence("Abuse of staff at counter {counter} since {since}.").message,
    "safety": Sentence("Complaint {complaint} is about safety; not resolved since {since}.").message,
    "overdue": Sentence("Complaint {complaint} was to be answered by {day}.").message,
    "legal": Sentence("{who} is about to pass the limit set by law, at {due}.").message,
    "surge": Sentence("A rush since {since}: too many wait or are late.").message,
    "surge_over": Sentence("The plan for a rush runs since {since}, and the rush is over.").message,
    "late": Sentence("{who} passed its time at {due}.").message,
    "late_legal": Sentence("{who} passed the limit set by law at {due}.").message,
    "forgotten": Sentence("{who} at counter {counter}: far longer than usual since {since}.").message,
    "idle": Sentence("Counter {counter} ({staff}) serves nobody since {since}, and people wait for it.").message,
    "paused": Sentence("Counter {counter} ({staff}) is paused since {since}.").message,
    "level": Sentence("The service level of the day is under its goal since {since}.").message,
    "near": Sentence("{who} is near its time: due {due}.").message,
}


def _said_as(alert: Alert, day: Day, visit: Visit | None) -> str:
    """Which sentence says it."""
    if alert.kind is AlertKind.EMERGENCY:
        if alert.key not in day.emergencies and visit is not None:
            return "emergency_waits"
        if alert.counter is None:
            return "emergency"
        return "emergency_counter" if visit is None else "emergency_visit"
    if alert.kind is AlertKind.SURGE and "/over/" in alert.key:
        return "surge_over"
    at_counter = alert.kind is AlertKind.ABUSE and alert.counter is not None
    legal = alert.kind is AlertKind.LATE and visit is not None and visit.leg.promise.legal
    return f"{alert.kind}_counter" if at_counter else f"{alert.kind}_legal" if legal else alert.kind.value


def remedy(alert: Alert, day: Day, policy: Policy, label: Labels) -> Sentence:
    """What can be done about it."""
    if alert.key.startswith(f"{AlertKind.SURGE}/over/"):
        return Sentence("End the plan for a rush.")
    if alert.kind in (AlertKind.NEAR, AlertKind.LATE, AlertKind.LEGAL):
        visit = day.live.get(alert.visit or "")
        return Sentence("There is nothing to do.") if visit is None else _who_could_call(visit, day, policy, label)
    if alert.kind is AlertKind.EMERGENCY and alert.key not in day.emergencies:
        return Sentence("See that it is called now, before everyone.")
    return Sentence(_REMEDIES[alert.kind])


_REMEDIES = {
    AlertKind.EMERGENCY: Sentence("Go there at once. Acknowledge it when it is over.").message,
    AlertKind.ABUSE: Sentence("Go and stand by your colleague. Acknowledge it when it is over.").message,
    AlertKind.SAFETY: Sentence("Look into it at once, and answer the customer.").message,
    AlertKind.OVERDUE: Sentence("Answer the customer today, or say when; note what was done.").message,
    AlertKind.SURGE: Sentence("Start the plan for a rush; it says what to do.").message,
    AlertKind.FORGOTTEN: Sentence("Ask there; an earlier end can be noted, with a reason.").message,
    AlertKind.IDLE: Sentence("Ask there, or have somebody take over the counter.").message,
    AlertKind.PAUSED: Sentence("Ask when it goes on, or have somebody take over the counter.").message,
    AlertKind.LEVEL: Sentence("Open a counter, or let one take more services.").message,
}


def _who_could_call(visit: Visit, day: Day, policy: Policy, label: Labels) -> Sentence:
    """The counter that could call somebody who waits, or what would make one."""
    at_work = [one for one in day.counters.values() if one.state is not CounterState.CLOSED]
    takers = [one for one in at_work if discipline.may_call(day, one, visit)]
    free = next((one for one in takers if one.state is CounterState.OPEN and one.visit is None), None)
    if free is not None:
        return Sentence("Counter {counter} is free: have it call.", counter=label("counter", free.id))
    paused = next((one for one in takers if one.state is CounterState.PAUSED), None)
    if paused is not None:
        return Sentence("Counter {counter} is paused: resume it.", counter=label("counter", paused.id))
    closed = next(
        (
            post.id
            for post in policy.counters.values()
            if day.counter(post.id).state is CounterState.CLOSED
            and (post.services is None or visit.service in post.services)
            and (post.segments is None or visit.segment in post.segments)
        ),
        None,
    )
    service = label("service", visit.service)
    if closed is not None:
        return Sentence("Open counter {counter} for {service}.", counter=label("counter", closed), service=service)
    others = [one for one in at_work if one.state is CounterState.OPEN and not one.takes(visit)]
    if others:
        return Sentence(
            "Let counter {counter} take {service}.", counter=label("counter", others[0].id), service=service
        )
    return Sentence("Every counter is at work: say how long it will take, and apologise.")


def _who(visit: Visit, label: Labels) -> Sentence:
    return Sentence(
        "{number} ({service}, {segment})",
        number=visit.number,
        service=label("service", visit.service),
        segment=label("segment", visit.segment),
    )


class _When:
    """An instant (UTC seconds): its clock time of the site, with the date where that is another than the day's."""

    def __init__(self, at: int, zone: str, day: str) -> None:
        self._at = at
        self._zone = zone
        self._day = day

    def __str__(self) -> str:
        there = local(self._at, self._zone)
        clock = clock_text(there)
        return clock if there.date().isoformat() == self._day else f"{day_text(there.date())} {clock}"
