"""A promise: something that we told a customer we would do by a day, as the events of its stream tell it.

Instants are whole seconds, UTC; days are ISO dates of the business day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

OPEN, KEPT, BROKEN = "open", "kept", "broken"


class PromiseMove(NamedTuple):
    """A promise was given another due day: when and by whom; ``reason`` is a reference."""

    at: int
    day: str
    due_day: str
    actor: str
    reason: str | None


class PromiseRecord(NamedTuple):
    """A promise as it stands.

    It was made on ``day`` and is to be kept on ``due_day`` at the latest, which was ``first_due_day`` before it was
    moved. ``owner`` sees to it ("" where nobody was named). What was promised (``text``), and why it was broken
    (``reason``), are references. ``status`` is ``open``, ``kept`` or ``broken``: that it is overdue is no event.
    """

    number: str
    day: str
    made_at: int
    first_due_day: str
    due_day: str
    owner: str
    actor: str
    counter: str | None
    visit: str | None
    customer: str | None
    text: str
    status: str = OPEN
    ended_day: str | None = None
    ended_at: int | None = None
    ended_by: str | None = None
    reason: str | None = None
    moves: tuple[PromiseMove, ...] = ()

    @property
    def kept_late(self) -> bool:
        """Whether it was kept, and after its due day."""
        return self.status == KEPT and self.ended_day is not None and self.ended_day > self.due_day

    def is_overdue(self, today: str) -> bool:
        """Whether it is open although its due day is over."""
        return self.status == OPEN and self.due_day < today

    def at_end_of(self, day: str) -> PromiseRecord:
        """As it stood at the end of a business day, not before the one on which it was made."""
        moves = tuple([move for move in self.moves if move.day <= day])
        stood = self._replace(due_day=moves[-1].due_day if moves else self.first_due_day, moves=moves)
        if self.ended_day is None or self.ended_day <= day:
            return stood
        return stood._replace(status=OPEN, ended_day=None, ended_at=None, ended_by=None, reason=None)


class ToldPromise(NamedTuple):
    """A promise with its texts, "" where one was erased: what was promised, why it was broken, and each time moved."""

    record: PromiseRecord
    text: str
    reason: str
    reasons_to_move: tuple[str, ...]


def promise_record(records: Iterable[ev.Recorded]) -> PromiseRecord:
    """The promise that the events of a stream tell of; LookupError where they do not begin with its making."""
    first, *later = records
    if not isinstance(first.event, ev.PromiseMade):
        raise LookupError(first.event.kind)
    promise = _made(first, first.event)
    for record in later:
        promise = _GOES_ON[type(record.event)](promise, record, record.event)
    return promise


def _made(record: ev.Recorded, event: ev.PromiseMade) -> PromiseRecord:
    return PromiseRecord(
        number=event.number,
        day=event.day,
        made_at=record.at,
        first_due_day=event.due_day,
        due_day=event.due_day,
        owner=event.owner,
        actor=record.actor,
        counter=record.counter,
        visit=event.visit,
        customer=event.customer,
        text=event.text,
    )


def _kept(promise: PromiseRecord, record: ev.Recorded, event: ev.PromiseKept) -> PromiseRecord:
    return promise._replace(status=KEPT, ended_day=event.day, ended_at=record.at, ended_by=record.actor)


def _broken(promise: PromiseRecord, record: ev.Recorded, event: ev.PromiseBroken) -> PromiseRecord:
    return promise._replace(
        status=BROKEN, ended_day=event.day, ended_at=record.at, ended_by=record.actor, reason=event.reason
    )


def _moved(promise: PromiseRecord, record: ev.Recorded, event: ev.PromiseMoved) -> PromiseRecord:
    move = PromiseMove(record.at, event.day, event.due_day, record.actor, event.reason)
    return promise._replace(due_day=event.due_day, moves=(*promise.moves, move))


_GOES_ON: dict[type[ev.Event], Callable[[PromiseRecord, ev.Recorded, Any], PromiseRecord]] = {
    ev.PromiseKept: _kept,
    ev.PromiseBroken: _broken,
    ev.PromiseMoved: _moved,
}
