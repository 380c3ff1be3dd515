"""The plain sections. A field's description is its documentation: the commented example and
``config explain`` are made of it, so a setting without one does not exist.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, Strict

from frontdesk.config import defaults
from frontdesk.config.entries import RoleName, built_in
from frontdesk.config.themes import AUTO, THEMES
from frontdesk.config.values import (
    Allowed,
    Clock,
    Day,
    Duration,
    DurationOrZero,
    Id,
    KeyName,
    LabelText,
    Many,
    OneOf,
    Section,
    SegmentId,
    Share,
    SlipText,
    UrgencyId,
    Zone,
)
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.domain.policy import AtClose, PreferenceRule, Role
from frontdesk.i18n import marked


class Site(Section):
    """The place."""

    id: Id = Field(default="main", description=marked("Stable name of this site in the records."))
    name: LabelText = Field(
        default_factory=built_in(defaults.SITE_NAME),
        validate_default=True,
        description=marked("Name on the screens and in the summary: one text, or one per language."),
    )
    zone: Zone = Field(
        default="UTC",
        examples=["America/Lima"],
        description=marked("Time zone of the site. Default: the machine's own or, where it has no name, UTC."),
    )
    cutoff: Clock = Field(
        default=time(4),
        description=marked("Hour at which one business day ends and the next begins; nobody should be waiting then."),
    )
    closes: Clock | None = Field(
        default=None,
        examples=["18:00"],
        description=marked("Hour at which the house closes: whoever stops an intake is told who can still be served."),
    )
    language: Literal["en", "es"] = Field(default="en", description=marked("Language of the screens and the reports."))
    paper: Literal["a4", "letter"] = Field(
        default="a4", description=marked("Paper of the reports that are printed, PDF and XLSX.")
    )


class Database(Section):
    """Where the records are kept."""

    url: Annotated[str, Field(min_length=1), Allowed(marked("a path, or postgresql://user@host/name"))] | None = Field(
        default=None,
        examples=["postgresql://frontdesk@server/frontdesk"],
        description=marked(
            "A file's path (SQLite, one machine) or postgresql://… (several machines). "
            "Default: a file in the user's data folder. --db and FRONTDESK_DB go before it."
        ),
    )


class Words(Section):
    """The house's own words."""

    number: LabelText = Field(
        default_factory=built_in(defaults.WORDS["number"]),
        validate_default=True,
        description=marked("What the customer holds: number, ticket, turn…"),
    )
    counter: LabelText = Field(
        default_factory=built_in(defaults.WORDS["counter"]),
        validate_default=True,
        description=marked("The desk position: counter, window, room…"),
    )
    service: LabelText = Field(
        default_factory=built_in(defaults.WORDS["service"]),
        validate_default=True,
        description=marked("What they come for: service, errand, department…"),
    )


class Desk(Section):
    """The receptionist's screen."""

    near: Share = Field(
        default=0.2,
        description=marked("A visit is near its due time when less than this share of the promised wait is left."),
    )
    hold: Duration = Field(
        default=600,
        description=marked("How long a hold lasts when nothing else is said; then the visit comes back by itself."),
    )
    default_segment: SegmentId = Field(
        default="regular",
        description=marked("Segment of a visit for which none is typed. Default: “regular”, or the first active one."),
    )
    default_urgency: UrgencyId = Field(
        default="normal",
        description=marked("Urgency of a visit for which none is typed. Default: “normal”, or the first active one."),
    )
    pulse: bool = Field(
        default=True,
        description=marked("Ask at the end of a shift how it was; answers are kept without person, counter and time."),
    )
    words: Words = Field(
        default_factory=built_in({}),
        validate_default=True,
        description=marked("The house's own words on the screens and slips."),
    )


