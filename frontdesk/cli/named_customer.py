"""The customer whom an option names by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.cli.values import shown
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.cli.session import Session
    from frontdesk.domain.customers import Customer


def customer_of(session: Session, option: str, number: str) -> Customer:
    """The customer with a number; UsageError, with those who have one like it, where there is none."""
    found = session.archive.customer(number)
    if found is None:
        like = ", ".join(one.id for one in session.archive.customers(number, 3))
        raise UsageError(
            Sentence("{option}: there is no customer “{found}”.", option=option, found=shown(number)),
            Sentence("Did you mean {guess}?", guess=like)
            if like
            else Sentence("“frontdesk customer find” looks for one; “customer add” opens a file."),
        )
    return found
