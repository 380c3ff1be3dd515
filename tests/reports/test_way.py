"""Who left and why, what befell visits on their way, and how good the estimates were: reckoned by hand."""

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
from frontdesk.reports.half_hours import clock_of
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.summary_json import summary_as_data, summary_as_json
from frontdesk.reports.sums.day_facts import as_text, facts_of, from_text
from frontdesk.reports.sums.measures import as_bytes, from_bytes, gathered
from frontdesk.reports.sums.sheet import sheet_of
from frontdesk.reports.text import summary_as_text
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, TOMORROW, YESTERDAY, ended, still_here

NINE = MIDNIGHT + 9 * 3600


def word(kind: str, name: str) -> object:
    return name


def summary(*visits: VisitRecord, logs: tuple[DayLog, ...] = (), **more: Any) -> Summary:
    values: dict[str, Any] = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": NINE + 7200}
    return build(Period(visits=visits, logs=logs, **(values | more)))


def test_who_left_is_in_the_statistics_with_the_wait_and_the_reason() -> None:
    # QSystem: who leaves is in no statistic.
    found = summary(
        ended("a", NINE, "served", wait=60, serving=60),
        ended("b", NINE, "left", wait=700, reason="n1.x"),
        ended("c", NINE, "left", wait=100, reason="n2.x"),
        ended("d", NINE, "left", wait=400, reason="erased.x"),
        ended("e", NINE, "left", wait=300),
        notes={"n1": "too long", "n2": " too long "},
    )
    assert (found.departures.waited.n, found.departures.waited.mean, found.departures.waited.max) == (4, 375, 700)
    assert (found.departures.by_reason, found.departures.no_reason) == ({"too long": 2, "…": 1}, 1), (
        "erased is not none given"
    )
    assert "reasons: too long 2, … 1, no reason given 1" in summary_as_text(found, word).replace("\n  ", "")


def test_who_left_early_and_late_are_together_all_who_left() -> None:
    """A colleague who left is not in the headline's service level; the line of those who left counts everybody."""
    found = summary(
        ended("a", NINE, "left", wait=700, segment="internal"),
        ended("b", NINE, "served", wait=60, serving=60),
        internal=frozenset({"internal"}),
    )
    assert found.service_level.left_late == 0
    page = " ".join(summary_as_text(found, word).split())
    assert "Left 1 · 50 % of those who came · 0 within the promise, 1 after it" in page
    assert summary_as_data(found)["departures"]["after_promise"] == 1


def test_each_detour_is_counted_once_and_its_visits_apart() -> None:
    day = log(
        (NINE, "Ana", "1", ev.Recalled("a")),
        (NINE + 1, "Ana", "1", ev.Recalled("a")),
        (NINE + 2, "Rosa", "2", ev.Recalled("b")),
        (NINE + 3, "Ana", "1", ev.PutOnHold("a", reason="n.x")),
        (NINE + 4, "Ana", "1", ev.PutOnHold("b")),
        (NINE + 5, "Ana", "1", ev.Undone(5, 5)),
        (NINE + 6, "Lea", None, ev.Returned("a")),
        (NINE + 7, "Ana", "1", ev.VisitTakenOver("a", "2", "1")),
    )
    found = summary(logs=(day,), notes={"n": "copies"}).detours
    assert found.n == {"recalls": 3, "put_back": 1, "holds": 1, "transfers": 0, "takeovers": 1, "interruptions": 0}
    assert (found.visits["recalls"], found.visits["holds"]) == (2, 1)
    assert found.reasons == {"holds": {"copies": 1}}
    anas = summary(logs=(day,), staff="Ana", notes={"n": "copies"}).detours
    assert (anas.n["recalls"], anas.visits["recalls"], anas.n["put_back"]) == (2, 1, 0)


def test_interruptions_are_timed_to_their_end_also_where_the_visit_went_away_in_one() -> None:
    day = log(
        (NINE, "Ana", "1", ev.Interrupted("a", reason="n.x")),
        (NINE + 90, "Ana", "1", ev.InterruptionEnded("a")),
        (NINE + 100, "Ana", "1", ev.Interrupted("a", reason="n.x")),  # finished in the middle of it, 30 s later
        (NINE + 200, "Rosa", "2", ev.Interrupted("b")),  # runs
    )
    found = summary(
        ended("a", NINE - 60, "served", serving=190, interrupted_s=120),
        still_here("b", NINE, state="serving", since=NINE, interrupted_at=NINE + 200),
        logs=(day,),
        now=NINE + 250,
        notes={"n": "telephone"},
    ).detours
    assert (found.n["interruptions"], found.interrupted_s) == (3, 90 + 30 + 50)
    assert found.reasons == {"interruptions": {"telephone": 2}}


def test_transfers_tell_where_to() -> None:
    promise = Promise(wait_s=600, goal=0.8, handling_s=480, allowance_s=600)
    day = log(
        (NINE, "Ana", "1", ev.Transferred("a", "incidents", promise, NINE, reason="n.x")),
        (NINE, "Ana", "1", ev.Transferred("b", "incidents", promise, NINE)),
        (NINE, "Ana", "1", ev.Transferred("c", "accounts", promise, NINE)),
    )
    found = summary(logs=(day,), notes={"n": "card"})
    assert (found.detours.n["transfers"], found.detours.transfers_to) == (3, {"incidents": 2, "accounts": 1})
    text = summary_as_text(found, word)
    assert "to: incidents 2, accounts 1; reasons: card 1, no reason given 2" in text


