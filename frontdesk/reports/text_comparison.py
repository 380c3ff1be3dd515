"""The comparison with another period in text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, day_text, duration, marked, number, percent
from frontdesk.reports.comparison import COUNT, SECONDS, SHARE, Compared, compared
from frontdesk.reports.layout import columns, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.model import Summary

_WIDTHS = (23, 10, 10, 15, 10, 10)
_NAMES = {
    "arrived": marked("Arrived"),
    "served": marked("Served", "count"),
    "left": marked("Left", "count"),
    "no_show": marked("No-shows"),
    "wait_mean": marked("Wait, mean"),
    "wait_p90": marked("Wait, P90"),
    "wait_max": marked("Wait, longest"),
    "response_mean": marked("Response, mean"),
    "handling_mean": marked("Handling, mean"),
    "service_level": marked("Within standard"),
    "abandonment": marked("Abandonment"),
    "complaints": marked("Complaints"),
    "satisfaction": marked("Satisfaction"),
}


def name_of(one: Compared) -> str:
    """What a compared figure is called."""
    return _(_NAMES[one.name])


def comparison_lines(summary: Summary) -> Iterator[str]:
    """What differs from the period that the summary is held against; nothing where it is held against none."""
    before = summary.previous
    if before is None:
        return
    days = day_text(date.fromisoformat(before.from_day))
    if before.to_day != before.from_day:
        days = f"{days} – {day_text(date.fromisoformat(before.to_day))}"
    yield ""
    yield from sentences(str(Sentence("Compared with {days}", days=days)))
    if not before.visits.arrived + before.visits.carried_in:
        yield from sentences(_("Nobody came then, so there is nothing to compare with."), first="   ", rest="     ")
        return
    if not summary.closed:
        told = _("This period is not over yet; the one before is whole.")
        yield from sentences(told, first="   ", rest="     ")
    heads = _("now|before|difference|n now|n before").split("|")
    yield columns(["", *heads], _WIDTHS)
    for one in compared(summary, before):
        values = [_value(one.unit, one.now), _value(one.unit, one.before), difference_text(one)]
        yield columns([f" {name_of(one)}", *values, number(one.n), number(one.n_before)], _WIDTHS)


def difference_text(one: Compared) -> str:
    """How much more or less, with its sign; shares in points."""
    if one.difference is None:
        return "–"
    if one.unit == SHARE:
        return str(
            Sentence("{difference} points", difference=_signed(number(abs(one.difference) * 100, 1), one.difference))
        )
    return _signed(_value(one.unit, abs(one.difference)), one.difference)


def _signed(text: str, value: float) -> str:
    # What rounds to nothing has no sign: "-0:00" would be read as a difference.
    return text if not any(sign in text for sign in "123456789") else f"{'+' if value > 0 else '-'}{text}"


def _value(unit: str, value: float | None) -> str:
    if value is None:
        return "–"
    if unit == SECONDS:
        return duration(round(value))
    if unit == SHARE:
        return percent(value)
    return number(value, 0 if unit == COUNT else 2)
