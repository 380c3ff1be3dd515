"""The configuration in force: what the file says and, where it says nothing, what is built in."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, PrivateAttr

from frontdesk.config import defaults
from frontdesk.config.care import Alerts, Complaints, FollowUpDays, Rating, Remedy, Surge, Texts, Value
from frontdesk.config.entries import built_in
from frontdesk.config.house import Counter, Phase, Preference, Segment, Service, Standard, Urgency
from frontdesk.config.sections import Calendar, Database, Desk, Keys, Queue, Security, Site, Slip, Theme
from frontdesk.config.values import ById, Identified, Many, Section
from frontdesk.domain import policy as rules
from frontdesk.domain import standards as promises
from frontdesk.domain.policy import FollowUp
from frontdesk.i18n import Label, marked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Kind = Literal[
    "service", "segment", "urgency", "preference", "phase", "counter", "cause", "root", "remedy", "card", "manner"
]


class Configuration(Section):
    """Everything that a house can set. Times are seconds; lists keep the file's order and are found by id."""

    site: Site = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("The place: its name, its clock, its language."),
    )
    database: Database = Field(
        default_factory=built_in({}), validate_default=True, description=marked("Where the records are kept.")
    )
    desk: Desk = Field(
        default_factory=built_in({}), validate_default=True, description=marked("The receptionist's screen.")
    )
    queue: Queue = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("The calling order, and what happens to those in it."),
    )
    services: ById[Service] = Field(
        default_factory=built_in(defaults.SERVICES),
        validate_default=True,
        description=marked("What customers come for."),
    )
    segments: ById[Segment] = Field(
        default_factory=built_in(defaults.SEGMENTS),
        validate_default=True,
        description=marked("Who customers are to the house."),
    )
    urgencies: ById[Urgency] = Field(
        default_factory=built_in(defaults.URGENCIES),
        validate_default=True,
        description=marked("How urgent a visit is."),
    )
    preferences: ById[Preference] = Field(
        default_factory=built_in(defaults.PREFERENCES),
        validate_default=True,
        description=marked("Grounds for preference that the law or the house honours."),
    )
    standards: Many[Standard] = Field(
        default_factory=built_in(defaults.STANDARDS),
        validate_default=True,
        description=marked(
            "What the house promises: to everyone, or to those that a standard names. The most specific one wins, "
            "value by value; two equally specific ones about the same visit are refused."
        ),
    )
    phases: ById[Phase] = Field(
        default_factory=built_in(defaults.PHASES),
        validate_default=True,
        description=marked("The steps of the attention while serving, in their order."),
    )
    counters: ById[Counter] = Field(
        default_factory=built_in(defaults.COUNTERS),
        validate_default=True,
        description=marked("The desk positions that call people."),
    )
    calendar: Calendar = Field(
        default_factory=built_in({}), validate_default=True, description=marked("The days that differ from others.")
    )
    complaints: Complaints = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("Deadlines, causes and roots of complaints."),
    )
    remedies: ById[Remedy] = Field(
        default_factory=built_in(defaults.REMEDIES),
        validate_default=True,
        description=marked("What a customer who complains can ask for and be offered."),
    )
    value: Value = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked(
            "What customers are worth, and the segments that are suggested for it or for loyalty. Nobody's segment "
            "changes before it is approved (frontdesk customer segments), and the order knows nothing of value."
        ),
    )
    follow_up: FollowUpDays = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("By when a call is promised at farewell, for each level of follow-up of a segment."),
    )
    rating: Rating = Field(
        default_factory=Rating,
        description=marked("What a customer is asked on a second terminal that is turned to them (frontdesk rate)."),
    )
    surge: Surge = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("The plan for a rush beyond what the desk can bear."),
    )
    alerts: Alerts = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("From when on the shift lead is told that something is amiss."),
    )
    texts: Texts = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("Advice for the staff, and the letter to customers; the house may say it its own way."),
    )
    slip: Slip = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked(
            "The paper with the number and the time of arrival. With neither file nor command there is none."
        ),
    )
    security: Security = Field(
        default_factory=built_in({}), validate_default=True, description=marked("Who may do what.")
    )
    theme: Theme = Field(
        default_factory=built_in({}), validate_default=True, description=marked("How it looks and sounds.")
    )
    keys: Keys = Field(
        default_factory=dict,
        examples=[{"call_next": ["n", "f2"]}],
        description=marked("Keys of your own: the id of an action, as “? All keys” lists them, and its keys."),
    )

    _source: Path | None = PrivateAttr(default=None)

    @property
    def source(self) -> Path | None:
        """The file that was read; None when everything is built in."""
        return self._source

    @cached_property
    def _policy(self) -> rules.Policy:
        return _policy_of(self)

    def policy(self) -> rules.Policy:
        """What the rules need to know, as plain values; made once."""
        return self._policy

    def label(self, kind: Kind, name: str) -> Label:
        """The name that people see of an id; the id itself where the configuration does not know it (any more)."""
        entry: Any = self._entries[kind].get(name)
        return Label({"en": name}) if entry is None else entry.label

    @cached_property
    def _entries(self) -> Mapping[Kind, Mapping[str, Identified]]:
        return {
            "service": self.services,
            "segment": self.segments,
            "urgency": self.urgencies,
            "preference": self.preferences,
            "phase": self.phases,
            "counter": self.counters,
            "cause": self.complaints.causes,
            "root": self.complaints.roots,
            "remedy": self.remedies,
            "card": self.texts.cards,
            "manner": self.texts.manners,
        }

    @cached_property
    def service_keys(self) -> Mapping[str, str]:
        """The service that each digit chooses at check-in; services without a digit of their own get free ones."""
        chosen = {one.key: one.id for one in self.services.values() if one.active and one.key is not None}
        free = (digit for digit in "1234567890" if digit not in chosen)
        for service in self.services.values():
            if service.active and service.key is None and (digit := next(free, None)) is not None:
                chosen[digit] = service.id
        return dict(sorted(chosen.items(), key=lambda pair: "1234567890".index(pair[0])))

    def as_dict(self) -> dict[str, Any]:
        """The whole configuration in force in the shape of the TOML, in JSON's types; what is not set is absent."""
        return self.model_dump(mode="json", exclude_none=True)


