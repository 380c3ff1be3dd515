"""The rules of the house as plain values: what the configuration says, in the form that the rules work with.

Labels, keys and texts stay in the configuration: the rules know ids only.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import count, product
from string import ascii_uppercase
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.standards import Promise, Standards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Role(IntEnum):
    """What a person may do; each role may do what the ones before it may."""

    RECEPTIONIST = 1
    LEAD = 2
    MANAGER = 3


class PreferenceRule(StrEnum):
    """How preference is honoured: before all but emergencies, by a credit of time, one in k calls, at a counter."""

    ABSOLUTE = "absolute"
    CREDIT = "credit"
    ONE_IN_K = "one_in_k"
    RESERVED_COUNTER = "reserved_counter"


class AtClose(StrEnum):
    """What becomes of a visit still open when the day closes."""

    CARRY = "carry"
    UNFINISHED = "unfinished"


@frozen()
class Service(Frozen):
    """What customers come for. ``letter`` begins its numbers; ``phases`` replaces the house's phases when given.

    ``incident`` marks the services for which people come because something went wrong.
    """

    id: str
    letter: str
    phases: tuple[str, ...] | None = None
    active: bool = True
    incident: bool = False


class FollowUp(StrEnum):
    """Levels of follow-up after a visit."""

    BASIC = "basic"
    REACTIVE = "reactive"
    RESPONSIBLE = "responsible"
    PROACTIVE = "proactive"
    PARTNER = "partner"


@frozen()
class Segment(Frozen):
    """Who a customer is to the house.

    ``rank`` orders segments under ``strict`` (smaller first); ``head_start_s`` is the credit, in seconds, under
    ``head_start``, ``turns`` how many of these are called for each turn of the others under ``weighted_turns``.
    ``internal`` customers have a line of their own and stay out of the headline. ``follow_up`` is the level of what is
    done after a visit.
    """

    id: str
    rank: int = 100
    head_start_s: int = 0
    turns: int = 1
    internal: bool = False
    active: bool = True
    follow_up: FollowUp = FollowUp.REACTIVE


@frozen()
class Urgency(Frozen):
    """How pressing a visit is: ``factor`` multiplies the allowance; an emergency goes before everyone."""

    id: str
    factor: float = 1.0
    emergency: bool = False
    active: bool = True


@frozen()
class PreferenceGround(Frozen):
    """A ground for preference that the law or the house honours; the smallest ``rank`` is called first."""

    id: str
    rank: int = 100
    active: bool = True


@frozen()
class CounterPost(Frozen):
    """A desk position and what it takes when nothing else is said at opening; None means all.

    ``preferent`` marks the counter that takes people with preference first under ``reserved_counter``.
    """

    id: str
    services: frozenset[str] | None = None
    segments: frozenset[str] | None = None
    preferent: bool = False


@frozen()
class Limits(Frozen):
    """From when on something is brought to the shift lead's attention; lengths are seconds.

    ``near`` is the share of a promised wait that is left when a visit counts as near; ``legal_s`` how long before a
    limit of the law one is warned; ``forgotten`` how many times the usual handling an attention may take;
    ``level_from`` how many visits must be judged before the service level says anything.
    """

    near: float = 0.2
    legal_s: int = 300
    paused_s: int = 900
    idle_s: int = 180
    forgotten: int = 3
    level_from: int = 10


@frozen()
class Remedy(Frozen):
    """What a customer who complains can be offered, and the lowest role that may grant it.

    Above ``limit``, in whole units of the house's money, a higher role is needed. ``segments`` are those to whom it may
    be granted; None means all. ``label`` and ``segment_labels`` are the house's words, for a refusal: no rule goes by
    them.
    """

    id: str
    role: Role = Role.RECEPTIONIST
    limit: int | None = None
    segments: frozenset[str] | None = None
    active: bool = True
    label: object = None
    segment_labels: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> object:
        """What people call it."""
        return self.id if self.label is None else self.label

    def segment_name(self, segment: str) -> object:
        """What people call a segment."""
        return self.segment_labels.get(segment, segment)


@frozen()
class SurgePlan(Frozen):
    """When the plan for a rush is due: more than so many wait for each open counter, or so many are late, for so long.

    ``lasting_s`` is in seconds.
    """

    waiting_per_counter: int = 8
    late: int = 5
    lasting_s: int = 300


@frozen()
class SegmentPlan(Frozen):
    """Which segments are suggested for customers, for a person to approve: by class, and to the loyal ones.

    ``discount`` is what money loses in a year, a share of 1; ``by_class`` names the segment of a class (a, b, c), if
    any. Loyal is who was served so often within a year, and has been with the house for so many years.
    """

    discount: Decimal = Decimal("0.1")
    by_class: Mapping[str, str] = field(default_factory=dict)
    loyal: str | None = None
    loyal_visits: int = 12
    loyal_years: int = 3


@frozen()
class Policy(Frozen):
    """Everything the rules need to know of the house. Times are seconds; ids key each mapping in the house's order."""

    services: Mapping[str, Service]
    segments: Mapping[str, Segment]
    urgencies: Mapping[str, Urgency]
    preferences: Mapping[str, PreferenceGround]
    counters: Mapping[str, CounterPost]
    standards: Standards = field(default_factory=Standards)
    phases: tuple[str, ...] = ("welcome", "understanding", "resolution", "farewell")
    site: str = "main"
    zone: str = "UTC"
    cutoff: time = time(4, 0)
    closes: time | None = None
    discipline: str = "due_time"
    preference: PreferenceRule = PreferenceRule.ABSOLUTE
    preference_credit_s: int = 900
    preference_every: int = 3
    recall_limit: int = 3
    at_close: AtClose = AtClose.CARRY
    transfer_keeps_place: bool = True
    appointment_grace_s: int = 900
    named_days: Mapping[date, frozenset[str]] = field(default_factory=dict)
    causes: Mapping[str, object] = field(default_factory=dict)
    roots: Mapping[str, object] = field(default_factory=dict)
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    acknowledge_in_shift: bool = True
    answer_days: int = 3
    investigate_days: int = 15
    longest_days: int = 56
    segmenting: SegmentPlan = field(default_factory=SegmentPlan)
    working_weekdays: frozenset[str] = frozenset({"mon", "tue", "wed", "thu", "fri"})
    default_segment: str = "regular"
    default_urgency: str = "normal"
    limits: Limits = field(default_factory=Limits)
    surge: SurgePlan = field(default_factory=SurgePlan)
    follow_up_days: Mapping[FollowUp, int] = field(default_factory=dict)

    @property
    def internal(self) -> frozenset[str]:
        """The segments of colleagues."""
        return frozenset([one.id for one in self.segments.values() if one.internal])

    def promise(self, service: str, segment: str, urgency: str, day: date) -> Promise:
        """What the house promises such a visit on that business day."""
        known = self.urgencies.get(urgency)
        return self.standards.promise(
            service, segment, urgency, self.day_names(day), factor=1.0 if known is None else known.factor
        )

    def day_names(self, day: date) -> frozenset[str]:
        """The names that a day bears in the standards: its weekday and those of the calendar (``holiday``…)."""
        return self.named_days.get(day, frozenset()) | {_WEEKDAYS[day.weekday()]}

    def answer_due(self, day: date, *, investigated: bool = False) -> date:
        """The last day on which a complaint opened (or reopened) on ``day`` is answered in time.

        So many working days later, more where it is investigated; never more than ``longest_days`` of the calendar.
        """
        latest = day + timedelta(days=self.longest_days)
        left = self.investigate_days if investigated else self.answer_days
        while left > 0 and day < latest:
            day += timedelta(days=1)
            left -= self.is_working(day)
        return day

    def is_working(self, day: date) -> bool:
        """Whether a day counts for deadlines: one of the house's weekdays, and no holiday."""
        names = self.day_names(day)
        return not names.isdisjoint(self.working_weekdays) and "holiday" not in names

    def working_day_after(self, day: date, n: int) -> date:
        """The ``n``-th working day after a day; of a house that never works, the ``n``-th day."""
        for _ in range(n):
            later = (day + timedelta(days=ahead) for ahead in range(1, _A_YEAR))
            day = next(filter(self.is_working, later), day + timedelta(days=1))
        return day

    def phases_of(self, service: str) -> tuple[str, ...]:
        """The phases of attention of a service, in order."""
        known = self.services.get(service)
        return self.phases if known is None or known.phases is None else known.phases

    def letter(self, service: str) -> str:
        """The letter that begins the numbers of a service."""
        return self.services[service].letter

    def is_emergency(self, urgency: str) -> bool:
        """Whether visits of this urgency go before everyone."""
        known = self.urgencies.get(urgency)
        return known is not None and known.emergency

    def business_day(self, at: int) -> date:
        """The business day of an instant (UTC seconds): from one cut-off hour to the next, in the site's zone."""
        return business_day(at, self.zone, self.cutoff)

    def opens_at(self, day: date) -> int:
        """The instant (UTC seconds) at which a business day begins; it ends when the next one begins."""
        return day_begins(day, self.zone, self.cutoff)

    def closes_at(self, day: date) -> int | None:
        """The instant (UTC seconds) at which the house closes on a business day; None where it names no hour."""
        if self.closes is None:
            return None
        return day_begins(day if self.closes >= self.cutoff else day + timedelta(days=1), self.zone, self.closes)

    def with_added(self, services: Iterable[str], segments: Iterable[str], counters: Iterable[str]) -> Policy:
        """The same house, with ids that it did not know (a recorded history may have others than today's)."""
        known = dict(self.services)
        for name in services:
            if name not in known:
                known[name] = Service(name, _free_letter(name, {one.letter for one in known.values()}))
        return replace(
            self,
            services=known,
            segments=dict(self.segments) | {s: Segment(s) for s in segments if s not in self.segments},
            counters=dict(self.counters) | {c: CounterPost(c) for c in counters if c not in self.counters},
        )


_A_YEAR = 366
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _free_letter(name: str, taken: set[str]) -> str:
    wished = [letter for letter in name.upper() if letter in ascii_uppercase]
    singles = (letter for letter in [*wished, *ascii_uppercase] if letter not in taken)
    longer = ("".join(letters) for length in count(2) for letters in product(ascii_uppercase, repeat=length))
    return next(singles, None) or next(letters for letters in longer if letters not in taken)


@lru_cache(maxsize=64)
def day_begins(day: date, zone: str, cutoff: time) -> int:
    """The instant (UTC seconds) of a day's cut-off hour in a zone."""
    return int(datetime.combine(day, cutoff, ZoneInfo(zone)).timestamp())


def business_day(at: int, zone: str, cutoff: time) -> date:
    """The business day of an instant (UTC seconds)."""
    local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= cutoff else local.date() - timedelta(days=1)
    # Around a daylight-saving change the wall clock says too little; the instants of the cut-offs decide.
    if at < day_begins(day, zone, cutoff):
        return day - timedelta(days=1)
    if at >= day_begins(day + timedelta(days=1), zone, cutoff):
        return day + timedelta(days=1)
    return day