def test_no_shows_are_counted_and_so_are_those_who_came_back() -> None:
    # FQM#137: no-shows are not counted.
    found = summary(
        ended("a", NINE, "no_show", wait=60, walk=90),
        ended("b", NINE, "served", wait=60, serving=60, returned=1),
        ended("c", NINE, "no_show", wait=60, returned=2),
        still_here("d", NINE, returned=1),
        ended("e", NINE, "removed", returned=1),
    )
    assert found.visits.no_show == 2
    assert (found.came_back.visits, found.came_back.by_outcome) == (2, {"no_show": 1, "served": 1})


def test_estimates_against_what_came() -> None:
    def told(name: str, wait: int, p50: int | None, p90: int | None, **more: Any) -> VisitRecord:
        return ended(name, NINE, "served", wait=wait, serving=60, estimate_p50_s=p50, estimate_p90_s=p90, **more)

    found = summary(
        told("a", 100, 160, 300),  # 60 too long, within
        told("b", 400, 300, 350),  # 100 too short, beyond
        told("c", 200, 200, 200),  # exact, within
        told("d", 0, 50, 90),  # did not wait
        told("e", 90, None, None),  # was told nothing
        told("f", 90, 10, 20, legs=2),  # two errands are another matter
        ended("g", NINE, "left", wait=60, estimate_p50_s=9, estimate_p90_s=9),
    ).estimates
    assert (found.n, found.p90_coverage) == (3, 2 / 3)
    assert found.mae_s == pytest.approx(160 / 3)
    assert found.bias_s == pytest.approx((60 - 100) / 3)


@pytest.mark.parametrize(
    "visits",
    [(), (ended("a", NINE, "served", wait=5),), (still_here("a", NINE), still_here("b", NINE, state="called"))],
)
def test_an_average_over_nothing_is_a_sentence_and_null(visits: tuple[VisitRecord, ...]) -> None:
    # OpenMRS: the average wait is 0/0 = NaN when nobody has finished.
    found = summary(*visits, logs=(log(),))
    document = json.loads(summary_as_json(found), parse_constant=pytest.fail)
    assert document["estimates"] == {"n": 0, "mae_s": None, "bias_s": None, "p90_coverage": None}
    assert (document["departures"]["n"], document["departures"]["mean_s"]) == (0, None)
    text = summary_as_text(found, word)
    assert "nan" not in text.casefold().split("how these are counted")[0]
    assert "Nobody left before being served." in text
    assert "Nobody was called once more, put back" in text
    assert "Nobody who waited had been told" in text


def test_no_second_is_cut_or_rounded_up() -> None:
    # OpenMRS cuts each wait to minutes; QSystem records 31 s as 2 min.
    waits = (31, 59, 61, 119)
    found = summary(*(ended(f"v{wait}", NINE, "left", wait=wait) for wait in waits))
    assert (found.departures.waited.total, found.departures.waited.values) == (270, waits)


def test_nobody_is_made_a_served_customer_at_midnight() -> None:
    # TheQ closes everyone still open at night as received services.
    over_night = still_here("a", NINE)
    first = summary(over_night, closed_at=MIDNIGHT + 28 * 3600, now=NINE + 86_400)
    assert (first.visits.open, first.visits.served, first.wait.n, first.departures.waited.n) == (1, 0, 0, 0)
    carried = still_here("a", NINE - 86_400, day=YESTERDAY)
    second = summary(carried)
    assert (second.visits.carried_in, second.visits.open, second.visits.served) == (1, 1, 0)


def test_what_is_kept_of_a_day_is_read_back_as_it_was() -> None:
    rows = [
        ended("a", NINE, "left", wait=700, reason="n.x"),
        ended("b", NINE, "served", wait=900, serving=60, returned=1, estimate_p50_s=3, estimate_p90_s=9),
    ]
    sums = gathered(sheet_of(rows, (), (), NINE))
    assert from_bytes(as_bytes(sums)) == sums
    told = log((NINE, "Ana", "1", ev.Interrupted("b", reason="n.x")), (NINE, "Ana", "1", ev.Recalled("b")))
    clock = clock_of(DayInfo(TODAY), "UTC", Period("", "", "", 0, ()).cutoff)
    facts = facts_of(TODAY, clock, rows, [], [], NINE + 3600, told)
    assert facts.told.causes and facts.told.detours.rows
    assert from_text(as_text(facts)) == facts
    assert set(facts.told.references()) == {"n.x"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_days_of_a_range_are_added(language: str) -> None:
    use_language(language)
    logs = tuple(log((NINE, "Ana", "1", ev.Recalled("a")), day=day) for day in (TODAY, TOMORROW))
    days = [DayInfo(TODAY, True), DayInfo(TOMORROW)]
    found = summary(logs=logs, to_day=TOMORROW, now=NINE + 90_000, days=days)
    assert (found.detours.n["recalls"], found.detours.visits["recalls"]) == (2, 2)
    assert all(len(line) <= 80 for line in summary_as_text(found, word).splitlines())
