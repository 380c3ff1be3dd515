"""The course of the day by half hours of the site's clock.

Buckets are reckoned with whole seconds and the zone's offsets, so that a day of 23 or 25 hours has as many half hours
as it really had, and none is counted twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from frontdesk.domain.policy import day_begins
from frontdesk.reports.model import HalfHour

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.reports.period import DayInfo

HALF_HOUR_S = 1800
HALF_HOURS_OF_A_DAY = 48


class Course(NamedTuple):
    """What happened when, in UTC seconds, as columns: what bears the same first word stands side by side.

    ``arrived`` and ``left`` are instants; ``served_at`` is the end of each served visit and ``served_wait`` its wait.
    Somebody waited from each of ``waits_from`` until the same of ``waits_until`` (a wait that a hold broke counts as if
    in one piece); at ``called_counter`` somebody had been called or was served from … until ….
    """

    arrived: Sequence[int]
    served_at: Sequence[int]
    served_wait: Sequence[int]
    left: Sequence[int]
    waits_from: Sequence[int]
    waits_until: Sequence[int]
    called_counter: Sequence[str]
    called_from: Sequence[int]
    called_until: Sequence[int]


@dataclass(frozen=True)
class SiteClock:
    """The offsets of a zone over a range of business days: ``changes[i]`` is the first instant with ``offsets[i]``."""

    changes: tuple[int, ...]
    offsets: tuple[int, ...]
    begins_at: int
    ends_at: int

    @classmethod
    def of_hours(cls, begins_at: int, ends_at: int) -> SiteClock:
        """A clock without a zone, from one instant to another: its half hours are those of every zone but a few."""
        return cls((begins_at,), (0,), begins_at, ends_at)

    @property
    def has_common_half_hours(self) -> bool:
        """Whether its half hours begin when those of UTC do."""
        return all(offset % HALF_HOUR_S == 0 for offset in self.offsets)

    @classmethod
    def over(cls, from_day: str, to_day: str, zone: str, cutoff: time) -> SiteClock:
        """The clock of a site from the cut-off of the first day to the one after the last."""
        first, last = date.fromisoformat(from_day), date.fromisoformat(to_day)
        begins = day_begins(first, zone, cutoff)
        ends = day_begins(last + timedelta(days=1), zone, cutoff)
        info = ZoneInfo(zone)
        changes, offsets = [begins], [_offset(begins, info)]
        at = begins
        while at < ends:
            following = min(at + 86400, ends)
            if _offset(following, info) != offsets[-1]:
                low, high = at, following
                while high - low > 1:
                    middle = (low + high) // 2
                    low, high = (middle, high) if _offset(middle, info) == offsets[-1] else (low, middle)
                changes.append(high)
                offsets.append(_offset(high, info))
            at = following
        return cls(tuple(changes), tuple(offsets), begins, ends)

    def half_hour(self, at: int) -> int:
        """The instant (UTC seconds) at which the half hour of the site's clock began that holds ``at``."""
        offset = self.offsets[0] if len(self.offsets) == 1 else self.offset(at)
        return at - (at + offset) % HALF_HOUR_S

    def half_hours(self, instants: Iterable[int]) -> list[int]:
        """``half_hour`` of each of these instants."""
        if len(self.offsets) > 1:
            return [self.half_hour(at) for at in instants]
        offset = self.offsets[0]
        return [at - (at + offset) % HALF_HOUR_S for at in instants]

    def offset(self, at: int) -> int:
        """Seconds to add to UTC for the site's clock."""
        return self.offsets[max(0, bisect_right(self.changes, at) - 1)]

    def of_day(self, at: int) -> int:
        """The half hour of the clock, 0 … 47 from midnight."""
        return (at + self.offset(at)) % 86400 // HALF_HOUR_S


def _offset(at: int, zone: ZoneInfo) -> int:
    found = datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset()
    assert found is not None
    return int(found.total_seconds())


def clock_of(day: DayInfo, zone: str, cutoff: time) -> SiteClock:
    """The clock of one day, from when it was opened until it was closed, where that is known."""
    clock = SiteClock.over(day.day, day.day, zone, cutoff)
    return replace(
        clock,
        begins_at=clock.begins_at if day.opened_at is None else day.opened_at,
        ends_at=clock.ends_at if day.closed_at is None else day.closed_at,
    )


class Half(NamedTuple):
    """Half an hour of one day, from the instant ``begins`` (UTC seconds).

    ``waited_s`` is the wait of all those ``served``, ``longest_s`` the longest of them (0 where there is none);
    ``most`` how many waited at one moment at the most; ``counters`` at how many somebody was called or served.
    """

    begins: int
    arrived: int
    served: int
    left: int
    waited_s: int
    longest_s: int
    most: int
    counters: int


def halves_of(clock: SiteClock, course: Course) -> tuple[Half, ...]:
    """The half hours of a day in which anything happened; ``clock`` is that of this day."""
    arrived = Counter(clock.half_hours(course.arrived))
    left = Counter(clock.half_hours(course.left))
    served: Counter[int] = Counter()
    waited: Counter[int] = Counter()
    longest: Counter[int] = Counter()
    for begins, wait in zip(clock.half_hours(course.served_at), course.served_wait, strict=True):
        served[begins] += 1
        waited[begins] += wait
        longest[begins] = max(longest[begins], wait)
    most = _most_at_once(clock, course)
    at_work = _counters_at_work(clock, course)
    return tuple(
        Half(
            begins,
            arrived[begins],
            served[begins],
            left[begins],
            waited[begins],
            longest[begins],
            most[begins],
            at_work[begins],
        )
        for begins in sorted({*arrived, *served, *left, *most, *at_work})
    )


