"""The rows of one day: who ended on it and who was open at its close, and what adds up of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, literal_column, select

from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
from frontdesk.reports.sums.day_facts import DayFacts, facts_of
from frontdesk.reports.sums.measures import Sums, gathered
from frontdesk.reports.sums.sheet import sheet_of
from frontdesk.store import schema
from frontdesk.store.driver import Driver, Prepared
from frontdesk.store.history import calls_past, read_day_logs, served_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter, ColumnElement

    from frontdesk.reports.half_hours import SiteClock

_VISIT, _CARRIED, _LEG, _PHASE = schema.visit.c, schema.carried.c, schema.leg.c, schema.phase.c
_SITE: BindParameter[str] = bindparam("of_site")
_ON: BindParameter[str] = bindparam("of_day")
_SEVERAL: ColumnElement[int] = literal_column("1")

_ended_then = (_VISIT.site == _SITE, _VISIT.ended_day == _ON)
_ENDED = Prepared(
    lambda _engine: (
        select(*(_VISIT[name] for name in VisitRecord._fields))
        .where(*_ended_then)
        .order_by(_VISIT.arrived_at, _VISIT.id)
    )
)
_LEGS_OF_ENDED = Prepared(
    lambda _engine: (
        select(*(_LEG[name] for name in LegRecord._fields))
        .where(_LEG.visit.in_(select(_VISIT.id).where(*_ended_then, _VISIT.legs > _SEVERAL)))
        .order_by(_LEG.visit, _LEG.leg)
    )
)
_PHASES_OF_ENDED = Prepared(
    lambda _engine: (
        select(*(_PHASE[name] for name in PhaseRecord._fields))
        .where(_PHASE.visit.in_(select(_VISIT.id).where(*_ended_then)))
        .order_by(_PHASE.visit, _PHASE.place)
    )
)
_STOOD = Prepared(
    lambda _engine: (
        select(*(_CARRIED[name] for name in VisitRecord._fields))
        .where(_CARRIED.site == _SITE, _CARRIED.day == _ON)
        .order_by(_CARRIED.arrived_at, _CARRIED.id)
    )
)
_OPEN_NOW = Prepared(
    lambda _engine: (
        select(*(_VISIT[name] for name in VisitRecord._fields))
        .where(_VISIT.site == _SITE, _VISIT.ended_day.is_(None), _VISIT.arrived_day <= _ON)
        .order_by(_VISIT.arrived_at, _VISIT.id)
    )
)
_LEGS_OF_STOOD = Prepared(
    lambda _engine: (
        select(*(_LEG[name] for name in LegRecord._fields))
        .where(
            _LEG.visit.in_(
                select(_CARRIED.id).where(_CARRIED.site == _SITE, _CARRIED.day == _ON, _CARRIED.legs > _SEVERAL)
            )
        )
        .order_by(_LEG.visit, _LEG.leg)
    )
)
_LEGS_OF_OPEN = Prepared(
    lambda _engine: (
        select(*(_LEG[name] for name in LegRecord._fields))
        .where(
            _LEG.visit.in_(
                select(_VISIT.id).where(_VISIT.site == _SITE, _VISIT.ended_day.is_(None), _VISIT.legs > _SEVERAL)
            )
        )
        .order_by(_LEG.visit, _LEG.leg)
    )
)


class Ended(NamedTuple):
    """The visits that ended on a day, in the order of arrival, the legs of those with several, and their phases."""

    visits: Sequence[VisitRecord]
    legs: Sequence[LegRecord]
    phases: Sequence[PhaseRecord]


class Open(NamedTuple):
    """The visits that were open at the end of a day (or are now) as they stood, and the legs of those with several."""

    visits: Sequence[VisitRecord]
    legs: Sequence[LegRecord]


def ended_on(driver: Driver, site: str, day: str) -> Ended:
    """Who ended on a day."""
    values = {"of_site": site, "of_day": day}
    return Ended(
        list(map(VisitRecord._make, driver.rows(_ENDED, values))),
        list(map(LegRecord._make, driver.rows(_LEGS_OF_ENDED, values))),
        list(map(PhaseRecord._make, driver.rows(_PHASES_OF_ENDED, values))),
    )


def open_at_end(driver: Driver, site: str, day: str, *, closed: bool) -> Open:
    """Who was open when a day closed, as they stood; while it runs, who is open now."""
    values = {"of_site": site, "of_day": day}
    stood = list(map(VisitRecord._make, driver.rows(_STOOD if closed else _OPEN_NOW, values)))
    several = any(one.legs > 1 for one in stood)
    legs = driver.rows(_LEGS_OF_STOOD if closed else _LEGS_OF_OPEN, values) if several else ()
    return Open(stood, list(map(LegRecord._make, legs)))


class DayRollUp(NamedTuple):
    """What is kept of a closed day: the sums of those who ended on it, and what is told of it alone."""

    sums: Sums
    facts: DayFacts


def made_from_rows(driver: Driver, site: str, day: str, clock: SiteClock, as_of: int, *, closed: bool) -> DayRollUp:
    """What adds up of a day, and its facts, from its rows; those who are open are judged at ``as_of`` (UTC seconds)."""
    ended, stood = ended_on(driver, site, day), open_at_end(driver, site, day, closed=closed)
    log = read_day_logs(driver, site, day, day)
    before = served_before(driver, site, day, day, [*ended.visits, *stood.visits])
    past = calls_past(driver, site, day, ended.visits, log)
    return DayRollUp(
        gathered(sheet_of(ended.visits, ended.legs, ended.phases, as_of, past)),
        facts_of(
            day,
            clock,
            ended.visits,
            stood.visits,
            [*ended.legs, *stood.legs],
            as_of,
            next(iter(log), None),
            before=before,
        ),
    )
