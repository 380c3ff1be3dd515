"""The shift lead's board: the figures of the day, its counters, what is expected and what is wrong; live."""

from __future__ import annotations

import asyncio
import logging
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Container
from textual.content import Content
from textual.screen import Screen

from frontdesk.domain.alerts import Alert, alerts, remedy, what
from frontdesk.domain.day import CounterState
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.forecast import Forecast
from frontdesk.domain.playing_forward import forecast
from frontdesk.i18n import Sentence, _, ngettext, number
from frontdesk.reports.board import Board, Figure, Ledger, behind, board
from frontdesk.tui.board_actions import (
    BOARD_BY_ID,
    BOARD_OF_KEY,
    ON_A_COUNTER,
    ON_THE_BOARD,
    LeadHand,
)
from frontdesk.tui.board_drawing import counter_columns, counter_rows, kind_columns, kind_rows, tiles
from frontdesk.tui.board_parts import BoardKeyLine, Chart, Lines, Tiles
from frontdesk.tui.columns import Column, visible
from frontdesk.tui.message_line import MessageLine
from frontdesk.tui.present import moment
from frontdesk.tui.queue_table import Cell, QueueTable, Row
from frontdesk.tui.signals import Reported
from frontdesk.tui.text_lines import HeaderLine, TooSmall
from frontdesk.tui.worker import Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from frontdesk.desk import Desk
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.tui.app import DeskApp
    from frontdesk.tui.board_acts import BoardActs

_log = logging.getLogger("frontdesk")

AT_MOST_EVERY_S = 0.2
"""So long after one reckoning the next one begins at the earliest."""
COMPLAINTS_EVERY, FORECAST_EVERY = 5, 10
"""Every how many seconds complaints are read, and the next half hour is played, where nothing else asks for it."""


class Reckoned(NamedTuple):
    """What a reckoning found: the figures, and what is wrong."""

    board: Board
    alerts: list[Alert]


