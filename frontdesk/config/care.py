"""How the house cares beyond the errand: complaints, remedies, the plan for a rush, advice for the staff."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from frontdesk.config import defaults
from frontdesk.config.entries import RETIRED, Entry, RoleName, built_in
from frontdesk.config.values import ById, Duration, DurationOrZero, LabelText, LongText, Many, Section, SegmentId, Share
from frontdesk.i18n import marked


class Cause(Entry):
    """A cause of complaints."""

    active: bool = Field(default=True, description=RETIRED)


class Root(Entry):
    """What goes wrong with us, as a lead notes it at the close of a complaint."""

    active: bool = Field(default=True, description=RETIRED)


class Complaints(Section):
    """Deadlines, causes and roots of complaints."""

    acknowledge: Literal["shift", "day"] = Field(
        default="shift",
        description=marked("A complaint is acknowledged within the same shift, or the same business day."),
    )
    answer_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=3, description=marked("Business days until it is answered.")
    )
    investigate_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=15, description=marked("Business days until it is answered when it has to be investigated.")
    )
    longest_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=56, description=marked("Calendar days that no complaint may exceed, whatever was agreed.")
    )
    causes: ById[Cause] = Field(
        default_factory=built_in(defaults.CAUSES),
        validate_default=True,
        description=marked("What a complaint is about: the ten factors of quality, the product, the price."),
    )
    roots: ById[Root] = Field(
        default_factory=built_in(defaults.ROOTS),
        validate_default=True,
        description=marked(
            "What goes wrong with us, noted at the close of a complaint and counted in the summary, never by person."
        ),
    )


class Remedy(Entry):
    """What a customer can be offered."""

    role: RoleName = Field(default="receptionist", description=marked("Lowest role that may grant it."))
    limit: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = Field(
        default=None,
        examples=[100],
        description=marked(
            "Highest amount, in whole units of the house's money, that this role may grant; a higher role may grant "
            "more. Default: none."
        ),
    )
    segments: Annotated[Many[SegmentId], Field(min_length=1)] | None = Field(
        default=None,
        examples=[["vip", "gold"]],
        description=marked("Segments to which it may be granted. Default: all."),
    )
    active: bool = Field(default=True, description=RETIRED)


class Value(Section):
    """What customers are worth, and the segments that are suggested for it."""

    discount: Share = Field(
        default=0.1, description=marked("What money loses in value in a year, a share from 0 to 1.")
    )
    a: SegmentId | None = Field(
        default="vip",
        description=marked(
            "Segment that is suggested for class A: the customers who bring the first 80 % of all value."
        ),
    )
    b: SegmentId | None = Field(
        default="gold", description=marked("Segment that is suggested for class B: those who bring the next 15 %.")
    )
    c: SegmentId | None = Field(
        default=None,
        examples=["regular"],
        description=marked("Segment that is suggested for class C: all others who bring something. Default: none."),
    )
    loyal: SegmentId | None = Field(
        default="gold", description=marked("Segment that is suggested for loyal customers, whatever they bring …")
    )
    loyal_visits: Annotated[int, Field(ge=1, le=999)] = Field(
        default=12, description=marked("… who were served so many times within a year …")
    )
    loyal_years: Annotated[int, Field(ge=0, le=99)] = Field(
        default=3,
        description=marked(
            "… and have been with the house for so many years: since the first visit or the opening of the file, or "
            "as many as were imported."
        ),
    )


class Surge(Section):
    """The plan for a rush."""

    waiting_per_counter: Annotated[int, Field(ge=1, le=999)] = Field(
        default=8, description=marked("The plan is proposed when more people than this wait for each open counter …")
    )
    late: Annotated[int, Field(ge=1, le=999)] = Field(default=5, description=marked("… or when this many are late …"))
    lasting: DurationOrZero = Field(default=300, description=marked("… for so long."))
    steps: Annotated[Many[LabelText], Field(min_length=1)] = Field(
        default_factory=built_in(defaults.SURGE_STEPS),
        validate_default=True,
        description=marked("What to do, in this order; whoever starts the plan sees and marks them."),
    )


class FollowUpDays(Section):
    """By when a call is promised at farewell."""

    responsible: Annotated[int, Field(ge=1, le=365)] = Field(
        default=3, description=marked("Business days, after a complaint or an incident of such a segment.")
    )
    proactive: Annotated[int, Field(ge=1, le=365)] = Field(
        default=2, description=marked("Business days, after every visit of such a segment.")
    )
    partner: Annotated[int, Field(ge=1, le=365)] = Field(
        default=1, description=marked("Business days, after every visit of such a segment.")
    )


class Rating(Section):
    """What a customer is asked on a second terminal, and for how long."""

    within: Duration = Field(
        default=180, description=marked("So long after the end of the attention its customer is still asked.")
    )
    factor: bool = Field(default=True, description=marked("After the answer it is asked what mattered most."))
    come_back: bool = Field(
        default=True, description=marked("After the answer it is asked whether they would come back.")
    )
    patience: Duration = Field(default=15, description=marked("So long each further question waits for its answer."))


class Alerts(Section):
    """When the shift lead is told."""

    paused: Duration = Field(default=900, description=marked("A counter is paused for longer than this."))
    idle: Duration = Field(
        default=180,
        description=marked("An open counter serves nobody for longer than this while people wait whom it takes."),
    )
    forgotten: Annotated[int, Field(ge=2, le=20)] = Field(
        default=3,
        description=marked(
            "A visit is served for so many times its standard's handling: somebody may have forgotten to finish."
        ),
    )
    legal: DurationOrZero = Field(
        default=300, description=marked("A limit set by law is so near for somebody who waits.")
    )
    level_from: Annotated[int, Field(ge=1, le=999)] = Field(
        default=10,
        description=marked("The service level of the day is under its goal, once so many visits have been judged."),
    )
    bell: bool = Field(
        default=False, description=marked("On the board: ring the terminal's bell once for each new alert.")
    )


class Card(Entry):
    """A card of advice, one key away while serving."""

    text: LongText = Field(description=marked("The advice, short."))


class Texts(Section):
    """Advice for the staff, and what customers are written."""

    long_wait: LabelText = Field(
        default_factory=built_in(defaults.LONG_WAIT),
        validate_default=True,
        description=marked("Shown at welcome when the person has waited longer than promised."),
    )
    emergency: LongText = Field(
        default_factory=built_in(defaults.EMERGENCY),
        validate_default=True,
        description=marked("The house's steps when somebody is in danger, shown with the emergency key."),
    )
    letter: LongText = Field(
        default_factory=built_in(defaults.LETTER),
        validate_default=True,
        description=marked(
            "The letter that acknowledges what a customer told the house. {house}, {date}, {number}, {kind}, {name}, "
            "{opened} (the day on which it was said), {said}, {asked}, {due} (the last day for the answer) and {owner} "
            "are filled in; a line for which one of them is not known is left out. Write {{ for a brace."
        ),
    )
    follow_up: LabelText = Field(
        default_factory=built_in(defaults.FOLLOW_UP),
        validate_default=True,
        description=marked("What is promised when the call that is proposed at farewell is accepted."),
    )
    cards: ById[Card] = Field(
        default_factory=built_in(defaults.CARDS),
        validate_default=True,
        description=marked("Protocols: how to take criticism, clear up a misunderstanding, say no."),
    )
    manners: ById[Card] = Field(
        default_factory=built_in(defaults.MANNERS),
        validate_default=True,
        description=marked("Hints per manner of customer; they are never stored about a person."),
    )
