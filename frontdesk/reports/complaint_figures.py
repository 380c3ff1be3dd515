"""What a summary says about complaints, from their records."""

from __future__ import annotations

from collections import Counter
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.complaints import CLOSED, NOT_A_COMPLAINT, ON_THE_SPOT_S, RESOLVED
from frontdesk.domain.metrics import Distribution
from frontdesk.domain.policy import business_day
from frontdesk.reports.model import ComplaintFigures, Granted, ListedComplaint
from frontdesk.reports.repeat_complaints import repeat_complaints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.complaints import ComplaintRecord, ComplaintStep, Turn
    from frontdesk.reports.duty import Watch
    from frontdesk.reports.period import Period


class _Lived(NamedTuple):
    """A complaint that was open at some time in a period: as it stood at the end, and its turns in the period."""

    stood: ComplaintRecord
    carried_in: bool
    turns: tuple[Turn, ...]

    @property
    def is_open(self) -> bool:
        """Whether it was so at the end: not settled at all in the period, or taken up again since."""
        return not (self.turns and self.turns[-1].settled)

    @property
    def answers(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.settled)


def complaint_figures(
    period: Period, records: Iterable[ComplaintRecord], shifts: Iterable[Watch], visits: int
) -> ComplaintFigures:
    """The complaints of a period as they stood at the end of its last day; ``visits`` is for the rate.

    Everything counts on the business day on which it happened, also what happened after the day was closed: so the
    days of a range add up to it. Requests, suggestions and praise are counted by kind only. Who is acknowledged on the
    business day of the complaint was acknowledged in time and, where ``period.taken_down`` is known, in the shift of
    whoever took it down; of one that was taken down in no shift, as by telephone, the day is all. What is due on a day
    is overdue once that is over.
    """
    ends = [(one.counter, one.staff, one.begins, one.ends) for one in shifts if one.over]

    def in_the_shift(one: ComplaintRecord, at: int) -> bool:
        where = period.taken_down.get(one.number)
        return all(at <= end for *who, begins, end in ends if (*who,) == where and begins <= one.opened_at < end)

    def day_of(at: int) -> str:
        return business_day(at, period.zone, period.cutoff).isoformat()

    first, last, today = period.from_day, period.to_day, day_of(period.as_of)
    known = [one.stood_at(period.now).at_end_of(last) for one in records if one.day <= last]
    complaints = [one for one in known if one.kind not in NOT_A_COMPLAINT]
    lived = [one for one in (_lived(complaint, first) for complaint in complaints) if _counts(one, first)]
    opened = [one.stood for one in lived if one.stood.day >= first]
    still_open = [one.stood for one in lived if one.is_open]
    answers = [(one.stood, turn) for one in lived for turn in one.answers]
    due = sorted(one.due_day for one in still_open if one.due_day is not None)
    steps = [step for one in complaints for step in one.steps if step.day >= first]
    return ComplaintFigures(
        carried_in=sum(one.carried_in for one in lived),
        opened=len(opened),
        reopened=sum(not turn.settled for one in lived for turn in one.turns),
        acknowledged_in_time=sum(
            at is not None and day_of(at) <= one.day and in_the_shift(one, at)
            for one, at in ((one, one.acknowledged_at) for one in opened)
        ),
        resolved=len(answers),
        resolved_late=sum(turn.late for _one, turn in answers),
        resolved_same_day=sum(turn.day <= one.day for one, turn in answers),
        resolved_at_desk=sum(turn.at - one.opened_at <= ON_THE_SPOT_S for one, turn in answers),
        open=len(still_open),
        overdue=sum(day < today for day in due),
        next_due=next((day for day in due if day >= today), None),
        per_1000_visits=len(opened) * 1000 / visits if visits > 0 else None,
        by_cause=_most_first(Counter(one.cause for one in opened)),
        by_kind=_most_first(Counter(one.kind for one in known if one.day >= first)),
        listed=tuple(
            _listed(one, today, period.as_of)
            for one in sorted(lived, key=lambda one: (one.stood.opened_at, one.stood.number))
        ),
        open_age=Distribution.of(_age_s(one, period.as_of) for one in still_open),
        settled_in=Distribution.of(turn.at - one.opened_at for one, turn in answers),
        closed=sum(step.kind == CLOSED for step in steps),
        repeats=repeat_complaints(opened, period.complained_before),
        # A root is noted so that the house learns from it, and is held against nobody.
        by_root={} if period.staff is not None else _most_first(Counter(one.root for one in steps if one.root)),
        granted=_granted(steps),
    )


def _lived(complaint: ComplaintRecord, first: str) -> _Lived:
    """A complaint from the beginning of a day on."""
    turns = tuple(complaint.turns())
    since = tuple(dropwhile(lambda turn: turn.day < first, turns))
    before = turns[: len(turns) - len(since)]
    return _Lived(complaint, complaint.day < first and not (before and before[-1].settled), since)


def _counts(one: _Lived, first: str) -> bool:
    return one.carried_in or bool(one.turns) or one.stood.day >= first


def _granted(steps: Sequence[ComplaintStep]) -> Mapping[str, Granted]:
    granted = [(one.remedy, one.amount) for one in steps if one.kind == RESOLVED and one.remedy is not None]
    amounts = {
        remedy: [amount for other, amount in granted if other == remedy and amount is not None]
        for remedy, _amount in granted
    }
    counts = _most_first(Counter(remedy for remedy, _amount in granted))
    return {remedy: Granted(n, sum(amounts[remedy]) if amounts[remedy] else None) for remedy, n in counts.items()}


def _listed(one: _Lived, today: str, as_of: int) -> ListedComplaint:
    stood, answers = one.stood, one.answers
    answer = None if one.is_open else answers[-1]
    return ListedComplaint(
        number=stood.number,
        day=stood.day,
        opened_at=stood.opened_at,
        kind=stood.kind,
        cause=stood.cause,
        severity=stood.severity,
        safety=bool(stood.safety),
        visit=stood.visit,
        acknowledged=stood.acknowledged_at is not None,
        settled=answer is not None,
        age_s=_age_s(stood, as_of) if answer is None else answer.at - stood.opened_at,
        due_day=stood.due_day,
        overdue=stood.is_overdue(today),
        carried_in=one.carried_in,
        settled_day=None if answer is None else answer.day,
        late=answer is not None and answer.late,
        resolved=len(answers),
        resolved_late=sum(turn.late for turn in answers),
        reopened=len(one.turns) - len(answers),
    )


def _age_s(one: ComplaintRecord, as_of: int) -> int:
    """How long one that is open has been so since it was taken down, in seconds."""
    return max(0, as_of - one.opened_at)


def open_complaints(records: Iterable[ComplaintRecord], day: str) -> list[ComplaintRecord]:
    """The complaints that nobody had answered at the end of a business day, as they stood then."""
    stood = (one.at_end_of(day) for one in records if one.kind not in NOT_A_COMPLAINT and one.day <= day)
    return [one for one in stood if one.is_open]


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
