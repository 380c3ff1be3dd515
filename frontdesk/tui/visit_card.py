"""The card beside the list: who is at this counter, or who is selected. It draws again only what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from frontdesk.tui import card

if TYPE_CHECKING:
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.card import Scene

FOLDED_UP_TO = 4


class VisitCard(Widget):
    """The card; folded to three lines where there is no room for more."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self._scene: Scene | None = None
        self._selected: Visit | None = None
        self._lines: list[Content] = []
        self._title = ""

    def show(self, scene: Scene, selected: Visit | None) -> None:
        """Show a scene; ``selected`` is the visit under the cursor of the list."""
        self._scene, self._selected = scene, selected
        title = card.title(scene, selected)
        if title != self._title:
            self._title = title
            self.border_title = Content(title)
        lines = self._drawn()
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def select(self, selected: Visit | None) -> None:
        """Another visit is under the cursor of the list."""
        if self._scene is not None and self._scene.at_counter is None:
            self.show(self._scene, selected)

    def on_resize(self) -> None:
        """Folded or not, and how long the bar is, depends on the room."""
        self._lines = self._drawn()
        self.refresh()

    def _drawn(self) -> list[Content]:
        if self._scene is None:
            return []
        draw = card.folded if self.size.height <= FOLDED_UP_TO else card.full
        return draw(self._scene, self._selected, self.size.width)

    def render(self) -> Content:
        """All lines of the card; in the folded one, none is wrapped."""
        if self.size.height <= FOLDED_UP_TO:
            lines = [line.truncate(self.size.width, ellipsis=True) for line in self._lines]
            return Content("\n").join(lines)
        return Content("\n").join(self._lines)
