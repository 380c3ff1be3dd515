"""The visit log as CSV."""

from __future__ import annotations

from io import StringIO

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.reporting import From, To, days_asked
from frontdesk.cli.session import Session
from frontdesk.cli.writing import put, require_free
from frontdesk.reports.visit_log import write_visit_log

app = new_app()


@verb(app, "visits")
def visits(
    session: Session,
    day: options.Day = None,
    from_day: From = None,
    to_day: To = None,
    out: options.Out = None,
    force: options.Force = False,
) -> None:
    """One row for each visit; the columns are those that “replay” reads, and more."""
    path = require_free(out, force=force)
    archive = session.archive
    rows, phases = archive.visit_rows(*days_asked(session, day, from_day, to_day))
    log = StringIO(newline="")
    write_visit_log(log, rows, phases, zone=session.policy.zone, at=session.now())
    put(log.getvalue(), path)
