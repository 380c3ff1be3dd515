"""What is done with the files of customers."""

from __future__ import annotations

from typing import ClassVar

from frontdesk.domain.commands.command import Command, Note
from frontdesk.domain.frozen import frozen
from frontdesk.domain.policy import Role


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


@frozen(kw_only=True)
class ChangeCustomer(CustomerCommand):
    """Correct what is known of a customer: None leaves a field as it is, "" empties it; a name cannot be empty."""

    number: str
    full_name: str | None = None
    phone: str | None = None
    language: str | None = None
    segment: str | None = None


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
