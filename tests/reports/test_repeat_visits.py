"""Repeat visits: whom the house knows, and who had to come again for the same thing."""

from __future__ import annotations

from frontdesk.reports.build import build
from frontdesk.reports.period import Period
from frontdesk.reports.repeat_visits import WITHIN_DAYS, Repeats, ServedBefore
from frontdesk.reports.summary_json import summary_as_data
from tests.reports.rows import MIDNIGHT, TODAY, ended, still_here

NOON = MIDNIGHT + 12 * 3600
WEEK = WITHIN_DAYS * 86400


def _repeats(*visits: object, before: tuple[ServedBefore, ...] = ()) -> dict[str, Repeats]:
    period = Period("Main", TODAY, TODAY, NOON + 7200, list(visits), before=before)  # type: ignore[arg-type]
    return dict(build(period).repeats.by_service)


def _served(customer: str, ended_at: int, service: str = "information") -> ServedBefore:
    return ServedBefore(customer, service, f"before-{customer}", ended_at)


def test_who_comes_again_within_a_week_for_the_same_service_is_a_repeat_visit() -> None:
    marta = ended("v1", NOON, "served", serving=60, customer="C1")
    assert _repeats(marta) == {"information": Repeats(1, 0)}
    assert _repeats(marta, before=(_served("C1", NOON - WEEK),)) == {"information": Repeats(1, 1)}
    assert _repeats(marta, before=(_served("C1", NOON - WEEK - 1),)) == {"information": Repeats(1, 0)}
    assert _repeats(marta, before=(_served("C1", NOON - 60, "incidents"),)) == {"information": Repeats(1, 0)}
    assert _repeats(marta, before=(_served("C2", NOON - 60),)) == {"information": Repeats(1, 0)}


def test_the_same_day_counts_too_and_the_visit_itself_does_not() -> None:
    first = ended("v1", NOON, "served", serving=60, customer="C1")
    again = still_here("v2", NOON + 3600, customer="C1")
    itself = ServedBefore("C1", "information", "v1", NOON + 60)
    assert _repeats(first, again, before=(itself,)) == {"information": Repeats(2, 1)}
    at_once = ServedBefore("C1", "information", "v1", NOON)
    assert _repeats(first, before=(at_once,)) == {"information": Repeats(1, 0)}


def test_nobody_in_particular_and_a_mistaken_check_in_are_not_counted() -> None:
    nobody = ended("v1", NOON, "served", serving=60)
    mistaken = ended("v2", NOON, "removed", customer="C1")
    assert _repeats(nobody, mistaken, before=(_served("C1", NOON - 60),)) == {}


def test_it_is_told_with_its_n_and_by_service() -> None:
    visits = [
        ended("v1", NOON, "served", serving=60, customer="C1"),
        ended("v2", NOON, "left", customer="C2", service="incidents"),
    ]
    summary = build(Period("Main", TODAY, TODAY, NOON + 7200, visits, before=[_served("C1", NOON - 3600)]))
    assert summary_as_data(summary)["repeat_visits"] == {
        "within_days": 7,
        "known": 2,
        "again": 1,
        "share": 0.5,
        "by_service": {
            "incidents": {"known": 1, "again": 0, "share": 0.0},
            "information": {"known": 1, "again": 1, "share": 1.0},
        },
    }
    nothing = summary_as_data(build(Period("Main", TODAY, TODAY, NOON, [])))["repeat_visits"]
    assert nothing == {"within_days": 7, "known": 0, "again": 0, "share": None, "by_service": {}}
