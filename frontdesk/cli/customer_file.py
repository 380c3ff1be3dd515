"""A customer's file, as it is printed, and as the document that a person gets who asks for their data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from frontdesk.cli.complaint_records import complaint_as_data
from frontdesk.cli.customer_standing import segment_and_source, standing_as_data, standing_facts
from frontdesk.cli.output import say
from frontdesk.cli.promises import promise_as_data
from frontdesk.cli.tables import table
from frontdesk.domain.answers import instant
from frontdesk.domain.matter_words import complaint_state, promise_state
from frontdesk.domain.metrics import standing_at
from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import Outcome
from frontdesk.i18n import Sentence, _, day_text, duration, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.cli.session import Session
    from frontdesk.domain.customer_file import CustomerFile
    from frontdesk.domain.customers import Customer, KnownBefore
    from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord

MOST_VISITS = 20
"""So many of the last visits are printed; --json has them all."""

SAID_AS = {"name": marked("name given"), "reason": marked("reason"), "note": marked("note")}


def segment_of(session: Session, customer: Customer) -> object:
    """The house's word for a customer's segment; "" where there is none."""
    return "" if customer.segment is None else session.config.label("segment", customer.segment)


def customer_as_data(session: Session, customer: Customer) -> dict[str, Any]:
    """Who a customer is, for programs."""
    return {
        "customer": customer.id,
        "name": customer.name,
        "phone": customer.phone,
        "segment": customer.segment,
        "language": customer.language,
        **standing_as_data(customer),
        "created_at": instant(customer.created_at, session.policy),
    }


# For people


def print_file(session: Session, file: CustomerFile) -> None:
    """Who it is; what colleagues wrote, what was complained of and promised; the last visits, and what was said."""
    customer = file.customer
    facts: list[tuple[object, object]] = [
        (_("Number"), customer.id),
        (_("Telephone"), customer.phone or "–"),
        (_("Segment"), segment_and_source(session, customer)),
        (_("Speaks"), customer.language or "–"),
        *standing_facts(customer),
    ]
    if file.former:
        facts.append((_("Former numbers"), ", ".join(file.former)))
    now = customer.name, customer.phone
    facts += [(_("Known before as"), _known_as(one)) for one in file.known_before if (one.name, one.phone) != now]
    say(customer.name)
    say(table(facts))
    _print_notes(session, file)
    _print_matters(session, file)
    _print_visits(session, file)


def _known_as(one: KnownBefore) -> str:
    return one.name if one.phone is None else f"{one.name}, {one.phone}"


def _print_notes(session: Session, file: CustomerFile) -> None:
    if file.notes:
        say(Sentence("{n} note.", "{n} notes.", n=len(file.notes)))
        say(table([[_day_of(session, one.at), one.actor or "–", one.text] for one in file.notes]))


def _print_matters(session: Session, file: CustomerFile) -> None:
    today = session.policy.business_day(session.now()).isoformat()
    complaints = [
        [one.row.record.number, complaint_state(one.row.record, today), _in_words(one.row.record.day), one.text]
        for one in file.complaints
    ]
    promises = [
        [one.record.number, promise_state(one.record, today), _in_words(one.record.due_day), one.text]
        for one in file.promises
    ]
    for title, rows in (
        (Sentence("{n} complaint, request or the like.", "{n} complaints, requests and the like.", n=len(complaints)),
         complaints),
        (Sentence("{n} promise.", "{n} promises.", n=len(promises)), promises),
    ):  # fmt: skip
        if rows:
            say(title)
            say(table(rows))


def _print_visits(session: Session, file: CustomerFile) -> None:
    say(Sentence("{n} visit.", "{n} visits.", n=len(file.visits)))
    last = file.visits[:MOST_VISITS]
    rows: list[list[object]] = []
    for one in last:
        outcome = _("still here") if one.outcome is None else Sentence(OUTCOME_NAMES[Outcome(one.outcome)])
        waited = duration(standing_at(one, session.now())[0])
        service = session.config.label("service", one.service)
        rated = "" if one.rating is None else Sentence("{score} of 5", score=one.rating)
        rows.append([_in_words(one.arrived_day), one.number, service, waited, outcome, rated])
    if rows:
        say(table(rows, right=frozenset({3})))
    _print_said(file, last)


def _print_said(file: CustomerFile, visits: Sequence[VisitRecord]) -> None:
    """What was typed with these visits; a name only where it is another than the file's."""
    by_id = {one.id: one for one in visits}
    rows: list[list[object]] = []
    for one in file.said:
        visit = by_id.get(one.visit)
        if visit is not None and one.text != file.customer.name:
            rows.append([_in_words(visit.arrived_day), visit.number, _(SAID_AS.get(one.kind, one.kind)), one.text])
    if rows:
        say(Sentence("Said at the visits:"))
        say(table(rows))


