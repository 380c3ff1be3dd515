"""The parts of the board that are no tables: the tiles, the bars, the forecast; and its line of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from frontdesk.i18n import _
from frontdesk.tui.board.actions import BOARD_BY_ID
from frontdesk.tui.board.drawing import bars, chart_lines, tile_lines
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.reports.board import Quarter
    from frontdesk.tui.board.actions import LeadHand
    from frontdesk.tui.board.drawing import Tile


class Tiles(Widget, can_focus=True):
    """The figures at the top; one of them is selected."""

    def __init__(self) -> None:
        super().__init__(id="tiles")
        self._tiles: tuple[Tile, ...] = ()
        self._at = 0

    @property
    def selected(self) -> Tile | None:
        """The tile under the cursor."""
        return self._tiles[self._at] if self._tiles else None

    def show(self, shown: tuple[Tile, ...]) -> None:
        """Show other figures; the layout is another one only where they need more lines."""
        if shown != self._tiles:
            before = self._tiles and len(self._lines(self.size.width))
            self._tiles = shown
            self.refresh(layout=before != len(self._lines(self.size.width)))

    def step(self, places: int) -> None:
        """Select another one."""
        if self._tiles:
            self._at = (self._at + places) % len(self._tiles)
            self.refresh()

    def _lines(self, width: int) -> list[Content]:
        chosen = self.selected if self.has_focus else None
        return tile_lines(self._tiles, max(1, width), None if chosen is None else chosen.figure)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the figures need."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """All of them."""
        return Content("\n").join(self._lines(self.size.width))

    def on_focus(self) -> None:
        """The cursor is seen only here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is elsewhere."""
        self.refresh()


class Chart(Widget, can_focus=True):
    """Arrivals and served by quarter of an hour; with the focus one quarter is selected."""

    def __init__(self) -> None:
        super().__init__(id="chart")
        self._quarters: tuple[Quarter, ...] = ()
        self._offset_s = 0
        self._chosen: int | None = None

    @property
    def selected(self) -> Quarter | None:
        """The quarter under the cursor: the one chosen or, before any was, the last."""
        shown = bars(self._quarters, self.size.width).quarters if self._quarters else ()
        found = next((one for one in shown if one.begins_at == self._chosen), None)
        return found or (shown[-1] if shown else None)

    def show(self, quarters: tuple[Quarter, ...], offset_s: int) -> None:
        """Show others; ``offset_s`` is the site's clock less UTC."""
        if (quarters, offset_s) != (self._quarters, self._offset_s):
            self._quarters, self._offset_s = quarters, offset_s
            self.refresh()

    def step(self, places: int) -> None:
        """Select an earlier or a later quarter."""
        shown = bars(self._quarters, self.size.width).quarters
        chosen = self.selected
        if chosen is not None:
            at = min(max(shown.index(chosen) + places, 0), len(shown) - 1)
            self._chosen = shown[at].begins_at
            self.refresh()

    def render(self) -> Content:
        """The bars."""
        width, height = self.size
        chosen = self.selected if self.has_focus else None
        lines = chart_lines(self._quarters, self._offset_s, width, height, None if chosen is None else chosen.begins_at)
        return Content("\n").join(lines[: max(1, height)])

    def on_focus(self) -> None:
        """The cursor is seen only here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is elsewhere."""
        self.refresh()


class BoardKeyLine(KeyLine):
    """The keys of the board that are of most use where the cursor is; those that cannot be used now are dim."""

    def show_actions(self, names: Sequence[str], hand: LeadHand) -> None:
        """Show these actions, the last two always."""
        actions = [BOARD_BY_ID[name] for name in names]
        parts = [(shown_key(one.keys[0]), _(one.label)) for one in actions]
        dim = frozenset(shown_key(one.keys[0]) for one in actions if one.refusal(hand) is not None)
        self.show_with_dim(parts, dim)
