"""Reading history from the read tables: the rows that a report of some days is made from, and the visit log."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, func, literal_column, or_, select, text

from frontdesk.domain.complaints import NOT_A_COMPLAINT, ComplaintRecord, ComplaintRow, ComplaintStep
from frontdesk.domain.day_log import NOTABLE, CalledPast, DayLog, called_past, standing
from frontdesk.domain.events import Called, Undone
from frontdesk.domain.promises import PromiseMove, PromiseRecord
from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
from frontdesk.reports import repeat_complaints, repeat_visits
from frontdesk.reports.repeat_complaints import ComplainedBefore
from frontdesk.reports.repeat_visits import ServedBefore
from frontdesk.store import schema
from frontdesk.store.driver import Driver, Prepared
from frontdesk.store.log import IDS_OF, EventRow, day_stream, decode
from frontdesk.store.whose import customer_of, is_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import BindParameter, ColumnElement, Connection, Select

    from frontdesk.domain.events import Event

_VISIT, _CARRIED = schema.visit.c, schema.carried.c
_VISIT_COLUMNS = tuple(_VISIT[name] for name in VisitRecord._fields)
_CARRIED_COLUMNS = tuple(_CARRIED[name] for name in VisitRecord._fields)
_LEG_COLUMNS = tuple(schema.leg.c[name] for name in LegRecord._fields)
_PHASE_COLUMNS = tuple(schema.phase.c[name] for name in PhaseRecord._fields)
_PROMISE_COLUMNS = tuple(
    customer_of(schema.promise) if name == "customer" else schema.promise.c[name]
    for name in PromiseRecord._fields
    if name != "moves"
)
_MOVE_COLUMNS = tuple(schema.promise_move.c[name] for name in PromiseMove._fields)
_COMPLAINT_COLUMNS = tuple(
    customer_of(schema.complaint) if name == "customer" else schema.complaint.c[name]
    for name in ComplaintRecord._fields
    if name != "steps"
)
_STEP_COLUMNS = tuple(schema.complaint_step.c[name] for name in ComplaintStep._fields)


def _in_days() -> ColumnElement[bool]:
    """Visits that were here on one of the days: arrived or ended in them, or open before and after all of them.

    The latter are among those carried over from the last day before them, or they are open still: a search for both
    ends of theirs would look at every visit of all the years.
    """
    day_before = select(func.max(schema.day.c.day)).where(schema.day.c.site == _SITE, schema.day.c.day < _FROM)
    carried_in = select(_CARRIED.id).where(_CARRIED.site == _SITE, _CARRIED.day == day_before.scalar_subquery())
    open_still = select(_VISIT.id).where(_VISIT.site == _SITE, _VISIT.ended_day.is_(None))
    not_over = or_(_VISIT.ended_day > _TO, _VISIT.ended_day.is_(None))
    return or_(
        and_(_VISIT.site == _SITE, _within(_VISIT.arrived_day)),
        and_(_VISIT.site == _SITE, _within(_VISIT.ended_day)),
        and_(_VISIT.id.in_(carried_in.union_all(open_still)), _VISIT.arrived_day < _FROM, not_over),
    )


def _within(day: ColumnElement[str]) -> ColumnElement[bool]:
    # PostgreSQL's grammar takes no collation, and so no column of ours, inside a BETWEEN.
    return and_(day >= _FROM, day <= _TO)


_SITE: BindParameter[str] = bindparam("of_site")
_FROM: BindParameter[str] = bindparam("from_day")
_TO: BindParameter[str] = bindparam("to_day")
_ID: BindParameter[str] = bindparam("of_visit")
_LEG, _PHASE, _QUICK = schema.leg.c, schema.phase.c, schema.quick.c
_VISITS = Prepared(lambda _engine: select(*_VISIT_COLUMNS).where(_in_days()))
_ONE_VISIT = Prepared(lambda _engine: select(*_VISIT_COLUMNS).where(_VISIT.site == _SITE, _VISIT.id == _ID))
_VISITS_OF_CUSTOMER = Prepared(
    lambda _engine: (
        select(*_VISIT_COLUMNS)
        .where(_VISIT.customer == bindparam("of_customer"))
        .order_by(_VISIT.arrived_at.desc(), _VISIT.id.desc())
    )
)
_VISITS_OF = Prepared(
    lambda engine: select(*_VISIT_COLUMNS).where(_VISIT.site == _SITE, text(f"visit.id IN ({IDS_OF[engine]})"))
)
_VISITS_OF_CUSTOMER_IDS = select(_VISIT.id).where(_VISIT.customer == bindparam("of_customer"))
_LEGS_OF_CUSTOMER = Prepared(
    lambda _engine: select(*_LEG_COLUMNS).where(_LEG.visit.in_(_VISITS_OF_CUSTOMER_IDS)).order_by(_LEG.visit, _LEG.leg)
)
_PHASES_OF_CUSTOMER = Prepared(
    lambda _engine: (
        select(*_PHASE_COLUMNS).where(_PHASE.visit.in_(_VISITS_OF_CUSTOMER_IDS)).order_by(_PHASE.visit, _PHASE.place)
    )
)
_LEGS = Prepared(
    lambda _engine: (
        select(*_LEG_COLUMNS)
        .where(_LEG.visit.in_(select(_VISIT.id).where(_in_days(), _VISIT.legs > literal_column("1"))))
        .order_by(_LEG.visit, _LEG.leg)
    )
)
_PHASES = Prepared(
    lambda _engine: (
        select(*_PHASE_COLUMNS)
        .where(_PHASE.visit.in_(select(_VISIT.id).where(_in_days())))
        .order_by(_PHASE.visit, _PHASE.place)
    )
)
_ARRIVALS = Prepared(
    lambda _engine: select(_VISIT.arrived_at).where(
        _VISIT.site == _SITE,
        _within(_VISIT.arrived_day),
        or_(_VISIT.outcome.is_(None), _VISIT.outcome != literal_column("'removed'")),
    )
)
_CARRIED_ROWS = Prepared(lambda _engine: select(*_CARRIED_COLUMNS).where(_CARRIED.site == _SITE, _CARRIED.day == _TO))
_CARRIED_BEFORE = Prepared(
    lambda _engine: select(_CARRIED.day, *_CARRIED_COLUMNS).where(
        _CARRIED.site == _SITE, _CARRIED.day >= _FROM, _CARRIED.day < _TO
    )
)
_QUICK_ROWS = Prepared(
    lambda _engine: (
        select(_QUICK.counter, func.sum(_QUICK.n))
        .where(_QUICK.site == _SITE, _within(_QUICK.day))
        .group_by(_QUICK.counter)
    )
)

_BEFORE, _CAME = schema.visit.alias("before"), schema.visit.alias("came")
_SERVED_BEFORE = Prepared(
    lambda _engine: (
        select(_BEFORE.c.customer, _LEG.service, _BEFORE.c.id, _BEFORE.c.ended_at)
        .distinct()
        .join_from(_BEFORE, schema.leg, _LEG.visit == _BEFORE.c.id)
        .where(
            _BEFORE.c.customer.in_(
                select(_CAME.c.customer).where(
                    _CAME.c.site == _SITE, _within(_CAME.c.arrived_day), _CAME.c.customer.is_not(None)
                )
            ),
            _BEFORE.c.site == _SITE,
            _BEFORE.c.ended_day >= bindparam("since_day"),
            _BEFORE.c.ended_day <= _TO,
            _BEFORE.c.outcome == literal_column("'served'"),
            _LEG.started_at.is_not(None),
        )
    )
)

_EVENT = schema.event.c
_UNLEARNT = {
    "sqlite": "json_remove(data, '$.experience')",
    "postgresql": "CAST(CAST(data AS jsonb) - 'experience' AS text)",
}
"""A day opens with all that estimates were made from: as many bytes as the rest, and no report reads it."""
_TELLS_WHOM_IT_PASSED = {
    "sqlite": """instr(data, '"passed":') > 0""",
    "postgresql": """strpos(data, '"passed":') > 0""",
}
"""What is as usual is not written: only a call past others tells past how many."""


def _log_of(engine: str, kinds: Iterable[type[Event]]) -> Select[Any]:
    """The events of these kinds, and the calls past others, of some days."""
    return (
        select(
            _EVENT.stream,
            *(_EVENT[name] for name in ("seq", "at", "kind", "actor", "counter")),
            literal_column(f"CASE WHEN kind = 'DayOpened' THEN {_UNLEARNT[engine]} ELSE data END"),
            _EVENT.digest,
        )
        .where(
            _EVENT.stream >= bindparam("first_stream"),
            _EVENT.stream <= bindparam("last_stream"),
            or_(
                _EVENT.kind.in_([literal_column(f"'{one.kind}'") for one in kinds]),
                and_(_EVENT.kind == literal_column(f"'{Called.kind}'"), text(_TELLS_WHOM_IT_PASSED[engine])),
            ),
        )
        .order_by(_EVENT.stream, _EVENT.seq)
    )


_NOTABLE = Prepared(lambda engine: _log_of(engine, NOTABLE))
_CALLS_PAST = Prepared(lambda engine: _log_of(engine, (Undone,)))


def _rows(connection: Connection, statement: Prepared, site: str, from_day: str, to_day: str) -> list[tuple[Any, ...]]:
    """Rows as the driver gives them, in half the time; SQLite's truth values are 0 and 1, which serve as well."""
    return Driver(connection).rows(statement, {"of_site": site, "from_day": from_day, "to_day": to_day})


