"""The keys of a screen as lines to read: each with its name, and what it does or why it cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.tui.columns import fit, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

KEYS_WIDTH, LABEL_WIDTH = 8, 16
_WIDEST, _NARROWEST, _AROUND = 76, 20, 6
"""The box that they are read in: its widest, the least for an explanation, its border and margin."""


def help_lines(keys: Iterable[tuple[str, str, str, bool]], width: int) -> list[Content]:
    """Keys, label, explanation, and whether it cannot be done now; folded for a screen of ``width`` cells."""
    head_width = KEYS_WIDTH + LABEL_WIDTH + 2
    room = max(_NARROWEST, min(_WIDEST, width * 96 // 100) - head_width - _AROUND)
    lines = []
    for key, label, text, refused in keys:
        head = f"{fit(key, KEYS_WIDTH)} {fit(label, LABEL_WIDTH)} "
        style = "$foreground-muted" if refused else ""
        folded = Content.styled(visible(text), style).wrap(room)
        lines.append(Content.assemble((head, style or "bold"), folded[0]))
        lines += [Content.assemble(" " * head_width, line) for line in folded[1:]]
    return lines
