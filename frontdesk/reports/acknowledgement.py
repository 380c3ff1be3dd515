"""A letter as text, in lines of at most 80 cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.reports.layout import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable


def letter_as_text(lines: Iterable[str]) -> str:
    """The text; what is longer than a line is folded."""
    folded = (part for line in lines for part in sentences(line, first="", rest="") or [""])
    return "".join(f"{line}\n" for line in folded)
