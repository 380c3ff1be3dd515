"""Segments that could suit customers, by what they are worth and by how loyal they are, for a person to approve.

Nothing here changes anything. What somebody typed or imported is only ever raised; what came from value or loyalty may
be lowered again. Colleagues (internal segments) are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.attendance import years_with_us
from frontdesk.domain.value import valued

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from frontdesk.domain.attendance import Attendance
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.policy import Policy

BY_VALUE, BY_VISITS = "value", "visits"


class Suggestion(NamedTuple):
    """Another segment for a customer, and why: ``source`` says whether for value or for loyalty.

    ``value_class`` is the class, ``visits`` how many served visits in a year, ``years`` how long they are with us.
    """

    customer: Customer
    to: str
    source: str
    value_class: str | None
    visits: int
    years: int


def suggestions(
    customers: Sequence[Customer], attendance: Mapping[str, Attendance], policy: Policy, today: date
) -> list[Suggestion]:
    """Every suggestion, by the number of the customer."""
    plan = policy.segmenting
    classes = {one.customer: one.value_class for one in valued(customers, plan.discount).ranked}
    found = []
    for one in sorted(customers):
        came = attendance.get(one.id)
        visits = 0 if came is None else came.served_lately
        years = years_with_us(one, came, today)
        value_class = classes.get(one.id)
        wished = [(plan.by_class.get(value_class or ""), BY_VALUE)]
        if visits >= plan.loyal_visits and years >= plan.loyal_years:
            wished.append((plan.loyal, BY_VISITS))
        best = _best(wished, policy)
        if best is not None and _may_become(one, best[0], policy):
            found.append(Suggestion(one, *best, value_class, visits, years))
    return found


def _best(wished: Iterable[tuple[str | None, str]], policy: Policy) -> tuple[str, str] | None:
    """The segment that ranks first; value goes before loyalty where both name one of the same rank."""
    known = [(to, source) for to, source in wished if to is not None and _is_offered(to, policy)]
    return min(known, key=lambda one: policy.segments[one[0]].rank, default=None)


def _is_offered(segment: str, policy: Policy) -> bool:
    return segment in policy.segments and policy.segments[segment].active


def _may_become(customer: Customer, to: str, policy: Policy) -> bool:
    now = policy.segments.get(customer.segment or policy.default_segment)
    if to == (customer.segment or policy.default_segment) or (now is not None and now.internal):
        return False
    if now is None or customer.segment is None or customer.segment_source in (BY_VALUE, BY_VISITS):
        return True
    return policy.segments[to].rank <= now.rank
