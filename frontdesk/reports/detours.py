"""What befell visits on their way: called again, put back, held, sent on, taken over, interrupted; from the log.

Lengths are seconds. A day keeps one row for each kind, and one for each reason that somebody typed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontdesk.domain.day_log import DayLog
    from frontdesk.domain.records import VisitRecord
    from frontdesk.reports.period import Period

RECALLED, BACK, HELD, SENT_ON, TAKEN_OVER, INTERRUPTED = KINDS = (
    "recalls",
    "put_back",
    "holds",
    "transfers",
    "takeovers",
    "interruptions",
)
"""Called once more; back to the queue (a no-show who came, too); set aside; sent to another service; …"""

_KIND_OF: dict[type[ev.Event], str] = {
    ev.Recalled: RECALLED,
    ev.Returned: BACK,
    ev.PutOnHold: HELD,
    ev.Transferred: SENT_ON,
    ev.VisitTakenOver: TAKEN_OVER,
    ev.Interrupted: INTERRUPTED,
}


class Detour(NamedTuple):
    """So many detours of a kind: ``to`` is the service that visits were sent to, ``reason`` the reference to why.

    ``seconds`` is how long interruptions took. ``staff`` is who did it.
    """

    kind: str
    staff: str
    to: str
    reason: str
    n: int
    seconds: int


class DetourFigures(NamedTuple):
    """How often each kind of detour was taken; ``visits`` by how many visits (each day apart).

    ``seconds`` is the time of interruptions. ``reasons`` are as they were typed, most frequent first, with how often.
    """

    n: Mapping[str, int]
    visits: Mapping[str, int]
    interrupted_s: int
    transfers_to: Mapping[str, int]
    reasons: Mapping[str, Mapping[str, int]]


NO_DETOURS = DetourFigures(dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0), 0, {}, {})


class DayDetours(NamedTuple):
    """The detours of a day, so that days can be added.

    ``visits`` has a row of kind, person and how many visits; None is everybody together, for a visit that two people
    called once more is one visit.
    """

    rows: tuple[Detour, ...] = ()
    visits: tuple[tuple[str, str | None, int], ...] = ()


class Taken(NamedTuple):
    """One detour that a visit took: see ``Detour``; ``place`` is that of its event in the log."""

    kind: str
    staff: str
    visit: str
    to: str
    reason: str
    place: int


def taken(log: DayLog) -> Iterator[Taken]:
    """The detours of a day, in their order."""
    for record in log.records:
        event = record.event
        kind = _KIND_OF.get(type(event))
        if kind is not None and isinstance(event, ev.VisitEvent):
            to = event.service if isinstance(event, ev.Transferred) else ""
            reason = getattr(event, "reason", None) or ""
            yield Taken(kind, record.actor, event.visit, to, reason, record.seq)


def day_detours(log: DayLog, visits: Iterable[VisitRecord], at: int) -> DayDetours:
    """The detours of a day; ``visits`` are those here on it, as they stood at ``at`` (UTC seconds)."""
    lengths = interruptions(log, {visit.id: visit for visit in visits}, at)
    found: Counter[tuple[str, str, str, str]] = Counter()
    seconds: Counter[tuple[str, str, str, str]] = Counter()
    seen: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for one in taken(log):
        key = (one.kind, one.staff, one.to, one.reason)
        found[key] += 1
        seconds[key] += lengths.get(one.place, 0)
        for who in (None, one.staff):
            seen[one.kind, who].add(one.visit)
    return DayDetours(
        tuple(Detour(*key, n, seconds[key]) for key, n in sorted(found.items())),
        tuple((kind, who, len(seen[kind, who])) for kind, who in sorted(seen, key=lambda key: (key[0], key[1] or ""))),
    )


def interruptions(log: DayLog, visits: Mapping[str, VisitRecord], at: int) -> dict[int, int]:
    """The length of each interruption by the place of its beginning in the log.

    The log says when the attention went on, and not when a visit went away in the middle of an interruption: that
    one has what is left of the visit's interrupted time.
    """
    running: dict[str, ev.Recorded] = {}
    lengths: dict[int, int] = {}
    known: Counter[str] = Counter()
    for record in log.records:
        event = record.event
        if isinstance(event, ev.Interrupted):
            running[event.visit] = record
        elif isinstance(event, ev.InterruptionEnded) and event.visit in running:
            began = running.pop(event.visit)
            lengths[began.seq] = max(0, record.at - began.at)
            known[event.visit] += lengths[began.seq]
    for visit, began in running.items():
        row = visits.get(visit)
        if row is None:
            continue
        if row.outcome is None and row.interrupted_at is not None:
            lengths[began.seq] = max(0, at - row.interrupted_at)
        else:
            lengths[began.seq] = max(0, row.interrupted_s - known[visit])
    return lengths


def detour_figures(period: Period, days: Iterable[DayDetours]) -> DetourFigures:
    """The detours of a period; those that one person made where the report is of one person."""
    n, seen = Counter[str](), Counter[str]()
    to, seconds = Counter[str](), 0
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    person = period.staff
    for day in days:
        for row in day.rows:
            if person not in (None, row.staff):
                continue
            n[row.kind] += row.n
            seconds += row.seconds
            if row.to:
                to[row.to] += row.n
            typed = period.note(row.reason or None)
            if typed is not None:
                reasons[row.kind][typed.strip()] += row.n
        for kind, staff, visits in day.visits:
            if staff == person:
                seen[kind] += visits
    return DetourFigures(
        {kind: n[kind] for kind in KINDS},
        {kind: seen[kind] for kind in KINDS},
        seconds,
        most_first(to),
        {kind: most_first(reasons[kind]) for kind in KINDS if kind in reasons},
    )


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """The most frequent first, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def read_detours(rows: Sequence[Sequence[Any]], visits: Sequence[Sequence[Any]]) -> DayDetours:
    """What was kept as JSON."""
    return DayDetours(
        tuple(map(Detour._make, rows)),
        tuple((kind, staff, n) for kind, staff, n in visits),
    )
