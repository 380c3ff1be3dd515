"""What is done about promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from frontdesk.domain.commands.matter import FollowUp, MatterCommand, TakeBackStep
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note

if TYPE_CHECKING:
    from datetime import date


@frozen(kw_only=True)
class MakePromise(MatterCommand):
    """Tell a customer that something will be done by ``due_day``; without an ``owner`` the actor sees to it.

    Without a visit ``customer`` tells to whom it was promised; without both it is the house's own.
    """

    about: ClassVar[str] = "promise"

    text: Note
    due_day: date
    owner: str | None = None
    visit: str | None = None
    customer: str | None = None


@frozen(kw_only=True)
class KeepPromise(FollowUp):
    """What was promised is done."""

    about: ClassVar[str] = "promise"


@frozen(kw_only=True)
class BreakPromise(FollowUp):
    """What was promised will not be done; the reason is kept."""

    about: ClassVar[str] = "promise"

    reason: Note | None


@frozen(kw_only=True)
class MovePromise(FollowUp):
    """What was promised will be done by another day; the reason is kept."""

    about: ClassVar[str] = "promise"

    due_day: date
    reason: Note | None


@frozen(kw_only=True)
class UndoPromiseStep(TakeBackStep):
    """Take back the last step of a promise."""

    about: ClassVar[str] = "promise"
