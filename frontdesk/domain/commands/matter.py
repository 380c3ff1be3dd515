"""What every command about a matter is: see ``domain.matters``."""

from __future__ import annotations

from typing import ClassVar

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen


@frozen(kw_only=True)
class MatterCommand(Command):
    """Something about a matter, which outlives the day; ``about`` is its kind (``domain.matters``)."""

    about: ClassVar[str]


@frozen(kw_only=True)
class FollowUp(MatterCommand):
    """Something about a matter that there is already; ``number`` is its readable number, in capitals or not."""

    number: str


@frozen(kw_only=True)
class TakeBackStep(FollowUp):
    """Take back the last step of a matter that stands; where that was its beginning, it is as if never made."""
