"""What every act that asks something needs: the question, the visits that it may be about, a refusal in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, marked
from frontdesk.tui import messages
from frontdesk.tui.actions import BY_ID
from frontdesk.tui.dialogs import AskText, Chosen, Option, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.screen import ModalScreen

    from frontdesk.tui.hand import Hand
    from frontdesk.tui.program import Program

REASON = marked("Why?")

Act: TypeAlias = "Callable[[Hand], Coroutine[Any, Any, None]]"
"""What is done on what was in hand when the key went down."""


class Asking:
    """Puts the questions of the desk and says why something is refused before it is asked about."""

    def __init__(self, app: Program) -> None:
        self.app = app
        self.config = app.config

    async def ask(self, dialog: ModalScreen[Chosen | None]) -> Chosen | None:
        """Show a question and wait for its answer; None where it was left."""
        return await self.app.push_screen_wait(dialog)

    def possible(self, action: str, hand: Hand) -> list[Target] | None:
        """The visits for which an action is not refused; None, with the refusal said, where there is none."""
        build = BY_ID[action].about
        assert build is not None
        refusal = None
        targets = []
        for visit in BY_ID[action].visits(hand):
            error = hand.refusal(build(hand, visit))
            if error is None:
                targets.append(Target(visit, hand.day.visits[visit].number))
            elif refusal is None:
                refusal = error
        if targets:
            return targets
        if refusal is None:
            self.app.say(Sentence("Nobody is selected, and nobody is at the counter."), refused=True)
        else:
            self.app.say(messages.refused(refusal), refused=True)
        return None

    def refused(self, hand: Hand, command: do.Command) -> bool:
        """Whether the rules refuse a command now; then that is said."""
        error = hand.refusal(command)
        if error is not None:
            self.app.say(messages.refused(error), refused=True)
        return error is not None

    async def reason(self, title: Sentence, targets: Sequence[Target] = (), *, needed: bool = False) -> Chosen | None:
        """Ask why, in a line of text."""
        return await self.ask(AskText(title, Sentence(REASON), targets, needed=needed))

    def services(self, *, without: str | None = None) -> list[Option]:
        """The services of the house by their digits."""
        return [
            Option(service, str(self.config.label("service", service)), digit)
            for digit, service in self.config.service_keys.items()
            if service != without
        ]
