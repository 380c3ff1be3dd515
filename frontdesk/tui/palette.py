"""The actions by their names, for the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from frontdesk.i18n import _
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from frontdesk.tui.keys import KeyMap


class Named(Protocol):
    """What a table of actions says of each."""

    @property
    def id(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def label(self) -> str: ...
    @property
    def tooltip(self) -> str: ...


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


def offers(actions: Iterable[Named], act: Callable[[str], None], keys: KeyMap | None = None) -> list[Offer]:
    """Every action of a screen, done by its id; one that cannot be used now says why when it is chosen.

    ``keys`` are the house's own for them, where it may change them.
    """
    return [
        Offer(one.label, one.keys if keys is None else keys[one.id], one.tooltip, partial(act, one.id))
        for one in actions
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
