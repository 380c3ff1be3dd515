"""The desk: the waiting list, the card of the one at the counter, why the next is next, what has just happened."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Container
from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.i18n import Sentence, _
from frontdesk.tui.actions import ACTIONS, BY_ID
from frontdesk.tui.customer.finding import Finding
from frontdesk.tui.customer.known import KnownCustomers
from frontdesk.tui.desk.card import Scene
from frontdesk.tui.desk.check_in_line import CheckInLine
from frontdesk.tui.desk.handing import Handing
from frontdesk.tui.desk.heading import heading
from frontdesk.tui.desk.jump_line import JumpLine
from frontdesk.tui.desk.promising import Promising
from frontdesk.tui.desk.typed_line import TypedLine
from frontdesk.tui.desk.visit_card import VisitCard
from frontdesk.tui.desk.whereabouts import whereabouts
from frontdesk.tui.hand import Hand
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.key_screen import KeyScreen
from frontdesk.tui.keys import KEYS
from frontdesk.tui.message_line import MessageLine
from frontdesk.tui.present import BORDER_ENDS, Rows, columns, counts, line_of, queue_title, standing_line, why_line
from frontdesk.tui.queue.table import QueueTable
from frontdesk.tui.text_lines import HeaderLine, TextLine, TooSmall

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.desk.acts import Acts
    from frontdesk.tui.desk.check_in_draft import Draft
    from frontdesk.tui.message_line import Said
    from frontdesk.tui.present import Line
    from frontdesk.tui.program import Program


class DeskScreen(KeyScreen):
    """The receptionist's screen."""

    AUTO_FOCUS = "QueueTable"
    _MOVES: ClassVar[dict[str, tuple[str, tuple[int, ...]]]] = {
        "up": ("step", (-1,)),
        "down": ("step", (1,)),
        "pageup": ("page", (-1,)),
        "pagedown": ("page", (1,)),
        "home": ("first", ()),
        "end": ("last", ()),
    }

    def __init__(self, app: Program, classes: str = "") -> None:
        super().__init__(app, classes)
        self._config = app.config
        self._policy = app.policy
        self._rows = Rows(app.config, app.policy)
        self._line: Line  # made when the screen is mounted
        self._moving = DISCIPLINES[app.policy.discipline].moving
        self._why: Sentence | None = None
        self._title = ""
        self._standing_shown = ("", False)
        self._found: str | None = None
        self._late = 0
        self._waits = False
        self.table = QueueTable(self._columns(), id="queue")
        self.card = VisitCard()
        self.check_in_line = CheckInLine(app.config, self.hand, self._entered, self._close_lines, partial(Finding, app))
        self.jump_line = JumpLine(lambda: app.day, self._typed, self._jumped)
        self.known = KnownCustomers(app, self.tick)
        self.typed_line = TypedLine(self.tick)
        self.key_line = KeyLine()
        self.header = HeaderLine()
        self.why = TextLine("why")
        self.message = MessageLine(app)
        self.promising = Promising(app, self.message, self.typed_line, self.hand)
        self.handing = Handing(app, self.message, self.typed_line, self.hand)

    def compose(self) -> ComposeResult:
        """From top to bottom as in the picture of the desk."""
        yield self.header
        with Container(id="pane"):
            yield self.table
            yield self.card
        yield self.check_in_line
        yield self.jump_line
        yield self.typed_line
        yield self.why
        yield self.message
        yield self.key_line
        yield TooSmall()

    def on_mount(self) -> None:
        """One timer for all clocks."""
        self.changed()
        self.set_interval(1.0, self.tick)
        self.watch(self.table, "scroll_y", self._go_on, init=False)

    @cached_property
    def acts(self) -> Acts:
        """What the keys do; made when the desk is on the screen, since nothing of it is needed before."""
        from frontdesk.tui.desk.acts import Acts  # noqa: PLC0415 - after the first paint

        return Acts(self.desk_app, self.known, self.hand)

    # ---- what is in hand

    @property
    def selected(self) -> str | None:
        """The visit under the cursor, or one that was jumped to and is not in the list."""
        return self._found if self._found is not None else self.table.selected

    def hand(self) -> Hand:
        """What a key that goes down now acts upon."""
        app = self.desk_app
        selected = self.selected
        day = app.day
        return Hand(
            day=day,
            policy=self._policy,
            now=app.now(),
            actor=app.actor,
            role=app.role,
            counter_id=app.counter_id,
            selected=selected if selected in day.visits else None,
        )

    # ---- drawing

    def changed(self) -> None:
        """The day, the person or the counter is another one."""
        app = self.desk_app
        app.promises.look()
        now = app.now()
        self.known.outdated()
        self._line = line_of(app.day, self._policy, now, app.counter_id)
        self._why = why_line(app.day, self._policy, now, app.counter_id, self._line, self._config)
        self.check_in_line.close_if_entered()
        if self.check_in_line.display:
            self.check_in_line.refresh()  # the number it promises may have gone to somebody else
        self._draw(now)

    def tick(self) -> None:
        """A second has passed: the clocks, a hold that may be over, and the order where it moves with the time."""
        now = self.desk_app.now()
        if self._moving or now >= self._line.until:
            self.changed()
        else:
            self._go_on()
            self._draw_the_rest(now)

    def _go_on(self) -> None:
        """The clocks in sight go on, each second and when the list is scrolled; nobody sees the others."""
        places = self.table.in_sight
        self.table.go_on(places.start, self._rows.some(self._line, self.desk_app.now(), places))

    def speak(self) -> None:
        """The language is another one."""
        self._rows.forget()
        self.table.show(self.table.rows, self._columns())
        self.changed()
        self.check_in_line.refresh()
        self.jump_line.refresh()
        self.typed_line.refresh()

    def _draw(self, now: int) -> None:
        self.table.empty = _("Nobody is waiting. {check_in_key} checks somebody in.").format(**KEYS)
        self.table.show(self._rows.of(self._line, now))
        self._draw_the_rest(now)

    def _draw_the_rest(self, now: int) -> None:
        """All but the waiting list."""
        app = self.desk_app
        found = counts(self._line, now, self._config.desk.near)
        title = queue_title(found, len(self._line.held))
        if title != self._title:
            self._title = title
            self.table.border_title = Content(title)
        self._stand()
        scene = Scene(
            app.day,
            app.snapshot,
            now,
            app.counter_id,
            self._config,
            self._policy,
            self._line.outlook,
            self.known.file,
        )
        self.card.show(scene, self._visit(self.selected))
        self._look_at_customer()
        self.header.show(*heading(app, now))
        self.why.show("" if self._why is None else str(self._why))
        self.message.keep_up()
        self.key_line.show(self.hand(), small=self.has_class("-small"), quiet=self._open_line() is not None)
        if found.late > self._late and self._config.theme.bell:
            app.bell()
        self._late = found.late

    def _stand(self) -> None:
        """What concerns every desk, in the lower border of the list, or of the card where that is all there is."""
        app = self.desk_app
        card_only = not self.table.display
        room = (self.card if card_only else self.table).outer_size.width - BORDER_ENDS
        text = standing_line(app.day, app.snapshot, self._config, self._policy, self.handing.unread, room)
        if (text, card_only) != self._standing_shown:
            self._standing_shown = (text, card_only)
            self.table.border_subtitle = Content("" if card_only else text)
            self.card.border_subtitle = Content(text if card_only else "")

    def _columns(self) -> Any:
        return columns(with_number_word=_("No."))

    def _visit(self, visit_id: str | None) -> Visit | None:
        if visit_id is None:
            return None
        visit = self.desk_app.day.visits.get(visit_id)
        return None if visit is None else visit.settled(self.desk_app.now())

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        self.message.say(sentence, refused=refused)

    @property
    def said(self) -> Said | None:
        """The last thing said."""
        return self.message.said

    def on_resize(self) -> None:
        """Another size shows other columns and another pane."""
        self.call_after_refresh(self.tick)

    # ---- keys

    @property
    def ready(self) -> bool:
        """Whether a key means the desk now: not while it may be meant for a question or for what is just being done."""
        return super().ready and not self._waits and not self.check_in_line.waits

    def take_key(self, event: events.Key) -> bool:
        """Do what a key means, at once and in the order of the keys; False for one that means nothing here.

        Keys come here straight from the terminal. The library's own way, from widget to widget, would let a letter
        overtake the arrow before it, or reach the list while the check-in line is just being opened.
        """
        line = self._open_line()
        if line is not None and line.take_key(event):
            return True
        action = self.desk_app.action_of_key.get(event.key)
        if self.desk_app.pending and self._needs_the_present(event.key, action):
            self._waits = True
            self.desk_app.keep(event)
            return True
        if action is not None:
            self.act(action)
        elif event.key in self._MOVES:
            name, arguments = self._MOVES[event.key]
            self._found = None
            getattr(self.table, f"action_{name}")(*arguments)
        elif event.key == "enter":
            self._enter()
        elif event.key == "escape":
            self._escape()
        elif event.character is not None and event.character in "0123456789":
            self.jump_line.open(event.character)
            self.tick()
        else:
            return False
        return True

    def _needs_the_present(self, key: str, action: str | None) -> bool:
        """Whether a key is about a visit that the command under way may be changing: “n Enter”, “n h” in one go."""
        return key == "enter" or (action is not None and action in self.acts.asking)

    def take_paste(self, text: str) -> bool:
        """A text that is pasted is a name for the check-in, goes into the line that is open, or is nothing."""
        if self.check_in_line.is_open:
            self.check_in_line.paste(text)
        elif self.typed_line.display:
            self.typed_line.paste(text)
        return True

    def act(self, name: str) -> None:
        """Do an action by its id."""
        if name in ("check_in", "jump", "promise", "hand_over"):
            self._open(name)
        elif name == "help":
            from frontdesk.tui.help_screen import HelpScreen  # noqa: PLC0415 - seldom needed

            self.app.push_screen(HelpScreen(self.desk_app.keys, self.hand()), self._after_help)
        elif name == "palette":
            from frontdesk.tui.palette import Palette, offers  # noqa: PLC0415 - seldom needed

            self.app.push_screen(Palette(offers(ACTIONS, self.act, self.desk_app.keys)))
        elif name == "pane":
            self.toggle_class("-card")
            self.call_after_refresh(self.tick)
        elif name == "summary":
            self.desk_app.show_summary()
        elif name == "board":
            self.desk_app.show_board()
        elif name == "care":
            self.desk_app.show_care()
        elif name == "quit":
            self.desk_app.leave()
        elif name == "promises":
            self.acts.begin(name, self.hand())
        else:
            self.acts.carry_out(BY_ID[name], self.hand())

    def _open(self, name: str) -> None:
        """One line at the foot at a time; the promise key may also accept what was proposed, and open none."""
        for line in (self.check_in_line, self.jump_line, self.typed_line):
            line.close()
        if name == "check_in":
            self.check_in_line.open()
        elif name == "jump":
            self.jump_line.open()
        elif name == "promise":
            self.promising.act(self.hand())
        else:
            self.handing.act(self.hand())
        self.tick()

    def _after_help(self, action: str | None) -> None:
        if action is not None:
            self.act(action)

    def _enter(self) -> None:
        """Whoever has been called is here; else the story of the selected one."""
        self.act("start" if self.hand().is_called else "details")

    @on(QueueTable.Chosen)
    def _chosen(self) -> None:
        self._enter()

    @on(QueueTable.Highlighted)
    def _highlighted(self, message: QueueTable.Highlighted) -> None:
        self.card.select(self._visit(self.selected))
        self._look_at_customer()

    def _look_at_customer(self) -> None:
        about = self.card.about
        self.known.look_at(None if about is None else about.customer)

    def _escape(self) -> None:
        """Give up a command that cannot be written; or leave a visit that was jumped to."""
        if "command" in self.desk_app.troubles:
            self.desk_app.give_up()
        self._found = None
        self.tick()

    # ---- the lines that take the keys

    def _open_line(self) -> CheckInLine | JumpLine | TypedLine | None:
        if self.check_in_line.is_open:
            return self.check_in_line
        return next((line for line in (self.jump_line, self.typed_line) if line.display), None)

    def _close_lines(self) -> None:
        self.check_in_line.close()
        self.jump_line.close()
        self.typed_line.close()
        self.tick()

    def _entered(self, draft: Draft) -> None:
        hand = self.hand()
        self.check_in_line.give_back()
        self.desk_app.perform(draft.command(hand, self.desk_app.note(draft.name)))

    def _typed(self, visit: Visit | None) -> None:
        self._found = None
        self.jump_line.about(None if visit is None else self._whereabouts(visit))
        if visit is not None:
            self.table.select(visit.id)

    def _jumped(self, visit: Visit | None) -> None:
        if visit is not None and not self.table.select(visit.id):
            self._found = visit.id
            self.say(self._whereabouts(visit))
        self._close_lines()

    def _whereabouts(self, visit: Visit) -> Sentence:
        return whereabouts(visit, self.desk_app.now(), self._line.own)

    # ---- afterwards

    def performed(self, command: do.Command, answer: Answer) -> None:
        """A command of this screen has been carried out."""
        if self._found is not None:
            self._found = None
            self.tick()
        if isinstance(command, do.CheckIn) and self._config.slip.at_check_in and answer.get("visit"):
            self.desk_app.give_slip(answer["visit"])
        self.promising.propose(command, answer)
        if isinstance(command, (do.OpenCounter, do.TakeOverCounter)):
            self.handing.arrive()
        elif isinstance(command, do.CloseCounter):
            self.acts.end_of_shift(self.hand())

    def settled(self) -> None:
        """No command is under way any more, or what was typed after it is taken back."""
        self._waits = self.check_in_line.waits = False
        self.desk_app.type_ahead()
