"""Who was waiting in an interval, whatever came of it: during a pause, a fire drill, an outage."""

from __future__ import annotations

from itertools import compress, repeat
from operator import add, and_, gt, lt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from frontdesk.reports.stretches import Stretch
    from frontdesk.reports.sums.sheet import Legs


class Interval(NamedTuple):
    """From an instant until another, UTC seconds."""

    begins: int
    ends: int


def waiting_in(legs: Legs, within: Interval | Stretch, taken_by: Stretch | None = None) -> list[str]:
    """The visits that were waiting in an interval, each once; with ``taken_by`` those whom that counter took.

    A wait that a hold broke counts as if it were in one piece, from its beginning on.
    """
    alone, begins, ends = legs.alone.fields, within.begins, within.ends
    until = map(add, alone.arrived_at, legs.alone.waited)
    met = list(map(and_, map(lt, alone.arrived_at, repeat(ends)), map(gt, until, repeat(begins))))
    found = compress(alone.id, met)
    if taken_by is not None:
        found = compress(found, map(taken_by.takes, compress(alone.service, met), compress(alone.segment, met)))
    visits = dict.fromkeys(found)
    for leg in legs.several:
        meets = leg.queued_at < ends and begins < leg.queued_at + leg.waited_s
        if meets and (taken_by is None or taken_by.services is None or leg.service in taken_by.services):
            visits[leg.visit] = None
    return list(visits)
