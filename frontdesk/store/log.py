"""The event log: how an event is stored, chained to the one before, and read back.

``seq`` is the lock: a terminal appends at the place after the last one it has seen. Each event's digest chains it to
the one before: BLAKE2b over the previous digest and the bytes that are stored.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, literal_column, select, text

from frontdesk.domain.event_data import as_data, from_data
from frontdesk.domain.events import Recorded
from frontdesk.store import schema
from frontdesk.store.driver import Prepared, insert_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from frontdesk.domain.events import Event
    from frontdesk.store.driver import Driver

FIRST_DIGEST = ""


class Rewritten(Exception):
    """The log is not the one that was read before: a backup was restored, or another database put in its place."""


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


class EventRow(NamedTuple):
    """An event of a stream as it is stored."""

    seq: int
    at: int
    kind: str
    actor: str
    counter: str | None
    data: str
    digest: str


def day_stream(site: str, day: str) -> str:
    """The stream of a business day."""
    return f"day/{site}/{day}"


def matter_stream(kind: str, site: str, number: str) -> str:
    """The stream of a complaint or a promise."""
    return f"{kind}/{site}/{number}"


def stream_parts(stream: str) -> tuple[str, str, str]:
    """What a stream is of (``day`` or a kind of matter), its site, and its day or number."""
    kind, _, rest = stream.partition("/")
    site, _, name = rest.rpartition("/")
    return kind, site, name


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


def decode(rows: Sequence[EventRow]) -> list[Recorded]:
    """The recorded events that rows of the log hold; all read as one text, in half the time of one by one."""
    read = json.loads(f"[{','.join([row.data for row in rows])}]")
    decoded = []
    for (seq, at, kind, actor, counter, _, _), values in zip(rows, read, strict=True):
        first = values.pop("of", seq)
        decoded.append(Recorded(seq, at, from_data(kind, values), actor, counter, first))
    return decoded


_EVENT = schema.event.c
_EVENTS_FROM = Prepared(
    lambda _engine: (
        select(*(_EVENT[name] for name in EventRow._fields))
        .where(_EVENT.stream == bindparam("of_stream"), _EVENT.seq >= bindparam("from_seq"))
        .order_by(_EVENT.seq)
    )
)


def read_rows(driver: Driver, stream: str, from_seq: int = 0) -> list[EventRow]:
    """The stored events of a stream from a place on."""
    return list(map(EventRow._make, driver.rows(_EVENTS_FROM, {"of_stream": stream, "from_seq": from_seq})))


def read_events(driver: Driver, stream: str, after: Head) -> tuple[list[Recorded], Head | None]:
    """The events of a stream after the head that was seen, and the head that they lead to; None where there are none.

    Raises Rewritten when the stream no longer holds that head. The digests are not checked here: that is ``verify``'s,
    and the fold must be quick.
    """
    rows = read_rows(driver, stream, after.seq)
    if after.seq:
        if not rows or rows[0].seq != after.seq or rows[0].digest != after.digest:
            raise Rewritten
        del rows[0]
    if not rows:
        return [], None
    last = rows[-1]
    return decode(rows), Head(last.seq, last.at, last.digest)


def ends_with(driver: Driver, stream: str, head: Head) -> bool:
    """Whether a stream still ends as it did."""
    rows = read_rows(driver, stream, head.seq)
    return len(rows) == 1 and (rows[0].seq, rows[0].digest) == (head.seq, head.digest)


_NEXT_STREAM = Prepared(
    lambda _engine: select(func.min(_EVENT.stream)).where(
        _EVENT.stream > bindparam("after_stream"), _EVENT.stream < bindparam("before_stream")
    )
)
AFTER_ALL = "\U0010ffff"
"""Sorts after every text."""


def streams(driver: Driver, prefix: str) -> Iterator[str]:
    """The names of the streams that begin with a prefix, in the order of their bytes."""
    last = prefix
    while True:
        found = driver.row(_NEXT_STREAM, {"after_stream": last, "before_stream": prefix + AFTER_ALL})
        if found is None or found[0] is None:
            return
        last = str(found[0])
        yield last


_NOTE = schema.note.c
_TEXTS_AFTER = Prepared(
    lambda _engine: select(_NOTE.id, _NOTE.text).where(
        _NOTE.stream == bindparam("of_stream"), _NOTE.seq > bindparam("after_seq")
    )
)


def read_texts(driver: Driver, stream: str, after: int) -> dict[str, str]:
    """Names, reasons and notes written with the events of a stream after a place, by the id of their row."""
    return dict(driver.rows(_TEXTS_AFTER, {"of_stream": stream, "after_seq": after}))


IDS_OF = {
    "sqlite": "SELECT value FROM json_each(:of_ids)",
    "postgresql": "SELECT jsonb_array_elements_text(CAST(:of_ids AS jsonb))",
}
_TEXTS_OF = Prepared(lambda engine: text(f"SELECT id, text FROM note WHERE id IN ({IDS_OF[engine]})"))


def read_texts_of(driver: Driver, ids: Sequence[str]) -> dict[str, str]:
    """The texts of these rows, by id; one that was erased is missing."""
    return dict(driver.rows(_TEXTS_OF, {"of_ids": json.dumps(list(ids))}))


_DAY = schema.day.c
_LAST_DAY = Prepared(
    lambda _engine: (
        select(*(_DAY[name] for name in DayRow._fields))
        .where(_DAY.site == bindparam("of_site"))
        .order_by(_DAY.day.desc())
        .limit(literal_column("1"))
        .offset(literal_column("0"))
    )
)
_DAYS = Prepared(
    lambda _engine: (
        select(*(_DAY[name] for name in DayRow._fields)).where(_DAY.site == bindparam("of_site")).order_by(_DAY.day)
    )
)


def read_last_day(driver: Driver, site: str) -> DayRow | None:
    """The newest business day of the site."""
    row = driver.row(_LAST_DAY, {"of_site": site})
    return None if row is None else DayRow._make(row)


def read_days(driver: Driver, site: str) -> list[DayRow]:
    """Every business day of the site, oldest first."""
    return list(map(DayRow._make, driver.rows(_DAYS, {"of_site": site})))


_ABOUT = Prepared(lambda _engine: select(schema.about.c.value).where(schema.about.c.key == bindparam("of_key")))


def read_about(driver: Driver, key: str) -> str | None:
    """A fact about the database itself."""
    row = driver.row(_ABOUT, {"of_key": key})
    return None if row is None else str(row[0])


_ERASURE = "erasure"


def _put_about(engine: str) -> Any:
    statement = insert_for(engine, schema.about)
    return statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded.value})


_PUT_ABOUT = Prepared(_put_about)


def mark_erasure(driver: Driver, mark: str) -> None:
    """Mark that texts were erased: whoever finds another mark than before forgets those that it has read."""
    driver.write(_PUT_ABOUT, [{"key": _ERASURE, "value": mark}])


def last_erasure(driver: Driver) -> str:
    """The mark of the last time that texts were erased; "" before the first."""
    return read_about(driver, _ERASURE) or ""
