"""Events as plain data for the log, and read back from it."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from frontdesk.domain.events import KINDS, CounterKept
from frontdesk.domain.experience import Experience, experience_from_data
from frontdesk.domain.standards import Promise
from frontdesk.domain.standing import Emergency, Notice, Rush, ShiftNote
from frontdesk.domain.visit import Visit, visit_as_data, visit_from_data

if TYPE_CHECKING:
    from frontdesk.domain.events import Event

_DEFAULTS = {kind: tuple((field.name, field.default) for field in fields(one)) for kind, one in KINDS.items()}


def as_data(event: Event) -> dict[str, Any]:
    """The event as plain data for the log, without what has its default."""
    data = {}
    for name, default in _DEFAULTS[event.kind]:
        value = getattr(event, name)
        if value is default or (default is not MISSING and value == default):
            continue
        if isinstance(value, Promise):
            value = value._asdict()
        elif isinstance(value, Experience):
            value = value.as_data()
        elif isinstance(value, Visit):
            value = visit_as_data(value)
        elif isinstance(value, Rush):
            value = value._asdict()
        elif name in ("counters", "notices", "emergencies", "shift_notes"):
            value = [one._asdict() for one in value]
        data[name] = value
    return data


def from_data(kind: str, data: dict[str, Any]) -> Event:
    """The event that ``as_data`` wrote; KeyError for a kind that this version does not know."""
    decode = _DECODERS.get(kind)
    if decode is not None:
        decode(data)
    return KINDS[kind].of(data)


def _decode_promise(data: dict[str, Any]) -> None:
    data["promise"] = Promise(**data["promise"])


def _decode_check_in(data: dict[str, Any]) -> None:
    data["promise"] = Promise(**data["promise"])
    data["services"] = tuple(data["services"])


def _decode_finished(data: dict[str, Any]) -> None:
    if "next_promise" in data:
        data["next_promise"] = Promise(**data["next_promise"])


def _decode_carried(data: dict[str, Any]) -> None:
    data["state"] = visit_from_data(data["state"])


def _decode_tuples(data: dict[str, Any]) -> None:
    for name, value in data.items():
        if isinstance(value, list):
            data[name] = tuple(value)


def _decode_day_opened(data: dict[str, Any]) -> None:
    opened = []
    for counter in data.get("counters", ()):
        _decode_tuples(counter)
        opened.append(CounterKept(**counter))
    data["counters"] = tuple(opened)
    data["intake_stopped"] = tuple(data.get("intake_stopped", ()))
    data["notices"] = tuple(Notice(**one) for one in data.get("notices", ()))
    data["emergencies"] = tuple(Emergency(**one) for one in data.get("emergencies", ()))
    data["shift_notes"] = tuple(ShiftNote(**one) for one in data.get("shift_notes", ()))
    if "surge" in data:
        data["surge"] = Rush(**data["surge"])
    if "experience" in data:
        data["experience"] = experience_from_data(data["experience"])


_DECODERS = {
    "CheckedIn": _decode_check_in,
    "Transferred": _decode_promise,
    "Reclassified": _decode_promise,
    "Finished": _decode_finished,
    "CarriedOver": _decode_carried,
    "DayOpened": _decode_day_opened,
    "DayClosed": _decode_tuples,
    "CounterOpened": _decode_tuples,
    "PulsesGathered": _decode_tuples,
}
