"""What is answered to a command: plain data without personal data, the same for every face and for a repetition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.closing import reach
from frontdesk.domain.discipline import line, next_for, people_ahead
from frontdesk.domain.explain import local, own_reason, why_next
from frontdesk.domain.follow_up import proposal
from frontdesk.domain.matters import LETTERS
from frontdesk.domain.promises import PromiseRecord

if TYPE_CHECKING:
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.day import Counter, Day, Step
    from frontdesk.domain.explain import Labels
    from frontdesk.domain.matters import Matter
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit

Answer = dict[str, Any]

FILE_GONE, FILE_STAYS = "gone", "stays"
"""What became of a customer's file when the step that had opened it was taken back (``file`` in the answer)."""


class Done(NamedTuple):
    """A command that was carried out: where its events are (no stream where there are none), and its answer."""

    stream: str
    first: int
    last: int
    answer: Answer


def instant(at: int | None, policy: Policy) -> str | None:
    """An instant (UTC seconds) as ISO 8601 with the site's offset."""
    return None if at is None else local(at, policy.zone).isoformat()


def answer_to(
    command: do.Command, before: Day, after: Day, events: tuple[ev.Event, ...], now: int, policy: Policy, label: Labels
) -> Answer:
    """The answer to a command that was carried out: always visit, number, state, counter and at."""
    visit = _visit_of(before, after, events)
    undone = _step_taken_back(before, events)
    if isinstance(command, do.Undo):
        visit = _visit_taken_back(command, undone, before, after)
    counter = command.counter if visit is None or visit.counter is None else visit.counter
    answer: Answer = {
        "visit": None if visit is None else visit.id,
        "number": None if visit is None else visit.number,
        "state": _state(after, command, visit),
        "counter": counter,
        "at": instant(now, policy),
    }
    if visit is not None and visit.outcome is not None:
        answer["outcome"] = visit.outcome
    if isinstance(command, do.CheckIn) and visit is not None:
        answer |= _of_check_in(after, visit, now, policy)
    if isinstance(command, (do.CallNext, do.CallVisit)):
        answer |= _of_call(before, after, command.counter, now, policy, label)
    if isinstance(command, do.Finish):
        called = len(events) > 1 and isinstance(events[1], ev.Called)
        between = after.visits[events[1].visit] if called and isinstance(events[1], ev.Called) else None
        answer["next"] = None if between is None else _called(between, now, policy)
        answer["follow_up"] = None if visit is None else _follow_up(after, visit, now, policy)
    if isinstance(command, do.Undo) and isinstance(events[0], ev.Undone):
        answer["undone"] = events[0].last - events[0].first + 1
        answer["undid"] = None if undone is None else undone.kind
        answer |= {} if undone is None else _matter_of(undone)
    if visit is not None and isinstance(command, (do.Start, do.MarkPhase)):
        answer["phase"] = visit.phase
    if visit is not None and isinstance(command, do.Hold):
        answer["until"] = instant(visit.hold_until, policy)
    if visit is not None and isinstance(command, (do.Transfer, do.Reclassify)):
        answer |= {name: getattr(visit, name) for name in ("service", "segment", "urgency", "preference")}
    if visit is not None and (
        isinstance(command, do.TieCustomer) or (visit.customer and isinstance(command, do.CheckIn))
    ):
        answer["customer"] = visit.customer
    if isinstance(command, (do.CloseDay, do.OpenDay)):
        answer["day"] = after.day
    if isinstance(command, do.StopIntake):
        answer |= reach(after, policy, now, command.service).as_data()
    return answer | _of_the_house(events[0], after, policy)


def _of_the_house(event: ev.Event, after: Day, policy: Policy) -> Answer:
    """What is answered to alerts, notices, hand-over notes and the plan for a rush."""
    if isinstance(event, (ev.AlertAcknowledged, ev.EmergencyRaised, ev.AbuseNoted)):
        return {"alert": event.alert}
    if isinstance(event, (ev.NoticePosted, ev.NoticeWithdrawn)):
        return {"notice": event.notice, "state": _STATES[type(event)]}
    if isinstance(event, (ev.ShiftNoteWritten, ev.ShiftNoteRead)):
        return {"note": event.note, "state": _STATES[type(event)]}
    if isinstance(event, ev.SurgeStarted) and after.surge is not None:
        return {"state": "started", "since": instant(after.surge.since, policy)}
    if isinstance(event, ev.IntervalSetApart):
        return {"state": "set_apart", "from": instant(event.begins, policy), "until": instant(event.ends, policy)}
    return dict(_WITHOUT_MORE.get(type(event), {}))


_STATES: dict[type[ev.Event], str] = {
    ev.NoticePosted: "posted",
    ev.NoticeWithdrawn: "withdrawn",
    ev.ShiftNoteWritten: "written",
    ev.ShiftNoteRead: "read",
}
_WITHOUT_MORE: dict[type[ev.Event], Answer] = {
    ev.SurgeEnded: {"state": "ended", "since": None},
}


def _follow_up(after: Day, visit: Visit, now: int, policy: Policy) -> Answer | None:
    """The call that the house would promise now, for whoever wants to do so."""
    found = proposal(after, visit, policy, policy.business_day(now))
    return None if found is None else {"level": found.level.value, "due_day": found.due_day.isoformat()}


def _step_taken_back(before: Day, events: tuple[ev.Event, ...]) -> Step | None:
    """The step that an undo has taken back."""
    first = next((event.first for event in events if isinstance(event, ev.Undone)), None)
    if first is None:
        return None
    steps = (*before.last_steps.values(), *before.touched.values(), *before.last_about.values())
    return next((step for step in steps if step.first == first), None)


