"""Questions that are asked before something is done: one of a list, or a line of text; and a text to read.

A dialog names the visit that it is about: its title has ``{number}`` in it. Where two could be meant, Tab turns to the
other one. What people typed is shown as plain text, never as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from frontdesk.i18n import Sentence, _
from frontdesk.plain_text import made_visible
from frontdesk.tui.columns import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.tui.program import Typing

OPTION_KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"


class Target(NamedTuple):
    """A visit that a question may be about."""

    id: str
    number: str


@dataclass(frozen=True)
class Option:
    """One answer: its key, what is shown, and a remark beside it. ``refused`` says why it cannot be chosen."""

    value: str
    label: str
    key: str = ""
    remark: str = ""
    refused: str = ""


class Chosen(NamedTuple):
    """The answer to a question, and the visit that it is about, if any."""

    value: str
    target: str | None = None


def with_keys(options: Sequence[Option], reserved: str = "") -> list[Option]:
    """The options with a digit or a letter each, where they have none of their own; none of the ``reserved`` ones."""
    taken = {*reserved, *(option.key for option in options)}
    free = iter([key for key in OPTION_KEYS if key not in taken])
    return [
        option if option.key else Option(option.value, option.label, next(free, ""), option.remark, option.refused)
        for option in options
    ]


class AnswerLine(Input):
    """A line of text in which nothing that is typed or pasted is interpreted."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Control and direction characters are made visible as they come in."""
        super().insert_text_at_cursor(made_visible(text))

    def on_paste(self, event: events.Paste) -> None:
        """All lines of what is pasted, as one."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split("\n")).strip())


class Dialog(ModalScreen[Chosen | None]):
    """A box with a title, a body that scrolls, and a line of keys at its foot."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    AUTO_FOCUS = "VerticalScroll"

    ready = False
    """Whether keys may come in; before, they are kept for it."""

    def __init__(self, title: Sentence | str, targets: Sequence[Target] = (), intro: Sentence | str = "") -> None:
        super().__init__()
        self._title = title
        self._targets = tuple(targets)
        self._intro = intro

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(visible(self._heading()))
            with VerticalScroll(id="body"):
                if str(self._intro):
                    yield Static(Content(visible(str(self._intro))), id="intro")
                yield from self.body()
            yield Static(Content(self._foot()), id="foot")

    def body(self) -> ComposeResult:
        """What is asked."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Ready as soon as it is drawn and has the focus."""
        self.call_after_refresh(self.be_ready)

    def be_ready(self) -> None:
        """Take the keys that were typed ahead."""
        self.ready = True
        cast("Typing", self.app).type_ahead()

    def take_key(self, event: events.Key) -> bool:
        """Do at once what a key means here; False for one that goes the library's way."""
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "tab":
            self.turn()
        else:
            return False
        return True

    def take_paste(self, text: str) -> bool:
        """A text that is pasted goes to the line in which it is asked for."""
        return False

    @property
    def target(self) -> str | None:
        """The visit that the question is about."""
        return self._targets[0].id if self._targets else None

    def _heading(self) -> str:
        if self._targets and isinstance(self._title, Sentence):
            return str(Sentence(self._title.message, number=self._targets[0].number))
        return str(self._title)

    def _foot(self) -> str:
        parts = [*self.endings(), _("Esc leaves")]
        if len(self._targets) > 1:
            parts.insert(0, _("Tab: {number} instead").format(number=self._targets[1].number))
        return " · ".join(parts)

    def endings(self) -> list[str]:
        """The keys that end the dialog, in words."""
        return []

    def action_leave(self) -> None:
        """Nothing is done."""
        self.dismiss(None)

    def turn(self) -> None:
        """The question is about the other visit."""
        if len(self._targets) > 1:
            self._targets = (*self._targets[1:], self._targets[0])
            self.query_one("#box").border_title = Content(visible(self._heading()))
            self.query_one("#foot", Static).update(Content(self._foot()))


