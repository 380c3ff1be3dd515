"""The load of counters and people, reckoned by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frontdesk.domain import events as ev
from frontdesk.domain.day_log import DayLog
from frontdesk.domain.records import VisitRecord
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.duty import Duty, Watch
from frontdesk.reports.half_hours import clock_of
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.summary_json import summary_as_json
from frontdesk.reports.sums.day_facts import as_text, facts_of, from_text
from frontdesk.reports.text import summary_as_text
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, TOMORROW, ended, leg, still_here

NINE = MIDNIGHT + 9 * 3600
TEN = NINE + 3600
OPEN, CLOSE = ev.CounterOpened(), ev.CounterClosed()


def house_word(kind: str, name: str) -> object:
    return name


def summary(*visits: VisitRecord, logs: list[DayLog], **more: Any) -> Summary:
    values: dict[str, Any] = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": TEN}
    return build(Period(visits=visits, logs=logs, **(values | more)))


def test_a_morning_reckoned_by_hand() -> None:
    # Ana is there from 9:00 to 10:00 and pauses from 9:30 to 9:40. She attends A 9:05–9:10 and B 9:10–9:30.
    # C waits from 9:20 until she calls at 9:50 and is served to 9:55.
    found = summary(
        ended("a", NINE + 300, "served", walk=60, serving=240),
        ended("b", NINE + 300, "served", wait=300, walk=30, serving=1170),
        ended("c", NINE + 1200, "served", wait=1800, serving=300),
        logs=[
            log(
                (NINE, "Ana", "1", OPEN),
                (NINE + 1800, "Ana", "1", ev.CounterPaused(reason="n.x")),
                (NINE + 2400, "Ana", "1", ev.CounterResumed()),
                (TEN, "Ana", "1", CLOSE),
            )
        ],
        notes={"n": "tea"},
    ).duty
    # Open 50 min = 3000 s; busy 300 + 1200 + 300 = 1800; free 1200, of it 9:40–9:50 while C waited: 600.
    expected = Duty(open_s=3000, paused_s=600, attending_s=1800, idle_waiting_s=600, attended=3, pauses=1)
    assert found.total == found.by_counter["1"] == found.by_staff["Ana"] == expected
    assert (expected.idle_s, expected.occupancy) == (1200, 0.6)
    # C waited during the pause; B had been called.
    assert found.pauses == (Watch(TODAY, NINE + 1800, NINE + 2400, "1", "Ana", "tea", visits=1),)
    assert found.shifts == (Watch(TODAY, NINE, TEN, "1", "Ana", visits=3),)


def test_a_pause_asked_for_after_this_visit_begins_when_it_leaves() -> None:
    day = log(
        (NINE, "Ana", "1", OPEN),
        (NINE + 100, "Ana", "1", ev.CounterPaused(after_this=True)),
        (NINE + 900, "Ana", "1", ev.CounterResumed()),
        (NINE + 1000, "Ana", "1", CLOSE),
    )
    found = summary(ended("a", NINE, "served", serving=400), logs=[day]).duty
    assert (found.total.open_s, found.total.paused_s, found.total.attending_s) == (500, 500, 400)
    # Taken back before the visit left: there was no pause.
    none = log(
        (NINE, "Ana", "1", OPEN),
        (NINE + 100, "Ana", "1", ev.CounterPaused(after_this=True)),
        (NINE + 200, "Ana", "1", ev.CounterResumed()),
        (NINE + 1000, "Ana", "1", CLOSE),
    )
    taken_back = summary(ended("a", NINE, "served", serving=400), logs=[none]).duty
    assert (taken_back.pauses, taken_back.total.open_s) == ((), 1000)


def test_free_while_somebody_waited_whom_the_counter_does_not_take_is_just_free() -> None:
    def idle(services: tuple[str, ...] | None) -> int:
        day = log((NINE, "Ana", "1", ev.CounterOpened(services=services)), (TEN, "Ana", "1", CLOSE))
        return summary(ended("a", NINE, "left", wait=1000), logs=[day]).duty.total.idle_waiting_s

    assert (idle(None), idle(("information", "incidents")), idle(("incidents",))) == (1000, 1000, 0)


def test_whoever_takes_over_has_a_shift_of_their_own() -> None:
    day = log(
        (NINE, "Ana", "1", OPEN),
        (NINE + 600, "Rosa", "1", ev.CounterTakenOver(previous="Ana")),
        (NINE + 700, "Lea", "2", ev.VisitTakenOver("a", "1", "2")),
        (TEN, "Rosa", "1", CLOSE),
    )
    found = summary(ended("a", NINE, "served", serving=900), logs=[day]).duty
    assert {staff: one.open_s for staff, one in found.by_staff.items()} == {"Ana": 600, "Rosa": 3000}
    # The visit ran through the takeover: each has the part that was in their time.
    assert {staff: one.attending_s for staff, one in found.by_staff.items()} == {"Ana": 600, "Rosa": 300}
    assert [(one.previous, one.staff, one.visit) for one in found.hand_overs] == [
        ("Ana", "Rosa", None),
        ("Rosa", "Lea", "a"),
    ]
    shift = summary(ended("a", NINE, "served", serving=900), logs=[day], staff="Ana").duty
    assert (shift.total.open_s, list(shift.by_staff), len(shift.hand_overs)) == (600, ["Ana"], 1)


def test_in_a_report_of_one_person_others_wait_all_the_same() -> None:
    day = log((NINE, "Ana", "1", OPEN), (NINE, "Rosa", "2", OPEN), (TEN, "Ana", "1", CLOSE), (TEN, "Rosa", "2", CLOSE))
    visits = (ended("a", NINE, "served", wait=500, serving=60, counter="2", staff="Rosa"),)
    found = summary(*visits, logs=[day], staff="Ana")
    assert (found.visits.arrived, found.duty.total.idle_waiting_s, found.duty.total.attended) == (0, 500, 0)


def test_what_was_undone_did_not_happen() -> None:
    day = log(
        (NINE, "Ana", "1", OPEN),
        (NINE + 60, "Ana", "1", ev.CounterPaused()),
        (NINE + 70, "Ana", "1", ev.Undone(2, 2)),
        (TEN, "Ana", "1", CLOSE),
    )
    assert summary(logs=[day]).duty.total == Duty(open_s=3600)


def test_who_is_served_now_has_been_attended_until_now() -> None:
    day = log((NINE, "Ana", "1", OPEN))
    serving = still_here("a", NINE, state="serving", since=NINE + 600, called_at=NINE + 600, counter="1", staff="Ana")
    errand = still_here(
        "b", NINE, state="serving", since=NINE + 900, called_at=NINE, counter="1", staff="Ana", legs=2, serving_s=60
    )
    legs = [
        leg("b", 1, "information", NINE, counter="1", called_at=NINE, serving_s=60),
        leg("b", 2, "incidents", NINE + 60, counter="1", called_at=NINE + 900),
    ]
    one = summary(serving, logs=[day], now=NINE + 1000).duty
    assert (one.total.open_s, one.total.attending_s, one.shifts[0].over) == (1000, 400, False)
    two = summary(errand, legs=legs, logs=[day], now=NINE + 1000).duty
    assert (two.total.attending_s, two.total.attended) == (160, 2)


def test_a_counter_that_stays_open_over_night_is_counted_on_both_days() -> None:
    kept = ev.CounterKept("1", "paused", "Ana", NINE, pause_reason="n.x")
    night = MIDNIGHT + 28 * 3600
    logs = [
        log(
            (NINE, "Ana", "1", OPEN),
            (TEN, "Ana", "1", ev.CounterPaused(reason="n.x")),
            (night, "", None, ev.DayClosed()),
        ),
        log((night, "", None, ev.DayOpened(TOMORROW, counters=(kept,))), (night + 60, "Ana", "1", CLOSE), day=TOMORROW),
    ]
    days = [DayInfo(TODAY, True), DayInfo(TOMORROW)]
    found = summary(logs=logs, to_day=TOMORROW, now=night + 600, days=days).duty
    assert found.total == Duty(open_s=3600, paused_s=night - TEN + 60, pauses=2)


@pytest.mark.parametrize("logs", [[], [log()], [log((NINE, "Ana", "1", CLOSE))]])
def test_a_day_on_which_no_counter_was_open_divides_nothing_by_zero(logs: list[DayLog]) -> None:
    found = summary(logs=logs)
    assert (found.duty.total, found.duty.total.occupancy) == (Duty(), None)
    assert "No counter was open" in summary_as_text(found, lambda kind, name: name)
    assert json.loads(summary_as_json(found))["duty"]["total"]["occupancy"] is None


def test_a_clock_that_was_set_back_makes_no_time_less_than_nothing() -> None:
    day = log(
        (NINE, "Ana", "1", OPEN),
        (NINE - 600, "Ana", "1", ev.CounterPaused()),
        (NINE - 500, "Ana", "1", ev.CounterResumed()),
        (NINE, "Ana", "1", CLOSE),
    )
    found = summary(ended("a", NINE - 600, "served", serving=60), logs=[day]).duty
    assert all(value >= 0 for value in found.total)
    assert (found.total.open_s, found.total.paused_s) == (500, 100)


def test_the_clock_change_of_a_night_is_no_hour_of_work() -> None:
    # Madrid, 25 Oct 2026: 03:00 is 02:00 again. From 01:30 to 03:30 of the clock are three hours.
    begins = 1_792_884_600
    day = log((begins, "Ana", "1", OPEN), (begins + 3 * 3600, "Ana", "1", CLOSE), day="2026-10-24")
    found = summary(
        logs=[day], from_day="2026-10-24", to_day="2026-10-24", zone="Europe/Madrid", now=begins + 4 * 3600
    ).duty
    assert found.total.open_s == 3 * 3600


def test_days_are_added_and_kept_as_they_are() -> None:
    day = log(
        (NINE, "Ana", "1", OPEN), (NINE + 60, "Ana", "1", ev.CounterPaused(reason="n.x")), (TEN, "Ana", "1", CLOSE)
    )
    facts = facts_of(TODAY, clock_of(DayInfo(TODAY), "UTC", Period("", "", "", 0, ()).cutoff), [], [], [], TEN, day)
    assert facts.told.duty.loads == (("1", "Ana", Duty(open_s=60, paused_s=3540, pauses=1)),)
    assert from_text(as_text(facts)) == facts


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_and_the_document_tell_it(language: str) -> None:
    use_language(language)
    day = log(
        (NINE, "Ana", "1", OPEN),
        (NINE, "Rosa", "2", OPEN),
        (NINE + 60, "Ana", "1", ev.CounterPaused(reason="n.x")),
        (NINE + 660, "Eva", "1", ev.CounterTakenOver()),
    )
    found = summary(ended("a", NINE, "served", serving=60), logs=[day], notes={"n": "tea\x1b[2J"})
    text = summary_as_text(found, house_word)
    assert all(len(line) <= 80 for line in text.splitlines()) and "\x1b" not in text
    if language == "en":
        assert "Ana (counter 1, 09:01 to 09:11, 10:00, 0 waited meanwhile): tea" in text
        assert "09:11, counter 1: Ana to Eva" in text
        assert "Rosa (counter 2, since 09:00, 1:00 h so far, 0 calls)" in text
    document = json.loads(summary_as_json(found))["duty"]
    assert document["by_staff"]["Ana"]["open_s"] == 60
    assert [one["reason"] for one in document["pauses"]] == ["tea\x1b[2J", "tea\x1b[2J"]
    assert document["shifts"][0]["until"] == "2026-11-21T09:11:00Z"