def _day_of(session: Session, at: int) -> str:
    return day_text(session.policy.business_day(at))


def _in_words(day: str) -> str:
    return day_text(date.fromisoformat(day))


# For the person who asks


def file_as_data(
    session: Session, file: CustomerFile, legs: Iterable[LegRecord], phases: Iterable[PhaseRecord]
) -> dict[str, Any]:
    """Everything that the database holds of a customer, texts included; legs and phases are those of the visits."""
    at = session.policy
    return {
        **customer_as_data(session, file.customer),
        "merged": list(file.former),
        "known_before": [{"customer": one.number, "name": one.name, "phone": one.phone} for one in file.known_before],
        "notes": [
            {"note": one.id, "at": instant(one.at, at), "staff": one.actor or None, "text": one.text}
            for one in file.notes
        ],
        "visits": _visits_as_data(session, file, legs, phases),
        "complaints": [complaint_as_data(session, one) for one in file.complaints],
        "promises": [promise_as_data(session, one) for one in file.promises],
    }


def _visits_as_data(
    session: Session, file: CustomerFile, legs: Iterable[LegRecord], phases: Iterable[PhaseRecord]
) -> list[dict[str, Any]]:
    said: dict[str, list[dict[str, Any]]] = {}
    for one in file.said:
        text = {"kind": one.kind, "at": instant(one.at, session.policy), "staff": one.actor or None, "text": one.text}
        said.setdefault(one.visit, []).append(text)
    legs_of: dict[str, list[dict[str, Any]]] = {}
    for leg in legs:
        legs_of.setdefault(leg.visit, []).append(_leg_as_data(session, leg))
    phases_of: dict[str, list[dict[str, Any]]] = {}
    for phase in phases:
        begun = {"phase": phase.phase, "leg": phase.leg, "began_at": instant(phase.began_at, session.policy)}
        phases_of.setdefault(phase.visit, []).append({**begun, "seconds": phase.seconds})
    return [
        {
            **_visit_as_data(session, visit),
            "texts": said.get(visit.id, []),
            "legs": legs_of.get(visit.id, []),
            "phases": phases_of.get(visit.id, []),
        }
        for visit in file.visits
    ]


_KEPT_OF_VISIT = (
    "segment", "urgency", "preference", "party", "counter", "staff", "calls", "returned", "rating", "rating_factor",
    "would_return", "extra_steps", "serving_s", "held_s", "interrupted_s", "target_s", "estimate_p50_s",
    "estimate_p90_s",
)  # fmt: skip


def _visit_as_data(session: Session, visit: VisitRecord) -> dict[str, Any]:
    at = session.policy
    return {
        "visit": visit.id,
        "number": visit.number,
        "day": visit.arrived_day,
        "service": visit.service,
        "arrived_at": instant(visit.arrived_at, at),
        "outcome": visit.outcome,
        "waited_s": standing_at(visit, session.now())[0],
        **{name: instant(getattr(visit, name), at) for name in ("called_at", "started_at", "ended_at", "appointment")},
        **{name: getattr(visit, name) for name in _KEPT_OF_VISIT},
    }


def _leg_as_data(session: Session, leg: LegRecord) -> dict[str, Any]:
    return {
        "service": leg.service,
        "counter": leg.counter,
        "staff": leg.staff,
        "due_at": instant(leg.due_at, session.policy),
        "started_at": instant(leg.started_at, session.policy),
        "waited_s": leg.waiting_s,
        "serving_s": leg.serving_s,
    }