def visits(connection: Connection, site: str, from_day: str, to_day: str) -> list[VisitRecord]:
    """Every visit that was here on one of the days, as it stands now, in the order of arrival."""
    found = list(map(VisitRecord._make, _rows(connection, _VISITS, site, from_day, to_day)))
    # They come nearly in this order, which Python's sort makes use of and the database's does not.
    found.sort(key=attrgetter("arrived_at", "id"))
    return found


def arrivals(connection: Connection, site: str, day: str) -> list[int]:
    """When people arrived on a day, in no order; check-ins that were a mistake are not among them."""
    return [at for (at,) in _rows(connection, _ARRIVALS, site, day, day)]


def visits_of(connection: Connection, site: str, ids: Sequence[str]) -> list[VisitRecord]:
    """These visits, as they stand now, in no order; one that is not known is missing."""
    rows = Driver(connection).rows(_VISITS_OF, {"of_site": site, "of_ids": json.dumps(list(ids))})
    return list(map(VisitRecord._make, rows))


def visit(connection: Connection, site: str, visit_id: str) -> VisitRecord | None:
    """One visit, as it stands now."""
    row = Driver(connection).row(_ONE_VISIT, {"of_site": site, "of_visit": visit_id})
    return None if row is None else VisitRecord._make(row)


