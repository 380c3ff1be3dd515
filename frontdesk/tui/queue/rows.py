"""What a waiting list is made of: rows with an id and cells, and which of them is selected after a change. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["", "late", "near", "ok", "dim", "strong"]
"""What a cell means beyond its words. Each has a component class; the words must say it too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Plain text and its tone. The text may hold anything that a person typed; the tail is never cut."""

    text: str
    tone: Tone = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: an id that stays the same while the row moves and changes, and one cell for each column."""

    id: str
    cells: tuple[Cell, ...]


def numbered(rows: Sequence[Row], columns: int) -> dict[str, int]:
    """The number of each row by its id.

    Raises ValueError if two rows have the same id or a row has another number of cells than there are columns.
    """
    numbers = {row.id: number for number, row in enumerate(rows)}
    if len(numbers) != len(rows):
        raise ValueError("two rows have the same id, so the selection could not be told apart")
    if any(len(row.cells) != columns for row in rows):
        raise ValueError(f"each row needs {columns} cells, one for each column")
    return numbers


def heir(selected: str | None, before: Mapping[str, int], after: Mapping[str, int]) -> str | None:
    """The id that is selected once the rows numbered in `before` have become those in `after`.

    The same one as long as it is there. Else the one that followed it, which now stands in its place however many came
    or went above; else whatever has its number, or the last.
    """
    if selected in after or not after:
        return selected if after else None
    ids = list(after)
    if selected is None:
        return ids[0]
    followers = list(before)[before[selected] + 1 :]
    return next((id for id in followers if id in after), ids[min(before[selected], len(ids) - 1)])
