"""All keys of the desk, each with what it does and, where it cannot be used now, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from frontdesk.i18n import _
from frontdesk.tui.actions import ACTIONS, Action, Where
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.keys import KeyMap, shown_key

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from frontdesk.tui.hand import Hand

KEYS_WIDTH, LABEL_WIDTH = 10, 18


class HelpScreen(ModalScreen[str | None]):
    """A key that is pressed here is done at once."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, keys: KeyMap, hand: Hand) -> None:
        super().__init__()
        self._keys = keys
        self._hand = hand

    def compose(self) -> ComposeResult:
        """Chapter by chapter."""
        with Vertical(id="box") as box:
            box.border_title = Content(_("All keys"))
            with VerticalScroll(id="body"):
                yield Static(id="text")
            yield Static(Content(_("↑ ↓ move · any key does it · Esc leaves")), id="foot")

    def on_resize(self) -> None:
        """The explanations are folded to the width."""
        text = self.query_one("#text", Static)
        self.call_after_refresh(lambda: text.update(self._text(text.size.width - 1)))

    def _text(self, width: int) -> Content:
        lines: list[Content] = []
        for where in Where:
            lines += [Content(""), Content.styled(_(where.value), "bold $primary")]
            for action in ACTIONS:
                if action.where is where:
                    lines += self._of(action, width)
        return Content("\n").join(lines[1:])

    def _of(self, action: Action, width: int) -> list[Content]:
        """An action: its keys and its name, and beside them what it does, or why it cannot be done now."""
        error = action.refusal(self._hand)
        keys = " ".join(shown_key(key) for key in self._keys[action.id])
        head = f"{fit(keys, KEYS_WIDTH)} {fit(_(action.label), LABEL_WIDTH)} "
        text = _(action.tooltip) if error is None else f"– {error.reason} {error.remedy}".strip()
        style = "" if error is None else "$foreground-muted"
        folded = Content.styled(visible(text), style).wrap(max(20, width - len(head)))
        first = Content.assemble((head, "bold" if error is None else style), folded[0])
        return [first, *(Content.assemble(" " * len(head), line) for line in folded[1:])]

    def on_key(self, event: events.Key) -> None:
        """The action of the key, on the desk."""
        for action in ACTIONS:
            if event.key in self._keys[action.id] and action.id not in ("help", "pane"):
                event.stop()
                event.prevent_default()
                self.dismiss(action.id)
                return

    def action_leave(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