def _policy_of(config: Configuration) -> rules.Policy:
    days: dict[date, set[str]] = {day: {"holiday"} for day in config.calendar.holidays}
    for name, dates in config.calendar.days.items():
        for day in dates:
            days.setdefault(day, set()).add(name)
    return rules.Policy(
        services={
            s.id: rules.Service(s.id, letter=s.letter, phases=s.phases, active=s.active, incident=s.incident)
            for s in config.services.values()
        },
        segments={
            s.id: rules.Segment(
                s.id,
                rank=s.rank,
                head_start_s=s.head_start,
                turns=s.turns,
                internal=s.internal,
                active=s.active,
                follow_up=s.follow_up,
            )
            for s in config.segments.values()
        },
        urgencies={
            u.id: rules.Urgency(u.id, factor=u.factor, emergency=u.emergency, active=u.active)
            for u in config.urgencies.values()
        },
        preferences={
            p.id: rules.PreferenceGround(p.id, rank=p.rank, active=p.active) for p in config.preferences.values()
        },
        counters={
            c.id: rules.CounterPost(c.id, services=_some(c.services), segments=_some(c.segments), preferent=c.preferent)
            for c in config.counters.values()
        },
        standards=promises.Standards(tuple(plain_standard(one) for one in config.standards)),
        phases=tuple(config.phases),
        site=config.site.id,
        zone=config.site.zone,
        cutoff=config.site.cutoff,
        closes=config.site.closes,
        discipline=config.queue.discipline,
        preference=config.queue.preference,
        preference_credit_s=config.queue.preference_credit,
        preference_every=config.queue.preference_every,
        recall_limit=config.queue.recall_limit,
        at_close=config.queue.at_close,
        transfer_keeps_place=config.queue.transfer_keeps_place,
        appointment_grace_s=config.queue.appointment_grace,
        named_days={day: frozenset(names) for day, names in days.items()},
        causes=dict(config.complaints.causes),
        roots=dict(config.complaints.roots),
        remedies={
            one.id: rules.Remedy(
                one.id,
                role=rules.Role[one.role.upper()],
                limit=one.limit,
                segments=_some(one.segments),
                active=one.active,
                label=one.label,
                segment_labels={segment.id: segment.label for segment in config.segments.values()},
            )
            for one in config.remedies.values()
        },
        acknowledge_in_shift=config.complaints.acknowledge == "shift",
        answer_days=config.complaints.answer_days,
        investigate_days=config.complaints.investigate_days,
        longest_days=config.complaints.longest_days,
        segmenting=rules.SegmentPlan(
            discount=Decimal(str(config.value.discount)),
            by_class={
                name: segment
                for name, segment in (("a", config.value.a), ("b", config.value.b), ("c", config.value.c))
                if segment is not None
            },
            loyal=config.value.loyal,
            loyal_visits=config.value.loyal_visits,
            loyal_years=config.value.loyal_years,
        ),
        working_weekdays=frozenset(config.calendar.business_days),
        default_segment=config.desk.default_segment,
        default_urgency=config.desk.default_urgency,
        limits=rules.Limits(
            near=config.desk.near,
            legal_s=config.alerts.legal,
            paused_s=config.alerts.paused,
            idle_s=config.alerts.idle,
            forgotten=config.alerts.forgotten,
            level_from=config.alerts.level_from,
        ),
        surge=rules.SurgePlan(
            waiting_per_counter=config.surge.waiting_per_counter,
            late=config.surge.late,
            lasting_s=config.surge.lasting,
        ),
        follow_up_days={
            FollowUp.RESPONSIBLE: config.follow_up.responsible,
            FollowUp.PROACTIVE: config.follow_up.proactive,
            FollowUp.PARTNER: config.follow_up.partner,
        },
    )


def plain_standard(one: Standard) -> promises.Standard:
    """A standard of the configuration in the form that the rules work with."""
    return promises.Standard(
        wait_s=one.wait,
        goal=one.goal,
        handling_s=one.handling,
        allowance_s=one.allowance,
        service=one.service,
        segment=one.segment,
        urgency=one.urgency,
        days=frozenset(one.days or ()),
        legal=one.legal,
    )


def _some(names: tuple[str, ...] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)
