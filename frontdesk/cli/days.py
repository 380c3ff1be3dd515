"""The business day: closing it before its end, and going on with it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.sentences import clock_of
from frontdesk.cli.session import Session
from frontdesk.cli.values import business_day, instant
from frontdesk.domain import commands as do
from frontdesk.domain.seals import shown_seal
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()
day_app = new_app()
interval_app = new_app()
app.add_typer(day_app, name="day")
app.add_typer(interval_app, name="interval")


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


@verb(
    interval_app,
    "set-apart",
    marked("Tell an interval of today apart: reports have their figures with and without it."),
    changes=True,
)
def set_apart(
    session: Session,
    begins: Annotated[str, options.option("--from", options.INSTANT, marked("When it began."))],
    ends: Annotated[str, options.option("--to", options.INSTANT, marked("When it was over."))],
    reason: Annotated[str, options.option("--reason", options.TEXT, marked("What happened: a fire drill, an outage."))],
    counter: options.Counter = None,
) -> None:
    """From then to then nothing was as usual."""
    now = session.now()
    answer = session.perform(
        do.SetApart,
        begins=instant("--from", begins, session.policy, now),
        ends=instant("--to", ends, session.policy, now),
        reason=reason,
    )
    session.tell(
        answer,
        Sentence(
            "From {begins} to {ends} is set apart in the reports.",
            begins=clock_of(answer["from"]),
            ends=clock_of(answer["until"]),
        ),
    )


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
