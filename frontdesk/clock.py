"""Clocks: the machine's, one that stands still, one that a recorded history sets, one that runs fast.

Time is an argument everywhere below the faces; a clock is what a face hands to the desk. Instants are UTC seconds.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_JUMP_S = 120
"""The clock against the monotonic one in a running terminal: more than this is a jump that a person must confirm."""


class Clock(Protocol):
    """What time it is; ``origin`` says what writes by it: a database written by one kind is closed to others."""

    origin: str

    def now(self) -> float:
        """The present instant (UTC seconds)."""
        ...

    def jumped_s(self) -> float:
        """By how many seconds the clock has jumped while it was running."""
        ...


class MachineClock:
    """The machine's clock; with an offset, the clock of the database's server."""

    origin = "live"

    def __init__(self, offset_s: float = 0.0) -> None:
        self._offset_s = offset_s
        self.confirm()

    def now(self) -> float:
        """The present instant (UTC seconds)."""
        return time.time() + self._offset_s

    def jumped_s(self) -> float:
        """By how much the wall clock went another way than the monotonic one since the start."""
        return (time.time() - self._wall) - (_since_start() - self._started)

    def confirm(self) -> None:
        """A person has confirmed the time: what jumped until now counts no more."""
        self._wall = time.time()
        self._started = _since_start()


def _since_start() -> float:
    """Seconds of a clock that nobody sets and that goes on while the machine sleeps, where the system has one.

    Linux's monotonic clock stands still meanwhile: a laptop that wakes up would be said to have a clock that jumped.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    if clock is None:
        return time.monotonic()
    return time.clock_gettime(clock)


class FixedClock:
    """A clock that stands still, or that somebody sets: for tests, demonstrations and recorded histories."""

    def __init__(self, at: int, origin: str = "fixed") -> None:
        self.at = at
        self.origin = origin

    def now(self) -> float:
        """The instant at which it was set."""
        return self.at

    def jumped_s(self) -> float:
        """Never: it does what it is told."""
        return 0.0


class FastClock:
    """A clock that began at an instant and runs ``speed`` times as fast as the machine's."""

    origin = "demo"

    def __init__(self, begin: int, speed: float) -> None:
        self._begin = begin
        self._speed = speed
        self._started = time.monotonic()

    def now(self) -> float:
        """The present instant of the demonstration (UTC seconds)."""
        return self._begin + (time.monotonic() - self._started) * self._speed

    def jumped_s(self) -> float:
        """Never: it follows the monotonic clock."""
        return 0.0


def with_server(clock: Clock, server: float | None) -> Clock:
    """The server's clock for the machine's, where a server told its time (UTC seconds); any other clock as it is."""
    return MachineClock(server - clock.now()) if server is not None and isinstance(clock, MachineClock) else clock


def clock_from(environment: Mapping[str, str]) -> MachineClock | FixedClock:
    """The clock that ``FRONTDESK_NOW`` fixes, or else the machine's; UsageError for what is no instant."""
    fixed = environment.get("FRONTDESK_NOW")
    if not fixed:
        return MachineClock()
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(
            Sentence("FRONTDESK_NOW is “{found}”, which is not a date and time.", found=fixed),
            Sentence("Write it with its offset, such as 2026-11-22T09:00:00-05:00."),
        )
    return FixedClock(int(moment.timestamp()))
