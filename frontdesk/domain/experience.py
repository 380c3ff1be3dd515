"""What a desk has seen of handling, waits and patience: what the next estimate is made from. It goes on over the days.

Everything here follows from the events of the log; a day begins with what the one before has left to it.
"""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

RECENT_LEGS = 200
"""So many of the last legs tell how long handling takes."""
RECENT_WAITS = 500
"""So many of the last waits tell how a wait compares with what was reckoned."""
MOST_AHEAD = 3
"""Waits are gathered by how many people were ahead: none, one, two, or three and more."""
MOST_LEFT = 1000
"""Patience is learned from about so many who left: what is older counts for less and less."""
AT_ONCE_S = 60
"""Called so soon is called at once."""

PER_MILLE = 1000


class Experience(NamedTuple):
    """What has been seen, the newest last.

    ``handling`` are seconds of the legs finished last. ``ratios`` are, for each number of people ahead (the last one
    stands for more), the waits that were had, in thousandths of what was reckoned for them. ``left`` people left after
    ``waited_s`` seconds that all together had waited. ``late_though_free`` tells whether anybody for whom a counter
    seemed free was not called at once, and ``at_once`` how many such people in a row have been since.
    """

    handling: tuple[int, ...] = ()
    ratios: tuple[tuple[int, ...], ...] = ((),) * (MOST_AHEAD + 1)
    left: int = 0
    waited_s: int = 0
    late_though_free: bool = False
    at_once: int = 0

    def as_data(self) -> dict[str, Any]:
        """As plain data for an event, without what is empty."""
        return {name: value for name, value in self._asdict().items() if value != getattr(NO_EXPERIENCE, name)}


NO_EXPERIENCE = Experience()


def experience_from_data(data: dict[str, Any]) -> Experience:
    """The experience that ``as_data`` wrote."""
    values = dict(data)
    if "handling" in values:
        values["handling"] = tuple(values["handling"])
    if "ratios" in values:
        values["ratios"] = tuple(map(tuple, values["ratios"]))
    return Experience(**values)


class Learning:
    """Experience while it grows: one copy for many events."""

    def __init__(self, known: Experience) -> None:
        self._handling = deque(known.handling, RECENT_LEGS)
        self._ratios = [deque(ratios, RECENT_WAITS) for ratios in known.ratios]
        self._left, self._waited_s = known.left, known.waited_s
        self._late_though_free, self._at_once = known.late_though_free, known.at_once

    def experience(self) -> Experience:
        """What is known now."""
        return Experience(
            tuple(self._handling),
            tuple(map(tuple, self._ratios)),
            self._left,
            self._waited_s,
            self._late_though_free,
            self._at_once,
        )

    def handled(self, seconds: int) -> None:
        """A leg was finished after so much handling."""
        self._handling.append(seconds)

    def waited(self, seconds: int, *, reckoned_s: int | None, ahead: int) -> None:
        """Somebody was called after a wait for which ``reckoned_s`` had been reckoned, with so many people ahead.

        Who was called at once, and for whom nothing was reckoned, tells nothing of how long others wait.
        """
        self._waited_s += seconds
        if seconds > 0 and reckoned_s:
            self._ratios[min(ahead, MOST_AHEAD)].append(round(PER_MILLE * seconds / reckoned_s))

    def free_counter_seen(self, *, called_at_once: bool) -> None:
        """Somebody for whom a counter seemed free was called at once, or was not."""
        self._late_though_free = self._late_though_free or not called_at_once
        self._at_once = self._at_once + 1 if called_at_once else 0

    def left_after(self, seconds: int) -> None:
        """Somebody left after such a wait."""
        self._left += 1
        self._waited_s += seconds
        if self._left > MOST_LEFT:
            self._left //= 2
            self._waited_s //= 2
