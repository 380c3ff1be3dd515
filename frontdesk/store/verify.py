"""Is the log still what was written? Every stream is walked, every digest reckoned anew, every seal compared.

Each event is chained to the one before it, each day to the day before, and the close of a day to what had happened to
complaints and promises until then. Who can rewrite the whole database can rewrite the chain: only a seal that was kept
outside, on paper or in a mail, proves that this was not done (``verify_seal``).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, literal_column, select

from frontdesk.domain.commands import Note
from frontdesk.domain.matters import COMPLAINT, LETTERS, PROMISE
from frontdesk.domain.seals import SHOWN_DIGITS, shown_seal
from frontdesk.i18n import Sentence
from frontdesk.store import log, schema
from frontdesk.store.driver import Driver, Prepared
from frontdesk.store.log import FIRST_DIGEST, DayRow, EventRow, day_stream, digest_of, matter_stream, stream_parts
from frontdesk.store.rebuild import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from frontdesk.store.database import Store


class Finding(NamedTuple):
    """Something that is not as it was written: in which stream, at which place (None: the whole), and what.

    What was made from the log is named ``table`` and its name, in place of a stream.
    """

    stream: str
    seq: int | None
    sentence: Sentence

    def __str__(self) -> str:
        kind, _, name = self.stream.partition(" ")
        if kind == "table":
            return f"{Sentence('table {table}', table=name)}: {self.sentence}"
        place = self.stream if self.seq is None else f"{self.stream} {self.seq}"
        return f"{place}: {self.sentence}"


def verify(store: Store, *, read_tables: bool = False) -> list[Finding]:
    """What is wrong with the log: the first finding of each stream, and streams that are missing or were added.

    With ``read_tables``, what was made from a log that is whole is compared with what it says. Raises StoreError when
    the database cannot be read.
    """
    with store.reading() as connection:
        findings = _Verification(Driver(connection)).findings()
        if read_tables and not findings:
            findings = [
                Finding(
                    f"table {table}",
                    None,
                    Sentence("{n} row is not what the log says.", "{n} rows are not what the log says.", n=n),
                )
                for table, n in differences(connection).items()
                if n
            ]
    return findings


def verify_seal(store: Store, site: str, day: str, seal: str) -> list[Finding]:
    """What speaks against the seal of a day: the seal itself, or the log of that day and of those before it.

    ``seal`` is the printed short form or the whole digest, in capitals or not. Raises StoreError when the database
    cannot be read.
    """
    stream = day_stream(site, day)
    with store.reading() as connection:
        verification = _Verification(Driver(connection))
        findings = [one for one in verification.findings() if _is_sealed(one.stream, stream)]
    told = verification.days.get(stream)
    if told is None:
        return findings or [Finding(stream, None, Sentence("There is no such day."))]
    if told.last.kind != "DayClosed":
        return [*findings, Finding(stream, None, Sentence("The day is not closed: it has no seal."))]
    wanted = re.sub(r"[\s-]", "", seal).lower()
    if len(wanted) < SHOWN_DIGITS or not told.last.digest.startswith(wanted):
        sentence = Sentence(
            "The seal of this day is {found}, not {seal}.", found=shown_seal(told.last.digest), seal=seal
        )
        findings.append(Finding(stream, told.last.seq, sentence))
    return findings


def _is_sealed(stream: str, day: str) -> bool:
    """Whether a stream is among those that the close of a day has sealed: a later day is not."""
    kind, site, _ = stream_parts(stream)
    return site == stream_parts(day)[1] and (kind in LETTERS or stream <= day)


class _Told(NamedTuple):
    """What is kept of a stream that was walked: its ends and, where it outlives the day, every event by its place."""

    stream: str
    first: EventRow
    last: EventRow
    events: Mapping[int, EventRow]

    @property
    def place(self) -> tuple[str, str]:
        """The site, and the day or number."""
        _, site, name = stream_parts(self.stream)
        return site, name

    @property
    def opened(self) -> Mapping[str, Any]:
        """What the first event says."""
        return _data(self.first)


_REFERENCE = re.compile(r'"([0-9a-f]{16})\.([0-9a-f]{16})"')
_N = schema.note.c
_NOTES = Prepared(lambda _engine: select(_N.id, _N.text, _N.salt).where(_N.stream == bindparam("of_stream")))
_C = schema.command.c
_COMMANDS = Prepared(
    lambda _engine: (
        select(_C.stream, func.max(_C.last_seq)).where(_C.stream != literal_column("''")).group_by(_C.stream)
    )
)
"""What was done with customers' files is in no stream."""
_MATTERS = {
    COMPLAINT: Prepared(lambda _engine: select(schema.complaint.c.site, schema.complaint.c.number)),
    PROMISE: Prepared(lambda _engine: select(schema.promise.c.site, schema.promise.c.number)),
}
_MISSING = {
    COMPLAINT: Sentence("The log of this complaint is missing."),
    PROMISE: Sentence("The log of this promise is missing."),
}
_ADDED = {
    COMPLAINT: Sentence("This complaint was added after the day was closed."),
    PROMISE: Sentence("This promise was added after the day was closed."),
}
_ADDED_TO = Sentence("This event was added after the day was closed.")
_DAYS = Prepared(lambda _engine: select(schema.day.c.site, *(schema.day.c[name] for name in DayRow._fields)))


