"""Opening a customer's file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.domain.customers import LONGEST_NUMBER, RELATIONS, STAGES, Customer
from frontdesk.domain.rules.need import known, require_known_counter, require_role
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import LANGUAGES, Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.policy import Policy

_NUMBER = re.compile(rf"[^\W_][\w./-]{{0,{LONGEST_NUMBER - 1}}}")


def new_customer(command: do.AddCustomer, number: str, now: int, policy: Policy) -> Customer:
    """The file of a customer who has none yet; ``number`` is the one that the house gives, or that was drawn.

    Raises UsageError for a number, a segment, a language, a stage or a relation that cannot be.
    """
    require_role(command)
    require_known_counter(command, policy)
    if not command.full_name.strip():
        raise UsageError(Sentence("The name is empty."), Sentence("Say who the customer is."))
    if not is_number(number):
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
        segment_source=None if command.segment is None else "typed",
        stage=None if command.stage is None else known(marked("stage"), command.stage, STAGES),
        relation=None if command.relation is None else known(marked("relation"), command.relation, RELATIONS),
    )


def is_number(text: str) -> bool:
    """Whether this can be the number of a customer."""
    return _NUMBER.fullmatch(text) is not None


def has_a_file(customer: Customer) -> Refused:
    """The refusal of a second file under the same number."""
    return Refused(
        "customer_exists",
        Sentence("There is a customer {number} already.", number=customer.id),
        Sentence("“frontdesk customer show” shows the file; choose another number for somebody else."),
    )


_LANGUAGES = dict.fromkeys(LANGUAGES)
