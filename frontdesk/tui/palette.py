"""The actions by their names, for the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from frontdesk.i18n import _
from frontdesk.tui.actions import ACTIONS
from frontdesk.tui.board.actions import BOARD_ACTIONS
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.tui.app import DeskApp
    from frontdesk.tui.board.screen import BoardScreen


class Offer(NamedTuple):
    """An action that is offered: its name, its keys, what it means, and how it is done."""

    label: str
    keys: Sequence[str]
    meaning: str
    do: Callable[[], None]

    @property
    def name(self) -> str:
        """Name and keys, as they are listed."""
        return f"{_(self.label)}  {' '.join(shown_key(key) for key in self.keys)}"


def of_the_desk(app: DeskApp) -> list[Offer]:
    """Every action of the desk; one that cannot be used now says why when it is chosen."""
    return [
        Offer(one.label, app.keys[one.id], one.tooltip, partial(app.act, one.id))
        for one in ACTIONS
        if one.id != "palette"
    ]


def of_the_board(board: BoardScreen) -> list[Offer]:
    """Every action of the board; the same is true of them."""
    return [
        Offer(one.label, one.keys, one.tooltip, partial(board.act, one.id))
        for one in BOARD_ACTIONS
        if one.id != "palette"
    ]


class Actions(Provider):
    """The actions that the palette was opened with."""

    @property
    def _offers(self) -> Sequence[Offer]:
        return next((one.offers for one in reversed(self.app.screen_stack) if isinstance(one, Palette)), ())

    async def discover(self) -> Hits:
        """All of them."""
        for offer in self._offers:
            yield DiscoveryHit(offer.name, offer.do, help=_(offer.meaning))

    async def search(self, query: str) -> Hits:
        """Those whose name or meaning is like what is typed."""
        matcher = self.matcher(query)
        found = False
        for offer in self._offers:
            score = max(matcher.match(offer.name), matcher.match(_(offer.meaning)) * 0.6)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(offer.name), offer.do, help=_(offer.meaning))

        if not found:
            yield Hit(1, _("Nothing is called that."), lambda: None)


class Palette(CommandPalette):
    """The library's palette, in the language in use and without its picture of a magnifying glass."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__([Actions], placeholder=_("Type what you want to do …"), id="--command-palette")
        self.offers = offers

    def on_mount(self) -> None:
        """A plain sign."""
        self.query_one(SearchIcon).icon = ":"
