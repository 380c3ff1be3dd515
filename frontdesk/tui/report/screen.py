"""The summary of a day, or of some days, on the screen: other days, the visits behind its figures, a file of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, day_text
from frontdesk.reports.comparison import COMPARE
from frontdesk.reports.which import Of
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.report import reading
from frontdesk.tui.report.actions import page_key_table, useful_keys
from frontdesk.tui.report.calendar import PickDays
from frontdesk.tui.report.page_screen import PageScreen
from frontdesk.tui.report.progress import Progress, bar
from frontdesk.tui.report.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from frontdesk.tui.program import Program
    from frontdesk.tui.report.reading import Read, Span

SIDEWAYS = 20
MOST_DAYS = 92
"""The visits of so many days are listed; those of years are too many to read, and to hold, unless they are named."""


class ReportScreen(PageScreen):
    """The report of some days: to read, to compare with other days, to look behind, to save."""

    def __init__(self, app: Program) -> None:
        super().__init__(app, _("Reading the day …"))
        self._span: Span | None = None
        self._held_against = 0
        self._asked = 0
        self._read: Read | None = None
        self._saving = Saving(app, self.message)

    def acts_of_keys(self) -> Mapping[str, Callable[[], None]]:
        """What each key does; the arrows up and down are the page's."""
        return {
            "left": lambda: self._move(-1),
            "right": lambda: self._move(1),
            "less_than_sign": lambda: self._sideways(-1),
            "greater_than_sign": lambda: self._sideways(1),
            "d": self._pick,
            "t": lambda: self._show(None),
            "enter": self._look_behind,
            "v": self._look_behind,
            "c": self._compare,
            "s": self._save,
            "r": self._again,
            "f5": self._again,
            "question_mark": self._help,
            "f1": self._help,
            "escape": self._escape,
            "S": self.leave,
        }

    def compose(self) -> ComposeResult:
        """The page, what was said, the keys."""
        yield self.page
        yield self.message
        yield KeyLine()

    def on_mount(self) -> None:
        """Read at once."""
        self.speak()

    def speak(self) -> None:
        """The language is another one."""
        self.query_one(KeyLine).show_keys(useful_keys(), kept=2)
        self.message.keep_up()
        self._again()

    # ---- keys

    def _sideways(self, way: int) -> None:
        """A page is eighty columns wide: on a smaller screen the rest of it is to the right."""
        self.page.scroll_relative(x=way * SIDEWAYS, animate=False, force=True)

    def _escape(self) -> None:
        if self._saving.is_at_work:
            self._saving.give_up()
        else:
            self.leave()

    def _help(self) -> None:
        self.show_all_keys(page_key_table())

    # ---- which days

    def _again(self) -> None:
        """Read the same days again; today's summary is another one each minute."""
        self._show(self._span)

    def _show(self, span: Span | None) -> None:
        """Read these days, or today's without any; where something is being read, these afterwards."""
        self._span = span
        self._asked += 1
        if self._asked == 1:
            self.run_worker(self._reading(), exit_on_error=True, group="summary")

    async def _reading(self) -> None:
        asked = 0
        while asked != self._asked:
            progress = Progress(self, self._show_progress)
            asked = self._asked
            wanted = partial(reading.summary, span=self._span, compare=self._compared_with, step=progress.step)
            found: Read | None = await self.desk_app.ask(wanted, long=True)
            if progress.end():
                self.message.keep_up()
            if found is None:
                self.page.tell(_("The summary cannot be read now."))
            else:
                self._take(found)
        self._asked = 0

    def _take(self, read: Read) -> None:
        self._read = read
        self.page.show(read.page)

    def _show_progress(self, done: int, total: int) -> None:
        self.message.show_bar(bar(_("Reading …"), "", done, total, self.size.width - 2))

    def _move(self, places: int) -> None:
        """The day before or after, or as many days as are shown."""
        if self._read is None:
            return
        span = reading.moved(self._span or self._read.span, self._read.days, places)
        if span is not None:
            self.message.forget()
            self._show(span)
        elif places < 0:
            self.say(Sentence("There is nothing before that."))
        else:
            self.say(Sentence("There is nothing after that."))

    def _pick(self) -> None:
        if self._read is not None:
            self.desk_app.begin_asking(self._picking(self._read))

    async def _picking(self, read: Read) -> None:
        chosen = await self.desk_app.push_screen_wait(PickDays(read.days, read.span[1]))
        if chosen is not None:
            first, _slash, last = chosen.value.partition("/")
            self.message.forget()
            self._show((date.fromisoformat(first), date.fromisoformat(last)))

    @property
    def _compared_with(self) -> str | None:
        return (None, *COMPARE)[self._held_against]

    def _compare(self) -> None:
        """Held against the time before, then the same weekdays before, then nothing."""
        self._held_against = (self._held_against + 1) % (len(COMPARE) + 1)
        self.say(
            (
                Sentence("Compared with nothing."),
                Sentence("Compared with the equally long time before."),
                Sentence("Compared with the same weekdays before."),
            )[self._held_against]
        )
        self._again()

    # ---- the visits behind it, and a file of it

    def _look_behind(self) -> None:
        selected = self.page.selected
        if self._read is None or selected is None:
            return
        if self._read.length > MOST_DAYS and any(one.which.of is not Of.NAMED for one in selected.behind):
            self.say(
                Sentence(
                    "The visits of at most {n} day are listed: choose fewer.",
                    "The visits of at most {n} days are listed: choose fewer.",
                    n=MOST_DAYS,
                )
            )
            return
        from frontdesk.tui.report.visits import PastVisits  # noqa: PLC0415 - few look behind every report

        title = span_text(self._read.span)
        self.desk_app.push_screen(PastVisits(self.desk_app, title, self._read, selected.behind, self._take))

    def _save(self) -> None:
        if self._read is not None:
            self._saving.begin(self._read)


def span_text(span: Span) -> str:
    """One day, or from one to another, in words."""
    first, last = (day_text(day) for day in span)
    return first if first == last else f"{first} – {last}"
