"""The report model: what is figured of a period (``Summary``), and what every renderer shows.

Instants are whole seconds, UTC; lengths are whole seconds; days are ISO dates; shares are fractions of 1, None where
there is nothing to divide by.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Mapping

    from frontdesk.domain.metrics import Distribution, ServiceLevel
    from frontdesk.reports.causes import Cause
    from frontdesk.reports.crew import CrewFigures
    from frontdesk.reports.detours import DetourFigures
    from frontdesk.reports.duty import DutyFigures
    from frontdesk.reports.promise_figures import PromiseFigures
    from frontdesk.reports.satisfaction import Satisfaction
    from frontdesk.reports.set_apart import SetApart, WithoutApart
    from frontdesk.reports.sums.groups import Group


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

    ``reason`` is text that a person typed; ``why`` is why it waited so long, where that was asked (``causes``). Of a
    call out of turn ``counter``, ``staff``, ``passed`` and ``reason`` are those of the call, at ``called_at``; in the
    other lists the first two are where the visit was last and with whom.
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
    called_at: int | None = None

    @property
    def over_s(self) -> int:
        """How far over the standard, in seconds."""
        return self.waited_s - self.target_s


@frozen()
class ComplaintFigures(Frozen):
    """Complaints over a range: carried_in + opened + reopened = resolved + open.

    ``carried_in`` were open when the range began, ``open`` at its end: neither resolved nor closed, or taken up again
    since. ``reopened`` and ``resolved`` are how often that happened in the range: one that was answered twice counts
    twice. ``resolved_late`` are those of the answers that came after the due day as it stood then,
    ``resolved_same_day`` those on the day of the opening, ``resolved_at_desk`` those on the spot; ``settled_in`` is how
    old the complaint was at each. ``overdue`` are those of the open past their due day, ``next_due`` the earliest due
    day of the others, ``open_age`` how old all of them are. ``by_kind`` counts requests and praise too. ``listed`` are
    all that were open at some time in the range, the oldest first. ``closed`` is how often one was closed. ``repeats``
    are those opened in the range by a known customer who had complained of the same cause before.
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
    carried_in: int = 0
    reopened: int = 0
    resolved_late: int = 0
    closed: int = 0
    repeats: int = 0
    resolved_at_desk: int = 0
    by_root: Mapping[str, int] = field(default_factory=dict)
    granted: Mapping[str, Granted] = field(default_factory=dict)

    @property
    def adds_up(self) -> bool:
        """Whether every complaint is accounted for: the two sides are counted from different fields."""
        return self.carried_in + self.opened + self.reopened == self.resolved + self.open


class Granted(NamedTuple):
    """How often a remedy was granted, and what it came to in whole units of the house's money; None for nothing."""

    n: int
    amount: int | None


class ListedComplaint(NamedTuple):
    """A complaint that was open at some time in the range; requests, suggestions and praise are not listed.

    ``age_s`` is from its opening until it was settled, or the end of the range. ``due_day`` is the last day on which an
    answer keeps the deadline; it is ``overdue`` when that day is over and it is open, ``late`` when it was settled, on
    ``settled_day``, after it. ``carried_in`` are those open when the range began; ``resolved``, ``resolved_late`` and
    ``reopened`` are how often that happened in the range.
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
    carried_in: bool
    settled_day: str | None
    late: bool
    resolved: int
    resolved_late: int
    reopened: int


@frozen()
class Summary(Frozen):
    """Everything that a summary says, for a day, a range or a person's shift.

    ``times_add_up`` tells whether for every visit that ended the times in all states sum to the time it was here.
    ``phases`` are in the order in which they are met. ``no_show_rate`` is over the visits that were called;
    ``abandonment`` is left / (arrived − removed). ``internal`` is the line of colleagues, None when none came.
    ``wait_histogram`` tells of each wait in seconds how many of the served had it, ``promised`` of each promised wait
    in seconds how many visits (without the removed) it was given to; both add up over parts.
    ``begun`` is false while all of its days are still to come.
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
    begun: bool = True
    promises: PromiseFigures = NO_PROMISES
    crew: CrewFigures = NO_CREW
    set_apart: tuple[SetApart, ...] = ()
    without_set_apart: WithoutApart | None = None
    compared_with: str | None = None
    previous: Summary | None = None
