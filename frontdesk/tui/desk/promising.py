"""Promises at the desk: one line to make one, and the call that is proposed at farewell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain.due_words import understood
from frontdesk.i18n import Sentence, _, day_text
from frontdesk.tui.desk.typed_line import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.domain.answers import Answer
    from frontdesk.tui.desk.typed_line import TypedLine
    from frontdesk.tui.hand import Hand
    from frontdesk.tui.message_line import MessageLine, Said
    from frontdesk.tui.program import Program


class _Proposal(NamedTuple):
    """A call that one key promises, for as long as its question stands on the message line."""

    visit: str
    due_day: date
    said: Said | None


class Promising:
    """What the promise key does; the line is the one in which a promise is typed."""

    def __init__(self, app: Program, message: MessageLine, line: TypedLine, hand_now: Callable[[], Hand]) -> None:
        self._app = app
        self._message = message
        self._line = line
        self._hand_now = hand_now
        self._proposal: _Proposal | None = None
        self._about: tuple[tuple[str, str], ...] = ()

    def propose(self, command: do.Command, answer: Answer) -> None:
        """After a visit has ended: the question has just been said with its end."""
        call = answer.get("follow_up") if isinstance(command, do.Finish) else None
        self._proposal = None
        if call is not None:
            due_day = date.fromisoformat(call["due_day"])
            self._proposal = _Proposal(answer["visit"], due_day, self._message.said)

    def act(self, hand: Hand) -> None:
        """Promise the call that is proposed; else ask what is promised."""
        proposed, self._proposal = self._proposal, None
        if proposed is None or proposed.said is not self._message.said:
            self._ask(hand)
            return
        text = self._app.note(str(self._app.config.texts.follow_up))
        assert text is not None
        self._app.perform(do.MakePromise(**hand.who, text=text, due_day=proposed.due_day, visit=proposed.visit))

    def _ask(self, hand: Hand) -> None:
        self._about = tuple((one, hand.day.visits[one].number) for one in hand.visits)
        self._line.open(
            Asked(
                Sentence("Promise"),
                self._hints,
                self._understood,
                self._entered,
                turned=self._turn if len(self._about) > 1 else None,
                more=lambda: self._app.act("promises"),
            )
        )

    def _turn(self) -> None:
        self._about = (*self._about[1:], self._about[0])

    def _hints(self) -> list[str]:
        other = [_("Tab: {number} instead").format(number=number) for _id, number in self._about[1:]]
        return [
            *other,
            _("what, and by when: tue, 3d, 24/11"),
            _("↓ those open"),
            _("Enter promises"),
            _("Esc leaves"),
        ]

    def _understood(self, typed: str) -> str:
        found = understood(typed, self._today(), self._app.policy)
        day = _("by {day}").format(day=day_text(found.due_day))
        if not self._app.policy.is_working(found.due_day):
            day = _("by {day}, no business day").format(day=day_text(found.due_day))
        return " · ".join(part for part in (day, *(number for _id, number in self._about[:1]), self._app.actor) if part)

    def _entered(self, typed: str) -> bool:
        found = understood(typed, self._today(), self._app.policy)
        text = self._app.note(found.what)
        if text is None:
            self._app.say(Sentence("Say what will be done, and then by when."), refused=True)
            return False
        if found.due_day < self._today():
            self._app.say(Sentence("{day} is over: nothing can be promised for it.", day=found.due_day), refused=True)
            return False
        visit = self._about[0][0] if self._about else None
        self._app.perform(do.MakePromise(**self._hand_now().who, text=text, due_day=found.due_day, visit=visit))
        return True

    def _today(self) -> date:
        return self._app.policy.business_day(self._app.now())
