"""What we told customers we would do: made, kept, broken, moved; each promise has a stream of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain import events as ev
from frontdesk.domain.promises import KEPT, OPEN
from frontdesk.domain.rules.need import reference_to, visit_spoken_of
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.promises import PromiseRecord


def make_promise(day: Day, command: do.MakePromise, now: int, policy: Policy, number: str) -> ev.PromiseMade:
    """A promise under its readable number, about the visit named or the one at the counter, if there is one.

    One to a customer who is named is about no visit but the one named with it: somebody else may stand at the counter.
    """
    if not command.text.text.strip():
        raise UsageError(Sentence("A promise needs a line of what was promised."), Sentence("Say what will be done."))
    today = policy.business_day(now)
    _require_to_come(command.due_day, today)
    elsewhere = command.customer is not None and command.visit is None
    visit = None if elsewhere else visit_spoken_of(day, command, command.visit, now)
    return ev.PromiseMade(
        number=number,
        day=today.isoformat(),
        due_day=command.due_day.isoformat(),
        text=command.text.ref,
        owner=command.owner or command.actor,
        visit=None if visit is None else visit.id,
        customer=command.customer,
    )


def keep_promise(promise: PromiseRecord, command: do.KeepPromise, now: int, policy: Policy) -> ev.PromiseKept:
    """It was done, late or in time."""
    _require_open(promise)
    return ev.PromiseKept(policy.business_day(now).isoformat())


def break_promise(promise: PromiseRecord, command: do.BreakPromise, now: int, policy: Policy) -> ev.PromiseBroken:
    """It will not be done, for a reason."""
    _require_open(promise)
    return ev.PromiseBroken(policy.business_day(now).isoformat(), _reason(command.reason))


def move_promise(promise: PromiseRecord, command: do.MovePromise, now: int, policy: Policy) -> ev.PromiseMoved:
    """It will be done by another day, for a reason."""
    _require_open(promise)
    today = policy.business_day(now)
    _require_to_come(command.due_day, today)
    if command.due_day.isoformat() == promise.due_day:
        raise Refused(
            "wrong_state",
            Sentence("{promise} is due on {day} already.", promise=promise.number, day=command.due_day),
            Sentence("There is nothing to do."),
        )
    return ev.PromiseMoved(today.isoformat(), command.due_day.isoformat(), _reason(command.reason))


def _require_to_come(due_day: date, today: date) -> None:
    if due_day < today:
        raise UsageError(
            Sentence("{day} is over: nothing can be promised for it.", day=due_day),
            Sentence("Give today or a day that is still to come."),
        )


def _require_open(promise: PromiseRecord) -> None:
    if promise.status == OPEN or promise.ended_day is None:
        return
    ended = {"promise": promise.number, "day": date.fromisoformat(promise.ended_day)}
    raise Refused(
        "wrong_state",
        Sentence("{promise} was kept on {day}.", **ended)
        if promise.status == KEPT
        else Sentence("{promise} was broken on {day}.", **ended),
        Sentence("Only an open promise can be kept, broken or moved. What else is promised is a promise of its own."),
    )


def _reason(note: do.Note | None) -> str | None:
    if note is None or not note.text.strip():
        raise UsageError(Sentence("The reason is empty."), Sentence("Say why, with --reason."))
    return reference_to(note)
