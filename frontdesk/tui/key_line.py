"""The line of keys at the foot: at most six, those that are of most use just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from frontdesk.domain.day import CounterState
from frontdesk.i18n import _
from frontdesk.tui.actions import BY_ID
from frontdesk.tui.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.tui.hand import Hand

MOST = 6

_CLOSED = ("counter_open", "check_in", "take_over", "summary", "quit", "help")
_PAUSED = ("pause", "check_in", "counter_close", "undo", "summary", "help")
_FREE = ("call_next", "check_in", "call_visit", "pause", "undo", "help")
_CALLED = ("start", "recall", "no_show", "put_back", "check_in", "help")
_SERVING = ("next_phase", "finish", "finish_and_call", "hold", "transfer", "help")
_FAREWELL = ("finish", "finish_and_call", "rate", "extra_step", "hold", "help")
_INTERRUPTED = ("interrupt", "finish", "check_in", "note", "undo", "help")


def useful_keys(hand: Hand) -> tuple[str, ...]:
    """The actions of most use in this situation, the first the most."""
    if hand.at_counter is not None:
        if hand.is_called:
            return _CALLED
        if hand.is_interrupted:
            return _INTERRUPTED
        return _FAREWELL if hand.is_at_farewell else _SERVING
    if hand.counter.state is CounterState.CLOSED:
        return _CLOSED
    return _PAUSED if hand.counter.state is CounterState.PAUSED else _FREE


class KeyLine(Widget):
    """The keys, each with its word."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._parts: tuple[tuple[str, str], ...] = ()
        self._kept = 1
        self._dim: frozenset[str] = frozenset()

    def show(self, hand: Hand, *, small: bool, quiet: bool) -> None:
        """Show what is of use now; nothing when ``quiet``: a line takes the keys and says its own."""
        names = () if quiet else useful_keys(hand)
        parts = [(str(KEYS[f"{name}_key"]), _(BY_ID[name].label)) for name in names]
        if small and parts:
            parts[-2] = (str(KEYS["pane_key"]), _(BY_ID["pane"].label))
        self.show_keys(parts, kept=2 if small else 1)

    def show_keys(self, parts: Sequence[tuple[str, str]], *, kept: int = 1) -> None:
        """Show these keys, each with its word; the last ``kept`` always."""
        self._kept = kept
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.refresh()

    def show_with_dim(self, parts: Sequence[tuple[str, str]], dim: frozenset[str], *, kept: int = 2) -> None:
        """Show these keys, each with its word; those in ``dim`` cannot be used now. The last ``kept`` always."""
        self._kept = kept
        if (tuple(parts), dim) != (self._parts, self._dim):
            self._parts, self._dim = tuple(parts), dim
            self.refresh()

    def render(self) -> Content:
        """As many as the width has room for; the last ones (all others, the other pane) always."""
        width = self.size.width
        parts = list(self._parts[:MOST])
        while len(parts) > self._kept and self.drawn(parts).cell_length > width:
            del parts[-1 - self._kept]
        return self.drawn(parts)

    def drawn(self, parts: Sequence[tuple[str, str]]) -> Content:
        """Key and word of each."""
        pieces: list[str | Content | tuple[str, str]] = []
        for key, label in parts:
            is_dim = key in self._dim
            pieces += ["   " if pieces else "", (key, "$foreground-muted" if is_dim else "bold $primary")]
            pieces.append((f" {label}", "$foreground-muted" if is_dim else ""))
        return Content.assemble(*pieces)
