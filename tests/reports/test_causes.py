"""Why somebody waited longer than promised: each cause, reckoned by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frontdesk.domain import events as ev
from frontdesk.domain.day_log import DayLog
from frontdesk.domain.records import VisitRecord
from frontdesk.domain.standards import Promise
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.causes import Cause
from frontdesk.reports.model import Summary
from frontdesk.reports.period import Period
from frontdesk.reports.summary_json import summary_as_json
from frontdesk.reports.text import summary_as_text
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, ended, leg, still_here

NINE = MIDNIGHT + 9 * 3600
OPEN = (NINE - 600, "Ana", "1", ev.CounterOpened())


def summary(*visits: VisitRecord, day: DayLog, **more: Any) -> Summary:
    values: dict[str, Any] = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": NINE + 7200}
    return build(Period(visits=visits, logs=(day,), **(values | more)))


def why(*visits: VisitRecord, day: DayLog, **more: Any) -> tuple[Cause, ...]:
    """The causes of the first visit, which waited longest."""
    worst = summary(*visits, day=day, **more).worst
    assert worst[0].visit == visits[0].id
    return worst[0].why


LATE = ended("a", NINE, "served", wait=900, serving=60)


def test_nothing_that_happened_is_no_cause() -> None:
    assert why(LATE, day=log(OPEN)) == ()


def test_a_counter_was_paused_and_no_other_was_open() -> None:
    day = log(
        OPEN,
        (NINE + 100, "Ana", "1", ev.CounterPaused(reason="n.x")),
        (NINE + 500, "Ana", "1", ev.CounterResumed()),
        (NINE + 5000, "Ana", "1", ev.CounterClosed()),
    )
    found = why(LATE, day=day, notes={"n": "lunch"})
    assert found == (
        Cause("no_counter", seconds=400),
        Cause("counter_paused", seconds=400, counter="1", reason="lunch"),
    )
    # Another counter took it meanwhile: only the pause is told. One that does not take it changes nothing.
    second = (NINE - 600, "Rosa", "2", ev.CounterOpened())
    assert [one.kind for one in why(LATE, day=log(second, *_records(day)))] == ["counter_paused"]
    elsewhere = (NINE - 600, "Rosa", "2", ev.CounterOpened(services=("accounts",)))
    assert [one.kind for one in why(LATE, day=log(elsewhere, *_records(day)))] == ["no_counter", "counter_paused"]


def _records(day: DayLog) -> list[tuple[int, str, str | None, ev.Event]]:
    return [(one.at, one.actor, one.counter, one.event) for one in day.records]


def test_a_rush_and_those_who_waited_already() -> None:
    before = [ended(f"b{n}", NINE - 60, "served", wait=300, serving=10) for n in range(4)]
    called = ended("c", NINE - 60, "served", wait=30, serving=10)
    day = log(OPEN, (NINE + 800, "Lea", None, ev.SurgeStarted()), (NINE + 2000, "Lea", None, ev.SurgeEnded()))
    assert why(LATE, *before, called, day=day) == (Cause("rush", seconds=100), Cause("busy", n=4))


def test_who_came_later_and_went_first_is_told_by_its_ground() -> None:
    later = [
        ended("p", NINE + 60, "served", wait=10, serving=5, preference="age60"),
        ended("o", NINE + 70, "served", wait=10, serving=5, passed=1, out_of_turn="n.x"),
        ended("v", NINE + 80, "served", wait=10, serving=5, segment="vip"),
        ended("w", NINE + 90, "served", wait=10, serving=5, segment="vip"),
        ended("late", NINE + 95, "served", wait=2000, serving=5, target_s=9000),  # was called after it
    ]
    assert why(LATE, *later, day=log(OPEN)) == (
        Cause("preference_first", n=1),
        Cause("out_of_turn_first", n=1),
        Cause("others_first", n=2),
    )


def test_who_was_called_by_a_counter_that_did_not_take_this_one_passed_nobody() -> None:
    other = ended("v", NINE + 80, "served", wait=10, serving=5, service="accounts", counter="2")
    day = log(OPEN, (NINE - 600, "Rosa", "2", ev.CounterOpened(services=("accounts",))))
    assert why(LATE, other, day=day) == ()
    both = log(OPEN, (NINE - 600, "Rosa", "2", ev.CounterOpened()))
    assert why(LATE, other, day=both) == (Cause("others_first", n=1),)


def test_its_own_way() -> None:
    promise = Promise(wait_s=600, goal=0.8, handling_s=480, allowance_s=600)
    visit = ended("a", NINE, "served", wait=900, serving=60, legs=2, held_s=50, returned=1)
    legs = [
        leg("a", 1, "information", NINE, waiting_s=400, called_at=NINE + 400, counter="1"),
        leg("a", 2, "accounts", NINE + 400, waiting_s=500, called_at=NINE + 900, counter="1"),
    ]
    day = log(
        OPEN,
        (NINE + 400, "Ana", "1", ev.Transferred("a", "accounts", promise, NINE)),
        (NINE + 450, "Ana", "1", ev.Recalled("a")),
        (NINE + 460, "Ana", "1", ev.Recalled("a")),
        (NINE + 500, "Ana", "1", ev.PutOnHold("a")),
    )
    assert why(visit, legs=legs, day=day) == (
        Cause("transferred", n=1),
        Cause("recalled", n=2),
        Cause("held", n=1, seconds=50),
        Cause("came_back", n=1),
    )


def test_who_waits_still_is_explained_too() -> None:
    waiting = still_here("a", NINE)
    day = log((NINE + 1000, "Ana", "1", ev.CounterOpened()))
    assert why(waiting, day=day, now=NINE + 1500) == (Cause("no_counter", seconds=1000),)


def test_in_a_report_of_one_person_the_others_went_first_all_the_same() -> None:
    mine = LATE._replace(staff="Rosa")
    other = ended("v", NINE + 80, "served", wait=10, serving=5)
    longer = [ended(f"l{n}", NINE, "served", wait=5000, serving=5) for n in range(12)]
    found = summary(mine, other, *longer, day=log(OPEN), staff="Rosa")
    assert [(one.visit, [cause.kind for cause in one.why]) for one in found.worst] == [("a", ["busy", "others_first"])]


@pytest.mark.parametrize("language", ["en", "es"])
def test_in_words(language: str) -> None:
    use_language(language)
    later = ended("p", NINE + 60, "served", wait=10, serving=5, preference="age60")
    day = log(
        OPEN,
        (NINE + 100, "Ana", "1", ev.CounterPaused(reason="n.x")),
        (NINE + 500, "Ana", "1", ev.CounterResumed()),
        (NINE + 600, "Lea", None, ev.SurgeStarted()),
    )
    found = summary(LATE, later, day=day, notes={"n": "lunch\x1b[2J"})
    text = summary_as_text(found, lambda kind, name: name)
    assert all(len(line) <= 80 for line in text.splitlines()) and "\x1b" not in text
    if language == "en":
        flat = " ".join(text.split())
        assert (
            "was served): no counter was open for it for 6:40; counter 1 paused for 6:40 of it (lunch␛[2J); a rush, "
            "for 5:00 of it; 1 with preference came later and went first"
        ) in flat
    told = json.loads(summary_as_json(found))["worst"][0]["why"]
    assert told[1] == {"code": "counter_paused", "n": None, "seconds": 400, "counter": "1", "reason": "lunch\x1b[2J"}
