"""Customers for a measurement: files of people made up, and the visits of a past that are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from frontdesk.store import schema
from frontdesk.store.customers import add_customers
from frontdesk.store.driver import Driver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.customers import Customer
    from frontdesk.store.database import Store


def know_visitors(store: Store, known: Sequence[Customer]) -> int:
    """Write these files, and give every visit that there is to one of them in turn; returns how many visits.

    The log still tells of visits of nobody in particular: such a history is there to be measured.
    """
    with store.alone() as connection:
        add_customers(Driver(connection), known)
        ids = connection.scalars(select(schema.visit.c.id).order_by(schema.visit.c.arrived_at, schema.visit.c.id)).all()
        theirs = update(schema.visit).where(schema.visit.c.id == bindparam("of_visit"))
        connection.execute(
            theirs.values(customer=bindparam("of_customer")),
            [{"of_visit": one, "of_customer": known[place % len(known)].id} for place, one in enumerate(ids)],
        )
    return len(ids)
