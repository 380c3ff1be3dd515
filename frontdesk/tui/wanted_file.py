"""Where a file is to be: asked for with a name to begin with, and once more where there is one already."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _
from frontdesk.tui.dialogs import AskText, Choose, Option

if TYPE_CHECKING:
    from frontdesk.tui.program import Program

LONGEST_PATH = 32


async def wanted_file(app: Program, title: Sentence, name: str) -> Path | None:
    """The place of a file that somebody wants; None where the question was left, or the file that is there is kept."""
    answer = await app.push_screen_wait(AskText(title, Sentence("File:"), initial=name, needed=True))
    if answer is None:
        return None
    path = _place(answer.value)
    if os.path.lexists(path):
        options = [Option("no", _("No, keep it"), "n"), Option("yes", _("Yes, replace it"), "y")]
        intro = Sentence("{path} already exists.", path=path)
        chosen = await app.push_screen_wait(Choose(Sentence("Replace the file?"), options, intro=intro))
        if chosen is None or chosen.value != "yes":
            return None
    return path


def _place(typed: str) -> Path:
    """The file that somebody means; a ``~`` that names nobody's home is a letter like any other."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def end_of(path: Path, longest: int = LONGEST_PATH) -> str:
    """So much of a path that there is room on the line for what else is said."""
    text = str(path)
    return text if len(text) <= longest else f"…{text[1 - longest :]}"
