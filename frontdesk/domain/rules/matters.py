"""The rules for what outlives the day: what a command about a complaint or a promise brings about, or why not.

A matter is decided by its own stream alone, and its stream goes on while the day is closed: a promise can be kept and a
complaint be noted after the desk has shut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.events import Undone
from frontdesk.domain.matters import COMPLAINT, PROMISE
from frontdesk.domain.rules.complaints import (
    acknowledge,
    act_on,
    assign,
    close,
    describe,
    note_on,
    open_complaint,
    reopen,
    resolve,
)
from frontdesk.domain.rules.need import require_known_counter, require_role
from frontdesk.domain.rules.promises import break_promise, keep_promise, make_promise, move_promise
from frontdesk.domain.rules.taking_back import require_could_do_all
from frontdesk.domain.undoing import what_stands
from frontdesk.errors import Refused, nearest
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from frontdesk.domain.day import Day
    from frontdesk.domain.events import Event, Recorded
    from frontdesk.domain.matters import Matter
    from frontdesk.domain.policy import Policy


def begin(day: Day, command: do.MatterCommand, now: int, policy: Policy, number: str) -> tuple[Event, ...]:
    """The events with which a new matter begins, under the number that is its own from now on.

    Raises Refused with a code, a reason and a remedy; UsageError for an id that the configuration does not know.
    """
    require_role(command)
    require_known_counter(command, policy)
    begun = _BEGINNINGS[type(command)](day, command, now, policy, number)
    return begun if isinstance(begun, tuple) else (begun,)


def go_on(matter: Matter, command: do.FollowUp, now: int, policy: Policy) -> Event:
    """The event that a command adds to a matter as it stands. Raises as ``begin`` does."""
    require_role(command)
    require_known_counter(command, policy)
    return _FOLLOW_UPS[type(command)](matter, command, now, policy)


def take_back(
    day: Day, records: Sequence[Recorded], command: do.Command, now: int, policy: Policy, place: int | None = None
) -> Undone:
    """Take back the last step of a matter, of whose ``records`` some stand; the one at ``place``, where that is given.

    Refused once something was done after it, for what a close of the day has sealed, and to who could not have done it.
    Raises as ``begin`` does.
    """
    require_role(command)
    require_known_counter(command, policy)
    standing = what_stands(records)
    if not standing or (place is not None and standing[-1].first != place):
        raise Refused(
            "undo_dependent",
            Sentence("Something else has happened there since."),
            Sentence("See how it stands now."),
        )
    last: Any = standing[-1]
    if last.event.day < policy.business_day(now).isoformat() or last.at <= day.sealed_at:
        raise Refused(
            "day_closed",
            Sentence("The day on which that was done is closed, and its seal holds it."),
            Sentence("Note what is right now as a step of its own."),
        )
    require_could_do_all((record.event for record in standing if record.first == last.first), command.role, policy)
    return Undone(last.first, last.seq)


def unknown_matter(kind: str, number: str, allowed: Iterable[str] = ()) -> Refused:
    """The refusal of a number that no matter of this kind has; it may have been meant for one of ``allowed``."""
    missing, listed = _UNKNOWN[kind]
    guess = nearest(number, allowed)
    remedy = Sentence(listed) if guess is None else Sentence("Did you mean {guess}?", guess=guess)
    return Refused(f"unknown_{kind}", Sentence(missing, number=number), remedy)


_UNKNOWN = {
    COMPLAINT: (marked("There is no complaint “{number}”."), marked("“frontdesk complaint list” shows them all.")),
    PROMISE: (marked("There is no promise “{number}”."), marked("“frontdesk promise list” shows them all.")),
}

_BEGINNINGS: dict[type[do.MatterCommand], Callable[[Day, Any, int, Policy, str], Event | tuple[Event, ...]]] = {
    do.OpenComplaint: open_complaint,
    do.MakePromise: make_promise,
}

_FOLLOW_UPS: dict[type[do.FollowUp], Callable[[Any, Any, int, Policy], Event]] = {
    do.DescribeComplaint: describe,
    do.NoteOnComplaint: note_on,
    do.AcknowledgeComplaint: acknowledge,
    do.AssignComplaint: assign,
    do.ActOnComplaint: act_on,
    do.ResolveComplaint: resolve,
    do.CloseComplaint: close,
    do.ReopenComplaint: reopen,
    do.KeepPromise: keep_promise,
    do.BreakPromise: break_promise,
    do.MovePromise: move_promise,
}
