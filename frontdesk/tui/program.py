"""What screens, acts and lines may ask of the program. They know it by this; the program alone knows all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from frontdesk.tui.situation import Reading

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from concurrent.futures import Future

    from textual import events
    from textual.geometry import Size
    from textual.screen import Screen

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command, Note
    from frontdesk.domain.story import StoryLine
    from frontdesk.i18n import Sentence
    from frontdesk.tui.keys import KeyMap
    from frontdesk.tui.promises_due import PromisesDue
    from frontdesk.tui.terminal import Colours

T = TypeVar("T")


class Typing(Protocol):
    """Keys that cannot be told yet what they mean."""

    @property
    def action_of_key(self) -> Mapping[str, str]:
        """The desk's action for each of its keys."""

    def keep(self, event: events.Key | events.Paste) -> None:
        """Keep what is typed until it can be told what it means; Escape takes all of it back."""

    def type_ahead(self) -> None:
        """Let in the keys that were kept."""


class Program(Reading, Typing, Protocol):
    """All of it: reading and typing, what is said and asked, commands, and the way to other screens."""

    pulse_asked: bool
    """Whether it has been asked how this shift was."""
    theme: str

    @property
    def keys(self) -> KeyMap: ...
    @property
    def colours(self) -> Colours: ...
    @property
    def size(self) -> Size: ...
    @property
    def promises(self) -> PromisesDue: ...

    # ---- what is said and asked

    def bell(self) -> None: ...

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has happened, or what was refused, on every screen that has a line for it."""

    def say_broken(self, error: BaseException) -> None:
        """Say that something of ours has failed; the log has the details."""

    @property
    def asking(self) -> bool:
        """Whether an act is under way that asks something."""

    @property
    def asks_for_pulse(self) -> bool:
        """Whether the end of this shift is to be asked about."""

    def begin_asking(self, act: Coroutine[Any, Any, None]) -> None:
        """Carry out an act that asks something; until its question is there, keys are kept."""

    def push_screen(self, screen: Screen[Any]) -> object:
        """Show a screen over what is shown."""

    async def push_screen_wait(self, screen: Screen[T]) -> T:
        """Show a question and wait for its answer."""

    # ---- commands

    def note(self, text: str | None) -> Note | None:
        """A free text for a command; None for no text."""

    def perform(self, command: Command) -> Future[Answer] | None:
        """Hand a command on; None where none is taken, since one before it cannot be written."""

    async def answer_to(self, command: Command) -> Answer | None:
        """Hand a command on and wait for its answer; None, with the reason said, where it was not done."""

    @property
    def pending(self) -> int:
        """How many commands are under way."""

    def give_up(self) -> None:
        """Stop trying what cannot be written."""

    # ---- other screens, and what is on all of them

    async def story(self, visit: str) -> list[StoryLine] | None:
        """Everything that has happened to a visit; None, with the reason said, where it cannot be read."""

    def give_slip(self, visit_id: str) -> None:
        """Make the paper of a visit."""

    def act(self, action: str) -> None:
        """Do an action of the desk by its id, as its key would."""

    def show_summary(self) -> None: ...
    def show_board(self) -> None: ...
    def show_care(self, number: str | None = None) -> None:
        """Complaints and promises, with the cursor on the one named."""

    def show_complaints(self) -> None:
        """The complaints that are still to be answered."""

    def speak(self, name: str) -> None:
        """Switch the language."""

    def leave(self) -> None:
        """Quit, once it is said what becomes of the counter."""

    def exit(self, result: int | None = None) -> None:
        """End the program with an exit code."""
