"""What concerns the whole house and its day."""

from __future__ import annotations

from typing import ClassVar

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note
from frontdesk.domain.policy import Role


@frozen(kw_only=True)
class StopIntake(Command):
    """Take no more check-ins for a service today."""

    needs: ClassVar[Role] = Role.LEAD

    service: str
    reason: Note | None = None


@frozen(kw_only=True)
class StartIntake(Command):
    """Take check-ins for a service again."""

    needs: ClassVar[Role] = Role.LEAD

    service: str


@frozen(kw_only=True)
class AcknowledgeAlert(Command):
    """Somebody has seen to an alert; ``alert`` is its key, in which a visit's number of today may stand for its id."""

    needs: ClassVar[Role] = Role.LEAD

    alert: str


@frozen(kw_only=True)
class PostNotice(Command):
    """Put up a notice that every desk shows."""

    needs: ClassVar[Role] = Role.LEAD

    text: Note


@frozen(kw_only=True)
class WithdrawNotice(Command):
    """Take a notice down."""

    needs: ClassVar[Role] = Role.LEAD

    notice: str


@frozen(kw_only=True)
class StartSurge(Command):
    """Begin with the house's plan for a rush."""

    needs: ClassVar[Role] = Role.LEAD

    reason: Note | None = None


@frozen(kw_only=True)
class EndSurge(Command):
    """The rush is over: back to the usual."""

    needs: ClassVar[Role] = Role.LEAD


@frozen(kw_only=True)
class SetApart(Command):
    """From ``begins`` to ``ends`` (UTC seconds) nothing was as usual: reports are to tell both figures."""

    needs: ClassVar[Role] = Role.LEAD

    begins: int
    ends: int
    reason: Note


@frozen(kw_only=True)
class RaiseEmergency(Command):
    """Somebody is in danger here: alert at once."""

    visit: str | None = None


@frozen(kw_only=True)
class CloseDay(Command):
    """Close the business day before its end; ``heads`` are those of the streams that outlive it (the desk's to add)."""

    needs: ClassVar[Role] = Role.LEAD

    heads: tuple[str, ...] = ()


@frozen(kw_only=True)
class OpenDay(Command):
    """Open the business day, or go on with one that was closed by hand."""

    needs: ClassVar[Role] = Role.LEAD

    reason: Note | None = None


@frozen(kw_only=True)
class CommentStandard(Command):
    """Say what the staff thinks of a standard of the house, by its name (``Standard.name``)."""

    standard: str
    text: Note
