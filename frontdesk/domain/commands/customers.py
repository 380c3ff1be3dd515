"""What is done with the files of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note
from frontdesk.domain.policy import Role

if TYPE_CHECKING:
    from frontdesk.domain.importing import ImportRow


@frozen(kw_only=True)
class CustomerCommand(Command):
    """Something about customers' files. It writes personal data, which is kept apart from the log, and no events."""


@frozen(kw_only=True)
class AddCustomer(CustomerCommand):
    """Open a customer's file, all of it personal data; ``number`` is the house's own, without it one is drawn."""

    full_name: str
    number: str | None = None
    phone: str | None = None
    language: str | None = None
    segment: str | None = None
    stage: str | None = None
    relation: str | None = None


@frozen(kw_only=True)
class ChangeCustomer(CustomerCommand):
    """Correct what is known of a customer: None leaves a field as it is, "" empties it; a name cannot be empty."""

    number: str
    full_name: str | None = None
    phone: str | None = None
    language: str | None = None
    segment: str | None = None
    stage: str | None = None
    relation: str | None = None


@frozen(kw_only=True)
class MergeCustomers(CustomerCommand):
    """``other`` turned out to be the customer ``number``: their two files become one, for good."""

    needs: ClassVar[Role] = Role.LEAD

    number: str
    other: str


@frozen(kw_only=True)
class NoteOnCustomer(CustomerCommand):
    """Write something in a customer's file for colleagues. No manners of people belong there."""

    number: str
    note: Note


@frozen(kw_only=True)
class ManyCustomersCommand(Command):
    """Something about the files of many customers at once. It writes personal data, as ``CustomerCommand`` does."""

    needs: ClassVar[Role] = Role.LEAD


@frozen(kw_only=True)
class ImportCustomers(ManyCustomersCommand):
    """Add and change files as rows of a list say; ``named`` are the numbers in all of the list, not of these rows only.

    Texts and figures are personal data; the request is told by the face's words, with a digest of the list.
    """

    rows: tuple[ImportRow, ...]
    named: frozenset[str] = frozenset()


@frozen(kw_only=True)
class ApproveSegments(ManyCustomersCommand):
    """Give customers the segments that are suggested for them; ``numbers`` None means all suggestions."""

    numbers: tuple[str, ...] | None = None
