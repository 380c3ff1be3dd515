"""What is done with the files of customers."""

from __future__ import annotations

from frontdesk.domain.commands.command import Command, Note
from frontdesk.domain.frozen import frozen


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
class NoteOnCustomer(CustomerCommand):
    """Write something in a customer's file for colleagues. No manners of people belong there."""

    number: str
    note: Note
