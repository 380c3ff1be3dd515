"""What is done at a counter."""

from __future__ import annotations

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note


@frozen(kw_only=True)
class TakeOverCounter(Command):
    """The actor goes on at a counter that somebody else opened."""


@frozen(kw_only=True)
class QuickServe(Command):
    """A ten-second question was answered without a number."""


@frozen(kw_only=True)
class OpenCounter(Command):
    """Open the counter for some services and segments; None means what the configuration says."""

    services: tuple[str, ...] | None = None
    segments: tuple[str, ...] | None = None
    reason: Note | None = None


@frozen(kw_only=True)
class PauseCounter(Command):
    """Call nobody for a while, at once or after the present visit."""

    reason: Note | None = None
    after_this: bool = False


@frozen(kw_only=True)
class ResumeCounter(Command):
    """Call again after a pause."""


@frozen(kw_only=True)
class CloseCounter(Command):
    """Leave the counter."""

    reason: Note | None = None
