"""The read tables: caches of the log with plain columns, written in the same transaction as the events.

What events mean for them is said here once: for the desk, which adds some events to a day, and for ``db rebuild``,
which tells whole days anew.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete

from frontdesk.domain import events as ev
from frontdesk.domain.complaints import what_was_said
from frontdesk.domain.matters import COMPLAINT, PROMISE
from frontdesk.domain.promises import PromiseRecord
from frontdesk.domain.records import records_of
from frontdesk.domain.undoing import what_stands
from frontdesk.store import schema
from frontdesk.store.driver import Prepared, insert_for
from frontdesk.store.former_customers import put_kept_numbers
from frontdesk.store.log import DayRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Table

    from frontdesk.domain.complaints import ComplaintRecord, ComplaintStep
    from frontdesk.domain.day import Day
    from frontdesk.domain.matters import Matter
    from frontdesk.domain.promises import PromiseMove
    from frontdesk.domain.visit import Visit
    from frontdesk.store.driver import Driver
    from frontdesk.store.log import Head

_Row = dict[str, Any]
_DAY_EVENTS = (ev.DayOpened, ev.DayClosed, ev.DayReopened)


def visits_touched(new: Iterable[ev.Recorded], records: Sequence[ev.Recorded]) -> tuple[list[str], bool]:
    """The visits that new events change, those of undone events included, and whether anything was undone.

    ``records`` are all the events of the stream.
    """
    touched: dict[str, None] = {}
    undone = False
    for record in new:
        event = record.event
        if isinstance(event, ev.Undone):
            undone = True
            for taken_back in records[event.first - 1 : event.last]:
                touched |= dict.fromkeys(ev.visits_of(taken_back.event))
        else:
            touched |= dict.fromkeys(ev.visits_of(event))
    return list(touched), undone


def _taken_over(day: Day, new: Iterable[ev.Recorded], records: Sequence[ev.Recorded]) -> list[str]:
    """The visits at counters that a colleague has taken over, or whose takeover was undone: they are another's now."""
    counters: dict[str, None] = {}
    for record in new:
        event = record.event
        told = records[event.first - 1 : event.last] if isinstance(event, ev.Undone) else (record,)
        counters |= dict.fromkeys(one.counter or "" for one in told if isinstance(one.event, ev.CounterTakenOver))
    return [visit for visit in (day.counter(counter).visit for counter in counters) if visit is not None]


