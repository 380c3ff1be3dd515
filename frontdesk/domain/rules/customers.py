"""The rules for customers' files: opening one, correcting it, writing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.customer_file import CustomerNote
from frontdesk.domain.customers import RELATIONS, STAGES, Customer, is_number
from frontdesk.domain.rules.need import known, require_known_counter, require_role, require_text
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import LANGUAGES, Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.policy import Policy


def new_customer(command: do.AddCustomer, number: str, now: int, policy: Policy) -> Customer:
    """The file of a customer who has none yet; ``number`` is the one that the house gives, or that was drawn.

    Raises UsageError for a number, a segment, a language, a stage or a relation that cannot be.
    """
    require_role(command)
    require_known_counter(command, policy)
    name = _name(command.full_name)
    if not is_number(number):
        raise UsageError(
            Sentence("“{found}” can be no customer's number.", found=number),
            Sentence("It begins with a letter or a digit and has no spaces, like C-00042."),
        )
    return Customer(
        id=number,
        name=name,
        phone=_phone(command.phone),
        language=None if command.language is None else known(marked("language"), command.language, _LANGUAGES),
        segment=None if command.segment is None else known(marked("segment"), command.segment, policy.segments),
        created_at=now,
        segment_source=None if command.segment is None else "typed",
        stage=None if command.stage is None else known(marked("stage"), command.stage, STAGES),
        relation=None if command.relation is None else known(marked("relation"), command.relation, RELATIONS),
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


def changed_customer(command: do.ChangeCustomer, customer: Customer, policy: Policy) -> Customer:
    """The file with what was corrected. Raises UsageError for an empty name, and for what the house does not know."""
    require_role(command)
    require_known_counter(command, policy)
    changed: dict[str, Any] = {}
    if command.full_name is not None:
        changed["name"] = _name(command.full_name)
    if command.phone is not None:
        changed["phone"] = _phone(command.phone)
    if command.language is not None:
        changed["language"] = known(marked("language"), command.language, _LANGUAGES) if command.language else None
    # A segment that was retired since stays in the file while nobody names another one.
    if command.segment is not None and command.segment != customer.segment:
        changed["segment"] = known(marked("segment"), command.segment, policy.segments) if command.segment else None
        changed["segment_source"] = "typed" if command.segment else None
    if command.stage is not None:
        changed["stage"] = known(marked("stage"), command.stage, STAGES) if command.stage else None
    if command.relation is not None:
        changed["relation"] = known(marked("relation"), command.relation, RELATIONS) if command.relation else None
    return customer._replace(**changed)


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise UsageError(Sentence("The name is empty."), Sentence("Say who the customer is."))
    return name


def _phone(typed: str | None) -> str | None:
    return (typed or "").strip() or None


def require_never_given(number: str, there: Customer | None, *, erased: bool) -> None:
    """Refuse a number that somebody has or had: the visits of that time would become somebody else's."""
    if there is not None:
        raise Refused(
            "customer_exists",
            Sentence("There is a customer {number} already.", number=number),
            Sentence("“frontdesk customer show” shows the file; choose another number for somebody else."),
        )
    if erased:
        raise Refused(
            "customer_erased",
            Sentence("{number} was the number of a customer who was erased.", number=number),
            Sentence("Choose another number."),
        )


def require_not_gone(number: str, *, gone: bool) -> None:
    """Refuse a number that was a customer's whose file is gone: what came under it would be about a person again.

    A number of which nothing is known stays allowed: a house may number its customers and keep no files.
    """
    if gone:
        raise Refused(
            "customer_erased",
            Sentence("{number} was the number of a customer whose file is gone.", number=number),
            Sentence("Leave the number out, or name another customer."),
        )


def is_merged(number: str, kept: str) -> Refused:
    """The refusal of a number whose file is part of another one."""
    return Refused(
        "customer_merged",
        Sentence("{former} is part of {customer} now.", former=number, customer=kept),
        Sentence("Name {customer} instead.", customer=kept),
    )


def merged_customer(command: do.MergeCustomers, kept: Customer, other: Customer, policy: Policy) -> Customer:
    """The file that two files of one person become: what the kept one does not know is the other one's.

    Raises Refused for two numbers of the same file, and for one whose file is part of another one already.
    """
    require_role(command)
    require_known_counter(command, policy)
    if command.number == command.other:
        raise Refused(
            "same_customer",
            Sentence("Both numbers are {customer}.", customer=kept.id),
            Sentence("Name the number of the file that stays, and then the one that becomes part of it."),
        )
    for number, file in ((command.number, kept), (command.other, other)):
        if file.id != number:
            raise is_merged(number, file.id)
    known_of_other = {name: getattr(other, name) for name, value in kept._asdict().items() if value is None}
    # Where a segment comes from goes with the segment.
    source = (other if kept.segment is None else kept).segment_source
    together = {"segment_source": source, "created_at": min(kept.created_at, other.created_at)}
    return kept._replace(**(known_of_other | together))


def what_is_lost(command: do.MergeCustomers, kept: Customer, other: Customer, now: int) -> CustomerNote | None:
    """A note with what the other file said otherwise, a name or a telephone number; None where it said the same."""
    name = None if other.name == kept.name else other.name
    phone = None if kept.phone in (None, other.phone) else other.phone
    if name is phone is None:
        return None
    text = ", ".join(one for one in (name, phone) if one is not None)
    return CustomerNote(f"{other.id}/merged", kept.id, f"{other.id}: {text}", command.actor, now)


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
    require_text(command.note)
    return CustomerNote(command.note.id, customer.id, command.note.text, command.actor, now)


_LANGUAGES = dict.fromkeys(LANGUAGES)
