"""What the events of the day itself do to it: how it begins, whom it takes over from the day before, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import events as ev
from frontdesk.domain.counter import Counter, CounterState
from frontdesk.domain.visit import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.draft import Draft


def _day_opened(draft: Draft, record: ev.Recorded, event: ev.DayOpened) -> None:
    draft.changed |= {
        "opened": True,
        "previous_seal": event.previous_seal,
        "intake_stopped": frozenset(event.intake_stopped),
        "notices": {one.id: one for one in event.notices},
        "surge": event.surge,
        "emergencies": {one.key: one for one in event.emergencies},
        "acknowledged": event.acknowledged or {},
        "shift_notes": {one.id: one for one in event.shift_notes},
    }
    draft.calls_since_preferent = event.calls_since_preferent
    draft.credits = event.credits or {}
    if event.experience is not None:
        draft.go_on_with(event.experience)
    for kept in event.counters:
        draft.counters[kept.id] = Counter(
            kept.id,
            state=CounterState(kept.state),
            staff=kept.staff,
            since=kept.since,
            free_since=record.at,
            services=None if kept.services is None else frozenset(kept.services),
            segments=None if kept.segments is None else frozenset(kept.segments),
            pause_after=kept.pause_after,
            pause_reason=kept.pause_reason,
        )


def _carried_over(draft: Draft, record: ev.Recorded, event: ev.CarriedOver) -> None:
    visit = event.state._replace(serial=record.seq)
    draft.put(visit)
    if visit.counter is not None:
        draft.seat(visit.counter, visit.id)
    kept = draft.changed.get("kept_numbers", draft.base.kept_numbers)
    draft.changed["kept_numbers"] = kept | {visit.number}


def _day_closed(draft: Draft, record: ev.Recorded, event: ev.DayClosed) -> None:
    for visit_id in event.unfinished:
        draft.end(draft.visit(visit_id, record.at), Outcome.UNFINISHED, record.at, None)
    draft.changed |= {"closed": True, "closed_by_hand": event.by_hand, "sealed_at": record.at}
    # What was done before a close stays done, also when the day goes on after it.
    draft.touched = {}
    draft.last_about = {}
    draft.last_steps = {}
    if event.by_hand:
        for counter in list(draft.counters.values()):
            if counter.visit is None and counter.state is not CounterState.CLOSED:
                draft.counters[counter.id] = counter._replace(
                    state=CounterState.CLOSED, staff=None, since=record.at, pause_after=False, pause_reason=None
                )


def _day_reopened(draft: Draft, record: ev.Recorded, event: ev.DayReopened) -> None:
    draft.changed |= {"closed": False, "closed_by_hand": False}


APPLY_OF_DAYS: dict[type[ev.Event], Callable[[Draft, ev.Recorded, Any], None]] = {
    ev.DayOpened: _day_opened,
    ev.CarriedOver: _carried_over,
    ev.DayClosed: _day_closed,
    ev.DayReopened: _day_reopened,
}
"""What each of these kinds does."""
