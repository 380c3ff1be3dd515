"""How the days went: by day, by half hour, and all the waits, each with its chart."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.i18n import Sentence, _, day_text, duration
from frontdesk.reports.contents.source import heads
from frontdesk.reports.document import (
    Chart,
    Column,
    Kind,
    Mark,
    Section,
    Series,
    Statement,
    Table,
    count,
    day,
    instant,
    seconds,
    share,
    text,
)
from frontdesk.reports.which import ARRIVED, DECIDED, LEFT, MISSED, SERVED, Behind, Of, Which

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.model import DayBrief, HalfHour

MOST_PROMISES = 4
"""So many different promised waits are drawn: the most frequent ones."""

MOST_BANDS = 20
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 14400, 43200)
_STEP_OF_DAYS = 86400


def course(source: Source) -> Iterator[Section]:
    """By day in a range, by half hour, and the waits."""
    if source.summary.days:
        yield Section("", (_days(source), *_levels(source)))
    if source.summary.by_half_hour:
        yield Section("", (_half_hours(source), _arrivals(source), *_waits_of_the_day(source)))
    if source.summary.wait_histogram:
        yield Section("", (_histogram(source), _every_wait(source)))


def _days(source: Source) -> Table:
    names = ("arrived", "carried_in", "served", "left", "open", "wait_mean_s", "within_share")
    shown = map(Column, names, heads(_("arrived|carried|served|left|open|mean|within")))
    more = map(Column, ("no_show", "removed", "unfinished", "wait_p90_s", "wait_max_s", "within", "missed"))
    return Table(
        "by_day",
        _("By day"),
        (Column("day"), Column("label"), *shown, *more),
        tuple(
            (
                day(one.day),
                text(day_text(date.fromisoformat(one.day))),
                count(one.visits.arrived),
                count(one.visits.carried_in),
                count(one.visits.served),
                count(one.visits.left),
                count(one.visits.open),
                seconds(one.wait.mean),
                share(one.service_level.value),
                count(one.visits.no_show),
                count(one.visits.removed),
                count(one.visits.unfinished),
                seconds(one.wait.p90),
                seconds(one.wait.max),
                count(one.service_level.within),
                count(one.service_level.missed),
            )
            for one in source.summary.days
        ),
        behind=tuple(_of_day(one) for one in source.summary.days),
    )


def _of_day(one: DayBrief) -> tuple[Behind, ...]:
    parts = ("arrived", "carried_in", "served", "left", "open", "no_show", "removed", "unfinished")
    words = heads(_("arrived|carried in|served|left|still here|no-show|removed|unfinished"))
    title = day_text(date.fromisoformat(one.day))
    counts = (
        Behind(f"{title} · {word}", Which(Of.COUNTS, one.day, part), getattr(one.visits, part))
        for word, part in zip(words, parts, strict=True)
    )
    return (*counts, *_level_of_day(one))


def _level_of_day(one: DayBrief) -> tuple[Behind, ...]:
    title, level = day_text(date.fromisoformat(one.day)), one.service_level
    judged, missed = heads(_("counted|longer than promised"))
    return (
        Behind(f"{title} · {judged}", Which(Of.LEVEL, one.day, DECIDED), level.decided),
        Behind(f"{title} · {missed}", Which(Of.LEVEL, one.day, MISSED), level.missed),
    )


def _levels(source: Source) -> Iterator[Chart]:
    days = source.summary.days
    if all(one.service_level.value is None for one in days):
        return
    measured = Series("within_share", _("within standard"), tuple(one.service_level.value for one in days))
    goal = source.summary.goal
    promise = () if goal is None else (Series("goal", _("goal"), (goal,) * len(days), promise=True),)
    yield Chart(
        "service_level_by_day",
        _("Service level by day"),
        _("day"),
        tuple(day_text(date.fromisoformat(one.day)) for one in days),
        (measured, *promise),
        Kind.SHARE,
        behind=tuple(_level_of_day(one) for one in days),
    )


def _half_hours(source: Source) -> Table:
    first, *others = heads(_("from|arrived|served|left|wait|waiting|counters"))
    names = ("arrived", "served", "left", "wait_mean_s", "waiting_max", "counters_open")
    return Table(
        "by_half_hour",
        _("By half hour"),
        (Column("from", first), *map(Column, names, others), Column("wait_max_s"), Column("begins_at")),
        tuple(
            (
                text(half.clock),
                count(half.arrived),
                count(half.served),
                count(half.left),
                seconds(half.wait_mean_s),
                count(half.waiting_max),
                count(half.counters_open),
                seconds(half.wait_max_s),
                instant(half.begins_at),
            )
            for half in source.summary.by_half_hour
        ),
        weight="arrived",
        behind=tuple(_of_half(half) for half in source.summary.by_half_hour),
    )


def _of_half(half: HalfHour) -> tuple[Behind, ...]:
    key = half.clock if half.begins_at is None else str(half.begins_at)
    words = heads(_("arrived|served|left"))
    return tuple(
        Behind(f"{half.clock} · {word}", Which(Of.HALF_HOUR, key, part), getattr(half, part))
        for word, part in zip(words, (ARRIVED, SERVED, LEFT), strict=True)
    )


def _clock(source: Source) -> tuple[str, ...]:
    return tuple(half.clock for half in source.summary.by_half_hour)


def _arrivals(source: Source) -> Chart:
    halves = source.summary.by_half_hour
    arrived, served = heads(_("arrived|served"))
    return Chart(
        "arrivals_and_served",
        _("Arrivals and served by half hour"),
        _("from"),
        _clock(source),
        (
            Series("arrived", arrived, tuple(half.arrived for half in halves)),
            Series("served", served, tuple(half.served for half in halves)),
        ),
        Kind.COUNT,
    )


def _waits_of_the_day(source: Source) -> Iterator[Chart]:
    halves = source.summary.by_half_hour
    if all(half.wait_mean_s is None for half in halves):
        return
    mean, longest = heads(_("mean wait|longest wait"))
    yield Chart(
        "waits_over_the_day",
        _("Waits over the day against the standard"),
        _("from"),
        _clock(source),
        (
            Series("wait_mean_s", mean, tuple(half.wait_mean_s for half in halves)),
            Series("wait_max_s", longest, tuple(half.wait_max_s for half in halves)),
            *(
                Series(f"standard_{promised}", _promise(promised), (promised,) * len(halves), promise=True)
                for promised in _promises(source)
            ),
        ),
        Kind.SECONDS,
        behind=tuple(_of_half(half)[1:2] for half in halves),
    )


def _promises(source: Source) -> list[int]:
    """The promised waits that most were given, in ascending order."""
    given = source.summary.promised
    return sorted(sorted(given, key=lambda one: (-given[one], one))[:MOST_PROMISES])


def _promise(promised: int) -> str:
    return str(Sentence("standard {time}", time=duration(promised)))


class Bands(NamedTuple):
    """Waits gathered in bands: more than the edge before, at most its own; None is the edge of the last one."""

    edges: tuple[int | None, ...]
    counts: tuple[int, ...]


def banded(histogram: Mapping[int, int], promises: Sequence[int]) -> Bands:
    """At most ``MOST_BANDS`` bands of one width, a round one, and one for what is longer than all of them.

    An edge lies on each promised wait where one width allows it, so that who was in time is on one side of it.
    """
    n = sum(histogram.values())
    reached = 0
    usual = 0
    for length in sorted(histogram):
        reached, usual = reached + histogram[length], length
        if reached * 20 >= n * 19:
            break
    span = max([usual, *(promised * 3 // 2 for promised in promises), 1])
    wide = [step for step in _STEPS if -(-span // step) <= MOST_BANDS]
    fitting = [step for step in wide[:5] if all(promised % step == 0 for promised in promises)]
    days = -(-span // (MOST_BANDS * _STEP_OF_DAYS)) * _STEP_OF_DAYS
    step = (fitting or wide or [days])[0]
    longest = max(histogram, default=0)
    edges = [step * (place + 1) for place in range(-(-min(span, max(longest, 1)) // step))]
    for promised in promises:
        while edges[-1] < promised:
            edges.append(edges[-1] + step)
    counts = [0] * (len(edges) + 1)
    for length, found in histogram.items():
        counts[bisect_left(edges, length)] += found
    if counts[-1] == 0:
        return Bands(tuple(edges), tuple(counts[:-1]))
    return Bands((*edges, None), tuple(counts))


def _every_wait(source: Source) -> Statement:
    """Every wait by the second, for data files only: their own bands can be made from it."""
    waits = source.summary.wait_histogram
    rows = tuple((seconds(wait), count(n)) for wait, n in waits.items())
    return Statement((), Table("wait_histogram", "", (Column("wait_s"), Column("served")), rows))


def _histogram(source: Source) -> Chart:
    promises = _promises(source)
    bands = banded(source.summary.wait_histogram, promises)
    edges = bands.edges
    marks: dict[int, list[int]] = {}
    for promised in promises:
        before = next((place for place, edge in enumerate(edges) if edge is None or edge >= promised), len(edges) - 1)
        marks[before + 1] = [*marks.get(before + 1, []), promised]
    categories = [
        str(Sentence("over {time}", time=duration(edges[place - 1] or 0))) if edge is None else f"≤ {duration(edge)}"
        for place, edge in enumerate(edges)
    ]
    return Chart(
        "wait_histogram",
        _("How long people waited"),
        _("wait"),
        tuple(categories),
        (Series("served", _("people served"), bands.counts),),
        Kind.COUNT,
        marks=tuple(
            Mark(place, str(Sentence("standard {time}", time=", ".join(map(duration, found)))))
            for place, found in sorted(marks.items())
        ),
        behind=tuple(
            (Behind(f"{_('wait')} {category}", _of_band(edges, place), bands.counts[place]),)
            for place, category in enumerate(categories)
        ),
    )


def _of_band(edges: Sequence[int | None], place: int) -> Which:
    over, most = edges[place - 1] if place else -1, edges[place]
    return Which(Of.BAND, str(over), "" if most is None else str(most))
