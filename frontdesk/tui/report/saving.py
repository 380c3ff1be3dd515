"""A file of a summary: in which format, where, and how far it has come while it is made."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _
from frontdesk.reports.formats import ENDINGS
from frontdesk.tui.dialogs import AskText, Choose, Option
from frontdesk.tui.report import reading
from frontdesk.tui.report.progress import Cancelled, Progress, bar

if TYPE_CHECKING:
    from frontdesk.tui.app import DeskApp
    from frontdesk.tui.report.reading import Read
    from frontdesk.tui.report.screen import ReportScreen

LONGEST_PATH, BESIDE_A_BAR = 32, 16


class Saving:
    """One file at a time; it is made in a thread while the keys of the screen go on, and Escape gives it up."""

    def __init__(self, app: DeskApp, screen: ReportScreen) -> None:
        self._app, self._screen = app, screen
        self._progress: Progress | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether a file is being made."""
        return self._progress is not None

    def begin(self, read: Read) -> None:
        """Ask for the format and the place, then make the file."""
        if self.is_at_work:
            self._app.say(Sentence("A file is being made. Esc gives it up."), refused=True)
        else:
            self._app.begin_asking(self._asking(read))

    def give_up(self) -> None:
        """Stop it at its next step; the file is not there then, or is what it was."""
        if self._progress is not None:
            self._progress.give_up()

    async def _asking(self, read: Read) -> None:
        chosen = await self._app.push_screen_wait(Choose(Sentence("Save the summary as"), format_options()))
        if chosen is None:
            return
        kind = chosen.value
        ending = "zip" if kind == "csv" else ENDINGS[kind]
        answer = await self._app.push_screen_wait(
            AskText(Sentence("Save the summary"), Sentence("File:"), initial=f"{read.name}.{ending}", needed=True)
        )
        if answer is None:
            return
        path = _place(answer.value)
        if os.path.lexists(path):
            options = [Option("no", _("No, keep it"), "n"), Option("yes", _("Yes, replace it"), "y")]
            intro = Sentence("{path} already exists.", path=path)
            chosen = await self._app.push_screen_wait(Choose(Sentence("Replace the file?"), options, intro=intro))
            if chosen is None or chosen.value != "yes":
                return
        # The screen may be left meanwhile: the file is made all the same, and every screen says so.
        self._app.run_worker(self._making(read, kind, path), exit_on_error=True, group="saving")

    async def _making(self, read: Read, kind: str, path: Path) -> None:
        words = str(Sentence("Making {path} …", path=_end_of(path, BESIDE_A_BAR)))
        ending = f" · {_('Esc gives it up')}"
        self._app.say(Sentence("Making {path} …", path=_end_of(path)))
        progress = self._progress = Progress(
            self._screen,
            lambda done, total: self._screen.show_bar(bar(words, ending, done, total, self._screen.size.width - 2)),
        )
        try:
            await asyncio.to_thread(reading.write, read, kind, path, progress.step)
        except OSError as error:
            said = Sentence("{path} cannot be written: {why}.", path=_end_of(path), why=error.strerror or error)
            self._app.say(said, refused=True)
        except Cancelled:
            self._app.say(Sentence("Given up. Nothing was saved."), refused=True)
        else:
            self._app.say(Sentence("Saved as {path}.", path=path.absolute()))
        finally:
            progress.end()
            self._progress = None


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


def _end_of(path: Path, longest: int = LONGEST_PATH) -> str:
    """So much of a path that there is room on the line for what else is said."""
    text = str(path)
    return text if len(text) <= longest else f"…{text[1 - longest :]}"


def _place(typed: str) -> Path:
    """The file that somebody means; a ``~`` that names nobody's home is a letter like any other."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)
