"""The shift lead's screen."""

from __future__ import annotations

import typer

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import on_a_terminal
from frontdesk.cli.session import Session
from frontdesk.domain.policy import Role
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence

app = new_app()


@verb(app, "board")
def board(session: Session, staff: options.Staff = None) -> None:
    """The figures of the day, by service and by counter, what is expected and what is wrong; for a shift lead."""
    if not on_a_terminal():
        raise UsageError(
            Sentence("The board needs a terminal."), Sentence("Use a verb instead, such as “frontdesk status”.")
        )
    session.prepare_database()
    from frontdesk.tui.actions import needs_role  # noqa: PLC0415 - the screens are imported for screens only
    from frontdesk.tui.faces import Face  # noqa: PLC0415
    from frontdesk.tui.start import run_desk  # noqa: PLC0415

    if session.config.security.rank < Role.LEAD:
        raise needs_role(Role.LEAD)
    code = run_desk(session.address, session.config, session.clock, staff=staff, face=Face.BOARD)
    if code:
        raise typer.Exit(code)