class Queue(Section):
    """The order."""

    discipline: Annotated[str, OneOf(tuple(DISCIPLINES))] = Field(
        default="due_time",
        description=marked(
            "Who is next: due_time, whoever's promised time comes first; fifo, whoever came first; strict, by the "
            "segment's rank; head_start, as if some segments had come earlier; relative_urgency, whoever has used up "
            "most of the promised time; weighted_turns, so many of one segment for each one of another."
        ),
    )
    preference: Annotated[PreferenceRule, Strict(strict=False)] = Field(
        default=PreferenceRule.ABSOLUTE,
        description=marked(
            "How preference (60+, pregnancy…) is honoured: absolute, before all but emergencies; credit, as if they "
            "had come earlier; one_in_k, one in every few calls; reserved_counter, first at counters marked preferent."
        ),
    )
    preference_credit: DurationOrZero = Field(
        default=900, description=marked("With preference = “credit”: how much earlier they count as having come.")
    )
    preference_every: Annotated[int, Field(ge=2, le=20)] = Field(
        default=3, description=marked("With preference = “one_in_k”: one call in this many is theirs.")
    )
    recall_limit: Annotated[int, Field(ge=1, le=20)] = Field(
        default=3,
        description=marked(
            "How many times somebody who does not come is called again; after that there is only the no-show."
        ),
    )
    at_close: Annotated[AtClose, Strict(strict=False)] = Field(
        default=AtClose.CARRY,
        description=marked(
            "Visits still open when the day closes: carry them into the next day, or end them as unfinished."
        ),
    )
    transfer_keeps_place: bool = Field(
        default=True,
        description=marked("A transfer keeps the first arrival; false sends it to the end of the new line."),
    )
    appointment_grace: DurationOrZero = Field(
        default=900, description=marked("How late a person with an appointment may come and keep its time.")
    )


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Calendar(Section):
    """The days that differ."""

    business_days: Annotated[Many[Weekday], Field(min_length=1)] = Field(
        default=("mon", "tue", "wed", "thu", "fri"),
        description=marked("Days that count for the deadlines of complaints; holidays do not."),
    )
    holidays: Many[Day] = Field(
        default=(), examples=[[date(2026, 12, 25)]], description=marked("Dates; standards may name them as “holiday”.")
    )
    days: dict[Id, Many[Day]] = Field(
        default_factory=dict,
        examples=[{"payday": [date(2026, 11, 30), date(2026, 12, 31)]}],
        description=marked("Dates by a name of your own; standards may name them."),
    )


class Slip(Section):
    """The paper for the customer."""

    at_check_in: bool = Field(
        default=False, description=marked("Make one at every check-in; otherwise only when asked.")
    )
    file: SlipText | None = Field(
        default=None,
        examples=["slips/{day}-{number}.txt"],
        description=marked("Write the slip to this file; {number}, {day} and {site} are filled in."),
    )
    command: Annotated[Many[SlipText], Field(min_length=1)] | None = Field(
        default=None,
        examples=[["lp", "-d", "counter"]],
        description=marked(
            "Or give the slip to this program on its standard input: the program and its arguments, each in quotes; no "
            "shell reads them."
        ),
    )


class Security(Section):
    """Who may do what."""

    role: RoleName = Field(
        default="manager", description=marked("Role of everyone who uses this installation while there is no sign-in.")
    )

    @property
    def rank(self) -> Role:
        """The role, as the rules know it."""
        return Role[self.role.upper()]


class Theme(Section):
    """How it looks and sounds."""

    name: Annotated[str, OneOf(THEMES)] = Field(
        default=AUTO,
        description=marked("Name of the colours; auto fits the terminal, and NO_COLOR is always obeyed."),
    )
    bell: bool = Field(default=False, description=marked("Ring the terminal's bell when a visit passes its time."))


Keys = dict[
    Annotated[str, Field(pattern="^[a-z0-9_.-]+$", max_length=60), Allowed(marked("the id of an action"))],
    Annotated[Many[KeyName], Field(min_length=1)],
]
