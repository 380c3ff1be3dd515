"""Whose a complaint or a promise is: that of a customer who was named with it, or else of whoever's visit it was about.

So it follows when it is found out, or corrected, whose visit that was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from frontdesk.store import schema

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table


def customer_of(matter: Table) -> ColumnElement[Any]:
    """The customer of a complaint or a promise: the one named with it, or the one whose visit it was about."""
    visit = schema.visit.c
    found_out = select(visit.customer).where(visit.id == matter.c.visit).correlate(matter).scalar_subquery()
    return func.coalesce(matter.c.customer, found_out)


def is_of(matter: Table, customer: object) -> ColumnElement[bool]:
    """Whether a complaint or a promise is a customer's."""
    visit = schema.visit.c
    their_visits = select(visit.id).where(visit.customer == customer)
    return or_(matter.c.customer == customer, and_(matter.c.customer.is_(None), matter.c.visit.in_(their_visits)))
