"""What is behind a figure as rows: visits. Pure; lengths in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, _, duration
from frontdesk.tui.present import AWAY, BROKEN, KEPT, service_text, state_cell, urgency_text
from frontdesk.tui.queue.table import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.config import Configuration
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit


def visit_columns() -> tuple[Column, ...]:
    """The columns of the visits behind a figure."""
    return (
        Column("number", _("No."), 6, priority=9),
        Column("service", _("Service"), 14, flex=3, priority=6),
        Column("segment", _("Segment"), 8, flex=1, priority=3),
        Column("urgency", _("Urgency"), 9, flex=1, priority=2),
        Column("waited", _("Waited"), 7, align="right", priority=7),
        Column("due", _("Due"), 5, align="right", priority=4),
        Column("state", _("State"), 16, priority=8),
    )


def visit_rows(
    visits: Sequence[Visit], config: Configuration, policy: Policy, now: int, clock: Mapping[str, str]
) -> list[Row]:
    """A row for each visit; ``clock`` is when each was due, as text."""
    return [
        Row(
            visit.id,
            (
                Cell(visit.number, "strong"),
                Cell(service_text(visit, config)),
                Cell(str(config.label("segment", visit.segment))),
                Cell(urgency_text(visit, config, policy)),
                Cell(duration(visit.waited_s(now))),
                Cell(clock[visit.id]),
                standing_cell(visit, config, now),
            ),
        )
        for visit in visits
    ]


def standing_cell(visit: Visit, config: Configuration, now: int) -> Cell:
    """How a visit stands: against its promise while it waits, else where it is or how it ended."""
    visit = visit.settled(now)
    if visit.state is State.WAITING:
        return state_cell(visit, now, config.desk.near)
    if visit.outcome is not None:
        late = visit.waited_s(now) > visit.target_s
        return Cell(
            f"{BROKEN if late else KEPT} {Sentence(OUTCOME_NAMES[visit.outcome])}",
            "late" if late else "",
        )
    if visit.state is State.HELD:
        return Cell(_("{sign} on hold").format(sign=AWAY), "dim")
    return Cell(_("at counter {counter}").format(counter=visit.counter))
