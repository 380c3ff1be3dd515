"""What was tried out on a recorded history, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.cli.tables import table
from frontdesk.i18n import Sentence, _, duration, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.replay.arrivals import Figures, Tried, WhatIf
    from frontdesk.replay.contested import Explained

MET, MISSED = "✓", "✗"


def tried_out(tried: Tried) -> str:
    """A table of all runs, or the one run in full; one sentence where nobody came."""
    if not tried.runs[0].all.arrived:
        return str(Sentence("Nobody came in this log."))
    head = Sentence(
        "Arrivals: {n}; counters in use at once when it happened: {peak}.",
        n=number(tried.runs[0].all.arrived),
        peak=tried.peak,
    )
    found = _in_full(tried.runs[0]) if len(tried.runs) == 1 else _compared(tried)
    return "\n".join((str(head), found, *_explained(tried.orders)))


def _compared(tried: Tried) -> str:
    rows = [[_("Order"), _("Counters"), _("Within"), "", "P90", _("Longest"), _("Worst off"), "", _("Left")]]
    for run in tried.runs:
        worst = run.worst
        rows.append(
            [
                run.discipline,
                str(run.counters),
                *_within(run.all),
                _time(run.all.wait.p90),
                _time(run.all.wait.max),
                "–" if worst is None else worst,
                "–" if worst is None else _within(run.by_segment[worst])[0],
                number(run.all.left),
            ]
        )
    return f"{table(rows, right=frozenset({1, 2, 4, 5, 7, 8}))}\n{_signs()}"


def _explained(orders: Sequence[Explained]) -> list[str]:
    """Which order the house followed; nothing where nobody was called before anybody else."""
    if not orders[0].contested:
        return []
    title = Sentence(
        "{n} call was made while somebody else had waited for the same service; each order would have made:",
        "{n} calls were made while somebody else had waited for the same service; each order would have made:",
        n=orders[0].contested,
    )
    rows = [[one.discipline, number(one.explained), f"{number((one.share or 0.0) * 100, 1)} %"] for one in orders]
    return [str(title), table(rows, right=frozenset({1, 2}))]


def _in_full(run: WhatIf) -> str:
    head = ["", _("Came"), _("Served"), _("Left"), _("Within"), "", _("Mean wait"), "P90", _("Longest")]
    rows = [head, _line(_("All"), run.all)]
    rows += [_line(name, figures) for name, figures in run.by_service.items()]
    rows += [_line(name, figures) for name, figures in run.by_segment.items()]
    title = Sentence(
        "{discipline} with {n} counter:", "{discipline} with {n} counters:", discipline=run.discipline, n=run.counters
    )
    return f"{title}\n{table(rows, right=frozenset({1, 2, 3, 4, 6, 7, 8}))}\n{_signs()}"


def _line(name: str, figures: Figures) -> list[str]:
    mean = figures.wait.mean
    return [
        name,
        number(figures.arrived),
        number(figures.served),
        number(figures.left),
        *_within(figures),
        "–" if mean is None else duration(round(mean)),
        _time(figures.wait.p90),
        _time(figures.wait.max),
    ]


def _within(figures: Figures) -> tuple[str, str]:
    """The share within the promise, and whether that is what the house has promised."""
    value, goal = figures.level.value, figures.goal
    if value is None or goal is None:
        return "–", ""
    return percent(value), MET if value >= goal else MISSED


def _time(seconds: int | None) -> str:
    return "–" if seconds is None else duration(seconds)


def _signs() -> Sentence:
    return Sentence("{met} the goal of the standards is met, {missed} it is not.", met=MET, missed=MISSED)
