"""A complaint, request, suggestion or praise, as the events of its stream tell it.

Instants are whole seconds, UTC; days are ISO dates of the business day.
"""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

NOT_A_COMPLAINT = frozenset(("request", "suggestion", "praise"))
"""The kinds that are counted by kind only: who asks, suggests or praises has not complained."""

NOTHING_TO_GRANT = frozenset(("suggestion", "praise"))
"""The kinds that ask for nothing: no remedy of the house is granted for them."""

CHANNELS = ("counter", "telephone", "letter", "web", "social")
"""The ways by which people reach us."""

ON_THE_SPOT_S = 15 * 60
"""So long, in seconds, a customer who complains may still be at the desk: an answer until then is one on the spot."""

OPEN, ACKNOWLEDGED, INVESTIGATING, RESOLVED, CLOSED = "open", "acknowledged", "investigating", "resolved", "closed"
ASSIGNED, ACTED_ON, REOPENED = "assigned", "acted_on", "reopened"
DESCRIBED, NOTED = "described", "noted"

_OF_COLLEAGUES = frozenset((ASSIGNED, DESCRIBED, NOTED))
"""Steps of which the customer has no answer: they do not show that it was taken up."""


class ComplaintStep(NamedTuple):
    """One thing that happened to a complaint after it was taken down.

    ``kind`` is the state that it led to, ASSIGNED, ACTED_ON, REOPENED, DESCRIBED or NOTED; ``text`` and ``more`` are
    references to what was typed (an action, the answer, a reason, a note; the root cause and what was changed, what
    was said and what is asked for). ``corrected`` tells what it put right: see ``corrections``. ``owner``,
    ``due_day``, ``remedy``, ``accepted``, ``amount`` and ``root`` are what it set, None where it set nothing.
    """

    at: int
    day: str
    kind: str
    actor: str
    owner: str | None = None
    due_day: str | None = None
    remedy: str | None = None
    accepted: bool | None = None
    text: str | None = None
    more: str | None = None
    amount: int | None = None
    root: str | None = None
    corrected: str | None = None


class Correction(NamedTuple):
    """What was taken down wrongly: the name of the field of ``ComplaintRecord``, what it was and what it is."""

    field: str
    was: Any
    now: Any


def corrections(step: ComplaintStep) -> list[Correction]:
    """What a step has put right of what was taken down."""
    return [] if step.corrected is None else [Correction(*one) for one in json.loads(step.corrected)]


class Turn(NamedTuple):
    """A complaint was ``settled``, or taken up again, at an instant of a business day.

    It was ``late`` when it was settled after the due day that it had then.
    """

    at: int
    day: str
    settled: bool
    late: bool


