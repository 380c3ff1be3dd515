"""The read tables: caches of the log with plain columns, written in the same transaction as the events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from frontdesk.domain.records import records_of
from frontdesk.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table

    from frontdesk.domain.visit import Visit

_Row = dict[str, Any]


class Changes:
    """What changed for the read tables in one transaction: of each visit only the last state is written."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._visits: dict[str, tuple[str, Visit]] = {}
        self._rewritten: set[str] = set()
        self._gone: set[str] = set()
        self._carried: list[_Row] = []
        self._reopened: set[str] = set()
        self._quick: dict[tuple[str, str], _Row] = {}
        self._complaints: dict[str, _Row] = {}

    def put(self, day: str, visits: Sequence[Visit], *, gone: Sequence[str], rewritten: bool) -> None:
        """Visits as they stand now on a day; ``rewritten`` where an undo may have taken legs or phases away."""
        for visit in visits:
            self._visits[visit.id] = (day, visit)
            self._gone.discard(visit.id)
            if rewritten:
                self._rewritten.add(visit.id)
        for visit_id in gone:
            self._visits.pop(visit_id, None)
            self._gone.add(visit_id)

    def put_carried(self, day: str, visits: Sequence[Visit]) -> None:
        """Visits open at the close of a day."""
        for visit in visits:
            record = records_of(visit, day).visits[0]
            self._carried.append({"site": self.site, "day": day, **record._asdict()})

    def drop_carried(self, day: str) -> None:
        """A day that was closed by hand goes on: nobody was carried over from it yet."""
        self._reopened.add(day)

    def put_quick(self, day: str, counter: str, n: int) -> None:
        """Questions answered without a number."""
        self._quick[day, counter] = {"site": self.site, "day": day, "counter": counter, "n": n}

    def put_complaint(self, row: _Row) -> None:
        """A complaint as it stands."""
        self._complaints[row["number"]] = {"site": self.site, **row}

    def write(self, connection: Connection) -> None:
        """Write the rows and forget them."""
        if self._gone or self._rewritten:
            self._take_away(connection)
        for day in self._reopened:
            connection.execute(_DELETE_CARRIED, {"of_site": self.site, "of_day": day})
        visits: list[_Row] = []
        legs: list[_Row] = []
        phases: list[_Row] = []
        for day, visit in self._visits.values():
            records = records_of(visit, day)
            visits += [{"site": self.site, **record._asdict()} for record in records.visits]
            legs += [record._asdict() for record in records.legs]
            # A phase that runs may yet turn out not to be kept: only ended ones are history.
            phases += [record._asdict() for record in records.phases if record.seconds is not None]
        for table, rows in (
            (schema.visit, visits),
            (schema.leg, legs),
            (schema.phase, phases),
            (schema.carried, self._carried),
            (schema.quick, list(self._quick.values())),
            (schema.complaint, list(self._complaints.values())),
        ):
            if rows:
                upsert(connection, table, rows)
        self.__init__(self.site)  # type: ignore[misc]

    def _take_away(self, connection: Connection) -> None:
        gone = [{"visit_id": visit_id} for visit_id in sorted(self._gone)]
        if gone:
            connection.execute(_DELETE_VISIT, gone)
        stale = [{"visit_id": visit_id} for visit_id in sorted(self._gone | self._rewritten)]
        connection.execute(_DELETE_LEGS, stale)
        connection.execute(_DELETE_PHASES, stale)


_DELETE_VISIT = delete(schema.visit).where(schema.visit.c.id == bindparam("visit_id"))
_DELETE_CARRIED = delete(schema.carried).where(
    schema.carried.c.site == bindparam("of_site"), schema.carried.c.day == bindparam("of_day")
)
_DELETE_LEGS = delete(schema.leg).where(schema.leg.c.visit == bindparam("visit_id"))
_DELETE_PHASES = delete(schema.phase).where(schema.phase.c.visit == bindparam("visit_id"))


def upsert(connection: Connection, table: Table, rows: list[_Row]) -> None:
    """Insert rows, or replace those with the same primary key; both engines spell it the same way."""
    connection.execute(_UPSERTS[connection.dialect.name, table.name], rows)


def _upsert_statement(dialect: Any, table: Table) -> Any:
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    values = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


_UPSERTS: Mapping[tuple[str, str], Any] = {
    (name, table.name): _upsert_statement(dialect, table)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
    for table in schema.READ_TABLES
}
