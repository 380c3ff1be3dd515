"""The measured times of those served: of each visit how long it took, side by side with the served visits."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from frontdesk.reports.sums.sheet import Sheet


def served(sheet: Sheet, column: Sequence[Any]) -> Iterator[Any]:
    """What stands in a column of the measured beside those who were served."""
    return compress(column, sheet.columns.served)


def in_states(fields: Any) -> Iterator[tuple[int, ...]]:
    """The seconds of each visit in each state."""
    return zip(fields.waiting_s, fields.called_s, fields.serving_s, fields.held_s, strict=True)


def _response(sheet: Sheet) -> list[int | None]:
    fields = sheet.measured.fields
    both = zip(served(sheet, fields.arrived_at), served(sheet, fields.started_at), strict=True)
    return [None if until is None else until - at for at, until in both]


TIMES: Mapping[str, Callable[[Sheet], Iterable[int | None]]] = {
    "response": _response,
    "wait": lambda sheet: sheet.columns.waited,
    "walk": lambda sheet: served(sheet, sheet.measured.fields.called_s),
    "handling": lambda sheet: sheet.columns.handled,
    "interruption": lambda sheet: served(sheet, sheet.measured.fields.interrupted_s),
    "hold": lambda sheet: served(sheet, sheet.measured.fields.held_s),
    "total": lambda sheet: served(sheet, list(map(sum, in_states(sheet.measured.fields)))),
}
"""By name, in seconds; None where it was not measured."""


def phase_lengths(sheet: Sheet) -> dict[str, Counter[str]]:
    """By phase, the seconds of it in each served visit in which it was marked, by the id of the visit.

    One that is met twice in a visit counts once, summed.
    """
    found: dict[str, Counter[str]] = {}
    those = frozenset(served(sheet, sheet.measured.fields.id)) if sheet.phases else frozenset()
    for row in sheet.phases:
        if row.seconds is not None and row.visit in those:
            found.setdefault(row.phase, Counter())[row.visit] += row.seconds
    return found
