"""The summary of a day, or of some days, on the screen: other days, the visits behind it, a file of it."""

from __future__ import annotations

import asyncio
import os
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from frontdesk.i18n import Sentence, _, day_text
from frontdesk.reports.comparison import COMPARE
from frontdesk.reports.formats import ENDINGS
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option
from frontdesk.tui.report import reading
from frontdesk.tui.report.calendar import PickDays
from frontdesk.tui.text_lines import KeysLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.tui.app import DeskApp
    from frontdesk.tui.report.reading import Read, Span

LONGEST_PATH = 32
SIDEWAYS = 20
MOST_DAYS = 92
"""The visits of so many days are listed; those of years are too many to read, and to hold."""


class ReportScreen(Screen[None]):
    """The report of some days: to read, to compare with other days, to look behind, to save."""

    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, app: DeskApp) -> None:
        super().__init__()
        self._desk = app
        self._span: Span | None = None
        self._held_against = 0
        self._asked = 0
        self._read: Read | None = None
        self._acts: dict[str, Callable[[], None]] = {
            "left": lambda: self._move(-1),
            "right": lambda: self._move(1),
            "less_than_sign": lambda: self._sideways(-1),
            "greater_than_sign": lambda: self._sideways(1),
            "d": self._pick,
            "t": lambda: self._show(None),
            "v": self._look_behind,
            "c": self._compare,
            "s": self._save,
            "r": self._again,
            "f5": self._again,
            "escape": self._leave,
            "S": self._leave,
        }

    def compose(self) -> ComposeResult:
        """The text, and the keys."""
        with VerticalScroll():
            yield Static(Content(_("Reading the day …")), id="text")
        yield Static(id="message")
        yield KeysLine()

    def on_mount(self) -> None:
        """Read at once."""
        self.speak()

    def speak(self) -> None:
        """The language is another one."""
        keys = [
            ("← →", _("Other days")),
            ("d", _("Calendar")),
            ("v", _("Visits")),
            ("s", _("Save")),
            ("Esc", _("Back")),
            ("c", _("Compare")),
            ("< >", _("Sideways")),
        ]
        self.query_one(KeysLine).show(keys)
        self._again()

    # ---- keys

    @property
    def ready(self) -> bool:
        """Whether a key means this screen now."""
        return not self._desk.asking

    def take_key(self, event: events.Key) -> bool:
        """Do at once what a key means; the others scroll."""
        act = self._acts.get(event.key)
        if act is None:
            return False
        act()
        return True

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def _sideways(self, way: int) -> None:
        """A page is eighty columns wide: on a smaller screen the rest of it is to the right."""
        self.query_one(VerticalScroll).scroll_relative(x=way * SIDEWAYS, animate=False, force=True)

    def _leave(self) -> None:
        self.dismiss(None)

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
            asked, wanted = self._asked, partial(reading.summary, span=self._span, compare=self._compared_with)
            found = await self._desk.ask(wanted)
            text = _("The summary cannot be read now.")
            if found is not None:
                self._read, text = found, found.text
            self.query_one("#text", Static).update(Content("\n".join(visible(line) for line in text.splitlines())))
        self._asked = 0

    def _move(self, places: int) -> None:
        """The day before or after, or as many days as are shown."""
        if self._read is None:
            return
        span = reading.moved(self._span or self._read.span, self._read.days, places)
        if span is not None:
            self._say(None)
            self._show(span)
        elif places < 0:
            self._say(Sentence("There is nothing before that."))
        else:
            self._say(Sentence("There is nothing after that."))

    def _pick(self) -> None:
        if self._read is not None:
            self._desk.begin_asking(self._picking(self._read))

    async def _picking(self, read: Read) -> None:
        chosen = await self._desk.push_screen_wait(PickDays(read.days, read.span[1]))
        if chosen is not None:
            first, _slash, last = chosen.value.partition("/")
            self._say(None)
            self._show((date.fromisoformat(first), date.fromisoformat(last)))

    @property
    def _compared_with(self) -> str | None:
        return (None, *COMPARE)[self._held_against]

    def _compare(self) -> None:
        """Held against the time before, then the same weekdays before, then nothing."""
        self._held_against = (self._held_against + 1) % (len(COMPARE) + 1)
        self._say(
            (
                Sentence("Compared with nothing."),
                Sentence("Compared with the equally long time before."),
                Sentence("Compared with the same weekdays before."),
            )[self._held_against]
        )
        self._again()

    # ---- the visits behind it

    def _look_behind(self) -> None:
        if self._read is None:
            return
        first, last = self._read.span
        if (last - first).days >= MOST_DAYS:
            self._say(
                Sentence(
                    "The visits of at most {n} day are listed: choose fewer.",
                    "The visits of at most {n} days are listed: choose fewer.",
                    n=MOST_DAYS,
                )
            )
        else:
            self.run_worker(self._looking(self._read), exit_on_error=True, exclusive=True, group="visits")

    async def _looking(self, read: Read) -> None:
        from frontdesk.tui.report.visits import PastVisits  # noqa: PLC0415 - few look behind every report

        found = await self._desk.ask(lambda desk: reading.visits(desk, read.span))
        if found is not None:
            await self._desk.push_screen(PastVisits(self._desk, span_text(read.span), found, read.summary.as_of))

    # ---- keeping it

    def _save(self) -> None:
        if self._read is not None:
            self._desk.begin_asking(self._saving(self._read))

    async def _saving(self, read: Read) -> None:
        chosen = await self._desk.push_screen_wait(Choose(Sentence("Save the summary as"), format_options()))
        if chosen is None:
            return
        kind = chosen.value
        ending = "zip" if kind == "csv" else ENDINGS[kind]
        answer = await self._desk.push_screen_wait(
            AskText(Sentence("Save the summary"), Sentence("File:"), initial=f"{read.name}.{ending}", needed=True)
        )
        if answer is None:
            return
        path = _place(answer.value)
        if os.path.lexists(path):
            options = [Option("no", _("No, keep it"), "n"), Option("yes", _("Yes, replace it"), "y")]
            intro = Sentence("{path} already exists.", path=path)
            chosen = await self._desk.push_screen_wait(Choose(Sentence("Replace the file?"), options, intro=intro))
            if chosen is None or chosen.value != "yes":
                return
        self._say(Sentence("Making {path} …", path=_end_of(path)))
        try:
            await asyncio.to_thread(reading.write, read, kind, path)
        except OSError as error:
            self._say(Sentence("{path} cannot be written: {why}.", path=_end_of(path), why=error.strerror or error))
        else:
            self._say(Sentence("Saved as {path}.", path=path.absolute()))

    def _say(self, sentence: Sentence | None) -> None:
        self.query_one("#message", Static).update(Content("" if sentence is None else visible(str(sentence))))


def format_options() -> list[Option]:
    """The formats of a summary, each with a key and what it is for."""
    told = {
        "text": ("t", _("Text, for a screen or a line printer")),
        "pdf": ("p", _("PDF, to print")),
        "xlsx": ("x", _("XLSX, for a spreadsheet")),
        "html": ("h", _("HTML, for a browser")),
        "md": ("m", _("Markdown")),
        "csv": ("c", _("CSV, a table in each file of a zip")),
        "json": ("j", _("JSON, for programs")),
    }
    return [Option(kind, label, key) for kind, (key, label) in told.items()]


def span_text(span: Span) -> str:
    """One day, or from one to another, in words."""
    first, last = (day_text(day) for day in span)
    return first if first == last else f"{first} – {last}"


def _end_of(path: Path) -> str:
    """So much of a path that there is room on the line for why it cannot be written."""
    text = str(path)
    return text if len(text) <= LONGEST_PATH else f"…{text[1 - LONGEST_PATH :]}"


def _place(typed: str) -> Path:
    """The file that somebody means; a ``~`` that names nobody's home is a letter like any other."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)
