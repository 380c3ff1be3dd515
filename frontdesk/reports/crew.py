"""What the log tells of those who serve: notes from one shift to the next, how shifts were, abuse of staff.

How shifts were is in the log without persons and counters, so many answers at a time that nobody could guess whose
they are (``FEWEST_PULSES``), and is shown for the house alone, from as many answers on.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain import events as ev
from frontdesk.domain.events.staff import FEWEST_PULSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.domain.day_log import DayLog
    from frontdesk.reports.period import Period


class LeftNote(NamedTuple):
    """A hand-over note: when and where it was left and by whom; when and by whom it was read on the same day.

    ``text`` is what it says, or the reference to it; ``counter`` is None for a note to the house.
    """

    day: str
    at: int
    counter: str | None
    staff: str
    text: str | None
    read_at: int | None = None
    read_by: str | None = None


class DayCrew(NamedTuple):
    """Of one day: how often abuse was noted, how often each answer was given (score, times), the notes left."""

    abuse: int = 0
    pulse: tuple[tuple[int, int], ...] = ()
    notes: tuple[LeftNote, ...] = ()


class CrewFigures(NamedTuple):
    """The same over a period. ``pulse_n`` and ``pulse_mean`` are None where fewer than ``FEWEST_PULSES`` have answered.

    ``pulse_given`` tells whether anybody has, those too whose answers wait for others.
    """

    abuse: int = 0
    pulse_given: bool = False
    pulse_n: int | None = None
    pulse_mean: float | None = None
    notes: tuple[LeftNote, ...] = ()


NO_CREW = CrewFigures()


def day_crew(log: DayLog) -> DayCrew:
    """What the log of a day tells."""
    abuse, pulse = 0, Counter[int]()
    notes: list[LeftNote] = []
    place: dict[str, int] = {}
    for record in log.records:
        event = record.event
        if isinstance(event, ev.AbuseNoted):
            abuse += 1
        elif isinstance(event, ev.PulseTaken):
            pulse[event.score] += 1
        elif isinstance(event, ev.PulsesGathered):
            pulse.update(event.scores)
        elif isinstance(event, ev.ShiftNoteWritten):
            place[event.note] = len(notes)
            notes.append(LeftNote(log.day, record.at, record.counter, record.actor, event.text))
        elif isinstance(event, ev.ShiftNoteRead) and event.note in place:
            of = place.pop(event.note)
            notes[of] = notes[of]._replace(read_at=record.at, read_by=record.actor)
    return DayCrew(abuse, tuple(sorted(pulse.items())), tuple(notes))


def read_crew(abuse: int, pulse: list[Any], notes: list[Any]) -> DayCrew:
    """What was kept of a day."""
    return DayCrew(abuse, tuple((score, n) for score, n in pulse), tuple(map(LeftNote._make, notes)))


def crew_figures(period: Period, days: Iterable[DayCrew]) -> CrewFigures:
    """Those of a period; of one person's shifts only the notes that this person left or read."""
    every = list(days)
    notes = [one._replace(text=period.note(one.text)) for day in every for one in day.notes]
    if period.staff is not None:
        return CrewFigures(notes=tuple(one for one in notes if period.staff in (one.staff, one.read_by)))
    pulse: Counter[int] = Counter()
    for day in every:
        pulse.update(dict(day.pulse))
    n = pulse.total()
    enough = n >= FEWEST_PULSES
    return CrewFigures(
        abuse=sum(day.abuse for day in every),
        pulse_given=n > 0 or period.pulses_wait,
        pulse_n=n if enough else None,
        pulse_mean=sum(score * times for score, times in pulse.items()) / n if enough else None,
        notes=tuple(notes),
    )
