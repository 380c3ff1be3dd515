"""A day on which everything happened that a summary tells of, and much of it: more than a page holds as it is."""

from __future__ import annotations

from random import Random
from typing import Any

from frontdesk.domain import events as ev
from frontdesk.domain.complaints import ComplaintRecord
from frontdesk.domain.records import PhaseRecord, VisitRecord
from frontdesk.domain.standards import Promise
from frontdesk.reports.build import build
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, TOMORROW, YESTERDAY, calls_past, complaint, ended, still_here

SEVEN = MIDNIGHT + 12 * 3600  # in Bogota
LASTS_S = 14 * 3600
SERVICES = tuple(f"Enquiries about contributions and pensions, window group {place}" for place in range(1, 13))
SEGMENTS = tuple(f"Households with several contracts, class {place}" for place in range(1, 9))
URGENCIES = ("normal", "soon", "urgent", "emergency")
PREFERENCES = ("80 or older", "60 or older", "Pregnancy", "Disability", "Child in arms")
PEOPLE = tuple(f"María del Rosario Fernández-Villaverde {place:02}" for place in range(1, 41))
COUNTERS = tuple(f"Window {place:02} in the great hall" for place in range(1, 41))
CAUSES = ("communication", "courtesy", "competence", "access", "reliability", "price")
PHASES = ("welcome", "understanding", "resolution", "farewell")


def rich_day(visits: int = 2000, people: int = 40, *, staff: str | None = None, **more: Any) -> Summary:
    """So many visits at as many counters as people, with pauses, hand-overs, detours, complaints and reasons."""
    luck = Random(visits + people)
    rows = [_visit(place, people, luck) for place in range(visits)]
    rows = [row for row in rows if staff is None or row.staff == staff]
    notes = {f"n{place}": f"reason number {place}, told at some length" for place in range(14)}
    values: dict[str, Any] = {
        "site": "Main office of the provincial directorate",
        "from_day": TODAY,
        "to_day": TODAY,
        "now": SEVEN + LASTS_S + 3600,
        "closed_at": SEVEN + LASTS_S + 1800,
        "zone": "America/Bogota",
        "days": [DayInfo(TODAY, True, "7f3a91c0d4")],
        "notes": notes,
        "staff": staff,
        "phases": [
            PhaseRecord(row.id, place, 1, phase, row.started_at or 0, 20 + place * luck.randrange(60))
            for row in rows[::2]
            if row.outcome == "served"
            for place, phase in enumerate(PHASES, 1)
        ],
        "complaints": [_complaint(place) for place in range(30)],
        "quick": dict.fromkeys(COUNTERS[:people], 3),
        "internal": frozenset({SEGMENTS[7]}),
        "logs": [log(*_happened(rows, people))],
    }
    return build(Period(visits=rows, called_past=calls_past(rows), **(values | more)))


def _visit(place: int, people: int, luck: Random) -> VisitRecord:
    at = SEVEN + int(luck.triangular(0, LASTS_S, LASTS_S / 3))
    outcome = luck.choices(("served", "left", "no_show", "removed", "unfinished", "open"), (84, 8, 3, 2, 1, 2))[0]
    who = int(luck.triangular(0, people, people / 4)) % people
    target = luck.choice((300, 600, 900, 1800))
    wait = int(luck.expovariate(1 / 420))
    told: dict[str, Any] = {
        "number": f"A{place:04}",
        "service": luck.choice(SERVICES),
        "segment": luck.choice(SEGMENTS),
        "urgency": luck.choices(URGENCIES, (80, 12, 6, 2))[0],
        "preference": luck.choice(PREFERENCES) if luck.random() < 0.2 else None,
        "target_s": target,
        "legal": luck.random() < 0.1,
    }
    if outcome == "open":
        return still_here(f"v{place}", SEVEN + LASTS_S - 600, **told)
    if outcome in ("served", "no_show"):
        told |= {"counter": COUNTERS[who], "staff": PEOPLE[who], "estimate_p50_s": 400, "estimate_p90_s": 900}
    if outcome == "served":
        told |= {"rating": luck.choice((5, 4, 3, None)), "interrupted_s": luck.choice((0, 0, 0, 60))}
    if luck.random() < 0.02:
        told |= {"passed": 3, "out_of_turn": f"n{place % 14}.x"}
    if outcome in ("left", "removed"):
        told |= {"reason": f"n{place % 14}.x"}
    serving = int(luck.expovariate(1 / 500)) + 70
    return ended(f"v{place}", at, outcome, wait=wait, walk=luck.randrange(40), serving=serving, **told)


def _complaint(place: int) -> ComplaintRecord:
    at = SEVEN + 300 * place
    steps = [("acknowledged", at + 60)]
    if place % 3 == 0:
        steps += [("resolved", SEVEN + 9000), ("closed", SEVEN + 9000)]
    return complaint(
        f"C-{place}",
        TODAY,
        opened_at=at,
        cause=CAUSES[place % len(CAUSES)],
        safety=place % 7 == 0,
        visit=f"v{place}" if place % 2 else None,
        due_day=(YESTERDAY, TOMORROW)[place % 2],
        steps=steps,
    )


def _happened(rows: list[VisitRecord], people: int) -> list[tuple[int, str, str | None, ev.Event]]:
    """Each counter is open all day with a pause or two; some are handed over, and some visits go a long way."""
    told: list[tuple[int, str, str | None, ev.Event]] = []
    for place in range(people):
        person, counter = PEOPLE[place], COUNTERS[place]
        begins = SEVEN - 600 + 60 * place
        told.append((begins, person, counter, ev.CounterOpened()))
        for pause in (7200, 18_000):
            told.append((begins + pause, person, counter, ev.CounterPaused(reason=f"n{place % 14}.x")))
            told.append((begins + pause + 900, person, counter, ev.CounterResumed()))
        if place % 3 == 0:
            other = PEOPLE[(place + 1) % people]
            told.append((begins + 30_000, other, counter, ev.CounterTakenOver(previous=person)))
    for place, row in enumerate(rows[:400]):
        at, reason = row.arrived_at + 60, f"n{place % 14}.x"
        befell: ev.Event = (
            ev.Recalled(row.id),
            ev.PutOnHold(row.id, until=None, reason=reason),
            ev.Returned(row.id),
            ev.Interrupted(row.id, reason=reason),
            ev.Transferred(row.id, service=SERVICES[place % 12], promise=Promise(600, 600, 300, 0.8), order_from=at),
        )[place % 5]
        told.append((at, row.staff or PEOPLE[0], row.counter, befell))
    told.append((SEVEN + 20_000, PEOPLE[0], None, ev.IntervalSetApart(SEVEN + 18_000, SEVEN + 18_900, "n3.x")))
    return sorted(told, key=lambda one: one[0])
