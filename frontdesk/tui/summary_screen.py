"""The summary of the day on the screen, and a key to keep it in a file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from frontdesk.files import write_file
from frontdesk.i18n import Sentence, _
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.desk import Desk
    from frontdesk.tui.app import DeskApp


LONGEST_PATH = 32


class SummaryScreen(Screen[None]):
    """The day so far: as text, to read and to save."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,S", "leave", show=False),
        Binding("s,w", "save('text')", show=False),
        Binding("j", "save('json')", show=False),
        Binding("r,f5", "read", show=False),
    ]

    def __init__(self, app: DeskApp) -> None:
        super().__init__()
        self._desk = app
        self._text = ""
        self._json = ""

    def compose(self) -> ComposeResult:
        """The text, and the keys."""
        with VerticalScroll():
            yield Static(Content(_("Reading the day …")), id="text")
        yield Static(id="message")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Read at once."""
        self._speak_keys()
        self.action_read()

    def speak(self) -> None:
        """The language is another one."""
        self._speak_keys()
        self.action_read()

    def _speak_keys(self) -> None:
        keys = [
            ("↑ ↓", _("Move")),
            ("s", _("Save as text")),
            ("j", _("Save as JSON")),
            ("r", _("Refresh")),
            ("Esc", _("Back")),
        ]
        parts: list[str | Content | tuple[str, str]] = []
        for key, label in keys:
            parts += [(key, "bold $primary"), f" {label}   "]
        self.query_one("#keys", Static).update(Content.assemble(*parts))

    def action_read(self) -> None:
        """Read the day again."""
        self.run_worker(self._read(), exit_on_error=True, exclusive=True, group="summary")

    async def _read(self) -> None:
        found = await self._desk.ask(_summary)
        if found is None:
            self.query_one("#text", Static).update(Content(_("The summary cannot be read now.")))
            return
        self._text, self._json = found
        self.query_one("#text", Static).update(Content("\n".join(visible(line) for line in self._text.splitlines())))

    def action_save(self, kind: str) -> None:
        """Keep it in a file."""
        if self._text:
            self.run_worker(self._save(kind), exit_on_error=True, exclusive=True, group="save")

    async def _save(self, kind: str) -> None:
        text, ending = (self._text, "txt") if kind == "text" else (self._json, "json")
        name = f"summary-{self._desk.day.day}.{ending}"
        answer = await self._desk.push_screen_wait(
            AskText(Sentence("Save the summary"), Sentence("File:"), initial=name, needed=True)
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
        try:
            write_file(path, text)
        except OSError as error:
            self._say(Sentence("{path} cannot be written: {why}.", path=_end_of(path), why=error.strerror or error))
        else:
            self._say(Sentence("Saved as {path}.", path=path.absolute()))

    def _say(self, sentence: Sentence) -> None:
        self.query_one("#message", Static).update(Content(visible(str(sentence))))

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)


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


def _summary(desk: Desk) -> tuple[str, str] | Any:
    """The summary of the business day as text and as JSON; read in the worker's thread."""
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk
    from frontdesk.reports.summary_json import summary_as_json  # noqa: PLC0415
    from frontdesk.reports.text import summary_as_text  # noqa: PLC0415

    desk.catch_up()
    archive = Archive(desk)
    today = (
        archive.current_day()
        if desk.snapshot.day is not None
        else date.fromisoformat(desk.policy.business_day(desk.now()).isoformat())
    )
    summary = archive.summary(today, today)
    return summary_as_text(summary, desk.label), summary_as_json(summary)
