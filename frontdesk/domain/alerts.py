"""What the shift lead must know now: what is wrong or soon will be, since when, and what can be done about it.

Pure: from Day, Policy and instant (UTC seconds) to a list. An alert's key stays the same as long as its cause does, so
that whoever acknowledges it does so for every terminal.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
    from frontdesk.domain.explain import Labels
    from frontdesk.domain.policy import Policy


class AlertKind(StrEnum):
    """What an alert is about, the most urgent first."""

    EMERGENCY = "emergency"
    SAFETY = "safety"
    LEGAL = "legal"
    SURGE = "surge"
    LATE = "late"
    FORGOTTEN = "forgotten"
    IDLE = "idle"
    PAUSED = "paused"
    LEVEL = "level"
    NEAR = "near"


class Alert(NamedTuple):
    """Something that wants attention, since an instant; ``key`` names it for good (``late/<visit id>``).

    ``visit`` and ``counter`` are ids; ``acknowledged`` is the person who has seen to it (may be ``""``), or None.
    """

    key: str
    kind: AlertKind
    since: int
    visit: str | None = None
    counter: str | None = None
    acknowledged: str | None = None


def alerts(day: Day, policy: Policy, now: int, *, safety: Sequence[ComplaintRecord] = ()) -> list[Alert]:
    """What is wrong or soon will be, the most urgent first and what has been acknowledged last.

    ``safety`` are complaints; those that are open and flagged for safety count.
    """
    return []


def what(alert: Alert, day: Day, policy: Policy, label: Labels) -> Sentence:
    """What has happened, to whom and since when."""
    return Sentence("")


def remedy(alert: Alert, day: Day, policy: Policy, label: Labels) -> Sentence:
    """What can be done about it."""
    return Sentence("")
