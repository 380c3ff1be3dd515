"""What customers are worth to the house over their time with it, and the Pareto classes made of that.

Money is a number of the smallest unit (cents), never a float. The formulas are those of SCIENCE.md, "Customer value".
Value may suggest a segment, for a person to approve; the order of the queue knows nothing of it.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.domain.customers import Customer

NEEDED = ("acquisition_cost", "revenue", "cost_to_serve", "retention")
"""What a customer's value is reckoned from; without a number of years it is reckoned for ever."""

CLASSES = ("a", "b", "c")

PROFITABILITY = {
    "a": marked("very profitable"),
    "b": marked("fairly profitable"),
    "c": marked("little profitable"),
    None: marked("not profitable at all"),
}
"""Each class in words; None are those who cost more than they bring."""

_A_UNDER, _B_UNDER = 80, 95
"""A class goes on while those before hold less than so many hundredths of the whole."""

_DIGITS = 40


class Ranked(NamedTuple):
    """A customer's place among all: the class (None for a loss), and the share of the whole up to and with this one.

    ``value`` is in the smallest unit of money; ``share`` is None for a loss, and where the whole is nothing.
    """

    customer: str
    value: int
    value_class: str | None
    share: float | None


class Valued(NamedTuple):
    """What is known of the customers' value: by value, descending; the losses apart, the greatest first.

    ``without`` counts those who lack data, ``lacking`` how many of them lack each: a column, or ``years`` where a value
    for ever has no end because nobody goes and nothing is discounted.
    """

    ranked: tuple[Ranked, ...]
    losses: tuple[Ranked, ...]
    without: int
    lacking: Mapping[str, int]


def lifetime_value(
    acquisition: Decimal, margin: Decimal, *, retention: Decimal, discount: Decimal, years: int | None
) -> Decimal | None:
    """−AC + Σ_{t=1..n} (R − C)·r^(t−1)/(1+d)^t, in the unit of ``acquisition`` and ``margin`` (R − C, a year).

    ``years`` None is for ever; the answer is None when that has no end: nobody goes (r = 1) and
    nothing is discounted (d = 0).
    """
    with localcontext() as context:
        context.prec = _DIGITS
        kept = retention / (1 + discount)
        if years is None:
            if kept >= 1:
                return None
            terms = 1 / (1 - kept)
        elif years == 0:
            terms = Decimal(0)
        elif kept == 1:
            terms = Decimal(years)
        else:
            terms = (1 - kept**years) / (1 - kept)
        return margin / (1 + discount) * terms - acquisition


def value_of(customer: Customer, discount: Decimal) -> int | None:
    """A customer's value in the smallest unit of money, rounded to it; None where what it takes is not known."""
    cost, revenue, service = customer.acquisition_cost, customer.revenue, customer.cost_to_serve
    if cost is None or revenue is None or service is None or customer.retention is None:
        return None
    found = lifetime_value(
        Decimal(cost),
        Decimal(revenue - service),
        retention=Decimal(str(customer.retention)),
        discount=discount,
        years=customer.years,
    )
    return None if found is None else int(found.to_integral_value())


def valued(customers: Iterable[Customer], discount: Decimal) -> Valued:
    """The customers by value, with their classes; those whose value is not known are counted."""
    values: dict[str, int] = {}
    without, lacking = 0, dict.fromkeys((*NEEDED, "years"), 0)
    for one in customers:
        value = value_of(one, discount)
        if value is not None:
            values[one.id] = value
            continue
        without += 1
        for name in [name for name in NEEDED if getattr(one, name) is None] or ["years"]:
            lacking[name] += 1
    ranked, losses = classes(values)
    return Valued(ranked, losses, without, lacking)


def classes(values: Mapping[str, int]) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """The Pareto classes of these values by customer, and the losses (values below nothing) apart.

    Equal values stand in the order of the customers' numbers, whatever order they come in.
    """
    gains = sorted(((-value, customer) for customer, value in values.items() if value >= 0))
    whole = -sum(value for value, _ in gains)
    ranked, before = [], 0
    for negative, customer in gains:
        value_class = _class_after(before, whole)
        before -= negative
        ranked.append(Ranked(customer, -negative, value_class, before / whole if whole else None))
    losses = sorted((value, customer) for customer, value in values.items() if value < 0)
    return tuple(ranked), tuple(Ranked(customer, value, None, None) for value, customer in losses)


def _class_after(before: int, whole: int) -> str:
    """The class of the next one when those before are worth so much of the whole."""
    if before * 100 < whole * _A_UNDER:
        return "a"
    return "b" if before * 100 < whole * _B_UNDER else "c"
