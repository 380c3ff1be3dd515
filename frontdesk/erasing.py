"""Commands that erase what is personal, carried out within the desk's transaction. They write no events.

The rows go in that transaction; their bytes are wiped from the database after it (``store.wiping``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.answers import Done, answer_to_erasure
from frontdesk.domain.note import note_id
from frontdesk.domain.rules.customers import is_merged, require_file
from frontdesk.domain.rules.erasing import require_confirmed_customer, require_confirmed_days
from frontdesk.seen import references
from frontdesk.store.log import Head, day_stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.policy import Policy
    from frontdesk.store.writing import Writing


def carry_out(transaction: Writing, command: do.Erasure, now: int, policy: Policy) -> Done:
    """Do it; nothing is erased when it raises Refused or UsageError."""
    return Done("", 0, 0, _ACTS[type(command)](transaction, command, now, policy))


def _erase_customer(transaction: Writing, command: do.EraseCustomer, now: int, policy: Policy) -> Answer:
    former = transaction.former_customer(command.number)
    if former is not None and former.kept is not None:
        raise is_merged(command.number, former.kept)
    if former is None:
        require_file(transaction.customer(command.number), command.number)
    require_confirmed_customer(command, transaction.held_of_customer(command.number), policy)
    counts = transaction.erase_customers([command.number], now)
    return answer_to_erasure(command, counts, now, policy) | {"customer": command.number}


def _erase_before(transaction: Writing, command: do.ErasePersonal, now: int, policy: Policy) -> Answer:
    require_confirmed_days(command, now, policy)
    day = command.before.isoformat()
    counts = transaction.erase_before(day, policy.opens_at(command.before), _still_standing(transaction, day), now)
    return answer_to_erasure(command, counts, now, policy) | {"before": day}


def _still_standing(transaction: Writing, day: str) -> list[str]:
    """The texts that the first business day from a day on has taken over from those before it."""
    first = transaction.first_day_from(day)
    if first is None:
        return []
    records, _head = transaction.events(day_stream(transaction.site, first), Head())
    opening = [record.event for record in records if isinstance(record.event, (ev.DayOpened, ev.CarriedOver))]
    paused = [
        note_id(counter.pause_reason)
        for event in opening
        if isinstance(event, ev.DayOpened)
        for counter in event.counters
        if counter.pause_reason is not None
    ]
    return [*references(opening), *paused]


_ACTS: dict[type[do.Erasure], Callable[[Writing, Any, int, Policy], Answer]] = {
    do.EraseCustomer: _erase_customer,
    do.ErasePersonal: _erase_before,
}
