"""Rows in columns as they are drawn, line by line: the header, the rows in sight, the sentence where there are none.

It differs from the library's table in this: only the lines that changed are drawn, and the text of a cell is shown as
it is, never read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from frontdesk.tui.columns import Column, fit, width_of
from frontdesk.tui.queue.lines import MARKER, NO_MARKER, Edges, QueueLines

if TYPE_CHECKING:
    from typing import Self

    from frontdesk.tui.queue.rows import Row

HEADER_LINES = 1


class _Frame(NamedTuple):
    """What stands around the rows, as the library draws it: whatever is above and below, and the edges of each row.

    `fits` says what it was drawn for: the region, the width of the rows and how many there are. Without edges, the
    library lays something over the lines that ours know nothing of, and has to draw them.
    """

    fits: tuple[Region, int, int]
    above: list[Strip]
    edges: Edges | None
    below: list[Strip]


@lru_cache(maxsize=8)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    return tuple(line.plain for line in Content(text).wrap(max(1, width)))


class RowsInView(ScrollView, inherit_bindings=False):
    """Rows under a fixed header, one of them marked as the selected one; which it is, is not decided here."""

    ALLOW_SELECT = False  # marking text with the mouse would fight with selecting a row

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue-table--header",
        "queue-table--empty",
        "queue-table--cursor",
        "queue-table--late",
        "queue-table--near",
        "queue-table--ok",
        "queue-table--dim",
        "queue-table--strong",
    }

    # In 16 colours and without any, a background cannot be relied upon: there the selected row is
    # reversed. An ANSI theme has no half-strong colour either: there `dim` is the terminal's own.
    DEFAULT_CSS = """
    RowsInView {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .queue-table--header { color: $foreground-muted; text-style: bold; }
        & > .queue-table--empty { color: $foreground-muted; }
        & > .queue-table--late { color: $text-error; text-style: bold; }
        & > .queue-table--near { color: $text-warning; }
        & > .queue-table--ok { color: $text-success; }
        & > .queue-table--dim { color: $foreground-muted; }
        & > .queue-table--strong { text-style: bold; }
        &:ansi > .queue-table--dim, &:ansi > .queue-table--empty { text-style: dim; }
        & > .queue-table--cursor { background: $block-cursor-blurred-background; text-style: bold; }
        &:focus > .queue-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        &:ansi:focus > .queue-table--cursor, &:nocolor:focus > .queue-table--cursor {
            background: $background;
            color: $foreground;
            text-style: bold reverse;
        }
    }
    """

    def __init__(self, columns: Sequence[Column], *, empty: str, id: str | None, classes: str | None) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows: list[Row] = []
        self._selected: str | None = None
        self._empty = empty
        self._styles_by_name: dict[tuple[str, ...], Style] = {}
        self._lines: QueueLines | None = None
        self._frame: _Frame | None = None

    @property
    def in_sight(self) -> range:
        """The numbers of the rows that are in sight."""
        top = self.scroll_offset.y
        return range(top, min(len(self._rows), top + self._page()))

    def _page(self) -> int:
        return max(0, self.scrollable_content_region.height - HEADER_LINES)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width that all columns need; used by the layout where the width is `auto`."""
        return cell_len(MARKER) + width_of(self._columns)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The header and all rows; used by the layout where the height is `auto`."""
        return HEADER_LINES + len(self._rows)

    def notify_style_update(self) -> None:
        """Draw everything anew in the new styles: the theme, the focus or the style sheet has changed."""
        super().notify_style_update()
        self.forget_drawings()

    def forget_drawings(self) -> None:
        """Nothing that is drawn can be kept: the styles are others, or the columns."""
        self._styles_by_name.clear()
        self._lines = None
        self.refresh()

    def refresh(self, *regions: Region, **what: Any) -> Self:
        """Draw these parts anew, or everything; what stands around the rows is kept only if none of it is meant."""
        if not regions or any(region.y < HEADER_LINES for region in regions):
            self._frame = None
        return super().refresh(*regions, **what)

    def _style(self, *names: str) -> Style:
        """The style of the table with these component styles laid over it, one after the other, as it is to be seen.

        The filters of the terminal (no colours, none but its own) change styles only: each style goes through them
        once, and not in every line.
        """
        style = self._styles_by_name.get(names)
        if style is None:
            classes = [f"queue-table--{name}" for name in names if name]
            style = self.get_visual_style(*classes).rich_style
            for name in classes:
                style += self.get_component_styles(name).text_style  # get_visual_style drops "reverse"
            for its in self.get_line_filters():
                style = its.apply([Segment(" ", style)], self.background_colors[1])[0].style or style
            self._styles_by_name[names] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the widget, the border among them.

        The rows are not taken through the library's styles each time, which costs more than making them: it draws
        what stands around them, and the rows are put between.
        """
        frame = self._frame_of(crop)
        if frame is None or frame.edges is None:
            return super().render_lines(crop)
        lines, edges, chosen = self._lines_of(frame.fits[1]), frame.edges, self._selected
        rows = [
            lines.framed(self._rows[number], edges, selected=self._rows[number].id == chosen)
            for number in self.in_sight
        ]
        return [*frame.above, *rows, *frame.below]

    def _frame_of(self, crop: Region) -> _Frame | None:
        """What stands around the rows; None where there are none to be seen, or not the whole widget is wanted."""
        if not self.in_sight or crop != self.outer_size.region:
            return None
        width, rows = self.scrollable_content_region.width, len(self.in_sight)
        fits = (crop, width, rows)
        if self._frame is None or self._frame.fits != fits:
            left, top = self.content_offset
            first = top + HEADER_LINES
            above = super().render_lines(Region(0, 0, crop.width, first))
            below = super().render_lines(Region(0, first + rows, crop.width, crop.height - first - rows))
            edges: Edges | None = None
            if list(above[-1].crop(left, left + width)) == list(self.render_line(0)):
                edges = Edges(above[-1].crop(0, left), above[-1].crop(left + width, crop.width))
            self._frame = _Frame(fits, above, edges, below)
        return self._frame

    def render_line(self, y: int) -> Strip:
        """The strip for one line of the content; a row's is the same one until the row is another one."""
        width = self.scrollable_content_region.width
        if y < HEADER_LINES:
            return self._lines_of(width).header()
        if not self._rows:
            return self._empty_strip(y - HEADER_LINES, width)
        number = self.scroll_offset.y + y - HEADER_LINES
        if number >= len(self._rows):
            return Strip.blank(width, self._style())
        row = self._rows[number]
        return self._lines_of(width).row(row, selected=row.id == self._selected)

    def _lines_of(self, width: int) -> QueueLines:
        if self._lines is None or self._lines.width != width:
            self._lines = QueueLines(self._columns, width, self._style)
        return self._lines

    def _empty_strip(self, y: int, width: int) -> Strip:
        lines = _wrapped(self._empty, width - 2 * len(NO_MARKER))
        top = 1 if self._page() > len(lines) else 0
        text = lines[y - top] if top <= y < top + len(lines) else ""
        return Strip([Segment(fit(NO_MARKER + text, width), self._style("empty"))], width)
