"""Who may take a step back: only who could have taken it; one rule for the day and for what outlives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.policy import Role
from frontdesk.domain.rules.need import needs_role
from frontdesk.domain.rules.remedies import require_could_grant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.domain.policy import Policy

DONE_WITH: Mapping[type[ev.Event], type[do.Command]] = {
    ev.LeftUnfinished: do.EndUnfinished,
    ev.IntakeStopped: do.StopIntake,
    ev.IntakeStarted: do.StartIntake,
    ev.AlertAcknowledged: do.AcknowledgeAlert,
    ev.NoticePosted: do.PostNotice,
    ev.NoticeWithdrawn: do.WithdrawNotice,
    ev.SurgeStarted: do.StartSurge,
    ev.SurgeEnded: do.EndSurge,
    ev.IntervalSetApart: do.SetApart,
}
"""The steps that take a role which not everybody has, each with the command that says which one."""

_NEEDED = {event.kind: command.needs for event, command in DONE_WITH.items()}


def require_could_do(kind: str, role: Role) -> None:
    """Refuse a role that could not have done a step of this kind: nor may it take it back."""
    needed = _NEEDED.get(kind, Role.RECEPTIONIST)
    if role < needed:
        raise needs_role(needed)


def require_could_do_all(events: Iterable[ev.Event], role: Role, policy: Policy) -> None:
    """The same of all the events of a step; a remedy that was granted counts by its own role and limit."""
    for event in events:
        require_could_do(event.kind, role)
        if isinstance(event, ev.ComplaintResolved) and event.remedy is not None:
            require_could_grant(role, event.remedy, event.amount, policy)
