"""The waiting list: rows in columns with one row selected.

The widget the product stands on. It differs from the library's table in this: the selection belongs to a row's id and
never to its number, so a queue that moves under somebody's hands does not act on the wrong person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message

from frontdesk.tui.columns import Column
from frontdesk.tui.queue.rows import Cell, Row, Tone, heir, numbered
from frontdesk.tui.queue.rows_in_view import HEADER_LINES, RowsInView

__all__ = ["Cell", "Column", "QueueTable", "Row", "Tone"]

STEPS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -(10**9), "end": 10**9}
"""By how many rows each key moves the selection in a list that takes its keys straight from the terminal."""


class QueueTable(RowsInView, inherit_bindings=False):
    """A list of rows with a fixed header and one selected row.

    `show` replaces the rows and draws the difference. Some row is selected whenever there are rows. The keys are the
    arrows, Home, End, Page Up, Page Down and Enter: letters belong to the screen around it.
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
        super().__init__(columns, empty=empty, id=id, classes=classes)
        self._numbers: dict[str, int] = {}

    # -- what a screen asks and says

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
            self.forget_drawings()
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
