"""A calendar of the business days that there are: one of them is chosen, or a range from one to another."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from frontdesk.domain.seals import shown_seal
from frontdesk.i18n import Sentence, _, day_text, month_text, weekday_text
from frontdesk.tui.dialogs import Chosen, Dialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.store.log import DayRow

CLOSED, RUNNING, NOTHING = "✓", "…", " "
_CELL = 5
_STEPS = {"left": -1, "right": 1, "up": -7, "down": 7}


def month_lines(at: date, days: Mapping[str, DayRow], begin: date | None) -> list[Content]:
    """The month of a day in weeks: a closed day bears a tick, one that runs three dots, others had nobody.

    The day under the cursor stands in brackets, and so do those from ``begin`` on to it.
    """
    first, last = (at, at) if begin is None else (min(begin, at), max(begin, at))
    head = "".join(f"{weekday_text(day)[:3]:>{_CELL - 1}} " for day in range(7))
    lines = [Content.styled(month_text(at), "bold"), Content.styled(head, "$foreground-muted")]
    for week in Weeks().monthdatescalendar(at.year, at.month):
        parts: list[str | tuple[str, str]] = []
        for day in week:
            if day.month != at.month:
                parts.append(" " * _CELL)
                continue
            row = days.get(day.isoformat())
            sign = NOTHING if row is None else RUNNING if row.closed_at is None else CLOSED
            left, right = "[]" if first <= day <= last else "  "
            style = "reverse" if day == at else "bold" if row is not None else "$foreground-muted"
            parts.append((f"{left}{day.day:>2}{sign}{right}", style))
        lines.append(Content.assemble(*parts))
    return lines


def told_of(day: date, days: Mapping[str, DayRow]) -> str:
    """What is known of a day: closed and sealed, under way, or that nobody opened it."""
    row = days.get(day.isoformat())
    if row is None:
        return str(Sentence("{day}: no visits.", day=day))
    if row.closed_at is None:
        return str(Sentence("{day}: not closed yet.", day=day))
    if row.seal is None:
        return str(Sentence("{day}: closed.", day=day))
    return str(Sentence("{day}: closed, seal {seal}.", day=day, seal=shown_seal(row.seal)))


class PickDays(Dialog):
    """Which days; the answer is the first and the last as ISO dates, with a slash between."""

    def __init__(self, days: Mapping[str, DayRow], at: date) -> None:
        super().__init__(Sentence("Which days?"))
        self._days = days
        self._at = at
        self._begin: date | None = None

    def body(self) -> ComposeResult:
        """The month, and what is known of the day under the cursor."""
        yield Static(id="month")

    def on_mount(self) -> None:
        """Drawn at once."""
        self._draw()
        super().on_mount()

    def endings(self) -> list[str]:
        """The keys that choose."""
        return [_("Enter: this day"), _("Space: from here on"), _("PgUp PgDn: month")]

    def take_key(self, event: events.Key) -> bool:
        """Move by days, weeks and months; mark where a range begins; choose."""
        if event.key in _STEPS:
            self._at += timedelta(days=_STEPS[event.key])
        elif event.key in ("pageup", "pagedown"):
            self._at = _in_month(self._at, -1 if event.key == "pageup" else 1)
        elif event.key in ("home", "end"):
            known = sorted(self._days)
            if known:
                self._at = date.fromisoformat(known[0 if event.key == "home" else -1])
        elif event.key == "space":
            self._begin = None if self._begin == self._at else self._at
        elif event.key == "enter":
            first, last = sorted((self._begin or self._at, self._at))
            self.dismiss(Chosen(f"{first.isoformat()}/{last.isoformat()}"))
        else:
            return super().take_key(event)
        self._draw()
        return True

    def _draw(self) -> None:
        said = told_of(self._at, self._days)
        if self._begin is not None:
            said = str(Sentence("From {begin} to {day}.", begin=day_text(self._begin), day=day_text(self._at)))
        lines = month_lines(self._at, self._days, self._begin)
        self.query_one("#month", Static).update(Content("\n").join([*lines, Content(""), Content(said)]))


def _in_month(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)
