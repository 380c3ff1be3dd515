"""Jump to anybody by typing their number: digits are enough, and the visit is selected while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from frontdesk.i18n import Sentence, _
from frontdesk.tui.columns import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from frontdesk.domain.day import Day
    from frontdesk.domain.visit import Visit

LONGEST = 8


def found(typed: str, day: Day) -> Visit | None:
    """The visit that a number, or the end of its digits, means: one still here before one that has ended.

    ``17`` means ``B017`` rather than ``B117``; among equals the one that came first.
    """
    wanted = typed.strip().upper()
    if not wanted:
        return None
    letters = wanted.rstrip("0123456789")
    digits = wanted[len(letters) :].lstrip("0")
    for exactly in (True, False):
        for visits in (day.live, day.visits):
            for visit in visits.values():
                letter = visit.number.rstrip("0123456789")
                running = visit.number[len(letter) :].lstrip("0")
                if letters and letter != letters:
                    continue
                if running == digits if exactly else (running.startswith(digits) if digits else bool(letters)):
                    return visit
    return None


class JumpLine(Widget):
    """One line that takes the keys until Enter or Escape.

    ``typed`` is called with the visit that is meant so far, ``ended`` with the one meant at Enter; None at Escape.
    """

    def __init__(
        self,
        day: Callable[[], Day],
        typed: Callable[[Visit | None], None],
        ended: Callable[[Visit | None], None],
    ) -> None:
        super().__init__(id="jump")
        self._day = day
        self._typed_so_far = typed
        self._ended = ended
        self._typed = ""
        self._about: Sentence | None = None

    def open(self, typed: str = "") -> None:
        """Take the keys, with what has been typed already."""
        self.display = True
        self._put(typed)

    def close(self) -> None:
        """Give the keys back."""
        self.display = False

    def about(self, sentence: Sentence | None) -> None:
        """What is said of the visit that is meant."""
        self._about = sentence
        self.refresh()

    def take_key(self, event: events.Key) -> bool:
        """One more letter or digit; False for what is the desk's."""
        if event.key == "enter":
            self._ended(found(self._typed, self._day()))
        elif event.key == "escape":
            self._ended(None)
        elif event.key == "backspace":
            self._put(self._typed[:-1])
        elif event.character is not None and event.is_printable:
            if event.character.isalnum() and len(self._typed) < LONGEST:
                self._put(self._typed + event.character.upper())
        elif event.key != "tab":
            return False
        return True

    def _put(self, typed: str) -> None:
        self._typed = typed
        self._typed_so_far(found(typed, self._day()))
        self.refresh()

    def render(self) -> Content:
        """What was typed and whom it means."""
        about = "" if self._about is None else str(self._about)
        return Content.assemble(
            (_("Number") + "  ", "$text-primary bold"),
            (f"{visible(self._typed)}▏", "bold"),
            "   ",
            (about or _("Type a number, or only its digits · Enter goes there · Esc leaves"), "$foreground-muted"),
        )
