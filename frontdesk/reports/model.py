"""The report model: what goes in (``Period``, filled by the store), what comes out (``Summary``, shown by renderers).

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
* ``complaints``: those opened in the range, and those opened before it that were not settled when it began.
* ``taken_down``: at which counter and by whom each of these was taken down, by its number, where the house promises
  that it is acknowledged in the same shift; empty where the same business day is enough.
* ``promises``: those that were open on one of the days, or were made or ended on it, as they stand now.
* ``days``: one ``DayInfo`` for each day of the range that the store knows.
* ``quick``: quick questions answered at each counter, over the range.
* ``logs``: for each day of the range, what its log tells beside the visits' own records (``domain.day_log``).
* ``before``: of the known customers among those who arrived in the range, when they had been served and for what, from
  a week before it on. (``repeat_visits``)
* ``notes``: note id (``commands.note_id`` of a reference) → text, for ``reason`` and ``out_of_turn`` of the visits
  above and for the reasons in ``logs``; an id that is missing is shown as no reason. Left empty, no reasons are shown.

Instants are whole seconds, UTC; lengths are whole seconds; days are ISO dates; shares are fractions of 1, None where
there is nothing to divide by.
"""

from __future__ import annotations

from dataclasses import field
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.commands import note_id
from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.metrics import NOTHING
from frontdesk.reports.crew import NO_CREW
from frontdesk.reports.departures import CameBack, Departures, EstimateErrors
from frontdesk.reports.detours import NO_DETOURS
from frontdesk.reports.duty import NO_DUTY_FIGURES
from frontdesk.reports.promise_figures import NO_PROMISES
from frontdesk.reports.repeat_visits import RepeatFigures
from frontdesk.reports.satisfaction import Answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day_log import DayLog
    from frontdesk.domain.metrics import Distribution, ServiceLevel
    from frontdesk.domain.promises import PromiseRecord
    from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
    from frontdesk.reports.causes import Cause
    from frontdesk.reports.crew import CrewFigures
    from frontdesk.reports.detours import DetourFigures
    from frontdesk.reports.duty import DutyFigures
    from frontdesk.reports.promise_figures import PromiseFigures
    from frontdesk.reports.repeat_complaints import ComplainedBefore
    from frontdesk.reports.repeat_visits import ServedBefore
    from frontdesk.reports.satisfaction import Satisfaction
    from frontdesk.reports.set_apart import SetApart, WithoutApart


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
    the visits that this person called or served last, and the promises that this person made or sees to.
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
    taken_down: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    complained_before: Sequence[ComplainedBefore] = ()
    promises: Sequence[PromiseRecord] = ()
    days: Sequence[DayInfo] = ()
    quick: Mapping[str, int] = field(default_factory=dict)
    before: Sequence[ServedBefore] = ()
    logs: Sequence[DayLog] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    cutoff: time = time(4, 0)
    closed_at: int | None = None
    internal: frozenset[str] = frozenset()
    internal_in_headline: bool = False
    staff: str | None = None
    pulses_wait: bool = False

    @property
    def as_of(self) -> int:
        """The instant (UTC seconds) at which those still here are judged: the close of the last day, or now."""
        return self.now if self.closed_at is None else min(self.now, self.closed_at)

    @property
    def outside(self) -> frozenset[str]:
        """The segments that the headline's service level leaves out."""
        return frozenset() if self.internal_in_headline else self.internal

    def note(self, reference: str | None) -> str | None:
        """What a person typed; None for nothing, and for what was erased."""
        return None if reference is None else self.notes.get(note_id(reference))


@frozen()
class VisitCounts(Frozen):
    """The equation at the top: arrived + carried_in = served + no_show + left + removed + unfinished + open."""

    arrived: int
    carried_in: int
    served: int
    no_show: int
    left: int
    removed: int
    unfinished: int
    open: int

    @property
    def adds_up(self) -> bool:
        """Whether everybody who was here is accounted for: the two sides are counted from different fields."""
        ended = self.served + self.no_show + self.left + self.removed + self.unfinished
        return self.arrived + self.carried_in == ended + self.open


@frozen()
class PhaseFigures(Frozen):
    """One phase of attention over the served visits in which it was marked, and their share of the served."""

    times: Distribution
    coverage: float | None


@frozen()
class Group(Frozen):
    """The visits (or, by service, counter and person: the legs) of one kind.

    ``visits`` counts visits, ``wait`` and ``handling`` those served, ``service_level`` everyone.
    """

    visits: int
    wait: Distribution
    handling: Distribution
    service_level: ServiceLevel


@frozen()
class HalfHour(Frozen):
    """Half an hour of the site's clock.

    ``clock`` is its beginning as ``HH:MM``; ``begins_at`` the instant, in a report of one day (None over a range, where
    each row gathers that half hour of all days). ``arrived``, ``served`` and ``left`` count by the instant at which
    it happened; ``wait_mean_s`` and ``wait_max_s`` are of those served in it; ``waiting_max`` the most who waited at
    one moment; ``counters_open`` the counters at which someone was called or served (both over a range: on the day with
    the most).
    """

    clock: str
    begins_at: int | None
    arrived: int
    served: int
    left: int
    wait_mean_s: float | None
    waiting_max: int
    counters_open: int
    wait_max_s: int | None = None


@frozen()
class DayBrief(Frozen):
    """One day of a range. Those carried over count, for service level, wait and answers, on the day of their end."""

    day: str
    visits: VisitCounts
    wait: Distribution
    service_level: ServiceLevel
    closed: bool
    seal: str | None
    answers: Answers = Answers()