def _visit_taken_back(command: do.Undo, undone: Step | None, before: Day, after: Day) -> Visit | None:
    """The visit of an undone step, as it stands after it; as it was before when its check-in was taken back."""
    named = None if command.visit is None else before.find(command.visit)
    entities = () if undone is None else undone.entities
    ids = (*entities, *(() if named is None else (named.id,)))
    return next((after.visits.get(one) or before.visits[one] for one in ids if one in before.visits), None)


def _matter_of(step: Step) -> Answer:
    """The number of the complaint or the promise that a step was about."""
    kind, _, number = next(iter(step.entities), "").partition("/")
    return {kind: number} if kind in LETTERS else {}


def answer_to_day(command: do.Command, after: Day, now: int, policy: Policy) -> Answer:
    """The answer to opening a day that the roll-over has just opened."""
    return {
        "visit": None,
        "number": None,
        "state": "open",
        "counter": command.counter,
        "at": instant(now, policy),
        "day": after.day,
    }


def answer_to_pulse(begins_at: int, policy: Policy) -> Answer:
    """The answer to how the shift was: the same for everybody on a day that begins at an instant (UTC seconds)."""
    nobodys = {"visit": None, "number": None, "state": "taken", "counter": None}
    return {**nobodys, "at": instant(begins_at, policy)}


def answer_to_matter(command: do.MatterCommand, day: Day, matter: Matter, now: int, policy: Policy) -> Answer:
    """The answer to a command about a complaint or a promise: its number, its state, and by which day it is due."""
    visit = None if matter.visit is None else day.visits.get(matter.visit)
    answer: Answer = {
        command.about: matter.number,
        "due_day": matter.due_day,
        "visit": matter.visit,
        "number": None if visit is None else visit.number,
        "state": matter.status,
        "counter": command.counter,
        "at": instant(now, policy),
        "owner": matter.owner or None,
    }
    if isinstance(matter, PromiseRecord):
        answer |= {"moved": len(matter.moves), "kept_late": matter.kept_late}
    else:
        answer |= {"granted": matter.granted, "amount": matter.amount}
    return answer


def answer_to_customer(command: do.CustomerCommand, customer: Customer, now: int, policy: Policy) -> Answer:
    """The answer to a command about a customer's file: the number, and nothing that is personal data."""
    return {
        "customer": customer.id,
        "segment": customer.segment,
        "visit": None,
        "number": None,
        "state": None,
        "counter": command.counter,
        "at": instant(now, policy),
    }


def answer_to_erasure(command: do.Erasure, counts: dict[str, int], now: int, policy: Policy) -> Answer:
    """The answer to a command that erases: how much there was of each kind."""
    return {
        **counts,
        "visit": None,
        "number": None,
        "state": "erased",
        "counter": command.counter,
        "at": instant(now, policy),
    }


def _visit_of(before: Day, after: Day, events: tuple[ev.Event, ...]) -> Visit | None:
    for event in events:
        for visit_id in ev.visits_of(event):
            found = after.visits.get(visit_id) or before.visits.get(visit_id)
            if found is not None:
                return found
    return None


def _state(after: Day, command: do.Command, visit: Visit | None) -> str | None:
    if visit is not None:
        return visit.state if visit.id in after.visits else "undone"
    if isinstance(command, (do.CloseDay, do.OpenDay)):
        return "closed" if after.closed else "open"
    return None if command.counter is None else after.counter(command.counter).state


def _of_check_in(after: Day, visit: Visit, now: int, policy: Policy) -> Answer:
    return {
        "due_at": instant(visit.leg.due_at, policy),
        "position": people_ahead(after, policy, now, visit) + 1,
        "estimate": None
        if visit.estimate_p50_s is None
        else {"p50_s": visit.estimate_p50_s, "p90_s": visit.estimate_p90_s},
    }


def _of_call(before: Day, after: Day, counter: str | None, now: int, policy: Policy, label: Labels) -> Answer:
    at_counter = after.counter(counter or "")
    visit = after.live[at_counter.visit or ""]
    found = next_for(before, policy, now, before.counter(at_counter.id))
    in_turn = found is not None and found.visit.id == visit.id
    called = _called(visit, now, policy)
    called["reason"] = str(why_next(found, policy, label)) if in_turn and found is not None else None
    return called


def _called(visit: Visit, now: int, policy: Policy) -> Answer:
    return {
        "visit": visit.id,
        "number": visit.number,
        "service": visit.service,
        "segment": visit.segment,
        "urgency": visit.urgency,
        "preference": visit.preference,
        "waited_s": visit.waited_s(now),
        "due_at": instant(visit.leg.due_at, policy),
    }


def queue_answer(day: Day, policy: Policy, now: int, label: Labels, counter: Counter | None = None) -> Answer:
    """Who waits, in calling order, each with a reason; the first one's also says who comes after."""
    ordered = line(day, policy, now, counter)
    found = next_for(day, policy, now, counter)
    reasons = [own_reason(visit, policy, label) for visit in ordered]
    if found is not None:
        reasons[0] = why_next(found, policy, label)
    return {
        "at": instant(now, policy),
        "waiting": [
            _queued(visit, now, policy) | {"reason": str(reason)}
            for visit, reason in zip(ordered, reasons, strict=True)
        ],
    }


def _queued(visit: Visit, now: int, policy: Policy) -> Answer:
    return {
        "visit": visit.id,
        "number": visit.number,
        "service": visit.service,
        "segment": visit.segment,
        "urgency": visit.urgency,
        "preference": visit.preference,
        "party": visit.party,
        "arrived_at": instant(visit.arrived_at, policy),
        "queued_at": instant(visit.leg.queued_at, policy),
        "waited_s": visit.waited_s(now),
        "due_at": instant(visit.leg.due_at, policy),
        "late": now > visit.leg.due_at,
    }
