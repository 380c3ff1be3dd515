"""Acts on the customer behind a visit: the file over the desk, or whose visit it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence
from frontdesk.tui.dialogs import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.tui.acts.asking import Act, Asking
    from frontdesk.tui.customer.known import KnownCustomers
    from frontdesk.tui.hand import Hand


class CustomerActs:
    """The file of the customer at the counter or under the cursor; for a visit of nobody, finding who it is."""

    def __init__(self, asking: Asking, known: KnownCustomers, hand_now: Callable[[], Hand]) -> None:
        self._asking = asking
        self._app = asking.app
        self._known = known
        self._hand_now = hand_now
        self.acts: Mapping[str, Act] = {"customer": self._customer}

    async def _customer(self, hand: Hand) -> None:
        visit = None if not hand.visits else hand.day.visits[hand.visits[0]]
        if visit is None:
            self._app.say(Sentence("Nobody is selected, and nobody is at the counter."), refused=True)
        elif visit.customer is None:
            await self.find(hand, visit.id)
        else:
            self._open(hand)

    def _open(self, hand: Hand) -> None:
        from frontdesk.tui.customer.screen import FileScreen  # noqa: PLC0415 - many desks know nobody

        self._app.push_screen(FileScreen(self._app, self._known, hand, self._hand_now, self.find))

    async def find(self, hand: Hand, visit_id: str) -> None:
        """Find who it is, beginning with the name that was given; it may be somebody without a file."""
        from frontdesk.tui.customer.find import FILE, FindCustomer  # noqa: PLC0415 - many desks know nobody

        visit = hand.day.visits[visit_id]
        name = self._app.snapshot.text(visit.name) or ""
        title = Sentence("Whose visit is {number}?")
        chosen = await self._asking.ask(FindCustomer(self._app, title, [Target(visit.id, visit.number)], name))
        if chosen is None:
            return
        kind, _slash, value = chosen.value.partition("/")
        if kind == FILE:
            self._app.perform(do.TieCustomer(**hand.who, visit=visit.id, customer=value))
        else:
            self._app.perform(do.TieCustomer(**hand.who, visit=visit.id, full_name=value))
