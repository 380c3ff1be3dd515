"""Days that are not as others: a clock that goes back, an hour that comes twice, a single visit, everything open."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domain import events as ev
from frontdesk.domain.day_log import DayLog
from frontdesk.domain.records import VisitRecord
from frontdesk.reports.build import build
from frontdesk.reports.model import Summary
from frontdesk.reports.period import Period
from frontdesk.reports.summary_json import summary_as_json
from frontdesk.reports.text import summary_as_text
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, ended, still_here

MADRID = ZoneInfo("Europe/Madrid")


def summary(*visits: VisitRecord, logs: tuple[DayLog, ...] = (), **more: Any) -> Summary:
    return build(Period(visits=visits, logs=logs, **({"site": "Main"} | more)))


def sound(found: Summary) -> str:
    """The summary adds up and can be told in every way; its page."""
    assert found.adds_up and found.times_add_up
    json.loads(summary_as_json(found), parse_constant=pytest.fail)
    text = summary_as_text(found, lambda kind, name: name)
    assert all(len(line) <= 80 for line in text.splitlines())
    return text


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    def clock(hour: int, minute: int, fold: int = 0) -> int:
        return int(datetime(2026, 10, 25, hour, minute, fold=fold, tzinfo=MADRID).timestamp())

    day = "2026-10-24"
    begins, ends = clock(2, 30), clock(2, 30, fold=1)
    assert ends - begins == 3600
    visit = ended("a", begins, "served", wait=3600, serving=60, day=day)
    opened = log((begins, "Ana", "1", ev.CounterOpened()), (clock(3, 30), "Ana", "1", ev.CounterClosed()), day=day)
    found = summary(visit, logs=(opened,), from_day=day, to_day=day, now=clock(3, 45), zone="Europe/Madrid")
    assert (found.wait.values, found.duty.total.open_s, found.duty.total.idle_waiting_s) == ((3600,), 7200, 3600)
    assert [half.begins_at for half in found.by_half_hour if half.arrived or half.served] == [begins, ends]
    sound(found)


def test_a_clock_that_was_set_back_leaves_a_summary_that_can_be_read() -> None:
    nine = MIDNIGHT + 9 * 3600
    found = summary(
        ended("a", nine, "served", wait=0, serving=0),
        still_here("b", nine + 600),
        logs=(
            log(
                (nine, "Ana", "1", ev.CounterOpened()),
                (nine - 900, "Ana", "1", ev.Interrupted("a")),
                (nine - 1800, "Ana", "1", ev.InterruptionEnded("a")),
                (nine - 1700, "Ana", "1", ev.CounterClosed()),
            ),
        ),
        from_day=TODAY,
        to_day=TODAY,
        now=nine - 60,
    )
    assert (found.detours.interrupted_s, found.duty.total.open_s) == (0, 0)
    assert found.service_level.undecided == 1, "nobody has waited less than nothing"
    sound(found)


@pytest.mark.parametrize("outcome", ["served", "left", "no_show", "removed", "unfinished", None])
def test_a_single_visit(outcome: str | None) -> None:
    nine = MIDNIGHT + 9 * 3600
    visit = still_here("a", nine) if outcome is None else ended("a", nine, outcome, wait=700, walk=5, serving=9)
    if outcome in ("left", "removed", "unfinished"):
        visit = ended("a", nine, outcome, wait=700)
    day = log((nine, "Ana", "1", ev.CounterOpened()), (nine + 5000, "Ana", "1", ev.IntervalSetApart(nine, nine + 9)))
    found = summary(visit, logs=(day,), from_day=TODAY, to_day=TODAY, now=nine + 6000)
    assert found.visits.arrived == 1
    sound(found)
