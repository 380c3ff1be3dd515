"""Quitting: what becomes of the counter, and how the shift was."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING

from frontdesk.domain.commands import CloseCounter, TakePulse
from frontdesk.domain.day import CounterState
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence, _
from frontdesk.tui import messages
from frontdesk.tui.dialogs import Choose, Option
from frontdesk.tui.pulse import how_was_the_shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.tui.hand import Hand
    from frontdesk.tui.program import Program
    from frontdesk.tui.worker import Worker


class Leaving(Enum):
    """What a person who quits wants."""

    STAY = "stay"
    CLOSE = "close"
    LEAVE = "leave"


async def leave(app: Program, worker: Worker, hand_now: Callable[[], Hand]) -> None:
    """End the program, once it is said what becomes of the counter; nothing is said of what is done on the way out."""
    how = await _how(app)
    if how is Leaving.STAY:
        return
    if how is Leaving.CLOSE:
        try:
            await asyncio.wrap_future(worker.perform(CloseCounter(**hand_now().who)))
        except FrontdeskError as error:
            app.say(messages.refused(error), refused=True)
            return
        score = await how_was_the_shift(app) if app.asks_for_pulse else None
        if score is not None:
            with suppress(FrontdeskError):  # the lead may have closed the day meanwhile: whoever leaves, leaves
                await asyncio.wrap_future(worker.perform(TakePulse(**hand_now().who, score=score)))
    app.exit(0)


async def _how(app: Program) -> Leaving:
    """What becomes of the counter of the one who quits; nothing is asked where it is not theirs."""
    counter = app.day.counter(app.counter_id)
    if counter.state is CounterState.CLOSED or counter.staff != app.actor:
        return Leaving.LEAVE
    stay = Option(Leaving.STAY.value, _("Stay"), "s")
    if counter.visit is not None:
        number = app.day.live[counter.visit].number
        leave = _("Quit; {number} stays at the counter").format(number=number)
        options = [stay, Option(Leaving.LEAVE.value, leave, "q")]
    else:
        close = _("Close counter {counter} and quit").format(counter=counter.id)
        options = [
            Option(Leaving.CLOSE.value, close, "c"),
            Option(Leaving.LEAVE.value, _("Quit; the counter stays open"), "q"),
            stay,
        ]
    chosen = await app.push_screen_wait(Choose(Sentence("Quit"), options))
    return Leaving.STAY if chosen is None else Leaving(chosen.value)
