"""Commands about customers, carried out within the desk's transaction. They write personal data, and no events.

And finding them: the check-in line does that while somebody types, without all that the archive needs for reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.answers import Done, answer_to_customer
from frontdesk.domain.rules.customers import has_a_file, new_customer, unknown_customer
from frontdesk.store import customers
from frontdesk.store.driver import Driver

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.customers import Candidate
    from frontdesk.domain.policy import Policy
    from frontdesk.store.database import Store
    from frontdesk.store.writing import Writing


def carry_out(transaction: Writing, command: do.AddCustomer, now: int, policy: Policy) -> Done:
    """Open a customer's file; nothing is written when it raises Refused or UsageError."""
    number = (command.number or "").strip() or transaction.next_customer_number()
    customer = new_customer(command, number, now, policy)
    there = transaction.customer(number)
    if there is not None:
        raise has_a_file(there)
    transaction.add_customer(customer)
    return Done("", 0, 0, answer_to_customer(command, customer, now, policy))


def require_file(transaction: Writing, number: str) -> None:
    """Refuse what would name a customer whom the house does not know: the log keeps a number for ever."""
    if transaction.customer(number) is None:
        raise unknown_customer(number)


def candidates(store: Store, sought: str, most: int) -> list[Candidate]:
    """At most so many customers who may be meant by what was typed, the likeliest first; StoreError as any reading."""
    with store.reading() as connection:
        return customers.candidates(Driver(connection), sought, most)
