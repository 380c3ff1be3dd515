"""What the keys of the board do: acts on the counter or the visit that the lead has selected, and what is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, _
from frontdesk.tui import messages
from frontdesk.tui.acts.asking import Asking
from frontdesk.tui.acts.counters import CounterActs
from frontdesk.tui.acts.intake import IntakeActs
from frontdesk.tui.acts.promises import PromiseActs
from frontdesk.tui.acts.visits import VisitActs
from frontdesk.tui.board import messages as board_messages
from frontdesk.tui.board.actions import BOARD_ACTIONS, BoardAction, LeadHand
from frontdesk.tui.board.house import HouseActs
from frontdesk.tui.board.marks import Mark, MarkSeveral
from frontdesk.tui.board.steps import step_of
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, ShowText
from frontdesk.tui.help_lines import help_lines
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.answers import Answer
    from frontdesk.tui.acts.asking import Act
    from frontdesk.tui.program import Program

OF_THE_HOUSE = frozenset({"intake", "rush", "notice", "acknowledge", "promises", "hand_over"})
"""What is no step of the counter that happens to be selected."""


class BoardActs:
    """The acts of the board, by the id of their action."""

    def __init__(self, app: Program) -> None:
        self._app = app
        self._asking = Asking(app)
        self._visits = VisitActs(self._asking)
        self._house = HouseActs(self._asking)
        of_counters = CounterActs(self._asking).acts
        self._acts: Mapping[str, Act] = {
            **{name: of_counters[name] for name in ("pause", "theme", "language")},
            **self._house.acts,
            **PromiseActs(self._asking).acts,
            **IntakeActs(self._asking).acts,
            "reclassify": self._visits.acts["reclassify"],
            "counter_open": self._open_counter,
            "takes": self._takes,
        }
        self._done: list[int] = []

    @property
    def last_act(self) -> int | None:
        """The place of the first event of what was done last from the board; None where nothing can be undone."""
        return self._done[-1] if self._done else None

    def carry_out(self, action: BoardAction, hand: LeadHand) -> None:
        """Carry out an action on what was in hand when its key went down."""
        refused = action.refusal(hand)
        if action.id in OF_THE_HOUSE:
            hand = replace(hand, counter_id="")
        if action.id == "help":
            self._app.begin_asking(self._help(hand))
        elif refused is not None:
            self._app.say(refused, refused=True)
        elif action.id in ("counter_close", "undo"):
            assert action.command is not None
            self._app.perform(action.command(hand))
        elif action.id == "details":
            assert hand.selected is not None
            self.tell_story(hand, hand.selected)
        elif action.id == "acknowledge":
            assert hand.alert is not None
            self._app.perform(do.AcknowledgeAlert(**hand.who, alert=hand.alert.key))
        else:
            self._app.begin_asking(self._acts[action.id](hand))

    def told(self, command: do.Command, answer: Answer) -> Sentence:
        """What a command of the board has done, in words; it is the one that an undo takes back, then those before."""
        day = self._app.day
        if isinstance(command, do.Undo):
            self._done = self._done[:-1]
        else:
            step = step_of(command, answer, day)
            self._done = [] if step is None else [*self._done, step]
        said = board_messages.done(command, answer, day, self._app.config)
        return messages.done(command, answer, day, self._app.policy) if said is None else said

    # ---- counters

    async def _open_counter(self, hand: object) -> None:
        """At a counter that is open: what it takes. Else somebody has to stand there."""
        assert isinstance(hand, LeadHand)
        if hand.is_open:
            await self._takes(hand)
            return
        title = Sentence("Open counter {counter}", counter=hand.counter_id)
        asked = AskText(str(title), Sentence("Who works there?"), initial=hand.actor, needed=True)
        answer = await self._asking.ask(asked)
        if answer is not None:
            self._app.perform(replace(do.OpenCounter(**hand.who), actor=visible(answer.value)))

    async def _takes(self, hand: object) -> None:
        """The services and the segments, each marked or not."""
        assert isinstance(hand, LeadHand)
        config, counter = self._app.config, hand.counter
        services = [
            Mark(
                f"service/{one.value}",
                one.label,
                one.key,
                _("Services"),
                counter.services is None or one.value in counter.services,
            )
            for one in self._asking.services()
        ]
        segments = [
            Mark(
                f"segment/{one.id}",
                str(one.label),
                one.key or "",
                _("Segments"),
                counter.segments is None or one.id in counter.segments,
            )
            for one in config.segments.values()
            if one.active
        ]
        title = Sentence("What counter {counter} takes from now on", counter=config.label("counter", hand.counter_id))
        asked = MarkSeveral(str(title), [*services, *segments], enter=_("Enter keeps it"), check=_one_of_each)
        answer = await self._asking.ask(asked)
        if answer is None:
            return
        marked = {value.partition("/")[::2] for value in answer.value.split()}
        self._app.perform(
            do.OpenCounter(
                **hand.who,
                services=_taken("service", marked, config.services, [one.value for one in services]),
                segments=_taken("segment", marked, config.segments, [one.value for one in segments]),
            )
        )

    # ---- what is read

    def tell_story(self, hand: LeadHand, visit: str) -> None:
        """Everything that has happened to a visit, as the desk tells it."""
        self._app.begin_asking(self._visits.story(hand, visit))

    def tell_abuse(self, alert: str) -> None:
        """What happened to a colleague."""
        self._app.begin_asking(self._house.abuse(alert))

    async def _help(self, hand: LeadHand) -> None:
        keys = []
        for action in BOARD_ACTIONS:
            refused = action.refusal(hand)
            text = _(action.tooltip) if refused is None else f"– {refused}".strip()
            keys.append((" ".join(map(shown_key, action.keys)), _(action.label), text, refused is not None))
        await self._asking.ask(ShowText(_("All keys"), help_lines(keys, self._app.size.width)))


def _one_of_each(marked: frozenset[str]) -> Sentence | None:
    """A counter that takes nothing, or nobody, is better paused or closed."""
    kinds = {value.partition("/")[0] for value in marked}
    if "service" not in kinds:
        return Sentence("Mark at least one service.")
    return None if "segment" in kinds else Sentence("Mark at least one segment.")


def _taken(kind: str, marked: set[tuple[str, str]], known: Mapping[str, object], offered: list[str]) -> tuple[str, ...]:
    """The ids that are marked; where all that are offered are, also those that are retired."""
    names = [name for name in known if (kind, name) in marked]
    return tuple(known) if len(names) == len(offered) else tuple(names)
