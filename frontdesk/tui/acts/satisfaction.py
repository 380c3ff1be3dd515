"""What the customer thinks of the attention, asked at the farewell or just after it; and steps beyond what was owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, _, marked
from frontdesk.tui.acts.asking import Act, Asking
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.tui.dialogs import Chosen, Target
    from frontdesk.tui.hand import Hand

SCORES = {
    1: marked("very dissatisfied"),
    2: marked("dissatisfied"),
    3: marked("neither satisfied nor dissatisfied"),
    4: marked("satisfied"),
    5: marked("very satisfied"),
}
"""What each answer says."""


class SatisfactionActs:
    """The customer's answer, and the extra step."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self._config = asking.config
        self.acts: Mapping[str, Act] = {"rate": self._rate, "extra_step": self._extra_step}

    async def _rate(self, hand: Hand) -> None:
        targets = self._asking.possible("rate", hand)
        if targets is None:
            return
        causes = [Option(one.id, str(one.label)) for one in self._config.complaints.causes.values() if one.active]
        dialog = AskSatisfaction(targets, causes)
        chosen = await self._asking.ask(dialog)
        if chosen is not None:
            self._app.perform(
                do.Rate(
                    **hand.who,
                    score=int(chosen.value),
                    visit=chosen.target,
                    factor=dialog.factor,
                    would_return=dialog.would_return,
                )
            )

    async def _extra_step(self, hand: Hand) -> None:
        targets = self._asking.possible("extra_step", hand)
        if targets is None:
            return
        text = await self._asking.ask(
            AskText(Sentence("Extra step for {number}"), Sentence("What was done? It may stay empty."), targets)
        )
        if text is not None:
            note = self._app.note(text.value)
            self._app.perform(do.NoteExtraStep(**hand.who, visit=text.target, note=note))


class AskSatisfaction(Choose):
    """One key for the answer ends it; before that, other keys say what mattered and whether they would come back."""

    def __init__(self, targets: Sequence[Target], factors: Sequence[Option]) -> None:
        options = [Option(str(score), _(words), str(score)) for score, words in SCORES.items()]
        super().__init__(Sentence("How satisfied is {number}?"), options, targets, at=None)
        self._factors = factors
        self.factor: str | None = None
        """What mattered, if that was said."""
        self.would_return: bool | None = None
        """Whether they would come back, if that was said."""

    def body(self) -> ComposeResult:
        """The answers, and what may be added."""
        yield from super().body()
        yield Static(self._added(), id="added")

    def endings(self) -> list[str]:
        """One key is enough."""
        return [_("1 to 5 answers")]

    def take_key(self, event: events.Key) -> bool:
        """What is added, before the answer."""
        if event.key == "c":
            self.would_return = {None: True, True: False, False: None}[self.would_return]
            self._show_added()
        elif event.key == "w":
            options = [Option("", _("Nothing in particular"), "0"), *self._factors]
            self.app.push_screen(Choose(Sentence("What mattered to {number}?"), options, self._targets[:1]), self._said)
        else:
            return super().take_key(event)
        return True

    def _said(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.factor = chosen.value or None
            self._show_added()

    def _show_added(self) -> None:
        self.query_one("#added", Static).update(self._added())

    def _added(self) -> Content:
        again = {None: "–", True: _("yes"), False: _("no")}[self.would_return]
        mattered = next((one.label for one in self._factors if one.value == self.factor), "–")
        return Content("\n").join(
            [
                Content(""),
                Content.assemble("  ", ("c", "bold"), f"  {_('Would come back:')} {again}"),
                Content.assemble("  ", ("w", "bold"), f"  {_('What mattered:')} {visible(mattered)}"),
            ]
        )