class _Verification:
    """One walk through the log, and what was found on it."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._found: dict[str, Finding] = {}
        self.days: dict[str, _Told] = {}
        self._matters: dict[str, _Told] = {}

    def findings(self) -> list[Finding]:
        """The first finding of each stream, in the order of the streams."""
        for stream in log.streams(self._driver, ""):
            self._walk(stream)
        sites: dict[str, list[_Told]] = {}
        for told in self.days.values():
            sites.setdefault(told.place[0], []).append(told)
        for site, days in sites.items():
            self._compare_days(site, days)
            self._compare_matters(site, days)
        self._compare_tables()
        return sorted(self._found.values(), key=lambda one: (one.stream, one.seq or 0))

    def _find(self, stream: str, seq: int | None, sentence: Sentence) -> None:
        self._found.setdefault(stream, Finding(stream, seq, sentence))

    # One stream

    def _walk(self, stream: str) -> None:
        rows = log.read_rows(self._driver, stream)
        for seq, sentence in _breaks(stream, rows):
            self._find(stream, seq, sentence)
        self._compare_notes(stream, rows)
        kept = stream_parts(stream)[0] in LETTERS
        told = _Told(stream, rows[0], rows[-1], {row.seq: row for row in rows} if kept else {})
        (self._matters if kept else self.days)[stream] = told

    def _compare_notes(self, stream: str, rows: Sequence[EventRow]) -> None:
        """A text may have been erased; one that is there must be the one that the event speaks of."""
        texts = {row[0]: Note(row[1], row[0], row[2]) for row in self._driver.rows(_NOTES, {"of_stream": stream})}
        if not texts:
            return
        for row in rows:
            for found in _REFERENCE.finditer(row.data):
                note = texts.get(found[1])
                if note is not None and note.ref != f"{found[1]}.{found[2]}":
                    self._find(stream, row.seq, Sentence("The text that belongs to this event was changed."))

    # Between streams

    def _compare_days(self, site: str, days: Sequence[_Told]) -> None:
        before: _Told | None = None
        for told in days:
            opened = told.opened
            previous = opened.get("previous_day")
            if told.first.kind != "DayOpened" or opened.get("day") != told.place[1]:
                self._find(
                    told.stream, told.first.seq, Sentence("The log of this day does not begin with its opening.")
                )
            elif before is None:
                if previous is not None:
                    self._missing_day(site, str(previous))
            elif previous != before.place[1]:
                if previous is not None and day_stream(site, str(previous)) not in self.days:
                    self._missing_day(site, str(previous))
                else:
                    self._find(before.stream, None, Sentence("This day was added: no other follows it."))
            elif opened.get("previous_seal") != before.last.digest or before.last.kind != "DayClosed":
                self._find(
                    before.stream,
                    before.last.seq,
                    Sentence(
                        "The end of this day is not the one that the next day began with (seal {seal}).",
                        seal=shown_seal(str(opened.get("previous_seal"))),
                    ),
                )
            if told.last.kind == "DayClosed" and _data(told.last).get("previous_seal") != opened.get("previous_seal"):
                self._find(told.stream, told.last.seq, Sentence("The close of this day seals another day before it."))
            before = told

    def _missing_day(self, site: str, day: str) -> None:
        self._find(day_stream(site, day), None, Sentence("The log of this day is missing."))

    def _compare_matters(self, site: str, days: Sequence[_Told]) -> None:
        sealed: dict[str, int] = {}
        closed_at = 0
        for told in days:
            if told.last.kind != "DayClosed":
                continue
            closed_at = told.last.at
            for head in _data(told.last).get("heads", ()):
                stream, seq, digest = str(head).rsplit(" ", 2)
                sealed[stream] = int(seq)
                matter = self._matters.get(stream)
                if matter is None:
                    self._find_missing(stream)
                elif int(seq) not in matter.events or matter.events[int(seq)].digest != digest:
                    sentence = Sentence("This is not what the close of {day} sealed.", day=told.place[1])
                    self._find(stream, int(seq), sentence)
        if any(stream.startswith(f"day/{site}/") for stream in self._found):
            return  # the close that sealed it may be the very one that is missing
        for stream, matter in self._matters.items():
            if matter.place[0] == site:
                self._compare_end(stream, matter, sealed.get(stream), closed_at)

    def _compare_end(self, stream: str, matter: _Told, sealed: int | None, closed_at: int) -> None:
        """What happened before the last close was sealed by one; ``sealed`` is the last place that was."""
        if sealed is None and matter.first.at < closed_at:
            self._find(stream, 1, _ADDED[stream_parts(stream)[0]])
        elif sealed is not None and sealed + 1 in matter.events and matter.events[sealed + 1].at < closed_at:
            self._find(stream, sealed + 1, _ADDED_TO)

    def _find_missing(self, stream: str) -> None:
        self._find(stream, None, _MISSING[stream_parts(stream)[0]])

    # Beside the log

    def _compare_tables(self) -> None:
        """What tells of events that are no longer there: the days' seals, the answers given, the numbers given."""
        for site, *values in self._driver.rows(_DAYS, {}):
            row = DayRow._make(values)
            told = self.days.get(day_stream(site, row.day))
            if told is None:
                self._missing_day(site, row.day)
            elif row.seal != (told.last.digest if told.last.kind == "DayClosed" else None):
                self._find(told.stream, told.last.seq, Sentence("The end of this day is not the one that was sealed."))
        walked = self.days | self._matters
        for stream, last in self._driver.rows(_COMMANDS, {}):
            if stream not in walked:
                self._find(stream, None, Sentence("Answers were given about this, but its log is missing."))
            elif walked[stream].last.seq < last:
                self._find(stream, walked[stream].last.seq + 1, Sentence("The events from here on are missing."))
        for kind, numbers in _MATTERS.items():
            for site, number in self._driver.rows(numbers, {}):
                if matter_stream(kind, site, number) not in walked:
                    self._find_missing(matter_stream(kind, site, number))


def _breaks(stream: str, rows: Sequence[EventRow]) -> Iterator[tuple[int, Sentence]]:
    """The first place at which a stream is not what it was, if there is one."""
    previous = FIRST_DIGEST
    for place, row in enumerate(rows, 1):
        if row.seq != place:
            yield place, Sentence("An event is missing here.")
            return
        if digest_of(previous, stream, *row[:-1]) != row.digest:
            yield place, Sentence("This event was changed, added or moved: it does not follow from the one before.")
            return
        previous = row.digest


def _data(row: EventRow) -> Mapping[str, Any]:
    try:
        found = json.loads(row.data)
    except ValueError:  # it was changed, and that has been found already
        return {}
    return found if isinstance(found, dict) else {}
