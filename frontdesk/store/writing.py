"""The transaction in which commands are carried out: what is read in it, and the rows that it will write."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, insert, literal_column, select

from frontdesk.domain.matters import LETTERS, number_prefix
from frontdesk.store import copies, customers, former_customers, log, pulses, schema
from frontdesk.store.clientele import CustomerFiles
from frontdesk.store.driver import Prepared, insert_for
from frontdesk.store.log import DayRow, EventRow, Head, digest_of, encode, matter_stream
from frontdesk.store.read_tables import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.commands import Note
    from frontdesk.domain.customer_file import CustomerNote
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.day import Day
    from frontdesk.domain.events import Recorded
    from frontdesk.domain.matters import Matter
    from frontdesk.store.driver import Driver
    from frontdesk.store.former_customers import Former


class Remembered(NamedTuple):
    """What was answered to a command that has been carried out."""

    request_hash: str
    answer: str


_COMMAND = schema.command.c
_REMEMBERED = Prepared(
    lambda _engine: select(_COMMAND.request_hash, _COMMAND.answer).where(
        _COMMAND.site == bindparam("of_site"), _COMMAND.key == bindparam("of_key")
    )
)

_EVENT = schema.event.c
_CHANGED_SINCE = Prepared(
    lambda _engine: (
        select(_EVENT.stream, _EVENT.seq, _EVENT.digest)
        .where(
            _EVENT.stream >= bindparam("from_stream"),
            _EVENT.stream < bindparam("to_stream"),
            _EVENT.at >= bindparam("since"),
        )
        .order_by(_EVENT.stream, _EVENT.seq)
    )
)

_DAY = schema.day.c
_CLOSED_BEFORE = Prepared(
    lambda _engine: select(func.max(_DAY.closed_at)).where(
        _DAY.site == bindparam("of_site"), _DAY.day < bindparam("before_day")
    )
)

_MATTERS = Prepared(
    lambda _engine: select(_EVENT.stream).where(
        _EVENT.stream >= bindparam("from_stream"),
        _EVENT.stream < bindparam("to_stream"),
        _EVENT.seq == literal_column("1"),
    )
)

_VISIT_ID = Prepared(lambda _engine: select(schema.visit.c.id).where(schema.visit.c.id == bindparam("of_visit")))

_INSERT_EVENT = Prepared(lambda _engine: insert(schema.event))
_INSERT_COMMAND = Prepared(lambda _engine: insert(schema.command))
_INSERT_NOTE = Prepared(lambda _engine: insert(schema.note))
_INSERT_ABOUT = Prepared(lambda engine: insert_for(engine, schema.about).on_conflict_do_nothing())


class Writing:
    """A transaction: what is read in it, and the rows that it will write, gathered and sent at the end."""

    def __init__(self, driver: Driver, site: str) -> None:
        self._driver = driver
        self.site = site
        self._events: list[dict[str, Any]] = []
        self._commands: dict[str, dict[str, Any]] = {}
        self._notes: list[dict[str, Any]] = []
        self._changes = Changes(site)

    def last_day(self, site: str) -> DayRow | None:
        """The newest business day of the site."""
        return log.read_last_day(self._driver, site)

    def events(self, stream: str, after: Head) -> tuple[list[Recorded], Head | None]:
        """The events of a stream after a head; raises Rewritten when the stream no longer holds it."""
        return log.read_events(self._driver, stream, after)

    def texts(self, stream: str, after: int) -> dict[str, str]:
        """Texts written with the events of a stream after a place, by the id of their row."""
        return log.read_texts(self._driver, stream, after)

    def texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of these rows, by id."""
        return log.read_texts_of(self._driver, ids)

    def remembered(self, key: str) -> Remembered | None:
        """The answer that was given to the command with this key."""
        gathered = self._commands.get(key)
        if gathered is not None:
            return Remembered(gathered["request_hash"], gathered["answer"])
        found = self._driver.row(_REMEMBERED, {"of_site": self.site, "of_key": key})
        return None if found is None else Remembered._make(found)

    def has_visit(self, visit: str) -> bool:
        """Whether there is a visit with this id, on any day and at any site: history has one row for each id."""
        held = self._changes.holds_visit(visit)
        return self._driver.row(_VISIT_ID, {"of_visit": visit}) is not None if held is None else held

    def secret(self) -> str:
        """The database's secret, with which hashes of requests are salted; made at the first use."""
        return self._about_or("secret", secrets.token_hex(16))

    def claim_origin(self, origin: str) -> str:
        """What wrote this database first; ``origin`` when nothing has yet."""
        return self._about_or("origin", origin)

    def take_up(self) -> None:
        """Somebody works in this database: if its file was a copy, it is one no longer."""
        copies.take_up(self._driver)

    def _about_or(self, key: str, value: str) -> str:
        found = log.read_about(self._driver, key)
        if found is None:
            self._driver.write(_INSERT_ABOUT, [{"key": key, "value": value}])
            # Writers of two sites do not wait for each other: the first one's value counts.
            found = log.read_about(self._driver, key)
        return value if found is None else found

    def append(self, stream: str, head: Head, at: int, records: Sequence[Recorded]) -> Head:
        """Put events at the end of a stream; returns its new head."""
        digest = head.digest
        for record in records:
            data = encode(record.event, record.seq, record.first)
            kind = record.event.kind
            digest = digest_of(digest, stream, record.seq, at, kind, record.actor, record.counter, data)
            row = EventRow(record.seq, at, kind, record.actor, record.counter, data, digest)
            self._events.append({"stream": stream, **row._asdict()})
        return Head(records[-1].seq, at, digest)

    def remember(
        self, *, key: str, request_hash: str, stream: str, first: int, last: int, answer: str, at: int
    ) -> None:
        """Keep the answer to a command under its key."""
        self._commands[key] = {
            "site": self.site,
            "key": key,
            "request_hash": request_hash,
            "stream": stream,
            "first_seq": first,
            "last_seq": last,
            "answer": answer,
            "at": at,
        }

    def write_note(
        self, note: Note, kind: str, *, stream: str, seq: int, visit: str | None, actor: str, at: int
    ) -> None:
        """Keep a name, a reason or a note apart from the events."""
        self._notes.append(
            {
                "id": note.id,
                "stream": stream,
                "seq": seq,
                "visit": visit,
                "kind": kind,
                "salt": note.salt,
                "text": note.text,
                "actor": actor,
                "at": at,
            }
        )

    def put_read_tables(self, day: Day, records: Sequence[Recorded], new: Sequence[Recorded], head: Head) -> None:
        """The read tables' rows after new events of a day, the last of all its ``records``."""
        self._changes.follow(day, records, new, head)

    def put_matter(self, kind: str, number: str, matter: Matter | None, records: Sequence[Recorded]) -> None:
        """The row of a complaint or a promise as it stands after all the ``records`` of its stream; None: gone."""
        self._changes.follow_matter(kind, number, matter, records)

    def matter_events(self, kind: str, number: str) -> tuple[list[Recorded], Head]:
        """All the events of a complaint or a promise, those of this transaction too, and their end."""
        self.flush()
        records, head = log.read_events(self._driver, matter_stream(kind, self.site, number), Head())
        return records, Head() if head is None else head

    def next_matter_number(self, kind: str, year: int) -> str:
        """The next readable number of a complaint or a promise in a year, ``Q-2026-0042``.

        By the streams: the number of one that was taken back is not given again.
        """
        self.flush()
        prefix = number_prefix(kind, year)
        first = matter_stream(kind, self.site, prefix)
        found = self._driver.rows(_MATTERS, {"from_stream": first, "to_stream": f"{first}:"})
        return f"{prefix}{max((int(stream.removeprefix(first)) for (stream,) in found), default=0) + 1:04d}"

    def heads_changed_since_close(self, before_day: str) -> tuple[str, ...]:
        """``stream seq digest`` of the last event of each complaint and promise that has one since the last close.

        The last close is that of the newest day before this one: a complaint may come in after a close by hand.
        """
        self.flush()
        closed = self._driver.row(_CLOSED_BEFORE, {"of_site": self.site, "before_day": before_day})
        since = 0 if closed is None or closed[0] is None else closed[0]
        last: dict[str, str] = {}
        for kind in LETTERS:
            first = matter_stream(kind, self.site, "")
            values = {"from_stream": first, "to_stream": first + log.AFTER_ALL, "since": since}
            rows = self._driver.rows(_CHANGED_SINCE, values)
            last |= {stream: f"{stream} {seq} {digest}" for stream, seq, digest in rows}
        return tuple(last.values())

    def customer(self, number: str) -> Customer | None:
        """The customer with this number, or whose file has taken in the one with this number."""
        return customers.one_customer(self._driver, number)

    def next_customer_number(self) -> str:
        """The next number for a customer who brings none."""
        return customers.next_number(self._driver)

    def add_customer(self, customer: Customer) -> None:
        """Write a new customer, at once."""
        customers.add_customer(self._driver, customer)

    def change_customer(self, customer: Customer) -> None:
        """Write a customer anew as it is known now, at once."""
        customers.change_customers(self._driver, [customer])

    def take_away_file_as_opened(self, number: str, visit_gone: str | None, at: int) -> bool:
        """Take away a file, at once, if nothing has come to it since it was opened; whether it is gone.

        ``visit_gone`` is the visit whose check-in had opened it, if that was taken back. The number is not given again:
        what was taken back stands in the log under it.
        """
        self.flush()
        if not customers.is_as_opened(self._driver, number, visit_gone):
            return False
        customers.take_away(self._driver, number)
        former_customers.add_former_number(self._driver, former_customers.Former(number, None), at)
        return True

    def former_customer(self, number: str) -> Former | None:
        """What became of a number that has no file any more; None for one that has, or never had one."""
        return former_customers.former_number(self._driver, number)

    def merge_customers(self, kept: str, other: str, at: int) -> dict[str, int]:
        """Make everything of the other number the kept one's, at once; returns how many of each."""
        from frontdesk.store.merged_customers import merge  # noqa: PLC0415 - no desk needs it before it is asked to

        self.flush()
        return merge(self._driver, kept, other, at)

    def held_of_customer(self, number: str) -> dict[str, int]:
        """How much there is of a customer: visits, texts, complaints, promises, notes and files."""
        from frontdesk.store import erasing  # noqa: PLC0415 - no desk needs it before it is asked to

        self.flush()
        return erasing.held_of_customers(self._driver, [number])

    def erase_customers(self, numbers: Sequence[str], at: int) -> dict[str, int]:
        """Take away all that is personal of customers, at once; returns how much there was."""
        from frontdesk.store import erasing  # noqa: PLC0415 - no desk needs it before it is asked to

        self.flush()
        return erasing.erase_customers(self._driver, numbers, at)

    def erase_before(self, day: str, begins_at: int, kept: Sequence[str], at: int) -> dict[str, int]:
        """Take away what is personal of the business days before one, at once; see ``store.erasing``."""
        from frontdesk.store import erasing  # noqa: PLC0415 - no desk needs it before it is asked to

        self.flush()
        return erasing.erase_before(self._driver, self.site, day, begins_at, kept, at)

    def first_day_from(self, day: str) -> str | None:
        """The first business day of the site that is not before a day; None where there is none."""
        return next((row.day for row in log.read_days(self._driver, self.site) if row.day >= day), None)

    def waiting_pulses(self) -> tuple[int, ...]:
        """The site's answers to how the shift was that wait for others."""
        return pulses.waiting_pulses(self._driver, self.site)

    def keep_pulses(self, scores: Sequence[int]) -> None:
        """Let these wait from now on, and no others, at once."""
        pulses.keep_pulses(self._driver, self.site, scores)

    def erasures(self) -> int:
        """How often texts were erased."""
        return log.erasures(self._driver)

    def add_customer_note(self, note: CustomerNote) -> None:
        """Write a note in a customer's file, at once."""
        customers.add_note(self._driver, note)

    @property
    def files(self) -> CustomerFiles:
        """The files of customers, many at once; what is written in them is written at once."""
        return CustomerFiles(self._driver)

    def flush(self) -> None:
        """Send what was gathered; the transaction goes on."""
        driver = self._driver
        if self._events:
            driver.write(_INSERT_EVENT, self._events)
        if self._commands:
            driver.write(_INSERT_COMMAND, list(self._commands.values()))
        if self._notes:
            driver.write(_INSERT_NOTE, self._notes)
        self._changes.write(driver)
        self._events, self._commands, self._notes = [], {}, []
