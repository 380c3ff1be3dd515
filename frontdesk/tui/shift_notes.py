"""Hand-over notes as they are read, at the desk and from the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import _
from frontdesk.tui.columns import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.domain.standing import Notice, ShiftNote


def note_lines(notes: Sequence[ShiftNote], text_of: Callable[[ShiftNote], str], zone: str) -> list[Content]:
    """The notes in full, each with who wrote it, when and for which counter."""
    lines: list[Content] = []
    for one in notes:
        where = "" if one.counter is None else _("counter {counter}").format(counter=one.counter)
        head = " · ".join(part for part in (str(ClockTime(one.since, zone)), where, visible(one.by)) if part)
        lines += [Content.styled(head, "$foreground-muted"), Content(visible(text_of(one))), Content("")]
    return lines[:-1]


def notice_lines(notices: Sequence[Notice], text_of: Callable[[Notice], str], zone: str) -> list[Content]:
    """The notices that every desk shows, in full, the newest first, under a title; nothing where there are none."""
    if not notices:
        return []
    lines = [Content(""), Content.styled(_("Notices"), "bold")]
    for one in reversed(notices):
        head = " · ".join(part for part in (str(ClockTime(one.since, zone)), visible(one.by)) if part)
        lines += [Content.styled(head, "$foreground-muted"), Content(visible(text_of(one)))]
    return lines