class ComplaintRecord(NamedTuple):
    """What a customer said beyond the errand, as it stands.

    ``kind`` is ``complaint`` (or ``product``, ``treatment`` where the law tells them apart), ``request``,
    ``suggestion`` or ``praise``; ``cause`` is an id of the house; ``visit`` is the visit's id, if it is known.
    ``due_day`` is the last day on which an answer keeps the deadline, ``owner`` sees to it ("" where nobody does);
    ``first_due_day`` and ``first_owner`` are what they were at the beginning. ``acknowledged_at`` is when somebody
    first took it up, whatever was done; ``granted`` is a remedy of the house and ``amount`` what it came to, in whole
    units of its money; ``closed_day`` is None while it is not closed. ``segment`` is the customer's, where it is known;
    ``root`` is an id of the house's list of what goes wrong with us. What was corrected is as it is now.
    """

    number: str
    day: str
    opened_at: int
    kind: str
    cause: str
    severity: int
    safety: bool
    visit: str | None
    acknowledged_at: int | None
    due_day: str | None
    resolved_at: int | None
    closed_at: int | None
    status: str
    first_due_day: str | None = None
    first_owner: str = ""
    owner: str = ""
    channel: str = CHANNELS[0]
    customer: str | None = None
    granted: str | None = None
    accepted: bool | None = None
    closed_day: str | None = None
    reopened: int = 0
    segment: str | None = None
    amount: int | None = None
    root: str | None = None
    steps: tuple[ComplaintStep, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, or it was taken up again since."""
        return self.resolved_at is None and self.closed_at is None

    def is_overdue(self, today: str) -> bool:
        """Whether nobody has answered it although the day by which it is due is over."""
        return self.is_open and self.due_day is not None and self.due_day < today

    def stood_at(self, at: int) -> ComplaintRecord:
        """As it stood at an instant (UTC seconds), not before its opening.

        What was taken down wrongly is right from the beginning: a slip is no complaint of another kind.
        """
        if not self.steps or self.steps[-1].at <= at:
            return self
        return self._after_only(takewhile(lambda step: step.at <= at, self.steps))

    def at_end_of(self, day: str) -> ComplaintRecord:
        """As it stood at the end of a business day, not before the one on which it was taken down."""
        if not self.steps or self.steps[-1].day <= day:
            return self
        return self._after_only(takewhile(lambda step: step.day <= day, self.steps))

    def _after_only(self, steps: Iterable[ComplaintStep]) -> ComplaintRecord:
        stood = self._as_taken_down()
        for step in steps:
            stood = stood.after(step)
        return stood

    def _as_taken_down(self) -> ComplaintRecord:
        return self._replace(**_UNTOUCHED, due_day=self.first_due_day, owner=self.first_owner)

    def turns(self) -> Iterator[Turn]:
        """Each time that it was settled or taken up again, the oldest first; it was open before the first."""
        stood = self._as_taken_down()
        for step in self.steps:
            was_open, due_day = stood.is_open, stood.due_day
            stood = stood.after(step)
            if stood.is_open != was_open:
                yield Turn(step.at, step.day, was_open, was_open and due_day is not None and due_day < step.day)

    def after(self, step: ComplaintStep) -> ComplaintRecord:
        """As it stands after one more step."""
        changed: dict[str, Any] = {"steps": (*self.steps, step)}
        if step.kind == ASSIGNED:
            return self._replace(**changed, owner=step.owner or "")
        if step.kind in _OF_COLLEAGUES:
            return self._replace(**changed)
        if self.acknowledged_at is None:
            changed["acknowledged_at"] = step.at
        if step.due_day is not None:
            changed["due_day"] = step.due_day
        if step.kind == REOPENED:
            changed |= {"status": ACKNOWLEDGED, "resolved_at": None, "closed_at": None, "closed_day": None}
            return self._replace(**changed, accepted=None, root=None, reopened=self.reopened + 1)
        if step.kind == ACTED_ON:
            return self._replace(**changed, status=ACKNOWLEDGED if self.status == OPEN else self.status)
        if step.kind == RESOLVED:
            changed |= {"resolved_at": step.at, "granted": step.remedy, "amount": step.amount}
        if step.kind == CLOSED:
            changed |= {"closed_at": step.at, "closed_day": step.day, "root": step.root}
        if step.accepted is not None:
            changed["accepted"] = step.accepted
        return self._replace(**changed, status=step.kind)


class ComplaintRow(NamedTuple):
    """A complaint with what is kept apart from it: references to what was said and to the remedy sought."""

    record: ComplaintRecord
    text: str
    remedy: str | None
    phase: str | None
    counter: str | None
    actor: str


class ToldComplaint(NamedTuple):
    """A complaint with its texts, "" where one was erased: what was said, the remedy sought, both of each step."""

    row: ComplaintRow
    text: str
    remedy: str
    of_steps: tuple[tuple[str, str], ...]


_UNTOUCHED: dict[str, Any] = {
    "acknowledged_at": None,
    "resolved_at": None,
    "closed_at": None,
    "status": OPEN,
    "granted": None,
    "accepted": None,
    "closed_day": None,
    "reopened": 0,
    "amount": None,
    "root": None,
    "steps": (),
}


class Said(NamedTuple):
    """References to what the customer said ("" where nobody wrote it down) and to the remedy sought."""

    text: str
    remedy: str | None


def what_was_said(records: Sequence[ev.Recorded]) -> Said:
    """What a complaint's stream knows of the customer's own words: those at its opening, or written down since."""
    opened = records[0].event
    assert isinstance(opened, ev.ComplaintOpened)
    text, remedy = opened.text, opened.remedy
    for record in records[1:]:
        if isinstance(record.event, ev.ComplaintDescribed):
            text, remedy = text or record.event.text or "", record.event.remedy or remedy
    return Said(text, remedy)


def complaint_record(records: Sequence[ev.Recorded]) -> ComplaintRecord:
    """The complaint that the events of a stream tell of; LookupError where they do not begin with its opening."""
    opened = records[0].event
    if not isinstance(opened, ev.ComplaintOpened):
        raise LookupError(opened.kind)
    complaint = ComplaintRecord(
        number=opened.number,
        day=opened.day,
        opened_at=records[0].at,
        kind=opened.type,
        cause=opened.cause,
        severity=opened.severity,
        safety=opened.safety,
        visit=opened.visit,
        acknowledged_at=None,
        due_day=opened.due_day,
        resolved_at=None,
        closed_at=None,
        status=OPEN,
        first_due_day=opened.due_day,
        first_owner=opened.owner,
        owner=opened.owner,
        channel=opened.channel,
        customer=opened.customer,
        segment=opened.segment,
    )
    for record in records[1:]:
        event: Any = record.event
        step = _STEPS[type(event)](event, ComplaintStep(record.at, event.day, "", record.actor))
        if isinstance(event, ev.ComplaintDescribed):
            found = _corrections(complaint, event)
            if found:
                step = step._replace(corrected=json.dumps(found, ensure_ascii=False, separators=(",", ":")))
                complaint = complaint._replace(**{one.field: one.now for one in found})
            if event.customer is not None:
                complaint = complaint._replace(segment=event.segment)
        complaint = complaint.after(step)
    return complaint


def _corrections(complaint: ComplaintRecord, event: ev.ComplaintDescribed) -> list[Correction]:
    told = {
        "kind": event.type,
        "cause": event.cause,
        "severity": event.severity,
        "safety": event.safety,
        "channel": event.channel,
    }
    found = [Correction(name, getattr(complaint, name), value) for name, value in told.items() if value is not None]
    if event.customer is not None:
        found.append(Correction("customer", complaint.customer, event.customer or None))
    return [one for one in found if one.was != one.now]


_STEPS: dict[type[ev.Event], Callable[[Any, ComplaintStep], ComplaintStep]] = {
    ev.ComplaintDescribed: lambda event, step: step._replace(kind=DESCRIBED, text=event.text, more=event.remedy),
    ev.ComplaintNoted: lambda event, step: step._replace(kind=NOTED, text=event.text),
    ev.ComplaintAcknowledged: lambda _event, step: step._replace(kind=ACKNOWLEDGED),
    ev.ComplaintAssigned: lambda event, step: step._replace(kind=ASSIGNED, owner=event.owner),
    ev.ComplaintActedOn: lambda event, step: step._replace(
        kind=ACTED_ON if event.due_day is None else INVESTIGATING, due_day=event.due_day, text=event.text
    ),
    ev.ComplaintResolved: lambda event, step: step._replace(
        kind=RESOLVED, remedy=event.remedy, accepted=event.accepted, text=event.text, amount=event.amount
    ),
    ev.ComplaintClosed: lambda event, step: step._replace(
        kind=CLOSED, accepted=event.accepted, text=event.root_cause, more=event.correction, root=event.root
    ),
    ev.ComplaintReopened: lambda event, step: step._replace(kind=REOPENED, due_day=event.due_day, text=event.reason),
}
