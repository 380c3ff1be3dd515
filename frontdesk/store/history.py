"""Reading history from the read tables: the rows that a report of some days is made from, and the visit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, or_, select

from frontdesk.domain.complaints import ComplaintRecord
from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
from frontdesk.store import schema

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_VISIT, _CARRIED = schema.visit.c, schema.carried.c
_VISIT_COLUMNS = tuple(_VISIT[name] for name in VisitRecord._fields)
_CARRIED_COLUMNS = tuple(_CARRIED[name] for name in VisitRecord._fields)
_LEG_COLUMNS = tuple(schema.leg.c[name] for name in LegRecord._fields)
_PHASE_COLUMNS = tuple(schema.phase.c[name] for name in PhaseRecord._fields)
_COMPLAINT_COLUMNS = tuple(schema.complaint.c[name] for name in ComplaintRecord._fields)


class ComplaintRow(NamedTuple):
    """A complaint with what is kept apart from it: references to what was said and to the remedy sought."""

    record: ComplaintRecord
    text: str
    remedy: str | None
    phase: str | None
    counter: str | None
    actor: str


def _in_days(site: str, from_day: str, to_day: str) -> ColumnElement[bool]:
    """Visits that were here on one of the days: arrived or ended in them, or open before and after all of them.

    The latter are among those carried over from the last day before them, or they are open still: a search for both
    ends of theirs would look at every visit of all the years.
    """
    day_before = select(func.max(schema.day.c.day)).where(schema.day.c.site == site, schema.day.c.day < from_day)
    carried_in = select(_CARRIED.id).where(_CARRIED.site == site, _CARRIED.day == day_before.scalar_subquery())
    open_still = select(_VISIT.id).where(_VISIT.site == site, _VISIT.ended_day.is_(None))
    not_over = or_(_VISIT.ended_day > to_day, _VISIT.ended_day.is_(None))
    return or_(
        and_(_VISIT.site == site, _within(_VISIT.arrived_day, from_day, to_day)),
        and_(_VISIT.site == site, _within(_VISIT.ended_day, from_day, to_day)),
        and_(_VISIT.id.in_(carried_in.union_all(open_still)), _VISIT.arrived_day < from_day, not_over),
    )


def _within(day: ColumnElement[str], first: str, last: str) -> ColumnElement[bool]:
    # PostgreSQL's grammar takes no collation, and so no column of ours, inside a BETWEEN.
    return and_(day >= first, day <= last)


def visits(connection: Connection, site: str, from_day: str, to_day: str) -> list[VisitRecord]:
    """Every visit that was here on one of the days, as it stands now, in the order of arrival."""
    rows = connection.execute(
        select(*_VISIT_COLUMNS).where(_in_days(site, from_day, to_day)).order_by(_VISIT.arrived_at, _VISIT.id)
    )
    return list(map(VisitRecord._make, rows))


def visit(connection: Connection, site: str, visit_id: str) -> VisitRecord | None:
    """One visit, as it stands now."""
    row = connection.execute(select(*_VISIT_COLUMNS).where(_VISIT.site == site, _VISIT.id == visit_id)).first()
    return None if row is None else VisitRecord._make(row)


def legs(connection: Connection, site: str, from_day: str, to_day: str) -> list[LegRecord]:
    """The legs of those of these visits that have more than one."""
    several = select(_VISIT.id).where(_in_days(site, from_day, to_day), _VISIT.legs > 1)
    rows = connection.execute(
        select(*_LEG_COLUMNS).where(schema.leg.c.visit.in_(several)).order_by(schema.leg.c.visit, schema.leg.c.leg)
    )
    return list(map(LegRecord._make, rows))


def phases(connection: Connection, site: str, from_day: str, to_day: str) -> list[PhaseRecord]:
    """The phases that were marked in these visits."""
    these = select(_VISIT.id).where(_in_days(site, from_day, to_day))
    rows = connection.execute(
        select(*_PHASE_COLUMNS)
        .where(schema.phase.c.visit.in_(these))
        .order_by(schema.phase.c.visit, schema.phase.c.place)
    )
    return list(map(PhaseRecord._make, rows))


def carried(connection: Connection, site: str, day: str) -> list[VisitRecord]:
    """The visits that were open at the close of a day, as they stood then."""
    rows = connection.execute(select(*_CARRIED_COLUMNS).where(_CARRIED.site == site, _CARRIED.day == day))
    return list(map(VisitRecord._make, rows))


def complaints(connection: Connection, site: str, *, from_day: str = "", to_day: str = "9999") -> list[ComplaintRow]:
    """Complaints opened in the range, and those opened before it that were not settled when it began."""
    c = schema.complaint.c
    rows = connection.execute(
        select(*_COMPLAINT_COLUMNS, c.text, c.remedy, c.phase, c.counter, c.actor)
        .where(c.site == site, c.day <= to_day)
        .where(or_(c.day >= from_day, c.closed_at.is_(None)))
        .order_by(c.opened_at, c.number)
    )
    width = len(_COMPLAINT_COLUMNS)
    return [ComplaintRow(ComplaintRecord._make(row[:width]), *row[width:]) for row in rows]


def quick(connection: Connection, site: str, from_day: str, to_day: str) -> dict[str, int]:
    """Questions answered without a number, by counter."""
    q = schema.quick.c
    rows = connection.execute(
        select(q.counter, func.sum(q.n)).where(q.site == site, _within(q.day, from_day, to_day)).group_by(q.counter)
    )
    return {counter: int(n) for counter, n in rows}