class Choose(Dialog):
    """One of a list, by its key or with the arrows and Enter.

    ``options_for`` gives the options for another visit, where Tab turns to it and they depend on it. With ``at`` None
    no option is marked at first, and Enter alone takes none: where an opinion is asked for, nothing may suggest one.
    """

    def __init__(
        self,
        title: Sentence | str,
        options: Sequence[Option],
        targets: Sequence[Target] = (),
        intro: Sentence | str = "",
        at: int | None = 0,
        options_for: Callable[[str], Sequence[Option]] | None = None,
    ) -> None:
        super().__init__(title, targets, intro)
        self._options = with_keys(options)
        self._options_for = options_for
        self._at = at

    def body(self) -> ComposeResult:
        """The options, one on each line."""
        yield from self._lines()

    def _lines(self) -> list[Static]:
        return [Static(self._line(option), classes="option") for option in self._options]

    def turn(self) -> None:
        """The other visit may have other options; then the first of them is marked."""
        super().turn()
        if self._options_for is None or self.target is None or len(self._targets) < 2:
            return
        self._options, self._at = with_keys(self._options_for(self.target)), 0
        self.ready = False
        self.run_worker(self._turned(), exit_on_error=True, exclusive=True)

    async def _turned(self) -> None:
        async with self.batch():
            await self.query(".option").remove()
            await self.query_one("#body").mount(*self._lines())
            self._mark()
        self.be_ready()

    def on_mount(self) -> None:
        """The first option is marked, or another one, or none."""
        self._mark()
        super().on_mount()

    def endings(self) -> list[str]:
        """Its key or Enter."""
        return [_("its key, or ↑ ↓ and Enter")]

    def take_key(self, event: events.Key) -> bool:
        """A key of an option, the arrows, Enter."""
        if event.key in ("up", "down"):
            step = 1 if event.key == "down" else -1
            before = self._at if self._at is not None else min(-step, 0)
            self._at = (before + step) % len(self._options)
            self._mark()
        elif event.key == "enter":
            if self._at is not None:
                self._take(self._options[self._at])
        else:
            found = next((one for one in self._options if one.key and one.key == event.character), None)
            if found is None:
                return super().take_key(event)
            self._take(found)
        return True

    def on_click(self, event: events.Click) -> None:
        """A click on an option takes it."""
        for number, widget in enumerate(self.query(".option")):
            if widget is event.widget:
                self._take(self._options[number])

    def _take(self, option: Option) -> None:
        if option.refused:
            self.query_one("#foot", Static).update(Content(visible(option.refused)))
        else:
            self.dismiss(Chosen(option.value, self.target))

    def _mark(self) -> None:
        for number, widget in enumerate(self.query(".option")):
            widget.set_class(number == self._at, "-at")
            assert isinstance(widget, Static)
            widget.update(self._line(self._options[number], at=number == self._at))
            if number == self._at:
                widget.scroll_visible(animate=False)

    def _line(self, option: Option, *, at: bool = False) -> Content:
        style = "$foreground-muted" if option.refused else ""
        remark = option.refused or option.remark
        return Content.assemble(
            "▸ " if at else "  ",
            (f"{option.key or ' '}  ", "bold"),
            (visible(option.label), style),
            (f"   {visible(remark)}" if remark else "", "" if at else "$foreground-muted"),
        )


class AskText(Dialog):
    """A line of text; ``check`` says what is wrong with it, or None."""

    AUTO_FOCUS = "AnswerLine"

    def __init__(
        self,
        title: Sentence | str,
        label: Sentence | str,
        targets: Sequence[Target] = (),
        *,
        initial: str = "",
        needed: bool = False,
        check: Callable[[str], Sentence | None] | None = None,
        intro: Sentence | str = "",
    ) -> None:
        super().__init__(title, targets, intro)
        self._label = label
        self._initial = initial
        self._needed = needed
        self._check = check

    def body(self) -> ComposeResult:
        """What is asked, and where it is answered."""
        yield Static(Content(visible(str(self._label))))
        yield AnswerLine(self._initial, id="answer", select_on_focus=True)

    def endings(self) -> list[str]:
        """Enter."""
        return [_("Enter goes on")]

    def take_key(self, event: events.Key) -> bool:
        """What is typed after Enter is for whatever comes next."""
        if event.key == "enter":
            self.ready = False
        return super().take_key(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the text, if nothing is wrong with it."""
        text = event.value.strip()
        wrong: Sentence | None = None
        if self._needed and not text:
            wrong = Sentence("Say it in a few words.")
        elif self._check is not None:
            wrong = self._check(text)
        if wrong is None:
            self.dismiss(Chosen(text, self.target))
        else:
            self.query_one("#foot", Static).update(Content.styled(visible(str(wrong)), "$text-warning"))
            self.be_ready()


class ShowText(Dialog):
    """Something to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False)]

    def __init__(self, title: Sentence | str, lines: Sequence[Content], targets: Sequence[Target] = ()) -> None:
        super().__init__(title, targets)
        self._lines = lines

    def body(self) -> ComposeResult:
        """The text."""
        yield Static(Content("\n").join(self._lines), classes="to-read")

    def show(self, lines: Sequence[Content]) -> None:
        """The text is another one now."""
        if list(lines) != list(self._lines):
            self._lines = lines
            if self.is_mounted:
                self.query_one(".to-read", Static).update(Content("\n").join(lines))

    def endings(self) -> list[str]:
        """How to move in it."""
        return [_("↑ ↓ move")]
