"""The business day: closing it before its end, and going on with it."""

from __future__ import annotations

from datetime import date

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.session import Session
from frontdesk.cli.values import business_day
from frontdesk.domain import commands as do
from frontdesk.domain.seals import shown_seal
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()
day_app = new_app()
app.add_typer(day_app, name="day")


@verb(
    day_app,
    "close",
    marked("Close the day and seal it; whoever is still here is carried over or ends unfinished."),
    changes=True,
)
def close(session: Session, day: options.Day = None) -> None:
    """The end of the day, with its seal."""
    _require_today(session, day)
    answer = session.perform(do.CloseDay)
    session.tell(
        answer,
        Sentence(
            "{day} is closed. Seal: {seal}", day=date.fromisoformat(answer["day"]), seal=shown_seal(answer["seal"])
        ),
    )


@verb(
    day_app,
    "open",
    marked("Open the day, or go on with one that was closed by hand; it also confirms that the clock is right."),
    changes=True,
)
def open_(session: Session, day: options.Day = None, reason: options.Reason = None) -> None:
    """The beginning of the day."""
    _require_today(session, day)
    answer = session.perform(do.OpenDay, reason=reason)
    session.tell(answer, Sentence("{day} is open.", day=date.fromisoformat(answer["day"])))


def _require_today(session: Session, text: str | None) -> None:
    """Only the day that runs can be closed or opened: earlier ones are sealed, later ones have not begun."""
    if text is None:
        return
    today = session.policy.business_day(session.now())
    wanted = business_day("--day", text, today)
    if wanted > today:
        raise UsageError(Sentence("--day: {day} has not begun.", day=wanted), Sentence("Today is {day}.", day=today))
    if wanted < today:
        raise Refused(
            "day_closed",
            Sentence("The day {day} is over.", day=wanted),
            Sentence("Go on in the day of today; what was closed stays sealed."),
        )