class BoardScreen(Screen[None]):
    """The shift lead's screen."""

    AUTO_FOCUS = "#kinds"
    _MOVES: ClassVar[dict[str, int]] = {"up": -1, "down": 1, "left": -1, "right": 1}

    def __init__(self, app: DeskApp, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.desk_app = app
        self._config, self._policy = app.config, app.policy
        self._ledger = Ledger()
        self.board: Board | None = None
        self.alerts: list[Alert] = []
        self._forecast: Forecast | None = None
        self._complaints: tuple[ComplaintRecord, ...] = ()
        self._unfolded: set[str] = set()
        self._busy = self._again = self._reading = self._playing = False
        self._ticks = 0
        self._at_work: frozenset[str] = frozenset()
        self.header = HeaderLine()
        self.tiles = Tiles()
        self.kinds = QueueTable(kind_columns(), id="kinds")
        self.chart = Chart()
        self.counters = QueueTable(counter_columns(), id="counters")
        self.forecast = Lines("forecast")
        self.alert_list = QueueTable(_alert_columns(()), id="alerts")
        self.message = MessageLine(app)
        self.key_line = BoardKeyLine()
        self.panes: tuple[Widget, ...] = (
            self.tiles,
            self.kinds,
            self.chart,
            self.counters,
            self.forecast,
            self.alert_list,
        )
        self._pane: Widget = self.kinds

    def compose(self) -> ComposeResult:
        """From top to bottom as in the picture of the board."""
        yield self.header
        yield self.tiles
        with Container(id="figures"):
            yield self.kinds
            yield self.chart
        with Container(id="works"):
            yield self.counters
            yield self.forecast
        yield self.alert_list
        yield self.message
        yield self.key_line
        yield TooSmall()

    def on_mount(self) -> None:
        """One timer for all clocks."""
        self._title()
        self._at(self.kinds)
        self.changed()
        self.tick()
        self.set_interval(1.0, self.tick)

    @cached_property
    def acts(self) -> BoardActs:
        """What the keys do that ask something."""
        from frontdesk.tui.board_acts import BoardActs  # noqa: PLC0415 - after the first paint

        return BoardActs(self)

    # ---- what is in hand

    @property
    def pane(self) -> Widget:
        """The part of the board that has the cursor."""
        return self._pane

    def hand(self) -> LeadHand:
        """What a key that goes down now acts upon."""
        app = self.desk_app
        counter = self.counters.selected if self.pane is self.counters else None
        return LeadHand(
            day=app.day,
            policy=self._policy,
            now=app.now(),
            actor=app.actor,
            role=app.role,
            counter_id=counter or "",
        )

    @property
    def alert(self) -> Alert | None:
        """The alert under the cursor, or the first one."""
        chosen = self.alert_list.selected
        return next((one for one in self.alerts if one.key == chosen), next(iter(self.alerts), None))

    @property
    def settled(self) -> bool:
        """Whether nothing is being reckoned, read or played."""
        return not (self._busy or self._reading or self._playing)

    # ---- reckoning, in a thread

    def changed(self) -> None:
        """The day is another one; where other counters are open, the next half hour is too."""
        self._read_complaints()
        self._reckon()
        at_work = frozenset(one.id for one in self.desk_app.day.counters.values() if one.state is CounterState.OPEN)
        if at_work != self._at_work:
            self._at_work = at_work
            self._play_forward()

    def tick(self) -> None:
        """A second has passed: every clock, and what time alone brings about."""
        if self._ticks % COMPLAINTS_EVERY == 0:
            self._read_complaints()
        if self._ticks % FORECAST_EVERY == 0:
            self._play_forward()
        self._ticks += 1
        self._reckon()

    def _reckon(self) -> None:
        """Have the figures made anew; asked for meanwhile, they are made once more afterwards."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self.run_worker(self._reckoning(), exit_on_error=True, group="board")

    async def _reckoning(self) -> None:
        try:
            while True:
                self._again = False
                app = self.desk_app
                found = await asyncio.to_thread(
                    _reckoned, app.day, self._policy, app.now(), self._complaints, self._ledger
                )
                self.board, self.alerts = found
                self._draw()
                if not self._again:
                    return
                await asyncio.sleep(AT_MOST_EVERY_S)
        except Exception as error:
            self._broken(error)
        finally:
            self._busy = False

    def _read_complaints(self) -> None:
        """Complaints outlive the day: they are read from the database, behind no command that waits for it."""
        app = self.desk_app
        if not self._reading and not app.troubles and not app.waits_for_store:
            self._reading = True
            self.run_worker(self._complaints_read(), exit_on_error=True, group="board")

    async def _complaints_read(self) -> None:
        try:
            day = self.desk_app.day.day
            found = await self.desk_app.ask(lambda desk: _complaints_of(desk, day))
            if found is not None and tuple(found) != self._complaints:
                self._complaints = tuple(found)
                self._reckon()
        finally:
            self._reading = False

    def _play_forward(self) -> None:
        if not self._playing:
            self._playing = True
            self.run_worker(self._played(), exit_on_error=True, group="board")

    async def _played(self) -> None:
        try:
            app = self.desk_app
            self._forecast = await asyncio.to_thread(forecast, app.day, self._policy, app.now())
            self._draw()
        except Exception as error:
            self._broken(error)
        finally:
            self._playing = False

    def _broken(self, error: Exception) -> None:
        """An error of ours in a reckoning is said; the board goes on with the figures that it has."""
        _log.exception("the board could not be reckoned")
        self.desk_app.post_message(Reported(Broken(error)))

    # ---- drawing

    def speak(self) -> None:
        """The language is another one."""
        self._title()
        self.kinds.show(self.kinds.rows, kind_columns())
        self.counters.show(self.counters.rows, counter_columns())
        self._draw()

    def _title(self) -> None:
        self.kinds.border_title = Content(_("By service and segment"))
        self.chart.border_title = Content(_("Arrived and served, by quarter hour"))
        self.counters.border_title = Content(_("Counters"))
        self.forecast.border_title = Content(_("Next 30 minutes"))

    def _draw(self) -> None:
        app = self.desk_app
        now, day = app.now(), app.day
        date_text, clock = moment(now, self._policy.zone)
        left = f"{self._config.site.name} · {_('today')}"
        self.header.show(left, (f"{date_text}   {clock}", clock))
        self._show_message()
        self._show_keys()
        found = self.board
        if found is None:
            return
        self.tiles.show(tiles(found, day))
        self.kinds.empty = _("Nobody has come yet.")
        self.kinds.show(kind_rows(found, self._config, self._unfolded))
        self.chart.show(found.quarters, found.clock.offset(found.as_of))
        self.counters.show(counter_rows(found, day, app.snapshot, self._config, now))
        self.forecast.show(self._forecast_lines())
        self.alert_list.empty = _("Nothing is wrong.")
        self.alert_list.show([self._alert_row(one, day) for one in self.alerts], _alert_columns(self.alerts))

    def _forecast_lines(self) -> list[Content]:
        found = self._forecast
        if found is None:
            return [Content(_("The next half hour is being played …"))]
        lines = []
        waiting = len(found.risks)
        for scenario in found.scenarios:
            n = found.counters + len(scenario.added)
            counters = ngettext("{n} counter", "{n} counters", n).format(n=number(n))
            late = number(round(scenario.waiting.in_30))
            passing = _("{late} of {waiting} late").format(late=late, waiting=number(waiting))
            if self.has_class("-wide"):
                passing = _("{late} of {waiting} will pass their time").format(late=late, waiting=number(waiting))
            lines.append(Content(f"{counters}: {passing}"))
        lines.append(Content(visible(str(found.sentence(self.label)))))
        return lines

    def label(self, kind: str, name: str) -> object:
        """The house's word for an id."""
        return self._config.label(kind, name)  # type: ignore[arg-type]

    def _alert_row(self, one: Alert, day: Day) -> Row:
        done = one.acknowledged is not None
        clock = ClockTime(one.since, self._policy.zone)
        text = f"{'✓' if done else '●'} {clock} {self._alert_text(one, day)}"
        return Row(one.key, (Cell(visible(text), "dim" if done else "late"),))

    def _alert_text(self, one: Alert, day: Day) -> str:
        """What has happened, and what can be done about it."""
        return f"{what(one, day, self._policy, self.label)} {remedy(one, day, self._policy, self.label)}"

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    def _show_message(self, *, forget: bool = False) -> None:
        one = self.alert if self._pane is self.alert_list else None
        self.message.otherwise("" if one is None else self._alert_text(one, self.desk_app.day), forget=forget)

    def _show_keys(self) -> None:
        self.key_line.show_actions(ON_A_COUNTER if self.pane is self.counters else ON_THE_BOARD)

    def on_resize(self) -> None:
        """Another size shows other columns and other parts."""
        self.call_after_refresh(self._draw)

    # ---- keys

    @property
    def ready(self) -> bool:
        """Whether a key means the board now: not while a question is on its way."""
        return not self.desk_app.asking

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def take_key(self, event: events.Key) -> bool:
        """Do what a key means, at once and in the order of the keys; False for one that means nothing here."""
        name = BOARD_OF_KEY.get(event.key)
        if event.key == "shift+tab":
            self._next_pane(-1)
        elif name is not None:
            self.act(name)
        else:
            return self._move(event.key)
        return True

    def _move(self, key: str) -> bool:
        pane = self.pane
        if isinstance(pane, QueueTable):
            if key not in ("up", "down", "home", "end", "pageup", "pagedown"):
                return False
            step = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5}.get(key)
            pane.action_step(step if step is not None else len(pane.rows) * (1 if key == "end" else -1))
            self._show_message(forget=pane is self.alert_list)
        elif key in self._MOVES and isinstance(pane, (Tiles, Chart)):
            pane.step(self._MOVES[key])
        else:
            return False
        return True

    def act(self, name: str) -> None:
        """Do an action of the board by its id."""
        if name == "pane":
            self._next_pane(1)
        elif name == "leave":
            self._leave()
        elif name in ("show", "visits"):
            self._show(visits=name == "visits")
        elif name == "summary":
            self.desk_app.show_summary()
        else:
            self.acts.carry_out(BOARD_BY_ID[name], self.hand())

    def _next_pane(self, step: int) -> None:
        at = self.panes.index(self.pane)
        self._at(self.panes[(at + step) % len(self.panes)])

    def _at(self, pane: Widget) -> None:
        """Put the cursor into a part of the board; where there is room for one only, it is the one to be seen."""
        self._pane = pane
        for one in self.panes:
            self.set_class(one is pane, f"-{one.id}")
        self._show_keys()
        self._show_message(forget=pane is self.alert_list)
        # What was out of sight takes the focus once it is in sight; a key that comes before goes by the part itself.
        self.call_after_refresh(lambda: self.set_focus(self._pane))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The part under the pointer has the cursor."""
        for one in self.panes:
            if one is not self._pane and one.region.contains(event.screen_x, event.screen_y):
                self._at(one)

    def _leave(self) -> None:
        app = self.desk_app
        if "command" in app.troubles:
            app.give_up()
        elif app.desk_screen is None:
            app.exit(0)
        else:
            self.dismiss(None)

    # ---- what is behind

    def _show(self, *, visits: bool) -> None:
        found, pane = self.board, self.pane
        if found is None:
            return
        if pane is self.tiles and self.tiles.selected is not None:
            tile = self.tiles.selected
            self.show_visits(tile.title, tile.figure)
        elif pane is self.kinds and self.kinds.selected is not None:
            self._show_kind(self.kinds.selected, visits=visits)
        elif pane is self.chart and self.chart.selected is not None:
            begins = self.chart.selected.begins_at
            self.show_visits(str(ClockTime(begins, self._policy.zone)), Figure.QUARTER, str(begins))
        elif pane is self.counters and self.counters.selected is not None:
            self._show_counter(self.counters.selected)
        elif pane is self.forecast and self._forecast is not None:
            self.show_visits(_("Next 30 minutes"), Figure.WAITING)
        elif pane is self.alert_list and self.alert is not None:
            self._show_alert(self.alert)

    def _show_kind(self, key: str, *, visits: bool) -> None:
        service, _between, segment = key.partition("/")
        if segment or visits:
            title = str(self.label("service", service))
            if segment:
                title = f"{title} · {self.label('segment', segment)}"
            self.show_visits(title, Figure.KIND, key)
            return
        self._unfolded ^= {service}
        self._draw()

    def _show_counter(self, counter: str) -> None:
        name = self.label("counter", counter) if counter in self._config.counters else counter
        self.show_visits(f"{self._config.desk.words.counter} {name}", Figure.COUNTER, counter)

    def _show_alert(self, one: Alert) -> None:
        if one.visit is not None:
            self.acts.tell_story(self.hand(), one.visit)
        elif one.counter is not None:
            self._show_counter(one.counter)
        else:
            self.show_visits(_("Service level"), Figure.LEVEL)

    def show_visits(self, title: str, figure: Figure, key: str = "") -> None:
        """The visits behind a figure, in a list of their own that stays live."""
        from frontdesk.tui.board_visits import VisitsScreen  # noqa: PLC0415 - after the first paint

        self.desk_app.push_screen(VisitsScreen(self, title, figure, key))

    def ids_behind(self, figure: Figure, key: str) -> Sequence[str]:
        """The visits behind a figure as they stand now."""
        return () if self.board is None else behind(self.board, figure, key)


def _alert_columns(found: Sequence[Alert]) -> tuple[Column, ...]:
    """One column, headed by how many of the alerts nobody has seen to."""
    new = sum(one.acknowledged is None for one in found)
    title = ngettext("{n} alert", "{n} alerts", new).format(n=number(new)) if new else _("Alerts")
    return (Column("alert", title, 20, flex=1),)


def _reckoned(day: Day, policy: Policy, now: int, complaints: Sequence[ComplaintRecord], ledger: Ledger) -> Reckoned:
    """The figures and the alerts of an instant."""
    return Reckoned(
        board(day, policy, now, complaints, ledger),
        alerts(day, policy, now, safety=complaints),
    )


def _complaints_of(desk: Desk, day: str) -> list[ComplaintRecord]:
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    return Archive(desk).complaints_of(day)
