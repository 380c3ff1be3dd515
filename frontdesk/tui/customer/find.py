"""The question whose visit it is: a part of the name, the telephone or the number, and one of those who are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from frontdesk.i18n import Sentence, _
from frontdesk.tui.customer.candidates import Candidates
from frontdesk.tui.customer.finding import MOST, Finding
from frontdesk.tui.dialogs import AnswerLine, Chosen, Dialog, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from frontdesk.domain.customers import Candidate
    from frontdesk.tui.program import Program

LINES = MOST + 1
FILE, NAME = "customer", "name"
"""What an answer begins with: the number of a customer, or the name of somebody for whom a file is opened."""


class FindCustomer(Dialog):
    """Who it is; the answer is ``customer/C-00042``, or ``name/Marta Gómez`` where a file is to be opened.

    Where it may be ``nobody`` of whom there is a file, Enter without a word answers ``""``.
    """

    AUTO_FOCUS = "AnswerLine"

    def __init__(
        self, app: Program, title: Sentence, targets: Sequence[Target] = (), typed: str = "", *, nobody: bool = False
    ) -> None:
        super().__init__(title, targets)
        self._desk = app
        self._typed = typed
        self._nobody = nobody
        self._candidates = Candidates()
        self._finding = Finding(app, self._found)
        self._enters = False

    def body(self) -> ComposeResult:
        """Where it is typed, and who it may be."""
        yield AnswerLine(self._typed, id="answer", select_on_focus=True)
        yield Static("\n" * (LINES - 1), id="candidates")

    def on_mount(self) -> None:
        """The name that was given at check-in is looked for at once."""
        self._look_for(self._typed)
        super().on_mount()

    def endings(self) -> list[str]:
        """How one is chosen, or none."""
        return [_("↑ ↓ and Enter"), *([_("empty: nobody we know")] if self._nobody else [])]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another text: somebody else may be meant."""
        if event.value != self._candidates.typed:
            self._look_for(event.value)

    def take_key(self, event: events.Key) -> bool:
        """The arrows and Enter are about those who are found, and wait until it is known who that is.

        Letters come in here too: by the library's way an arrow would overtake them.
        """
        if event.key in ("backspace", "ctrl+u") or event.is_printable:
            self._type(event)
        elif event.key not in ("up", "down", "enter"):
            return super().take_key(event)
        elif self._finding.pending:
            self.ready = False
            self._desk.keep(event)
        elif event.key == "enter":
            self._choose()
        else:
            self._candidates = self._candidates.stepped(1 if event.key == "down" else -1)
            self._draw()
        return True

    def _type(self, event: events.Key) -> None:
        line = self.query_one(AnswerLine)
        if event.key == "backspace":
            line.action_delete_left()
        elif event.key == "ctrl+u":
            line.action_delete_left_all()
        else:
            if not line.selection.is_empty:
                line.delete_selection()
            line.insert_text_at_cursor(event.character or "")
        self._look_for(line.value)

    def _look_for(self, typed: str) -> None:
        self._candidates = self._candidates.of(typed)
        if typed.strip():
            self._finding.look_for(typed)
        else:
            self._finding.forget()
        self._draw()

    def _found(self, found: Sequence[Candidate]) -> None:
        if not self.is_attached:
            return
        self._candidates = self._candidates.with_answer(found)
        self._draw()
        if not self.ready:
            self.be_ready()

    def _choose(self) -> None:
        """The marked one; the only one who was found needs no mark."""
        chosen = self._candidates
        one = chosen.marked or (chosen.found[0] if len(chosen.found) == 1 and chosen.at is None else None)
        if one is not None:
            self.dismiss(Chosen(f"{FILE}/{one.customer.id}", self.target))
        elif chosen.opens_file:
            self.dismiss(Chosen(f"{NAME}/{chosen.typed}", self.target))
        elif self._nobody and not chosen.typed.strip():
            self.dismiss(Chosen("", self.target))
        else:
            foot = self.query_one("#foot", Static)
            foot.update(Content.styled(_("Mark somebody first, with ↑ and ↓."), "$text-warning"))

    def _draw(self) -> None:
        where = self.query_one("#candidates", Static)
        width = max(30, self.query_one("#body").size.width or 70)
        lines = self._candidates.lines(self._desk.config, width, LINES)
        where.update(Content("\n").join([*lines, *[Content("")] * (LINES - len(lines))]))
