"""The card beside the list: who is at this counter, or who is selected. It draws again only the lines that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from frontdesk.tui.desk import card

if TYPE_CHECKING:
    from typing import Self

    from frontdesk.domain.visit import Visit
    from frontdesk.tui.desk.card import Scene

FOLDED_UP_TO = 4


class VisitCard(Widget):
    """The card; folded to three lines where there is no room for more."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self._scene: Scene | None = None
        self._selected: Visit | None = None
        self._lines: list[Content] = []
        self._parts: list[tuple[Content, list[Content]]] = []
        self._title = ""
        self._only_title_changes = False

    def show(self, scene: Scene, selected: Visit | None) -> None:
        """Show a scene; ``selected`` is the visit under the cursor of the list."""
        self._scene, self._selected = scene, selected
        title = card.title(scene, selected)
        if title != self._title:
            self._title = title
            self._only_title_changes = True
            self.border_title = Content(title)
            self._only_title_changes = False
        before, self._lines = self._lines, self._drawn()
        if len(before) != len(self._lines):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if old is not new]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    @property
    def about(self) -> Visit | None:
        """Whom it is about."""
        return None if self._scene is None else card.subject(self._scene, self._selected)

    def select(self, selected: Visit | None) -> None:
        """Another visit is under the cursor of the list."""
        if self._scene is not None and self._scene.at_counter is None:
            self.show(self._scene, selected)

    def refresh(self, *regions: Region, **what: Any) -> Self:
        """A clock in the title ticks every second: then the border's first line is drawn, and not the whole card."""
        if self._only_title_changes:
            gutter = self.gutter
            regions = (Region(-gutter.left, -gutter.top, self.size.width + gutter.width, 1),)
        return super().refresh(*regions, **what)

    def on_resize(self) -> None:
        """Folded or not, where a line ends, and how long the bar is, depends on the room."""
        self._parts = []
        self._lines = self._drawn()
        self.refresh()

    def _drawn(self) -> list[Content]:
        """The lines as they stand on the screen, each no wider than it; one that has not changed is the same object."""
        width, height = self.size
        if self._scene is None or not width:
            return []
        is_folded = height <= FOLDED_UP_TO
        lines = (card.folded if is_folded else card.full)(self._scene, self._selected, width)
        before, self._parts = self._parts, []
        for y, line in enumerate(lines):
            if y < len(before) and line.is_same(before[y][0]):
                self._parts.append(before[y])
            elif is_folded:
                self._parts.append((line, [line.truncate(width, ellipsis=True)]))
            else:
                self._parts.append((line, line.wrap(width) or [line]))
        return [part for _line, parts in self._parts for part in parts]

    def render_line(self, y: int) -> Strip:
        """One line: where only a clock went on, the others are not drawn. What the mouse has marked goes over lines."""
        if self.text_selection is not None:
            return super().render_line(y)
        width, style = self.size.width, self.visual_style
        if y >= len(self._lines) or not width:
            return Strip.blank(width, style.rich_style)
        return Visual.to_strips(self, self._lines[y], width, 1, style)[0].apply_offsets(0, y)

    def render(self) -> Content:
        """All lines of the card."""
        return Content("\n").join(self._lines)
