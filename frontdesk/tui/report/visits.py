"""The visits behind a summary: which, how long they waited, what became of them; each with its story."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from frontdesk.domain.explain import ClockTime
from frontdesk.domain.metrics import standing_at
from frontdesk.domain.rules.need import OUTCOME_NAMES
from frontdesk.domain.visit import Outcome
from frontdesk.i18n import Sentence, _, day_text, duration, number
from frontdesk.plain_text import made_visible
from frontdesk.tui.acts.visits import story_lines
from frontdesk.tui.board.drawing import BROKEN, KEPT
from frontdesk.tui.columns import Column, visible
from frontdesk.tui.dialogs import ShowText, Target
from frontdesk.tui.queue.rows import Cell, Row
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.text_lines import KeysLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.config import Configuration
    from frontdesk.domain.records import VisitRecord
    from frontdesk.tui.app import DeskApp

KINDS = ("all", "late", *Outcome, "open")
"""What of the visits is shown, one after the other with Tab."""


def columns() -> tuple[Column, ...]:
    """The columns of past visits, titled in the language in use."""
    return (
        Column("number", _("No."), 6, priority=9),
        Column("day", _("Day"), 15, priority=1),
        Column("service", _("Service"), 14, flex=3, priority=6),
        Column("segment", _("Segment"), 8, flex=1, priority=3),
        Column("arrived", _("Arrived", "when"), 7, align="right", priority=4),
        Column("waited", _("Waited"), 8, align="right", priority=8),
        Column("standard", _("Standard"), 8, align="right", priority=5),
        Column("outcome", _("Outcome"), 12, priority=7),
        Column("staff", _("Person"), 8, flex=1, priority=2),
    )


def rows(visits: Sequence[VisitRecord], config: Configuration, zone: str, as_of: int) -> list[Row]:
    """A row for each visit; those still here are as they stand at an instant (UTC seconds)."""
    found = []
    for visit in visits:
        waited_s, _waits = standing_at(visit, as_of)
        late = waited_s > visit.target_s
        outcome = Sentence(OUTCOME_NAMES[Outcome(visit.outcome)]) if visit.outcome is not None else _("still here")
        cells = (
            Cell(visit.number, "strong"),
            Cell(day_text(date.fromisoformat(visit.arrived_day))),
            Cell(str(config.label("service", visit.service))),
            Cell(str(config.label("segment", visit.segment))),
            Cell(str(ClockTime(visit.arrived_at, zone))),
            Cell(f"{BROKEN if late else KEPT} {duration(waited_s)}", "late" if late else ""),
            Cell(duration(visit.target_s), "dim"),
            Cell(str(outcome)),
            Cell(made_visible(visit.staff or "–")),
        )
        found.append(Row(visit.id, cells))
    return found


def of_kind(visits: Sequence[VisitRecord], kind: str, as_of: int) -> list[VisitRecord]:
    """The visits of a kind, those furthest over their standard first."""
    chosen = [
        visit
        for visit in visits
        if kind == "all"
        or (kind == "late" and visit.outcome != Outcome.REMOVED and standing_at(visit, as_of)[0] > visit.target_s)
        or (kind == "open" and visit.outcome is None)
        or visit.outcome == kind
    ]
    return sorted(chosen, key=lambda visit: visit.target_s - standing_at(visit, as_of)[0])


def kind_name(kind: str) -> str:
    """What of the visits is shown, in words."""
    if kind == "all":
        return _("All visits")
    if kind == "late":
        return _("Longer than promised")
    return _("still here") if kind == "open" else str(Sentence(OUTCOME_NAMES[Outcome(kind)]))


class PastVisits(Screen[None]):
    """The visits of some days, a kind at a time."""

    AUTO_FOCUS = "QueueTable"

    def __init__(self, app: DeskApp, title: str, visits: Sequence[VisitRecord], as_of: int) -> None:
        super().__init__()
        self._app = app
        self._heading, self._visits, self._as_of = title, visits, as_of
        self._kind = 0
        self.table = QueueTable(columns(), id="behind")

    def compose(self) -> ComposeResult:
        """The list, and the keys."""
        yield self.table
        yield KeysLine()

    def on_mount(self) -> None:
        """Show all of them."""
        self.speak()

    def speak(self) -> None:
        """Everything in the language in use."""
        shown = of_kind(self._visits, KINDS[self._kind], self._as_of)
        title = f"{self._heading} · {kind_name(KINDS[self._kind])} · {number(len(shown))}"
        self.table.border_title = Content(visible(title))
        self.table.empty = _("There is no such visit.")
        self.table.show(rows(shown, self._app.config, self._app.policy.zone, self._as_of), columns())
        self.query_one(KeysLine).show(
            [("↑ ↓", _("Move")), ("Tab", _("Others")), ("Enter", _("Story of a visit")), ("Esc", _("Back"))]
        )

    @property
    def ready(self) -> bool:
        """Whether a key means this screen now."""
        return not self._app.asking

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def take_key(self, event: events.Key) -> bool:
        """Move, the next kind, the story, back."""
        if self.table.take_step(event.key):
            return True
        if event.key in ("tab", "shift+tab"):
            self._kind = (self._kind + (1 if event.key == "tab" else -1)) % len(KINDS)
            self.speak()
        elif event.key in ("enter", "D") and self.table.selected is not None:
            self._app.begin_asking(self._story(self.table.selected))
        elif event.key in ("escape", "q"):
            self.dismiss(None)
        else:
            return False
        return True

    async def _story(self, visit_id: str) -> None:
        visit = next(one for one in self._visits if one.id == visit_id)
        told = await self._app.story(visit_id)
        if told is not None:
            lines = story_lines(told, self._app.policy.zone)
            target = Target(visit.id, visit.number)
            await self._app.push_screen_wait(ShowText(Sentence("Story of {number}"), lines, [target]))
