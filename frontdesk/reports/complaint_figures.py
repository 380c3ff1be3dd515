"""What a summary says about complaints, from their records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from frontdesk.domain.complaints import CLOSED, NOT_A_COMPLAINT, REOPENED, RESOLVED, ComplaintRecord
from frontdesk.domain.metrics import Distribution
from frontdesk.domain.policy import business_day
from frontdesk.reports.model import ComplaintFigures, Granted, ListedComplaint
from frontdesk.reports.repeat_complaints import repeat_complaints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.complaints import ComplaintStep
    from frontdesk.reports.duty import Watch
    from frontdesk.reports.period import Period


def complaint_figures(
    period: Period, records: Sequence[ComplaintRecord], shifts: Iterable[Watch], visits: int
) -> ComplaintFigures:
    """The complaints opened in the period and those open at its end, as they stood then; ``visits`` is for the rate.

    Requests, suggestions and praise are counted by kind only. Who is acknowledged on the business day of the complaint
    was acknowledged in time and, where ``period.taken_down`` is known, in the shift of whoever took it down; of one
    that was taken down in no shift, as by telephone, the day is all. What is due on a day is overdue once that is over.
    """
    ends = [(one.counter, one.staff, one.begins, one.ends) for one in shifts if one.over]

    def in_the_shift(one: ComplaintRecord, at: int) -> bool:
        where = period.taken_down.get(one.number)
        return all(at <= end for *who, begins, end in ends if (*who,) == where and begins <= one.opened_at < end)

    records = [one.stood_at(period.as_of) for one in records]

    def day_of(at: int) -> str:
        return business_day(at, period.zone, period.cutoff).isoformat()

    def settled(one: ComplaintRecord) -> bool:
        return _settled(one, period.as_of)

    opened_now = [one for one in records if period.from_day <= one.day <= period.to_day]
    opened = [one for one in opened_now if one.kind not in NOT_A_COMPLAINT]
    still_open = open_complaints(records, period.to_day, period.as_of)
    at_the_end = day_of(period.as_of)
    listed = sorted({*opened, *still_open}, key=lambda one: (one.opened_at, one.number))
    due = sorted(one.due_day for one in still_open if one.due_day is not None)
    steps = [
        step
        for one in records
        if one.kind not in NOT_A_COMPLAINT
        for step in one.steps
        if period.from_day <= step.day <= period.to_day
    ]
    return ComplaintFigures(
        opened=len(opened),
        acknowledged_in_time=sum(
            at is not None and day_of(at) <= one.day and in_the_shift(one, at)
            for one, at in ((one, one.acknowledged_at) for one in opened)
        ),
        resolved=sum(settled(one) for one in opened),
        resolved_same_day=sum(
            settled(one) and one.resolved_at is not None and day_of(one.resolved_at) <= one.day for one in opened
        ),
        open=len(still_open),
        overdue=sum(day < at_the_end for day in due),
        next_due=next((day for day in due if day >= at_the_end), None),
        per_1000_visits=len(opened) * 1000 / visits if visits > 0 else None,
        by_cause=_most_first(Counter(one.cause for one in opened)),
        by_kind=_most_first(Counter(one.kind for one in opened_now)),
        listed=tuple(_listed(one, at_the_end, period.as_of) for one in listed),
        open_age=Distribution.of(_age_s(one, period.as_of) for one in still_open),
        settled_in=Distribution.of(_age_s(one, period.as_of) for one in opened if settled(one)),
        reopened=sum(step.kind == REOPENED for step in steps),
        closed=sum(step.kind == CLOSED for step in steps),
        repeats=repeat_complaints(opened, period.complained_before),
        resolved_at_desk=sum(one.resolved_at_the_desk for one in opened),
        # A root is noted so that the house learns from it, and is held against nobody.
        by_root={} if period.staff is not None else _most_first(Counter(one.root for one in steps if one.root)),
        granted=_granted(steps),
    )


def _granted(steps: Sequence[ComplaintStep]) -> Mapping[str, Granted]:
    granted = [(one.remedy, one.amount) for one in steps if one.kind == RESOLVED and one.remedy is not None]
    amounts = {
        remedy: [amount for other, amount in granted if other == remedy and amount is not None]
        for remedy, _amount in granted
    }
    counts = _most_first(Counter(remedy for remedy, _amount in granted))
    return {remedy: Granted(n, sum(amounts[remedy]) if amounts[remedy] else None) for remedy, n in counts.items()}


def _listed(one: ComplaintRecord, today: str, as_of: int) -> ListedComplaint:
    settled = _settled(one, as_of)
    return ListedComplaint(
        number=one.number,
        day=one.day,
        opened_at=one.opened_at,
        kind=one.kind,
        cause=one.cause,
        severity=one.severity,
        safety=bool(one.safety),
        visit=one.visit,
        acknowledged=one.acknowledged_at is not None and one.acknowledged_at <= as_of,
        settled=settled,
        age_s=_age_s(one, as_of),
        due_day=one.due_day,
        overdue=not settled and one.due_day is not None and one.due_day < today,
    )


def _age_s(one: ComplaintRecord, as_of: int) -> int:
    """How long it has been open, in seconds: until it was settled or the instant at which it is looked at."""
    ends = [at for at in (one.resolved_at, one.closed_at, as_of) if at is not None]
    return max(0, min(ends) - one.opened_at)


def open_complaints(records: Iterable[ComplaintRecord], to_day: str, as_of: int) -> list[ComplaintRecord]:
    """The complaints opened up to a day that nobody had answered at an instant (UTC seconds)."""
    return [
        one for one in records if one.kind not in NOT_A_COMPLAINT and one.day <= to_day and not _settled(one, as_of)
    ]


def _settled(one: ComplaintRecord, as_of: int) -> bool:
    ends = [at for at in (one.resolved_at, one.closed_at) if at is not None]
    return bool(ends) and min(ends) <= as_of


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
