"""What the events of counters do to a day: their shifts, their pauses, who staffs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.counter import CounterState

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.draft import Draft


def _quickly_served(draft: Draft, record: ev.Recorded, event: ev.QuicklyServed) -> None:
    if record.counter is not None:
        seen = draft.counter(record.counter)
        draft.put_counter(seen._replace(quick=seen.quick + 1))


def _counter_opened(draft: Draft, record: ev.Recorded, event: ev.CounterOpened) -> None:
    takes = {
        "services": None if event.services is None else frozenset(event.services),
        "segments": None if event.segments is None else frozenset(event.segments),
    }
    assert record.counter is not None
    if draft.counter(record.counter).state is not CounterState.CLOSED:
        _set_counter(draft, record, **takes)  # only what it takes is another; the shift goes on
        return
    _set_counter(
        draft, record, state=CounterState.OPEN, staff=record.actor, since=record.at, free_since=record.at, **takes
    )


def _counter_paused(draft: Draft, record: ev.Recorded, event: ev.CounterPaused) -> None:
    if event.after_this:
        _set_counter(draft, record, pause_after=True, pause_reason=event.reason)
    else:
        _set_counter(draft, record, state=CounterState.PAUSED, since=record.at, pause_reason=event.reason)


def _counter_resumed(draft: Draft, record: ev.Recorded, event: ev.CounterResumed) -> None:
    assert record.counter is not None
    if draft.counter(record.counter).state is CounterState.PAUSED:
        _set_counter(draft, record, state=CounterState.OPEN, since=record.at, free_since=record.at)
    _set_counter(draft, record, pause_after=False, pause_reason=None)


def _counter_closed(draft: Draft, record: ev.Recorded, event: ev.CounterClosed) -> None:
    _set_counter(
        draft, record, state=CounterState.CLOSED, staff=None, since=record.at, pause_after=False, pause_reason=None
    )


def _counter_taken_over(draft: Draft, record: ev.Recorded, event: ev.CounterTakenOver) -> None:
    _set_counter(draft, record, staff=record.actor)
    counter = draft.counter(record.counter or "")
    if counter.visit is not None:
        draft.pass_to(draft.live[counter.visit], counter.id, record.actor, record.at)


def _set_counter(draft: Draft, record: ev.Recorded, **changes: Any) -> None:
    assert record.counter is not None
    draft.put_counter(draft.counter(record.counter)._replace(**changes))


APPLY_OF_COUNTERS: dict[type[ev.Event], Callable[[Draft, ev.Recorded, Any], None]] = {
    ev.QuicklyServed: _quickly_served,
    ev.CounterOpened: _counter_opened,
    ev.CounterPaused: _counter_paused,
    ev.CounterResumed: _counter_resumed,
    ev.CounterClosed: _counter_closed,
    ev.CounterTakenOver: _counter_taken_over,
}
"""What each of these kinds does."""
