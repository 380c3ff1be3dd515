"""Reading what stands after an option: whole numbers, lengths of time, instants, days, lists; refused by its option."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.durations import parse_duration
from frontdesk.errors import UsageError, unknown_id
from frontdesk.i18n import Sentence
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.domain.policy import Policy

_SHOWN = 60
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_SHARE = re.compile(r"0(?:\.[0-9]{1,6})?|1(?:\.0{1,6})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


def shown(text: str) -> str:
    """What somebody typed, fit for a line of a message."""
    visible = made_visible(text)
    return visible if len(visible) <= _SHOWN else visible[: _SHOWN - 1] + "…"


def whole_number(option: str, text: str) -> int:
    """A whole number."""
    if _WHOLE.fullmatch(text) is None:
        raise UsageError(
            Sentence("{option}: “{found}” is not a whole number.", option=option, found=shown(text)),
            Sentence("Write it like 3."),
        )
    return int(text)


def between(option: str, text: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    found = whole_number(option, text)
    if not least <= found <= most:
        raise UsageError(
            Sentence("{option}: “{found}” is not possible.", option=option, found=shown(text)),
            Sentence("Allowed: {least} to {most}.", least=least, most=most),
        )
    return found


def share(option: str, text: str) -> Decimal:
    """A share from 0 to 1."""
    if _SHARE.fullmatch(text) is None:
        raise UsageError(
            Sentence("{option}: “{found}” is not a share.", option=option, found=shown(text)),
            Sentence("Write it like 0.1; allowed are 0 to 1."),
        )
    return Decimal(text)


def length_of_time(option: str, text: str) -> int:
    """A length of time, in seconds."""
    try:
        return parse_duration(text)
    except ValueError as error:
        raise UsageError(Sentence("{option}: {problem}", option=option, problem=error.args[0])) from None


def instant(option: str, text: str, policy: Policy, now: int) -> int:
    """An instant (UTC seconds): ISO 8601 with its offset, or a clock time of the business day of ``now``."""
    clock = _CLOCK.fullmatch(text)
    try:
        if clock is not None:
            hour, minute, second = (int(part or 0) for part in clock.groups())
            return _of_today(time(hour, minute, second), policy, now)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return int(moment.timestamp())
    except (ValueError, OverflowError):
        pass
    raise UsageError(
        Sentence("{option}: “{found}” is not a time.", option=option, found=shown(text)),
        Sentence("Write 10:30 for today, or with date and offset: 2026-11-22T10:30:00-05:00."),
    )


def _of_today(clock: time, policy: Policy, now: int) -> int:
    day = policy.business_day(now)
    if clock < policy.cutoff:  # after midnight, and still the same business day
        day += timedelta(days=1)
    return int(datetime.combine(day, clock, ZoneInfo(policy.zone)).timestamp())


FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9000, 12, 31)
"""The days of which there can be records."""

_DAYS = Sentence("Write it like 2026-11-22, or today, or yesterday.").message


def business_day(option: str, text: str, today: date, ways: str = _DAYS) -> date:
    """A day: an ISO date, ``today`` or ``yesterday``. ``ways`` is the sentence that says how one may be written."""
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    if text in named:
        return named[text]
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None:
        raise UsageError(
            Sentence("{option}: “{found}” is not a day.", option=option, found=shown(text)), Sentence(ways)
        )
    if not FIRST_DAY <= found <= LAST_DAY:
        raise UsageError(
            Sentence("{option}: “{found}” is not possible.", option=option, found=shown(text)),
            Sentence("Allowed: {least} to {most}.", least=FIRST_DAY.isoformat(), most=LAST_DAY.isoformat()),
        )
    return found


def ids(option: str, text: str | None) -> tuple[str, ...] | None:
    """The ids of a list such as ``a,b``; None when it was left out."""
    if text is None:
        return None
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not found:
        raise UsageError(
            Sentence("{option} is empty.", option=option),
            Sentence("Name ids with commas between them, or leave it out."),
        )
    return found


def one_of(option: str, text: str, allowed: Iterable[str]) -> str:
    """A word out of a few."""
    words = list(allowed)
    if text not in words:
        wrong = unknown_id(Sentence("value"), shown(text), words)
        raise UsageError(Sentence("{option}: {problem}", option=option, problem=wrong.reason), wrong.remedy)
    return text
