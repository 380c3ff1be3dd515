"""What is behind a figure of the board: the visits, in a list that stays live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import Sentence, _, number
from frontdesk.reports.behind_board import Figure
from frontdesk.tui.board.actions import (
    BOARD_BY_ID,
    BOARD_OF_KEY,
    ON_A_VISIT,
    LeadHand,
)
from frontdesk.tui.board.lists import visit_columns, visit_rows
from frontdesk.tui.board.parts import BoardKeyLine
from frontdesk.tui.columns import visible
from frontdesk.tui.message_line import MessageLine
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.text_lines import TooSmall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.tui.board.screen import BoardScreen
    from frontdesk.tui.queue.table import Row


class VisitsScreen(Screen[None]):
    """The visits that a figure is made of."""

    AUTO_FOCUS = "QueueTable"

    def __init__(self, board: BoardScreen, title: str, figure: Figure, key: str) -> None:
        super().__init__()
        self.board = board
        self.desk_app = board.desk_app
        self._heading, self.figure, self.key = title, figure, key
        self.table = QueueTable(visit_columns(), id="behind")
        self.message = MessageLine(self.desk_app)
        self.key_line = BoardKeyLine()

    # ---- what it is a list of

    def rows(self) -> Sequence[Row]:
        """A line for each visit, as it stands now."""
        app = self.desk_app
        day = app.day
        visits = [day.visits[one] for one in self.board.ids_behind(self.figure, self.key) if one in day.visits]
        due = {one.id: str(ClockTime(one.leg.due_at, app.policy.zone)) for one in visits}
        return visit_rows(visits, app.config, app.policy, app.now(), due)

    # ---- how it is shown

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
        rows = self.rows()
        self.table.border_title = Content(visible(f"{self._heading} · {number(len(rows))}"))
        self.table.empty = _("No visit is behind this figure.")
        self.table.show(rows, visit_columns())
        self.key_line.show_actions(ON_A_VISIT, self.hand())
        self.message.keep_up()

    tick = changed

    def speak(self) -> None:
        """The language is another one."""
        self.changed()

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    def told(self, command: Command, answer: Answer) -> Sentence:
        """What a command given here has done: the board tells it and remembers it."""
        sentence = self.board.told(command, answer)
        if self in self.desk_app.screen_stack:
            self.say(sentence)
        return sentence

    def hand(self) -> LeadHand:
        """What a key that goes down now acts upon."""
        app = self.desk_app
        day, visit = app.day, self.table.selected
        return LeadHand(
            day=day,
            policy=app.policy,
            now=app.now(),
            actor=app.actor,
            role=app.role,
            counter_id="",
            selected=visit if visit in day.visits else None,
            last_act=self.board.acts.last_act,
        )

    # ---- keys

    @property
    def ready(self) -> bool:
        """Whether a key means this list now."""
        return not self.desk_app.asking

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def take_key(self, event: events.Key) -> bool:
        """The arrows, Enter for more, and the acts on a visit."""
        name = BOARD_OF_KEY.get(event.key)
        if self.table.take_step(event.key):
            self.key_line.show_actions(ON_A_VISIT, self.hand())
        elif name == "leave":
            self.dismiss(None)
        elif name in ("show", "visits"):
            if self.table.selected is not None:
                self.board.acts.carry_out(BOARD_BY_ID["details"], self.hand())
        elif name in ("reclassify", "details", "undo", "help", "theme", "language"):
            self.board.acts.carry_out(BOARD_BY_ID[name], self.hand())
        else:
            return False
        return True
