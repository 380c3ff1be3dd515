"""The rules for what the people who serve leave to each other, say of their shift, and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import events as ev
from frontdesk.domain.events.staff import FEWEST_PULSES
from frontdesk.domain.rules.need import reference_to, require_text, visit_spoken_of
from frontdesk.domain.visit import BEST_SCORE
from frontdesk.errors import Refused, UsageError, nearest
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.standing import ShiftNote


def write_shift_note(day: Day, command: do.WriteShiftNote, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A note under the next small number."""
    require_text(command.text)
    taken = [int(one) for one in day.shift_notes]
    return (ev.ShiftNoteWritten(str(1 + max(taken, default=0)), command.text.ref),)


def read_shift_notes(day: Day, command: do.ReadShiftNotes, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Notes that stand are read, each once, for everybody."""
    wanted = command.read or tuple(one.id for one in notes_for(day, command.counter))
    missing = next((one for one in wanted if one not in day.shift_notes), None)
    if missing is not None:
        guess = nearest(missing, day.shift_notes)
        raise Refused(
            "wrong_state",
            Sentence("There is no hand-over note {note} that nobody has read.", note=missing),
            Sentence("There is nothing to do.")
            if guess is None
            else Sentence("These stand: {notes}.", notes=", ".join(day.shift_notes)),
        )
    if not wanted:
        raise Refused("wrong_state", Sentence("No hand-over note stands here."), Sentence("There is nothing to do."))
    return tuple(ev.ShiftNoteRead(one) for one in dict.fromkeys(wanted))


def notes_for(day: Day, counter: str | None) -> list[ShiftNote]:
    """The notes that nobody has read, for a counter and for the house; without a counter all of them."""
    return [one for one in day.shift_notes.values() if counter is None or one.counter in (None, counter)]


def take_pulse(day: Day, command: do.TakePulse, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """One answer from 1 to 5: it waits until it is told with others, and no event says that it was given."""
    if not 1 <= command.score <= BEST_SCORE:
        raise UsageError(
            Sentence("A pulse of {score} is not possible.", score=command.score),
            Sentence("Allowed: 1 to {most}.", most=BEST_SCORE),
        )
    scores = (*command.waiting, command.score)
    return (ev.PulsesGathered(tuple(sorted(scores))),) if len(scores) >= FEWEST_PULSES else ()


def note_abuse(day: Day, command: do.NoteAbuse, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """An alert, with who stood there, if anybody did."""
    visit = visit_spoken_of(day, command, command.visit, now)
    return (
        ev.AbuseNoted(
            f"abuse/{day.day}.{day.seq + 1}",
            visit=None if visit is None else visit.id,
            text=reference_to(command.text),
        ),
    )
