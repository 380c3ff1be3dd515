"""The program on the screen: it holds the snapshot, hands commands to the worker, tells every screen of a change."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.app import App

from frontdesk.domain.day import CounterState, Day
from frontdesk.domain.policy import Role
from frontdesk.errors import FrontdeskError, Refused, StoreError
from frontdesk.i18n import Sentence, use_language
from frontdesk.tui import messages
from frontdesk.tui.actions import needs_role
from frontdesk.tui.clock_question import ClockQuestion
from frontdesk.tui.commanding import Commands
from frontdesk.tui.desk.screen import DeskScreen
from frontdesk.tui.faces import Face, first_screen
from frontdesk.tui.keyboard import Keyboard
from frontdesk.tui.keys import KEYS, key_map, use_keys
from frontdesk.tui.promises_due import PromisesDue
from frontdesk.tui.signals import Performed, Reported
from frontdesk.tui.terminal import Colours, leave_in_order
from frontdesk.tui.themes import OWN, fitting
from frontdesk.tui.worker import Broken, Changed, DayOver, Report, Trouble, TroubleOver, Worker, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from concurrent.futures import Future

    from textual.screen import Screen

    from frontdesk.clock import Clock
    from frontdesk.config import Configuration
    from frontdesk.desk import Desk, Snapshot
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command, Note
    from frontdesk.domain.story import StoryLine
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.care.entries import Wanted
    from frontdesk.tui.door import Place

T = TypeVar("T")


class DeskApp(App[int]):
    """The desk in a terminal."""

    TITLE = "frontdesk"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[Any]] = set()
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (the library declares it so)
        (0, "-tiny"),
        (60, "-small"),
        (80, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-low"),
        (16, "-high"),
    ]

    def __init__(
        self,
        desk: Desk,
        place: Place,
        open_desk: Callable[[], Desk],
        *,
        counter: str | None = None,
        staff: str | None = None,
        colours: Colours = Colours.MANY,
        face: Face = Face.DESK,
    ) -> None:
        # The library chooses its NO_COLOR filter in this very call.
        super().__init__(ansi_color=None if colours is Colours.MANY else True)
        self._desk = desk
        self.config: Configuration = desk.config
        self.policy = desk.policy
        self.colours = colours
        self.counter_id = counter or ""
        self.actor = staff or ""
        self.role = desk.config.security.rank
        self.snapshot: Snapshot = desk.snapshot
        self.keys = key_map(desk.config)
        use_keys(self.keys)
        self.action_of_key = {key: name for name, keys in self.keys.items() for key in keys}
        for theme in OWN:
            self.register_theme(theme)
        self.theme = fitting(desk.config.theme.name, colours)
        self._worker = Worker(place, desk, open_desk, self._report)
        self.troubles: dict[str, StoreError] = {}
        self._said_before: object = None
        self._face = face
        self.promises = PromisesDue(self, self.changed)
        self.pulse_asked = False
        """Whether it has been asked how this shift was."""
        self._keyboard = Keyboard(self, self.action_of_key, self.keep, self.say_broken)
        self._commands = Commands(self, self._worker)
        self._clock_question = ClockQuestion(self, self._worker)

    # ---- beginning and end

    def get_default_screen(self) -> Screen[None]:
        """The desk (or a screen that was asked for alone) lies under everything else, laid out at once for the size."""
        width, height = self.size
        sizes = _reached(width, self.HORIZONTAL_BREAKPOINTS), _reached(height, self.VERTICAL_BREAKPOINTS)
        return first_screen(self._face, self, " ".join(sizes))

    def on_load(self) -> None:
        """Before anything is changed about the terminal: from now on a signal ends the program in order."""
        leave_in_order(lambda: self.exit(0))

    def on_mount(self) -> None:
        """Begin: the person and the counter are asked for where they are not known."""
        self.animation_level = "none"
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        """The desk is on the screen: now what it does not need to be seen."""
        self._worker.start()
        self._worker.roll_over().add_done_callback(self._first_look)
        if self._face is not Face.DESK:
            self.changed()
        elif not self.counter_id or not self.actor or self.counter_id not in self.policy.counters:
            from frontdesk.tui.start_screen import StartScreen  # noqa: PLC0415 - only where nobody said who is here

            self.push_screen(StartScreen(self), self._begun)
        else:
            self._begun(None)
        self._keyboard.awake = True
        self.type_ahead()
        _settle()

    def _first_look(self, done: Future[bool]) -> None:
        error = done.exception()
        if isinstance(error, Refused):
            self.post_message(Reported(DayOver(error)))

    def _begun(self, _result: object) -> None:
        """The person stands at the counter: it is opened, unless it is open already."""
        if not self.counter_id:
            return
        self.changed()
        counter = self.day.counter(self.counter_id)
        if counter.state is CounterState.CLOSED:
            self.act("counter_open")
        elif counter.staff != self.actor:
            self.act("take_over")
        elif self.desk_screen is not None:
            self.desk_screen.handing.arrive()

    def on_unmount(self) -> None:
        """End the threads."""
        self._worker.stop()

    # ---- what everybody asks

    @property
    def day(self) -> Day:
        """The day as it stands; an empty one before the first command of a new database."""
        if self.snapshot.day is not None:
            return self.snapshot.day
        return Day(self.policy.business_day(int(self.clock.now())).isoformat())

    def now(self) -> int:
        """The present instant (UTC seconds), never before the last event of the day."""
        now = int(self.clock.now())
        return now if self.snapshot.day is None else max(now, self.snapshot.day.at)

    @property
    def clock(self) -> Clock:
        """The clock that the house goes by."""
        return self._desk.clock

    def label(self, kind: str, name: str) -> object:
        """The house's word for an id."""
        return self._desk.label(kind, name)

    def note(self, text: str | None) -> Note | None:
        """A free text for a command; None for no text."""
        return self._desk.note(text)

    @property
    def desk_screen(self) -> DeskScreen | None:
        """The desk's screen, whatever lies over it."""
        return next((screen for screen in self.screen_stack if isinstance(screen, DeskScreen)), None)

    @property
    def asks_for_pulse(self) -> bool:
        """Whether the end of this shift is to be asked about."""
        return self.config.desk.pulse and not self.pulse_asked

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say in the message line what has happened, or what was refused, on every screen that has one."""
        for screen in self.screen_stack:
            tell = getattr(screen, "say", None)
            if tell is not None:
                tell(sentence, refused=refused)

    def say_broken(self, error: BaseException) -> None:
        """Say that something of ours has failed; the log has the details."""
        self.say(
            Sentence("A bug in frontdesk: {what}. Nothing was written; the log has the details.", what=repr(error)),
            refused=True,
        )

    # ---- keys

    async def on_event(self, event: events.Event) -> None:
        """Keys go straight to the screen that they mean, in their order; the library has what is left over.

        What is typed ahead, while a question is on its way to the screen, waits for the question.
        """
        if not self._keyboard.take(event):
            await super().on_event(event)

    def keep(self, event: events.Key | events.Paste) -> None:
        """Keep what is typed until it can be told what it means; Escape takes all of it back."""
        if isinstance(event, events.Key) and event.key == "escape":
            self._keyboard.take_back()
            if self.desk_screen is not None:
                self.desk_screen.settled()
        elif self.waits_for_store or self.troubles:
            self.bell()  # what is typed now would be done much later, to whoever is there then
        else:
            self._keyboard.keep(event)

    def type_ahead(self) -> None:
        """Let in the keys that were kept."""
        self._keyboard.let_in()

    @property
    def asking(self) -> bool:
        """Whether an act is under way that asks something."""
        return self._keyboard.asking

    def begin_asking(self, act: Coroutine[Any, Any, None]) -> None:
        """Carry out an act that asks something; until its question is there, keys are kept."""
        self._keyboard.begin_asking(act)

    # ---- commands

    def perform(self, command: Command) -> Future[Answer] | None:
        """Hand a command on; None where none is taken, since one before it cannot be written."""
        return self._commands.perform(command)

    async def answer_to(self, command: Command) -> Answer | None:
        """Hand a command on and wait for its answer; None, with the reason said, where it was not done."""
        return await self._commands.answer_to(command)

    @property
    def pending(self) -> int:
        """How many commands are under way."""
        return self._commands.pending

    @on(Performed)
    async def _performed(self, message: Performed) -> None:
        self._commands.performed(message)

    def give_up(self) -> None:
        """Stop trying what cannot be written."""
        self._worker.give_up()

    @property
    def waits_for_store(self) -> bool:
        """Whether a command has been at work for so long that somebody has to be told."""
        return self._commands.waits_for_store

    # ---- what the threads report

    def _report(self, report: Report) -> None:
        self.post_message(Reported(report))  # from the worker's threads

    @on(Reported)
    async def _reported(self, message: Reported) -> None:
        report = message.report
        if isinstance(report, Changed):
            self._take(report)
        elif isinstance(report, Written):
            self._tell_each("written")
        elif isinstance(report, Trouble):
            if not self.troubles and self.desk_screen is not None:
                self._said_before = self.desk_screen.said
            self.troubles[report.source] = report.error
            self.changed()
        elif isinstance(report, TroubleOver):
            self.troubles.pop(report.source, None)
            self.changed()
            screen = self.desk_screen
            if not self.troubles and screen is not None and screen.said is self._said_before:
                self.say(Sentence("The database can be used again."))
        elif isinstance(report, DayOver):
            self.confirm_clock(report.error, None)
        elif isinstance(report, Broken):
            self.say_broken(report.error)

    def _take(self, report: Changed) -> None:
        if report.snapshot.day is None or not (report.anew or report.snapshot.is_newer_than(self.snapshot)):
            return
        self.snapshot = report.snapshot
        self.changed()

    def changed(self) -> None:
        """The day is another one: each screen draws the difference."""
        self._tell_each("changed")

    def _tell_each(self, what: str) -> None:
        """Have every screen that goes by it do what it does then."""
        for screen in self.screen_stack:
            act = getattr(screen, what, None)
            if act is not None:
                act()

    def confirm_clock(self, error: FrontdeskError, command: Command | None) -> None:
        """Only a person can say whether the clock is right, and no customer; then what was asked for is done."""
        if self._face is Face.RATING:
            self.say(messages.refused(error), refused=True)
        else:
            self._clock_question.ask(error, command)

    # ---- reading

    async def ask(self, read: Callable[[Desk], T], *, long: bool = False) -> T | None:
        """Something read from the desk in a thread; None, with the reason said, where it cannot be.

        What has been commanded before is in it, and no command waits for it. What may take more than a moment is
        ``long``: nothing else that is read waits for that.
        """
        try:
            return await asyncio.wrap_future(self._worker.ask(read, long=long))
        except FrontdeskError as error:
            self.say(messages.refused(error), refused=True)
            return None

    async def story(self, visit: str) -> list[StoryLine] | None:
        """Everything that has happened to a visit."""
        from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

        return await self.ask(lambda desk: Archive(desk).story(visit))

    def give_slip(self, visit_id: str) -> None:
        """Make the paper of a visit; a printer that is slow or fails blocks nothing."""
        visit = self.day.visits.get(visit_id)
        if visit is not None:
            self.run_worker(self._give_slip(visit), exit_on_error=False)

    async def _give_slip(self, visit: Visit) -> None:
        from frontdesk.tui.slips import give  # noqa: PLC0415 - few desks have a printer

        self.say(await give(self, visit))

    # ---- the actions of every screen

    def act(self, action: str) -> None:
        """Do an action of the desk by its id, as its key would."""
        screen = self.desk_screen
        if screen is not None:
            screen.act(action)

    def leave(self) -> None:
        """Quit, once it is said what becomes of the counter."""
        from frontdesk.tui.leaving import leave  # noqa: PLC0415 - on the way out

        screen = self.desk_screen
        if screen is None:
            self.exit(0)
        else:
            self.begin_asking(leave(self, self._worker, screen.hand))

    async def action_quit(self) -> None:
        """The library's own way out goes through ours; said twice, it asks no more."""
        if isinstance(self.screen, DeskScreen):
            self.leave()
        else:
            self.exit(0)

    def action_command_palette(self) -> None:
        """The palette is the desk's."""
        if isinstance(self.screen, DeskScreen):
            self.act("palette")

    def action_help_quit(self) -> None:
        """Ctrl+C ends nothing here."""
        self.say(Sentence("{quit_key} quits.", **KEYS))

    def show_summary(self) -> None:
        """The summary of the day, over the desk."""
        from frontdesk.tui.report.screen import ReportScreen  # noqa: PLC0415 - seldom needed

        if not isinstance(self.screen, ReportScreen):
            self.push_screen(ReportScreen(self))

    def show_board(self) -> None:
        """The shift lead's board, over the desk."""
        from frontdesk.tui.board.screen import BoardScreen  # noqa: PLC0415 - few open it

        if self.role < Role.LEAD:
            self.say(messages.refused(needs_role(Role.LEAD)), refused=True)
        elif not any(isinstance(screen, BoardScreen) for screen in self.screen_stack):
            self.push_screen(BoardScreen(self))

    def show_care(self, number: str | None = None) -> None:
        """Complaints and promises, over what is shown, with the cursor on the one named."""
        self._show_care(number)

    def show_complaints(self) -> None:
        """The complaints that are still to be answered, over what is shown."""
        from frontdesk.tui.care.entries import BINDS, COMPLAINT, Wanted  # noqa: PLC0415 - few open it

        self._show_care(wanted=Wanted(group=COMPLAINT, deadline=BINDS))

    def _show_care(self, number: str | None = None, wanted: Wanted | None = None) -> None:
        from frontdesk.tui.care.screen import CareScreen  # noqa: PLC0415 - few open it

        if not any(isinstance(screen, CareScreen) for screen in self.screen_stack):
            self.push_screen(CareScreen(self, number, wanted))

    def speak(self, name: str) -> None:
        """Switch the language; everything on the screen is written anew."""
        use_language(name)
        self._tell_each("speak")

    def get_system_commands(self, screen: Screen[Any]) -> Any:
        """The library's own commands are not offered: ours are in the table of actions."""
        return ()


def _reached(length: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    return next(name for least, name in reversed(breakpoints) if length >= least)


def _settle() -> None:
    """What was made for the start stays: the collector need not walk it again while somebody types."""
    gc.enable()
    gc.collect()
    gc.freeze()
