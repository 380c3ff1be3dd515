"""What the staff says of the standards of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import events as ev
from frontdesk.domain.rules.need import known
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy


def comment(day: Day, command: do.CommentStandard, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A comment on a standard that the house has."""
    if not command.text.text.strip():
        raise UsageError(Sentence("The text is empty."), Sentence("Say what is to be written down."))
    name = known(marked("standard"), command.standard, policy.standards.by_name)
    return (ev.StandardCommented(name, command.text.ref),)
