"""The shift lead's board: where the cursor is, what the keys do there, and what Enter shows."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from frontdesk.domain.alerts import OF_COMPLAINTS
from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import Sentence, _
from frontdesk.reports.behind_board import Figure, behind
from frontdesk.reports.board import Board
from frontdesk.tui.board.actions import (
    BOARD_ACTIONS,
    BOARD_BY_ID,
    BOARD_OF_KEY,
    KEYS,
    ON_A_COUNTER,
    ON_AN_ALERT,
    ON_THE_BOARD,
    LeadHand,
)
from frontdesk.tui.board.alerts import Bell, alert_text
from frontdesk.tui.board.panes import Panes
from frontdesk.tui.board.parts import BoardKeyLine, Chart, Tiles
from frontdesk.tui.board.reckoning import Reckoning
from frontdesk.tui.key_screen import KeyScreen
from frontdesk.tui.message_line import MessageLine
from frontdesk.tui.present import moment
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.text_lines import HeaderLine, TooSmall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from frontdesk.domain.alerts import Alert
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.tui.board.acts import BoardActs
    from frontdesk.tui.program import Program


class BoardScreen(KeyScreen):
    """The shift lead's screen."""

    AUTO_FOCUS = "#kinds"
    _MOVES: ClassVar[dict[str, int]] = {"up": -1, "down": 1, "left": -1, "right": 1}

    def __init__(self, app: Program, classes: str = "") -> None:
        super().__init__(app, classes)
        self.reckoning = Reckoning(
            app, lambda work: self.run_worker(work, exit_on_error=True, group="board"), self._reckoned
        )
        self._bell = Bell()
        self.header = HeaderLine()
        self.panes = Panes(app)
        self.message = MessageLine(app)
        self.key_line = BoardKeyLine()
        self._pane: Widget = self.panes.kinds

    def compose(self) -> ComposeResult:
        """Who and where, the parts, what was said, the keys."""
        yield self.header
        yield from self.panes.compose()
        yield self.message
        yield self.key_line
        yield TooSmall()

    def on_mount(self) -> None:
        """One timer for all clocks."""
        self.panes.speak()
        self._at(self.panes.kinds)
        self.changed()
        self.tick()
        self.set_interval(1.0, self.tick)

    @cached_property
    def acts(self) -> BoardActs:
        """What the keys do that ask something."""
        from frontdesk.tui.board.acts import BoardActs  # noqa: PLC0415 - after the first paint

        return BoardActs(self.desk_app)

    # ---- what is in hand

    @property
    def pane(self) -> Widget:
        """The part of the board that has the cursor."""
        return self._pane

    def hand(self) -> LeadHand:
        """What a key that goes down now acts upon."""
        app = self.desk_app
        counter = self.panes.counters.selected if self.pane is self.panes.counters else None
        return LeadHand(
            day=app.day,
            policy=app.policy,
            now=app.now(),
            actor=app.actor,
            role=app.role,
            counter_id=counter or "",
            alert=self.alert,
            last_act=self.acts.last_act,
        )

    @property
    def board(self) -> Board | None:
        """The figures as they were reckoned last."""
        return self.reckoning.board

    @property
    def alert(self) -> Alert | None:
        """The alert under the cursor, or the first one."""
        chosen, found = self.panes.alerts.selected, self.reckoning.alerts
        return next((one for one in found if one.key == chosen), next(iter(found), None))

    @property
    def settled(self) -> bool:
        """Whether nothing is being reckoned, read or played."""
        return self.reckoning.settled

    # ---- what has changed

    def changed(self) -> None:
        """The day is another one."""
        self.desk_app.promises.look()
        self.reckoning.changed()

    def tick(self) -> None:
        """A second has passed."""
        self.reckoning.tick()

    def speak(self) -> None:
        """The language is another one."""
        self.panes.speak()
        self._draw()

    def on_resize(self) -> None:
        """Another size shows other columns and other parts."""
        self.call_after_refresh(self._draw)

    def _reckoned(self) -> None:
        self._draw()
        app = self.desk_app
        if self.reckoning.complete and self._bell.rings(self.reckoning.alerts) and app.config.alerts.bell:
            app.bell()

    def _draw(self) -> None:
        app = self.desk_app
        now = app.now()
        date_text, clock = moment(now, app.policy.zone)
        parts = [str(app.config.site.name), _("today")]
        due = app.promises.in_words()
        if due:
            parts.append(_("{due} ({promises_key})").format(due=due, **KEYS))
        self.header.show(" · ".join(parts), (f"{date_text}   {clock}", clock))
        self.panes.draw(self.reckoning, now, at=self.pane, classes=self.classes)
        self._show_message()
        self._show_keys()

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    def told(self, command: Command, answer: Answer) -> Sentence:
        """What a command of this board has done; from now on it is the one that can be undone."""
        sentence = self.acts.told(command, answer)
        if self in self.app.screen_stack:
            self.say(sentence)
            self._show_keys()
        else:
            self.desk_app.say(sentence)  # it has been left meanwhile
        return sentence

    def _show_message(self, *, forget: bool = False) -> None:
        """What a part may have no room for stands below in full, until something is said: an alert, the advice."""
        app, text, expected = self.desk_app, "", self.reckoning.forecast
        if self.pane is self.panes.alerts and self.alert is not None:
            text = alert_text(self.alert, app.day, app.policy, self.panes.label)
        elif self.pane is self.panes.forecast and expected is not None:
            text = str(expected.sentence(self.panes.label))
        self.message.otherwise(text, forget=forget and self.pane in (self.panes.alerts, self.panes.forecast))

    def _show_keys(self) -> None:
        names = {self.panes.counters: ON_A_COUNTER, self.panes.alerts: ON_AN_ALERT}
        self.key_line.show_actions(names.get(self.pane, ON_THE_BOARD), self.hand())  # type: ignore[call-overload]

    # ---- keys

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
            self._show_message(forget=True)
            self._show_keys()
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
            self.give_up_or_leave()
        elif name in ("show", "visits"):
            self._show(visits=name == "visits")
        elif name == "summary":
            self.desk_app.show_summary()
        elif name == "care":
            self.desk_app.show_care()
        elif name == "palette":
            from frontdesk.tui.palette import Palette, offers  # noqa: PLC0415 - seldom needed

            self.app.push_screen(Palette(offers(BOARD_ACTIONS, self.act)))
        else:
            self.acts.carry_out(BOARD_BY_ID[name], self.hand())

    def _next_pane(self, step: int) -> None:
        every = self.panes.all
        self._at(every[(every.index(self.pane) + step) % len(every)])

    def _at(self, pane: Widget) -> None:
        """Put the cursor into a part of the board; where there is room for one only, it is the one to be seen."""
        self._pane = pane
        for one in self.panes.all:
            self.set_class(one is pane, f"-{one.id}")
        self._show_keys()
        self._show_message(forget=True)
        # What was out of sight takes the focus once it is in sight; a key that comes before goes by the part itself.
        self.call_after_refresh(lambda: self.set_focus(self._pane))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The part under the pointer has the cursor."""
        for one in self.panes.all:
            if one is not self._pane and one.region.contains(event.screen_x, event.screen_y):
                self._at(one)

    # ---- what is behind

    def _show(self, *, visits: bool) -> None:
        found, pane, panes = self.board, self.pane, self.panes
        if found is None:
            return
        if pane is panes.tiles and panes.tiles.selected is not None:
            tile = panes.tiles.selected
            self._show_visits(tile.title, tile.figure)
        elif pane is panes.kinds and panes.kinds.selected is not None:
            self._show_kind(panes.kinds.selected, visits=visits)
        elif pane is panes.chart and panes.chart.selected is not None:
            begins = panes.chart.selected.begins_at
            self._show_visits(str(ClockTime(begins, self.desk_app.policy.zone)), Figure.QUARTER, str(begins))
        elif pane is panes.counters and panes.counters.selected is not None:
            self._show_counter(panes.counters.selected)
        elif pane is panes.forecast and self.reckoning.forecast is not None:
            self._show_visits(_("Next 30 minutes"), Figure.WAITING)
        elif pane is panes.alerts and self.alert is not None:
            self._show_alert(self.alert)

    def _show_kind(self, key: str, *, visits: bool) -> None:
        service, _between, segment = key.partition("/")
        if segment or visits:
            title = str(self.panes.label("service", service))
            if segment:
                title = f"{title} · {self.panes.label('segment', segment)}"
            self._show_visits(title, Figure.KIND, key)
            return
        self.panes.unfold(service)
        self._draw()

    def _show_counter(self, counter: str) -> None:
        config = self.desk_app.config
        name = config.label("counter", counter) if counter in config.counters else counter
        self._show_visits(f"{config.desk.words.counter} {name}", Figure.COUNTER, counter)

    def _show_alert(self, one: Alert) -> None:
        kind, _slash, key = one.key.partition("/")
        if kind in OF_COMPLAINTS:
            self.desk_app.show_care(key)
        elif one.key in self.desk_app.day.emergencies and kind == "abuse":
            self.acts.tell_abuse(one.key)
        elif one.visit is not None:
            self.acts.tell_story(self.hand(), one.visit)
        elif one.counter is not None:
            self._show_counter(one.counter)
        elif kind == "surge":
            self.act("rush")
        else:
            self._show_visits(_("Service level"), Figure.LEVEL)

    def _show_visits(self, title: str, figure: Figure, key: str = "") -> None:
        """What a figure is made of, in a list of its own that stays live."""
        from frontdesk.tui.board.behind import VisitsScreen  # noqa: PLC0415 - after the first paint

        if figure is Figure.COMPLAINTS:
            self.desk_app.show_complaints()
        else:
            ids = partial(self._ids_behind, figure, key)
            self.app.push_screen(VisitsScreen(self.desk_app, title, ids, self.acts, self.told))

    def _ids_behind(self, figure: Figure, key: str) -> Sequence[str]:
        """The visits behind a figure as they stand now."""
        return () if self.board is None else behind(self.board, figure, key)
