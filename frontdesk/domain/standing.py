"""What stands over a whole house until somebody ends it: notices, the plan for a rush, emergencies.

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


class Emergency(NamedTuple):
    """The emergency key was pressed: by whom, at which counter, and who was there; ``key`` is that of its alert."""

    key: str
    since: int
    by: str = ""
    counter: str | None = None
    visit: str | None = None
