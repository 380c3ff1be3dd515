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
        """A newer state of the day makes an older one needless; that somebody has written need be told once only."""
        if isinstance(self.report, Written):
            return isinstance(message, Reported) and isinstance(message.report, Written)
        return (
            isinstance(message, Reported)
            and isinstance(self.report, Changed)
            and isinstance(message.report, Changed)
            and not message.report.anew
        )


class Performed(Message):
    """A command has been carried out, refused or given up."""

    def __init__(self, command: Command, outcome: Future[Answer], given_on: Screen[Any]) -> None:
        super().__init__()
        self.command = command
        self.outcome = outcome
        self.given_on = given_on
