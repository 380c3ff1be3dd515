"""The lower half of the summary in text: complaints, answers, and the visits that stand behind the figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.i18n import Sentence, _, clock_text, day_text, duration, marked, number, percent
from frontdesk.reports.layout import folded, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frontdesk.reports.model import ListedVisit, Summary

MOST_LISTED = 10
"""So many of a list are printed; the JSON has them all."""

_OUTCOMES = {
    "served": marked("was served"),
    "no_show": marked("did not come"),
    "left": marked("went away"),
    "removed": marked("mistaken check-in"),
    "unfinished": marked("not concluded"),
}


def complaint_lines(summary: Summary, label: Callable[[str, str], object]) -> Iterator[str]:
    """What was complained about, and what became of it."""
    found = summary.complaints
    words = [
        _("Complaints"),
        str(Sentence("{n} opened", "{n} opened", n=found.opened)),
        str(Sentence("· {n} acknowledged in time", "· {n} acknowledged in time", n=found.acknowledged_in_time)),
        str(Sentence("· {n} resolved", "· {n} resolved", n=found.resolved)),
        str(Sentence("· {n} open", "· {n} open", n=found.open)),
    ]
    if found.next_due is not None:
        words.append(str(Sentence("(next due {day})", day=date.fromisoformat(found.next_due))))
    words.append(str(Sentence("· {n} overdue", "· {n} overdue", n=found.overdue)))
    if found.per_1000_visits is not None:
        words.append(str(Sentence("· {n} per 1,000 visits", n=number(found.per_1000_visits, 1))))
    if found.by_cause:
        causes = (f"{plain(label('cause', cause))} {number(n)}" for cause, n in found.by_cause.items())
        words.append(str(Sentence("· causes: {causes}", causes=", ".join(causes))))
    yield from folded(words)


def satisfaction_lines(summary: Summary) -> Iterator[str]:
    """The answers to the one question, and the questions that took no number."""
    found = summary.satisfaction
    if found.mean is not None and found.top2 is not None:
        words = [
            _("Satisfaction"),
            str(Sentence("{mean} of 5", mean=number(found.mean, 2))),
            str(Sentence("· {share} gave 4 or 5", share=percent(found.top2))),
            str(Sentence("· {n} answer", "· {n} answers", n=found.n)),
        ]
        yield from folded(words)
    quick = sum(summary.quick.values())
    if quick:
        yield from folded([str(Sentence("Quick questions {n} (no visits)", n=number(quick)))])


def list_lines(summary: Summary, label: Callable[[str, str], object]) -> Iterator[str]:
    """The visits behind the figures: called out of turn, removed, over a legal limit, furthest over the standard."""
    several_days = summary.from_day != summary.to_day
    zone = ZoneInfo(summary.zone)

    def when(visit: ListedVisit) -> str:
        local = datetime.fromtimestamp(visit.arrived_at, zone)
        return f"{day_text(local.date())} {clock_text(local)}" if several_days else clock_text(local)

    def who(visit: ListedVisit) -> str:
        counter = "" if visit.counter is None else plain(label("counter", visit.counter))
        at = str(Sentence("counter {counter}", counter=counter)) if counter else ""
        return ", ".join(one for one in (plain(visit.staff or ""), at) if one) or _("nobody")

    def of_turn(visit: ListedVisit) -> str:
        sentence = Sentence("{who}, {when}, passed {n}", who=who(visit), when=when(visit), n=number(visit.passed))
        return f"{plain(visit.number)} ({sentence}){_reason(visit)}"

    def removed(visit: ListedVisit) -> str:
        sentence = Sentence("{when}, waited {time}", when=when(visit), time=duration(visit.waited_s))
        return f"{plain(visit.number)} ({sentence}){_reason(visit)}"

    def over(visit: ListedVisit) -> str:
        sentence = Sentence(
            "{number} {waited} of {promised}",
            number=plain(visit.number),
            waited=duration(visit.waited_s),
            promised=duration(visit.target_s),
        )
        end = _("still here") if visit.outcome is None else _(_OUTCOMES.get(visit.outcome, visit.outcome))
        return f"{sentence} ({plain(label('service', visit.service))}, {when(visit)}, {who(visit)}, {end})"

    yield from _list(_("Called out of turn"), summary.out_of_turn, of_turn)
    yield from _list(_("Removed"), summary.removed, removed)
    yield from _list(_("Over the legal limit"), summary.legal_breaches, over)
    yield from _list(_("Furthest over their standard"), summary.worst, over)


def _list(title: str, visits: Sequence[ListedVisit], tell: Callable[[ListedVisit], str]) -> Iterator[str]:
    yield f" {title} {number(len(visits))}"
    for visit in visits[:MOST_LISTED]:
        yield from folded(tell(visit).split(" "), first="   ", rest="     ")
    if len(visits) > MOST_LISTED:
        yield f"   {Sentence('… and {n} more', n=number(len(visits) - MOST_LISTED))}"


def _reason(visit: ListedVisit) -> str:
    return "" if not visit.reason else f": {plain(visit.reason)}"
