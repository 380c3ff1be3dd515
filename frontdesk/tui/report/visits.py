"""The visits behind a figure: which, how long they waited, what became of them; each with its story."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from frontdesk.i18n import Sentence, _, day_text, number
from frontdesk.reports.behind import value_of
from frontdesk.tui.acts.visits import story_lines
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import ShowText
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.key_screen import KeyScreen
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.report import reading
from frontdesk.tui.report.progress import Progress, bar
from frontdesk.tui.report.visit_rows import columns, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.desk import Desk
    from frontdesk.reports.document import Step
    from frontdesk.reports.evidence import Seen
    from frontdesk.reports.which import Behind, Which
    from frontdesk.tui.columns import Column
    from frontdesk.tui.program import Program
    from frontdesk.tui.queue.rows import Row
    from frontdesk.tui.report.reading import Read


class Found(NamedTuple):
    """What is behind a figure: the report as it is now, the visits, and the columns and the rows of their list."""

    read: Read
    seen: Sequence[Seen]
    columns: tuple[Column, ...]
    rows: Sequence[Row]


class PastVisits(KeyScreen):
    """The visits behind the figures of a line, a figure at a time.

    ``took`` is told of a report that had to be read anew, so that its figures are those of the lists.
    """

    AUTO_FOCUS = "QueueTable"

    def __init__(
        self, app: Program, title: str, read: Read, behind: Sequence[Behind], took: Callable[[Read], None]
    ) -> None:
        super().__init__(app)
        self._heading, self._read, self._behind, self._took = title, read, behind, took
        self._place = 0
        self._found: Found | None = None
        self._asked = 0
        self.table = QueueTable(columns(value_of(behind[0].which)), id="behind")

    def compose(self) -> ComposeResult:
        """The list, and the keys."""
        yield self.table
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first one."""
        others = [("Tab", _("Others"))] if len(self._behind) > 1 else []
        keys = [("Enter", _("Story of a visit")), *others, ("↑ ↓", _("Move")), ("Esc", _("Back"))]
        self.query_one(KeyLine).show_keys(keys)
        self._look()

    @property
    def _shown(self) -> Behind:
        return self._behind[self._place]

    def _look(self) -> None:
        """Read what is behind the figure that is shown; where something is being read, this afterwards."""
        self._found = None
        self._show(_("Reading the visits …"))
        self._asked += 1
        if self._asked == 1:
            self.run_worker(self._looking(), exit_on_error=True, group="visits")

    async def _looking(self) -> None:
        asked = 0
        while asked != self._asked:
            asked, figure = self._asked, self._shown
            progress = Progress(self, self._show_progress)
            wanted = partial(self._find, self._read, figure.which, progress.step)
            found = await self.desk_app.ask(wanted, long=True)
            progress.end()
            if found is not None and found.read is not self._read:
                self._read = found.read
                self._took(found.read)
            if asked == self._asked:
                self._take(found)
        self._asked = 0

    def _find(self, read: Read, which: Which, step: Step, desk: Desk) -> Found:
        """In a thread: a month's list is made of some hundred thousand cells."""
        now, seen = reading.look_behind(desk, read, which, step)
        several, value = len({one.visit.arrived_day for one in seen}) > 1, value_of(which)
        shown = rows(seen, value, self.desk_app.config, self.desk_app.policy.zone, with_day=several)
        longest_s = max((one.waited_s for one in seen), default=0)
        return Found(now, seen, columns(value, with_day=several, longest_s=longest_s), shown)

    def _take(self, found: Found | None) -> None:
        self._found = found
        if found is None:
            self._show(_("The visits cannot be read now."))
            return
        self._show(_("No visit is behind this figure."))
        at = next((place for place, one in enumerate(found.seen) if one.visit.id == self._shown.at), 0)
        self.table.select(str(at))

    def _show(self, empty: str) -> None:
        """The list as far as it is known; ``empty`` stands in one without rows."""
        figure, found, several = self._shown, self._found, len(self._behind) > 1
        n = [] if found is None else [number(len(found.rows))]
        self.table.border_title = Content(visible(" · ".join([figure.words, *n, self._heading])))
        self.table.border_subtitle = Content(f"{self._place + 1}/{len(self._behind)}" if several else "")
        self.table.empty = empty
        if found is None:
            self.table.show((), columns(value_of(figure.which)))
        else:
            self.table.show(found.rows, found.columns)

    def _show_progress(self, done: int, total: int) -> None:
        self.table.empty = bar(_("Reading the visits …"), "", done, total, max(20, self.size.width - 8))

    def take_key(self, event: events.Key) -> bool:
        """Move, the next figure of the line, the story, back."""
        if self.table.take_step(event.key):
            return True
        if event.key in ("tab", "shift+tab"):
            if len(self._behind) > 1:
                self._place = (self._place + (1 if event.key == "tab" else -1)) % len(self._behind)
                self._look()
        elif event.key in ("enter", "D"):
            if self._found is not None and self.table.selected is not None:
                self.desk_app.begin_asking(self._story(self._found.seen[int(self.table.selected)]))
        elif event.key in ("escape", "q"):
            self.leave()
        else:
            return False
        return True

    async def _story(self, one: Seen) -> None:
        told = await self.desk_app.story(one.visit.id)
        if told is not None:
            lines = story_lines(told, self.desk_app.policy.zone)
            title = f"{Sentence('Story of {number}', number=one.visit.number)} · {_day_of(one)}"
            await self.desk_app.push_screen_wait(ShowText(title, lines))


def _day_of(one: Seen) -> str:
    return day_text(date.fromisoformat(one.visit.arrived_day))
