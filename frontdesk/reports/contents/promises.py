"""What customers were promised: how much of it was kept, and what is still to be done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.promises import OPEN
from frontdesk.i18n import Sentence, _
from frontdesk.reports.contents.source import heads, held
from frontdesk.reports.document import Column, Line, Section, Statement, Table, count, day, facts, text
from frontdesk.reports.layout import plain
from frontdesk.reports.which import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.promise_figures import ListedPromise

MOST_LISTED = 10


def promises(source: Source) -> Iterator[Section]:
    """A section for the figures, and one for those that are open or were broken, where there are any."""
    found = source.summary.promises
    words = [_("Promises"), str(Sentence("{n} made", "{n} made", n=found.made))]
    words.append(str(Sentence("· {n} kept", "· {n} kept", n=found.kept)))
    if found.kept:
        words.append(str(Sentence("({n} late)", "({n} late)", n=found.kept_late)))
    words.append(str(Sentence("· {n} broken", "· {n} broken", n=found.broken)))
    words.append(str(Sentence("· {n} due", "· {n} due", n=found.due)))
    if found.next_due is not None:
        words.append(str(Sentence("(next due {day})", day=date.fromisoformat(found.next_due))))
    words.append(str(Sentence("· {n} overdue", "· {n} overdue", n=found.overdue)))
    figures = [
        ("carried_in", count(found.carried_in)),
        ("made", count(found.made)),
        ("kept", count(found.kept)),
        ("kept_late", count(found.kept_late)),
        ("broken", count(found.broken)),
        ("due", count(found.due)),
        ("overdue", count(found.overdue)),
        ("next_due", day(found.next_due)),
        ("moved", count(found.moved)),
    ]
    due = [one.visit for one in found.listed if one.state == OPEN]
    broken = [one.visit for one in found.listed if one.state != OPEN]
    titles = heads(_("visits with a promise that is due|visits with a promise kept|visits with a promise broken"))
    every = (named(title, those) for title, those in zip(titles, (due, found.kept_visits, broken), strict=True))
    line = Line(" ".join(map(held, words)), behind=tuple(one for one in every if one.n))
    yield Section("", (Statement((line,), facts("promises", figures)),))
    if found.listed:
        yield Section("", (_listed(source),))


def _listed(source: Source) -> Table:
    """Each promise with its due day and who sees to it; what was promised stands in no report."""
    found = source.summary.promises.listed
    names = ("number", "due", "owner", "moved", "state")
    columns = map(Column, names, heads(_("number|due|person|moved|state")))
    more = map(Column, ("made", "first_due", "ended", "overdue", "state_id"))
    rows = tuple(
        (
            text(one.number),
            day(one.due_day),
            text(one.owner),
            count(one.moved),
            text(_state(one)),
            day(one.day),
            day(one.first_due_day),
            day(one.ended_day),
            text("yes" if one.overdue else "no"),
            text(one.state),
        )
        for one in found
    )
    return Table(
        "promise_list",
        _("Promises open or broken"),
        (*columns, *more),
        rows,
        told=tuple(map(_told, found)),
        behind=tuple(() if one.visit is None else (named(plain(one.number), (one.visit,)),) for one in found),
        most=MOST_LISTED,
        counted=True,
    )


def _told(one: ListedPromise) -> str:
    values = {"day": date.fromisoformat(one.due_day), "state": _state(one)}
    owner = "" if one.owner is None else f", {plain(one.owner)}"
    moved = "" if not one.moved else f", {Sentence('moved {n} time', 'moved {n} times', n=one.moved)}"
    return f"{plain(one.number)} {Sentence('due {day}: {state}', **values)}{moved}{owner}"


def _state(one: ListedPromise) -> str:
    if one.overdue:
        return _("open and overdue")
    return _("open", "promise") if one.state == OPEN else _("broken", "promise")
