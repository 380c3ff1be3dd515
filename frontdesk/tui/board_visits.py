"""The visits behind a figure of the board: a list that stays live; Enter tells the story of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import Sentence, _, number
from frontdesk.tui.board_actions import BOARD_BY_ID, BOARD_OF_KEY, ON_A_VISIT, LeadHand
from frontdesk.tui.board_drawing import visit_columns, visit_rows
from frontdesk.tui.board_parts import BoardKeyLine
from frontdesk.tui.columns import visible
from frontdesk.tui.message_line import MessageLine
from frontdesk.tui.queue_table import QueueTable
from frontdesk.tui.text_lines import TooSmall

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from frontdesk.reports.board import Figure
    from frontdesk.tui.board_screen import BoardScreen


class VisitsScreen(Screen[None]):
    """The visits that a figure is made of."""

    AUTO_FOCUS = "QueueTable"

    def __init__(self, board: BoardScreen, title: str, figure: Figure, key: str) -> None:
        super().__init__()
        self._board = board
        self._app = board.desk_app
        self._heading, self._figure, self._key = title, figure, key
        self.table = QueueTable(visit_columns(), id="behind")
        self.message = MessageLine(self._app)
        self.key_line = BoardKeyLine()

    def compose(self) -> ComposeResult:
        """The list, what was said, the keys."""
        yield self.table
        yield self.message
        yield self.key_line
        yield TooSmall()

    def on_mount(self) -> None:
        """One timer for the clocks."""
        self.changed()
        self.set_interval(1.0, self.tick)

    def changed(self) -> None:
        """The day is another one; the board below reckons, and the next second shows it."""
        app = self._app
        day, now = app.day, app.now()
        ids = self._board.ids_behind(self._figure, self._key)
        visits = [day.visits[one] for one in ids if one in day.visits]
        due = {one.id: str(ClockTime(one.leg.due_at, app.policy.zone)) for one in visits}
        self.table.border_title = Content(visible(f"{self._heading} · {number(len(visits))}"))
        self.table.empty = _("No visit is behind this figure.")
        self.table.show(visit_rows(visits, app.config, app.policy, now, due), visit_columns())
        self.key_line.show_actions(ON_A_VISIT)
        self.message.keep_up()

    tick = changed

    def speak(self) -> None:
        """The language is another one."""
        self.changed()

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    def hand(self) -> LeadHand:
        """What a key that goes down now acts upon."""
        app = self._app
        day, selected = app.day, self.table.selected
        return LeadHand(
            day=day,
            policy=app.policy,
            now=app.now(),
            actor=app.actor,
            role=app.role,
            counter_id="",
            selected=selected if selected in day.visits else None,
        )

    @property
    def ready(self) -> bool:
        """Whether a key means this list now."""
        return not self._app.asking

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def take_key(self, event: events.Key) -> bool:
        """The arrows, Enter for a story, and the acts on a visit."""
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -(10**6), "end": 10**6}
        name = BOARD_OF_KEY.get(event.key)
        if event.key in steps:
            self.table.action_step(steps[event.key])
        elif name == "leave":
            self.dismiss(None)
        elif name in ("show", "visits"):
            if self.table.selected is not None:
                self._board.acts.tell_story(self.hand(), self.table.selected)
        elif name in ("reclassify", "help", "theme", "language"):
            self._board.acts.carry_out(BOARD_BY_ID[name], self.hand())
        else:
            return False
        return True
