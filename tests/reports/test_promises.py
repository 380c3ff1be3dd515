"""Promises over a hand-made sequence of days: as they stood at the end of each, whatever has become of them since."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.domain.promises import PromiseRecord
from frontdesk.reports.build import build
from frontdesk.reports.comparison import compared
from frontdesk.reports.period import Period
from frontdesk.reports.promise_figures import PromiseFigures
from tests.reports.rows import MIDNIGHT, promise

DAYS = [f"2026-11-{day}" for day in (19, 20, 21, 22, 23, 24)]
THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = DAYS
CUTOFF = {day: MIDNIGHT + (place - 1) * 86_400 + 4 * 3600 for place, day in enumerate(DAYS)}
"""The end of each day: at four in the morning of the next one."""

PROMISES = [
    promise("kept", THURSDAY, FRIDAY, ended=("kept", FRIDAY)),
    promise("late", THURSDAY, FRIDAY, ended=("kept", SATURDAY), owner="Rosa"),
    promise("moved", FRIDAY, FRIDAY, moves=((FRIDAY, SATURDAY), (SUNDAY, TUESDAY)), ended=("kept", MONDAY)),
    promise("broken", FRIDAY, MONDAY, ended=("broken", SATURDAY), actor="Rosa", owner="Rosa"),
    promise("open", SATURDAY, SUNDAY, owner=""),
    promise("in one day", SATURDAY, SATURDAY, ended=("kept", SATURDAY)),
]


def figures(first: str, last: str, promises: list[PromiseRecord] = PROMISES, **more: Any) -> PromiseFigures:
    """What a report of these days says long after them, or at ``now``."""
    values: dict[str, Any] = {"now": CUTOFF[TUESDAY] + 99 * 86_400, "closed_at": CUTOFF[last]} | more
    found = build(Period(site="x", from_day=first, to_day=last, visits=(), promises=promises, **values)).promises
    assert found.carried_in + found.made == found.kept + found.broken + found.due
    return found


def counts(found: PromiseFigures) -> tuple[int, ...]:
    return found.carried_in, found.made, found.kept, found.kept_late, found.broken, found.due, found.overdue


def test_each_day_tells_what_happened_on_it_and_what_was_open_at_its_end() -> None:
    assert {day: counts(figures(day, day)) for day in DAYS} == {
        THURSDAY: (0, 2, 0, 0, 0, 2, 0),
        # "kept" in time; "late" is due that day and not kept at its end; "moved" has been given Saturday.
        FRIDAY: (2, 2, 1, 0, 0, 3, 1),
        # "late" kept late, "in one day" kept at once, "broken" broken; "moved" (due that day) and "open" are open.
        SATURDAY: (3, 2, 2, 1, 1, 2, 1),
        # "moved" is due on Tuesday now; "open" was due.
        SUNDAY: (2, 0, 0, 0, 0, 2, 1),
        MONDAY: (2, 0, 1, 0, 0, 1, 1),
        TUESDAY: (1, 0, 0, 0, 0, 1, 1),
    }


def test_a_range_adds_up_to_what_its_days_tell() -> None:
    for place, first in enumerate(DAYS):
        for last in DAYS[place:]:
            days = [figures(day, day) for day in DAYS[place : DAYS.index(last) + 1]]
            found = figures(first, last)
            for name in ("made", "kept", "kept_late", "broken", "moved"):
                assert getattr(found, name) == sum(getattr(day, name) for day in days), (name, first, last)
            assert (found.carried_in, found.due, found.overdue) == (
                *(days[0].carried_in, days[-1].due, days[-1].overdue),
            )


def test_a_promise_moved_after_the_end_of_a_range_stood_under_its_old_day_then() -> None:
    listed = {one.number: one for one in figures(FRIDAY, SATURDAY).listed}
    assert (listed["moved"].due_day, listed["moved"].moved, listed["moved"].overdue) == (SATURDAY, 1, True)
    listed = {one.number: one for one in figures(FRIDAY, SUNDAY).listed}
    assert (listed["moved"].due_day, listed["moved"].moved, listed["moved"].overdue) == (TUESDAY, 2, False)
    assert listed["moved"].first_due_day == FRIDAY
    assert (figures(FRIDAY, SATURDAY).moved, figures(SUNDAY, SUNDAY).moved) == (1, 1)


def test_what_was_broken_later_was_open_then() -> None:
    told = [(one.number, one.state, one.ended_day) for one in figures(FRIDAY, FRIDAY).listed]
    assert told == [("late", "open", None), ("broken", "open", None), ("moved", "open", None)]
    told = [(one.number, one.state, one.ended_day) for one in figures(SATURDAY, SATURDAY).listed]
    assert told == [("broken", "broken", SATURDAY), ("moved", "open", None), ("open", "open", None)]


def test_the_next_due_day_is_that_of_a_promise_that_is_not_overdue() -> None:
    assert figures(SATURDAY, SATURDAY).next_due == SUNDAY
    assert figures(SUNDAY, SUNDAY).next_due == TUESDAY
    assert figures(TUESDAY, TUESDAY).next_due is None
    assert figures(THURSDAY, THURSDAY, []) == PromiseFigures()


def test_what_is_due_on_the_day_that_runs_is_overdue_once_it_is_over() -> None:
    running = figures(SUNDAY, SUNDAY, closed_at=None, now=CUTOFF[SUNDAY] - 3600)
    assert (running.overdue, running.next_due) == (0, SUNDAY)
    assert figures(SUNDAY, SUNDAY, closed_at=CUTOFF[SUNDAY] - 30_000).overdue == 0
    assert figures(SUNDAY, SUNDAY).overdue == 1


def test_what_was_promised_after_the_day_was_closed_by_hand_is_in_its_summary() -> None:
    after = promise("after", SUNDAY, MONDAY)._replace(made_at=CUTOFF[SUNDAY] - 20_000)
    found = figures(SUNDAY, SUNDAY, [*PROMISES, after], closed_at=CUTOFF[SUNDAY] - 30_000)
    assert (found.made, found.due) == (1, 3)


@pytest.mark.parametrize(
    ("staff", "numbers"), [("Rosa", {"late", "broken"}), ("Ana", {"late", "moved", "open"}), ("Eva", set())]
)
def test_a_shift_has_the_promises_that_this_person_made_or_sees_to(staff: str, numbers: set[str]) -> None:
    found = figures(FRIDAY, SATURDAY, staff=staff)
    told = {one.number for one in figures(FRIDAY, FRIDAY, staff=staff).listed} | {one.number for one in found.listed}
    assert told == numbers


def test_two_periods_are_held_against_each_other_by_the_share_kept_in_time() -> None:
    def summary(day: str) -> Any:
        return build(Period("x", day, day, now=CUTOFF[TUESDAY], visits=(), promises=PROMISES, closed_at=CUTOFF[day]))

    (kept,) = [one for one in compared(summary(SATURDAY), summary(SUNDAY)) if one.name == "promises_in_time"]
    assert (kept.now, kept.n, kept.before, kept.n_before, kept.difference) == (1 / 3, 3, None, 0, None)
