"""The visits behind a figure as rows: what explains the figure has a column of its own. Pure; lengths in seconds."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from frontdesk.domain.explain import ClockTime
from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import Outcome
from frontdesk.i18n import Sentence, _, day_text, duration, marked, number
from frontdesk.plain_text import made_visible
from frontdesk.reports.behind import Value
from frontdesk.tui.columns import Column
from frontdesk.tui.present import BROKEN, KEPT
from frontdesk.tui.queue.rows import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.config import Configuration
    from frontdesk.reports.evidence import Seen

_TITLES = {
    Value.RESPONSE: marked("Response"),
    Value.WALK: marked("Walk"),
    Value.HANDLING: marked("Handling"),
    Value.INTERRUPTION: marked("Interruptions"),
    Value.HOLD: marked("On hold"),
    Value.TOTAL: marked("Total"),
    Value.PHASE: marked("Phase"),
    Value.TIMES: marked("How often"),
    Value.ERROR: marked("Told less"),
    Value.RATING: marked("Answer"),
    Value.PASSED: marked("Passed"),
}
"""What is not among the columns of every list has one of its own."""
_NUMBERS = frozenset({Value.TIMES, Value.RATING, Value.PASSED})


def columns(value: Value, *, with_day: bool = False, longest_s: int = 0) -> tuple[Column, ...]:
    """The columns of a list, titled in the language in use; the day where not all came on one and the same.

    ``longest_s`` is the longest wait in it: only one of ten hours and more needs more room than it has anyway.
    """
    own = (Column("value", _(_TITLES[value]), 9, align="right", priority=9),) if value in _TITLES else ()
    return (
        Column("number", _("No."), 6, priority=9),
        *((Column("day", _("Day"), 15, priority=6),) if with_day else ()),
        Column("service", _("Service"), 14, flex=3, priority=5),
        Column("segment", _("Segment"), 8, flex=1, priority=2),
        Column("arrived", _("Arrived", "when"), 7, align="right", priority=9 if value is Value.ARRIVED else 3),
        *own,
        Column("waited", _("Waited"), max(8, len(f"{BROKEN} {duration(longest_s)}")), align="right", priority=8),
        Column("standard", _("Standard"), 8, align="right", priority=4),
        Column("outcome", _("Outcome"), 12, priority=7),
        Column("staff", _("Person"), 8, flex=1, priority=1),
    )


def rows(seen: Sequence[Seen], value: Value, config: Configuration, zone: str, *, with_day: bool = False) -> list[Row]:
    """A row for each; its id is its place, for a visit may stand there twice."""
    words = _Words(config)
    return [
        Row(
            str(place),
            (
                Cell(one.visit.number, "strong"),
                *((words.day(one.visit.arrived_day),) if with_day else ()),
                words.service(one.visit.service),
                words.segment(one.visit.segment),
                Cell(str(ClockTime(one.visit.arrived_at, zone))),
                *((Cell(_shown(one.value, value), "strong"),) if value in _TITLES else ()),
                _waited(one),
                words.standard(one.visit.target_s),
                words.outcome(one.visit.outcome),
                words.staff(one.visit.staff),
            ),
        )
        for place, one in enumerate(seen)
    ]


class _Words:
    """Cells that many rows have in common, each made once: a month's list has some twenty thousand rows."""

    def __init__(self, config: Configuration) -> None:
        self.day = cache(lambda day: Cell(day_text(date.fromisoformat(day))))
        self.service = cache(lambda name: Cell(str(config.label("service", name))))
        self.segment = cache(lambda name: Cell(str(config.label("segment", name))))
        self.standard = cache(lambda seconds: Cell(duration(seconds), "dim"))
        self.outcome = cache(
            lambda outcome: Cell(_("still here") if outcome is None else str(Sentence(OUTCOME_NAMES[Outcome(outcome)])))
        )
        self.staff = cache(lambda staff: Cell(made_visible(staff or "–")))


def _waited(one: Seen) -> Cell:
    late = one.waited_s > one.visit.target_s
    return Cell(f"{BROKEN if late else KEPT} {duration(one.waited_s)}", "late" if late else "")


def _shown(found: int | None, value: Value) -> str:
    if found is None:
        return "–"
    if value in _NUMBERS:
        return number(found)
    if value is Value.ERROR:
        return f"{'-' if found < 0 else '+'}{duration(abs(found))}"
    return duration(found)
