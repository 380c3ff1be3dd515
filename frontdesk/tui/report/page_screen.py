"""A screen that is a page to read from place to place, with a line of what was said at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _
from frontdesk.tui.dialogs import ShowText
from frontdesk.tui.help_lines import help_lines
from frontdesk.tui.key_screen import KeyScreen
from frontdesk.tui.report.page import Page
from frontdesk.tui.said_line import SaidLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from textual import events

    from frontdesk.tui.program import Program


class PageScreen(KeyScreen):
    """``text`` stands on the page until there is more."""

    AUTO_FOCUS = "Page"

    def __init__(self, app: Program, text: str) -> None:
        super().__init__(app)
        self.page = Page(text)
        self.message = SaidLine()

    def acts_of_keys(self) -> Mapping[str, Callable[[], None]]:
        """What each key does; the arrows up and down are the page's."""
        raise NotImplementedError

    def take_key(self, event: events.Key) -> bool:
        """Do at once what a key means; the arrows go from place to place."""
        act = self.acts_of_keys().get(event.key)
        if act is None:
            return self.page.take_step(event.key)
        act()
        return True

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    def show_all_keys(self, table: Iterable[tuple[str, str, str]]) -> None:
        """All keys of the screen, to read: keys, label and meaning of each."""
        lines = help_lines([(*row, False) for row in table], self.app.size.width)
        self.desk_app.begin_asking(self._show_text(ShowText(_("All keys"), lines)))

    async def _show_text(self, dialog: ShowText) -> None:
        await self.desk_app.push_screen_wait(dialog)
