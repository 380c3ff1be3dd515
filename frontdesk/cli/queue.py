"""Who waits and how it stands: for the person at the terminal, and for programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.sentences import clock_of, state_name
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.domain.answers import Answer, instant, queue_answer
from frontdesk.domain.day import Counter, CounterState, Day
from frontdesk.domain.discipline import line
from frontdesk.domain.rules.need import known
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, _, duration, marked, number

if TYPE_CHECKING:
    from frontdesk.domain.visit import Visit

app = new_app()


@verb(app, "queue", tells=True)
def queue(session: Session, counter: options.Counter = None) -> None:
    """Those who wait, in calling order: of the whole desk, or as one counter would call them."""
    day = _day(session)
    now = session.now()
    at_counter = None
    if counter is not None:
        at_counter = day.counter(known(marked("counter"), counter, session.policy.counters))
    answer = queue_answer(day, session.policy, now, session.desk.label, at_counter)
    if session.as_json:
        say_json(answer)
    elif not answer["waiting"]:
        say(Sentence("Nobody is waiting."))
    else:
        say(_as_table(session, day, answer))
        say(answer["waiting"][0]["reason"])


def _day(session: Session) -> Day:
    """The day as it stands: one that is over or was never opened has nobody but those who will be carried over."""
    day = session.day()
    return Day(session.policy.business_day(session.now()).isoformat()) if day is None else day


def _as_table(session: Session, day: Day, answer: Answer) -> str:
    label = session.config.label
    rows: list[list[object]] = [
        [
            _("Number"),
            _("Waited"),
            _("Due"),
            "",
            _("Service"),
            _("Segment"),
            _("Urgency"),
            _("Preference"),
            _("Party"),
            _("Name"),
        ]
    ]
    for one in answer["waiting"]:
        visit = day.live[one["visit"]]
        name = session.desk.snapshot.text(visit.name)
        preference = one["preference"]
        rows.append(
            [
                one["number"],
                duration(one["waited_s"]),
                clock_of(one["due_at"]),
                _("LATE") if one["late"] else "",
                label("service", one["service"]),
                label("segment", one["segment"]),
                label("urgency", one["urgency"]),
                "" if preference is None else label("preference", preference),
                "" if one["party"] == 1 else one["party"],
                _cut(name or ""),
            ]
        )
    keep = [column for column in range(len(rows[0])) if any(str(row[column]) for row in rows[1:])]
    return table([[row[column] for column in keep] for row in rows], frozenset({1, 2}))


def _cut(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


@verb(app, "status", tells=True)
def status(session: Session) -> None:
    """The day, the counters, how many wait."""
    day = _day(session)
    now = session.now()
    answer = _status(session, day, now)
    if session.as_json:
        say_json(answer)
        return
    say(_headline(answer))
    today = session.policy.business_day(now)
    if today.isoformat() > day.day:
        say(Sentence("{day} has not been opened yet: its first command opens it.", day=today))
    rows: list[list[object]] = [[_("Counter"), _("State"), _("Person"), _("Visit"), _("Since"), _("Served")]]
    for one in answer["counters"]:
        name = session.config.label("counter", one["counter"])
        at_it = "" if one["number"] is None else f"{one['number']} ({state_name(one['visit_state'])})"
        since = "" if one["state"] == CounterState.CLOSED else clock_of(one["since"])
        rows.append(
            [
                name,
                state_name(one["state"]),
                one["staff"] or "",
                at_it,
                since,
                number(one["served"]) if one["served"] else "",
            ]
        )
    say(table(rows, frozenset({4, 5})))
    if answer["intake_stopped"]:
        names = ", ".join(str(session.config.label("service", one)) for one in answer["intake_stopped"])
        say(Sentence("No more check-ins for: {service}.", service=names))


def _status(session: Session, day: Day, now: int) -> dict[str, Any]:
    waiting = line(day, session.policy, now)
    settled = [visit.settled(now) for visit in day.live.values()]
    return {
        "at": instant(now, session.policy),
        "day": day.day,
        "open": day.opened and not day.closed and not _is_over(session, day, now),
        "closed": day.closed,
        "over": _is_over(session, day, now),
        "waiting": len(waiting),
        "late": sum(now > visit.leg.due_at for visit in waiting),
        "longest_wait_s": max((visit.waited_s(now) for visit in waiting), default=None),
        **{
            str(state): sum(visit.state is state for visit in settled)
            for state in (State.CALLED, State.SERVING, State.HELD)
        },
        "arrived": sum(visit.arrived_day == day.day for visit in day.visits.values()),
        "ended": sum(visit.state is State.ENDED for visit in day.visits.values()),
        "counters": [_counter(session, day, day.counter(name)) for name in session.policy.counters],
        "intake_stopped": sorted(day.intake_stopped),
    }


def _is_over(session: Session, day: Day, now: int) -> bool:
    """Whether a day has run past its end: whoever comes next closes it, and opens that of the clock."""
    return session.policy.business_day(now).isoformat() > day.day


def _counter(session: Session, day: Day, counter: Counter) -> dict[str, Any]:
    visit: Visit | None = None if counter.visit is None else day.live[counter.visit]
    return {
        "counter": counter.id,
        "state": str(counter.state),
        "staff": counter.staff,
        "since": None if counter.since == 0 else instant(counter.since, session.policy),
        "pause_after": counter.pause_after,
        "visit": counter.visit,
        "number": None if visit is None else visit.number,
        "visit_state": None if visit is None else str(visit.state),
        "served": counter.served,
        "services": None if counter.services is None else sorted(counter.services),
        "segments": None if counter.segments is None else sorted(counter.segments),
    }


def _state_of(answer: dict[str, Any]) -> str:
    if answer["closed"]:
        return marked("closed", "day")
    if answer["over"]:
        return marked("over, not closed", "day")
    return marked("open", "day") if answer["open"] else marked("not opened yet", "day")


def _headline(answer: dict[str, Any]) -> Sentence:
    day = date.fromisoformat(answer["day"])
    state = Sentence(_state_of(answer))
    waiting = Sentence("{n} person waits", "{n} people wait", n=answer["waiting"])
    late = Sentence("{n} is late", "{n} are late", n=answer["late"])
    longest = answer["longest_wait_s"]
    return Sentence(
        "{day} ({state}): {waiting}, {late}, the longest wait is {longest}.",
        day=day,
        state=state,
        waiting=waiting,
        late=late,
        longest="–" if longest is None else duration(longest),
    )
