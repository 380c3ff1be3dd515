"""The line at the foot that says what has just happened, what was refused, or which trouble is not over yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

from frontdesk.i18n import Sentence, _
from frontdesk.tui.columns import visible
from frontdesk.tui.present import moment

if TYPE_CHECKING:
    from frontdesk.tui.situation import Situation

MOST_LINES = 3


class Said(NamedTuple):
    """Something that was said: at which clock time, what, and whether it was a refusal."""

    clock: str
    sentence: Sentence
    refused: bool


class MessageLine(Widget):
    """What has just happened, a refusal, or trouble that is not over; as many lines as it takes, up to three.

    Trouble with the database goes before what was said; ``otherwise`` is what stands here while nothing was.
    """

    def __init__(self, app: Situation) -> None:
        super().__init__(id="message")
        self._desk = app
        self._otherwise = ""
        self._text = ""
        self.said: Said | None = None
        """The last thing said."""

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """Say what has just happened, or why something was refused."""
        _day, clock = moment(self._desk.now(), self._desk.policy.zone)
        self.said = Said(clock, sentence, refused)
        self.keep_up()

    def otherwise(self, text: str, *, forget: bool = False) -> None:
        """What stands here while nothing was said; with ``forget`` what was said is over."""
        self._otherwise = text
        if forget:
            self.said = None
        self.keep_up()

    def keep_up(self) -> None:
        """Show how things stand: the trouble may be another, or the language."""
        text, kind = self._standing()
        for name in ("trouble", "refused"):
            if self.has_class(f"-{name}") != (kind == name):
                self.set_class(kind == name, f"-{name}")
        text = visible(text)
        if text != self._text:
            self._text = text
            self._make_room()
            self.refresh()

    def on_resize(self) -> None:
        """Another width may need another number of lines."""
        self._make_room()

    def render(self) -> Content:
        """As much as there is room for."""
        width, height = (max(1, length) for length in self.size)
        lines = self._folded(width)
        if len(lines) > height:
            rest = Content(" ").join(lines[height - 1 :])
            lines = [*lines[: height - 1], rest.truncate(width, ellipsis=True)]
        return Content("\n").join(lines)

    def _folded(self, width: int) -> list[Content]:
        return Content(self._text).wrap(width) if self._text else []

    def _make_room(self) -> None:
        lines = len(self._folded(self.size.width)) if self.size.width > 0 else 1
        for name, needed in (("-long", 2), ("-longer", MOST_LINES)):
            self.set_class(lines >= needed, name)

    def _standing(self) -> tuple[str, str]:
        """What is to be shown, and as what: ``trouble``, ``refused`` or nothing."""
        app = self._desk
        if app.troubles:
            error = app.troubles.get("command") or next(iter(app.troubles.values()))
            text = str(Sentence("{reason} {remedy}", reason=error.reason, remedy=error.remedy))
            if "command" in app.troubles:
                text = str(Sentence("Not saved yet, trying again (Esc gives up). {trouble}", trouble=text))
            return f"! {text}", "trouble"
        if app.waits_for_store:
            return _("Waiting for the database …"), "refused"
        if self.said is None:
            return self._otherwise, ""
        clock, sentence, refused = self.said
        return f"{clock}  {sentence}", "refused" if refused else ""
