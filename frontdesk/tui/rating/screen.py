"""The customer's screen: one question with one key, then what may be added, thanks, and back to waiting by itself.

It shows no names and no segments, and no key of it leads anywhere else: only ctrl+q, pressed twice in a row, leaves.
The answer is kept with the first key; what is added to it, or answered anew while thanks are said, takes its place.
After each step keys are not listened to for a moment: one that is held down, or pressed twice, answers one question.
"""

from __future__ import annotations

import math
import secrets
import time
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from frontdesk.domain import commands as do
from frontdesk.domain.rules.need import attended_at
from frontdesk.i18n import LANGUAGES, Sentence, _, language
from frontdesk.tui.columns import visible
from frontdesk.tui.customer.known import read_customer
from frontdesk.tui.dialogs import Option
from frontdesk.tui.present import moment
from frontdesk.tui.rating.drawing import KEYS, WORDS, choices, large_key
from frontdesk.tui.text_lines import HeaderLine, TextLine, TooSmall

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.program import Program

_LEAVES, _OTHER_LANGUAGE = "ctrl+q", "0"
_LANGUAGE_NAMES = {"en": "English", "es": "Español"}


class Step(Enum):
    """What the screen asks or says."""

    WAIT = "wait"
    ASK = "ask"
    MATTERED = "mattered"
    RETURN = "return"
    THANKS = "thanks"


class LargeKey(Static):
    """One of the five answers; a click is a press."""

    def __init__(self, score: int) -> None:
        super().__init__(classes="key")
        self.score = score

    def show(self) -> None:
        """Draw it for its width, in the language in use."""
        if self.size.width:
            self.update(large_key(self.score, _(WORDS[self.score]), self.size.width))

    def on_resize(self) -> None:
        """Another width."""
        self.show()


