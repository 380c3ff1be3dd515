"""What customers said and were told: complaints and their causes, promises, satisfaction, quick questions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration, number
from frontdesk.reports.contents.complaint_outcomes import ages, outcome_lines, outcome_tables
from frontdesk.reports.contents.promises import promises
from frontdesk.reports.contents.satisfaction import satisfaction
from frontdesk.reports.contents.source import heads, held
from frontdesk.reports.document import (
    Chart,
    Column,
    Kind,
    Line,
    Section,
    Series,
    Statement,
    Table,
    count,
    day,
    decimal,
    facts,
    seconds,
    text,
)
from frontdesk.reports.layout import plain
from frontdesk.reports.which import Behind, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.document import Block, Cell
    from frontdesk.reports.model import ComplaintFigures, ListedComplaint

MOST_LISTED = 10
_COURSE = ("carried_in", "settled_day", "late", "resolved", "resolved_late", "reopened")


def care(source: Source) -> Iterator[Section]:
    """A section each for complaints, promises, satisfaction and quick questions, where there is anything to say."""
    yield Section("", tuple(_complaints(source)))
    if source.summary.complaints.listed:
        yield Section("", (_listed(source),))
    yield from promises(source)
    yield from satisfaction(source)
    quick = source.summary.quick
    if any(quick.values()):
        words = [str(Sentence("Quick questions {n} (no visits)", n=number(sum(quick.values()))))]
        rows = tuple((text(name), text(source.house("counter", name)), count(n)) for name, n in quick.items())
        data = Table("quick_questions", "", (Column("counter"), Column("label"), Column("n")), rows)
        yield Section("", (_statement(words, data),))


def _complaints(source: Source) -> Iterator[Block]:
    found = source.summary.complaints
    opened = [one for one in found.listed if one.day >= source.summary.from_day]
    line = Line(" ".join(map(held, (*_equation(found), *_beside(found)))), behind=_visits_behind(found, opened))
    figures: list[tuple[str, Cell]] = [
        ("carried_in", count(found.carried_in)),
        ("opened", count(found.opened)),
        ("reopened", count(found.reopened)),
        ("resolved", count(found.resolved)),
        ("resolved_late", count(found.resolved_late)),
        ("resolved_same_day", count(found.resolved_same_day)),
        ("resolved_at_desk", count(found.resolved_at_desk)),
        ("open", count(found.open)),
        ("overdue", count(found.overdue)),
        ("next_due", day(found.next_due)),
        ("acknowledged_in_time", count(found.acknowledged_in_time)),
        ("closed", count(found.closed)),
        ("repeats", count(found.repeats)),
        ("per_1000_visits", decimal(found.per_1000_visits, 1)),
        *((f"kind_{kind}", count(n)) for kind, n in found.by_kind.items()),
        *((f"cause_{cause}", count(n)) for cause, n in found.by_cause.items()),
        *ages(source),
    ]
    yield Statement((line, *outcome_lines(source)), facts("complaints", figures))
    for table in outcome_tables(source):
        yield Statement((), table)
    if found.by_cause:
        yield Chart(
            "complaints_by_cause",
            _("Complaints by cause"),
            _("cause"),
            tuple(source.house("cause", cause) or "" for cause in found.by_cause),
            (Series("complaints", _("complaints"), tuple(found.by_cause.values())),),
            Kind.COUNT,
            lying=True,
            behind=tuple(
                _about(source.house("cause", cause) or "", (one for one in opened if one.cause == cause))
                for cause in found.by_cause
            ),
        )


def _equation(found: ComplaintFigures) -> Iterator[str]:
    """Both sides of it: those open at the beginning and what came, what was resolved and those open at the end."""
    yield _("Complaints")
    yield str(Sentence("{n} carried in", "{n} carried in", n=found.carried_in))
    yield str(Sentence("+ {n} opened", "+ {n} opened", n=found.opened))
    if found.reopened:
        yield str(Sentence("+ {n} reopened", "+ {n} reopened", n=found.reopened))
    yield str(Sentence("= {n} resolved", "= {n} resolved", n=found.resolved))
    if found.resolved_at_desk:
        at_desk, late = number(found.resolved_at_desk), number(found.resolved_late)
        yield str(Sentence("({at_desk} at the desk, {late} late)", at_desk=at_desk, late=late))
    elif found.resolved:
        yield str(Sentence("({n} late)", "({n} late)", n=found.resolved_late))
    yield str(Sentence("+ {n} still open", "+ {n} still open", n=found.open))
    if found.next_due is not None:
        yield str(Sentence("(next due {day})", day=date.fromisoformat(found.next_due)))


def _beside(found: ComplaintFigures) -> Iterator[str]:
    yield str(Sentence("· {n} overdue", "· {n} overdue", n=found.overdue))
    yield str(Sentence("· {n} acknowledged in time", "· {n} acknowledged in time", n=found.acknowledged_in_time))
    if found.repeats:
        yield str(Sentence("· {n} again", "· {n} again", n=found.repeats))
    if found.per_1000_visits is not None:
        yield str(Sentence("· {n} per 1,000 visits", n=number(found.per_1000_visits, 1)))


def _visits_behind(found: ComplaintFigures, opened: Sequence[ListedComplaint]) -> tuple[Behind, ...]:
    """The visits that the complaints of each figure are about, where any of them names one."""
    titles = heads(
        _(
            "visits of complaints opened|visits of complaints carried in|visits of complaints resolved|"
            "visits of complaints resolved late|visits of complaints still open"
        )
    )
    counted = (
        opened,
        [one for one in found.listed if one.carried_in],
        [one for one in found.listed if one.resolved],
        [one for one in found.listed if one.resolved_late],
        [one for one in found.listed if not one.settled],
    )
    return tuple(behind for title, those in zip(titles, counted, strict=True) for behind in _about(title, those))


def _about(words: str, complaints: Iterable[ListedComplaint]) -> tuple[Behind, ...]:
    """The visits that complaints are about; nothing where none of them names one."""
    found = named(words, (one.visit for one in complaints))
    return (found,) if found.n else ()


def _listed(source: Source) -> Table:
    """Each complaint with its cause, its age and its deadline."""
    found = source.summary.complaints.listed
    names = ("number", "opened", "cause", "age_s", "due", "state")
    columns = map(Column, names, heads(_("number|opened|cause|age|due|state")))
    more = map(Column, ("kind", "cause_id", "severity", "safety", "visit", *_COURSE))
    rows = tuple(
        (
            text(one.number),
            day(one.day),
            text(source.house("cause", one.cause)),
            seconds(one.age_s),
            day(one.due_day),
            text(_state(one)),
            text(one.kind),
            text(one.cause),
            count(one.severity),
            text("yes" if one.safety else "no"),
            text(one.visit),
            text("yes" if one.carried_in else "no"),
            day(one.settled_day),
            text("yes" if one.late else "no"),
            count(one.resolved),
            count(one.resolved_late),
            count(one.reopened),
        )
        for one in found
    )
    return Table(
        "complaint_list",
        _("Complaints, each"),
        (*columns, *more),
        rows,
        notes=tuple(map(_taken_up_again, found)),
        told=tuple(_told(source, one) for one in found),
        behind=tuple(_about(plain(one.number), (one,)) for one in found),
        most=MOST_LISTED,
        counted=True,
    )


def _told(source: Source, one: ListedComplaint) -> str:
    due = "" if one.due_day is None else f", {Sentence('due {day}', day=date.fromisoformat(one.due_day))}"
    safety = f" ▲ {_('safety')}" if one.safety else ""
    values = {"cause": source.house("cause", one.cause), "day": date.fromisoformat(one.day), "state": _state(one)}
    age = duration(one.age_s)
    if one.settled:
        about = Sentence("{cause}, {day}: {state} after {age}", age=age, **values)
    else:
        about = Sentence("{cause}, {day}: {state}, for {age}", age=age, **values)
    again = _taken_up_again(one)
    return f"{plain(one.number)} {about}{f', {again}' if again else ''}{due}{safety}"


def _taken_up_again(one: ListedComplaint) -> str:
    """How often it was, and how many of the answers before the one that stands were late; "" for never."""
    told = []
    if one.reopened:
        told.append(str(Sentence("reopened {n} time", "reopened {n} times", n=one.reopened)))
    if before := one.resolved_late - one.late:
        told.append(str(Sentence("{n} answer before was late", "{n} answers before were late", n=before)))
    return ", ".join(told)


def _state(one: ListedComplaint) -> str:
    if one.late:
        return _("settled late")
    if one.settled:
        return _("settled")
    if one.overdue:
        return _("open and overdue")
    return _("open, acknowledged") if one.acknowledged else _("open, not acknowledged")


def _statement(words: list[str], data: Table, behind: tuple[Behind, ...] = ()) -> Statement:
    return Statement((Line(" ".join(map(held, words)), behind=behind),), data)