def visits_of_customer(connection: Connection, customer: str) -> list[VisitRecord]:
    """Every visit of a customer at any site, as it stands now, the newest first."""
    return list(map(VisitRecord._make, Driver(connection).rows(_VISITS_OF_CUSTOMER, {"of_customer": customer})))


def attention_of_customer(connection: Connection, customer: str) -> tuple[list[LegRecord], list[PhaseRecord]]:
    """The legs and the marked phases of every visit of a customer."""
    driver, values = Driver(connection), {"of_customer": customer}
    return (
        list(map(LegRecord._make, driver.rows(_LEGS_OF_CUSTOMER, values))),
        list(map(PhaseRecord._make, driver.rows(_PHASES_OF_CUSTOMER, values))),
    )


def legs(connection: Connection, site: str, from_day: str, to_day: str) -> list[LegRecord]:
    """The legs of those of these visits that have more than one."""
    return list(map(LegRecord._make, _rows(connection, _LEGS, site, from_day, to_day)))


def phases(connection: Connection, site: str, from_day: str, to_day: str) -> list[PhaseRecord]:
    """The phases that were marked in these visits."""
    return list(map(PhaseRecord._make, _rows(connection, _PHASES, site, from_day, to_day)))


def carried(connection: Connection, site: str, day: str) -> list[VisitRecord]:
    """The visits that were open at the close of a day, as they stood then."""
    return list(map(VisitRecord._make, _rows(connection, _CARRIED_ROWS, site, day, day)))


