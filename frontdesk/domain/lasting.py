"""How much longer something lasts that has lasted so long: as others of its kind did, some of which last still."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

DOUBT = 2
"""What is believed before anything was seen counts as so many that were seen."""
NEVER_S = 1 << 20
"""Longer than anything that is looked forward to."""


class Length(NamedTuple):
    """How long one lasted, in seconds; one that is not ``over`` has lasted so long until now."""

    seconds: int
    over: bool


class Lasting:
    """Lengths of one kind, from which one is drawn.

    One that is not over is as those that lasted longer still (it is the estimate of Kaplan and Meier, drawn from). What
    is believed of what was never seen: that after as long again half of them are over, whatever is the unit; so one
    that has not begun to last is over at once.
    """

    def __init__(self, seen: Iterable[Length], draw: Random) -> None:
        self._seen = sorted(seen)
        self._seconds = [one.seconds for one in self._seen]
        self._draw = draw

    def drawn(self) -> int:
        """How long one lasts, in seconds."""
        return self._from(0, 0)

    def rest(self, passed_s: int) -> int:
        """How much longer one lasts that has lasted for so many seconds and, but for none at all, is not over."""
        return self._from(passed_s, bisect_right(self._seconds, passed_s) if passed_s else 0) - passed_s

    def _from(self, at: int, first: int) -> int:
        while True:
            longer = len(self._seen) - first
            place = int(self._draw.random() * (longer + DOUBT))
            if place >= longer:
                return min(NEVER_S, round(at / (1 - self._draw.random())))
            one = self._seen[first + place]
            if one.over:
                return one.seconds
            at, first = one.seconds, bisect_right(self._seconds, one.seconds)
