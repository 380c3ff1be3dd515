"""One period held against another: which one, and what differs, every figure with its n on both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.metrics import share

if TYPE_CHECKING:
    from datetime import date

    from frontdesk.reports.model import Summary

PREVIOUS, SAME_WEEKDAY = "previous", "same-weekday"
COMPARE = (PREVIOUS, SAME_WEEKDAY)
"""The equally long period before, or the same weekdays before it."""

COUNT, SECONDS, SHARE, GRADE = "count", "seconds", "share", "grade"
"""What a figure is: people or things, seconds, a fraction of 1 (its difference is in points), an answer from 1 to 5."""


def days_before(first: date, last: date, how: str) -> tuple[date, date]:
    """The first and last day of the period that one is held against.

    ``previous`` ends the day before it begins; ``same-weekday`` lies back by the fewest whole weeks that keep the two
    apart, so that Mondays are held against Mondays.
    """
    length = (last - first).days + 1
    back = timedelta(days=length if how == PREVIOUS else -(-length // 7) * 7)
    return first - back, last - back


class Compared(NamedTuple):
    """One figure of both periods; None where there was nothing to measure. ``n`` is how many it was made from."""

    name: str
    unit: str
    now: float | None
    before: float | None
    n: int
    n_before: int

    @property
    def difference(self) -> float | None:
        """How much more it is now; None where one of the two is missing."""
        return None if self.now is None or self.before is None else self.now - self.before


def compared(now: Summary, before: Summary) -> tuple[Compared, ...]:
    """What a manager asks of two periods: how many came, how long it took, what was kept, what people said."""
    both = [dict(_figures(one)) for one in (now, before)]
    return tuple(
        Compared(name, unit, value, both[1][name, unit][0], n, both[1][name, unit][1])
        for (name, unit), (value, n) in both[0].items()
    )


def _figures(one: Summary) -> list[tuple[tuple[str, str], tuple[float | None, int]]]:
    """Each figure by name and unit, with its n."""
    counts = one.visits
    came = counts.arrived + counts.carried_in
    return [
        (("arrived", COUNT), (counts.arrived, counts.arrived)),
        (("served", COUNT), (counts.served, came)),
        (("left", COUNT), (counts.left, came)),
        (("no_show", COUNT), (counts.no_show, came)),
        (("wait_mean", SECONDS), (one.wait.mean, one.wait.n)),
        (("wait_p90", SECONDS), (one.wait.p90, one.wait.n)),
        (("wait_max", SECONDS), (one.wait.max, one.wait.n)),
        (("response_mean", SECONDS), (one.response.mean, one.response.n)),
        (("handling_mean", SECONDS), (one.handling.mean, one.handling.n)),
        (("service_level", SHARE), (one.service_level.value, one.service_level.decided)),
        (("abandonment", SHARE), (one.abandonment, counts.arrived - counts.removed)),
        (("complaints", COUNT), (one.complaints.opened, came - counts.removed)),
        (("promises_in_time", SHARE), (share(one.promises.in_time, one.promises.ended), one.promises.ended)),
        (("satisfaction", GRADE), (one.satisfaction.mean, one.satisfaction.n)),
    ]
