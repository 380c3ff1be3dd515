"""What the keys of the desk do: each act asks what it has to know, builds a command and hands it on.

An act takes its visit when the key goes down. What is asked meanwhile may take as long as it likes: the queue may
move, the command goes to that visit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.tui.acts.asking import Asking
from frontdesk.tui.acts.attention import AttentionActs
from frontdesk.tui.acts.complaints import ComplaintActs
from frontdesk.tui.acts.counters import CounterActs
from frontdesk.tui.acts.intake import IntakeActs
from frontdesk.tui.acts.promises import PromiseActs
from frontdesk.tui.acts.satisfaction import SatisfactionActs
from frontdesk.tui.acts.staff import StaffActs
from frontdesk.tui.acts.visits import VisitActs
from frontdesk.tui.customer.acts import CustomerActs

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.tui.actions import Action
    from frontdesk.tui.customer.known import KnownCustomers
    from frontdesk.tui.hand import Hand
    from frontdesk.tui.program import Program


class Acts:
    """The acts of the desk's screen, by the id of their action."""

    def __init__(self, app: Program, known: KnownCustomers, hand_now: Callable[[], Hand]) -> None:
        self._app = app
        asking = Asking(app)
        rooms = (
            AttentionActs(asking),
            VisitActs(asking),
            ComplaintActs(asking),
            CustomerActs(asking, known, hand_now),
            CounterActs(asking),
            IntakeActs(asking),
            PromiseActs(asking),
            StaffActs(asking),
            SatisfactionActs(asking),
        )
        self._acts = {name: act for room in rooms for name, act in room.acts.items()}

    @property
    def asking(self) -> frozenset[str]:
        """The actions that ask something first."""
        return frozenset(self._acts)

    def begin(self, name: str, hand: Hand) -> None:
        """Begin an act by its name, one that has no key of its own too."""
        self._app.begin_asking(self._acts[name](hand))

    def end_of_shift(self, hand: Hand) -> None:
        """The counter has been closed: how was it? Nothing is asked twice a shift."""
        if self._app.asks_for_pulse:
            self.begin("pulse", hand)

    def carry_out(self, action: Action, hand: Hand) -> None:
        """Carry out an action on what was in hand when its key went down."""
        if action.at_once:
            assert action.command is not None
            self._app.perform(action.command(hand))
        else:
            self.begin(action.id, hand)
