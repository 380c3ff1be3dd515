"""What the lead's acts have done, in one sentence, with the board's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, _
from frontdesk.tui.board.actions import KEYS
from frontdesk.tui.columns import visible
from frontdesk.tui.messages import what_was_undone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from frontdesk.config import Configuration
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.day import Day


class Labels:
    """One name or more in a row, or that they are all, written when it is shown."""

    def __init__(self, names: Iterable[object], everything: str = "") -> None:
        self._names, self._everything = tuple(names), everything

    def __str__(self) -> str:
        if self._everything:
            return _(self._everything)
        *most, last = map(str, self._names)
        return str(Sentence("{first} and {last}", first=", ".join(most), last=last)) if most else last


def done(command: do.Command, answer: Answer, day: Day, config: Configuration) -> Sentence | None:
    """What a command of the board has done; None for one that it has no words for."""
    tell = _TELL.get(type(command))
    return None if tell is None else tell(command, answer, day, config)


def _opened(command: do.OpenCounter, answer: Answer, day: Day, config: Configuration) -> Sentence:
    name = _counter(command, config)
    if command.services is None and command.segments is None:
        return Sentence(
            "Counter {counter} is open: {staff}. Undo with {undo_key}.", counter=name, staff=_staff(command), **KEYS
        )
    counter = day.counter(command.counter or "")
    services = _labels(config, "service", counter.services)
    segments = _labels(config, "segment", counter.segments)
    if counter.segments is None or counter.segments >= set(config.segments):
        return Sentence(
            "Counter {counter} now takes {services}. Undo with {undo_key}.", counter=name, services=services, **KEYS
        )
    return Sentence(
        "Counter {counter} now takes {services}, from {segments}. Undo with {undo_key}.",
        counter=name,
        services=services,
        segments=segments,
        **KEYS,
    )


def _labels(config: Configuration, kind: str, names: Collection[str] | None) -> Labels:
    known = config.services if kind == "service" else config.segments
    if names is None or set(names) >= set(known):
        return Labels((), ALL[kind])
    return Labels(config.label(kind, one) for one in known if one in names)  # type: ignore[arg-type]


def _paused(command: do.PauseCounter, answer: Answer, day: Day, config: Configuration) -> Sentence:
    name = _counter(command, config)
    if day.counter(command.counter or "").pause_after:
        return Sentence("Counter {counter} pauses after this visit. Undo with {undo_key}.", counter=name, **KEYS)
    return Sentence("Counter {counter} is paused. {pause_key} resumes.", counter=name, **KEYS)


def _intake_stopped(command: do.StopIntake, answer: Answer, day: Day, config: Configuration) -> Sentence:
    label = config.label("service", command.service)
    return Sentence("No more check-ins for {service} today. Undo with {undo_key}.", service=label, **KEYS)


def _intake_started(command: do.StartIntake, answer: Answer, day: Day, config: Configuration) -> Sentence:
    return Sentence("Check-ins are taken again for: {service}.", service=config.label("service", command.service))


def _posted(command: do.PostNotice, answer: Answer, day: Day, config: Configuration) -> Sentence:
    return Sentence("Notice {notice} is up on every desk. {notice_key} takes it down.", notice=answer["notice"], **KEYS)


def _withdrawn(command: do.WithdrawNotice, answer: Answer, day: Day, config: Configuration) -> Sentence:
    return Sentence("Notice {notice} is taken down. Undo with {undo_key}.", notice=answer["notice"], **KEYS)


def _undone(command: do.Undo, answer: Answer, day: Day, config: Configuration) -> Sentence:
    return what_was_undone(answer)


def _always(sentence: Sentence) -> Callable[..., Sentence]:
    """The same words for every command of a kind, with its counter and its visit's number."""
    message = sentence.message

    def tell(command: do.Command, answer: Answer, day: Day, config: Configuration) -> Sentence:
        return Sentence(message, number=answer.get("number") or "", counter=_counter(command, config), **KEYS)

    return tell


def _counter(command: do.Command, config: Configuration) -> object:
    counter = command.counter or ""
    return config.label("counter", counter) if counter in config.counters else counter


def _staff(command: do.Command) -> str:
    return visible(command.actor or "–")


ALL = {"service": Sentence("all services").message, "segment": Sentence("all segments").message}

_TELL: dict[type[do.Command], Callable[[Any, Answer, Day, Configuration], Sentence]] = {
    do.OpenCounter: _opened,
    do.PauseCounter: _paused,
    do.ResumeCounter: _always(Sentence("Counter {counter} calls again. Undo with {undo_key}.")),
    do.CloseCounter: _always(Sentence("Counter {counter} is closed. Undo with {undo_key}.")),
    do.Reclassify: _always(Sentence("{number} is corrected. Undo with {undo_key}.")),
    do.StopIntake: _intake_stopped,
    do.StartIntake: _intake_started,
    do.AcknowledgeAlert: _always(Sentence("The alert is acknowledged, for everybody. Undo with {undo_key}.")),
    do.PostNotice: _posted,
    do.WithdrawNotice: _withdrawn,
    do.StartSurge: _always(
        Sentence("The plan for a rush runs; every desk is told. {rush_key} shows its steps and ends it.")
    ),
    do.EndSurge: _always(Sentence("The plan for a rush is ended. Undo with {undo_key}.")),
    do.Undo: _undone,
}
