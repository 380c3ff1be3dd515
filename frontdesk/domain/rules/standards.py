"""What the staff says of the standards of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import events as ev
from frontdesk.domain.rules.need import known, require_text
from frontdesk.i18n import marked

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy


def comment(day: Day, command: do.CommentStandard, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A comment on a standard that the house has."""
    require_text(command.text)
    name = known(marked("standard"), command.standard, policy.standards.by_name)
    return (ev.StandardCommented(name, command.text.ref),)
