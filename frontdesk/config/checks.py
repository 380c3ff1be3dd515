"""What must agree between the sections: ids that exist, nothing twice, standards of which one wins."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.config.configuration import Configuration, plain_standard
from frontdesk.config.fields import Shape, allowed, shape_of
from frontdesk.config.problems import toml_text
from frontdesk.config.values import Refers
from frontdesk.domain.policy import PreferenceRule
from frontdesk.domain.standards import Standards, TiedStandards
from frontdesk.domain.templates import LETTER_PLACEHOLDERS, unknown_placeholder
from frontdesk.errors import nearest
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from frontdesk.config.locate import Path

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAY = "holiday"
IDENTIFIED = ("services", "segments", "urgencies", "preferences", "phases", "counters", "remedies")
NESTED = (("complaints", "causes"), ("complaints", "roots"), ("texts", "cards"), ("texts", "manners"))


class Finding(NamedTuple):
    """Something that is wrong at a path, and what could stand there instead."""

    path: Path
    what: Sentence
    allowed: Sentence | str | None = None
    nearest: str | None = None


def of_data(data: Mapping[str, Any]) -> Iterator[Finding]:
    """What can be told from the file's content alone, even while some of its values are wrong."""
    for section in IDENTIFIED:
        yield from _twice(data, [(section,)], "id")
    for nested in NESTED:
        yield from _twice(data, [nested], "id")
    yield from _twice(data, [("services",)], "letter")
    yield from _twice(data, [("services",)], "key")
    yield from _twice(data, [("segments",), ("urgencies",)], "key")
    yield from _references(data)
    yield from _day_names(data)
    yield from _letter(data)


def of_configuration(config: Configuration) -> Iterator[Finding]:
    """What can be told once every value is possible by itself."""
    yield from _active(config)
    yield from _desk_defaults(config)
    yield from _queue_and_counters(config)
    yield from _deadlines(config)
    yield from _slip(config)
    yield from _standards(config)


# ---------------------------------------------------------------------------------------------- nothing twice


def _entries(data: Any, section: Path) -> list[tuple[Path, dict[str, Any]]]:
    for part in section:
        data = data.get(part) if isinstance(data, dict) else None
    if not isinstance(data, list):
        return []
    return [((*section, i), entry) for i, entry in enumerate(data) if isinstance(entry, dict)]


def _twice(data: Mapping[str, Any], sections: Iterable[Path], name: str) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for section in sections:
        for path, entry in _entries(data, section):
            value = entry.get(name)
            if not isinstance(value, str):
                continue
            if value in first:
                other = first[value]
                yield Finding(
                    (*path, name),
                    Sentence(
                        "{found} already belongs to [[{section}]] #{number}.",
                        found=toml_text(value),
                        section=".".join(str(part) for part in other[:-1]),
                        number=int(other[-1]) + 1,
                    ),
                )
            else:
                first[value] = path


# ---------------------------------------------------------------------------------------------- ids that exist


def _references(data: Mapping[str, Any]) -> Iterator[Finding]:
    yield from _references_in(Shape(Configuration), data, (), _Known(data))


def _references_in(shape: Shape, value: Any, path: Path, known: _Known) -> Iterator[Finding]:
    refers = shape.note(Refers)
    if refers is not None:
        names = known.names(refers.section)
        if isinstance(value, str) and value not in names:
            yield Finding(
                path,
                Sentence("There is no {found} in {place}.", found=toml_text(value), place=known.place(refers.section)),
                allowed=", ".join(names) if names else allowed(shape),
                nearest=nearest(value, names),
            )
    elif shape.model is not None and isinstance(value, dict):
        for name, field in shape.model.model_fields.items():
            if name in value:
                yield from _references_in(shape_of(field), value[name], (*path, name), known)
    elif shape.kind is list and shape.items is not None and isinstance(value, list):
        for i, item in enumerate(value):
            yield from _references_in(shape.items, item, (*path, i), known)


