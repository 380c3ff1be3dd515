"""The parts of the board on the screen, from top to bottom, and what is drawn in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content

from frontdesk.i18n import _, ngettext, number
from frontdesk.tui.board.alerts import alert_table
from frontdesk.tui.board.drawing import counter_columns, counter_rows, kind_columns, kind_rows, tiles
from frontdesk.tui.board.parts import Chart, Tiles
from frontdesk.tui.columns import visible
from frontdesk.tui.present import BORDER_ENDS, standing_line
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.text_lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from frontdesk.domain.forecast import Forecast
    from frontdesk.tui.board.reckoning import Reckoning
    from frontdesk.tui.program import Program


class Panes:
    """The tiles, the services, the quarters, the counters, what is expected, and what is wrong."""

    def __init__(self, app: Program) -> None:
        self._app = app
        self._unfolded: set[str] = set()
        self._title = ""
        self._standing: tuple[str, Widget | None] = ("", None)
        self.tiles = Tiles()
        self.kinds = QueueTable(kind_columns(), id="kinds")
        self.chart = Chart()
        self.counters = QueueTable(counter_columns(), id="counters")
        self.forecast = Lines("forecast")
        self.alerts = QueueTable(alert_table((), app.day, app.policy, self.label)[1], id="alerts")
        self.all: tuple[Widget, ...] = (
            self.tiles,
            self.kinds,
            self.chart,
            self.counters,
            self.forecast,
            self.alerts,
        )

    def compose(self) -> ComposeResult:
        """As in the picture of the board."""
        yield self.tiles
        with Container(id="figures"):
            yield self.kinds
            yield self.chart
        with Container(id="works"):
            yield self.counters
            yield self.forecast
        yield self.alerts

    def speak(self) -> None:
        """Titles in the language in use."""
        self.kinds.border_title = Content(_("By service and segment"))
        self.counters.border_title = Content(_("Counters"))
        self.forecast.border_title = Content(_("Next 30 minutes"))
        self.kinds.show(self.kinds.rows, kind_columns())
        self.counters.show(self.counters.rows, counter_columns())

    def unfold(self, service: str) -> None:
        """Show the segments of a service under it, or fold them again."""
        self._unfolded ^= {service}

    def label(self, kind: str, name: str) -> object:
        """The house's word for an id."""
        return self._app.config.label(kind, name)  # type: ignore[arg-type]

    def draw(self, reckoning: Reckoning, now: int, *, at: Widget, classes: frozenset[str]) -> None:
        """Draw what has been reckoned; ``at`` is the part with the cursor, ``classes`` say how wide the screen is."""
        found = reckoning.board
        if found is None:
            return
        app = self._app
        day, config = app.day, app.config
        is_wide = "-narrow" not in classes
        title = _("Arrived and served, by quarter hour") if is_wide else _("Arrived and served")
        if title != self._title:
            self._title = title
            self.chart.border_title = Content(title)
        self.tiles.show(tiles(found, day))
        self.kinds.empty = _("Nobody has come yet.")
        self.kinds.show(kind_rows(found, config, self._unfolded, day.intake_stopped))
        self.chart.show(found.quarters, found.clock.offset(found.as_of))
        self.counters.show(counter_rows(found, day, app.snapshot, config, now))
        self.forecast.show(self._forecast_lines(reckoning.forecast, in_full="-wide" in classes))
        self.alerts.empty = _("Nothing is wrong.")
        self.alerts.show(*alert_table(reckoning.alerts, day, app.policy, self.label))
        self._stand(at if "-small" in classes else self.counters)

    def _forecast_lines(self, found: Forecast | None, *, in_full: bool) -> list[Content]:
        if found is None:
            return [Content(_("The next half hour is being played …"))]
        lines = []
        waiting = len(found.risks)
        for scenario in found.scenarios if waiting else ():
            n = found.counters + len(scenario.added)
            counters = ngettext("{n} counter", "{n} counters", n).format(n=number(n))
            late = number(round(scenario.waiting.in_30))
            passing = _("{late} of {waiting} late").format(late=late, waiting=number(waiting))
            if in_full:
                passing = _("{late} of {waiting} will pass their time").format(late=late, waiting=number(waiting))
            lines.append(Content(f"{counters}: {passing}"))
        lines.append(Content(visible(str(found.sentence(self.label)))))
        return lines

    def _stand(self, where: Widget) -> None:
        """What concerns every desk stands in the lower border of one part that has a border."""
        app = self._app
        bordered = (self.kinds, self.chart, self.counters, self.forecast)
        shown = where if where in bordered else self.kinds
        room = shown.outer_size.width - BORDER_ENDS
        text = standing_line(app.day, app.snapshot, app.config, app.policy, app.day.shift_notes.values(), room)
        if (text, shown) != self._standing:  # a border that is set is drawn anew, and its part with it
            self._standing = text, shown
            for one in bordered:
                one.border_subtitle = Content(text if one is shown else "")
