"""A screen that takes its keys straight from the terminal, in their order, and how one leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from frontdesk.tui.program import Program


class KeyScreen(Screen[None]):
    """What every screen of keys has in common; its own ``take_key`` does what a key means there."""

    def __init__(self, app: Program, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.desk_app = app

    @property
    def ready(self) -> bool:
        """Whether a key means this screen now: not while a question or an answer is on its way."""
        return not self.desk_app.asking

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def leave(self) -> None:
        """Back to the screen below; where there is none, the program ends."""
        if self.app.screen_stack[0] is self:
            self.desk_app.exit(0)
        else:
            self.dismiss(None)

    def give_up_or_leave(self) -> None:
        """The same; but first a command that cannot be written, of which a line of this screen tells, is given up."""
        if "command" in self.desk_app.troubles:
            self.desk_app.give_up()
        else:
            self.leave()
