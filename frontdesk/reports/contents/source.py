"""What the parts of a document are made from: the summary, the house's words, and how exactly to tell."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from frontdesk.i18n import clock_text, day_text, duration, percent
from frontdesk.reports.document import HOLD, NOTHING
from frontdesk.reports.layout import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.domain.metrics import Distribution
    from frontdesk.reports.model import Summary


class Source(NamedTuple):
    """A summary and how it is told.

    ``label(kind, id)`` gives the house's word for an id; ``names`` the customers' names by visit, where they are
    wanted; ``share_digits`` how exactly percentages are written.
    """

    summary: Summary
    label: Callable[[str, str], object]
    names: Mapping[str, str] | None = None
    share_digits: int = 0

    @property
    def several_days(self) -> bool:
        """Whether it tells of a range."""
        return self.summary.from_day != self.summary.to_day

    def house(self, kind: str, name: str | None) -> str | None:
        """The house's word for an id, harmless; people are called what they are called."""
        if name is None:
            return None
        return plain(name if kind == "staff" else self.label(kind, name))

    def share(self, value: float | None) -> str:
        """A share in a sentence."""
        return NOTHING if value is None else percent(value, self.share_digits)

    def moment(self, at: int) -> str:
        """A clock time of the site, with its day in a range or where it was before the day of the report."""
        local = datetime.fromtimestamp(at, ZoneInfo(self.summary.zone))
        tells_day = self.several_days or local.date() < date.fromisoformat(self.summary.from_day)
        return f"{day_text(local.date())} {clock_text(local)}" if tells_day else clock_text(local)


def heads(message: str) -> list[str]:
    """The heads of a table's columns. They are one message: alone, a word like “left” could not be translated."""
    return message.split("|")


def held(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", HOLD)


def mean(times: Distribution) -> str:
    """The mean in a sentence."""
    return NOTHING if times.mean is None else duration(round(times.mean))
