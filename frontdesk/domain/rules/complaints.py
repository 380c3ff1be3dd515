"""Taking down what a customer says beyond the errand; each complaint has a stream of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.complaints import NOT_A_COMPLAINT
from frontdesk.domain.rules.need import known, reference_to, visit_spoken_of
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy

COMPLAINT_KINDS = ("complaint", "product", "treatment", *sorted(NOT_A_COMPLAINT))
HIGHEST_SEVERITY = 3


def open_complaint(day: Day, command: do.OpenComplaint, now: int, policy: Policy, number: str) -> ev.ComplaintOpened:
    """A complaint under its readable number, about the visit named or the one at the counter, if there is one."""
    if not 1 <= command.severity <= HIGHEST_SEVERITY:
        raise UsageError(
            Sentence("A severity of {severity} is not possible.", severity=command.severity),
            Sentence("Allowed: 1 to {most}.", most=HIGHEST_SEVERITY),
        )
    if not command.text.text.strip():
        raise UsageError(
            Sentence("A complaint needs a line of what happened."), Sentence("Say what the customer said.")
        )
    visit = visit_spoken_of(day, command, command.visit, now)
    opened_on = policy.business_day(now)
    return ev.ComplaintOpened(
        number=number,
        day=opened_on.isoformat(),
        type=known(marked("kind"), command.kind, dict.fromkeys(COMPLAINT_KINDS)),
        cause=known(marked("cause"), command.cause, policy.causes),
        text=command.text.ref,
        remedy=reference_to(command.remedy),
        severity=command.severity,
        safety=command.safety,
        visit=None if visit is None else visit.id,
        phase=None if visit is None else visit.phase,
        customer=None if visit is None else visit.customer,
        due_day=policy.answer_due(opened_on).isoformat(),
    )
