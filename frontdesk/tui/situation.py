"""Who works where and how things stand, and reading what is not known yet: all that most lines need of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from frontdesk.clock import Clock
    from frontdesk.config import Configuration
    from frontdesk.desk import Desk, Snapshot
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy, Role
    from frontdesk.errors import StoreError

T = TypeVar("T")


class Situation(Protocol):
    """Who works where, by which rules, and how things stand."""

    actor: str
    counter_id: str

    @property
    def role(self) -> Role: ...
    @property
    def config(self) -> Configuration: ...
    @property
    def policy(self) -> Policy: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def snapshot(self) -> Snapshot: ...
    @property
    def day(self) -> Day:
        """The day as it stands; an empty one before the first command of a new database."""

    def now(self) -> int:
        """The present instant (UTC seconds), never before the last event of the day."""

    def label(self, kind: str, name: str) -> object:
        """The house's word for an id."""

    @property
    def troubles(self) -> Mapping[str, StoreError]:
        """Why the database cannot be used, by what it is needed for: ``command`` or ``watch``."""

    @property
    def waits_for_store(self) -> bool:
        """Whether a command has been at work for so long that somebody has to be told."""


class Reading(Situation, Protocol):
    """Reading from the database beside the keys and beside the commands."""

    async def ask(self, read: Callable[[Desk], T], *, long: bool = False) -> T | None:
        """Something read from the desk in a thread; None, with the reason said, where it cannot be.

        What has been commanded before is in it, and no command waits for it. What may take more than a moment is
        ``long``: nothing else that is read waits for that.
        """

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str, exit_on_error: bool) -> object:
        """Run something on the loop, beside the keys."""
