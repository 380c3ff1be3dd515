"""Commands from the key that gives one to what is said of it: handed on, done, refused or given up."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Protocol

from frontdesk.domain.commands import OpenCounter, TakeOverCounter
from frontdesk.errors import FrontdeskError, Refused
from frontdesk.i18n import Sentence
from frontdesk.tui import messages
from frontdesk.tui.jobs import GivenUp
from frontdesk.tui.signals import Performed, Teller

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.message import Message
    from textual.screen import Screen

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.tui.desk.screen import DeskScreen
    from frontdesk.tui.program import Program
    from frontdesk.tui.worker import Worker

    class Commanded(Program, Protocol):
        """What commands ask of the program in which they are given, beyond what screens do."""

        @property
        def screen(self) -> Screen[Any]: ...
        @property
        def desk_screen(self) -> DeskScreen | None: ...
        def post_message(self, message: Message) -> bool: ...
        def confirm_clock(self, error: FrontdeskError, command: Command | None) -> None: ...


LONG_S = 1.0
"""A command that takes longer is said to be waiting for the database."""


class Commands:
    """Those that are under way, and what becomes of each."""

    def __init__(self, app: Commanded, worker: Worker) -> None:
        self._app = app
        self._worker = worker
        self.pending = 0
        """How many have been handed to the worker and are not done."""

    def perform(self, command: Command) -> Future[Answer] | None:
        """Hand a command to the worker; while one cannot be written, no other one is taken: then there is no answer."""
        if "command" in self._app.troubles:
            self._app.bell()
            return None
        self.pending += 1
        given_on = self._app.screen
        return self._worker.perform(command, lambda done: self._app.post_message(Performed(command, done, given_on)))

    async def answer_to(self, command: Command) -> Answer | None:
        """Hand a command to the worker and wait for its answer; None, with the reason said, where it was not done."""
        outcome = self.perform(command)
        if outcome is None:
            return None
        done = asyncio.wrap_future(outcome)
        await asyncio.wait([done])  # whoever stops waiting takes nothing back
        return None if done.exception() is not None else done.result()

    @property
    def waits_for_store(self) -> bool:
        """Whether a command has been at work for so long that somebody has to be told."""
        since = self._worker.waiting_since
        return since is not None and time.monotonic() - since > LONG_S

    def performed(self, message: Performed) -> None:
        """Say what became of a command, where it was given."""
        self.pending -= 1
        error = message.outcome.exception()
        if error is None:
            self._done(message.command, message.outcome.result(), message.given_on)
        elif isinstance(error, Refused) and error.code == "clock_jump":
            self._app.confirm_clock(error, message.command)
        elif isinstance(error, GivenUp):
            self._app.say(Sentence("Given up. Nothing was saved."), refused=True)
        elif isinstance(error, FrontdeskError):
            self._app.say(messages.refused(error), refused=True)
        else:
            self._app.say_broken(error)
        desk = self._app.desk_screen
        if desk is not None and not self.pending:
            desk.settled()

    def _done(self, command: Command, answer: Answer, given_on: Screen[Any]) -> None:
        app = self._app
        if isinstance(command, (OpenCounter, TakeOverCounter)) and command.actor == app.actor:
            app.pulse_asked = False
        if isinstance(given_on, Teller):
            given_on.told(command, answer)
            return
        app.say(messages.done(command, answer, app.day, app.policy))
        desk = app.desk_screen
        if desk is not None:
            desk.performed(command, answer)
