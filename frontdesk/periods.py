"""The rows that reports are made from, read from the store: the period of some days, or of a few visits in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from frontdesk.domain.events import DayOpened, ShiftNoteWritten
from frontdesk.domain.note import note_id
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence
from frontdesk.reports.half_hours import SiteClock, clock_of
from frontdesk.reports.period import DayInfo, Period
from frontdesk.store import history
from frontdesk.store.driver import Driver
from frontdesk.store.pulses import waiting_pulses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from frontdesk.domain.complaints import ComplaintRow
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.records import VisitRecord
    from frontdesk.i18n import Label
    from frontdesk.store.database import Store
    from frontdesk.store.log import DayRow


class Periods:
    """Reads the periods of a site; every method raises StoreError when they cannot be read.

    ``now`` (UTC seconds) is the instant that a period is told of.
    """

    def __init__(self, store: Store, policy: Policy, site_name: Label) -> None:
        self._store = store
        self._policy = policy
        self._site = policy.site
        self._site_name = site_name

    def whole(self, from_day: date, to_day: date, staff: str | None, now: int) -> Period:
        """The period of these days, both included; of one person's shifts, if named."""
        with self._store.reading() as connection:
            return self.with_rows(connection, self.frame(from_day, to_day, staff, now)[0])

    def of_visits(self, ids: Sequence[str], from_day: date, to_day: date, now: int) -> Period:
        """The same of a few visits, as they stood at the end of these days; they may have come before them."""
        with self._store.reading() as connection:
            period, _known = self.frame(from_day, to_day, None, now)
            there = frozenset(ids)
            carried = history.carried(connection, self._site, self._last_close(period.to_day))
            return replace(
                period,
                visits=history.visits_of(connection, self._site, ids),
                carried=[one for one in carried if one.id in there],
            )

    def frame(self, from_day: date, to_day: date, staff: str | None, now: int) -> tuple[Period, list[DayRow]]:
        """A period without its visits, and the days of it that the store knows.

        Raises UsageError where it ends before it begins.
        """
        if to_day < from_day:
            raise UsageError(Sentence("The range ends before it begins."), Sentence("Give the earlier day first."))
        policy, first, last = self._policy, from_day.isoformat(), to_day.isoformat()
        days = {row.day: row for row in self._store.days(self._site)}
        in_range = [row for day, row in days.items() if first <= day <= last]
        closed_at = self._closed_at(days, last, now)
        runs = closed_at is None and all(day <= last for day in days)
        with self._store.reading() as connection:
            complaints = history.complaints(connection, self._site, from_day=first, to_day=last)
            period = Period(
                site=str(self._site_name),
                from_day=first,
                to_day=last,
                now=now,
                visits=(),
                complaints=[row.record for row in complaints],
                complained_of=() if staff is None else self._complained_of(connection, complaints),
                taken_down=(
                    {row.record.number: (row.counter, row.actor) for row in complaints}
                    if policy.acknowledge_in_shift
                    else {}
                ),
                complained_before=history.complained_before(connection, self._site, first, last, complaints),
                promises=history.promises(connection, self._site, from_day=first, to_day=last),
                days=[_info(row) for row in in_range],
                quick=history.quick(connection, self._site, first, last),
                zone=policy.zone,
                cutoff=policy.cutoff,
                closed_at=closed_at,
                house_phases=policy.phases,
                internal=policy.internal,
                staff=staff,
                pulses_wait=runs and bool(waiting_pulses(Driver(connection), self._site)),
            )
        return period, in_range

    def with_rows(self, connection: Connection, period: Period) -> Period:
        """The period of a frame with everything that happened in it."""
        first, last = period.from_day, period.to_day
        visits = history.visits(connection, self._site, first, last)
        logs = history.day_logs(connection, self._site, first, last)
        past = history.calls_past(Driver(connection), self._site, first, visits, logs)
        told = [record.event for log in logs for record in log.records]
        shown = [
            *(one.reason for one in past.values()),
            *(one.reason for one in visits if one.reason is not None),
            *(getattr(event, "reason", None) for event in told),
            *(event.text for event in told if isinstance(event, ShiftNoteWritten)),
            *(kept.pause_reason for event in told if isinstance(event, DayOpened) for kept in event.counters),
        ]
        return replace(
            period,
            visits=visits,
            legs=history.legs(connection, self._site, first, last),
            phases=history.phases(connection, self._site, first, last),
            carried=history.carried(connection, self._site, self._last_close(last)),
            carried_before=history.carried_before(connection, self._site, first, last),
            before=history.served_before(Driver(connection), self._site, first, last, visits),
            logs=logs,
            called_past=past,
            notes=self._store.texts_of([note_id(one) for one in shown if one is not None]),
        )

    def _complained_of(self, connection: Connection, complaints: Sequence[ComplaintRow]) -> list[VisitRecord]:
        visits = sorted({row.record.visit for row in complaints if row.record.visit is not None})
        return history.visits_of(connection, self._site, visits) if visits else []

    def _last_close(self, last: str) -> str:
        """A day that nobody opened has nobody in it: those carried over stood as they did at the close before it."""
        return max((row.day for row in self._store.days(self._site) if row.day <= last), default=last)

    def _closed_at(self, days: dict[str, DayRow], last: str, now: int) -> int | None:
        """The instant at which those still here are judged: the close of the last day; None while it runs.

        A day whose end has passed is closed at that end by the next command, and nothing more happens in it: until
        then it is reported as it will be. (After the last day of a recorded history no command comes.)
        """
        known = days.get(last)
        if known is not None and known.closed_at is not None:
            return known.closed_at
        end = self._policy.opens_at(date.fromisoformat(last) + timedelta(days=1))
        over = any(day > last for day in days) or now >= end
        return end if over else None


def clock_of_day(row: DayRow, period: Period) -> SiteClock:
    """The site's clock over one of the days of a period."""
    return clock_of(_info(row), period.zone, period.cutoff)


def _info(row: DayRow) -> DayInfo:
    return DayInfo(row.day, row.closed_at is not None, row.seal, row.opened_at, row.closed_at)
