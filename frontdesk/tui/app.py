"""The program on the screen: it holds the snapshot, hands commands to the worker, tells every screen of a change."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import time
from contextlib import suppress
from enum import Enum
from inspect import CORO_CREATED, getcoroutinestate
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import App

from frontdesk.desk import Desk, Snapshot
from frontdesk.domain.commands import CloseCounter, OpenCounter, TakeOverCounter, TakePulse
from frontdesk.domain.day import CounterState, Day
from frontdesk.domain.policy import Role
from frontdesk.errors import FrontdeskError, Refused, StoreError
from frontdesk.i18n import Sentence, use_language
from frontdesk.tui import messages
from frontdesk.tui.actions import needs_role
from frontdesk.tui.desk.screen import DeskScreen
from frontdesk.tui.keys import KEYS, key_map, use_keys
from frontdesk.tui.pasting import keep_pastes
from frontdesk.tui.promises_due import PromisesDue
from frontdesk.tui.signals import KeyTaker, Performed, Reported, Teller
from frontdesk.tui.terminal import Colours, colours_of, leave_in_order, typed_in_one_go
from frontdesk.tui.themes import OWN, fitting, wished
from frontdesk.tui.worker import Broken, Changed, DayOver, GivenUp, Report, Trouble, TroubleOver, Worker, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from concurrent.futures import Future

    from textual.screen import Screen

    from frontdesk.clock import Clock
    from frontdesk.config import Configuration
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command, Note
    from frontdesk.domain.story import StoryLine
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.care.entries import Wanted
    from frontdesk.tui.worker import Place

LONG_S = 1.0
"""A command that takes longer is said to be waiting for the database."""

_log = logging.getLogger("frontdesk")


class Face(Enum):
    """Which screen a terminal shows first, under all others."""

    DESK = "desk"
    BOARD = "board"
    CARE = "care"
    RATING = "rating"


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
        self.desk = desk
        self.place = place
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
        self.theme = fitting(wished(desk.config), colours)
        self._worker = Worker(place, desk, open_desk, self._report)
        self.troubles: dict[str, StoreError] = {}
        self._said_before: object = None
        self._confirming = False
        self._face = face
        self._began = False
        self.promises = PromisesDue(self)
        self.pulse_asked = False
        """Whether it has been asked how this shift was."""
        self.asking = False
        """Whether an act is under way that asks something."""
        self._act: tuple[Coroutine[Any, Any, None], ...] = ()
        self.pending = 0
        """How many commands have been handed to the worker and are not done."""
        self._typed_ahead: list[events.Key | events.Paste] = []

    # ---- beginning and end

    def get_default_screen(self) -> Screen[None]:
        """The desk (or a screen that was asked for alone) lies under everything else, laid out at once for the size."""
        width, height = self.size
        sizes = _reached(width, self.HORIZONTAL_BREAKPOINTS), _reached(height, self.VERTICAL_BREAKPOINTS)
        if self._face is Face.BOARD:
            from frontdesk.tui.board.screen import BoardScreen  # noqa: PLC0415 - most start with the desk

            return BoardScreen(self, classes=" ".join(sizes))
        if self._face is Face.CARE:
            from frontdesk.tui.care.screen import CareScreen  # noqa: PLC0415 - likewise

            return CareScreen(self, classes=" ".join(sizes))
        if self._face is Face.RATING:
            from frontdesk.tui.rating.screen import RatingScreen  # noqa: PLC0415 - as the board

            return RatingScreen(self, classes=" ".join(sizes))
        return DeskScreen(self, classes=" ".join(sizes))

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
        self._began = True
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
        return Day(self.policy.business_day(int(self.desk.clock.now())).isoformat())

    def now(self) -> int:
        """The present instant (UTC seconds), never before the last event of the day."""
        now = int(self.desk.clock.now())
        return now if self.snapshot.day is None else max(now, self.snapshot.day.at)

    def note(self, text: str | None) -> Note | None:
        """A free text for a command."""
        return self.desk.note(text)

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

    # ---- keys

    async def on_event(self, event: events.Event) -> None:
        """Keys go straight to the screen that they mean, in their order; the library has what is left over.

        What is typed ahead, while a question is on its way to the screen, waits for the question.
        """
        if isinstance(event, events.Key) and event.key not in self.action_of_key:
            both = typed_in_one_go(event)
            if both is not None:
                for one in both:
                    self.post_message(one)
                return
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            if not self._began:
                # Another screen over a desk that is not painted yet would keep its work from ever beginning.
                self.keep(event)
                return
            screen = self.screen
            if isinstance(screen, KeyTaker):
                if not screen.ready:
                    self.keep(event)
                    return
                if screen.take_paste(event.text) if isinstance(event, events.Paste) else screen.take_key(event):
                    return
        await super().on_event(event)

    def keep(self, event: events.Key | events.Paste) -> None:
        """Keep what is typed until it can be told what it means; Escape takes all of it back."""
        if isinstance(event, events.Key) and event.key == "escape":
            self._typed_ahead.clear()
            self.workers.cancel_group(self, "asking")
            self._end_unbegun()
            if self.desk_screen is not None:
                self.desk_screen.settled()
        elif self.waits_for_store or self.troubles:
            self.bell()  # what is typed now would be done much later, to whoever is there then
        else:
            self._typed_ahead.append(event)

    def type_ahead(self) -> None:
        """Let in the keys that were kept."""
        typed, self._typed_ahead = self._typed_ahead, []
        for event in typed:
            self.post_message(event)

    def begin_asking(self, act: Coroutine[Any, Any, None]) -> None:
        """Carry out an act that asks something; until its question is there, keys are kept."""
        self.asking = True
        through = self._ask_through(act)
        self._act = through, act
        self.run_worker(through, group="asking", exit_on_error=True)

    def _end_unbegun(self) -> None:
        """An act that was taken back before it had begun does not say itself that it is over."""
        if self._act and getcoroutinestate(self._act[0]) == CORO_CREATED:
            for one in self._act:
                one.close()
            self.asking = False

    async def _ask_through(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            await act
        except Exception as error:
            _log.exception("an act of the desk failed")
            self._broken(error)
        finally:
            self.asking = False
            self.type_ahead()

    # ---- commands

    def perform(self, command: Command) -> Future[Answer] | None:
        """Hand a command to the worker; while one cannot be written, no other one is taken: then there is no answer."""
        if "command" in self.troubles:
            self.bell()
            return None
        self.pending += 1
        given_on = self.screen
        outcome = self._worker.perform(command)
        outcome.add_done_callback(lambda done: self._outcome(command, done, given_on))
        return outcome

    async def answer_to(self, command: Command) -> Answer | None:
        """Hand a command to the worker and wait for its answer; None, with the reason said, where it was not done."""
        outcome = self.perform(command)
        if outcome is None:
            return None
        done = asyncio.wrap_future(outcome)
        await asyncio.wait([done])  # whoever stops waiting takes nothing back
        return None if done.exception() is not None else done.result()

    def _outcome(self, command: Command, done: Future[Answer], given_on: Screen[Any]) -> None:
        self.post_message(Performed(command, done, given_on))  # from the worker's thread

    @on(Performed)
    async def _performed(self, message: Performed) -> None:
        self.pending -= 1
        error = message.outcome.exception()
        if error is None:
            self._done(message.command, message.outcome.result(), message.given_on)
        elif isinstance(error, Refused) and error.code == "clock_jump":
            self._confirm_clock(error, message.command)
        elif isinstance(error, GivenUp):
            self.say(Sentence("Given up. Nothing was saved."), refused=True)
        elif isinstance(error, FrontdeskError):
            self.say(messages.refused(error), refused=True)
        else:
            self._broken(error)
        screen = self.desk_screen
        if screen is not None and not self.pending:
            screen.settled()

    def _done(self, command: Command, answer: Answer, given_on: Screen[Any]) -> None:
        if isinstance(command, (OpenCounter, TakeOverCounter)) and command.actor == self.actor:
            self.pulse_asked = False
        if isinstance(given_on, Teller):
            given_on.told(command, answer)
            return
        self.say(messages.done(command, answer, self.day, self.policy))
        screen = self.desk_screen
        if screen is not None:
            screen.performed(command, answer)

    def _broken(self, error: BaseException) -> None:
        self.say(
            Sentence("A bug in frontdesk: {what}. Nothing was written; the log has the details.", what=repr(error)),
            refused=True,
        )

    def give_up(self) -> None:
        """Stop trying what cannot be written."""
        self._worker.give_up()

    @property
    def waits_for_store(self) -> bool:
        """Whether a command has been at work for so long that somebody has to be told."""
        since = self._worker.waiting_since
        return since is not None and time.monotonic() - since > LONG_S

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
            self._confirm_clock(report.error, None)
        elif isinstance(report, Broken):
            self._broken(report.error)

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

    def _confirm_clock(self, error: FrontdeskError, command: Command | None) -> None:
        """Only a person can say whether the clock is right, and no customer; then what was asked for is done."""
        if self._face is Face.RATING:
            self.say(messages.refused(error), refused=True)
        elif not self._confirming:
            self._confirming = True
            self.begin_asking(self._ask_about_the_clock(error, command))

    async def _ask_about_the_clock(self, error: FrontdeskError, command: Command | None) -> None:
        from frontdesk.tui.questions import is_the_clock_right  # noqa: PLC0415 - after the first paint

        try:
            if not await is_the_clock_right(self, error):
                self.say(messages.refused(error), refused=True)
                return
            self._worker.confirm_clock()
            if command is None:
                self._worker.roll_over()
            else:
                self.perform(command)
        finally:
            self._confirming = False

    # ---- reading

    async def ask(self, read: Callable[[Desk], Any]) -> Any:
        """Something read from the desk in the worker's thread; None, with the reason said, where it cannot be."""
        try:
            return await asyncio.wrap_future(self._worker.ask(read))
        except FrontdeskError as error:
            self.say(messages.refused(error), refused=True)
            return None

    async def story(self, visit: str) -> list[StoryLine] | None:
        """Everything that has happened to a visit."""
        from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

        return cast("list[StoryLine] | None", await self.ask(lambda desk: Archive(desk).story(visit)))

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
        self.begin_asking(self._leave())

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

    async def _leave(self) -> None:
        from frontdesk.tui.questions import Leaving, how_to_leave, how_was_the_shift  # noqa: PLC0415 - after the first paint

        how = await how_to_leave(self)
        if how is Leaving.STAY:
            return
        screen = self.desk_screen
        if how is Leaving.CLOSE and screen is not None:
            try:
                await asyncio.wrap_future(self._worker.perform(CloseCounter(**screen.hand().who)))
            except FrontdeskError as error:
                self.say(messages.refused(error), refused=True)
                return
            score = await how_was_the_shift(self) if self.asks_for_pulse else None
            if score is not None:
                with suppress(FrontdeskError):  # the lead may have closed the day meanwhile: whoever leaves, leaves
                    await asyncio.wrap_future(self._worker.perform(TakePulse(**screen.hand().who, score=score)))
        self.exit(0)

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

    def show_care(self, number: str | None = None, wanted: Wanted | None = None) -> None:
        """Complaints and promises, over what is shown: those that are wanted, with the cursor on the one named."""
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


def run_desk(
    address: object,
    config: Configuration,
    clock: Clock,
    *,
    counter: str | None = None,
    staff: str | None = None,
    face: Face = Face.DESK,
) -> int:
    """Open the desk of a database full screen, or another screen alone, and return the exit code.

    Raises InvalidConfiguration for keys and themes that cannot be, StoreError where the database cannot be used.
    """
    gc.disable()  # nothing of what the start makes is garbage; see _settle
    key_map(config)
    wished(config)

    def open_desk() -> Desk:
        return Desk.at(cast("Any", address), config, clock)

    desk = open_desk()
    if counter is not None and counter not in desk.policy.counters:
        from frontdesk.errors import unknown_id  # noqa: PLC0415 - on the way out

        desk.close()
        raise unknown_id(Sentence("counter"), counter, desk.policy.counters)
    desk.catch_up()
    app = DeskApp(
        desk,
        cast("Place", address),
        open_desk,
        counter=counter,
        staff=staff,
        colours=colours_of(os.environ),
        face=face,
    )
    keep_pastes()
    return app.run() or 0
