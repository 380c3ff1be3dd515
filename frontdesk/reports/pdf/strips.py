"""Strips: what stands from top to bottom in a column of a page, and how columns are filled with them.

Lengths are in points.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

_SLACK = 0.01
"""What is over only because numbers are rounded is not over."""


class Strip(ABC):
    """Something as wide as its column. ``above`` is the space over it, which the top of a column does without.

    It stands with the next one where ``stays``; ``heads`` are repeated over it where a column begins with it.
    """

    height: float
    above: float = 0.0
    stays: bool = False
    heads: tuple[Strip, ...] = ()

    @abstractmethod
    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw it below ``top``, from ``x`` to the right."""

    def split(self, _high: float) -> tuple[Strip, Strip] | None:
        """Two strips instead, the first one no higher than this; None where it is of one piece."""
        return None


class Placed(NamedTuple):
    """A strip and where in its column it begins, from the top down."""

    strip: Strip
    top: float


def in_columns(strips: Iterable[Strip], high: float) -> list[list[Placed]]:
    """The strips in as many columns of this height as they need, one column filled after the other."""
    groups = list(_together(strips))[::-1]
    columns: list[list[Placed]] = [[]]
    used = 0.0
    while groups:
        group = groups.pop()
        begins = not columns[-1]
        whole = [*group[0].heads, *group] if begins else group
        if used + height_of(whole, at_top=begins) <= high + _SLACK:
            used = _place(columns[-1], whole, used)
            continue
        parts = group[0].split(high - used - group[0].above) if len(group) == 1 else None
        if parts is not None:
            _place(columns[-1], parts[:1], used)
            groups.append(list(parts[1:]))
        elif begins:  # higher than any column
            _place(columns[-1], whole, used)
        else:
            groups.append(group)
        columns.append([])
        used = 0.0
    return [one for one in columns if one] or [[]]


def height_of(strips: Sequence[Strip], *, at_top: bool = True) -> float:
    """How high they are one below the other."""
    first = strips[0].above if strips and at_top else 0.0
    return sum(one.above + one.height for one in strips) - first


def _place(column: list[Placed], strips: Sequence[Strip], used: float) -> float:
    for one in strips:
        used += one.above if column else 0.0
        column.append(Placed(one, used))
        used += one.height
    return used


def _together(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for one in strips:
        group.append(one)
        if not one.stays:
            yield group
            group = []
    if group:
        yield group
