"""The figures of the visits (or legs) of one kind: of a service, a segment, a counter, a person."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.metrics import Judgement, ServiceLevel
from frontdesk.reports.parts import by_key
from frontdesk.reports.sums.histogram import Histogram
from frontdesk.reports.sums.kinds import COUNT, LENGTHS, Kind, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.domain.metrics import Distribution
    from frontdesk.reports.parts import Columns

Judged: TypeAlias = "tuple[int, ...]"
"""How many there are of each judgement, in the order of the fields of ``ServiceLevel``."""

NOBODY: Judged = (0,) * len(ServiceLevel._fields)


@frozen()
class Group(Frozen):
    """The visits (or, by service, counter and person: the legs) of one kind.

    ``visits`` counts visits, ``wait`` and ``handling`` those served, ``service_level`` everyone.
    """

    visits: int
    wait: Distribution
    handling: Distribution
    service_level: ServiceLevel


class GroupSums(NamedTuple):
    """What adds up of a group: ``visits`` counts visits, ``wait`` and ``handling`` those served, ``judged`` all."""

    visits: int
    judged: Judged
    wait: Histogram
    handling: Histogram

    def figures(self) -> Group:
        """What is told of them."""
        return Group(
            self.visits, self.wait.distribution(), self.handling.distribution(), ServiceLevel._make(self.judged)
        )


def add_judged(every: Iterable[Judged]) -> Judged:
    """All of them together."""
    return tuple(map(sum, zip(NOBODY, *every, strict=True)))


JUDGED: Kind[Judged] = Kind(add_judged, lambda value, _: list(value), lambda data, _: tuple(data))
GROUP: Kind[GroupSums] = record(GroupSums, COUNT, JUDGED, LENGTHS, LENGTHS)


def judged_of(judgements: Iterable[Judgement | None]) -> Judged:
    """How many there are of each; a removed visit is none."""
    counts = Counter(judgements)
    return tuple([counts[one] for one in Judgement])


def group(columns: Columns) -> GroupSums:
    """All these parts, one for each visit, as one group."""
    return GroupSums(
        len(columns), judged_of(columns.judgements), Histogram.of(columns.waited), Histogram.of(columns.handled)
    )


def grouped(keys: Sequence[str | None], columns: Columns) -> dict[str, GroupSums]:
    """The parts, one for each visit, by key and in the order of the keys; those whose key is None are in no group."""
    if len(different := set(keys)) == 1:
        return {key: group(columns) for key in different if key is not None}
    served_keys = list(compress(keys, columns.served))
    waited = by_key(served_keys, columns.waited)
    handled = by_key(served_keys, columns.handled)
    return {
        key: GroupSums(
            len(judgements),
            judged_of(judgements),
            Histogram.of(waited.get(key, ())),
            Histogram.of(handled.get(key, ())),
        )
        for key, judgements in sorted(by_key(keys, columns.judgements).items())
    }


def figures_of(groups: Mapping[str, GroupSums]) -> dict[str, Group]:
    """What is told of each."""
    return {key: one.figures() for key, one in sorted(groups.items())}
