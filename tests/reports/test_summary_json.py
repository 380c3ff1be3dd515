"""The JSON document: every key of schema 1, no NaN, and the same figures as the summary."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frontdesk.domain.records import VisitRecord
from frontdesk.reports.build import build
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.summary_json import summary_as_json
from tests.reports.rows import MIDNIGHT, TODAY, TOMORROW, calls_past, ended, still_here

NINE = MIDNIGHT + 9 * 3600

DISTRIBUTION = {"n", "mean_s", "p50_s", "p90_s", "p95_s", "max_s"}
LEVEL = {
    "within", "missed", "left_early", "left_late", "no_show_early", "waiting_late", "undecided", "value", "strict",
    "served_only",
}  # fmt: skip
KEYS: dict[str, set[str]] = {
    "visits": {"arrived", "carried_in", "served", "no_show", "left", "removed", "unfinished", "open"},
    "response": DISTRIBUTION,
    "wait": DISTRIBUTION,
    "walk": DISTRIBUTION,
    "handling": DISTRIBUTION,
    "hold": DISTRIBUTION,
    "total": DISTRIBUTION,
    "service_level": LEVEL,
    "complaints": {
        "opened", "acknowledged_in_time", "resolved", "open", "overdue", "per_1000_visits", "by_cause",
    },
    "promises": {"made", "kept", "broken", "due"},
    "satisfaction": {"n", "mean", "top2"},
    "legal": {"breaches"},
}  # fmt: skip
PLAIN_KEYS = {
    "schema", "kind", "site", "from", "to", "generated_at", "seal", "phases", "by_service", "by_segment", "by_urgency",
    "by_preference", "by_counter", "by_staff", "by_half_hour", "worst", "out_of_turn", "removed", "set_apart",
    "definitions",
}  # fmt: skip


def document(*visits: VisitRecord, **more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": NINE + 3600}
    text = summary_as_json(build(Period(visits=visits, called_past=calls_past(visits), **(values | more))))

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    read: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return read


@pytest.mark.parametrize(
    "visits",
    [
        (),
        (ended("a", NINE, "served", wait=60, serving=60),),
        (still_here("a", NINE), still_here("b", NINE, state="held")),
        (ended("a", NINE, "removed", wait=5),),
    ],
)
def test_every_key_is_there_whatever_happened(visits: tuple[VisitRecord, ...]) -> None:
    found = document(*visits)
    assert PLAIN_KEYS | set(KEYS) <= set(found)
    for name, keys in KEYS.items():
        assert keys <= set(found[name]), name
    for groups in (found["by_service"], found["by_segment"], found["by_urgency"]):
        for group in groups.values():
            assert set(group) == {"visits", "wait", "handling", "service_level"}
            assert set(group["service_level"]) >= LEVEL and set(group["wait"]) >= DISTRIBUTION
    assert "days" not in found
    assert found["definitions"] and all(isinstance(text, str) and text for text in found["definitions"].values())


def test_nobody_is_null_and_not_zero() -> None:
    found = document()
    assert found["wait"] == {"n": 0, "mean_s": None, "p50_s": None, "p90_s": None, "p95_s": None, "max_s": None}
    assert (found["service_level"]["value"], found["satisfaction"]["mean"]) == (None, None)
    assert (found["seal"], found["promises"]["next_due"], found["by_half_hour"]) == (None, None, [])


def test_figures_and_instants() -> None:
    found = document(
        *[ended(f"v{n}", NINE, "served", wait=n, serving=60) for n in range(1, 11)],
        days=[DayInfo(TODAY, True, "7f3a-91c0")],
        closed_at=NINE + 7200,
    )
    assert (found["schema"], found["kind"], found["from"], found["seal"]) == (1, "summary", TODAY, "7f3a-91c0")
    assert found["generated_at"] == "2026-11-21T10:00:00Z"
    assert found["wait"] == {"n": 10, "mean_s": 5.5, "p50_s": 5, "p90_s": 9, "p95_s": 10, "max_s": 10}
    half = found["by_half_hour"][0]
    assert (half["from"], half["begins_at"], half["arrived"]) == ("09:00", "2026-11-21T09:00:00Z", 10)
    assert set(half) >= {"from", "arrived", "served", "left", "wait_mean_s", "waiting_max", "counters_open"}


def test_under_ten_the_values_stand_instead_of_a_p95() -> None:
    wait = document(ended("a", NINE, "served", wait=9), ended("b", NINE, "served", wait=3))["wait"]
    assert (wait["p95_s"], wait["values_s"]) == (None, [3, 9])


def test_a_range_tells_its_days() -> None:
    found = document(
        ended("a", NINE, "served", wait=9, ended_day=TOMORROW), ended("b", NINE, "left", wait=700), to_day=TOMORROW
    )
    assert [(day["day"], day["visits"]["open"], day["adds_up"]) for day in found["days"]] == [
        (TODAY, 1, True),
        (TOMORROW, 0, True),
    ]
    assert found["days"][0]["service_level"]["left_late"] == 1


def test_lists_name_numbers_and_never_names() -> None:
    found = document(
        ended("a", NINE, "served", wait=900, legal=True)._replace(name="person-1"),
        ended("b", NINE, "removed", wait=5, reason="n.x"),
        ended("c", NINE, "served", wait=5, out_of_turn="m.x", passed=3),
        notes={"n": "twice \ud800\x1b[2J", "m": "fainted"},
    )
    assert (found["worst"][0]["number"], found["worst"][0]["over_s"]) == ("A", 300)
    assert [one["visit"] for one in found["legal"]["breaches"]] == ["a"]
    assert (found["removed"][0]["waited_s"], found["removed"][0]["reason"]) == (5, "twice \ud800\x1b[2J")
    assert (found["out_of_turn"][0]["passed"], found["out_of_turn"][0]["reason"]) == (3, "fainted")
    assert "person-1" not in json.dumps(found)
