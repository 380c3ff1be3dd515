"""What somebody types of a promise in one line: what will be done and, at its end, by when.

A day is named in English or Spanish, whatever the language of the screen: ``tue``, ``mañana``, ``3d``, ``in 2 weeks``,
``24/11`` (day and month), ``24 nov``, ``2026-11-24``. A weekday is the next one after today; a date without a year that
is over is that of next year. Without a day it is the next business day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.policy import Policy

LONGEST_DAY = 5
"""Words that may name a day: ``24 de noviembre de 2026``."""

_LAST_YEAR = 9000
_PHRASES = {
    "today": 0,
    "hoy": 0,
    "tomorrow": 1,
    "manana": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "pasado manana": 2,
    "next week": 7,
    "proxima semana": 7,
    "la proxima semana": 7,
}
_WEEKDAYS = (
    ("mon", "monday", "lun", "lunes"),
    ("tue", "tues", "tuesday", "mar", "martes"),
    ("wed", "weds", "wednesday", "mie", "miercoles"),
    ("thu", "thur", "thurs", "thursday", "jue", "jueves"),
    ("fri", "friday", "vie", "viernes"),
    ("sat", "saturday", "sab", "sabado"),
    ("sun", "sunday", "dom", "domingo"),
)
_WEEKDAY = {name: place for place, names in enumerate(_WEEKDAYS) for name in names}
_MONTHS = (
    ("jan", "january", "ene", "enero"),
    ("feb", "february", "febrero"),
    ("mar", "march", "marzo"),
    ("apr", "april", "abr", "abril"),
    ("may", "mayo"),
    ("jun", "june", "junio"),
    ("jul", "july", "julio"),
    ("aug", "august", "ago", "agosto"),
    ("sep", "sept", "september", "septiembre", "setiembre", "set"),
    ("oct", "october", "octubre"),
    ("nov", "november", "noviembre"),
    ("dec", "december", "dic", "diciembre"),
)
_MONTH = {name: place for place, names in enumerate(_MONTHS, 1) for name in names}
_AFTER = re.compile(r"(?:in |en |dentro de )?([0-9]{1,3}) ?(d|days?|dias?|w|weeks?|s|sem|semanas?)")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?")
_IN_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: de)? ([a-z]+)(?: (?:de )?([0-9]{4}))?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LEADING = (
    ("a", "mas", "tardar", "el"),
    ("a", "mas", "tardar"),
    ("antes", "del"),
    ("para", "el"),
    ("by",),
    ("on",),
    ("until",),
    ("next",),
    ("para",),
    ("proximo",),
    ("este",),
    ("el",),
)
"""What may stand before a day, and belongs to it."""


class Understood(NamedTuple):
    """What will be done, and by which day; ``named`` tells whether a day was named at all."""

    what: str
    due_day: date
    named: bool


def understood(text: str, today: date, policy: Policy) -> Understood:
    """What a line means when it is typed on the business day ``today``."""
    words = text.split()
    folded = [_folded(word) for word in words]
    for length in range(min(LONGEST_DAY, len(words)), 0, -1):
        begin = len(words) - length
        named = day_named(" ".join(folded[begin:]), today)
        if named is None or folded[begin - 1 : begin] == ["la"]:  # “por la mañana” is no day
            continue
        return Understood(" ".join(words[: _without_leading(folded, begin)]), named, named=True)
    return Understood(" ".join(words), policy.working_day_after(today, 1), named=False)


def day_named(text: str, today: date) -> date | None:
    """The day that some words name, and nothing else; None where they name none."""
    words = _folded(text).strip(" .,;").split()
    whole, phrase = " ".join(words), " ".join(words[_leading(words) :])
    for ahead in (_PHRASES.get(whole), _PHRASES.get(phrase), _days_ahead(phrase, today)):
        if ahead is not None:
            return today + timedelta(days=ahead)
    return _in_figures(phrase, today)


def _days_ahead(phrase: str, today: date) -> int | None:
    """A weekday, or so many days or weeks."""
    if phrase in _WEEKDAY:
        return (_WEEKDAY[phrase] - today.weekday() - 1) % 7 + 1
    after = _AFTER.fullmatch(phrase)
    return None if after is None else int(after[1]) * (1 if after[2].startswith("d") else 7)


def _in_figures(phrase: str, today: date) -> date | None:
    """A date: with its month in figures or in words, or as a program would write it."""
    if _ISO.fullmatch(phrase):
        return _date(*map(int, phrase.split("-")))
    figures = _DAY_AND_MONTH.fullmatch(phrase)
    if figures is not None:
        return _of_year(int(figures[1]), int(figures[2]), figures[3], today)
    in_words = _IN_WORDS.fullmatch(phrase)
    if in_words is not None and in_words[2] in _MONTH:
        return _of_year(int(in_words[1]), _MONTH[in_words[2]], in_words[3], today)
    return None


def _of_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _date(today.year, month, day)
    return _date(today.year + 1, month, day) if found is None or found < today else found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year <= _LAST_YEAR else None
    except ValueError:
        return None


def _leading(words: Sequence[str]) -> int:
    """How many words stand before a day and belong to it."""
    for some in _LEADING:
        if tuple(words[: len(some)]) == some:
            return len(some)
    return 0


def _without_leading(words: Sequence[str], end: int) -> int:
    """Where what is said before a day ends."""
    for some in _LEADING:
        if tuple(words[max(0, end - len(some)) : end]) == some:
            return end - len(some)
    return end


def _folded(text: str) -> str:
    """In small letters, without accents."""
    return "".join(one for one in normalize("NFD", text.lower()) if not combining(one))
