"""The transaction in which commands are carried out: what is read in it, and the rows that it will write."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select

from frontdesk.store import read_tables, schema
from frontdesk.store.log import (
    DayRow,
    Head,
    complaint_stream,
    digest_of,
    encode,
    read_about,
    read_events,
    read_last_day,
    read_texts,
    read_texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from frontdesk.domain.commands import Note
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.events import Recorded
    from frontdesk.domain.visit import Visit


class Remembered(NamedTuple):
    """What was answered to a command that has been carried out."""

    request_hash: str
    answer: str


_REMEMBERED = select(schema.command.c.request_hash, schema.command.c.answer).where(
    schema.command.c.site == bindparam("of_site"), schema.command.c.key == bindparam("of_key")
)


_EVENT = schema.event.c


class Writing:
    """A transaction: what is read in it, and the rows that it will write, gathered and sent at the end."""

    def __init__(self, connection: Connection, site: str) -> None:
        self._connection = connection
        self.site = site
        self._events: list[dict[str, Any]] = []
        self._commands: dict[str, dict[str, Any]] = {}
        self._notes: list[dict[str, Any]] = []
        self._days: dict[str, dict[str, Any]] = {}
        self._visits = read_tables.Changes(site)

    def last_day(self, site: str) -> DayRow | None:
        """The newest business day of the site."""
        return read_last_day(self._connection, site)

    def events(self, stream: str, after: int) -> tuple[list[Recorded], Head | None]:
        """The events of a stream after a place."""
        return read_events(self._connection, stream, after)

    def texts(self, stream: str, after: int) -> dict[str, str]:
        """Texts written with the events of a stream after a place, by the id of their row."""
        return read_texts(self._connection, stream, after)

    def texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The texts of these rows, by id."""
        return read_texts_of(self._connection, ids)

    def remembered(self, key: str) -> Remembered | None:
        """The answer that was given to the command with this key."""
        gathered = self._commands.get(key)
        if gathered is not None:
            return Remembered(gathered["request_hash"], gathered["answer"])
        found = self._connection.execute(_REMEMBERED, {"of_site": self.site, "of_key": key}).first()
        return None if found is None else Remembered(*found)

    def secret(self) -> str:
        """The database's secret, with which hashes of requests are salted; made at the first use."""
        found = read_about(self._connection, "secret")
        if found is None:
            found = secrets.token_hex(16)
            self._connection.execute(insert(schema.about).values(key="secret", value=found))
        return found

    def claim_origin(self, origin: str) -> str:
        """What wrote this database first; ``origin`` when nothing has yet."""
        found = read_about(self._connection, "origin")
        if found is None:
            self._connection.execute(insert(schema.about).values(key="origin", value=origin))
            return origin
        return found

    def append(self, stream: str, head: Head, at: int, records: Sequence[Recorded]) -> Head:
        """Put events at the end of a stream; returns its new head."""
        digest = head.digest
        for record in records:
            data = encode(record.event, record.seq, record.first)
            kind = record.event.kind
            digest = digest_of(digest, stream, record.seq, at, kind, record.actor, record.counter, data)
            self._events.append(
                {
                    "stream": stream,
                    "seq": record.seq,
                    "at": at,
                    "kind": kind,
                    "actor": record.actor,
                    "counter": record.counter,
                    "data": data,
                    "digest": digest,
                }
            )
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

    def put_day(self, row: DayRow) -> None:
        """The row of a business day, new or changed."""
        self._days[row.day] = {"site": self.site, **row._asdict()}

    def put_visits(
        self, day: str, visits: Sequence[Visit], *, gone: Sequence[str] = (), rewritten: bool = False
    ) -> None:
        """The read tables' rows of visits that changed on a day.

        ``gone`` are ids of check-ins that were undone; ``rewritten`` says that legs or phases may have vanished.
        """
        self._visits.put(day, visits, gone=gone, rewritten=rewritten)

    def put_carried(self, day: str, visits: Sequence[Visit]) -> None:
        """The visits that were open at the close of a day, as they stood then."""
        self._visits.put_carried(day, visits)

    def drop_carried(self, day: str) -> None:
        """A day that was closed by hand goes on."""
        self._visits.drop_carried(day)

    def heads_changed_since(self, at: int) -> tuple[str, ...]:
        """``stream seq digest`` of each complaint's last event, for those that have one since an instant."""
        heads = (
            select(_EVENT.stream, _EVENT.seq, _EVENT.digest)
            .where(_EVENT.stream.like(complaint_stream(self.site, "%")), _EVENT.at >= at)
            .order_by(_EVENT.stream, _EVENT.seq)
        )
        last = {row.stream: f"{row.stream} {row.seq} {row.digest}" for row in self._connection.execute(heads)}
        return tuple(last.values())

    def next_complaint_number(self, year: int) -> str:
        """The next readable number of a complaint in a year, ``Q-2026-0042``."""
        prefix = f"Q-{year}-"
        numbers = select(func.max(schema.complaint.c.number)).where(
            schema.complaint.c.site == self.site,
            schema.complaint.c.number.like(f"{prefix}%"),
            func.length(schema.complaint.c.number)
            == select(func.max(func.length(schema.complaint.c.number)))
            .where(schema.complaint.c.site == self.site, schema.complaint.c.number.like(f"{prefix}%"))
            .scalar_subquery(),
        )
        last = self._connection.execute(numbers).scalar()
        running = 0 if last is None else int(str(last).removeprefix(prefix))
        return f"{prefix}{running + 1:04d}"

    def put_complaint(
        self,
        record: ComplaintRecord,
        *,
        text: str,
        remedy: str | None,
        phase: str | None,
        counter: str | None,
        actor: str,
    ) -> None:
        """A complaint's row; ``text`` and ``remedy`` are references to notes."""
        self._visits.put_complaint(
            {**record._asdict(), "text": text, "remedy": remedy, "phase": phase, "counter": counter, "actor": actor}
        )

    def put_quick(self, day: str, counter: str, n: int) -> None:
        """How many questions a counter answered without a number."""
        self._visits.put_quick(day, counter, n)

    def flush(self) -> None:
        """Send what was gathered; the transaction goes on."""
        if self._events:
            self._connection.execute(insert(schema.event), self._events)
        if self._commands:
            self._connection.execute(insert(schema.command), list(self._commands.values()))
        if self._notes:
            self._connection.execute(insert(schema.note), self._notes)
        if self._days:
            read_tables.upsert(self._connection, schema.day, list(self._days.values()))
        self._visits.write(self._connection)
        self._events, self._commands, self._notes, self._days = [], {}, [], {}
