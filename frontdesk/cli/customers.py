"""Customers whom the house knows: opening a file, finding it, reading it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import clientele, completion, customer_import, options
from frontdesk.cli.customer_standing import (
    Relation,
    Stage,
    segment_and_source,
    standing_as_data,
    standing_facts,
)
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import shown
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.domain.metrics import standing_at
from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import Outcome
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, day_text, duration, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.customers import Customer
    from frontdesk.domain.records import VisitRecord

app = new_app()
customer_app = new_app()
app.add_typer(customer_app, name="customer")

MOST_FOUND = 50
MOST_VISITS = 20
"""So many of the last visits are printed; --json has them all."""


@verb(customer_app, "add", marked("Open a customer's file."), changes=True)
def add(
    session: Session,
    name: Annotated[str, options.option("--name", options.TEXT, marked("The customer's name."))],
    id_: Annotated[
        str | None, options.option("--id", options.ID, marked("The house's own number; without it one is drawn."))
    ] = None,
    phone: Annotated[str | None, options.option("--phone", options.TEXT, marked("A telephone number."))] = None,
    segment: options.Segment = None,
    speaks: Annotated[
        str | None,
        options.option("--speaks", "en|es", marked("The language that the customer speaks."), completion.languages),
    ] = None,
    stage: Stage = None,
    relation: Relation = None,
) -> None:
    """A file, by which the customer is known at the next visit."""
    answer = session.perform(
        do.AddCustomer,
        number=id_,
        full_name=name,
        phone=phone,
        segment=segment,
        language=speaks,
        stage=stage,
        relation=relation,
    )
    session.tell(answer, Sentence("{name} is customer {id}.", name=name, id=answer["customer"]))


@verb(customer_app, "find", marked("Find customers by a part of the name, the telephone or the number."), tells=True)
def find(
    session: Session,
    text: Annotated[str, options.argument(options.TEXT, marked("A part of the name or telephone, or the number."))],
) -> None:
    """Those whom it may be, by name."""
    found = session.archive.customers(text, MOST_FOUND)
    if session.as_json:
        say_json({"customers": [_as_data(session, one) for one in found]})
        return
    if not found:
        say(Sentence("There is none."))
        return
    rows: list[list[object]] = [[_("Number"), _("Name"), _("Telephone"), _("Segment")]]
    for one in found:
        rows.append([one.id, one.name, one.phone or "", _segment(session, one)])
    say(table(rows))


@verb(customer_app, "show", marked("A customer's file: who it is, and the visits."), tells=True)
def show(
    session: Session,
    id_: Annotated[str, options.argument(options.ID, marked("The customer's number."))],
) -> None:
    """The file in full."""
    customer = customer_of(session, "ID", id_)
    visits = session.archive.visits_of_customer(customer.id)
    if session.as_json:
        say_json(_as_data(session, customer) | {"visits": [_visit(session, one) for one in visits]})
        return
    facts: list[tuple[object, object]] = [
        (_("Number"), customer.id),
        (_("Telephone"), customer.phone or "–"),
        (_("Segment"), segment_and_source(session, customer)),
        (_("Speaks"), customer.language or "–"),
        *standing_facts(customer),
    ]
    say(customer.name)
    say(table(facts))
    _print_visits(session, visits)


def customer_of(session: Session, option: str, number: str) -> Customer:
    """The customer with a number; UsageError, with those who have one like it, where there is none."""
    found = session.archive.customer(number)
    if found is None:
        like = ", ".join(one.id for one in session.archive.customers(number, 3))
        raise UsageError(
            Sentence("{option}: there is no customer “{found}”.", option=option, found=shown(number)),
            Sentence("Did you mean {guess}?", guess=like)
            if like
            else Sentence("“frontdesk customer find” looks for one; “customer add” opens a file."),
        )
    return found


def _segment(session: Session, customer: Customer) -> object:
    return "" if customer.segment is None else session.config.label("segment", customer.segment)


def _as_data(session: Session, customer: Customer) -> dict[str, Any]:
    return {
        "customer": customer.id,
        "name": customer.name,
        "phone": customer.phone,
        "segment": customer.segment,
        "language": customer.language,
        "created_at": instant(customer.created_at, session.policy),
        **standing_as_data(customer),
    }


def _visit(session: Session, visit: VisitRecord) -> dict[str, Any]:
    return {
        "visit": visit.id,
        "number": visit.number,
        "day": visit.arrived_day,
        "service": visit.service,
        "arrived_at": instant(visit.arrived_at, session.policy),
        "outcome": visit.outcome,
        "waited_s": standing_at(visit, session.now())[0],
    }


def _print_visits(session: Session, visits: Sequence[VisitRecord]) -> None:
    say(Sentence("{n} visit.", "{n} visits.", n=len(visits)))
    rows: list[list[object]] = []
    for one in visits[:MOST_VISITS]:
        outcome = _("still here") if one.outcome is None else Sentence(OUTCOME_NAMES[Outcome(one.outcome)])
        waited = duration(standing_at(one, session.now())[0])
        service = session.config.label("service", one.service)
        rows.append([day_text(date.fromisoformat(one.arrived_day)), one.number, service, waited, outcome])
    if rows:
        say(table(rows, right=frozenset({3})))


customer_app.add_typer(customer_import.app)
customer_app.add_typer(clientele.app)