def carried_before(connection: Connection, site: str, from_day: str, before_day: str) -> dict[str, list[VisitRecord]]:
    """The same at the close of each day from one on and before another, by day."""
    found: dict[str, list[VisitRecord]] = {}
    for day, *row in _rows(connection, _CARRIED_BEFORE, site, from_day, before_day):
        found.setdefault(day, []).append(VisitRecord._make(row))
    return found


def complaints(connection: Connection, site: str, *, from_day: str = "", to_day: str = "9999") -> list[ComplaintRow]:
    """Complaints opened in the range, and those opened before it that were not closed when it began, as they stand."""
    c = schema.complaint.c
    # One that was closed and reopened since may have been open, or not, on any of the days before.
    there = and_(
        c.site == site,
        c.day <= to_day,
        or_(c.day >= from_day, c.closed_day.is_(None), c.closed_day >= from_day, c.reopened > 0),
    )
    return _complaints(connection, there)


def complaints_of_customer(connection: Connection, customer: str) -> list[ComplaintRow]:
    """What a customer said beyond the errand at any site, as it stands, the oldest first."""
    return _complaints(connection, is_of(schema.complaint, customer))


def _complaints(connection: Connection, there: ColumnElement[bool]) -> list[ComplaintRow]:
    c, s = schema.complaint.c, schema.complaint_step.c
    rows = connection.execute(
        select(c.site, *_COMPLAINT_COLUMNS, c.text, c.remedy, c.phase, c.counter, c.actor)
        .where(there)
        .order_by(c.opened_at, c.number)
    ).all()
    steps: dict[tuple[str, str], list[ComplaintStep]] = {}
    if rows:
        for site, number, *step in connection.execute(
            select(s.site, s.number, *_STEP_COLUMNS)
            .join_from(schema.complaint_step, schema.complaint, and_(s.site == c.site, s.number == c.number))
            .where(there)
            .order_by(s.site, s.number, s.place)
        ):
            steps.setdefault((site, number), []).append(ComplaintStep._make(step))
    width = len(_COMPLAINT_COLUMNS)
    return [
        ComplaintRow(ComplaintRecord._make((*row[:width], tuple(steps.get((site, row[0]), ())))), *row[width:])
        for site, *row in rows
    ]


def complained_before(
    connection: Connection, site: str, from_day: str, to_day: str, complaints: Iterable[ComplaintRow]
) -> list[ComplainedBefore]:
    """When the known customers who complained on some days had complained, and of what, from a year before on.

    Without a known customer among their ``complaints`` the database is not asked.
    """
    customers = {row.record.customer for row in complaints if row.record.day >= from_day} - {None}
    if not customers:
        return []
    c, whose = schema.complaint.c, customer_of(schema.complaint)
    in_range = c.site == site, c.day >= from_day, c.day <= to_day
    came = select(whose).where(*in_range, whose.is_not(None))
    since = date.fromisoformat(from_day) - timedelta(days=repeat_complaints.WITHIN_DAYS + 1)
    found = connection.execute(
        select(whose, c.cause, c.opened_at, c.number).where(
            c.site == site,
            c.day >= since.isoformat(),
            c.day <= to_day,
            whose.in_(came),
            c.kind.not_in(sorted(NOT_A_COMPLAINT)),
        )
    )
    return [ComplainedBefore._make(row) for row in found]


def promises(connection: Connection, site: str, *, from_day: str = "", to_day: str = "9999") -> list[PromiseRecord]:
    """Promises that were open on one of the days, or were made or ended on it, as they stand now; the oldest first."""
    p = schema.promise.c
    return _promises(
        connection, and_(p.site == site, p.day <= to_day, or_(p.ended_day.is_(None), p.ended_day >= from_day))
    )


def promises_to_customer(connection: Connection, customer: str) -> list[PromiseRecord]:
    """What a customer was promised at any site, as it stands now, the oldest first."""
    return _promises(connection, is_of(schema.promise, customer))


