"""Acts on those who wait, and on the one at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.explain import ClockTime, say_aloud
from frontdesk.i18n import Sentence, _
from frontdesk.tui import messages
from frontdesk.tui.acts.asking import Act, Asking
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option, ShowText, Target
from frontdesk.tui.moments import clock_instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.tui.hand import Hand


class AttentionActs:
    """Calling out of turn, a sentence to say aloud, an earlier end, a transfer, advice, the emergency."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self._config = asking.config
        self.acts: Mapping[str, Act] = {
            "call_visit": self._call_visit,
            "say_aloud": self._say_aloud,
            "finish_earlier": self._finish_earlier,
            "transfer": self._transfer,
            "advice": self._advice,
            "emergency": self._emergency,
        }

    async def _call_visit(self, hand: Hand) -> None:
        if hand.selected is None:
            self._app.say(Sentence("Nobody is selected."), refused=True)
            return
        if self._asking.refused(hand, do.CallVisit(**hand.who, visit=hand.selected)):
            return
        target = Target(hand.selected, hand.day.visits[hand.selected].number)
        reason = await self._asking.reason(Sentence("Call {number} out of turn"), [target], needed=True)
        if reason is not None:
            self._app.perform(do.CallVisit(**hand.who, visit=target.id, reason=self._app.note(reason.value)))

    async def _say_aloud(self, hand: Hand) -> None:
        visit = None if hand.selected is None else hand.day.visits.get(hand.selected)
        if visit is None:
            self._app.say(Sentence("Nobody is selected."), refused=True)
            return
        sentence = say_aloud(hand.day, hand.policy, hand.now, visit)
        await self._asking.ask(
            ShowText(Sentence("Say aloud to {number}"), [Content(str(sentence))], [Target(visit.id, visit.number)])
        )

    async def _finish_earlier(self, hand: Hand) -> None:
        visit = hand.at_counter
        if self._asking.refused(hand, do.Finish(**hand.who)) or visit is None:
            return
        target = Target(visit.id, visit.number)

        def check(text: str) -> Sentence | None:
            at = clock_instant(text, hand.now, hand.policy.zone)
            if at is None:
                return Sentence("Write the time as 10:35.")
            note = do.Note("…", "…", "…")
            error = hand.refusal(do.Finish(**hand.who, at=at, reason=note))
            return None if error is None else messages.refused(error)

        now = ClockTime(hand.now, hand.policy.zone)
        asked = AskText(
            Sentence("Finish {number} earlier"),
            Sentence("When was it over? (now {now})", now=now),
            [target],
            check=check,
        )
        time = await self._asking.ask(asked)
        if time is None:
            return
        reason = await self._asking.reason(Sentence("Finish {number} earlier"), [target], needed=True)
        if reason is not None:
            at = clock_instant(time.value, hand.now, hand.policy.zone)
            self._app.perform(do.Finish(**hand.who, at=at, reason=self._app.note(reason.value)))

    async def _transfer(self, hand: Hand) -> None:
        visit = hand.at_counter
        if self._asking.refused(hand, do.Transfer(**hand.who, service=hand.any_service)) or visit is None:
            return
        target = Target(visit.id, visit.number)
        service = await self._asking.ask(Choose(Sentence("Transfer {number}"), self._asking.services(), [target]))
        if service is None:
            return
        counters = [Option("", _("Any counter"), "0")]
        counters += [
            Option(one, str(self._config.label("counter", one)), one if len(one) == 1 else "", self._staffed(hand, one))
            for one in hand.policy.counters
            if one != hand.counter_id
        ]
        counter = await self._asking.ask(Choose(Sentence("To which counter does {number} go?"), counters, [target]))
        if counter is not None:
            self._app.perform(
                do.Transfer(**hand.who, service=service.value, visit=target.id, to_counter=counter.value or None)
            )

    def _staffed(self, hand: Hand, counter: str) -> str:
        return visible(hand.day.counter(counter).staff or _("closed", "counter"))

    async def _advice(self, hand: Hand) -> None:
        cards = self._config.texts.cards
        manners = self._config.texts.manners
        options = [Option(f"card/{one.id}", str(one.label)) for one in cards.values()]
        options += [Option(f"manner/{one.id}", str(one.label)) for one in manners.values()]
        chosen = await self._asking.ask(Choose(Sentence("Advice"), options))
        if chosen is None:
            return
        kind, _slash, name = chosen.value.partition("/")
        card = cards[name] if kind == "card" else manners[name]
        await self._asking.ask(ShowText(str(card.label), [Content(str(card.text))]))

    async def _emergency(self, hand: Hand) -> None:
        """Alert first and ask nothing; the steps are read meanwhile, also by whoever presses the key again."""
        command = do.RaiseEmergency(**hand.who)
        if not self._asking.refused(hand, command):
            self._app.perform(command)
        await self._asking.ask(ShowText(Sentence("Emergency"), [Content(str(self._config.texts.emergency))]))
