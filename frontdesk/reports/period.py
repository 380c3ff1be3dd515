"""What a report is made from: the rows of a range of business days, as the store supplies them.

What the store must supply for a range of business days ``from_day`` … ``to_day``:

* ``visits``: every visit with ``arrived_day <= to_day`` and (``ended_day`` is None or ``ended_day >= from_day``), as it
  stands now, whatever its outcome. One row per visit.
* ``carried``: for each of those that was open when ``to_day`` closed, its record as it stood at the close. Empty
  while ``to_day`` is the running day: then the open rows in ``visits`` are current themselves.
* ``carried_before``: the same at the close of each earlier day of the range, by day: how many waited then tells it.
* ``closed_at``: the instant at which ``to_day`` closed, or its end where that has passed and no command has closed it
  yet; None while it runs. Open visits are judged at it, or at ``now``.
* ``legs``: the legs of the visits that have more than one (``VisitRecord.legs > 1``), as they are now; what happened
  after the close is taken off. Others may be there; a visit with one leg is read from its own row.
* ``phases``: the phases of these visits, in any order.
* ``complaints``: those opened in the range, and those opened before it that were not closed when it began or were
  ever taken up again, as they stand now.
* ``complained_of``: of one person's shift the visits that these are about, whatever their day, as they stand now.
* ``taken_down``: at which counter and by whom each of these was taken down, by its number, where the house promises
  that it is acknowledged in the same shift; empty where the same business day is enough.
* ``promises``: those that were open on one of the days, or were made or ended on it, as they stand now.
* ``days``: one ``DayInfo`` for each day of the range that the store knows.
* ``quick``: quick questions answered at each counter, over the range.
* ``logs``: for each day of the range, what its log tells beside the visits' own records (``domain.day_log``).
* ``before``: of the known customers among those who arrived in the range, when they had been served and for what, from
  a week before it on. (``repeat_visits``)
* ``called_past``: of those who were called past others and ended in the range, that call, on whatever day it was.
* ``notes``: note id (``note.note_id`` of a reference) → text, for ``reason`` and ``out_of_turn`` of the visits
  above and for the reasons in ``logs``; an id that is missing is shown as no reason. Left empty, no reasons are shown.

Instants are whole seconds, UTC; lengths are whole seconds; days are ISO dates; shares are fractions of 1, None where
there is nothing to divide by.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.note import note_id
from frontdesk.domain.policy import day_begins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day_log import CalledPast, DayLog
    from frontdesk.domain.promises import PromiseRecord
    from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
    from frontdesk.reports.repeat_complaints import ComplainedBefore
    from frontdesk.reports.repeat_visits import ServedBefore


class DayInfo(NamedTuple):
    """A business day as the store knows it: whether it is closed, the seal that closed it, when it began and ended.

    Where an instant (UTC seconds) is None, the site's clock tells when such a day begins and ends.
    """

    day: str
    closed: bool = False
    seal: str | None = None
    opened_at: int | None = None
    closed_at: int | None = None


@frozen()
class Period(Frozen):
    """The rows of a range of business days at one site; see the top of this module for what each must hold.

    ``now`` is the instant at which the report is made. ``internal`` are the segments of colleagues, which stay out of
    the headline's service level unless ``internal_in_headline``. ``staff`` limits the report to one person's shift:
    the visits that this person called or served last, the complaints about such visits, of whatever day, and the
    promises that this person made or sees to. ``house_phases`` are the phases of attention in the house's order.
    ``pulses_wait`` tells, of a range up to a day that runs, whether answers to how the shift was wait for others.
    """

    site: str
    from_day: str
    to_day: str
    now: int
    visits: Sequence[VisitRecord]
    legs: Sequence[LegRecord] = ()
    phases: Sequence[PhaseRecord] = ()
    carried: Sequence[VisitRecord] = ()
    carried_before: Mapping[str, Sequence[VisitRecord]] = field(default_factory=dict)
    complaints: Sequence[ComplaintRecord] = ()
    complained_of: Sequence[VisitRecord] = ()
    taken_down: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    complained_before: Sequence[ComplainedBefore] = ()
    promises: Sequence[PromiseRecord] = ()
    days: Sequence[DayInfo] = ()
    quick: Mapping[str, int] = field(default_factory=dict)
    before: Sequence[ServedBefore] = ()
    logs: Sequence[DayLog] = ()
    called_past: Mapping[str, CalledPast] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    cutoff: time = time(4, 0)
    closed_at: int | None = None
    house_phases: Sequence[str] = ()
    internal: frozenset[str] = frozenset()
    internal_in_headline: bool = False
    staff: str | None = None
    pulses_wait: bool = False

    @property
    def as_of(self) -> int:
        """The instant (UTC seconds) at which those still here are judged: the close of the last day, or now."""
        return self.now if self.closed_at is None else min(self.now, self.closed_at)

    @property
    def has_begun(self) -> bool:
        """Whether its first day has begun by the site's clock, or one of its days was opened."""
        begins = day_begins(date.fromisoformat(self.from_day), self.zone, self.cutoff)
        return bool(self.days) or self.as_of >= begins

    @property
    def outside(self) -> frozenset[str]:
        """The segments that the headline's service level leaves out."""
        return frozenset() if self.internal_in_headline else self.internal

    def note(self, reference: str | None) -> str | None:
        """What a person typed; None for nothing, and for what was erased."""
        return None if reference is None else self.notes.get(note_id(reference))
