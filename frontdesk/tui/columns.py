"""Columns on a line of a given width: which find room, how wide they are, and text cut to fit. Widths are in cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len, set_cell_size

Align: TypeAlias = Literal["left", "right"]

WIDE_GAP, NARROW_GAP = 2, 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` is its least width in cells; `flex` its weight when spare width is shared out.

    Where the width does not suffice, the column with the lowest `priority` goes first; among equals the rightmost.
    """

    id: str
    title: str
    width: int
    flex: int = 0
    align: Align = "left"
    priority: int = 0


class Place(NamedTuple):
    """Where a column stands on a line: its number in the row, the blank cells before it, its width in cells."""

    number: int
    gap: int
    width: int
    align: Align


# C0, DEL and C1, what turns the direction of writing or breaks the line, what has no width, and lone surrogates,
# which no terminal can be sent. Names arrive with these already made visible; the screen does not depend on it.
_UNSHOWABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def visible(text: str) -> str:
    """`text` with each control, direction and zero-width character replaced by a sign one cell wide."""
    return _UNSHOWABLE.sub(_picture, text)


@lru_cache(maxsize=4096)  # a list shows the same words and the same clocks again and again
def fit(text: str, width: int, align: Align = "left", tail: str = "") -> str:
    """`text` and `tail` in exactly `width` cells: padded, or the text cut with `…` before the whole tail.

    A wide character is never cut in two.
    """
    text, tail = visible(text), visible(tail)
    if cell_len(text + tail) <= width:
        text += tail
    elif tail and cell_len(tail) < width:
        text = _cut(text, width - cell_len(tail)) + tail
    else:
        text = _cut(text + tail, width)
    padding = " " * (width - cell_len(text))
    return padding + text if align == "right" else text + padding


def _cut(text: str, width: int) -> str:
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def arrange(columns: Sequence[Column], width: int) -> tuple[Place, ...]:
    """The columns that find room in `width` cells, in their order, filling it if any of them is flexible.

    One column is always kept, and cut if even that is too wide.
    """
    kept = _kept(columns, width)
    gap = WIDE_GAP if _needed(columns, kept, WIDE_GAP) <= width else NARROW_GAP
    spare = width - _needed(columns, kept, gap)
    shares = _shares(spare, [columns[number].flex for number in kept])
    return tuple(
        Place(number, gap if position else 0, columns[number].width + share, columns[number].align)
        for position, (number, share) in enumerate(zip(kept, shares, strict=True))
    )


def _kept(columns: Sequence[Column], width: int) -> list[int]:
    kept = list(range(len(columns)))
    while len(kept) > 1 and _needed(columns, kept, NARROW_GAP) > width:
        kept.remove(min(kept, key=lambda number: (columns[number].priority, -number)))
    return kept


def _needed(columns: Sequence[Column], numbers: Sequence[int], gap: int) -> int:
    return sum(columns[number].width for number in numbers) + gap * max(0, len(numbers) - 1)


def width_of(columns: Sequence[Column]) -> int:
    """The cells that all `columns` take, each at its least width, with room to breathe between them."""
    return _needed(columns, range(len(columns)), WIDE_GAP)


def _shares(spare: int, weights: Sequence[int]) -> list[int]:
    """`spare` cells dealt out by weight so that nothing is lost to rounding; a lack falls on the only column left."""
    if spare < 0:
        return [spare, *[0] * (len(weights) - 1)]
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    edges = [spare * weight // total for weight in accumulate(weights, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def end_of(text: str, width: int) -> str:
    """The end of a text that is too long for its room."""
    if cell_len(text) <= width:
        return text
    text = text[-width:]
    while cell_len(text) >= width:
        text = text[1:]
    return f"…{text}"
