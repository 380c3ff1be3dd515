"""Words, numbers and dates in the user's language; the catalogues lie in ``frontdesk/locale``.

English is the source: a message's id is its English text. ``_`` translates at once, ``Sentence`` when it is shown,
so that a sentence kept on the screen follows when the language is switched. One English word that is several in another
language ("open": a counter, a day) is marked with the context in which it stands.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

LANGUAGES = ("en", "es")
_LOCALE_FOLDER = Path(__file__).parent / "locale"
_CONTEXT_END = "\x04"  # as in a compiled catalogue
_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Switch every text shown from now on to ``en`` or ``es``; an unknown language falls back to English."""
    global _translations, _language  # noqa: PLW0603 - one process shows one language; a parameter would reach every line
    _language = language if language in LANGUAGES else "en"
    _translations = gettext.translation("frontdesk", _LOCALE_FOLDER, languages=[_language], fallback=True)


def language() -> str:
    """The language in use."""
    return _language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language for a while: what is written to somebody who does not speak that of the screen."""
    before = _language
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def _(message: str, context: str = "") -> str:
    """The message in the language in use; ``context`` as for ``marked``."""
    if not message:
        return ""  # the head of a catalogue stands under the empty message
    text = _translations.gettext(marked(message, context))
    return text.rpartition(_CONTEXT_END)[2]  # what has no translation comes back with its context


def ngettext(one: str, many: str, n: int) -> str:
    """The singular or plural message for ``n`` in the language in use."""
    return _translations.ngettext(one, many, n)


class Sentence:
    """A message and its values, translated when it is shown.

    With ``plural`` and ``n`` the form follows the number; ``n`` is then a value of the message too, written with the
    language's signs. A day among the values is written in words.
    """

    __slots__ = ("message", "plural", "values")

    def __init__(self, message: str, plural: str | None = None, /, **values: object) -> None:
        self.message = message
        self.plural = plural
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        values = {name: _shown(value) for name, value in self.values.items()}
        if self.plural is None:
            text = _(self.message)
        else:
            n = self.values["n"]
            assert isinstance(n, int)
            text = ngettext(self.message, self.plural, n)
            values["n"] = number(n)
        return text.format(**values) if values else text

    def __repr__(self) -> str:
        return f"Sentence({self.message!r}, {dict(self.values)!r})"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Sentence)
            and (self.message, self.plural) == (other.message, other.plural)
            and dict(self.values) == dict(other.values)
        )

    def __hash__(self) -> int:
        return hash((self.message, self.plural))


def _shown(value: object) -> object:
    return day_text(value) if isinstance(value, date) and not isinstance(value, datetime) else value


def marked(message: str, context: str = "") -> str:
    """Mark a message for the catalogue where it is kept in a table and translated later with ``_``.

    ``context`` tells apart what English says with one word and another language with several: of what is it said?
    """
    return f"{context}{_CONTEXT_END}{message}" if context else message


@dataclass(frozen=True)
class Label:
    """A name of the house's own: one text, or one per language; ``str`` gives it in the language in use."""

    texts: Mapping[str, str]

    def __str__(self) -> str:
        return self.texts.get(_language) or self.texts.get("en") or next(iter(self.texts.values()), "")


def duration(seconds: int) -> str:
    """A length of time as people read it at a counter: ``4:12`` under an hour, ``1:04 h`` above."""
    sign = "-" if seconds < 0 else ""
    seconds = abs(seconds)
    if seconds < 3600:
        return f"{sign}{seconds // 60}:{seconds % 60:02d}"
    return f"{sign}{seconds // 3600}:{seconds % 3600 // 60:02d} h"


def number(value: float | Decimal, digits: int = 0) -> str:
    """A number with the language's thousands and decimal signs."""
    text = f"{value:,.{digits}f}"
    if _language == "es":
        return text.translate({ord(","): ".", ord("."): ","})
    return text


def ordinal(n: int) -> str:
    """A place in a row, as it stands before a visit: ``4th``; in Spanish ``4.ª``."""
    if _language == "es":
        return f"{number(n)}.ª"
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{number(n)}{ending}"


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 as a percentage, whole unless ``digits`` are wanted, written the language's way (``83 %``)."""
    return f"{number(share * 100, digits)} %"


_WEEKDAYS = (
    marked("Mon"),
    marked("Tue"),
    marked("Wed"),
    marked("Thu"),
    marked("Fri"),
    marked("Sat"),
    marked("Sun"),
)
_MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)


def day_text(day: date) -> str:
    """A date in words: ``Sun 22 Nov 2026``."""
    return f"{_(_WEEKDAYS[day.weekday()])} {day.day} {_(_MONTHS[day.month - 1])} {day.year}"


_MONTHS_IN_FULL = (
    marked("January", "month"),
    marked("February", "month"),
    marked("March", "month"),
    marked("April", "month"),
    marked("May", "month"),
    marked("June", "month"),
    marked("July", "month"),
    marked("August", "month"),
    marked("September", "month"),
    marked("October", "month"),
    marked("November", "month"),
    marked("December", "month"),
)
_WEEKDAYS_IN_FULL = (
    marked("Monday", "weekday"),
    marked("Tuesday", "weekday"),
    marked("Wednesday", "weekday"),
    marked("Thursday", "weekday"),
    marked("Friday", "weekday"),
    marked("Saturday", "weekday"),
    marked("Sunday", "weekday"),
)


def written_day(day: date) -> str:
    """A date as a letter writes it: ``Sunday 22 November 2026``, ``domingo 22 de noviembre de 2026``."""
    weekday, month = _(_WEEKDAYS_IN_FULL[day.weekday()]), _(_MONTHS_IN_FULL[day.month - 1])
    return _("{weekday} {day} {month} {year}").format(weekday=weekday, day=day.day, month=month, year=day.year)


def weekday_text(day: int) -> str:
    """A day of the week in short, Monday being 0: ``Mon``."""
    return _(_WEEKDAYS[day])


def month_text(day: date) -> str:
    """The month of a date: ``Nov 2026``."""
    return f"{_(_MONTHS[day.month - 1])} {day.year}"


def clock_text(moment: datetime, *, seconds: bool = False) -> str:
    """A clock time in the moment's own zone: ``10:41``."""
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")
