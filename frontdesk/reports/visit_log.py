"""The visit log as CSV: the contract's columns first and in its order, then what else is known of a visit.

The first eleven columns hold exactly what ``replay`` reads, so that a log that was read is written back the same. In
the others, what a spreadsheet would take for a formula is written as text.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from frontdesk.domain.metrics import so_far
from frontdesk.visit_log import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontdesk.domain.records import PhaseRecord, VisitRecord

MORE = (
    "number",
    "preference",
    "party",
    "waited_s",
    "walk_s",
    "serving_s",
    "interrupted_s",
    "held_s",
    "legs",
    "calls",
    "target_s",
    "rating",
    "rating_factor",
    "would_return",
    "extra_steps",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_visit_log(
    file: TextIO, visits: Iterable[VisitRecord], phases: Iterable[PhaseRecord] = (), *, zone: str, at: int
) -> None:
    """Write the log of these visits, in the order given, with instants in the offset of ``zone``.

    The times of those who are still here are told up to the instant ``at`` (UTC seconds), as the queue tells them.
    ``file`` is open for text with ``newline=""`` and UTF-8. Names are not in the log.
    """
    csv.writer(file, lineterminator="\n").writerows(log_rows(visits, phases, zone=zone, at=at))


def log_rows(
    visits: Iterable[VisitRecord], phases: Iterable[PhaseRecord] = (), *, zone: str, at: int
) -> Iterator[Sequence[object]]:
    """The header and one row for each visit; None is written as an empty field: it did not happen."""
    spent: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, None] = {}
    for phase in phases:
        if phase.seconds is not None:
            spent[phase.visit][phase.phase] += phase.seconds
            names[phase.phase] = None
    yield (*COLUMNS, *MORE, *(as_text(f"phase_{name}_s") for name in names))
    site = ZoneInfo(zone)
    nothing: Counter[str] = Counter()
    for stored in visits:
        visit = so_far(stored, at)
        own = spent.get(visit.id, nothing)
        yield (
            visit.id,
            _local(visit.arrived_at, site),
            visit.segment,
            visit.urgency,
            visit.service,
            _local(visit.called_at, site),
            _local(visit.started_at, site),
            _local(visit.ended_at, site),
            visit.outcome,
            visit.counter,
            visit.staff,
            as_text(visit.number),
            as_text(visit.preference),
            visit.party,
            visit.waiting_s,
            visit.called_s,
            visit.serving_s,
            visit.interrupted_s,
            visit.held_s,
            visit.legs,
            visit.calls,
            visit.target_s,
            visit.rating,
            as_text(visit.rating_factor),
            None if visit.would_return is None else "yes" if visit.would_return else "no",
            visit.extra_steps or None,
            *(own.get(name) for name in names),
        )


def as_text(value: str | None) -> str | None:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what would begin one."""
    return f"'{value}" if value is not None and value.startswith(_FORMULA) else value


def _local(at: int | None, zone: ZoneInfo) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, zone).isoformat()
