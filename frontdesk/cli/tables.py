"""Columns aligned by the cells of a terminal, for what verbs list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.plain_text import made_visible
from frontdesk.reports.layout import cells

if TYPE_CHECKING:
    from collections.abc import Sequence


def table(rows: Sequence[Sequence[object]], right: frozenset[int] = frozenset()) -> str:
    """Rows as aligned columns; those whose numbers are in ``right`` are aligned to the right."""
    shown = [[made_visible(str(cell)) for cell in row] for row in rows]
    if not shown:
        return ""
    widths = [max(cells(row[column]) for row in shown) for column in range(len(shown[0]))]
    return "\n".join("  ".join(_cells_of(row, widths, right)).rstrip() for row in shown)


def _cells_of(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> list[str]:
    parts = []
    for column, cell in enumerate(row):
        blank = " " * (widths[column] - cells(cell))
        parts.append(blank + cell if column in right else cell + blank)
    return parts