def half_hours(clock: SiteClock, halves: Iterable[Half], *, one_day: bool) -> tuple[HalfHour, ...]:
    """The half hours from the first to the last in which anything happened.

    With ``one_day`` each row is one half hour of that day; else each gathers the same half hour of all days, in the
    order of the business day.
    """
    return _without_gaps(clock, [_row(clock, half) for half in halves]) if one_day else _by_clock(clock, halves)


def _row(clock: SiteClock, half: Half) -> HalfHour:
    return HalfHour(
        clock=clock_text(clock.of_day(half.begins)),
        begins_at=half.begins,
        arrived=half.arrived,
        served=half.served,
        left=half.left,
        wait_mean_s=half.waited_s / half.served if half.served else None,
        waiting_max=half.most,
        counters_open=half.counters,
        wait_max_s=half.longest_s if half.served else None,
    )


def _counters_at_work(clock: SiteClock, course: Course) -> Counter[int]:
    """How many counters had somebody called or served in each half hour."""
    first = clock.half_hours(course.called_from)
    seen = set(zip(first, course.called_counter, strict=True))
    every = zip(first, course.called_counter, course.called_until, strict=True)
    for begins, counter, until in [one for one in every if one[2] > one[0] + HALF_HOUR_S]:
        following = clock.half_hour(begins + HALF_HOUR_S)
        while following < min(until, clock.ends_at):
            seen.add((following, counter))
            following = clock.half_hour(following + HALF_HOUR_S)
    # Who was carried in may have been called before the first day began.
    earliest = clock.half_hour(clock.begins_at)
    return Counter([begins for begins, _ in seen if begins >= earliest])


def _most_at_once(clock: SiteClock, course: Course) -> Counter[int]:
    """The most who waited at one moment in each half hour; who is called at an instant waits no more at it."""
    most: Counter[int] = Counter()
    # Twice the instant, and one more for a beginning: whole numbers sort fast, and an end before a beginning.
    changes = sorted([2 * at for at in course.waits_until] + [2 * at + 1 for at in course.waits_from])
    begins, ends = clock.begins_at, clock.ends_at
    waiting, since = 0, begins
    current, following = clock.half_hour(since), since
    for change in changes:
        at = min(max(change >> 1, begins), ends)
        if since < at:
            while waiting and since < at:
                if since >= following:
                    current = clock.half_hour(since)
                    following = clock.half_hour(current + HALF_HOUR_S)
                if waiting > most[current]:  # noqa: PLR1730 - over a month, calls of max cost 6 ms
                    most[current] = waiting
                since = at if at < following else following
            since = at
        waiting += 1 if change & 1 else -1
    return most


def _without_gaps(clock: SiteClock, rows: list[HalfHour]) -> tuple[HalfHour, ...]:
    known = {row.begins_at: row for row in rows}
    if not rows:
        return ()
    filled, at, last = [], rows[0].begins_at, rows[-1].begins_at
    assert at is not None and last is not None
    if last - at > clock.ends_at - clock.begins_at:
        return tuple(rows)  # A row with an instant of another day is shown where it is, not filled up to.
    while at <= last:
        filled.append(known.get(at) or HalfHour(clock_text(clock.of_day(at)), at, 0, 0, 0, None, 0, 0))
        at = clock.half_hour(at + HALF_HOUR_S)
    return tuple(filled)


def _by_clock(clock: SiteClock, halves: Iterable[Half]) -> tuple[HalfHour, ...]:
    """Each half hour of the clock over all days: counts added, the largest of the largest."""
    sums = [[0, 0, 0, 0] for _ in range(HALF_HOURS_OF_A_DAY)]
    longest, most, counters = ([0] * HALF_HOURS_OF_A_DAY for _ in range(3))
    met = set()
    for begins, arrived, served, left, waited_s, longest_s, waiting, at_work in halves:
        half = clock.of_day(begins)
        met.add(half)
        found = sums[half]
        found[0] += arrived
        found[1] += served
        found[2] += left
        found[3] += waited_s
        longest[half] = max(longest[half], longest_s)
        most[half] = max(most[half], waiting)
        counters[half] = max(counters[half], at_work)
    first = clock.of_day(clock.begins_at)
    in_order = [(first + step) % HALF_HOURS_OF_A_DAY for step in range(HALF_HOURS_OF_A_DAY)]
    busy = [place for place, half in enumerate(in_order) if half in met]
    result = []
    for half in in_order[busy[0] : busy[-1] + 1] if busy else ():
        arrived, served, left, waited_s = sums[half]
        mean, wait_max_s = (waited_s / served, longest[half]) if served else (None, None)
        result.append(
            HalfHour(clock_text(half), None, arrived, served, left, mean, most[half], counters[half], wait_max_s)
        )
    return tuple(result)


def clock_text(half: int) -> str:
    """When a half hour of the clock begins, as ``HH:MM``."""
    return f"{half // 2:02d}:{half % 2 * 30:02d}"
