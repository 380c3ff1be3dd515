"""The first line of the desk: where and who, what is due, and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from frontdesk.domain.day import CounterState
from frontdesk.i18n import _
from frontdesk.tui.columns import visible
from frontdesk.tui.keys import KEYS
from frontdesk.tui.present import moment

if TYPE_CHECKING:
    from frontdesk.tui.program import Program


def heading(app: Program, now: int) -> tuple[str, tuple[str, ...]]:
    """What stands on the left; and on the right, from the longest to the shortest, what there may be room for."""
    config = app.config
    parts = [str(config.site.name)]
    if app.counter_id:
        counter = app.day.counter(app.counter_id)
        parts.append(f"{config.desk.words.counter} {config.label('counter', app.counter_id)}")
        if counter.state is not CounterState.CLOSED and counter.staff and counter.staff != app.actor:
            parts.append(_("{staff} is here").format(staff=visible(counter.staff)))
        if counter.pause_after:
            parts.append(_("pauses after this visit"))
    if app.actor:
        parts.append(visible(app.actor))
    due = app.promises.in_words(app.actor)
    if due:
        parts.append(_("{due} ({promise_key} ↓)").format(due=due, **KEYS))
    day, clock = moment(now, app.policy.zone)
    if due and len(parts) > 1 and cell_len(" · ".join(parts)) + cell_len(clock) + 4 > app.size.width:
        del parts[0]  # what is due matters more than the name of a house in which everybody stands
    kind = {"fixed": _("the clock is set"), "demo": _("demonstration"), "replay": _("a recorded history")}
    said = kind.get(app.clock.origin)
    right = f"{day}   {clock}"
    if said is None:
        return " · ".join(parts), (right, clock)
    return " · ".join(parts), (f"{said} · {right}", f"{said} · {clock}", clock)
