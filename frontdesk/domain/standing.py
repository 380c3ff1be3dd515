"""What stands over a house until somebody ends it: notices, the plan for a rush, emergencies, hand-over notes.

Instants are whole seconds, UTC; texts are references to rows apart.
"""

from __future__ import annotations

from typing import NamedTuple


class Notice(NamedTuple):
    """What every desk shows until it is withdrawn; ``id`` is a small number that people can type."""

    id: str
    text: str
    since: int
    by: str = ""


class Rush(NamedTuple):
    """The plan for a rush, as it was started."""

    since: int
    by: str = ""
    reason: str | None = None


class ShiftNote(NamedTuple):
    """What one shift leaves to the next, until somebody has read it; without a ``counter`` it is for the house."""

    id: str
    text: str
    since: int
    by: str = ""
    counter: str | None = None


class Emergency(NamedTuple):
    """The lead was called for: by whom, from which counter, and who was there; ``key`` is that of the alert.

    It begins with ``emergency`` or, where somebody who serves was abused, with ``abuse``; then ``text`` may be a
    reference to what happened.
    """

    key: str
    since: int
    by: str = ""
    counter: str | None = None
    visit: str | None = None
    text: str | None = None

    @property
    def is_abuse(self) -> bool:
        """Whether it is abuse of somebody who serves, which is for the lead alone to know."""
        return self.key.startswith("abuse/")
