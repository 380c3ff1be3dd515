"""What the people who serve leave to each other, say of their shift, and report of what was done to them."""

from __future__ import annotations

from typing import ClassVar

from frontdesk.domain.commands.command import Command
from frontdesk.domain.frozen import frozen
from frontdesk.domain.note import Note


@frozen(kw_only=True)
class WriteShiftNote(Command):
    """Leave a note to whoever comes next to the counter; without a counter, to the house."""

    text: Note


@frozen(kw_only=True)
class ReadShiftNotes(Command):
    """Hand-over notes have been read; without ``read`` all that stand for the counter and for the house."""

    read: tuple[str, ...] = ()


@frozen(kw_only=True)
class TakePulse(Command):
    """Say how the shift was, from 1 to 5; nobody can tell who said it.

    ``waiting`` are the answers that wait for others, in any order (the desk's to add).
    """

    anonymous: ClassVar[bool] = True

    score: int
    waiting: tuple[int, ...] = ()


@frozen(kw_only=True)
class NoteAbuse(Command):
    """Somebody who serves was abused: the shift lead is alerted, and it is counted apart from complaints."""

    visit: str | None = None
    text: Note | None = None
