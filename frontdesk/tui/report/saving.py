"""A file of a summary: in which format, where, and how far it has come while it is made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _
from frontdesk.reports.formats import ENDINGS
from frontdesk.tui.dialogs import Choose, Option
from frontdesk.tui.report import reading
from frontdesk.tui.report.progress import Cancelled, Progress, bar
from frontdesk.tui.wanted_file import end_of, wanted_file

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.tui.program import Program
    from frontdesk.tui.report.reading import Read
    from frontdesk.tui.said_line import SaidLine

BESIDE_A_BAR = 16


class Saving:
    """One file at a time; it is made in a thread while the keys go on, and Escape gives it up.

    ``line`` shows how far it has come.
    """

    def __init__(self, app: Program, line: SaidLine) -> None:
        self._app, self._line = app, line
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
        path = await wanted_file(self._app, Sentence("Save the summary"), f"{read.name}.{ending}")
        if path is None:
            return
        # The screen may be left meanwhile: the file is made all the same, and every screen says so.
        self._app.run_worker(self._making(read, kind, path), exit_on_error=True, group="saving")

    async def _making(self, read: Read, kind: str, path: Path) -> None:
        words = str(Sentence("Making {path} …", path=end_of(path, BESIDE_A_BAR)))
        ending = f" · {_('Esc gives it up')}"
        self._app.say(Sentence("Making {path} …", path=end_of(path)))
        progress = self._progress = Progress(
            self._line,
            lambda done, total: self._line.show_bar(bar(words, ending, done, total, self._line.size.width)),
        )
        try:
            await asyncio.to_thread(reading.write, read, kind, path, progress.step)
        except OSError as error:
            said = Sentence("{path} cannot be written: {why}.", path=end_of(path), why=error.strerror or error)
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
