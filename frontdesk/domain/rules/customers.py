"""The rules for customers' files: opening one, and writing in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.customer_file import CustomerNote
from frontdesk.domain.customers import LONGEST_NUMBER, Customer
from frontdesk.domain.rules.need import known, require_known_counter, require_role
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import LANGUAGES, Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.policy import Policy

_NUMBER = re.compile(rf"[^\W_][\w./-]{{0,{LONGEST_NUMBER - 1}}}")


def new_customer(command: do.AddCustomer, number: str, now: int, policy: Policy) -> Customer:
    """The file of a customer who has none yet; ``number`` is the one that the house gives, or that was drawn.

    Raises UsageError for a number, a segment or a language that cannot be.
    """
    require_role(command)
    require_known_counter(command, policy)
    if not command.full_name.strip():
        raise UsageError(Sentence("The name is empty."), Sentence("Say who the customer is."))
    if _NUMBER.fullmatch(number) is None:
        raise UsageError(
            Sentence("“{found}” can be no customer's number.", found=number),
            Sentence("It begins with a letter or a digit and has no spaces, like C-00042."),
        )
    return Customer(
        id=number,
        name=" ".join(command.full_name.split()),
        phone=(command.phone or "").strip() or None,
        language=None if command.language is None else known(marked("language"), command.language, _LANGUAGES),
        segment=None if command.segment is None else known(marked("segment"), command.segment, policy.segments),
        created_at=now,
    )


def opens_file(command: do.CheckIn | do.TieCustomer) -> bool:
    """Whether a customer's file is opened with it."""
    return command.open_file if isinstance(command, do.CheckIn) else command.full_name is not None


def file_of_visitor(command: do.CheckIn | do.TieCustomer, number: str, now: int, policy: Policy) -> Customer:
    """The file that is opened for the name of somebody who is here; of a segment only where one was named.

    Raises UsageError where there is no name, or where the customer has a file already.
    """
    if isinstance(command, do.TieCustomer):
        name, segment = command.full_name, None
    else:
        name, segment = None if command.name is None else command.name.text, command.segment
    if name is None:
        raise UsageError(Sentence("A file is opened for a name."), Sentence("Say who the customer is, with --name."))
    if command.customer:
        raise UsageError(
            Sentence("The visit is of customer {customer}, who has a file.", customer=command.customer),
            Sentence("Leave out --customer or --new-customer."),
        )
    opening = do.AddCustomer(actor=command.actor, role=command.role, full_name=name, segment=segment)
    return new_customer(opening, number, now, policy)


def has_a_file(customer: Customer) -> Refused:
    """The refusal of a second file under the same number."""
    return Refused(
        "customer_exists",
        Sentence("There is a customer {number} already.", number=customer.id),
        Sentence("“frontdesk customer show” shows the file; choose another number for somebody else."),
    )


def require_file(customer: Customer | None, number: str) -> Customer:
    """The customer with a number; Refused (``unknown_customer``) where nobody has it."""
    if customer is None:
        raise Refused(
            "unknown_customer",
            Sentence("There is no customer “{number}”.", number=number),
            Sentence("“frontdesk customer find” looks for one; “customer add” opens a file."),
        )
    return customer


def note_on(command: do.NoteOnCustomer, customer: Customer, now: int, policy: Policy) -> CustomerNote:
    """The note that is written in a file."""
    require_role(command)
    require_known_counter(command, policy)
    if not command.note.text.strip():
        raise UsageError(Sentence("The text is empty."), Sentence("Say what is to be written down."))
    return CustomerNote(command.note.id, customer.id, command.note.text, command.actor, now)


_LANGUAGES = dict.fromkeys(LANGUAGES)
