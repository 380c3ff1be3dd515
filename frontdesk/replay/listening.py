"""Whoever wants to know how a replay goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.replay.plan import Added


class Listener:
    """Somebody who is told how a replay goes; this one listens to nothing."""

    def added(self, added: Added) -> None:
        """Ids were added for the run."""

    def progress(self, done: int, total: int) -> None:
        """So many of all commands have been performed."""
