"""Erasing what is personal. The figures stay: they are made of events, which hold nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen
from frontdesk.domain.policy import Role

if TYPE_CHECKING:
    from datetime import date


@frozen(kw_only=True)
class Erasure(Command):
    """Something that cannot be undone, and is done only when it was ``confirmed``."""

    needs: ClassVar[Role] = Role.MANAGER

    confirmed: bool = False


@frozen(kw_only=True)
class EraseCustomer(Erasure):
    """Nothing of a customer stays but the number: neither the file nor what was typed, complained of or promised."""

    number: str


@frozen(kw_only=True)
class ErasePersonal(Erasure):
    """Nothing that is personal stays of the business days before a day, but what is not over yet."""

    before: date
