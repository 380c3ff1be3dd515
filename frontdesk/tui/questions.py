"""What the program itself has to ask: whether the clock is right, and what becomes of the counter at the end."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, cast

from frontdesk.domain.day import CounterState
from frontdesk.i18n import Sentence, _
from frontdesk.tui.dialogs import Choose, Option
from frontdesk.tui.present import moment

if TYPE_CHECKING:
    from textual import events

    from frontdesk.errors import FrontdeskError
    from frontdesk.tui.app import DeskApp


class Leaving(Enum):
    """What a person who quits wants."""

    STAY = "stay"
    CLOSE = "close"
    LEAVE = "leave"


async def is_the_clock_right(app: DeskApp, error: FrontdeskError) -> bool:
    """Whether a person confirms the clock, after it has jumped or after a long silence."""
    day, clock = moment(int(app.desk.clock.now()), app.policy.zone)
    options = [
        Option("yes", _("Yes, {day}, {time} is right").format(day=day, time=clock), "y"),
        Option("no", _("No; I shall set the clock"), "n"),
    ]
    title = Sentence("Is the clock right?")
    answer = await app.push_screen_wait(Choose(title, options, intro=str(error.reason), at=1))
    return answer is not None and answer.value == "yes"


class _Pulse(Choose):
    """A question that nobody has to answer: a key that means nothing here leaves it, and is the desk's."""

    def take_key(self, event: events.Key) -> bool:
        """An answer, or what comes after it."""
        if not super().take_key(event):
            cast("DeskApp", self.app).keep(event)
            self.dismiss(None)
        return True


async def how_was_the_shift(app: DeskApp) -> int | None:
    """From 1 to 5; None where nobody wants to say. From now on it is not asked again in this shift."""
    app.pulse_asked = True
    scores = (_("very bad"), _("bad"), _("neither good nor bad"), _("good"), _("very good"))
    options = [Option(str(n), score, str(n)) for n, score in enumerate(scores, 1)]
    intro = Sentence("Only the house's mean is shown, from five answers on, and never whose they were.")
    answer = await app.push_screen_wait(_Pulse(Sentence("How was the shift?"), options, intro=intro, at=3))
    return None if answer is None else int(answer.value)


async def how_to_leave(app: DeskApp) -> Leaving:
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
