"""Which visits are behind a figure: said where the figure is told, and looked up where somebody asks (``behind``)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Of(StrEnum):
    """What a figure is one of; for each, what ``Which.key`` and ``Which.part`` say.

    COUNTS: a day or "", and a side of the equation (a field of ``VisitCounts``, or CAME for everybody).
    MEASURE: the measured time. PHASE: the phase. LEVEL: a day or "", and a judgement or one of the parts below.
    DEPARTED: a judgement, of everybody, colleagues too. SERVICE … STAFF: the id, and a part below. HALF_HOUR: the
    instant or the clock time of its beginning, and ARRIVED, SERVED or LEFT. BAND: more than so many seconds of wait,
    and at most how many ("" for no end). DETOUR: its kind. RATINGS: the lowest rating counted. ANSWERS: one of the ways
    of parting them below, and the part: a factor, a segment, “yes” or “no”, or of a wait “over/most” in seconds.
    REPEATS: a service or "", and KNOWN for all visits of known customers. EXTRA_STEPS and NAMED: nothing, for the
    latter the ids are given. ATTENDED: a counter and a person, "" for any of them. WAITED_IN: the counter that would
    have taken them, "" for any. The ids of these two are a day and two instants, where it is of such an interval.
    """

    COUNTS = "counts"
    MEASURE = "measure"
    PHASE = "phase"
    LEVEL = "level"
    DEPARTED = "departed"
    COLLEAGUES = "colleagues"
    SERVICE = "service"
    SEGMENT = "segment"
    URGENCY = "urgency"
    PREFERENCE = "preference"
    COUNTER = "counter"
    STAFF = "staff"
    HALF_HOUR = "half_hour"
    BAND = "band"
    DETOUR = "detour"
    CAME_BACK = "came_back"
    ESTIMATES = "estimates"
    RATINGS = "ratings"
    ANSWERS = "answers"
    EXTRA_STEPS = "extra_steps"
    SET_APART = "set_apart"
    REPEATS = "repeats"
    NAMED = "named"
    ATTENDED = "attended"
    WAITED_IN = "waited_in"


CAME, ARRIVED, CARRIED_IN, SERVED, LEFT, KNOWN = "came", "arrived", "carried_in", "served", "left", "known"
VISITS, DECIDED, WITHIN, MISSED, STRICT, SERVED_ONLY, HANDLED = (
    "visits",
    "decided",
    "within",
    "missed",
    "strict",
    "served_only",
    "handled",
)
"""Parts of a level or a group. SERVED and HANDLED are the same visits, by their wait and by their handling."""


WAIT, FACTOR, SEGMENT, COLLEAGUES, RETURN = "wait", "factor", "segment", "colleagues", "return"
"""Ways of parting the answers to the one question."""


class Which(NamedTuple):
    """Which visits a figure counts; see ``Of``."""

    of: Of
    key: str = ""
    part: str = ""
    ids: tuple[str, ...] = ()


class Behind(NamedTuple):
    """What is behind a line: what the list of it is called, which visits, and how many the figure says they are.

    ``at`` is the id of the visit that the line is about, where it is about one of them.
    """

    words: str
    which: Which
    n: int
    at: str = ""


def interval(day: str, begins: int, ends: int) -> tuple[str, str, str]:
    """A day's interval (UTC seconds) as the ids of a figure."""
    return day, str(begins), str(ends)


def named(words: str, ids: Iterable[str | None], part: str = "") -> Behind:
    """These visits, each once and in this order; ``part`` is what stands beside them (``behind.Value``)."""
    every = tuple(dict.fromkeys(one for one in ids if one is not None))
    return Behind(words, Which(Of.NAMED, part=part, ids=every), len(every))
