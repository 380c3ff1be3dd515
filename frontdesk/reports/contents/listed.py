"""The visits that stand behind the figures: by number, never by name unless that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration, marked, number
from frontdesk.reports.contents.causes import told
from frontdesk.reports.contents.source import heads
from frontdesk.reports.document import NOTHING, Cell, Column, Section, Table, count, day, instant, seconds, text
from frontdesk.reports.layout import plain
from frontdesk.reports.which import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.model import ListedVisit

MOST_LISTED = 10
"""So many of a list are printed; data files have them all."""

_OUTCOMES = {
    "served": marked("was served"),
    "no_show": marked("did not come"),
    "left": marked("went away"),
    "removed": marked("mistaken check-in"),
    "unfinished": marked("not concluded"),
}


def listed(source: Source) -> Iterator[Section]:
    """A section for each list, also for one that is empty: it says so."""
    summary = source.summary
    yield Section("", (_of_turn(source, summary.out_of_turn),))
    yield Section("", (_removed(source, summary.removed),))
    yield Section("", (_over(source, "over_legal_limit", _("Over the legal limit"), summary.legal_breaches),))
    yield Section("", (_over(source, "worst", _("Furthest over their standard"), summary.worst),))
    if source.names is not None:
        yield Section("", (_names(source),))


def _of_turn(source: Source, visits: Sequence[ListedVisit]) -> Table:
    columns = heads(_("number|came|service|called by|counter|called at|passed|reason"))
    names = ("number", "arrived_at", "service", "staff", "counter", "called_at", "passed", "reason")

    def tell(visit: ListedVisit) -> str:
        who = _who(source, visit)
        when = NOTHING if visit.called_at is None else source.moment(visit.called_at)
        return f"({Sentence('{who}, {when}, passed {n}', who=who, when=when, n=number(visit.passed))}){_reason(visit)}"

    rows = [
        (
            *_which(source, visit),
            *_by_whom(source, visit),
            instant(visit.called_at),
            count(visit.passed),
            text(visit.reason),
        )
        for visit in visits
    ]
    return _table(source, "out_of_turn", _("Called out of turn"), visits, (names, columns, rows), tell)


def _removed(source: Source, visits: Sequence[ListedVisit]) -> Table:
    columns = heads(_("number|came|service|waited|reason"))
    names = ("number", "arrived_at", "service", "waited_s", "reason")

    def tell(visit: ListedVisit) -> str:
        when, time = source.moment(visit.arrived_at), duration(visit.waited_s)
        return f"({Sentence('{when}, waited {time}', when=when, time=time)}){_reason(visit)}"

    rows = [(*_which(source, visit), seconds(visit.waited_s), text(visit.reason)) for visit in visits]
    return _table(source, "removed", _("Removed"), visits, (names, columns, rows), tell)


def _over(source: Source, name: str, title: str, visits: Sequence[ListedVisit]) -> Table:
    columns = heads(_("number|came|service|waited|promised|over|person|counter|how it ended|why"))
    names = ("number", "arrived_at", "service", "waited_s", "target_s", "over_s", "staff", "counter", "outcome", "why")

    def end(visit: ListedVisit) -> str:
        return _("still here") if visit.outcome is None else _(_OUTCOMES.get(visit.outcome, visit.outcome))

    def tell(visit: ListedVisit) -> str:
        waited = Sentence("{waited} of {promised}", waited=duration(visit.waited_s), promised=duration(visit.target_s))
        about = (source.house("service", visit.service), source.moment(visit.arrived_at), _who(source, visit))
        why = told(visit.why, source.label)
        return f"{waited} ({', '.join(map(str, about))}, {end(visit)}){': ' * bool(why)}{why}"

    rows = [
        (
            *_which(source, visit),
            seconds(visit.waited_s),
            seconds(visit.target_s),
            seconds(visit.over_s),
            *_by_whom(source, visit),
            text(end(visit)),
            text(told(visit.why, source.label) or None),
        )
        for visit in visits
    ]
    return _table(source, name, title, visits, (names, columns, rows), tell)


def _table(
    source: Source,
    name: str,
    title: str,
    visits: Sequence[ListedVisit],
    content: tuple[Sequence[str], Sequence[str], Sequence[tuple[Cell, ...]]],
    tell: Callable[[ListedVisit], str],
) -> Table:
    names, columns, rows = content
    every = named(title, (visit.visit for visit in visits), part="passed" if name == "out_of_turn" else "")
    more = map(Column, ("visit", "day", "service_id", "segment_id", "urgency_id", "outcome_id"))
    return Table(
        name,
        title,
        (*map(Column, names, columns), *more),
        tuple((*row, *_ids(visit)) for row, visit in zip(rows, visits, strict=True)),
        told=tuple(f"{plain(visit.number)} {tell(visit)}" for visit in visits),
        most=MOST_LISTED,
        counted=True,
        behind=tuple((every._replace(at=visit.visit),) for visit in visits),
        behind_all=(every,),
    )


def _which(source: Source, visit: ListedVisit) -> tuple[Cell, ...]:
    return text(visit.number), instant(visit.arrived_at), text(source.house("service", visit.service))


def _by_whom(source: Source, visit: ListedVisit) -> tuple[Cell, ...]:
    return text(visit.staff or None), text(source.house("counter", visit.counter))


def _ids(visit: ListedVisit) -> tuple[Cell, ...]:
    return (
        text(visit.visit),
        day(visit.day),
        text(visit.service),
        text(visit.segment),
        text(visit.urgency),
        text(visit.outcome),
    )


def _who(source: Source, visit: ListedVisit) -> str:
    counter = source.house("counter", visit.counter)
    at = str(Sentence("counter {counter}", counter=counter)) if counter else ""
    return ", ".join(one for one in (plain(visit.staff or ""), at) if one) or _("nobody")


def _reason(visit: ListedVisit) -> str:
    return "" if not visit.reason else f": {plain(visit.reason)}"


def _names(source: Source) -> Table:
    """The names of the visits that the lists tell of."""
    summary, names = source.summary, source.names or {}
    lists = (summary.worst, summary.out_of_turn, summary.removed, summary.legal_breaches)
    numbers = {one.visit: one.number for many in lists for one in many}
    number_head, name_head = heads(_("number|name"))
    rows = tuple((text(numbers.get(visit, NOTHING)), text(name), text(visit)) for visit, name in names.items())
    columns = (Column("number", number_head), Column("name", name_head), Column("visit"))
    return Table("names", _("Names of the visits listed"), columns, rows, counted=True)
