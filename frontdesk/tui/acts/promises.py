"""Acts on the promises that are open: which one, and whether it is kept, given another day, or broken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.due_words import day_named
from frontdesk.i18n import Sentence, _, day_text
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.promises import ToldPromise
    from frontdesk.tui.acts.asking import Act, Asking
    from frontdesk.tui.hand import Hand

KEPT, MOVED, BROKEN = "kept", "moved", "broken"
LONGEST_TEXT = 48


class PromiseActs:
    """The list of open promises, and what can be done about one of them."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self.acts: Mapping[str, Act] = {"promises": self._list}

    async def _list(self, hand: Hand) -> None:
        today = hand.day.day
        found = sorted(self._app.promises.found or (), key=lambda one: _order(one, today, hand.actor))
        if not found:
            self._app.say(Sentence("No promise is open."))
            return
        options = [Option(one.record.number, _line(one), remark=_remark(one, today)) for one in found]
        chosen = await self._asking.ask(Choose(Sentence("Promises that are open"), options))
        if chosen is not None:
            await self._about(hand, next(one for one in found if one.record.number == chosen.value))

    async def _about(self, hand: Hand, told: ToldPromise) -> None:
        promise = told.record
        intro = Sentence(
            "{text} · {day} · {owner}",
            text=told.text or "…",
            day=date.fromisoformat(promise.due_day),
            owner=promise.owner or "–",
        )
        options = [
            Option(KEPT, _("Kept: it is done"), "k"),
            Option(MOVED, _("Another day, with the reason"), "m"),
            Option(BROKEN, _("Broken: it will not be done, with the reason"), "b"),
        ]
        chosen = await self._asking.ask(Choose(promise.number, options, intro=intro))
        if chosen is None:
            return
        if chosen.value == KEPT:
            self._app.perform(do.KeepPromise(**hand.who, number=promise.number))
        elif chosen.value == MOVED:
            await self._move(hand, told)
        else:
            reason = await self._asking.reason(Sentence("{promise} is broken", promise=promise.number), needed=True)
            if reason is not None:
                note = self._app.note(reason.value)
                self._app.perform(do.BreakPromise(**hand.who, number=promise.number, reason=note))

    async def _move(self, hand: Hand, told: ToldPromise) -> None:
        promise = told.record
        today = hand.policy.business_day(hand.now)
        due_day = date.fromisoformat(promise.due_day)

        def check(text: str) -> Sentence | None:
            day = day_named(text, today)
            if day is None:
                return Sentence("Write the day as tue, tomorrow, 3d, 24/11 or 2026-11-24.")
            if day < today:
                return Sentence("{day} is over: nothing can be promised for it.", day=day)
            return (
                Sentence("{promise} is due on {day} already.", promise=promise.number, day=day)
                if day == due_day
                else None
            )

        title = Sentence("Another day for {promise}", promise=promise.number)
        label = Sentence("By when? (now {day})", day=due_day)
        asked = await self._asking.ask(AskText(title, label, needed=True, check=check))
        day = None if asked is None else day_named(asked.value, today)
        if day is None:
            return
        moved = Sentence("{promise} by {day}", promise=promise.number, day=day)
        reason = await self._asking.reason(moved, needed=True)
        if reason is not None:
            note = self._app.note(reason.value)
            self._app.perform(do.MovePromise(**hand.who, number=promise.number, due_day=day, reason=note))


def _order(one: ToldPromise, today: str, person: str) -> tuple[bool, bool, str, str]:
    """What is due first, of it one's own first; then the rest."""
    promise = one.record
    return promise.due_day > today, promise.owner not in ("", person), promise.due_day, promise.number


def _line(one: ToldPromise) -> str:
    text = visible(one.text) or "…"
    shown = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    return f"{day_text(date.fromisoformat(one.record.due_day))}  {shown}"


def _remark(one: ToldPromise, today: str) -> str:
    promise = one.record
    state = ""
    if promise.is_overdue(today):
        state = _("overdue", "promise")
    elif promise.due_day == today:
        state = _("due today")
    return " · ".join(part for part in (state, visible(promise.owner)) if part)
