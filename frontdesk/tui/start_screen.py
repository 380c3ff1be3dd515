"""Who is here, and at which counter: asked once, when the command line has not said it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from frontdesk.domain.day import CounterState
from frontdesk.i18n import _
from frontdesk.plain_text import made_visible
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.dialogs import AnswerLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from frontdesk.tui.program import Program


class StartScreen(ModalScreen[None]):
    """First the name, then the counter by the arrows or its own key; Enter begins."""

    AUTO_FOCUS = "AnswerLine"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, app: Program) -> None:
        super().__init__()
        self._desk = app
        self._counters = list(app.policy.counters)
        self._at = 0

    def compose(self) -> ComposeResult:
        """The name, and the counters with who is there."""
        with Vertical(id="box") as box:
            box.border_title = Content(f"frontdesk · {self._desk.config.site.name}")
            with VerticalScroll(id="body", can_focus=False):
                yield Static(Content(_("Your name")))
                yield AnswerLine(self._desk.actor, id="name", max_length=60)
                yield Static(Content(_("Which counter? ↑ ↓ choose it")))
                for _counter in self._counters:
                    yield Static(classes="option")
            yield Static(Content(_("Enter begins · Esc quits")), id="foot")

    def on_mount(self) -> None:
        """Begin at a counter where nobody is, or at one's own."""
        closed = [one for one in self._counters if self._desk.day.counter(one).state is CounterState.CLOSED]
        wanted = self._desk.counter_id if self._desk.counter_id in self._counters else next(iter(closed), None)
        self._at = 0 if wanted is None else self._counters.index(wanted)
        self.changed()

    def changed(self) -> None:
        """Somebody has opened or closed a counter."""
        for number, widget in enumerate(self.query(".option").results(Static)):
            counter = self._desk.day.counter(self._counters[number])
            at = number == self._at
            widget.set_class(at, "-at")
            is_closed = counter.state is CounterState.CLOSED
            who = (
                _("closed", "counter")
                if is_closed
                else _("{staff} is here").format(staff=visible(counter.staff or "?"))
            )
            label = str(self._desk.config.label("counter", counter.id))
            widget.update(Content.assemble("▸ " if at else "  ", (fit(label, 20), "bold"), (who, "$foreground-muted")))
            if at:
                widget.scroll_visible(animate=False)

    def on_key(self, event: events.Key) -> None:
        """The arrows choose a counter, also while the name is typed."""
        if event.key in ("up", "down"):
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._counters)
            self.changed()
            event.stop()
            event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: begin, if there is a name."""
        name = made_visible(event.value.strip())
        if not name:
            foot = Content.styled(_("Type your name first: it stands beside what you do."), "$text-warning")
            self.query_one("#foot", Static).update(foot)
            return
        self._desk.actor = name
        self._desk.counter_id = self._counters[self._at]
        self.dismiss(None)

    def action_leave(self) -> None:
        """Nobody begins."""
        self._desk.exit(0)
