"""What a terminal has seen of the log and makes of it: the day that runs, and the texts that belong to it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from frontdesk.domain import events as ev
from frontdesk.domain.day import Day, fold
from frontdesk.domain.note import note_id
from frontdesk.store.log import Head, day_stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontdesk.store.log import DayRow


@dataclass(frozen=True)
class Snapshot:
    """What a face shows: the day, and the names, reasons and notes of its visits by the id of their row.

    ``day`` is None until the first command of a database opens one. ``erasures`` is how often texts had been erased.
    """

    day: Day | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    erasures: int = 0

    def is_newer_than(self, other: Snapshot) -> bool:
        """Whether something has happened since the other one, or was erased."""
        if self.day is None or other.day is None:
            return self.day is not None
        return (self.day.day, self.day.seq, self.erasures) > (other.day.day, other.day.seq, other.erasures)

    def text(self, reference: str | None) -> str | None:
        """The text that an event's reference names; None where there is none or it was erased."""
        return None if reference is None else self.texts.get(note_id(reference))


class Reader(Protocol):
    """What catching up reads from: the store, or the transaction in which a command is carried out."""

    def last_day(self, site: str) -> DayRow | None:
        """The newest business day of the site."""
        ...

    def events(self, stream: str, after: Head) -> tuple[list[ev.Recorded], Head | None]:
        """The events of a stream after a head, and the head that they lead to."""
        ...

    def texts(self, stream: str, after: int) -> dict[str, str]:
        """The texts written with the events of a stream after a place."""
        ...

    def texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of these rows."""
        ...

    def erasures(self) -> int:
        """How often texts were erased."""
        ...


@dataclass
class Seen:
    """How much of a day's stream a terminal has seen."""

    stream: str
    day: Day
    head: Head = field(default_factory=Head)
    records: list[ev.Recorded] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    erasures: int = 0

    @classmethod
    def nothing_of(cls, site: str, day: str, texts: dict[str, str] | None = None, erasures: int = 0) -> Seen:
        """A day of which nothing has been seen yet; ``texts`` belong to those who are carried over into it.

        ``erasures`` is how often texts had been erased.
        """
        return cls(day_stream(site, day), Day(day), texts={} if texts is None else texts, erasures=erasures)

    def take(self, new: Sequence[ev.Recorded], head: Head) -> None:
        """Go on with the day over some more events; one that was undone means that the day is told anew."""
        self.records.extend(new)
        self.head = head
        if any(isinstance(record.event, ev.Undone) for record in new):
            self.day = fold(self.day.day, self.records)
        else:
            self.day = self.day.apply_all(new)


def caught_up(seen: Seen | None, reader: Reader, site: str) -> Seen | None:
    """What was seen, with all that has happened since: of the newest day; None while no day was ever opened.

    After an erasure all is read anew: the texts that were erased are forgotten. Raises Rewritten when what was seen is
    no longer in the log.
    """
    erasures = reader.erasures()
    if seen is not None and seen.erasures != erasures:
        seen = None
    while True:
        if seen is None:
            last = reader.last_day(site)
            if last is None:
                return None
            seen = Seen.nothing_of(site, last.day, erasures=erasures)
        _go_on(seen, reader)
        if not seen.day.closed:
            return seen
        newest = reader.last_day(site)
        if newest is None or newest.day == seen.day.day:
            return seen
        seen = None


def _go_on(seen: Seen, reader: Reader) -> None:
    after = seen.head
    with _nothing_collected(whole_day=after.seq == 0):
        new, head = reader.events(seen.stream, after)
        if head is None:
            return
        seen.texts |= reader.texts(seen.stream, after.seq)
        seen.take(new, head)
        carried = references(record.event for record in new)
        if carried:
            seen.texts |= reader.texts_of(carried)


@contextmanager
def _nothing_collected(*, whole_day: bool) -> Iterator[None]:
    """Look for no garbage while a day is read: all that is made stays, and looking costs a sixth of the time."""
    if not whole_day or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def references(opening: Iterable[ev.Event]) -> list[str]:
    """The ids of the rows that come into a day from the one before: names, reasons and notes of visits, notices."""
    found: list[str | None] = []
    for event in opening:
        if isinstance(event, ev.CarriedOver):
            visit = event.state
            found += (visit.name, visit.reason, visit.out_of_turn, *visit.notes)
        elif isinstance(event, ev.DayOpened):
            found += [notice.text for notice in event.notices]
            found += [note.text for note in event.shift_notes]
            found += [raised.text for raised in event.emergencies]
            found += [] if event.surge is None else [event.surge.reason]
    return [note_id(reference) for reference in found if reference is not None]
