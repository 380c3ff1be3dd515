"""How many counters a day will need."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import business_day, length_of_time, shown
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, day_text, duration, marked, number, percent
from frontdesk.reports.staffing import Clock, Needed, Staffing
from frontdesk.reports.staffing import staffing as reckoned

app = new_app()

MOST_DAYS = 8
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*(%?)")


@verb(app, "staffing", tells=True)
def staffing(
    session: Session,
    day: options.Day = None,
    target: Annotated[
        str | None,
        options.option(
            "--target", options.DURATION, marked("The wait to keep to. Default: the standard for everybody.")
        ),
    ] = None,
    goal: Annotated[
        str | None,
        options.option("--goal", "80%", marked("For what share of people. Default: the standard for everybody.")),
    ] = None,
) -> None:
    """From the same weekdays, up to eight: people and load per half hour, and the counters that keep the promise."""
    policy = session.policy
    promise = policy.standards.promise("", "", "")
    wanted = business_day("--day", "today" if day is None else day, policy.business_day(session.now()))
    target_s = promise.wait_s if target is None else length_of_time("--target", target)
    share = promise.goal if goal is None else _share("--goal", goal)
    archive = session.archive
    opened = [date.fromisoformat(row.day) for row in archive.days()]
    alike = [one for one in opened if one < wanted and one.weekday() == wanted.weekday()][-MOST_DAYS:]
    past = {
        one.isoformat(): [visit for visit in archive.visit_rows(one, one)[0] if visit.arrived_day == one.isoformat()]
        for one in alike
    }
    found = reckoned(wanted, past, Clock(policy.zone, policy.cutoff), target_s, share)
    session.tell(found.as_data(), _as_text(found))


def _share(option: str, text: str) -> float:
    """A share of 1: ``0.8``, ``80`` or ``80%``, less than all."""
    match = _SHARE.fullmatch(text.strip())
    value = -1.0 if match is None else float(match[1])
    if match is not None and (match[2] or value >= 1):
        value /= 100
    if not 0 < value < 1:
        raise UsageError(
            Sentence("{option}: “{found}” is not a share.", option=option, found=shown(text)),
            Sentence("Write it like 80% or 0.8; everybody within it is beyond any number of counters."),
        )
    return value


def _as_text(found: Staffing) -> str:
    day = date.fromisoformat(found.day)
    if not found.half_hours:
        return str(Sentence("There is no history of that weekday before {day}.", day=day))
    title = Sentence(
        "{day}, from {n} day before it: {goal} within {target}.",
        "{day}, from {n} days before it: {goal} within {target}.",
        n=len(found.days),
        day=day_text(day),
        goal=percent(found.goal),
        target=duration(found.target_s),
    )
    head = ["", _("Arrivals"), _("Handling"), _("Erlangs"), _("Needed"), _("Within"), _("Mean wait")]
    impatient = found.patience_s is not None
    if impatient:
        head += [_("Some leave"), _("Within"), _("Mean wait")]
    rows = [[*head, _("Were at work")]]
    for one in found.half_hours:
        row = [one.begins, number(one.arrivals, 1), duration(round(one.handling_s)), number(one.load, 1)]
        row += _cells(one.patient)
        if impatient:
            row += _cells(one.impatient)
        rows.append([*row, number(one.at_work, 1)])
    lines = [str(title), table(rows, right=frozenset(range(1, len(rows[0]))))]
    if found.patience_s is not None:
        patience = duration(round(found.patience_s))
        lines.append(str(Sentence("Where some leave, they do after {patience} on average.", patience=patience)))
    return "\n".join(lines)


def _cells(needed: Needed | None) -> list[str]:
    if needed is None:
        return ["–", "–", "–"]
    wait = "–" if needed.wait_s is None else duration(round(needed.wait_s))
    return [str(needed.counters), percent(needed.within), wait]
