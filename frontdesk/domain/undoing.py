"""What was taken back in a stream: the events stay in the log, and everybody who reads it passes over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Iterable


def places_undone(records: Iterable[ev.Recorded]) -> set[int]:
    """The places of the events that were taken back later."""
    return {
        seq
        for record in records
        if isinstance(record.event, ev.Undone)
        for seq in range(record.event.first, record.event.last + 1)
    }


def what_stands(records: Iterable[ev.Recorded]) -> tuple[ev.Recorded, ...]:
    """The events of a stream without those that were taken back, and without the taking back itself."""
    every = list(records)
    undone = places_undone(every)
    return tuple([one for one in every if one.seq not in undone and not isinstance(one.event, ev.Undone)])
