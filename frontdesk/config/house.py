"""The lists of the house: services, segments, urgencies, preferences, standards, phases, counters."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from frontdesk.config.entries import RETIRED, Entry
from frontdesk.config.values import (
    DayName,
    DigitKey,
    Duration,
    DurationOrZero,
    Factor,
    Goal,
    LabelText,
    Letter,
    LetterKey,
    Many,
    PhaseId,
    Section,
    SegmentId,
    ServiceId,
    UrgencyId,
)
from frontdesk.domain.policy import FollowUp
from frontdesk.i18n import marked


class Service(Entry):
    """What customers come for."""

    letter: Letter = Field(description=marked("Begins the numbers of this service: B gives B001, B002…"))
    key: DigitKey | None = Field(
        default=None,
        description=marked("Digit at check-in. Default: the first digit that is free, by the order of the list."),
    )
    phases: Annotated[Many[PhaseId], Field(min_length=1)] | None = Field(
        default=None,
        examples=[["welcome", "resolution"]],
        description=marked("Phases of attention of this service. Default: all, in their order."),
    )
    incident: bool = Field(
        default=False,
        description=marked("People come for it because something went wrong; follow-up reckons with it."),
    )
    active: bool = Field(default=True, description=RETIRED)


class Segment(Entry):
    """Who a customer is to the house."""

    key: LetterKey | None = Field(
        default=None, description=marked("Letter at check-in; none of the segments and urgencies may share it.")
    )
    rank: Annotated[int, Field(ge=0, le=999)] = Field(
        default=100, description=marked("Order under the strict discipline; the smallest is called first.")
    )
    head_start: DurationOrZero = Field(
        default=0, description=marked("Under the head_start discipline: how much earlier they count as having come.")
    )
    turns: Annotated[int, Field(ge=1, le=99)] = Field(
        default=1,
        description=marked("Under the weighted_turns discipline: how many of them are called for each turn of others."),
    )
    internal: bool = Field(
        default=False, description=marked("Colleagues: a line of their own in the summary, outside the headline.")
    )
    follow_up: Annotated[FollowUp, Strict(strict=False)] = Field(
        default=FollowUp.REACTIVE,
        description=marked(
            "Level of follow-up after the visit. A call is proposed at farewell: by “responsible” after a complaint or "
            "an incident, by “proactive” and “partner” always; [follow_up] says by when."
        ),
    )
    active: bool = Field(default=True, description=RETIRED)


class Urgency(Entry):
    """How urgent a visit is."""

    key: LetterKey | None = Field(
        default=None, description=marked("Letter at check-in; none of the segments and urgencies may share it.")
    )
    factor: Factor = Field(
        default=1.0,
        description=marked("Multiplies the allowance: 0.5 goes in the order as if half the wait had been promised."),
    )
    emergency: bool = Field(default=False, description=marked("Goes before everyone and alerts the shift lead."))
    active: bool = Field(default=True, description=RETIRED)


class Preference(Entry):
    """A ground for preference."""

    short: LabelText | None = Field(
        default=None, description=marked("The label where there is little room, such as “60+”.")
    )
    rank: Annotated[int, Field(ge=0, le=999)] = Field(
        default=100, description=marked("Order among the grounds; the smallest is called first.")
    )
    active: bool = Field(default=True, description=RETIRED)


class Standard(Section):
    """One promise of the house."""

    wait: Duration | None = Field(default=None, description=marked("Longest wait that is promised."))
    goal: Goal | None = Field(default=None, description=marked("Share of people for whom the promise is to be kept."))
    handling: Duration | None = Field(default=None, description=marked("How long the attention takes, about."))
    allowance: Duration | None = Field(
        default=None,
        description=marked("What the order uses in place of wait, which must stand beside it. Default: wait."),
    )
    service: ServiceId | None = Field(default=None, description=marked("Only for this service."))
    segment: SegmentId | None = Field(default=None, description=marked("Only for this segment."))
    urgency: UrgencyId | None = Field(default=None, description=marked("Only for this urgency."))
    days: Annotated[Many[DayName], Field(min_length=1)] | None = Field(
        default=None,
        examples=[["mon", "payday"]],
        description=marked("Only on these days: mon to sun, holiday, or a name of [calendar.days]."),
    )
    legal: bool = Field(default=False, description=marked("The wait is a limit set by law; each breach is listed."))


class Phase(Entry):
    """A step of the attention while serving."""

    hint: LabelText | None = Field(
        default=None, description=marked("One line for the receptionist while the phase lasts.")
    )


class Counter(Entry):
    """A desk position."""

    services: Annotated[Many[ServiceId], Field(min_length=1)] | None = Field(
        default=None,
        examples=[["information", "incidents"]],
        description=marked("Services it takes when nothing is said at opening. Default: all."),
    )
    segments: Annotated[Many[SegmentId], Field(min_length=1)] | None = Field(
        default=None,
        examples=[["vip", "gold"]],
        description=marked("Segments it takes when nothing is said at opening. Default: all."),
    )
    preferent: bool = Field(
        default=False, description=marked("With preference = “reserved_counter”: takes people with preference first.")
    )
