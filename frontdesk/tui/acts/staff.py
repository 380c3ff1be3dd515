"""Acts about the people who serve: how the shift was, and abuse of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence
from frontdesk.tui.dialogs import AskText
from frontdesk.tui.pulse import how_was_the_shift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.tui.acts.asking import Act, Asking
    from frontdesk.tui.hand import Hand


class StaffActs:
    """The pulse at the end of a shift, and abuse."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self.acts: Mapping[str, Act] = {"pulse": self._pulse, "abuse": self._abuse}

    async def _pulse(self, hand: Hand) -> None:
        if self._app.pulse_asked:
            self._app.say(Sentence("You have been asked about this shift already."), refused=True)
            return
        score = await how_was_the_shift(self._app)
        if score is not None:
            self._app.perform(do.TakePulse(**hand.who, score=score))

    async def _abuse(self, hand: Hand) -> None:
        """A line of what happened, which may stay empty: Enter alerts the lead either way."""
        if self._asking.refused(hand, do.NoteAbuse(**hand.who)):
            return
        label = Sentence("What happened? Enter alerts the shift lead, also without a word.")
        answer = await self._asking.ask(AskText(Sentence("Abuse of staff"), label))
        if answer is not None:
            self._app.perform(do.NoteAbuse(**hand.who, text=self._app.note(answer.value)))
