"""The promises that are open, read beside the keys whenever one is made, ended, moved or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import ngettext, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.desk import Desk
    from frontdesk.domain.promises import ToldPromise
    from frontdesk.tui.situation import Reading


class PromisesDue:
    """The open promises of the house as they were read last, ``None`` until they have been.

    ``arrived`` is called when they are others.
    """

    def __init__(self, app: Reading, arrived: Callable[[], None]) -> None:
        self._app = app
        self._arrived = arrived
        self._of: tuple[str, int] | None = None
        self.found: tuple[ToldPromise, ...] | None = None

    def look(self) -> None:
        """Have them read anew, if the day says that something was done about one, or it is another day."""
        day = self._app.day
        of = day.day, day.last_matter
        if of != self._of and not self._app.troubles:
            self._of = of
            self._app.run_worker(self._read(), group="promises", exit_on_error=False)

    async def _read(self) -> None:
        found = await self._app.ask(_open)
        if found is None:
            self._of = None  # the next look tries again
        elif tuple(found) != self.found:
            self.found = tuple(found)
            self._arrived()

    def due(self, person: str | None = None) -> list[ToldPromise]:
        """Those due today or before, the oldest due day first; of one person, and of nobody, where one is named."""
        today = self._app.day.day
        found = [
            one
            for one in self.found or ()
            if one.record.due_day <= today and (person is None or one.record.owner in ("", person))
        ]
        return sorted(found, key=lambda one: (one.record.due_day, one.record.number))

    def in_words(self, person: str | None = None) -> str:
        """How many are due, and how many of them overdue; nothing where none is."""
        found = self.due(person)
        if not found:
            return ""
        overdue = sum(one.record.is_overdue(self._app.day.day) for one in found)
        if overdue == len(found):
            return ngettext("{n} promise overdue", "{n} promises overdue", overdue).format(n=number(overdue))
        text = ngettext("{n} promise due", "{n} promises due", len(found)).format(n=number(len(found)))
        if overdue:
            late = ngettext("{n} of them overdue", "{n} of them overdue", overdue).format(n=number(overdue))
            text = f"{text}, {late}"
        return text


def _open(desk: Desk) -> list[ToldPromise]:
    from frontdesk.promises_told import told_promises  # noqa: PLC0415 - after the first paint

    return told_promises(desk.store, desk.policy.site, open_only=True)
