"""The care screen."""

from __future__ import annotations

import typer

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import on_a_terminal
from frontdesk.cli.session import Session
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence

app = new_app()


@verb(app, "care")
def care(session: Session, staff: options.Staff = None) -> None:
    """Complaints, requests, suggestions, praise and promises by their deadlines, each followed to its end."""
    if not on_a_terminal():
        raise UsageError(
            Sentence("The care screen needs a terminal."),
            Sentence("Use a verb instead, such as “frontdesk complaint list” or “frontdesk promise list”."),
        )
    session.prepare_database()
    from frontdesk.tui.faces import Face  # noqa: PLC0415 - the screens are imported for screens only
    from frontdesk.tui.start import run_desk  # noqa: PLC0415

    code = run_desk(session.address, session.config, session.clock, staff=staff, face=Face.CARE)
    if code:
        raise typer.Exit(code)
