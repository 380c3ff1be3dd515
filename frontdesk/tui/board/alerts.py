"""The alerts of the board: what each says, how it stands in the list, and when the bell rings for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from frontdesk.domain.alerts import remedy, what
from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import _, ngettext, number
from frontdesk.tui.columns import Column, visible
from frontdesk.tui.queue.table import Cell, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.alerts import Alert
    from frontdesk.domain.day import Day
    from frontdesk.domain.explain import Labels
    from frontdesk.domain.policy import Policy


LEAST, REMEDY = 40, 34
"""The least widths of the two columns."""


def alert_table(
    found: Sequence[Alert], day: Day, policy: Policy, label: Labels
) -> tuple[list[Row], tuple[Column, ...]]:
    """What has happened, headed by how many of the alerts nobody has seen to; and, if there is room, what to do.

    The first column is as wide as the longest of them needs: its beginning, who and since when, is what a narrow screen
    keeps.
    """
    rows = [_row(one, day, policy, label) for one in found]
    longest = max((cell_len(row.cells[0].text) for row in rows), default=0)
    new = sum(one.acknowledged is None for one in found)
    title = ngettext("{n} alert", "{n} alerts", new).format(n=number(new)) if new else _("Alerts")
    columns = (
        Column("what", title, max(LEAST, longest), priority=9),
        Column("remedy", _("What to do"), REMEDY, flex=1, priority=1),
    )
    return rows, columns


def _row(one: Alert, day: Day, policy: Policy, label: Labels) -> Row:
    done = one.acknowledged is not None
    clock = ClockTime(one.since, policy.zone)
    said = f"{'✓' if done else '●'} {clock} {what(one, day, policy, label)}"
    tone: Tone = "dim" if done else "late"
    return Row(
        one.key,
        (Cell(visible(said), tone), Cell(visible(str(remedy(one, day, policy, label))), "dim" if done else "")),
    )


def alert_text(one: Alert, day: Day, policy: Policy, label: Labels) -> str:
    """What has happened, and what can be done about it."""
    return f"{what(one, day, policy, label)} {remedy(one, day, policy, label)}"


class Bell:
    """Rings once for each alert that is new to this board.

    What is there when the board opens is seen without it, and what somebody has seen to needs none.
    """

    def __init__(self) -> None:
        self._known: set[str] | None = None

    def rings(self, found: Sequence[Alert]) -> bool:
        """Whether one of these is new."""
        keys = {one.key for one in found}
        new = {one.key for one in found if one.acknowledged is None}
        before, self._known = self._known, keys | (self._known or set())
        return before is not None and bool(new - before)
