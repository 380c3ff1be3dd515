"""What is done with the files of customers."""

from __future__ import annotations

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen


@frozen(kw_only=True)
class AddCustomer(Command):
    """Open a customer's file, all of it personal data; ``number`` is the house's own, without it one is drawn."""

    full_name: str
    number: str | None = None
    phone: str | None = None
    language: str | None = None
    segment: str | None = None