class Changes:
    """What changed for the read tables in one transaction: of everything only the last state is written."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._days: dict[str, _Row] = {}
        self._visits: dict[str, tuple[str, Visit]] = {}
        self._rewritten: set[str] = set()
        self._gone: set[str] = set()
        self._carried: dict[str, list[_Row]] = {}
        self._quick: dict[tuple[str, str], _Row] = {}
        self._comments: dict[tuple[str, int], _Row | None] = {}
        self._complaints: dict[str, tuple[ComplaintRecord, Sequence[ev.Recorded]]] = {}
        self._promises: dict[str, PromiseRecord] = {}
        self._told_anew: dict[tuple[str, str], bool] = {}

    def holds_visit(self, visit: str) -> bool | None:
        """Whether a row of this visit is about to be written, or to be taken away; None where neither is."""
        return True if visit in self._visits else False if visit in self._gone else None

    def follow(self, day: Day, records: Sequence[ev.Recorded], new: Sequence[ev.Recorded], head: Head) -> None:
        """Take in a day as it stands after new events, the last of all its ``records``; ``head`` is the stream's."""
        touched, undone = visits_touched(new, records)
        self._put_visits(day, [*touched, *_taken_over(day, new, records)], undone=undone)
        for record in new:
            if isinstance(record.event, _DAY_EVENTS):
                self._put_day(day, records[0].at, head)
            elif record.counter is not None and isinstance(record.event, (ev.QuicklyServed, ev.Undone)):
                self._put_quick(day, record.counter)
            self._follow_comment(day.day, record, records)

    def follow_matter(self, kind: str, number: str, matter: Matter | None, records: Sequence[ev.Recorded]) -> None:
        """Take in a complaint or a promise as it stands after all the ``records`` of its stream; None: it is gone."""
        if isinstance(records[-1].event, ev.Undone):
            self._told_anew[kind, number] = matter is None
        if isinstance(matter, PromiseRecord):
            self._promises[number] = matter
        elif matter is not None:
            self._complaints[number] = matter, what_stands(records)
        else:
            self._promises.pop(number, None)
            self._complaints.pop(number, None)

    def _put_visits(self, day: Day, touched: Sequence[str], *, undone: bool) -> None:
        for visit_id in touched:
            visit = day.visits.get(visit_id)
            if visit is None:
                self._visits.pop(visit_id, None)
                self._gone.add(visit_id)
                continue
            self._visits[visit_id] = (day.day, visit)
            self._gone.discard(visit_id)
            if undone:
                self._rewritten.add(visit_id)

    def _put_day(self, day: Day, opened_at: int, head: Head) -> None:
        """The day's row; after its close its last digest is its seal, and those still here stand as they did then."""
        row = DayRow(day.day, opened_at, head.at, head.digest) if day.closed else DayRow(day.day, opened_at)
        self._days[day.day] = {"site": self.site, **row._asdict()}
        still_here = day.live.values() if day.closed else ()
        self._carried[day.day] = [
            {"site": self.site, "day": day.day, **records_of(visit, day.day).visits[0]._asdict()}
            for visit in still_here
        ]

    def _put_quick(self, day: Day, counter: str) -> None:
        n = day.counter(counter).quick
        self._quick[day.day, counter] = {"site": self.site, "day": day.day, "counter": counter, "n": n}

    def _follow_comment(self, day: str, record: ev.Recorded, records: Sequence[ev.Recorded]) -> None:
        """What was said of a standard, or that it was taken back."""
        event = record.event
        if isinstance(event, ev.StandardCommented):
            row = {"standard": event.standard, "at": record.at, "actor": record.actor, "text": event.text}
            self._comments[day, record.seq] = {"site": self.site, "day": day, "seq": record.seq, **row}
        elif isinstance(event, ev.Undone):
            for one in records[event.first - 1 : event.last]:
                if isinstance(one.event, ev.StandardCommented):
                    self._comments[day, one.seq] = None

    def _complaint_row(self, complaint: ComplaintRecord, records: Sequence[ev.Recorded]) -> _Row:
        first, said = records[0], what_was_said(records)
        opened = first.event
        assert isinstance(opened, ev.ComplaintOpened)
        row = {
            "site": self.site,
            **complaint._asdict(),
            "text": said.text,
            "remedy": said.remedy,
            "phase": opened.phase,
            "counter": first.counter,
            "actor": first.actor,
        }
        del row["steps"]
        return row

    def _later_rows(self, number: str, later: Iterable[ComplaintStep | PromiseMove]) -> list[_Row]:
        """What happened to a matter after its beginning, in its order."""
        return [
            {"site": self.site, "number": number, "place": place, **one._asdict()} for place, one in enumerate(later, 1)
        ]

    def _promise_row(self, promise: PromiseRecord) -> _Row:
        row = {"site": self.site, **promise._asdict()}
        del row["moves"]
        return row

    def write(self, driver: Driver) -> None:
        """Write the rows and forget them."""
        self._take_away(driver)
        visits: list[_Row] = []
        legs: list[_Row] = []
        phases: list[_Row] = []
        for day, visit in self._visits.values():
            records = records_of(visit, day)
            visits += [{"site": self.site, **record._asdict()} for record in records.visits]
            legs += [record._asdict() for record in records.legs]
            # A phase that runs may yet turn out not to be kept: only ended ones are history.
            phases += [record._asdict() for record in records.phases if record.seconds is not None]
        carried = [row for rows in self._carried.values() for row in rows]
        complaints = [self._complaint_row(*one) for one in self._complaints.values()]
        promises = [self._promise_row(promise) for promise in self._promises.values()]
        put_kept_numbers(driver, (visits, carried, complaints, promises))
        written = (
            (schema.day, list(self._days.values())),
            (schema.visit, visits),
            (schema.leg, legs),
            (schema.phase, phases),
            (schema.carried, carried),
            (schema.quick, [row for row in self._quick.values() if row["n"]]),
            (schema.standard_comment, [row for row in self._comments.values() if row is not None]),
            (schema.complaint, complaints),
            (
                schema.complaint_step,
                [row for one, _records in self._complaints.values() for row in self._later_rows(one.number, one.steps)],
            ),
            (schema.promise, promises),
            (
                schema.promise_move,
                [row for one in self._promises.values() for row in self._later_rows(one.number, one.moves)],
            ),
        )
        for table, changed in written:
            if changed:
                driver.write(_UPSERTS[table.name], changed)
        if self._days:
            from frontdesk.store.rollups import roll_up  # noqa: PLC0415 - no desk needs it before a day ends
        for row in self._days.values():
            roll_up(driver, self.site, DayRow(*(row[name] for name in DayRow._fields)))
        self.__init__(self.site)  # type: ignore[misc]

    def _take_away(self, driver: Driver) -> None:
        stale = [{"of_visit": visit_id} for visit_id in sorted(self._gone | self._rewritten)]
        for statement, rows in (
            (_DELETE_VISIT, [{"of_visit": visit_id} for visit_id in sorted(self._gone)]),
            (_DELETE_LEGS, stale),
            (_DELETE_PHASES, stale),
            (_DELETE_CARRIED, [{"of_site": self.site, "of_day": day} for day in self._carried]),
            (
                _DELETE_QUICK,
                [
                    {"of_site": self.site, "of_day": day, "of_counter": counter}
                    for (day, counter), row in self._quick.items()
                    if not row["n"]
                ],
            ),
            (
                _DELETE_COMMENT,
                [
                    {"of_site": self.site, "of_day": day, "of_seq": seq}
                    for (day, seq), row in self._comments.items()
                    if row is None
                ],
            ),
        ):
            if rows:
                driver.write(statement, rows)
        for (kind, number), gone in self._told_anew.items():
            matter, later = _TABLES_OF[kind]
            for table in (later, matter) if gone else (later,):
                driver.write(_DELETE_MATTER[table.name], [{"of_site": self.site, "of_number": number}])


