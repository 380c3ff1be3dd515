"""What a desk has seen of handling, waits and patience: what the next estimate is made from. It goes on over the days.

Everything here follows from the events of the log; a day begins with what the one before has left to it.
"""

from __future__ import annotations

from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

RECENT_LEGS = 200
"""So many of the last legs tell how long handling takes."""
RECENT_WAITS = 500
"""So many of the last waits tell how a wait compares with what was reckoned."""
RECENT_OF_SEGMENT = 200
"""So many of the last waits of each segment tell how its own compare."""
MOST_AHEAD = 3
"""Waits are gathered by how many people were ahead: none, one, two, or three and more."""
MOST_LEFT = 1000
"""Patience is learned from about so many who left: what is older counts for less and less."""
AT_ONCE_S = 60
"""Called so soon is called at once."""

PER_MILLE = 1000

Ratios = tuple[tuple[int, ...], ...]
"""Waits in thousandths of what was reckoned for them, the newest last, by how many people were ahead."""


class Experience(NamedTuple):
    """What has been seen, the newest last.

    ``handling`` are seconds of the legs finished last. ``ratios`` are, for each number of people ahead (the last one
    stands for more), the waits that were had, in thousandths of what was reckoned for them; ``by_segment`` those of
    each segment. ``left`` people left after ``waited_s`` seconds that all together had waited. ``late_though_free``
    tells whether anybody for whom a counter seemed free was not called at once, and ``at_once`` how many such people in
    a row have been since.
    """

    handling: tuple[int, ...] = ()
    ratios: Ratios = ((),) * (MOST_AHEAD + 1)
    left: int = 0
    waited_s: int = 0
    late_though_free: bool = False
    at_once: int = 0
    by_segment: Mapping[str, Ratios] = MappingProxyType({})

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
    if "by_segment" in values:
        values["by_segment"] = {name: tuple(map(tuple, ratios)) for name, ratios in values["by_segment"].items()}
    return Experience(**values)


class Learning:
    """Experience while it grows: one copy for many events, of what they add to."""

    def __init__(self, known: Experience) -> None:
        self._known = known
        self._handling: deque[int] | None = None
        self._ratios: dict[int, deque[int]] = {}
        self._by_segment: dict[tuple[str, int], deque[int]] = {}
        self._left, self._waited_s = known.left, known.waited_s
        self._late_though_free, self._at_once = known.late_though_free, known.at_once

    def experience(self) -> Experience:
        """What is known now."""
        known = self._known
        by_segment = known.by_segment
        if self._by_segment:
            own = dict(by_segment)
            for (segment, ahead), ratios in self._by_segment.items():
                own[segment] = _with(own.get(segment, NO_EXPERIENCE.ratios), ahead, ratios)
            by_segment = own
        common = known.ratios
        for ahead, ratios in self._ratios.items():
            common = _with(common, ahead, ratios)
        return Experience(
            known.handling if self._handling is None else tuple(self._handling),
            common,
            self._left,
            self._waited_s,
            self._late_though_free,
            self._at_once,
            by_segment,
        )

    def handled(self, seconds: int) -> None:
        """A leg was finished after so much handling."""
        if self._handling is None:
            self._handling = deque(self._known.handling, RECENT_LEGS)
        self._handling.append(seconds)

    def waited(self, seconds: int, *, reckoned_s: int | None, ahead: int, segment: str) -> None:
        """Somebody of a segment was called after a wait for which ``reckoned_s`` had been reckoned, with so many ahead.

        Who was called at once, and for whom nothing was reckoned, tells nothing of how long others wait.
        """
        self._waited_s += seconds
        if seconds > 0 and reckoned_s:
            ratio, place = round(PER_MILLE * seconds / reckoned_s), min(ahead, MOST_AHEAD)
            if place not in self._ratios:
                self._ratios[place] = deque(self._known.ratios[place], RECENT_WAITS)
            self._ratios[place].append(ratio)
            own = segment, place
            if own not in self._by_segment:
                known = self._known.by_segment.get(segment, NO_EXPERIENCE.ratios)
                self._by_segment[own] = deque(known[place], RECENT_OF_SEGMENT)
            self._by_segment[own].append(ratio)

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


def _with(ratios: Ratios, ahead: int, new: deque[int]) -> Ratios:
    return (*ratios[:ahead], tuple(new), *ratios[ahead + 1 :])
