"""What a summary says about promises to customers, from their records: as they stood at the end of its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.policy import business_day
from frontdesk.domain.promises import BROKEN, KEPT, OPEN

if TYPE_CHECKING:
    from frontdesk.domain.promises import PromiseRecord
    from frontdesk.reports.period import Period


class ListedPromise(NamedTuple):
    """A promise that was open at the end of the range, or broken in it.

    What was promised is not told: it may name people. ``moved`` is how often it was given another due day, ``owner``
    who sees to it, if anybody was named; it is ``overdue`` when it was open and its due day was over. ``visit`` is the
    one at which it was made, where it was.
    """

    number: str
    day: str
    first_due_day: str
    due_day: str
    moved: int
    owner: str | None
    state: str
    overdue: bool
    ended_day: str | None
    visit: str | None = None


@frozen()
class PromiseFigures(Frozen):
    """Promises over a range: carried_in + made = kept + broken + due.

    What was made, kept, moved or broken counts on the business day on which it was. ``carried_in`` were open when the
    range began, ``due`` at its end; ``overdue`` are those of the latter whose due day was over, ``next_due`` is the
    first due day of the others. ``kept_late`` are those of the kept that were kept after their due day, as it was last
    moved; ``moved`` is how many times one was moved. ``listed`` are those due or broken, the oldest first,
    and ``kept_visits`` the visits at which the kept ones were made.
    """

    carried_in: int = 0
    made: int = 0
    kept: int = 0
    kept_late: int = 0
    broken: int = 0
    due: int = 0
    overdue: int = 0
    next_due: str | None = None
    moved: int = 0
    listed: tuple[ListedPromise, ...] = ()
    kept_visits: tuple[str, ...] = ()

    @property
    def in_time(self) -> int:
        """How many were kept by their due day."""
        return self.kept - self.kept_late

    @property
    def ended(self) -> int:
        """How many were kept or broken."""
        return self.kept + self.broken


NO_PROMISES = PromiseFigures()


def promise_figures(period: Period) -> PromiseFigures:
    """The promises of a period; of one person's shift those that this person made or sees to."""
    first, last = period.from_day, period.to_day
    today = business_day(period.as_of, period.zone, period.cutoff).isoformat()
    stood = [one.at_end_of(last) for one in period.promises if one.day <= last and _is_of(one, period.staff)]
    lived = [one for one in stood if one.ended_day is None or one.ended_day >= first]
    kept = [one for one in lived if one.status == KEPT]
    still_open = [one for one in lived if one.status == OPEN]
    to_come = [one.due_day for one in still_open if not one.is_overdue(today)]
    listed = sorted((one for one in lived if one.status != KEPT), key=lambda one: (one.made_at, one.number))
    return PromiseFigures(
        carried_in=sum(one.day < first for one in lived),
        made=sum(one.day >= first for one in lived),
        kept=len(kept),
        kept_late=sum(one.kept_late for one in kept),
        broken=sum(one.status == BROKEN for one in lived),
        due=len(still_open),
        overdue=len(still_open) - len(to_come),
        next_due=min(to_come, default=None),
        moved=sum(move.day >= first for one in lived for move in one.moves),
        listed=tuple(_listed(one, today) for one in listed),
        kept_visits=tuple(one.visit for one in kept if one.visit is not None),
    )


def _is_of(promise: PromiseRecord, staff: str | None) -> bool:
    return staff is None or staff in (promise.actor, promise.owner)


def _listed(one: PromiseRecord, today: str) -> ListedPromise:
    return ListedPromise(
        number=one.number,
        day=one.day,
        first_due_day=one.first_due_day,
        due_day=one.due_day,
        moved=len(one.moves),
        owner=one.owner or None,
        state=one.status,
        overdue=one.is_overdue(today),
        ended_day=one.ended_day,
        visit=one.visit,
    )
