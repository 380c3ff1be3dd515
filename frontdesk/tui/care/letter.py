"""The letter of acknowledgement as a file, from the care screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk.files import write_file
from frontdesk.i18n import Sentence, _
from frontdesk.tui.dialogs import Choose, Option
from frontdesk.tui.wanted_file import end_of, wanted_file

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.desk import Desk
    from frontdesk.domain.complaints import ToldComplaint
    from frontdesk.letter import Letter, Reader
    from frontdesk.tui.program import Program

ENDINGS = {"text": "txt", "pdf": "pdf"}


async def save_letter(app: Program, told: ToldComplaint) -> None:
    """Ask for the format and the place, then make the letter; it is noted by itself that the customer has it."""
    number = told.row.record.number
    title = Sentence("Letter for {complaint}", complaint=number)
    options = [Option("text", _("Text, for a screen or a line printer"), "t"), Option("pdf", _("PDF, to print"), "p")]
    chosen = await app.push_screen_wait(Choose(title, options))
    path = None if chosen is None else await wanted_file(app, title, f"{number}.{ENDINGS[chosen.value]}")
    if chosen is None or path is None:
        return
    reader: Reader | None = await app.ask(lambda desk: _reader(desk, told))
    if reader is None:
        return
    app.say(Sentence("Making {path} …", path=end_of(path)))
    letter = _composed(app, told, reader)
    try:
        await asyncio.to_thread(_write, letter, chosen.value, app.config.site.paper, path)
    except OSError as error:
        said = Sentence("{path} cannot be written: {why}.", path=end_of(path), why=error.strerror or error)
        app.say(said, refused=True)
        return
    saved = Sentence("Saved as {path}.", path=path.absolute())
    if told.row.record.acknowledged_at is None:
        saved = Sentence("{saved} Once the customer has it: {key}.", saved=saved, key="a")
    app.say(saved)


def _reader(desk: Desk, told: ToldComplaint) -> Reader:
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk
    from frontdesk.letter import reader_of  # noqa: PLC0415 - likewise

    return reader_of(Archive(desk), told)


def _composed(app: Program, told: ToldComplaint, reader: Reader) -> Letter:
    """Nothing is drawn meanwhile: the letter may be in another language than the screen."""
    from frontdesk.letter import composed  # noqa: PLC0415 - likewise

    return composed(app.config, told, reader, app.policy.business_day(app.now()), app.config.site.language)


def _write(letter: Letter, kind: str, paper: str, path: Path) -> None:
    from frontdesk.letter import made  # noqa: PLC0415 - likewise

    write_file(path, made(letter, kind, paper))
