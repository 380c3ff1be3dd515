"""What reaches the program from its threads, as messages of the loop; and who takes keys straight from the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.message import Message

from frontdesk.tui.worker import Changed, Report, Written

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual import events
    from textual.screen import Screen

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.i18n import Sentence


@runtime_checkable
class KeyTaker(Protocol):
    """A screen that takes keys straight from the terminal; ``ready`` says whether it can tell now what they mean."""

    @property
    def ready(self) -> bool: ...
    def take_key(self, event: events.Key) -> bool: ...
    def take_paste(self, text: str) -> bool: ...


@runtime_checkable
class Teller(Protocol):
    """A screen that says in its own words, with its own keys, what a command given on it has done."""

    def told(self, command: Command, answer: Answer) -> Sentence: ...


class Reported(Message):
    """A thread has found something out."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def can_replace(self, message: Message) -> bool:
        """Whether the message behind this one makes it needless; the library asks the earlier one of two.

        A newer state of the day does, and that somebody has written need be told once only. The thread that looks for
        changes may come late with an older state than the command's own thread: that one makes nothing needless.
        """
        if not isinstance(message, Reported):
            return False
        earlier, later = self.report, message.report
        if isinstance(earlier, Written):
            return isinstance(later, Written)
        if not isinstance(earlier, Changed) or not isinstance(later, Changed):
            return False
        return later.anew or (not earlier.anew and later.snapshot.is_newer_than(earlier.snapshot))


class Performed(Message):
    """A command has been carried out, refused or given up."""

    def __init__(self, command: Command, outcome: Future[Answer], given_on: Screen[Any]) -> None:
        super().__init__()
        self.command = command
        self.outcome = outcome
        self.given_on = given_on