def _promises(connection: Connection, there: ColumnElement[bool]) -> list[PromiseRecord]:
    p, m = schema.promise.c, schema.promise_move.c
    found = connection.execute(select(p.site, *_PROMISE_COLUMNS).where(there).order_by(p.made_at, p.number)).all()
    moves: dict[tuple[str, str], list[PromiseMove]] = {}
    if found:
        for site, number, *move in connection.execute(
            select(m.site, m.number, *_MOVE_COLUMNS)
            .join_from(schema.promise_move, schema.promise, and_(m.site == p.site, m.number == p.number))
            .where(there)
            .order_by(m.site, m.number, m.place)
        ):
            moves.setdefault((site, number), []).append(PromiseMove._make(move))
    return [PromiseRecord._make((*row, tuple(moves.get((site, row[0]), ())))) for site, *row in found]


class CommentRow(NamedTuple):
    """A comment on a standard: on which day, at which instant (UTC seconds), by whom, and the reference to its text."""

    standard: str
    day: str
    at: int
    staff: str
    text: str


def standard_comments(connection: Connection, site: str) -> list[CommentRow]:
    """What the staff says of the standards, the newest first."""
    c = schema.standard_comment.c
    rows = connection.execute(
        select(c.standard, c.day, c.at, c.actor, c.text).where(c.site == site).order_by(c.at.desc(), c.seq.desc())
    )
    return [CommentRow._make(row) for row in rows]


def quick(connection: Connection, site: str, from_day: str, to_day: str) -> dict[str, int]:
    """Questions answered without a number, by counter."""
    return {counter: int(n) for counter, n in _rows(connection, _QUICK_ROWS, site, from_day, to_day)}


def served_before(
    driver: Driver, site: str, from_day: str, to_day: str, visits: Iterable[VisitRecord]
) -> list[ServedBefore]:
    """When the known customers who came on some days had been served, and for what, from a week before on.

    Without a known customer among their ``visits``, which is the rule in many houses, the database is not asked.
    """
    if all(one.customer is None for one in visits):
        return []
    # A visit ends on the business day on which it ended or a later one: one day more is enough.
    since = date.fromisoformat(from_day) - timedelta(days=repeat_visits.WITHIN_DAYS + 1)
    values = {"of_site": site, "from_day": from_day, "to_day": to_day, "since_day": since.isoformat()}
    return list(map(ServedBefore._make, driver.rows(_SERVED_BEFORE, values)))


def day_logs(connection: Connection, site: str, from_day: str, to_day: str) -> list[DayLog]:
    """What the log of each day tells beside the visits' own records; see ``domain.day_log``."""
    return read_day_logs(Driver(connection), site, from_day, to_day)


def read_day_logs(driver: Driver, site: str, from_day: str, to_day: str) -> list[DayLog]:
    """The same, for those who have a driver."""
    return _logs(driver, _NOTABLE, site, from_day, to_day)


def calls_past(
    driver: Driver, site: str, from_day: str, visits: Iterable[VisitRecord], logs: Iterable[DayLog]
) -> dict[str, CalledPast]:
    """By visit the call out of turn of those of some visits that were called past others.

    ``logs`` are those of the days from ``from_day`` on; where such a visit came before, the days since then are asked.
    """
    those = {one.id: one.arrived_day for one in visits if one.passed > 0 and one.out_of_turn is not None}
    if not those:
        return {}
    before: list[DayLog] = []
    if (first := min(those.values())) < from_day:
        until = date.fromisoformat(from_day) - timedelta(days=1)
        before = _logs(driver, _CALLS_PAST, site, first, until.isoformat())
    return {visit: call for visit, call in called_past([*before, *logs]).items() if visit in those}


def _logs(driver: Driver, asked: Prepared, site: str, from_day: str, to_day: str) -> list[DayLog]:
    streams = {"first_stream": day_stream(site, from_day), "last_stream": day_stream(site, to_day)}
    rows = driver.rows(asked, streams)
    prefix = len(day_stream(site, ""))
    return [
        standing(stream[prefix:], decode([EventRow._make(row[1:]) for row in some]))
        for stream, some in groupby(rows, key=lambda row: str(row[0]))
    ]