class _Known:
    """The ids of each section: the file's where it has that section, else the built-in ones."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def names(self, section: str) -> list[str]:
        if section == "days":
            calendar = self.data.get("calendar")
            own = calendar.get("days") if isinstance(calendar, dict) else None
            return list(dict.fromkeys((*WEEKDAYS, HOLIDAY, *(own if isinstance(own, dict) else ()))))
        if section in self.data:
            found = (entry.get("id") for _path, entry in _entries(self.data, (section,)))
        else:
            default = Configuration.model_fields[section].get_default(call_default_factory=True)
            found = (entry["id"] for entry in default)
        return list(dict.fromkeys(name for name in found if isinstance(name, str)))

    @staticmethod
    def place(section: str) -> str:
        return "[calendar]" if section == "days" else f"[[{section}]]"


def _day_names(data: Mapping[str, Any]) -> Iterator[Finding]:
    calendar = data.get("calendar")
    days = calendar.get("days") if isinstance(calendar, dict) else None
    for name in days if isinstance(days, dict) else ():
        if name in (*WEEKDAYS, HOLIDAY):
            yield Finding(("calendar", "days", name), Sentence("“{name}” is the name of a day already.", name=name))


# ---------------------------------------------------------------------------------------------- placeholders


def _letter(data: Mapping[str, Any]) -> Iterator[Finding]:
    texts = data.get("texts")
    found = texts.get("letter") if isinstance(texts, dict) else None
    by_path: dict[Path, object] = {("texts", "letter"): found}
    if isinstance(found, dict):
        by_path = {("texts", "letter", language): text for language, text in found.items()}
    for path, text in by_path.items():
        if isinstance(text, str):
            yield from _placeholders(text, LETTER_PLACEHOLDERS, path)


def _placeholders(template: str, names: Iterable[str], path: Path) -> Iterator[Finding]:
    try:
        wrong = unknown_placeholder(template, names)
    except ValueError:
        yield Finding(path, Sentence("Its braces do not match."), Sentence("write {{ for a brace that is meant"))
        return
    if wrong is not None:
        listed = ", ".join(f"{{{name}}}" for name in names)
        yield Finding(
            path, Sentence("There is no {found} to be filled in.", found=f"{{{wrong}}}"), listed, nearest(wrong, names)
        )


# ---------------------------------------------------------------------------------------------- what must agree


def _active(config: Configuration) -> Iterator[Finding]:
    for name, entries in (
        ("services", config.services),
        ("segments", config.segments),
        ("urgencies", config.urgencies),
    ):
        if not any(entry.active for entry in entries.values()):
            yield Finding((name,), Sentence("At least one must be active."))


def _desk_defaults(config: Configuration) -> Iterator[Finding]:
    segment = config.segments[config.desk.default_segment]
    urgency = config.urgencies[config.desk.default_urgency]
    if not segment.active:
        yield Finding(
            ("desk", "default_segment"),
            Sentence("“{name}” is not active.", name=segment.id),
            allowed=", ".join(one.id for one in config.segments.values() if one.active),
        )
    if not urgency.active or urgency.emergency:
        yield Finding(
            ("desk", "default_urgency"),
            Sentence("“{name}” is not active, or an emergency.", name=urgency.id),
            allowed=", ".join(one.id for one in config.urgencies.values() if one.active and not one.emergency),
        )


def _queue_and_counters(config: Configuration) -> Iterator[Finding]:
    reserved = config.queue.preference is PreferenceRule.RESERVED_COUNTER
    if reserved and not any(counter.preferent for counter in config.counters.values()):
        yield Finding(
            ("queue", "preference"),
            Sentence("“reserved_counter” needs a counter with preferent = true."),
        )


def _deadlines(config: Configuration) -> Iterator[Finding]:
    days = config.complaints
    if days.investigate_days < days.answer_days:
        yield Finding(
            ("complaints", "investigate_days"),
            Sentence("An investigation cannot take less than answer_days = {days}.", days=days.answer_days),
        )
    if days.longest_days < days.investigate_days:
        yield Finding(
            ("complaints", "longest_days"),
            Sentence("The longest cannot be less than investigate_days = {days}.", days=days.investigate_days),
        )


def _slip(config: Configuration) -> Iterator[Finding]:
    if config.slip.file is not None and config.slip.command is not None:
        yield Finding(("slip", "command"), Sentence("Either file or command, not both."))
    if config.slip.at_check_in and config.slip.file is None and config.slip.command is None:
        yield Finding(("slip", "at_check_in"), Sentence("It needs file or command beside it."))


# ---------------------------------------------------------------------------------------------- the standards


def _standards(config: Configuration) -> Iterator[Finding]:
    for i, one in enumerate(config.standards):
        path = ("standards", i)
        if one.wait is None and one.goal is None and one.handling is None and one.allowance is None:
            yield Finding(path, Sentence("It promises nothing."), allowed="wait, goal, handling, allowance")
        for name, given in (("allowance", one.allowance is not None), ("legal", one.legal)):
            if given and one.wait is None:
                yield Finding((*path, name), Sentence("It needs wait in the same standard."))
    yield from _ties(config)


def _ties(config: Configuration) -> Iterator[Finding]:
    plain = tuple(plain_standard(one) for one in config.standards)
    try:
        Standards(plain).check_ties(_kinds_of_visit(config))
    except TiedStandards as tie:
        one, two = sorted(next(i for i, each in enumerate(plain) if each is side) for side in (tie.first, tie.second))
        service, segment, urgency = tie.example
        yield Finding(
            ("standards", two),
            Sentence(
                "It is as specific as [[standards]] #{other}, and both hold for {example}.",
                other=one + 1,
                example=f"{service} / {segment} / {urgency}",
            ),
            allowed=Sentence("name one more of service, segment, urgency, days in one of the two"),
        )


def _kinds_of_visit(config: Configuration) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Every kind that standards can tell apart: what none names is represented by one."""
    named = config.standards
    return product(
        _told_apart(config.services, {one.service for one in named}),
        _told_apart(config.segments, {one.segment for one in named}),
        _told_apart(config.urgencies, {one.urgency for one in named}),
        _days_told_apart(config, {day for one in named for day in one.days or ()}),
    )


def _told_apart(ids: Iterable[str], named: set[str | None]) -> list[str]:
    known = list(ids)
    other = [name for name in known if name not in named][:1]
    return [*other, *(name for name in known if name in named)]


def _days_told_apart(config: Configuration, named: set[str]) -> set[frozenset[str]]:
    policy = config.policy()
    kinds = {frozenset({weekday}) for weekday in WEEKDAYS}
    kinds |= {policy.day_names(day) for day in policy.named_days}
    return {kind & named for kind in kinds}
