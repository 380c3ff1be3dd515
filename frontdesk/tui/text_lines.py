"""The plain lines of a screen: who and where, why the next is next, what is read; and the one where no room is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from frontdesk.i18n import _
from frontdesk.tui.columns import fit, visible

if TYPE_CHECKING:
    from collections.abc import Sequence


class TextLine(Widget):
    """A line of plain text, cut where the width ends."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Show another text."""
        text = visible(text)
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        """As much as there is room for."""
        width, height = self.size
        return Content(self._text).truncate(max(1, width) * max(1, height), ellipsis=True)


class HeaderLine(Widget):
    """Who and where on the left; on the right the longest of several texts that there is room for."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._shown: tuple[str, tuple[str, ...]] = ("", ("",))

    def show(self, left: str, rights: Sequence[str]) -> None:
        """Show other texts; ``rights`` from the longest to the shortest."""
        shown = (left, tuple(rights))
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Both, as far apart as the width allows."""
        left, rights = self._shown
        width = self.size.width
        right = next((one for one in rights if cell_len(left) + cell_len(one) < width), rights[-1])
        return Content(f"{fit(left, max(1, width - cell_len(right) - 1))} {right}")


class Lines(Widget, can_focus=True):
    """Some lines of text, folded to the width."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._lines: tuple[Content, ...] = ()

    def show(self, lines: Sequence[Content]) -> None:
        """Show other lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.refresh()

    def render(self) -> Content:
        """As many as there is room for; a sign says where there are more."""
        width, height = (max(1, length) for length in self.size)
        folded = [part for line in self._lines for part in (line.wrap(width) or [line])]
        if len(folded) > height:
            rest = Content(" ").join(folded[height - 1 :])
            folded = [*folded[: height - 1], rest.truncate(width, ellipsis=True)]
        return Content("\n").join(folded)


class TooSmall(Widget):
    """In a window below the smallest size: the one sentence that is left of a screen."""

    def __init__(self) -> None:
        super().__init__(id="too-small")

    def render(self) -> Content:
        """What is needed, and what there is."""
        width, height = self.app.size
        text = _("frontdesk needs 60 columns and 16 lines; this window has {width} and {height}.")
        return Content(text.format(width=width, height=height))
