"""Commands about customers, carried out within the desk's transaction. They write personal data, and no events.

And finding them: the check-in line does that while somebody types, without all that the archive needs for reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.answers import FILE_GONE, FILE_STAYS, Done, answer_to_customer
from frontdesk.domain.rules.customers import (
    changed_customer,
    merged_customer,
    new_customer,
    note_on,
    require_file,
    require_never_given,
    require_not_gone,
    what_is_lost,
)
from frontdesk.store import customers
from frontdesk.store.driver import Driver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.customers import Candidate
    from frontdesk.domain.events import Event
    from frontdesk.domain.policy import Policy
    from frontdesk.store.database import Store
    from frontdesk.store.writing import Writing


def carry_out(transaction: Writing, command: do.CustomerCommand, now: int, policy: Policy) -> Done:
    """Do it; nothing is written when it raises Refused or UsageError."""
    return Done("", 0, 0, _ACTS[type(command)](transaction, command, now, policy))


def require_a_person(transaction: Writing, number: str | None) -> None:
    """Refused (``customer_erased``) where a command names a customer whose file is gone, that of a merged number too.

    It is looked up in the transaction that writes: another terminal may have erased the file a moment ago.
    """
    if number:
        gone = transaction.customer(number) is None and transaction.former_customer(number) is not None
        require_not_gone(number, gone=gone)


def take_back(transaction: Writing, undone: Iterable[Event], now: int) -> Answer:
    """Take away the file that was opened by a step of which these events are, now that the step is taken back.

    It stays where something was written in it since, or refers to it. Returns what is to be answered of it.
    """
    for event in undone:
        if isinstance(event, (ev.CheckedIn, ev.CustomerTied)) and event.opened_file and event.customer is not None:
            gone_with_it = event.visit if isinstance(event, ev.CheckedIn) else None
            gone = transaction.take_away_file_as_opened(event.customer, gone_with_it, now)
            return {"customer": event.customer, "file": FILE_GONE if gone else FILE_STAYS}
    return {}


def _add(transaction: Writing, command: do.AddCustomer, now: int, policy: Policy) -> Answer:
    number = (command.number or "").strip() or transaction.next_customer_number()
    customer = new_customer(command, number, now, policy)
    require_never_given(number, transaction.customer(number), erased=transaction.former_customer(number) is not None)
    transaction.add_customer(customer)
    return answer_to_customer(command, customer, now, policy)


def _change(transaction: Writing, command: do.ChangeCustomer, now: int, policy: Policy) -> Answer:
    there = require_file(transaction.customer(command.number), command.number)
    customer = changed_customer(command, there, policy)
    transaction.change_customer(customer)
    return answer_to_customer(command, customer, now, policy)


def _merge(transaction: Writing, command: do.MergeCustomers, now: int, policy: Policy) -> Answer:
    kept, other = (require_file(transaction.customer(number), number) for number in (command.number, command.other))
    merged = merged_customer(command, kept, other, policy)
    counts = transaction.merge_customers(kept.id, other.id, now)
    transaction.change_customer(merged)
    note = what_is_lost(command, kept, other, now)
    if note is not None:
        transaction.add_customer_note(note)
    return answer_to_customer(command, merged, now, policy) | {"merged": other.id} | counts


def _note(transaction: Writing, command: do.NoteOnCustomer, now: int, policy: Policy) -> Answer:
    customer = require_file(transaction.customer(command.number), command.number)
    note = note_on(command, customer, now, policy)
    transaction.add_customer_note(note)
    return answer_to_customer(command, customer, now, policy) | {"note": note.id}


_ACTS: dict[type[do.CustomerCommand], Callable[[Writing, Any, int, Policy], Answer]] = {
    do.AddCustomer: _add,
    do.ChangeCustomer: _change,
    do.MergeCustomers: _merge,
    do.NoteOnCustomer: _note,
}


def candidates(store: Store, sought: str, most: int) -> list[Candidate]:
    """At most so many customers who may be meant by what was typed, the likeliest first; StoreError as any reading."""
    with store.reading() as connection:
        return customers.candidates(Driver(connection), sought, most)
