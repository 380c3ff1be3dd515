"""The line at the foot of what is read: what was said last or, for the time being, how far something has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.tui.text_lines import TextLine

if TYPE_CHECKING:
    from frontdesk.i18n import Sentence


class SaidLine(TextLine):
    """Keeps what was said as a sentence, so that it follows the language."""

    def __init__(self) -> None:
        super().__init__("message")
        self._said: tuple[Sentence | str, bool] = ("", False)

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self._said = sentence, refused
        self.keep_up()

    def forget(self) -> None:
        """What was said is over."""
        self._said = "", False
        self.keep_up()

    def keep_up(self) -> None:
        """What was said last stands here again, in the language in use, where a bar was meanwhile."""
        sentence, refused = self._said
        self.set_class(refused, "-refused")
        self.show(str(sentence))

    def show_bar(self, text: str) -> None:
        """How far something has come, for the time being."""
        self.set_class(False, "-refused")
        self.show(text)
