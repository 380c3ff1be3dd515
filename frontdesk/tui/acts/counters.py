"""Acts on the counter and the screen itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.i18n import LANGUAGES, Sentence, _, language
from frontdesk.tui.acts.asking import Act, Asking
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import Choose, Option
from frontdesk.tui.themes import NAMES, offered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.tui.hand import Hand

LANGUAGE_NAMES = {"en": "English", "es": "Español"}


class CounterActs:
    """Opening, pausing, taking over; colours and language."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self._config = asking.config
        self.acts: Mapping[str, Act] = {
            "counter_open": self._open_counter,
            "pause": self._pause,
            "take_over": self._take_over,
            "theme": self._theme,
            "language": self._language,
        }

    async def _open_counter(self, hand: Hand) -> None:
        if not hand.is_open:
            self._app.perform(do.OpenCounter(**hand.who))
            return
        takes = hand.counter.services
        options = [Option("*", _("All services"), "0", _("now") if takes is None else "")]
        options += [
            Option(one.value, one.label, one.key, _("now") if takes is not None and one.value in takes else "")
            for one in self._asking.services()
        ]
        title = Sentence("What counter {counter} takes from now on", counter=hand.counter_id)
        chosen = await self._asking.ask(Choose(title, options))
        if chosen is None:
            return
        services = tuple(hand.policy.services) if chosen.value == "*" else (chosen.value,)
        self._app.perform(do.OpenCounter(**hand.who, services=services))

    async def _pause(self, hand: Hand) -> None:
        if hand.is_paused:
            self._app.perform(do.ResumeCounter(**hand.who))
            return
        after_this = hand.at_counter is not None
        if self._asking.refused(hand, do.PauseCounter(**hand.who, after_this=after_this)):
            return
        title = Sentence("Pause after this visit") if after_this else Sentence("Pause")
        reason = await self._asking.reason(title)
        if reason is not None:
            self._app.perform(do.PauseCounter(**hand.who, after_this=after_this, reason=self._app.note(reason.value)))

    async def _take_over(self, hand: Hand) -> None:
        options = []
        counter = hand.counter
        if hand.is_open and counter.staff != hand.actor:
            label = _("Counter {counter}, from {staff}").format(
                counter=hand.counter_id, staff=visible(counter.staff or "")
            )
            options.append(Option("counter", label))
        for other in hand.day.counters.values():
            if other.visit is not None and other.id != hand.counter_id:
                label = _("{number}, at counter {counter} with {staff}").format(
                    number=hand.day.live[other.visit].number, counter=other.id, staff=visible(other.staff or "")
                )
                options.append(Option(f"visit/{other.id}", label))
        if not options:
            self._app.say(Sentence("There is nobody to take over from."), refused=True)
            return
        chosen = await self._asking.ask(Choose(Sentence("Take over"), options))
        if chosen is None:
            return
        if chosen.value == "counter":
            self._app.perform(do.TakeOverCounter(**hand.who))
        else:
            self._app.perform(do.TakeOverVisit(**hand.who, from_counter=chosen.value.partition("/")[2]))

    async def _theme(self, hand: Hand) -> None:
        names = offered(self._app.colours)
        options = [Option(name, _(NAMES[name])) for name in names]
        at = names.index(self._app.theme) if self._app.theme in names else 0
        chosen = await self._asking.ask(Choose(Sentence("Colours"), options, at=at))
        if chosen is not None:
            self._app.theme = chosen.value

    async def _language(self, hand: Hand) -> None:
        options = [Option(name, LANGUAGE_NAMES[name]) for name in LANGUAGES]
        chosen = await self._asking.ask(Choose(Sentence("Language"), options, at=LANGUAGES.index(language())))
        if chosen is not None:
            self._app.speak(chosen.value)
