"""The summary as it is printed, to read and to move through: one of its lines is selected, and knows what is behind it.

The selected line has a mark before it and is reversed. The arrows go from one figure to the next; where the next one is
far away they go on line by line, so that nothing is passed over unread.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from frontdesk.reports.layout import WIDTH
from frontdesk.reports.text import Printed
from frontdesk.tui.columns import fit, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events

MARK = "▸"
ABOVE = 3
"""So many lines above the selected one are kept in sight where there are any: the head of its table."""


class Page(ScrollView, can_focus=True):
    """Printed lines, one of which is selected wherever any has visits behind it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--selected"}
    DEFAULT_CSS = """
    Page { scrollbar-size-vertical: 0; overflow-x: auto; overflow-y: auto; }
    Page > .page--selected { text-style: reverse; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(id="text")
        self._wide = WIDTH
        self._parts: Sequence[Printed] = (Printed((text,)),)
        self._lines: list[str] = []
        self._owner: list[int] = []
        self._begins: list[int] = []
        self._at: int | None = None
        self._lay()

    @property
    def selected(self) -> Printed | None:
        """The lines under the cursor; None where nothing can be selected."""
        return None if self._at is None else self._parts[self._at]

    def show(self, parts: Sequence[Printed], width: int = WIDTH) -> None:
        """Show another page; the cursor stays at the same figure or, where that is gone, at the next one.

        ``width`` is that for which it was written, in cells: the selected line is marked as far as that.
        """
        self._wide = width
        before, selected = self._at or 0, self.selected
        self._parts = parts
        alike = [place for place in self._figures if selected is not None and _key(parts[place]) == _key(selected)]
        later = [place for place in self._figures if place >= before]
        self._at = next(iter([*alike, *later, *reversed(self._figures)]), None)
        self._lay()

    def tell(self, text: str) -> None:
        """Show a sentence instead."""
        self.show((Printed((text,)),))

    @property
    def _figures(self) -> list[int]:
        return [place for place, part in enumerate(self._parts) if part.behind]

    def _lay(self) -> None:
        self._begins = [0, *accumulate(len(part.lines) for part in self._parts)]
        self._owner = [place for place, part in enumerate(self._parts) for _line in part.lines]
        self._lines = [visible(line) for part in self._parts for line in part.lines]
        self.virtual_size = Size(max([self._wide, *map(cell_len, self._lines)]), len(self._lines))
        self.refresh()

    # ---- the cursor

    def take_step(self, key: str) -> bool:
        """Move as a key says; False for one that moves nothing."""
        if key in ("up", "down"):
            self._step(1 if key == "down" else -1)
        elif key in ("home", "end"):
            self._select(next(iter(self._figures if key == "home" else self._figures[::-1]), None))
            self._scroll_to_line(0 if key == "home" else len(self._lines))
        elif key in ("pageup", "pagedown"):
            self._scroll_to_line(self.scroll_offset.y + (self._high - 1) * (1 if key == "pagedown" else -1))
        else:
            return False
        return True

    def _step(self, way: int) -> None:
        """The next figure; from a cursor that is out of sight, the nearest that is in sight."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self._high
        in_sight = [place for place in self._figures if top <= self._begins[place] < bottom]
        if in_sight and self._at is not None and self._at not in in_sight:
            self._select(in_sight[0 if way > 0 else -1])
            return
        following = [place for place in self._figures if self._at is not None and (place - self._at) * way > 0]
        place = next(iter(following if way > 0 else following[::-1]), None)
        if place is None or not top - self._high < self._begins[place] < bottom + self._high:
            self._scroll_to_line(top + way)
            return
        self._select(place)
        if self._begins[place + 1] > bottom:
            self._scroll_to_line(self._begins[place + 1] - self._high)
        elif self._begins[place] - ABOVE < top:
            self._scroll_to_line(self._begins[place] - ABOVE)

    def _select(self, place: int | None) -> None:
        before, self._at = self._at, place
        for one in (before, place):
            if one is not None:
                self.refresh_lines(self._begins[one], len(self._parts[one].lines))

    @property
    def _high(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=min(max(line, 0), max(0, len(self._lines) - self._high)), animate=False, force=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the figure under the pointer."""
        place = event.get_content_offset(self)
        line = -1 if place is None else self.scroll_offset.y + place.y
        if 0 <= line < len(self._lines) and self._parts[self._owner[line]].behind:
            self._select(self._owner[line])

    # ---- drawing

    def render_line(self, y: int) -> Strip:
        """A line in sight."""
        left, top = self.scroll_offset
        width, style = self.size.width, self.rich_style
        number = top + y
        if number >= len(self._lines):
            return Strip.blank(width, style)
        strip = self._strip(number, style)
        return strip.crop_extend(left, left + width, style).apply_offsets(left, number)

    def _strip(self, number: int, style: Style) -> Strip:
        line, owner = self._lines[number], self._owner[number]
        if owner != self._at:
            return Strip([Segment(line, style)])
        # Every printed line begins with a blank: there is the place of the mark.
        mark = MARK if number == self._begins[owner] else " "
        return Strip(
            [Segment(fit(f"{mark}{line[1:]}", self._wide), style + self.get_component_rich_style("page--selected"))]
        )


def _key(part: Printed) -> tuple[str, str]:
    """What tells a figure from the others of its page, whatever the day."""
    return part.behind[0].words, part.behind[0].at
