"""What keeps a wrong clock, another request or another kind of database from doing harm."""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from frontdesk.clock import LONGEST_JUMP_S, MachineClock
from frontdesk.errors import Refused
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.clock import Clock
    from frontdesk.domain import commands as do
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.day import Day
    from frontdesk.store.database import Store
    from frontdesk.store.writing import Remembered, Writing

LONGEST_SILENCE_S = 14 * 24 * 3600
"""A start so long after the last event of a live database may be a wrong clock, and would seal the day."""


class Guard:
    """Stands at the door of one terminal; what it has seen to be right is not looked at again."""

    def __init__(self, clock: Clock, store: Store) -> None:
        self._clock = clock
        self._store = store
        self._silence_is_over = not isinstance(clock, MachineClock)
        self._claimed = False
        self._secret: str | None = None

    def forget(self) -> None:
        """The database may be another one, or what was written in it may not be there."""
        self._claimed = False
        self._secret = None

    # The clock

    def confirm_clock(self) -> None:
        """A person says that the clock is right, whatever it has jumped."""
        self._silence_is_over = True
        if isinstance(self._clock, MachineClock):
            self._clock.confirm()

    @property
    def asks_for_last_event(self) -> bool:
        """Whether ``require_no_silence`` has anything left to say."""
        return not self._silence_is_over

    def require_steady_clock(self) -> None:
        """Raise Refused (``clock_jump``) when the clock has jumped while the program was running."""
        jumped = self._clock.jumped_s()
        if abs(jumped) > LONGEST_JUMP_S:
            raise Refused(
                "clock_jump",
                Sentence(
                    "The clock has jumped by {n} second while frontdesk was running.",
                    "The clock has jumped by {n} seconds while frontdesk was running.",
                    n=round(jumped),
                ),
                Sentence("Set the clock right; if it is right now, confirm it with “frontdesk day open”."),
            )

    def require_no_silence(self, day: Day | None) -> None:
        """Raise Refused (``clock_jump``) when a live database was last used too long before this start."""
        if day is not None and self._store.origin() == MachineClock.origin:
            silence = self._clock.now() - day.at
            if silence > LONGEST_SILENCE_S:
                raise Refused(
                    "clock_jump",
                    Sentence(
                        "The last event is of {day}, {n} day ago.",
                        "The last event is of {day}, {n} days ago.",
                        day=date.fromisoformat(day.day),
                        n=int(silence / 86400),
                    ),
                    Sentence("Set the clock right; if it is right, open the day with “frontdesk day open”."),
                )
        self._silence_is_over = True

    # The database

    def claim(self, transaction: Writing) -> None:
        """A replay, a demonstration and a fixed clock keep to databases of their own: else Refused."""
        if self._claimed:
            return
        found = transaction.claim_origin(self._clock.origin)
        if found == MachineClock.origin != self._clock.origin:
            raise Refused(
                "live_database",
                Sentence("{address} is a live database.", address=self._store.address.shown),
                Sentence("Replays and fixed clocks need one of their own: name a new file with --db."),
            )
        transaction.take_up()
        self._claimed = True

    # The request

    def request_hash(self, transaction: Writing, command: do.Command) -> str:
        """What a request is known by under its key, without telling what was asked."""
        if self._secret is None:
            self._secret = transaction.secret()
        return blake2b(command.asked().encode(), key=self._secret.encode(), digest_size=16).hexdigest()


def answered_before(remembered: Remembered, request_hash: str) -> Answer | Refused:
    """The answer that was given under a key, unless the key was used for something else."""
    if remembered.request_hash != request_hash:
        return Refused(
            "key_reused",
            Sentence("This key was used for another request."),
            Sentence("Use a key of its own for each request."),
        )
    answer: Answer = json.loads(remembered.answer)
    return answer
