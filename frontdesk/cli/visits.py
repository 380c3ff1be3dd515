"""One visit: its story, its slip, and what can be said to someone who feels overtaken."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

from frontdesk import slip as paper
from frontdesk.cli import completion, options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import narrate, say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.writing import put, require_free
from frontdesk.domain.answers import instant
from frontdesk.domain.day import Day
from frontdesk.domain.explain import say_aloud
from frontdesk.domain.metrics import standing_at
from frontdesk.domain.rules.need import OUTCOME_NAMES, STATE_NAMES, visit_named
from frontdesk.domain.story import days_told
from frontdesk.domain.visit import Outcome, State, Visit
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, clock_text, day_text, duration, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.records import VisitRecord
    from frontdesk.domain.story import StoryLine

app = new_app()
visit_app = new_app()
app.add_typer(visit_app, name="visit")


@verb(visit_app, "show", marked("One visit's story: what happened, when, and who did it."), tells=True)
def show(
    session: Session,
    visit: Annotated[
        str, options.argument(options.VISIT, marked("A number of today, or a visit's id."), completion.visits)
    ],
) -> None:
    """The story of a visit of any day."""
    archive = session.archive
    record = archive.visit(visit)
    if record is None:
        visit_named(_day(session), visit, session.now())  # refuses, with the nearest number
        return
    name = archive.names([record]).get(record.id)
    lines = archive.story(record.id)
    if session.as_json:
        say_json(_as_data(session, record, name, lines))
    else:
        _print(session, record, name, lines)


def _as_data(session: Session, record: VisitRecord, name: str | None, lines: Sequence[StoryLine]) -> dict[str, Any]:
    policy = session.policy
    waited_s, _is_waiting = standing_at(record, session.now())
    kept = ("segment", "urgency", "preference", "service", "party", "counter", "staff", "outcome", "legs")
    said = ("rating", "rating_factor", "extra_steps")
    return {
        "visit": record.id,
        "number": record.number,
        "day": record.arrived_day,
        "state": record.state,
        "name": name,
        **{field: getattr(record, field) for field in (*kept, *said)},
        "would_return": None if record.would_return is None else bool(record.would_return),
        **{
            field: instant(getattr(record, field), policy)
            for field in ("arrived_at", "called_at", "started_at", "ended_at")
        },
        "target_s": record.target_s,
        "waited_s": waited_s,
        "serving_s": record.serving_s,
        "held_s": record.held_s,
        "story": [
            {
                "at": instant(line.at, policy),
                "text": str(line.text),
                "staff": line.actor or None,
                "counter": line.counter,
                "undone": line.undone,
            }
            for line in lines
        ],
    }


def _print(session: Session, record: VisitRecord, name: str | None, lines: Sequence[StoryLine]) -> None:
    label = session.config.label
    waited_s, _is_waiting = standing_at(record, session.now())
    state = STATE_NAMES[State(record.state)] if record.outcome is None else OUTCOME_NAMES[Outcome(record.outcome)]
    parts = [label("service", record.service), label("segment", record.segment), label("urgency", record.urgency)]
    if record.preference is not None:
        parts.append(label("preference", record.preference))
    title = f"{record.number}  {', '.join(map(str, parts))}"
    say(title if name is None else f"{title}  {name}")
    say(
        Sentence(
            "{day}: {state}; waited {waited}, promised {promised}.",
            day=date.fromisoformat(record.arrived_day),
            state=Sentence(state),
            waited=duration(waited_s),
            promised=duration(record.target_s),
        )
    )
    zone = ZoneInfo(session.policy.zone)
    rows: list[list[object]] = []
    for line, day in zip(lines, days_told(lines, session.policy.zone), strict=True):
        if day is not None:
            rows.append([day_text(day), "", "", ""])
        at = clock_text(datetime.fromtimestamp(line.at, UTC).astimezone(zone), seconds=True)
        text = Sentence("{text} (undone)", text=line.text) if line.undone else line.text
        rows.append([at, line.counter or "", line.actor, text])
    keep = [column for column in range(4) if any(str(row[column]) for row in rows)]
    say(table([[row[column] for column in keep] for row in rows]))


@verb(app, "say", tells=True)
def say_to(session: Session, visit: options.Visit = None, counter: options.Counter = None) -> None:
    """The sentence, with the customer's own times and nobody else's particulars."""
    day = _day(session)
    found = _visit_here(session, day, visit)
    sentence = say_aloud(day, session.policy, session.now(), found)
    session.tell({"visit": found.id, "number": found.number, "sentence": str(sentence)}, sentence)


@verb(app, "slip", tells=True)
def slip(
    session: Session,
    visit: options.Visit = None,
    counter: options.Counter = None,
    out: options.Out = None,
    force: options.Force = False,
) -> None:
    """The slip on stdout or in a file; without --out also to where [slip] of the configuration says."""
    path = require_free(out, force=force)
    day = _day(session)
    found = _visit_here(session, day, visit)
    customer = None if found.customer is None else session.archive.customer(found.customer)
    text = paper.compose(found, session.config, customer)
    delivered, problem = (str(path) if path is not None else None), None
    if out is None:
        try:
            delivered = paper.deliver(text, found, session.config)
        except paper.SlipFailed as error:
            problem = str(error)
            narrate(error)
    if path is not None:
        put(text, path)
    if session.as_json:
        say_json({"visit": found.id, "number": found.number, "text": text, "delivered": delivered, "problem": problem})
    elif path is None:
        put(text, None)


def _day(session: Session) -> Day:
    day = session.day()
    return Day(session.policy.business_day(session.now()).isoformat()) if day is None else day


def _visit_here(session: Session, day: Day, reference: str | None) -> Visit:
    """The visit that is named or, without one, the visit at the counter."""
    if reference is not None:
        return visit_named(day, reference, session.now())
    if session.counter is None:
        raise UsageError(Sentence("--visit is missing."), Sentence("Name a number of today, such as --visit B017."))
    at_counter = day.counter(session.counter).visit
    return visit_named(day, at_counter or _("nobody"), session.now())