_DELETE_VISIT = Prepared(lambda _engine: delete(schema.visit).where(schema.visit.c.id == bindparam("of_visit")))
_DELETE_LEGS = Prepared(lambda _engine: delete(schema.leg).where(schema.leg.c.visit == bindparam("of_visit")))
_DELETE_PHASES = Prepared(lambda _engine: delete(schema.phase).where(schema.phase.c.visit == bindparam("of_visit")))
_DELETE_CARRIED = Prepared(
    lambda _engine: delete(schema.carried).where(
        schema.carried.c.site == bindparam("of_site"), schema.carried.c.day == bindparam("of_day")
    )
)
_DELETE_QUICK = Prepared(
    lambda _engine: delete(schema.quick).where(
        schema.quick.c.site == bindparam("of_site"),
        schema.quick.c.day == bindparam("of_day"),
        schema.quick.c.counter == bindparam("of_counter"),
    )
)


_TABLES_OF: Mapping[str, tuple[Table, Table]] = {
    COMPLAINT: (schema.complaint, schema.complaint_step),
    PROMISE: (schema.promise, schema.promise_move),
}
"""For each kind of matter its table, and that of what happened to it later."""


def _delete_matter(_engine: str, table: Table) -> Any:
    return delete(table).where(table.c.site == bindparam("of_site"), table.c.number == bindparam("of_number"))


_DELETE_MATTER: Mapping[str, Prepared] = {
    table.name: Prepared(partial(_delete_matter, table=table)) for tables in _TABLES_OF.values() for table in tables
}
_DELETE_COMMENT = Prepared(
    lambda _engine: delete(schema.standard_comment).where(
        schema.standard_comment.c.site == bindparam("of_site"),
        schema.standard_comment.c.day == bindparam("of_day"),
        schema.standard_comment.c.seq == bindparam("of_seq"),
    )
)


def _upsert(engine: str, table: Table) -> Any:
    """Insert a row, or replace the one with the same primary key."""
    statement = insert_for(engine, table)
    keys = [column.name for column in table.primary_key]
    values = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


_UPSERTS: Mapping[str, Prepared] = {table.name: Prepared(partial(_upsert, table=table)) for table in schema.READ_TABLES}
