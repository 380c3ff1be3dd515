"""The kinds of value that settings have: what each allows, how it is read and how it is written back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Protocol, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, Strict, StringConstraints
from pydantic_core import core_schema

from frontdesk.domain.templates import unknown_placeholder
from frontdesk.durations import duration_as_toml, parse_duration
from frontdesk.errors import nearest
from frontdesk.i18n import LANGUAGES, Label, marked

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class Section(BaseModel):
    """A table of the configuration: frozen, refuses what it does not know, converts nothing silently."""

    # Tables are read as parts of the whole, whose validator holds theirs: one of its own for each of the thirty, made
    # when its class is, took 30 ms of every start. A table that is left out is therefore ``{}``, not ``Table()``.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True)


class Allowed(NamedTuple):
    """What a kind of value allows, in words (a message's id)."""

    text: str


class Refers(NamedTuple):
    """The value is an id of another section (``services``) or, for ``days``, a name of a day."""

    section: str


class OneOf(NamedTuple):
    """One of these words, where they are known only to the rules."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.literal_schema(list(self.words))


class Unfit(ValueError):
    """A value that cannot stand, with the allowed one that is most like it when there is one."""

    def __init__(self, guess: str | None = None) -> None:
        super().__init__(guess)
        self.guess = guess


class Identified(Protocol):
    """An entry of a list of the configuration."""

    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=Identified)
T = TypeVar("T")


class ById(Mapping[str, E]):
    """The entries of a list such as ``[[services]]``, in the house's order and found by id."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Iterable[E]) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def __getitem__(self, key: str) -> E:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"ById({list(self._entries.values())!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        (entry,) = get_args(source)
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.list_schema(handler.generate_schema(entry), strict=False, min_length=1),
            serialization=core_schema.plain_serializer_function_ser_schema(_entries_as_dicts),
        )


def _entries_as_dicts(entries: Mapping[str, BaseModel]) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json", exclude_none=True) for entry in entries.values()]


class _LabelKind:
    """Reads a label: one text, or one per language. ``lines`` allows line ends in it."""

    def __init__(self, *, lines: bool = False) -> None:
        self.lines = lines

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._read, serialization=core_schema.plain_serializer_function_ser_schema(_label_as_toml)
        )

    def _read(self, value: object) -> Label:
        texts = {"en": value} if isinstance(value, str) else value
        if not isinstance(texts, dict) or not texts:
            raise Unfit
        for name, text in texts.items():
            if name not in LANGUAGES:
                raise Unfit(nearest(name, LANGUAGES))
            if not isinstance(text, str) or not text.strip() or self._unprintable(text):
                raise Unfit
        return Label(dict(texts))

    def _unprintable(self, text: str) -> bool:
        return any(
            unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not (self.lines and sign == "\n")
            for sign in text
        )


def _label_as_toml(label: Label) -> str | dict[str, str]:
    texts = dict(label.texts)
    return texts["en"] if list(texts) == ["en"] else texts


def _seconds(least: int, most: int) -> BeforeValidator:
    def read(value: object) -> int:
        if not isinstance(value, str):
            raise Unfit
        seconds = parse_duration(value)
        if not least <= seconds <= most:
            raise Unfit
        return seconds

    return BeforeValidator(read)


def _zone(value: object) -> object:
    if isinstance(value, str) and not is_zone(value):
        from zoneinfo import available_timezones  # noqa: PLC0415 - walks the disk; only for the message

        raise Unfit(nearest(value, available_timezones()))
    return value


