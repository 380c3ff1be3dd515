"""A question with several answers at once: a list in which each line is marked or not, in chapters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import OPTION_KEYS, Chosen, Dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.i18n import Sentence


@dataclass(frozen=True)
class Mark:
    """One line that can be marked: its value, what is shown, its key, and under which chapter it stands."""

    value: str
    label: str
    key: str = ""
    chapter: str = ""
    on: bool = False


class Ending(NamedTuple):
    """A key that ends the question, in words, and the value that it gives; Enter gives the marks."""

    key: str
    words: str
    value: str


class MarkSeveral(Dialog):
    """Lines to mark with their key or Space; Enter gives the values of the marked ones, a space between them.

    ``check`` says what is wrong with the marks, or None. With an ``ending`` its key gives its value instead; what was
    marked until then is in ``marked``.
    """

    def __init__(
        self,
        title: Sentence | str,
        marks: Sequence[Mark],
        *,
        enter: str,
        intro: Sentence | str = "",
        check: Callable[[frozenset[str]], Sentence | None] = lambda _marked: None,
        ending: Ending | None = None,
    ) -> None:
        super().__init__(title, intro=intro)
        free = iter(free_keys(marks, ending))
        self._marks = [one if one.key else replace(one, key=next(free, "")) for one in marks]
        self._enter = enter
        self._check = check
        self._ending = ending
        self._at = 0

    @property
    def marked(self) -> frozenset[str]:
        """The values of the lines that are marked."""
        return frozenset(one.value for one in self._marks if one.on)

    def body(self) -> ComposeResult:
        """Chapter by chapter, one line each."""
        chapter = ""
        for one in self._marks:
            if one.chapter != chapter:
                chapter = one.chapter
                yield Static(Content.styled(visible(chapter), "bold $primary"))
            yield Static(self._line(one, at=False), classes="option")

    def on_mount(self) -> None:
        """The first line has the cursor."""
        self._draw()
        super().on_mount()

    def endings(self) -> list[str]:
        """How to mark, and what Enter does."""
        ending = [] if self._ending is None else [f"{self._ending.key}: {self._ending.words}"]
        return [_("Space marks"), self._enter, *ending]

    def take_key(self, event: events.Key) -> bool:
        """A key of a line or Space marks it or not; Enter is the end."""
        if event.key in ("up", "down", "home", "end", "pageup", "pagedown"):
            last = len(self._marks) - 1
            steps = {"up": -1, "down": 1, "home": -last, "end": last, "pageup": -5, "pagedown": 5}
            self._at = min(max(self._at + steps[event.key], 0), last)
        elif event.key == "space":
            self._turn(self._at)
        elif event.key == "enter":
            self._end()
            return True
        elif self._ending is not None and event.character == self._ending.key:
            self.dismiss(Chosen(self._ending.value))
            return True
        else:
            place = next((n for n, one in enumerate(self._marks) if one.key and one.key == event.character), None)
            if place is None:
                return super().take_key(event)
            self._turn(place)
        self._draw()
        return True

    def on_click(self, event: events.Click) -> None:
        """A click on a line marks it or not."""
        for place, widget in enumerate(self.query(".option")):
            if widget is event.widget:
                self._turn(place)
                self._draw()

    def _turn(self, place: int) -> None:
        self._at = place
        self._marks[place] = replace(self._marks[place], on=not self._marks[place].on)
        self.query_one("#foot", Static).update(Content(self._foot()))

    def _end(self) -> None:
        wrong = self._check(self.marked)
        if wrong is None:
            self.dismiss(Chosen(" ".join(one.value for one in self._marks if one.on)))
        else:
            self.query_one("#foot", Static).update(Content.styled(visible(str(wrong)), "$text-warning"))

    def _draw(self) -> None:
        for place, widget in enumerate(self.query(".option")):
            at = place == self._at
            widget.set_class(at, "-at")
            assert isinstance(widget, Static)
            widget.update(self._line(self._marks[place], at=at))
            if at:
                widget.scroll_visible(animate=False)

    def on_resize(self) -> None:
        """Long lines are folded to the width."""
        self.call_after_refresh(self._draw)

    def _line(self, one: Mark, *, at: bool) -> Content:
        head = Content.assemble(
            "▸ " if at else "  ",
            "[✓] " if one.on else "[ ] ",
            (f"{one.key or ' '}  ", "bold"),
        )
        width = self.query_one("#body").scrollable_content_region.width if self.is_mounted else 0
        first, *more = Content(visible(one.label)).wrap(max(20, (width or 76) - head.cell_length)) or [Content("")]
        indent = " " * head.cell_length
        return Content("\n").join([Content.assemble(head, first), *(Content.assemble(indent, line) for line in more)])


def free_keys(marks: Sequence[Mark], ending: Ending | None) -> list[str]:
    """The digits and letters that no line and no ending has."""
    taken = {one.key for one in marks} | ({ending.key} if ending is not None else set())
    return [key for key in OPTION_KEYS if key not in taken]
