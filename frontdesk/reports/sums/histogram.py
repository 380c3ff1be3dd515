"""Histograms by the second, which add up: percentiles of years are those of all the visits in them.

Where the seconds lie close together, the counts stand side by side in the lanes of one large whole number, and two
histograms are added by one addition; where they are far apart, in a dictionary. Both may be in use in one histogram.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from operator import itemgetter, sub
from typing import TYPE_CHECKING

from frontdesk.domain.metrics import FEW, Distribution, nearest_rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LANE = 4
"""Bytes of a lane: four thousand million visits of one and the same length would overflow it."""

_HEAD = struct.Struct("<ccI")
_DENSE, _SPARSE = b"d", b"s"
_SIZES = (("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32), ("Q", 1 << 64))


class Histogram:
    """How many there are of each length (whole seconds)."""

    __slots__ = ("_apart", "_lanes")

    def __init__(self, apart: Mapping[int, int] | None = None, lanes: int = 0) -> None:
        self._apart: Mapping[int, int] = {} if apart is None else apart
        self._lanes = lanes

    @classmethod
    def of(cls, lengths: Iterable[int]) -> Histogram:
        """The histogram of these lengths."""
        return cls(Counter(lengths))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Histogram) and self.counts() == other.counts()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.counts().items())))

    def __repr__(self) -> str:
        return f"Histogram({self.counts()!r})"

    def counts(self) -> dict[int, int]:
        """Length → how many, without those of which there is none."""
        found = {length: n for length, n in enumerate(_side_by_side(self._lanes)) if n}
        for length, n in self._apart.items():
            if n:
                found[length] = found.get(length, 0) + n
        return found

    @staticmethod
    def sum_of(histograms: Iterable[Histogram]) -> Histogram:
        """All of them together."""
        lanes = 0
        apart: dict[int, int] = {}
        for one in histograms:
            lanes += one._lanes
            if one._apart:
                if not apart:
                    apart = dict(one._apart)
                    continue
                known = apart.get
                for length, n in one._apart.items():
                    apart[length] = known(length, 0) + n
        return Histogram(apart, lanes)

    def distribution(self) -> Distribution:
        """What is told of these lengths."""
        if not self._lanes:
            return Distribution.of_histogram(self._apart)
        if self._apart and (min(self._apart) < 0 or max(self._apart) > 1 << 18):
            return Distribution.of_histogram(self.counts())
        side_by_side = _side_by_side(self._lanes)
        if self._apart:
            side_by_side.frombytes(bytes(LANE * max(0, max(self._apart) + 1 - len(side_by_side))))
            for length, n in self._apart.items():
                side_by_side[length] += n
        up_to = list(accumulate(side_by_side))
        n = up_to[-1]
        if n < FEW:
            return Distribution.of_histogram(self.counts())
        p50, p90, p95, longest = (bisect_left(up_to, nearest_rank(n, percent)) for percent in (50, 90, 95, 100))
        # Every length is as many seconds as there are lengths below it.
        return Distribution(n, n * len(up_to) - sum(up_to), p50, p90, p95, longest)

    # As bytes

    def write(self) -> bytes:
        """The histogram as bytes; equal ones are the same bytes."""
        found = sorted(self.counts().items())
        if not found:
            return _HEAD.pack(_SPARSE, b"B", 0) + b"B"
        lengths, counts = list(map(itemgetter(0), found)), list(map(itemgetter(1), found))
        size = _size(max(counts))
        if lengths[0] >= 0 and (lengths[-1] + 1) <= 4 * len(lengths):
            dense = array("Q", bytes(8 * (lengths[-1] + 1)))
            for length, n in found:
                dense[length] = n
            return _HEAD.pack(_DENSE, size.encode(), len(dense)) + _little(array(size, dense))
        steps = [lengths[0], *map(sub, lengths[1:], lengths)]
        size_of_steps = "q" if steps[0] < 0 else _size(max(steps))
        return b"".join(
            (
                _HEAD.pack(_SPARSE, size.encode(), len(lengths)),
                size_of_steps.encode(),
                _little(array(size_of_steps, steps)),
                _little(array(size, counts)),
            )
        )

    @classmethod
    def read(cls, data: memoryview, place: int) -> tuple[Histogram, int]:
        """The histogram that begins at a place of the bytes, and the place after it."""
        form, size, n = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        if form == _DENSE:
            end = place + n * array(size.decode()).itemsize
            return cls(None, _lanes_of(size, data[place:end], n)), end
        steps, place = _numbers(chr(data[place]), data, place + 1, n)
        counts, place = _numbers(size.decode(), data, place, n)
        return cls(dict(zip(accumulate(steps), counts, strict=True))), place


def _side_by_side(lanes: int) -> array[int]:
    found = array("I")
    found.frombytes(lanes.to_bytes(-(-lanes.bit_length() // (8 * LANE)) * LANE, sys.byteorder))
    if sys.byteorder == "big":
        found.reverse()
    return found


def _lanes_of(size: bytes, data: memoryview, n: int) -> int:
    """Counts of one, two or four bytes each, spread to lanes; all are little-endian."""
    width = len(data) // n
    if width == LANE:
        return int.from_bytes(data, "little")
    if width > LANE:
        numbers, _ = _numbers(size.decode(), data, 0, n)
        return sum(count << (8 * LANE * place) for place, count in enumerate(numbers))
    lanes = bytearray(LANE * n)
    for byte in range(width):
        lanes[byte::LANE] = data[byte::width]
    return int.from_bytes(lanes, "little")


def _size(most: int) -> str:
    """The smallest kind of number that holds this."""
    return next(code for code, too_much in _SIZES if most < too_much)


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(size: str, data: memoryview, place: int, n: int) -> tuple[Iterator[int], int]:
    found = array(size)
    end = place + n * found.itemsize
    found.frombytes(data[place:end])
    if sys.byteorder == "big":
        found.byteswap()
    return iter(found), end
