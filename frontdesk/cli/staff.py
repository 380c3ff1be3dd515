"""What the people who serve leave to each other, say of their shift, and report of what was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import ids, whole_number
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.policy import Role
from frontdesk.domain.rules.need import needs_role
from frontdesk.domain.rules.staff import notes_for
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, marked

if TYPE_CHECKING:
    from frontdesk.domain.standing import Emergency, ShiftNote

app = new_app()


@verb(app, "handover", changes=True)
def handover(
    session: Session,
    text: Annotated[
        str | None,
        options.argument(options.TEXT, marked("The note, in quotes; without it, those that nobody has read.")),
    ] = None,
    read: Annotated[
        str | None, options.option("--read", options.NUMBER, marked("They have been read: 1, or 1,2, or all."))
    ] = None,
    counter: options.Counter = None,
) -> None:
    """A note is left, the unread ones are told, or they are marked read."""
    if text is not None and read is not None:
        raise UsageError(Sentence("A text and --read exclude each other."), Sentence("Give one of them, or none."))
    if read is not None:
        wanted = () if read.strip() == "all" else ids("--read", read) or ()
        answer = session.perform(do.ReadShiftNotes, read=wanted)
        session.tell(answer, Sentence("The hand-over is read."))
    elif text is not None:
        answer = session.perform(do.WriteShiftNote, text=text)
        session.tell(answer, Sentence("Hand-over note {note} is left.", note=answer["note"]))
    else:
        _tell_notes(session)


def _tell_notes(session: Session) -> None:
    day = session.day()
    found = [] if day is None else notes_for(day, session.counter)
    if session.as_json:
        say_json({"notes": [_note_as_data(session, one) for one in found]})
        return
    if not found:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [[_("Number"), _("Since"), _("Counter"), _("Person"), _("Text")]]
    lines += [
        [one.id, _clock(session, one.since), one.counter or "–", one.by or "–", _text(session, one.text) or "…"]
        for one in found
    ]
    say(table(lines))


def _note_as_data(session: Session, one: ShiftNote) -> dict[str, Any]:
    return {
        "note": one.id,
        "text": _text(session, one.text),
        "since": instant(one.since, session.policy),
        "staff": one.by or None,
        "counter": one.counter,
    }


@verb(app, "pulse", changes=True)
def pulse(
    session: Session,
    score: Annotated[str, options.argument("1..5", marked("From 1, very bad, to 5, very good."))],
    counter: options.Counter = None,
) -> None:
    """How the shift was; of nobody in particular."""
    answer = session.perform(do.TakePulse, score=whole_number("SCORE", score))
    session.tell(answer, Sentence("Thank you. Nobody can tell whose answer it is."))


@verb(app, "abuse", changes=True)
def abuse(
    session: Session,
    text: Annotated[str | None, options.argument(options.TEXT, marked("What happened, in quotes."))] = None,
    listed: Annotated[
        bool, options.flag("--list", marked("Show what no shift lead has seen to yet; for leads only."))
    ] = False,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """Noted apart from complaints, and the lead is alerted."""
    if listed:
        _tell_abuse(session)
        return
    answer = session.perform(do.NoteAbuse, text=text, visit=visit)
    session.tell(answer, Sentence("The shift lead is alerted, and it is noted."))


def _tell_abuse(session: Session) -> None:
    if session.config.security.rank < Role.LEAD:
        raise needs_role(Role.LEAD)
    day = session.day()
    found = [] if day is None else [one for one in day.emergencies.values() if one.is_abuse]
    if session.as_json:
        say_json({"abuse": [_abuse_as_data(session, one) for one in found]})
        return
    if not found:
        say(Sentence("There are none."))
        return
    lines: list[list[object]] = [[_("Since"), _("Counter"), _("Person"), _("Text")]]
    lines += [
        [_clock(session, one.since), one.counter or "–", one.by or "–", _text(session, one.text) or "–"]
        for one in found
    ]
    say(table(lines))


def _abuse_as_data(session: Session, one: Emergency) -> dict[str, Any]:
    return {
        "alert": one.key,
        "since": instant(one.since, session.policy),
        "staff": one.by or None,
        "counter": one.counter,
        "visit": one.visit,
        "text": _text(session, one.text),
    }


def _text(session: Session, reference: str | None) -> str | None:
    return session.desk.snapshot.text(reference)


def _clock(session: Session, at: int) -> object:
    return ClockTime(at, session.policy.zone)
