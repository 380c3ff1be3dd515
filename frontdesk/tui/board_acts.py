"""What the keys of the board do: the acts of the desk, on the counter or the visit that the lead has selected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence, _
from frontdesk.tui import messages
from frontdesk.tui.asking import Asking
from frontdesk.tui.board_actions import BOARD_ACTIONS, BoardAction, LeadHand
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.counter_acts import CounterActs
from frontdesk.tui.dialogs import AskText, ShowText
from frontdesk.tui.keys import shown_key
from frontdesk.tui.visit_acts import VisitActs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.tui.asking import Act
    from frontdesk.tui.board_screen import BoardScreen


class BoardActs:
    """The acts of the board, by the id of their action."""

    def __init__(self, board: BoardScreen) -> None:
        self._board = board
        self._app = board.desk_app
        self._asking = Asking(self._app)
        self._visits = VisitActs(self._asking)
        of_counters = CounterActs(self._asking).acts
        self._acts: Mapping[str, Act] = {
            "pause": of_counters["pause"],
            "intake": of_counters["intake"],
            "theme": of_counters["theme"],
            "language": of_counters["language"],
            "reclassify": self._visits.acts["reclassify"],
            "counter_open": self._open_counter,
        }
        self._takes_more = of_counters["counter_open"]

    def carry_out(self, action: BoardAction, hand: LeadHand) -> None:
        """Carry out an action on what was in hand when its key went down."""
        if action.id == "help":
            self._app.begin_asking(self._help(hand))
            return
        refused = action.refusal(hand)
        if refused is not None:
            self._app.say(messages.refused(refused) if isinstance(refused, FrontdeskError) else refused, refused=True)
        elif action.id == "counter_close":
            self._app.perform(do.CloseCounter(**hand.who))
        elif action.id == "acknowledge":
            self._acknowledge(hand)
        else:
            self._app.begin_asking(self._acts[action.id](hand))

    def _acknowledge(self, hand: LeadHand) -> None:
        alert = self._board.alert
        if alert is None:
            self._app.say(Sentence("Nothing is wrong."), refused=True)
        else:
            self._app.perform(do.AcknowledgeAlert(**hand.who, alert=alert.key))

    async def _open_counter(self, hand: object) -> None:
        """At a counter that is open: what it takes. Else somebody has to stand there."""
        assert isinstance(hand, LeadHand)
        if hand.is_open:
            await self._takes_more(hand)
            return
        title = Sentence("Open counter {counter}", counter=hand.counter_id)
        asked = AskText(str(title), Sentence("Who works there?"), initial=hand.actor, needed=True)
        answer = await self._asking.ask(asked)
        if answer is not None:
            self._app.perform(replace(do.OpenCounter(**hand.who), actor=visible(answer.value)))

    def tell_story(self, hand: LeadHand, visit: str) -> None:
        """Everything that has happened to a visit, as the desk tells it."""
        self._app.begin_asking(self._visits.story(hand, visit))

    async def _help(self, hand: LeadHand) -> None:
        lines = []
        for action in BOARD_ACTIONS:
            refused = action.refusal(hand)
            keys = " ".join(shown_key(key) for key in action.keys)
            head = f"{fit(keys, 8)} {fit(_(action.label), 16)} "
            style = "" if refused is None else "$foreground-muted"
            text = _(action.tooltip)
            if isinstance(refused, FrontdeskError):
                text = f"– {refused.reason} {refused.remedy}".strip()
            elif refused is not None:
                text = f"– {refused}"
            folded = Content.styled(visible(text), style).wrap(44)
            lines.append(Content.assemble((head, style or "bold"), folded[0]))
            lines += [Content.assemble(" " * len(head), line) for line in folded[1:]]
        await self._asking.ask(ShowText(_("All keys"), lines))
