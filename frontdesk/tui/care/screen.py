"""The care screen: a list by deadline, the one under the cursor beside it, what was said, the keys."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.matter_words import done
from frontdesk.i18n import Sentence, _
from frontdesk.tui import messages
from frontdesk.tui.care import reading
from frontdesk.tui.care.actions import CARE_BY_ID, CARE_OF_KEY, CareHand, useful_actions
from frontdesk.tui.care.entries import DEADLINES, GROUPS, Wanted, columns, entries, heading, rows, status_word
from frontdesk.tui.care.story import in_full, in_short, whole_kind
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import Option
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.key_screen import KeyScreen
from frontdesk.tui.keys import shown_key
from frontdesk.tui.message_line import MessageLine
from frontdesk.tui.present import moment
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.text_lines import HeaderLine, Lines, TooSmall

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.tui.care.acts import CareActs
    from frontdesk.tui.care.entries import Entry
    from frontdesk.tui.dialogs import ShowText
    from frontdesk.tui.program import Program

AT_MOST_EVERY_S, PAUSES_FOR = 0.2, 4
"""What others write is read at most so often, and so many times as seldom as reading takes."""
EVERYONE = "everyone"
NOBODY = "nobody"


class CareScreen(KeyScreen):
    """Complaints, requests, suggestions, praise and promises: those ``wanted``, the cursor on ``number`` at first."""

    AUTO_FOCUS = "QueueTable"

    def __init__(
        self, app: Program, number: str | None = None, wanted: Wanted | None = None, classes: str = ""
    ) -> None:
        super().__init__(app, classes)
        self._wished = number
        self._wanted = wanted or Wanted()
        self._read: reading.Read | None = None
        self._every: list[Entry] = []
        self._entries: list[Entry] = []
        self._today = app.policy.business_day(app.now()).isoformat()
        self._asked = 0
        self._took_s = 0.0
        self._will_read = False
        self._story_read: tuple[str, ShowText] | None = None
        self._tried = False
        """Whether the list has been read once, or could not be."""
        self.header = HeaderLine()
        self.table = QueueTable(columns(), empty=_("Reading …"), id="matters")
        self.story = Lines("matter")
        self.message = MessageLine(app)
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """Who and where, the list and what is selected in it, what was said, the keys."""
        yield self.header
        with Container(id="care"):
            yield self.table
            yield self.story
        yield self.message
        yield self.key_line
        yield TooSmall()

    def on_mount(self) -> None:
        """Read at once; one timer for the clock and the end of the day."""
        self.speak()
        self.set_interval(1.0, self.tick)

    @cached_property
    def acts(self) -> CareActs:
        """What the keys do that ask something."""
        from frontdesk.tui.care.acts import CareActs  # noqa: PLC0415 - after the first paint

        return CareActs(self.desk_app)

    # ---- what is in hand

    @property
    def entry(self) -> Entry | None:
        """The line under the cursor."""
        return next((one for one in self._entries if one.number == self.table.selected), None)

    def hand(self) -> CareHand:
        """What a key that goes down now acts upon."""
        app = self.desk_app
        return CareHand(self.entry, app.policy, app.now(), app.actor, app.role, app.counter_id or None)

    # ---- what has changed

    def written(self) -> None:
        """Somebody has written to the database: it may have been a complaint or a promise.

        Where much is read, it is read more seldom: threads share one interpreter, and keys and commands need it too.
        """
        if not self._will_read:
            self._will_read = True
            self.set_timer(max(AT_MOST_EVERY_S, PAUSES_FOR * self._took_s), self._read_for_others)

    def _read_for_others(self) -> None:
        self._will_read = False
        self._again()

    def changed(self) -> None:
        """The day is another one, or the trouble with the database."""
        self._draw()

    def tick(self) -> None:
        """A second has passed: the clock, and what is overdue since the day is another one."""
        today = self.desk_app.policy.business_day(self.desk_app.now()).isoformat()
        if today != self._today:
            self._today = today
            self._again()
        self._draw_the_rest()

    def speak(self) -> None:
        """The language is another one."""
        self._draw_the_rest()
        self._again()

    def on_resize(self) -> None:
        """Another size shows other columns."""
        self.call_after_refresh(self._draw)

    def _again(self) -> None:
        """Read anew; where something is being read, once more afterwards."""
        self._asked += 1
        if self._asked == 1:
            self.run_worker(self._reading(), exit_on_error=True, group="care")

    async def _reading(self) -> None:
        asked = 0
        while asked != self._asked:
            asked, began = self._asked, time.monotonic()
            found = await self.desk_app.ask(partial(reading.matters, ended=self._wanted.ended), long=self._wanted.ended)
            if found is not None:
                self._read = found
                self._every = await asyncio.to_thread(self._entries_of, found)
                self._draw()
                self._tell_story_anew()
            self._took_s = time.monotonic() - began
            if not self._tried:
                self._tried = True
                self.desk_app.type_ahead()
        self._asked = 0

    def _entries_of(self, read: reading.Read) -> list[Entry]:
        """In a thread: those of a year are some thousands."""
        app = self.desk_app
        return entries(read, app.policy.business_day(app.now()).isoformat(), app.label)

    def _draw(self) -> None:
        if self._read is not None:
            self._entries = [entry for entry in self._every if self._wanted.wants(entry)]
            self.table.border_title = Content(visible(heading(self._entries, self._wanted)))
            self.table.empty = _("Nothing is open.") if self._wanted == Wanted() else _("There is none of these.")
            self.table.show(rows(self._entries, self._today), columns())
            if self._wished is not None and self.table.select(self._wished):
                self._wished = None
        self._draw_the_rest()

    def _draw_the_rest(self) -> None:
        """All but the list."""
        app, entry = self.desk_app, self.entry
        day, clock = moment(app.now(), app.policy.zone)
        self.header.show(f"{app.config.site.name} · {_('Care')}", (f"{day}   {clock}", clock))
        if entry is None or self._read is None:
            self.story.border_title = Content("")
            self.story.show(())
        else:
            self.story.border_title = Content(entry.number)
            self.story.show(in_short(entry, self._read.visits, app.policy.zone, app.label))
        self.message.keep_up()
        self._show_keys()

    def _show_keys(self) -> None:
        hand = self.hand()
        actions = [CARE_BY_ID[name] for name in useful_actions(hand.entry)]
        parts = [(shown_key(one.keys[0]), _(one.label)) for one in actions]
        dim = frozenset(shown_key(one.keys[0]) for one in actions if one.refusal(hand) is not None)
        self.key_line.show_with_dim(parts, dim)

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    def told(self, command: Command, answer: Answer) -> Sentence:
        """What a command given here has done; it is seen at once."""
        if isinstance(command, do.MatterCommand) and not isinstance(command, do.TakeBackStep):
            sentence = done(type(command), answer)
        else:
            sentence = messages.done(command, answer, self.desk_app.day, self.desk_app.policy)
        if isinstance(command, do.OpenComplaint):
            self._wished = answer["complaint"]
        self.desk_app.say(sentence)
        self._again()
        return sentence

    # ---- keys

    def take_key(self, event: events.Key) -> bool:
        """Do what a key means, at once and in the order of the keys; False for one that means nothing here."""
        name = CARE_OF_KEY.get(event.key)
        if not self._tried and name != "leave":
            self.desk_app.keep(event)  # it may mean a line that is still being read
        elif self.table.take_step(event.key):
            self._draw_the_rest()
        elif name is not None:
            self.act(name)
        else:
            return False
        return True

    def act(self, name: str) -> None:
        """Do an action of this screen by its id."""
        if name == "leave":
            self.give_up_or_leave()
        elif name == "show":
            self._show()
        elif name == "deadline":
            following = DEADLINES[(DEADLINES.index(self._wanted.deadline) + 1) % len(DEADLINES)]
            self._narrow(replace(self._wanted, deadline=following))
        elif name == "ended":
            self._narrow(replace(self._wanted, ended=not self._wanted.ended))
            self._again()
        elif name in ("group", "status", "person"):
            self.desk_app.begin_asking(getattr(self, f"_choose_{name}")())
        else:
            self.acts.carry_out(CARE_BY_ID[name], self.hand())

    def _show(self) -> None:
        entry = self.entry
        if entry is None or self._read is None:
            self.say(Sentence("Nothing is selected."), refused=True)
            return
        app = self.desk_app
        lines = in_full(entry, self._read.visits, self._today, app.policy.zone, app.label)
        self._story_read = entry.number, self.acts.read(f"{entry.number} · {whole_kind(entry)}", lines)

    def _tell_story_anew(self) -> None:
        """What is being read of one is told as it is now: somebody may have answered it meanwhile."""
        if self._story_read is None or self._read is None:
            return
        number, dialog = self._story_read
        entry = next((one for one in self._every if one.number == number), None)
        if dialog is not self.app.screen:
            self._story_read = None
        elif entry is not None:
            app = self.desk_app
            dialog.show(in_full(entry, self._read.visits, self._today, app.policy.zone, app.label))

    def on_queue_table_highlighted(self) -> None:
        """Another line is selected, by the mouse too."""
        self._draw_the_rest()

    # ---- which lines

    def _narrow(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._draw()

    async def _choose_group(self) -> None:
        options = [Option(EVERYONE, _("All kinds"), "0"), *(Option(name, _(word)) for name, word in GROUPS.items())]
        chosen = await self.acts.choose(Sentence("Which kind?"), options)
        if chosen is not None:
            self._narrow(replace(self._wanted, group=None if chosen == EVERYONE else chosen))

    async def _choose_status(self) -> None:
        there = dict.fromkeys(one.status for one in self._every)
        options = [Option(EVERYONE, _("Any state"), "0"), *(Option(name, status_word(name)) for name in there)]
        chosen = await self.acts.choose(Sentence("In which state?"), options)
        if chosen is not None:
            self._narrow(replace(self._wanted, status=None if chosen == EVERYONE else chosen))

    async def _choose_person(self) -> None:
        people = sorted({one.record.owner for one in self._every if one.record.owner})
        options = [
            Option(EVERYONE, _("Everybody"), "0"),
            Option(NOBODY, _("no owner"), "-"),
            *(Option(f"/{name}", visible(name)) for name in people),
        ]
        chosen = await self.acts.choose(Sentence("Who sees to it?"), options)
        if chosen is not None:
            owner = None if chosen == EVERYONE else "" if chosen == NOBODY else chosen[1:]
            self._narrow(replace(self._wanted, owner=owner))
