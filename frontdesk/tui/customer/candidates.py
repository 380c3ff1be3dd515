"""Who may be meant by the name that is being typed, as lines with one of them marked: pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.i18n import _
from frontdesk.tui.columns import Column, arrange, fit, visible
from frontdesk.tui.customer.told import visits_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.config import Configuration
    from frontdesk.domain.customers import Candidate

MARK = "▸"
MUTED = "$foreground-muted"

_COLUMNS = (
    Column("name", "", 16, flex=4, priority=9),
    Column("number", "", 9, flex=1, priority=8),
    Column("phone", "", 12, flex=1, priority=7),
    Column("segment", "", 8, flex=1, priority=5),
    Column("visits", "", 14, align="right", priority=6),
)


@dataclass(frozen=True)
class Candidates:
    """Those who were found for what was typed; ``at`` is the place of the marked one, None for the name as it stands.

    After the last of them stands a new file for the name, where it can be the name of somebody.
    """

    typed: str = ""
    found: tuple[Candidate, ...] = ()
    at: int | None = None
    known: bool = True

    @property
    def marked(self) -> Candidate | None:
        """The customer who is marked."""
        return None if self.at is None or self.at >= len(self.found) else self.found[self.at]

    @property
    def opens_file(self) -> bool:
        """Whether the new file is marked."""
        return self.at is not None and self.at == len(self.found)

    @property
    def can_open_file(self) -> bool:
        """A telephone or a number alone is nobody's name."""
        return any(one.isalpha() for one in self.typed)

    def stepped(self, way: int) -> Candidates:
        """The next one is marked, or the one before; between the last and the first none is."""
        places: list[int | None] = [None, *range(len(self.found) + self.can_open_file)]
        return replace(self, at=places[(places.index(self.at) + way) % len(places)])

    def of(self, typed: str) -> Candidates:
        """Something else was typed: none is marked, and who it may be is not known yet."""
        return Candidates(typed, self.found if typed.strip() else (), known=not typed.strip())

    def with_answer(self, found: Sequence[Candidate]) -> Candidates:
        """Others were found; one who was marked meanwhile stays, for whoever marked them saw them."""
        marked = self.marked
        if marked is None:
            at = len(found) if self.opens_file else None
            return Candidates(self.typed, tuple(found), at)
        others = [one for one in found if one.customer.id != marked.customer.id]
        return Candidates(self.typed, (marked, *others), 0)

    def lines(self, config: Configuration, width: int, height: int) -> list[Content]:
        """As many lines as there is room for; the last one is the new file, or what to do without one."""
        if not self.typed.strip():
            return [Content.styled("  " + _("Type a part of the name, the telephone or the number."), MUTED)]
        lines = [self._line(place, one, config, width) for place, one in enumerate(self.found[: height - 1])]
        if not lines and self.known:
            lines.append(Content.styled("  " + _("No customer is called so."), MUTED))
        if self.can_open_file:
            text = _("New file for “{name}”").format(name=visible(" ".join(self.typed.split())))
            lines.append(self._marked(fit(text, width - 2), at=self.opens_file))
        return lines

    def _line(self, place: int, one: Candidate, config: Configuration, width: int) -> Content:
        customer = one.customer
        cells = (
            customer.name,
            customer.id,
            customer.phone or "",
            "" if customer.segment is None else str(config.label("segment", customer.segment)),
            visits_text(one.visits),
        )
        parts = [
            " " * column.gap + fit(cells[column.number], column.width, column.align)
            for column in arrange(_COLUMNS, width - 2)
        ]
        return self._marked("".join(parts), at=place == self.at)

    def _marked(self, text: str, *, at: bool) -> Content:
        return Content.styled(f"{MARK if at else ' '} {text}", "bold reverse" if at else "")