class RatingScreen(Screen[None]):
    """What a second terminal shows to whoever stands at a counter."""

    ALLOW_SELECT = False

    def __init__(self, app: Program, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.desk_app = app
        self.step = Step.WAIT
        self.patience_s = float(app.config.rating.patience)
        """How long a further question waits for its answer, in seconds."""
        self.thanks_s = 8.0
        """How long thanks are said, and it may be answered anew, in seconds."""
        self.pause_s = 0.5
        """How long no key is listened to after a step, in seconds; twice that for the key that made it.

        A keyboard repeats a key that is held down after up to 0.7 seconds, and then many times in a second.
        """
        self._house_language = language()
        self._about: str | None = None
        self._answer = do.Rate(score=0)
        self._timer: Timer | None = None
        self._pressed = ""
        self._stepped_at = -math.inf
        self._leaving = False
        self._note: Sentence | None = None
        self.header = HeaderLine()
        self.title_line = Static(id="title")
        self.keys = [LargeKey(score) for score in WORDS]
        self.text = Static(id="text")
        self.hint = TextLine("hint")
        self.message = TextLine("message")

    def compose(self) -> ComposeResult:
        """Where one is, what is asked, the large keys or something to choose or read, what can be pressed."""
        yield self.header
        with Vertical(id="pane"):
            yield self.title_line
            with Horizontal(id="large"):
                yield from self.keys
            yield self.text
        yield self.hint
        yield self.message
        yield TooSmall()

    def on_mount(self) -> None:
        """The clock, and the end of the time in which somebody is asked."""
        self.changed()
        self.set_interval(1.0, self.changed)

    # ---- what is asked

    @property
    def asked(self) -> Visit | None:
        """Who is asked: the visit served at this counter or just finished there, while it has not answered."""
        app = self.desk_app
        visit = attended_at(app.day, app.counter_id)
        if visit is None or visit.rating is not None:
            return None
        if visit.ended_at is not None and app.now() - visit.ended_at > app.config.rating.within:
            return None
        return visit

    def changed(self) -> None:
        """The day is another one, or a second has passed."""
        if self.step in (Step.WAIT, Step.ASK):
            visit = self.asked
            self.step = Step.WAIT if visit is None else Step.ASK
            about = None if visit is None else visit.id
            if about != self._about:
                self._about = about
                self._greet(visit)
        self._draw()

    def _greet(self, visit: Visit | None) -> None:
        """Another customer: in the house's language, or in the one of the customer's file."""
        self._note, self._leaving = None, False
        self._speak(self._house_language)
        if visit is not None and visit.customer is not None:
            self.run_worker(self._greet_known(visit.id, visit.customer), exit_on_error=False, group="greeting")

    async def _greet_known(self, visit: str, customer: str) -> None:
        known = await self.desk_app.ask(partial(read_customer, customer))
        if known is not None and known.language in LANGUAGES and self._about == visit and self.step is Step.ASK:
            self._speak(known.language)

    def _speak(self, name: str) -> None:
        if name != language():
            self.desk_app.speak(name)

    def speak(self) -> None:
        """The language is another one."""
        self._draw()

    # ---- drawing

    def _draw(self) -> None:
        app = self.desk_app
        counter = f"{app.config.desk.words.counter} {app.config.label('counter', app.counter_id)}"
        day, clock = moment(app.now(), app.policy.zone)
        self.header.show(f"{app.config.site.name} · {counter}", (f"{day}   {clock}", clock))
        self.title_line.update(Content(visible(self._title())))
        for step in Step:
            self.set_class(step is self.step, f"-{step.value}")
        for key in self.keys:
            key.show()
        width, height = app.size
        self.text.update(self._text(width - 4, height))
        # The other language stands first: it must not be cut off where the line is too long.
        self.hint.show(f"{_OTHER_LANGUAGE} {_LANGUAGE_NAMES[self._other_language]}   {self._hint()}")
        self.message.show("" if self._note is None else str(self._note))

    def _title(self) -> str:
        if self.step is Step.ASK:
            visit = self.desk_app.day.visits.get(self._about or "")
            number = "" if visit is None else f"{visit.number} · "
            return number + _("How were you attended?")
        return {
            Step.WAIT: _("Thank you for your visit."),
            Step.MATTERED: _("What mattered most to you?"),
            Step.RETURN: _("Would you come back to us?"),
            Step.THANKS: _("Thank you!"),
        }[self.step]

    def _text(self, width: int, height: int) -> Content:
        if self.step is Step.WAIT:
            return Content(_("When you are attended at this counter, you can tell us here how it was."))
        if self.step is Step.MATTERED:
            return choices(self._factors(), width, height - 8)
        if self.step is Step.RETURN:
            return choices([Option("yes", _("yes"), "1"), Option("no", _("no"), "2")], width, 2)
        if self.step is Step.THANKS:
            return Content(
                "\n".join([*self._answered(), "", _("Is any of it wrong? Answer again with a key, 1 to 5.")])
            )
        return Content("")

    def _answered(self) -> list[str]:
        """All that was said, each on a line."""
        answer = self._answer
        lines = [_("Your answer: {score}, {words}.").format(score=answer.score, words=_(WORDS[answer.score]))]
        mattered = next((one.label for one in self._factors() if one.value == answer.factor), None)
        if mattered is not None:
            lines.append(_("What mattered most: {factor}.").format(factor=visible(mattered)))
        if answer.would_return is not None:
            lines.append(_("You would come back.") if answer.would_return else _("You would not come back."))
        return lines

    def _hint(self) -> str:
        return {
            Step.WAIT: "",
            Step.ASK: _("Press a key from 1, very bad, to 5, very good."),
            Step.MATTERED: _("Press a key, or Enter to go on without."),
            Step.RETURN: _("Press a key, or Enter to go on without."),
            Step.THANKS: "",
        }[self.step]

    @property
    def _other_language(self) -> str:
        return next(name for name in LANGUAGES if name != language())

    def _factors(self) -> list[Option]:
        """What may have mattered most; none where the house does not ask."""
        if not self.desk_app.config.rating.factor:
            return []
        causes = [one for one in self.desk_app.config.complaints.causes.values() if one.active]
        return [Option(one.id, str(one.label), key) for one, key in zip(causes, KEYS, strict=False)]

    # ---- keys

    @property
    def ready(self) -> bool:
        """A key means something at any time."""
        return True

    def take_paste(self, text: str) -> bool:
        """Nothing is pasted here."""
        return True

    def take_key(self, event: events.Key) -> bool:
        """Every key ends here, whatever it is."""
        self.press(event.character or event.key if event.key not in (_LEAVES, "enter", "space") else event.key)
        return True

    def on_click(self, event: Any) -> None:
        """A click on one of the large keys presses it."""
        if isinstance(event.widget, LargeKey):
            self.press(str(event.widget.score))

    def press(self, key: str) -> None:
        """Do what a key means in this step."""
        if key == _LEAVES:
            self._leave()
            return
        self._leaving = False
        if key == _OTHER_LANGUAGE:
            self._note = None
            self.desk_app.speak(self._other_language)
            self._wait_on()
        elif self._is_repeated(key):
            return
        elif self.step in (Step.WAIT, Step.ASK):
            self._first_answer(key)
        elif self.step is Step.MATTERED:
            self._mattered(key)
        elif self.step is Step.RETURN:
            self._would_return(key)
        else:
            self._again(key)
        self._draw()

    def _is_repeated(self, key: str) -> bool:
        """Whether a key comes so soon after a step that it was not meant for this one; one that is held starts over."""
        now = time.monotonic()
        alike = key == self._pressed
        if now - self._stepped_at < self.pause_s * (2 if alike else 1):
            self._stepped_at = now if alike else self._stepped_at
            return True
        self._pressed, self._note = key, None
        return False

    def _leave(self) -> None:
        """For the staff: the same key once more ends the program."""
        if self._leaving:
            self.desk_app.exit(0)
        self._leaving = True
        self._note = Sentence("For the staff: ctrl+q once more leaves this screen.")
        self._draw()

    def _first_answer(self, key: str) -> None:
        visit = self.asked
        if not _is_score(key):
            return
        if visit is None:
            self._note = Sentence("Nobody is attended here just now. Thank you all the same.")
            return
        self._about = visit.id
        self._begin(int(key), visit.id)

    def _mattered(self, key: str) -> None:
        chosen = next((one.value for one in self._factors() if one.key == key.lower()), None)
        if chosen is None and key != "enter":
            return
        self._answer = do.Rate(score=self._answer.score, visit=self._answer.visit, factor=chosen)
        if self._after_factor is Step.RETURN:
            self._go_to(Step.RETURN)
        else:
            self._thank()

    @property
    def _after_factor(self) -> Step:
        """Whether the house asks one thing more."""
        return Step.RETURN if self.desk_app.config.rating.come_back else Step.THANKS

    def _would_return(self, key: str) -> None:
        if key in ("1", "2"):
            answer = self._answer
            self._answer = do.Rate(
                score=answer.score, visit=answer.visit, factor=answer.factor, would_return=key == "1"
            )
        if key in ("1", "2", "enter"):
            self._thank()

    def _again(self, key: str) -> None:
        """Pressed while thanks are said: the answer begins anew, with all that is asked after it, and counts once."""
        if key == "enter":
            self._back_to_waiting()
        elif _is_score(key):
            self._begin(int(key), self._answer.visit)

    def _begin(self, score: int, visit: str | None) -> None:
        self._answer = do.Rate(score=score, visit=visit)
        self._keep()
        self._go_to(Step.MATTERED if self._factors() else self._after_factor)

    def _keep(self) -> None:
        """Have the answer written down as it is now.

        It is no step of the counter: whoever works there and undoes the last one must not take back this.
        """
        app, answer = self.desk_app, self._answer
        app.perform(
            do.Rate(
                actor=app.actor,
                role=app.role,
                key=secrets.token_hex(8),
                score=answer.score,
                visit=answer.visit,
                factor=answer.factor,
                would_return=answer.would_return,
            )
        )

    # ---- from step to step

    def _go_to(self, step: Step) -> None:
        self.step = step
        self._stepped_at = time.monotonic()
        self._wait_on()

    def _wait_on(self) -> None:
        """From now on the step waits its full time; one that nobody answers is passed over."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.step in (Step.MATTERED, Step.RETURN):
            self._timer = self.set_timer(self.patience_s, self._thank)
        elif self.step is Step.THANKS:
            self._timer = self.set_timer(self.thanks_s, self._back_to_waiting)

    def _thank(self) -> None:
        if self._answer.factor is not None or self._answer.would_return is not None:
            self._keep()
        self._go_to(Step.THANKS)
        self._draw()

    def _back_to_waiting(self) -> None:
        self._go_to(Step.WAIT)
        self.changed()

    # ---- what became of it

    def say(self, sentence: Sentence, *, refused: bool = False) -> None:
        """What went wrong is for the staff; the customer hears that the answer could not be kept."""
        if refused:
            self._note = Sentence("Your answer could not be kept. Please tell us in person.")
            self._draw()

    def told(self, command: Command, answer: Answer) -> Sentence:
        """The answer is kept; the screen has said thanks already."""
        return Sentence("")


def _is_score(key: str) -> bool:
    return key.isdecimal() and key.isascii() and int(key) in WORDS
