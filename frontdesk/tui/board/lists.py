"""What is behind a figure as rows: visits, and complaints. Pure; lengths in seconds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.explain import ClockTime
from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, _, day_text, duration
from frontdesk.tui.board.drawing import BROKEN, KEPT, NONE
from frontdesk.tui.present import AWAY, service_text, state_cell, urgency_text
from frontdesk.tui.queue.table import Cell, Column, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.config import Configuration
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
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


def complaint_columns() -> tuple[Column, ...]:
    """The columns of the complaints that are open."""
    return (
        Column("number", _("Number"), 12, priority=9),
        Column("cause", _("Cause"), 16, flex=2, priority=7),
        Column("visit", _("Visit"), 6, priority=8),
        Column("since", _("Since"), 16, priority=5),
        Column("due", _("Answer by"), 15, priority=6),
    )


def complaint_rows(
    complaints: Sequence[ComplaintRecord], day: Day, config: Configuration, policy: Policy, today: date
) -> list[Row]:
    """A row for each complaint, that due first on top; one that no visit belongs to has a dash there."""
    rows = []
    for one in sorted(complaints, key=lambda record: (record.due_day or "~", record.opened_at)):
        visit = day.visits.get(one.visit or "")
        due = None if one.due_day is None else date.fromisoformat(one.due_day)
        tone: Tone = "late" if due is not None and due < today else "near" if due == today else ""
        since = str(ClockTime(one.opened_at, policy.zone))
        if one.day != day.day:
            since = day_text(date.fromisoformat(one.day))
        sign = "● " if one.safety else ""
        rows.append(
            Row(
                one.number,
                (
                    Cell(one.number, "strong"),
                    Cell(f"{sign}{config.label('cause', one.cause)}", "late" if one.safety else ""),
                    Cell(NONE if visit is None else visit.number, "dim" if visit is None else ""),
                    Cell(since),
                    Cell(NONE if due is None else f"{BROKEN if tone == 'late' else ''} {day_text(due)}".strip(), tone),
                ),
            )
        )
    return rows
