"""Kinds of values that add up: how many of a kind are added, and how a value is kept.

A value is kept as JSON; what is long and read often (histograms) as bytes behind it, in the order in which they are
met. Equal values are kept as equal bytes: the same log gives the same roll-ups, and the database compares them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from frontdesk.reports.sums.histogram import Histogram

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

V = TypeVar("V")


class Bytes:
    """Bytes that values are written behind one another to, or read from."""

    def __init__(self, data: bytes = b"") -> None:
        self._written: list[bytes] = []
        self._data = memoryview(data)
        self._place = 0

    def write(self, histogram: Histogram) -> None:
        """Put one behind the others."""
        self._written.append(histogram.write())

    def read(self) -> Histogram:
        """Take the next one."""
        found, self._place = Histogram.read(self._data, self._place)
        return found

    @property
    def written(self) -> bytes:
        """All that was written."""
        return b"".join(self._written)


@dataclass(frozen=True)
class Kind(Generic[V]):
    """How values of a kind are added (``add`` of none of them is nothing), and how one is kept as JSON and bytes."""

    add: Callable[[Sequence[V]], V]
    keep: Callable[[V, Bytes], Any]
    read: Callable[[Any, Bytes], V]


def _same(value: Any, _bytes: Bytes) -> Any:
    return value


def _keep_histogram(value: Histogram, rest: Bytes) -> None:
    rest.write(value)


COUNT: Kind[int] = Kind(sum, _same, _same)
"""A number of people or seconds."""

ALL: Kind[bool] = Kind(all, _same, _same)
"""Whether something holds for every one."""

LENGTHS: Kind[Histogram] = Kind(Histogram.sum_of, _keep_histogram, lambda _, rest: rest.read())
"""Lengths of time, of which percentiles are told."""


def _sum_of_counters(counters: Sequence[Counter[Any]]) -> Counter[Any]:
    total: Counter[Any] = Counter()
    for one in counters:
        total.update(one)
    return total


def tally(*, of: Callable[[Any], Any] = lambda key: key) -> Kind[Counter[Any]]:
    """How many there are of each; ``of`` makes the key again from what JSON makes of it (a list of a tuple)."""
    return Kind(
        _sum_of_counters,
        lambda value, _: sorted(([key, n] for key, n in value.items() if n), key=repr),
        lambda data, _: Counter({of(key): n for key, n in data}),
    )


def listed(row: Callable[[Sequence[Any]], Any], *, most: int | None = None) -> Kind[tuple[Any, ...]]:
    """Rows in their own order, of which only the first few are kept where ``most`` says so."""

    def add(lists: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
        every = chain.from_iterable(lists)
        return tuple(sorted(every) if most is None else nsmallest(most, every))

    return Kind(add, lambda value, _: [list(one) for one in value], lambda data, _: tuple(map(row, data)))


def keyed(kind: Kind[V]) -> Kind[Mapping[str, V]]:
    """A value for each key; those of the same key are added."""

    def add(every: Sequence[Mapping[str, V]]) -> Mapping[str, V]:
        gathered: dict[str, list[V]] = {}
        for one in every:
            for key, value in one.items():
                gathered.setdefault(key, []).append(value)
        return {key: kind.add(gathered[key]) for key in sorted(gathered)}

    return Kind(
        add,
        lambda value, rest: [[key, kind.keep(value[key], rest)] for key in sorted(value)],
        lambda data, rest: {key: kind.read(one, rest) for key, one in data},
    )


def record(make: Callable[..., V], *kinds: Kind[Any]) -> Kind[V]:
    """A named tuple, added field by field; ``kinds`` are those of its fields."""

    def add(every: Sequence[Any]) -> V:
        return make(*(kind.add([one[place] for one in every]) for place, kind in enumerate(kinds)))

    def keep(value: Any, rest: Bytes) -> list[Any]:
        return [kind.keep(one, rest) for kind, one in zip(kinds, value, strict=True)]

    def read(data: Any, rest: Bytes) -> V:
        return make(*(kind.read(one, rest) for kind, one in zip(kinds, data, strict=True)))

    return Kind(add, keep, read)


def as_json(value: Any) -> str:
    """Short JSON text, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
