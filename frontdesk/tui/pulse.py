"""How the shift was: asked once, at its end, of whoever works at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from frontdesk.i18n import Sentence, _
from frontdesk.tui.dialogs import Choose, Option

if TYPE_CHECKING:
    from textual import events

    from frontdesk.tui.program import Program, Typing


class _Pulse(Choose):
    """A question that nobody has to answer: a key that means nothing here leaves it, and is the desk's."""

    def take_key(self, event: events.Key) -> bool:
        """An answer, or what comes after it."""
        if not super().take_key(event):
            cast("Typing", self.app).keep(event)
            self.dismiss(None)
        return True


async def how_was_the_shift(app: Program) -> int | None:
    """From 1 to 5; None where nobody wants to say. From now on it is not asked again in this shift."""
    app.pulse_asked = True
    scores = (_("very bad"), _("bad"), _("neither good nor bad"), _("good"), _("very good"))
    options = [Option(str(n), score, str(n)) for n, score in enumerate(scores, 1)]
    intro = Sentence("Only the house's mean is shown, from five answers on, and never whose they were.")
    answer = await app.push_screen_wait(_Pulse(Sentence("How was the shift?"), options, intro=intro, at=None))
    return None if answer is None else int(answer.value)
