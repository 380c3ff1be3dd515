"""What differs from the period that a summary is held against."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, day_text, marked
from frontdesk.reports.comparison import COUNT, SECONDS, SHARE, compared
from frontdesk.reports.contents.source import heads
from frontdesk.reports.document import Cell, Column, Kind, Line, Section, Statement, Table, count, text
from frontdesk.reports.which import DECIDED, Behind, Of, Which

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.comparison import Compared
    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.model import Summary

_KINDS = {COUNT: Kind.COUNT, SECONDS: Kind.SECONDS, SHARE: Kind.SHARE}
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
    "promises_in_time": marked("Promises kept in time"),
    "satisfaction": marked("Satisfaction"),
}


def name_of(one: Compared) -> str:
    """What a compared figure is called."""
    return _(_NAMES[one.name])


def comparison(source: Source) -> Iterator[Section]:
    """A section with each figure of both periods; none where the summary is held against none."""
    summary, before = source.summary, source.summary.previous
    if before is None:
        return
    days = day_text(date.fromisoformat(before.from_day))
    if before.to_day != before.from_day:
        days = f"{days} – {day_text(date.fromisoformat(before.to_day))}"
    title = str(Sentence("Compared with {days}", days=days))
    if not before.visits.arrived + before.visits.carried_in:
        told = _("Nobody came then, so there is nothing to compare with.")
        yield Section(title, (Statement((Line(told, indent=1),)),))
        return
    names = ("now", "before", "difference", "n_now", "n_before")
    columns = map(Column, names, heads(_("now|before|difference|n now|n before")))
    rows = tuple(
        (
            text(one.name),
            text(name_of(one)),
            _figure(one, one.now),
            _figure(one, one.before),
            _figure(one, one.difference)._replace(signed=True),
            count(one.n),
            count(one.n_before),
        )
        for one in compared(summary, before)
    )
    behind = tuple(_behind(one, summary) for one in compared(summary, before))
    table = Table("comparison", "", (Column("figure"), Column("label"), *columns), rows, behind=behind)
    told = _("This period is not over yet; the one before is whole.")
    yield Section(title, (table,) if summary.closed else (Statement((Line(told, indent=1),)), table))


_WHICH = {
    **{name: Which(Of.COUNTS, part=name) for name in ("arrived", "served", "left", "no_show")},
    **{name: Which(Of.MEASURE, part="wait") for name in ("wait_mean", "wait_p90", "wait_max")},
    "response_mean": Which(Of.MEASURE, part="response"),
    "handling_mean": Which(Of.MEASURE, part="handling"),
    "service_level": Which(Of.LEVEL, part=DECIDED),
    "abandonment": Which(Of.COUNTS, part="left"),
    "satisfaction": Which(Of.RATINGS, "1"),
}


def _behind(one: Compared, summary: Summary) -> tuple[Behind, ...]:
    """The visits of this period; those of the one before are behind its own summary."""
    which = _WHICH.get(one.name)
    if which is None:
        return ()
    n = getattr(summary.visits, which.part) if which.of is Of.COUNTS else one.n
    return (Behind(name_of(one), which, n),)


def _figure(one: Compared, value: float | None) -> Cell:
    kind = _KINDS.get(one.unit, Kind.NUMBER)
    return Cell(kind, value, 2 if kind is Kind.NUMBER else 0)
