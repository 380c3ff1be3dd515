"""The actions by their names, for the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from frontdesk.i18n import _
from frontdesk.tui.actions import ACTIONS, Action
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from frontdesk.tui.app import DeskApp


class Actions(Provider):
    """Every action of the table; one that cannot be used now says why when it is chosen."""

    @property
    def _desk(self) -> DeskApp:
        return cast("DeskApp", self.app)

    def _named(self, action: Action) -> str:
        keys = " ".join(shown_key(key) for key in self._desk.keys[action.id])
        return f"{_(action.label)}  {keys}"

    async def discover(self) -> Hits:
        """All of them."""
        for action in ACTIONS:
            if action.id != "palette":
                yield DiscoveryHit(self._named(action), self._doing(action), help=_(action.tooltip))

    async def search(self, query: str) -> Hits:
        """Those whose name or meaning is like what is typed."""
        matcher = self.matcher(query)
        found = False
        for action in ACTIONS:
            name = self._named(action)
            score = max(matcher.match(name), matcher.match(_(action.tooltip)) * 0.6)
            if score > 0 and action.id != "palette":
                found = True
                yield Hit(score, matcher.highlight(name), self._doing(action), help=_(action.tooltip))

        if not found:
            yield Hit(1, _("Nothing is called that."), lambda: None)

    def _doing(self, action: Action) -> partial[None]:
        return partial(self._desk.act, action.id)


class Palette(CommandPalette):
    """The library's palette, in the language in use and without its picture of a magnifying glass."""

    def __init__(self) -> None:
        super().__init__([Actions], placeholder=_("Type what you want to do …"), id="--command-palette")

    def on_mount(self) -> None:
        """A plain sign."""
        self.query_one(SearchIcon).icon = ":"
