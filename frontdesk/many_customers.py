"""Commands about many customers at once, carried out within the desk's transaction: lists, suggested segments.

They write personal data, and no events; what is answered holds numbers of customers and figures, no data of theirs.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.answers import Done, instant
from frontdesk.domain.attendance import a_year_before
from frontdesk.domain.importing import ADDED, CHANGED, REFUSED, UNCHANGED, gone, known_otherwise, person_of, settle
from frontdesk.domain.rules.need import require_known_counter, require_role
from frontdesk.domain.suggesting import suggestions
from frontdesk.errors import Refused
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.customers import Customer, KnownBefore
    from frontdesk.domain.importing import ImportRow, Settled
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.suggesting import Suggestion
    from frontdesk.store.clientele import CustomerFiles
    from frontdesk.store.writing import Writing


def carry_out(transaction: Writing, command: do.ManyCustomersCommand, now: int, policy: Policy) -> Done:
    """Carry out one of them; nothing is written when it raises Refused or UsageError."""
    require_role(command)
    require_known_counter(command, policy)
    told = _ACTS[type(command)](transaction, command, now, policy)
    answer = told | {
        "visit": None,
        "number": None,
        "state": None,
        "counter": command.counter,
        "at": instant(now, policy),
    }
    return Done("", 0, 0, answer)


def _import(transaction: Writing, command: do.ImportCustomers, now: int, _policy: Policy) -> Answer:
    settled = settled_rows(transaction.files, command.rows, command.named, now)
    transaction.files.write(
        added=[one.customer for one in settled if one.result == ADDED and one.customer is not None],
        changed=[one.customer for one in settled if one.result == CHANGED and one.customer is not None],
    )
    return as_answer(settled)


def _approve(transaction: Writing, command: do.ApproveSegments, now: int, policy: Policy) -> Answer:
    today = policy.business_day(now)
    attendance = transaction.files.attendance(a_year_before(today).isoformat(), today.isoformat())
    found = suggestions(transaction.files.every(), attendance, policy, today)
    if command.numbers is not None:
        found = _chosen(found, command.numbers)
    transaction.files.write(changed=[one.customer._replace(segment=one.to, segment_source=one.source) for one in found])
    return {
        "approved": [
            {"customer": one.customer.id, "from": one.customer.segment, "segment": one.to, "source": one.source}
            for one in found
        ]
    }


_ACTS: Mapping[type[do.ManyCustomersCommand], Callable[[Writing, Any, int, Policy], Answer]] = {
    do.ImportCustomers: _import,
    do.ApproveSegments: _approve,
}


def _chosen(found: Sequence[Suggestion], numbers: Sequence[str]) -> list[Suggestion]:
    by_number = {one.customer.id: one for one in found}
    for number in numbers:
        if number not in by_number:
            raise Refused(
                "no_suggestion",
                Sentence("No segment is suggested for customer {number}.", number=number),
                Sentence("“frontdesk customer segments” lists the suggestions."),
            )
    return [by_number[number] for number in dict.fromkeys(numbers)]


def settled_rows(files: CustomerFiles, rows: Sequence[ImportRow], named: Collection[str], now: int) -> list[Settled]:
    """What these rows of a list make of the files that are there; nothing is written."""
    by_number = files.numbered([row.number for row in rows if row.number is not None])
    without = [person for row in rows if row.number is None and (person := row.person) is not None]
    by_person: dict[object, list[Customer]] = {}
    for one in files.called({person.name for person in without}) if without else ():
        by_person.setdefault(person_of(one.name, one.phone), []).append(one)
    before: dict[object, list[KnownBefore]] = {}
    for former in files.known_before() if without else ():
        before.setdefault(person_of(former.name, former.phone), []).append(former)
    draw = files.drawn_numbers(named).__next__
    gone_numbers = files.former([row.number for row in rows if row.number is not None and row.number not in by_number])
    settled = []
    for row in rows:
        there = by_person.get(row.person, []) if row.number is None else _one(by_number.get(row.number))
        if row.number in gone_numbers:
            settled.append(gone(row, gone_numbers[row.number]))
        elif row.number is None and not there and row.person in before:
            settled.append(known_otherwise(row, before[row.person]))
        else:
            settled.append(settle(row, there, named, draw, now))
    return settled


def as_answer(settled: Sequence[Settled]) -> Answer:
    """What is answered to rows of a list: how many of each result, and each that changed or was refused."""
    counts = Counter(one.result for one in settled)
    return {
        **{result: counts[result] for result in (ADDED, CHANGED, UNCHANGED, REFUSED)},
        "lines": [_line(one) for one in settled if one.result != UNCHANGED],
    }


def _line(one: Settled) -> Answer:
    if one.customer is None:
        return {"line": one.line, "result": one.result, "reason": str(one.reason)}
    return {"line": one.line, "result": one.result, "customer": one.customer.id, "columns": list(one.columns)}


def _one(found: Customer | None) -> list[Customer]:
    return [] if found is None else [found]
