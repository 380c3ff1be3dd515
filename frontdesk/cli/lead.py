"""What the shift lead does for the whole house: alerts, notices, the plan for a rush; and the emergency key."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.domain import commands as do
from frontdesk.domain.alerts import alerts, remedy, surge_is_due, what
from frontdesk.domain.answers import instant
from frontdesk.domain.rush import rush_since
from frontdesk.i18n import Sentence, _, clock_text, marked

if TYPE_CHECKING:
    from frontdesk.domain.alerts import Alert
    from frontdesk.domain.day import Day

app = new_app()
alert_app = new_app()
notice_app = new_app()
surge_app = new_app()
app.add_typer(alert_app, name="alert")
app.add_typer(notice_app, name="notice")
app.add_typer(surge_app, name="surge")


@verb(alert_app, "list", marked("What wants attention now, the most urgent first."), tells=True)
def list_alerts(session: Session) -> None:
    """Each with what can be done; the acknowledged ones at the end."""
    day, now = session.day(), session.now()
    complaints = [told.row.record for told in session.archive.complaints(open_only=True)]
    found = [] if day is None else alerts(day, session.policy, now, complaints=complaints)
    if session.as_json:
        told = [] if day is None else [_alert_as_data(session, day, one) for one in found]
        say_json({"at": instant(now, session.policy), "alerts": told})
        return
    if day is None or not found:
        say(Sentence("Nothing wants attention now."))
        return
    for one in found:
        sign = "✓" if one.acknowledged is not None else "●"
        said = what(one, day, session.policy, session.desk.label)
        todo = remedy(one, day, session.policy, session.desk.label)
        say(f"{sign} {said}\n  {todo}  [{one.key}]")


@verb(alert_app, "ack", marked("Somebody has seen to an alert: it is gone for everyone."), changes=True)
def acknowledge(
    session: Session,
    alert: Annotated[
        str,
        options.argument(
            marked("ALERT"), marked("Its key, as the list shows it: late/B017 does too."), completion.alerts
        ),
    ],
    counter: options.Counter = None,
) -> None:
    """Seen to."""
    answer = session.perform(do.AcknowledgeAlert, alert=alert)
    session.tell(answer, Sentence("The alert {alert} has been seen to.", alert=answer["alert"]))


def _alert_as_data(session: Session, day: Day, alert: Alert) -> dict[str, Any]:
    visit = None if alert.visit is None else day.visits.get(alert.visit)
    return {
        "alert": alert.key,
        "kind": alert.kind,
        "since": instant(alert.since, session.policy),
        "visit": alert.visit,
        "number": None if visit is None else visit.number,
        "counter": alert.counter,
        "acknowledged": alert.acknowledged,
        "what": str(what(alert, day, session.policy, session.desk.label)),
        "remedy": str(remedy(alert, day, session.policy, session.desk.label)),
    }


@verb(notice_app, "post", marked("Put up a notice that every desk shows."), changes=True)
def post(
    session: Session,
    text: Annotated[str, options.argument(options.TEXT, marked("The notice, in one line."))],
    counter: options.Counter = None,
) -> None:
    """A notice under a small number."""
    answer = session.perform(do.PostNotice, text=text)
    session.tell(answer, Sentence("Notice {notice} is up.", notice=answer["notice"]))


@verb(notice_app, "withdraw", marked("Take a notice down."), changes=True)
def withdraw(
    session: Session,
    notice: Annotated[
        str, options.argument(options.NUMBER, marked("Its number, as the list shows it."), completion.notices)
    ],
    counter: options.Counter = None,
) -> None:
    """It is no longer shown."""
    answer = session.perform(do.WithdrawNotice, notice=notice)
    session.tell(answer, Sentence("Notice {notice} is taken down.", notice=answer["notice"]))


@verb(notice_app, "list", marked("The notices that are up."), tells=True)
def list_notices(session: Session) -> None:
    """All of them, oldest first."""
    day = session.day()
    found = [
        {
            "notice": one.id,
            "text": session.desk.snapshot.text(one.text),
            "since": instant(one.since, session.policy),
            "staff": one.by or None,
        }
        for one in ([] if day is None else day.notices.values())
    ]
    if session.as_json:
        say_json({"notices": found})
        return
    if not found:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [[_("Number"), _("Since"), _("Person"), _("Text")]]
    lines += [[one["notice"], _clock(one["since"]), one["staff"] or "–", one["text"] or "…"] for one in found]
    say(table(lines))


@verb(surge_app, "start", marked("Begin with the plan for a rush, and show its steps."), changes=True)
def start(session: Session, reason: options.Reason = None, counter: options.Counter = None) -> None:
    """The plan runs."""
    answer = session.perform(do.StartSurge, reason=reason)
    steps = _steps(session)
    said = [str(Sentence("The plan for a rush runs.")), *_numbered(steps)]
    session.tell(answer | {"steps": steps}, "\n".join(said))


@verb(surge_app, "end", marked("The rush is over."), changes=True)
def end(session: Session, counter: options.Counter = None) -> None:
    """Back to the usual."""
    session.tell(session.perform(do.EndSurge), Sentence("The plan for a rush is ended."))


@verb(surge_app, "status", marked("Whether the plan for a rush runs, or is due."), tells=True)
def status(session: Session) -> None:
    """The plan, its triggers and its steps."""
    day, now = session.day(), session.now()
    plan = session.policy.surge
    running = None if day is None else day.surge
    due = day is not None and surge_is_due(day, session.policy, now)
    since = None if day is None else rush_since(day, session.policy, now)
    told = {
        "at": instant(now, session.policy),
        "state": "ended" if running is None else "started",
        "due": due,
        "rush_since": instant(since, session.policy),
        "since": None if running is None else instant(running.since, session.policy),
        "staff": None if running is None else running.by or None,
        "reason": None if running is None else session.desk.snapshot.text(running.reason),
        "waiting_per_counter": plan.waiting_per_counter,
        "late": plan.late,
        "lasting_s": plan.lasting_s,
        "steps": _steps(session),
    }
    if session.as_json:
        say_json(told)
        return
    if running is not None:
        say(Sentence("The plan for a rush runs since {since}.", since=_clock(told["since"])))
        say("\n".join(_numbered(_steps(session))))
    elif due:
        say(Sentence("A rush since {since}: the plan is due.", since=_clock(told["rush_since"])))
    else:
        say(Sentence("No plan for a rush runs, and none is due."))


@verb(app, "emergency", changes=True)
def emergency(session: Session, visit: options.Visit = None, counter: options.Counter = None) -> None:
    """Alert at once, and say what the house does then."""
    answer = session.perform(do.RaiseEmergency, visit=visit)
    steps = str(session.config.texts.emergency)
    session.tell(answer | {"steps": steps}, f"{Sentence('The shift lead is alerted.')}\n{steps}")


def _steps(session: Session) -> list[str]:
    return [str(one) for one in session.config.surge.steps]


def _numbered(steps: list[str]) -> list[str]:
    return [f"{place}. {step}" for place, step in enumerate(steps, 1)]


def _clock(at: object) -> str:
    return "–" if at is None else clock_text(datetime.fromisoformat(str(at)))
