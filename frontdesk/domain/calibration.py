"""What became of those of whom a forecast said something, and what its shares are worth by that.

A forecast knows the queue and not all that moves it, so it is surer than it may be. Each visit is kept once, with the
share of the runs in which it passed its due time when it was first forecast; what is told of later ones is shrunk to
what became of those with like shares, as the estimate is by the waits that were had.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.domain.day import Day
    from frontdesk.domain.forecast import Risk
    from frontdesk.domain.visit import Visit


RECENT = 500
"""So many of the last visits tell what a share is worth."""
LIKE = 0.1
"""Shares that are no further apart are alike."""
MODEL_WEIGHT = 20
"""What the runs say counts as so many visits that were seen."""


class Calibration:
    """Shares as the runs gave them, and as it came."""

    def __init__(self) -> None:
        self._waiting: dict[str, Risk] = {}
        self._seen: deque[tuple[float, bool]] = deque(maxlen=RECENT)
        self._shares: list[float] = []
        self._passed: list[int] = [0]

    def learn(self, day: Day, now: int) -> None:
        """What has become by now of those who were forecast; who is of another day is forgotten."""
        before = len(self._waiting)
        for name, risk in list(self._waiting.items()):
            visit = day.visits.get(name)
            did = None if visit is None else passed(visit, risk.due_at, now)
            if did is not None:
                self._seen.append((risk.in_30, did))
            if visit is None or did is not None:
                del self._waiting[name]
        if len(self._waiting) < before:
            ordered = sorted(self._seen)
            self._shares = [share for share, _ in ordered]
            self._passed = [0, *accumulate(did for _, did in ordered)]

    def adjusted(self, risks: Iterable[Risk], now: int, until: int) -> list[Risk]:
        """These risks by what has become of others; those due by ``until`` are kept, to be learned from."""
        found = []
        for risk in risks:
            if now <= risk.due_at < until:
                self._waiting.setdefault(risk.visit, risk)
                share = self.share(risk.in_30)
                found.append(risk._replace(in_30=share, in_10=share if risk.due_soon(now) else risk.in_10))
            else:
                found.append(risk)
        return found

    def share(self, share: float) -> float:
        """What a share of the runs is worth."""
        first = bisect_left(self._shares, share - LIKE)
        end = bisect_right(self._shares, share + LIKE)
        did = self._passed[end] - self._passed[first]
        return (did + MODEL_WEIGHT * share) / (end - first + MODEL_WEIGHT)


def passed(visit: Visit, due_at: int, now: int) -> bool | None:
    """Whether a visit passed a due time before it was called or left; None where that is not known yet."""
    end = visit.called_at if visit.called_at is not None else visit.ended_at
    if end is not None:
        return end > due_at
    return True if now > due_at else None
