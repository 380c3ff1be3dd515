"""The single lines of the desk: who and where, why the next is next, what has just happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

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


class MessageLine(TextLine):
    """What has just happened, a refusal, or trouble that is not over; two lines where one is too short."""

    def say(self, text: str, kind: str = "") -> None:
        """Say something; ``kind`` is ``refused``, ``trouble`` or nothing."""
        for name in ("trouble", "refused"):
            if self.has_class(f"-{name}") != (kind == name):
                self.set_class(kind == name, f"-{name}")
        is_long = cell_len(text) > self.size.width > 0
        if self.has_class("-long") != is_long:
            self.set_class(is_long, "-long")
        self.show(text)
