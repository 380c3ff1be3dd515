"""Rows for the tests of reports: a visit with what matters named and the rest plain."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from frontdesk.domain.complaints import OPEN, ComplaintRecord, ComplaintStep
from frontdesk.domain.day_log import CalledPast
from frontdesk.domain.promises import PromiseMove, PromiseRecord
from frontdesk.domain.records import LegRecord, VisitRecord

BANK = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank-1999-02-01-to-21.csv"
BANK_DAYS = ("1999-02-01", "1999-02-21")
BANK_ZONE = "Asia/Jerusalem"

YESTERDAY, TODAY, TOMORROW = "2026-11-20", "2026-11-21", "2026-11-22"
MIDNIGHT = 1_795_219_200
"""2026-11-21 00:00 UTC, in seconds."""

PLAIN = VisitRecord(
    id="v",
    number="I001",
    arrived_day="2026-11-21",
    ended_day=None,
    arrived_at=0,
    called_at=None,
    started_at=None,
    ended_at=None,
    outcome=None,
    state="waiting",
    since=0,
    hold_until=None,
    interrupted_at=None,
    segment="regular",
    urgency="normal",
    preference=None,
    service="information",
    counter=None,
    staff=None,
    party=1,
    name=None,
    customer=None,
    appointment=None,
    target_s=600,
    goal=0.8,
    legal=False,
    waiting_s=0,
    called_s=0,
    serving_s=0,
    held_s=0,
    interrupted_s=0,
    legs=1,
    calls=0,
    passed=0,
    out_of_turn=None,
    reason=None,
    rating=None,
    rating_factor=None,
    returned=0,
    estimate_p50_s=None,
    estimate_p90_s=None,
    would_return=None,
    extra_steps=0,
)


def ended(
    name: str,
    arrived_at: int,
    outcome: str,
    *,
    wait: int = 0,
    walk: int = 0,
    serving: int = 0,
    day: str = "2026-11-21",
    ended_day: str | None = None,
    **more: Any,
) -> VisitRecord:
    """A visit that waited, was called unless it left, was served if it was, and ended: all in one piece."""
    was_called = outcome in ("served", "no_show")
    called_at = arrived_at + wait if was_called else None
    row = PLAIN._replace(
        id=name,
        number=name.upper(),
        arrived_day=day,
        ended_day=ended_day or day,
        arrived_at=arrived_at,
        called_at=called_at,
        started_at=arrived_at + wait + walk if outcome == "served" else None,
        ended_at=arrived_at + wait + walk + serving,
        outcome=outcome,
        state="ended",
        since=arrived_at + wait + walk + serving,
        counter="1" if was_called else None,
        staff="Ana" if was_called else None,
        waiting_s=wait,
        called_s=walk,
        serving_s=serving,
        calls=int(was_called),
    )
    return row._replace(**more)


def still_here(
    name: str, arrived_at: int, *, state: str = "waiting", day: str = "2026-11-21", **more: Any
) -> VisitRecord:
    """A visit that is still open: waiting since it came, unless more is said."""
    row = PLAIN._replace(
        id=name, number=name.upper(), arrived_day=day, arrived_at=arrived_at, since=arrived_at, state=state
    )
    return row._replace(**more)


def calls_past(visits: Iterable[VisitRecord]) -> dict[str, CalledPast]:
    """The calls out of turn of those who were called past others, by the counter and the person they were at last."""
    return {
        one.id: CalledPast(one.called_at or one.arrived_at, one.counter, one.staff or "", one.passed, one.out_of_turn)
        for one in visits
        if one.passed
    }


def leg(visit: str, place: int, service: str, queued_at: int, **more: Any) -> LegRecord:
    """A leg of a visit."""
    row = LegRecord(
        visit=visit,
        leg=place,
        service=service,
        queued_at=queued_at,
        due_at=queued_at + 600,
        target_s=600,
        goal=0.8,
        counter=None,
        staff=None,
        called_at=None,
        started_at=None,
        ended_at=None,
        waiting_s=0,
        called_s=0,
        serving_s=0,
        held_s=0,
        interrupted_s=0,
    )
    return row._replace(**more)


def promise(
    number: str,
    day: str,
    due_day: str,
    *,
    ended: tuple[str, str] | None = None,
    moves: tuple[tuple[str, str], ...] = (),
    **more: Any,
) -> PromiseRecord:
    """A promise of Ana's made on ``day``, each time at nine; ``moves`` are (day, new due day), ``ended`` (how, day)."""
    status, ended_day = ("open", None) if ended is None else ended
    row = PromiseRecord(
        number=number,
        day=day,
        made_at=_nine(day),
        first_due_day=due_day,
        due_day=moves[-1][1] if moves else due_day,
        owner="Ana",
        actor="Ana",
        counter=None,
        visit=None,
        customer=None,
        text="n.x",
        status=status,
        ended_day=ended_day,
        ended_at=None if ended_day is None else _nine(ended_day),
        ended_by=None if ended_day is None else "Eva",
        moves=tuple(PromiseMove(_nine(on), on, due, "Eva", "n.x") for on, due in moves),
    )
    return row._replace(**more)


def complaint(
    number: str,
    day: str = TODAY,
    *,
    due_day: str | None = None,
    steps: Iterable[tuple[str, int] | tuple[str, int, str]] = (),
    **more: Any,
) -> ComplaintRecord:
    """A complaint taken down on ``day`` at nine; ``steps`` are (kind, instant) or (kind, instant, new due day)."""
    at = _nine(day)
    row = ComplaintRecord(number, day, at, "complaint", "courtesy", 2, False, None, None, due_day, None, None, OPEN)
    row = row._replace(first_due_day=due_day, **more)
    for kind, then, *due in steps:
        on = _business_day(datetime.fromtimestamp(then, UTC), 4)
        row = row.after(ComplaintStep(then, on, kind, "Eva", due_day=due[0] if due else None))
    return row


def _nine(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T09:00:00+00:00").timestamp())


def bank_visits(path: Path = BANK, *, target_s: int = 60, cutoff_hour: int = 4) -> list[VisitRecord]:
    """The rows of the bank's visit log as records, by its own instants."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(_bank_rows(csv.DictReader(file), target_s, cutoff_hour))


def _bank_rows(rows: csv.DictReader[str], target_s: int, cutoff_hour: int) -> Iterator[VisitRecord]:
    for row in rows:
        arrived, ended_at = (datetime.fromisoformat(row[name]) for name in ("arrived_at", "ended_at"))
        called, started = (
            int(datetime.fromisoformat(row[name]).timestamp()) if row[name] else None
            for name in ("called_at", "started_at")
        )
        began, end = int(arrived.timestamp()), int(ended_at.timestamp())
        yield PLAIN._replace(
            id=row["visit"],
            number=row["visit"][-5:],
            arrived_day=_business_day(arrived, cutoff_hour),
            ended_day=_business_day(ended_at, cutoff_hour),
            arrived_at=began,
            called_at=called,
            started_at=started,
            ended_at=end,
            outcome=row["outcome"],
            state="ended",
            since=end,
            segment=row["segment"],
            urgency=row["urgency"],
            service=row["service"],
            counter=row["counter"] or None,
            staff=row["staff"] or None,
            target_s=target_s,
            waiting_s=(end if called is None else called) - began,
            called_s=0 if called is None else (end if started is None else started) - called,
            serving_s=0 if started is None else end - started,
            calls=int(called is not None),
        )


def _business_day(local: datetime, cutoff_hour: int) -> str:
    return (local - timedelta(hours=cutoff_hour)).date().isoformat()
