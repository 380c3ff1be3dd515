"""The event log: how an event is stored, chained to the one before, and read back.

``seq`` is the lock: a terminal appends at the place after the last one it has seen. Each event's digest chains it to
the one before: BLAKE2b over the previous digest and the bytes that are stored.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select

from frontdesk.domain.events import Recorded, as_data, from_data
from frontdesk.store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from frontdesk.domain.events import Event

FIRST_DIGEST = ""


class Head(NamedTuple):
    """The end of a stream: the last event's place, instant (UTC seconds) and digest; 0, 0 and "" for an empty one."""

    seq: int = 0
    at: int = 0
    digest: str = FIRST_DIGEST


class DayRow(NamedTuple):
    """A business day of the site: when it was opened and closed (UTC seconds), and the seal of its close."""

    day: str
    opened_at: int
    closed_at: int | None = None
    seal: str | None = None


def day_stream(site: str, day: str) -> str:
    """The stream of a business day."""
    return f"day/{site}/{day}"


def complaint_stream(site: str, number: str) -> str:
    """The stream of a complaint."""
    return f"complaint/{site}/{number}"


def digest_of(
    previous: str, stream: str, seq: int, at: int, kind: str, actor: str, counter: str | None, data: str
) -> str:
    """The digest of an event: BLAKE2b-128 over the digest before it and its stored columns, parted by NUL."""
    content = "\0".join((previous, stream, str(seq), str(at), kind, actor, "" if counter is None else counter, data))
    return blake2b(content.encode(), digest_size=16).hexdigest()


def encode(event: Event, seq: int, first: int) -> str:
    """The event as the text that is stored; the place of its command's first event is kept where it is another."""
    data = as_data(event)
    if first != seq:
        data["of"] = first
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def decode(seq: int, at: int, kind: str, actor: str, counter: str | None, data: str) -> Recorded:
    """The recorded event that a row of the log holds."""
    values = json.loads(data)
    first = values.pop("of", seq)
    return Recorded(seq, at, from_data(kind, values), actor, counter, first)


_EVENT = schema.event.c
_EVENTS_AFTER = (
    select(_EVENT.seq, _EVENT.at, _EVENT.kind, _EVENT.actor, _EVENT.counter, _EVENT.data, _EVENT.digest)
    .where(_EVENT.stream == bindparam("of_stream"), _EVENT.seq > bindparam("after_seq"))
    .order_by(_EVENT.seq)
)


def read_events(connection: Connection, stream: str, after: int) -> tuple[list[Recorded], Head | None]:
    """The events of a stream after a place, and the head that they lead to; None where there are none.

    The digests are not checked here: that is ``verify``'s, and the fold must be quick.
    """
    rows = connection.execute(_EVENTS_AFTER, {"of_stream": stream, "after_seq": after}).all()
    if not rows:
        return [], None
    last = rows[-1]
    return [decode(*row[:6]) for row in rows], Head(last.seq, last.at, last.digest)


_NOTE = schema.note.c
_TEXTS_AFTER = select(_NOTE.id, _NOTE.text).where(
    _NOTE.stream == bindparam("of_stream"), _NOTE.seq > bindparam("after_seq")
)


def read_texts(connection: Connection, stream: str, after: int) -> dict[str, str]:
    """Names, reasons and notes written with the events of a stream after a place, by the id of their row."""
    return {row.id: row.text for row in connection.execute(_TEXTS_AFTER, {"of_stream": stream, "after_seq": after})}


def read_texts_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The texts of these rows, by id; one that was erased is missing."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = list(ids[start : start + _IDS_AT_ONCE])
        rows = connection.execute(select(_NOTE.id, _NOTE.text).where(_NOTE.id.in_(some)))
        found |= {row.id: row.text for row in rows}
    return found


_IDS_AT_ONCE = 500
"""SQLite takes a limited number of values in one statement."""

_DAY = schema.day.c
DAY_COLUMNS = (_DAY.day, _DAY.opened_at, _DAY.closed_at, _DAY.seal)
_LAST_DAY = select(*DAY_COLUMNS).where(_DAY.site == bindparam("of_site")).order_by(_DAY.day.desc()).limit(1)


def read_last_day(connection: Connection, site: str) -> DayRow | None:
    """The newest business day of the site."""
    row = connection.execute(_LAST_DAY, {"of_site": site}).first()
    return None if row is None else DayRow(*row)


_ABOUT = select(schema.about.c.value).where(schema.about.c.key == bindparam("of_key"))


def read_about(connection: Connection, key: str) -> str | None:
    """A fact about the database itself."""
    value = connection.execute(_ABOUT, {"of_key": key}).scalar()
    return None if value is None else str(value)