def is_zone(name: str) -> bool:
    """Whether the machine knows a time zone of this name."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - a terminal that only asks for help needs no zones

    try:
        ZoneInfo(name)
    except (ValueError, LookupError, OSError):  # a folder of zones ("America") is an OSError on some systems
        return False
    return True


def _clock(value: object) -> time:
    if isinstance(value, time) and value == value.replace(second=0, microsecond=0, tzinfo=None):
        return value
    if not isinstance(value, str) or not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise Unfit
    return time(int(value[:2]), int(value[3:]))


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Unfit from None
    if isinstance(value, datetime):
        raise Unfit
    return value


PLACEHOLDERS = ("number", "day", "site")


def _slip_text(value: object) -> object:
    if isinstance(value, str):
        try:
            wrong = unknown_placeholder(value, PLACEHOLDERS)
        except ValueError:
            raise Unfit from None
        if wrong is not None:
            raise Unfit(nearest(wrong, PLACEHOLDERS))
        if not value or "\0" in value:
            raise Unfit
    return value


def _free_key(key: object) -> object:
    if isinstance(key, str) and key.lower() in {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+b"}:
        raise Unfit
    return key


_DAY_S = 24 * 3600
_DURATION = marked("a length of time such as “90s”, “10m” or “1h30m”, from 1 second to 24 hours")
_DURATION_OR_ZERO = marked("a length of time such as “90s”, “10m” or “1h30m”, from “0s” to 24 hours")
_written = PlainSerializer(duration_as_toml, when_used="json")

Many = Annotated[tuple[T, ...], Strict(strict=False)]
"""A list of values (kept as a tuple)."""

Id = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*$", max_length=40),
    Allowed(marked("an id in quotes: letters without accents, digits, “_” and “-”, such as “after_sales”")),
]
ServiceId = Annotated[Id, Refers("services")]
SegmentId = Annotated[Id, Refers("segments")]
UrgencyId = Annotated[Id, Refers("urgencies")]
PhaseId = Annotated[Id, Refers("phases")]
DayName = Annotated[Id, Refers("days")]
LabelText = Annotated[
    Label,
    _LabelKind(),
    Allowed(marked('a text in quotes, or one per language: { en = "Accounts", es = "Cuentas" }')),
]
LongText = Annotated[
    Label,
    _LabelKind(lines=True),
    Allowed(marked('a text in quotes, or one per language: { en = "Accounts", es = "Cuentas" }')),
]
Duration = Annotated[int, _seconds(1, _DAY_S), _written, Allowed(_DURATION)]
DurationOrZero = Annotated[int, _seconds(0, _DAY_S), _written, Allowed(_DURATION_OR_ZERO)]
Goal = Annotated[float, Field(gt=0, le=1), Allowed(marked("a share above 0 and at most 1, such as 0.8"))]
Share = Annotated[float, Field(ge=0, le=1), Allowed(marked("a share from 0 to 1, such as 0.2"))]
Factor = Annotated[float, Field(gt=0, le=10), Allowed(marked("a number above 0 and at most 10, such as 0.5"))]
Letter = Annotated[
    str, StringConstraints(pattern="^[A-Z]{1,2}$"), Allowed(marked("one capital letter from A to Z, or two"))
]
LetterKey = Annotated[
    str,
    StringConstraints(pattern="^[a-oq-z]$"),
    Allowed(marked("one small letter from a to z but “p”, which is preference")),
]
DigitKey = Annotated[str, StringConstraints(pattern="^[0-9]$"), Allowed(marked("one digit in quotes, “0” to “9”"))]
Day = Annotated[date, BeforeValidator(_date), Allowed(marked("a date such as 2026-12-25"))]
Zone = Annotated[str, BeforeValidator(_zone), Allowed(marked("a time zone by its name, such as “America/Lima”"))]
Clock = Annotated[
    time,
    BeforeValidator(_clock),
    PlainSerializer(lambda at: f"{at:%H:%M}", when_used="json"),
    Allowed(marked("a time of day from “00:00” to “23:59”")),
]
SlipText = Annotated[
    str,
    BeforeValidator(_slip_text),
    Allowed(marked("a text in quotes; its placeholders are {number}, {day} and {site}")),
]
KeyName = Annotated[
    str,
    # A terminal sends the first four as Tab, Enter, Backspace and Enter; tmux keeps ctrl+b for itself.
    StringConstraints(pattern=r"^[A-Za-z0-9_+?/]+$", max_length=30),
    BeforeValidator(_free_key),
    Allowed(marked("a key such as “n”, “f5” or “ctrl+n”; not ctrl+i, ctrl+m, ctrl+h, ctrl+j or ctrl+b")),
]
