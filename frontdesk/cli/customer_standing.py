"""How a customer stands to the house: segment and its source, stage, relation, figures; in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options
from frontdesk.domain.customers import RELATIONS, SEGMENT_SOURCES, STAGES
from frontdesk.i18n import Sentence, _, marked, number

if TYPE_CHECKING:
    from decimal import Decimal

    from frontdesk.cli.session import Session
    from frontdesk.domain.customers import Customer

Stage = Annotated[
    str | None,
    options.option(
        "--stage",
        "prospect|buyer|…",
        marked("How far the customer has come: prospect, buyer, active or partner."),
        completion.stages,
    ),
]
Relation = Annotated[
    str | None,
    options.option(
        "--relation",
        "loyal|erratic|…",
        marked("What keeps the customer coming: loyal, erratic, promotion, price or tied."),
        completion.relations,
    ),
]

_AMOUNTS = {
    "acquisition_cost": marked("Acquisition cost"),
    "revenue": marked("Revenue a year"),
    "cost_to_serve": marked("Cost to serve a year"),
}


def segment_and_source(session: Session, customer: Customer) -> object:
    """The segment, and where it comes from."""
    if customer.segment is None:
        return "–"
    label = session.config.label("segment", customer.segment)
    source = SEGMENT_SOURCES.get(customer.segment_source or "")
    return label if source is None else Sentence("{segment} ({source})", segment=label, source=_(source))


def standing_facts(customer: Customer) -> list[tuple[object, object]]:
    """What is known of stage, relation and figures."""
    facts: list[tuple[object, object]] = []
    if customer.stage is not None:
        facts.append((_("Stage"), _(STAGES.get(customer.stage, customer.stage))))
    if customer.relation is not None:
        facts.append((_("Relation"), _(RELATIONS.get(customer.relation, customer.relation))))
    for name, label in _AMOUNTS.items():
        cents = getattr(customer, name)
        if cents is not None:
            facts.append((_(label), number(amount(cents), 2)))
    if customer.years is not None:
        facts.append((_("Years of the relationship"), customer.years))
    if customer.retention is not None:
        facts.append((_("Retention a year"), number(customer.retention, 2)))
    return facts


def standing_as_data(customer: Customer) -> dict[str, Any]:
    """The same for programs; amounts are texts such as "1234.50", as lists of customers have them."""
    return {
        "segment_source": customer.segment_source,
        "stage": customer.stage,
        "relation": customer.relation,
        **{name: _as_text(getattr(customer, name)) for name in _AMOUNTS},
        "years": customer.years,
        "retention": customer.retention,
    }


def amount(cents: int) -> Decimal:
    """An amount of the smallest unit of money, in whole units."""
    from decimal import Decimal  # noqa: PLC0415 - a check-in needs none

    return Decimal(cents).scaleb(-2)


def _as_text(cents: int | None) -> str | None:
    return None if cents is None else str(amount(cents))