class ListedVisit(NamedTuple):
    """A visit that a list names: by number, never by the customer's name.

    ``reason`` is text that a person typed; ``why`` is why it waited so long, where that was asked (``causes``).
    """

    visit: str
    number: str
    day: str
    service: str
    segment: str
    urgency: str
    arrived_at: int
    outcome: str | None
    counter: str | None
    staff: str | None
    waited_s: int
    target_s: int
    passed: int
    reason: str | None
    why: tuple[Cause, ...] = ()

    @property
    def over_s(self) -> int:
        """How far over the standard, in seconds."""
        return self.waited_s - self.target_s


@frozen()
class ComplaintFigures(Frozen):
    """Complaints opened in the range, and at its end all those still open; ``by_kind`` counts requests and praise too.

    ``open`` are neither resolved nor closed, ``overdue`` those of them past their due day, ``next_due`` the earliest
    due day of the others, ``open_age`` how old all of them are. ``settled_in`` is how long those opened in the range
    took that are settled. ``listed`` are all of them, the oldest first. ``reopened`` is how often one was taken up
    again in the range, ``closed`` how often one was closed. ``repeats`` are those opened in the range by a known
    customer who had complained of the same cause before, ``resolved_at_desk`` were answered on the spot.
    ``granted`` are the remedies that were granted in the range, ``by_root`` what went wrong with us as it was noted at
    each close; of one person's shift that is not told.
    """

    opened: int
    acknowledged_in_time: int
    resolved: int
    resolved_same_day: int
    open: int
    overdue: int
    next_due: str | None
    per_1000_visits: float | None
    by_cause: Mapping[str, int]
    by_kind: Mapping[str, int]
    listed: tuple[ListedComplaint, ...] = ()
    open_age: Distribution = NOTHING
    settled_in: Distribution = NOTHING
    reopened: int = 0
    closed: int = 0
    repeats: int = 0
    resolved_at_desk: int = 0
    by_root: Mapping[str, int] = field(default_factory=dict)
    granted: Mapping[str, Granted] = field(default_factory=dict)


class Granted(NamedTuple):
    """How often a remedy was granted, and what it came to in whole units of the house's money; None for nothing."""

    n: int
    amount: int | None


class ListedComplaint(NamedTuple):
    """A complaint opened in the range, or still open at its end; requests, suggestions and praise are not listed.

    ``age_s`` is from its opening until it was settled, or the end of the range. ``due_day`` is the last day on which an
    answer keeps the deadline; it is ``overdue`` when that day is over.
    """

    number: str
    day: str
    opened_at: int
    kind: str
    cause: str
    severity: int
    safety: bool
    visit: str | None
    acknowledged: bool
    settled: bool
    age_s: int
    due_day: str | None
    overdue: bool


@frozen()
class Summary(Frozen):
    """Everything that a summary says, for a day, a range or a person's shift.

    ``times_add_up`` tells whether for every visit that ended the times in all states sum to the time it was here.
    ``phases`` are in the order in which they are met. ``no_show_rate`` is over the visits that were called;
    ``abandonment`` is left / (arrived − removed). ``internal`` is the line of colleagues, None when none came.
    ``wait_histogram`` tells of each wait in seconds how many of the served had it, ``promised`` of each promised wait
    in seconds how many visits (without the removed) it was given to; both add up over parts.
    ``previous`` is the period that this one is held against, where one was asked for; ``compared_with`` says how it was
    chosen (``comparison.COMPARE``).
    """

    site: str
    from_day: str
    to_day: str
    generated_at: int
    as_of: int
    zone: str
    staff: str | None
    closed: bool
    seal: str | None
    visits: VisitCounts
    adds_up: bool
    times_add_up: bool
    response: Distribution
    wait: Distribution
    walk: Distribution
    handling: Distribution
    interruption: Distribution
    hold: Distribution
    total: Distribution
    phases: Mapping[str, PhaseFigures]
    service_level: ServiceLevel
    goal: float | None
    internal: Group | None
    abandonment: float | None
    no_show_rate: float | None
    by_service: Mapping[str, Group]
    by_segment: Mapping[str, Group]
    by_urgency: Mapping[str, Group]
    by_preference: Mapping[str, Group]
    by_counter: Mapping[str, Group]
    by_staff: Mapping[str, Group]
    by_half_hour: tuple[HalfHour, ...]
    complaints: ComplaintFigures
    satisfaction: Satisfaction
    worst: tuple[ListedVisit, ...]
    out_of_turn: tuple[ListedVisit, ...]
    removed: tuple[ListedVisit, ...]
    legal_breaches: tuple[ListedVisit, ...]
    quick: Mapping[str, int]
    days: tuple[DayBrief, ...]
    wait_histogram: Mapping[int, int] = field(default_factory=dict)
    promised: Mapping[int, int] = field(default_factory=dict)
    duty: DutyFigures = NO_DUTY_FIGURES
    detours: DetourFigures = NO_DETOURS
    departures: Departures = Departures()
    came_back: CameBack = CameBack()
    estimates: EstimateErrors = EstimateErrors()
    repeats: RepeatFigures = RepeatFigures()
    promises: PromiseFigures = NO_PROMISES
    crew: CrewFigures = NO_CREW
    set_apart: tuple[SetApart, ...] = ()
    without_set_apart: WithoutApart | None = None
    compared_with: str | None = None
    previous: Summary | None = None
