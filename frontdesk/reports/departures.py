"""Who left and why, no-shows who came back, and how far off the waits were that people had been told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import NOTHING, Distribution, share
from frontdesk.reports.detours import most_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.domain.metrics import ServiceLevel
    from frontdesk.reports.period import Period


ERASED = "…"
"""Stands for what was typed and has been erased."""


class Departures(NamedTuple):
    """Those who left: how long they had waited; the reasons as they were typed, and how many gave none.

    ``early`` are those who left within their promise, ``late`` those who left after it; colleagues are among them, whom
    the headline's service level leaves out. Reasons that were erased are counted as one, ``ERASED``.
    """

    waited: Distribution = NOTHING
    by_reason: Mapping[str, int] = {}
    no_reason: int = 0
    early: int = 0
    late: int = 0


class CameBack(NamedTuple):
    """Visits of no-shows who came after all, and how they ended."""

    visits: int = 0
    by_outcome: Mapping[str, int] = {}


class EstimateErrors(NamedTuple):
    """How far off the told waits were, of those served in one go who waited and had been told something, in seconds.

    A positive ``bias_s`` is too long a wait told. ``p90_coverage`` is the share of waits up to the one that one in ten
    should exceed. None where nobody had been told anything.
    """

    n: int = 0
    mae_s: float | None = None
    bias_s: float | None = None
    p90_coverage: float | None = None


class EstimateSums(NamedTuple):
    """The same, so that it can be added: seconds off, seconds told too long, how many were within the longer one."""

    n: int
    off_s: int
    too_long_s: int
    within_p90: int

    def figures(self) -> EstimateErrors:
        """The errors."""
        if not self.n:
            return EstimateErrors()
        return EstimateErrors(self.n, self.off_s / self.n, self.too_long_s / self.n, share(self.within_p90, self.n))


def departures(
    period: Period, waited: Distribution, reasons: Mapping[str, int], levels: Iterable[ServiceLevel]
) -> Departures:
    """Who left, with the reasons' references resolved; "" is the reference of those who gave none.

    ``levels`` are those of all segments.
    """
    typed: Counter[str] = Counter()
    for reference, n in reasons.items():
        text = period.note(reference or None)
        typed[ERASED if reference and text is None else (text or "").strip()] += n
    no_reason = typed.pop("", 0)
    every = list(levels)
    early, late = sum(one.left_early for one in every), sum(one.left_late for one in every)
    return Departures(waited, most_first(typed), no_reason, early, late)


def came_back(outcomes: Mapping[str, int]) -> CameBack:
    """No-shows who came back, by how it ended."""
    return CameBack(sum(outcomes.values()), most_first(outcomes))
