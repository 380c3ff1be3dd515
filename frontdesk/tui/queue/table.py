"""The waiting list: rows in columns with one row selected, drawn line by line.

The widget the product stands on. It differs from the library's table in three ways: the selection belongs to a row's
id and never to its number, so a queue that moves under somebody's hands does not act on the wrong person; only the
lines that changed are drawn; and the text of a cell is shown as it is, never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from frontdesk.tui.columns import Column, fit, width_of
from frontdesk.tui.queue.lines import MARKER, NO_MARKER, Edges, QueueLines
from frontdesk.tui.queue.rows import Cell, Row, Tone, heir, numbered

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Cell", "Column", "QueueTable", "Row", "Tone"]

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


# ---- the widget ----------------------------------------------------------------------------------------------------


STEPS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -(10**9), "end": 10**9}
"""By how many rows each key moves the selection in a list that takes its keys straight from the terminal."""


class QueueTable(ScrollView, inherit_bindings=False):
    """A list of rows with a fixed header and one selected row.

    `show` replaces the rows and draws the difference. Some row is selected whenever there are rows. The keys are the
    arrows, Home, End, Page Up, Page Down and Enter: letters belong to the screen around it.
    """

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
    QueueTable {
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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]

    class Highlighted(Message):
        """Another row has become the selected one, or none is left: by key, by mouse, by `select` or by `show`."""

        def __init__(self, table: QueueTable, row_id: str | None) -> None:
            super().__init__()
            self.table = table
            self.row_id = row_id

        @property
        def control(self) -> QueueTable:
            """The table, so that `@on` can select by it."""
            return self.table

    class Chosen(Message):
        """Enter was pressed while `row_id` was selected."""

        def __init__(self, table: QueueTable, row_id: str) -> None:
            super().__init__()
            self.table = table
            self.row_id = row_id

        @property
        def control(self) -> QueueTable:
            """The table, so that `@on` can select by it."""
            return self.table

    def __init__(
        self, columns: Sequence[Column], *, empty: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows: list[Row] = []
        self._numbers: dict[str, int] = {}
        self._selected: str | None = None
        self._empty = empty
        self._styles_by_name: dict[tuple[str, ...], Style] = {}
        self._lines: QueueLines | None = None
        self._frame: _Frame | None = None

    # -- what a screen asks and says

    @property
    def in_sight(self) -> range:
        """The numbers of the rows that are in sight."""
        top = self.scroll_offset.y
        return range(top, min(len(self._rows), top + self._page()))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as last shown."""
        return tuple(self._rows)

    @property
    def selected(self) -> str | None:
        """The id of the selected row; `None` only while there are no rows."""
        return self._selected

    @property
    def empty(self) -> str:
        """The sentence shown while there are no rows."""
        return self._empty

    @empty.setter
    def empty(self, sentence: str) -> None:
        if sentence != self._empty:
            self._empty = sentence
            if not self._rows:
                self.refresh()

    def show(self, rows: Sequence[Row], columns: Sequence[Column] | None = None) -> None:
        """Show `rows`, and `columns` if they are given, drawing the lines that changed and no others.

        The selection stays with its row; `Highlighted` is posted if it cannot. The list scrolls only to keep the
        selected row in sight, and not even then if somebody has scrolled away from it.

        Raises ValueError if two rows have the same id or a row has another number of cells than there are columns.
        """
        wanted = self._columns if columns is None else tuple(columns)
        numbers = numbered(rows, len(wanted))
        selected = heir(self._selected, self._numbers, numbers)
        follow = self._selection_in_sight()
        before = self._in_sight()
        if wanted != self._columns:
            self._columns = wanted
            self._forget_drawings()
        if bool(rows) != bool(self._rows):
            self.refresh()  # the sentence of the empty list comes or goes
        self._rows, self._numbers = list(rows), numbers
        self._claim_height()
        self._put_selection(selected, follow=follow, before=before)

    def go_on(self, first: int, rows: Sequence[Row]) -> None:
        """Show the rows from the number `first` on as they stand now: the same ones, whose clocks have gone on.

        Raises ValueError if they are other ones: `show` is for those.
        """
        before = self._rows[first : first + len(rows)]
        if [row.id for row in before] != [row.id for row in rows]:
            raise ValueError("other rows than those in these places")
        self._rows[first : first + len(rows)] = rows
        in_sight = self.in_sight
        numbers = enumerate(zip(before, rows, strict=True), first)
        self._refresh_rows(number for number, (old, new) in numbers if number in in_sight and old.cells != new.cells)

    def select(self, row_id: str) -> bool:
        """Select the row with this id and bring it into sight; False if there is none."""
        if row_id not in self._numbers:
            return False
        self._put_selection(row_id, follow=True, before=self._in_sight())
        return True

    # -- keys and mouse

    def take_step(self, key: str) -> bool:
        """Move the selection as a key says; False for one that moves nothing."""
        if key not in STEPS:
            return False
        self.action_step(STEPS[key])
        return True

    def action_step(self, rows: int) -> None:
        """Move the selection down by `rows`, or up if negative, as far as there are rows."""
        if self._selected is not None:
            last = len(self._rows) - 1
            self.select(self._rows[min(max(self._numbers[self._selected] + rows, 0), last)].id)

    def action_page(self, pages: int) -> None:
        """Move the selection by as many rows as are in sight."""
        self.action_step(pages * max(1, self._page()))

    def action_first(self) -> None:
        """Select the first row."""
        self.action_step(-len(self._rows))

    def action_last(self) -> None:
        """Select the last row."""
        self.action_step(len(self._rows))

    def action_choose(self) -> None:
        """Post `Chosen`; while there is nothing to choose, Enter is left to the screen."""
        if self._selected is None:
            raise SkipAction
        self.post_message(self.Chosen(self, self._selected))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the row under the pointer at once: when the button comes up, another row may be there."""
        place = event.get_content_offset(self)
        if event.button != 1 or place is None or place.y < HEADER_LINES:
            return
        number = self.scroll_offset.y + place.y - HEADER_LINES
        if number < len(self._rows):
            self.select(self._rows[number].id)

    def on_resize(self) -> None:
        """Keep the selected row in sight in the new size."""
        self._claim_height()
        self._scroll(follow=True)

    # -- the lines in sight

    def _page(self) -> int:
        return max(0, self.scrollable_content_region.height - HEADER_LINES)

    def _in_sight(self) -> list[tuple[Row, bool]]:
        top = self.scroll_offset.y
        return [(row, row.id == self._selected) for row in self._rows[top : top + self._page()]]

    def _selection_in_sight(self) -> bool:
        if self._selected is None:
            return True
        return 0 <= self._numbers[self._selected] - self.scroll_offset.y < self._page()

    def _put_selection(self, selected: str | None, *, follow: bool, before: Sequence[tuple[Row, bool]]) -> None:
        moved, self._selected = selected != self._selected, selected
        self._scroll(follow=follow)
        self._refresh_difference(before, self._in_sight())
        if moved:
            self.post_message(self.Highlighted(self, selected))

    def _refresh_difference(self, before: Sequence[tuple[Row, bool]], after: Sequence[tuple[Row, bool]]) -> None:
        top = self.scroll_offset.y
        self._refresh_rows(
            top + y
            for y in range(max(len(before), len(after)))
            if y >= len(before) or y >= len(after) or before[y] != after[y]
        )

    def _refresh_rows(self, numbers: Iterable[int]) -> None:
        """Have the lines of these rows drawn anew: always whole, since the screen sends no less of a line."""
        above, width = HEADER_LINES - self.scroll_offset.y, self.scrollable_content_region.width
        regions: list[Region] = []
        for number in numbers:
            line = Region(0, above + number, width, 1)
            if regions and regions[-1].bottom == line.y:
                regions[-1] = regions[-1].union(line)  # one region is less work than many
            else:
                regions.append(line)
        if regions:
            self.refresh(*regions)

    def _claim_height(self) -> None:
        # A change of the virtual size costs a layout and a full repaint. While all rows fit, none is needed.
        height = self.get_content_height(self.container_size, self.size, self.size.width)
        wanted = Size(0, height if height > self.container_size.height else HEADER_LINES)
        if wanted != self.virtual_size:
            self.virtual_size = wanted

    def _scroll(self, *, follow: bool) -> None:
        page, top = self._page(), self.scroll_offset.y
        if not page:
            return  # not laid out yet; `on_resize` comes
        wanted = min(top, self.max_scroll_y)
        if follow and self._selected is not None:
            number = self._numbers[self._selected]
            wanted = max(min(wanted, number), number - page + 1)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width that all columns need; used by the layout where the width is `auto`."""
        return cell_len(MARKER) + width_of(self._columns)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The header and all rows; used by the layout where the height is `auto`."""
        return HEADER_LINES + len(self._rows)

    # -- drawing

    def notify_style_update(self) -> None:
        """Draw everything anew in the new styles: the theme, the focus or the style sheet has changed."""
        super().notify_style_update()
        self._forget_drawings()

    def _forget_drawings(self) -> None:
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
