"""Intervals set apart: both figures, reckoned by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frontdesk.domain import events as ev
from frontdesk.domain.records import VisitRecord
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.half_hours import clock_of
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.set_apart import SetApart, WithoutApart
from frontdesk.reports.summary_json import summary_as_json
from frontdesk.reports.sums.day_facts import as_text, facts_of, from_text
from frontdesk.reports.text import summary_as_text
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, ended, still_here

NINE = MIDNIGHT + 9 * 3600
DRILL = log((NINE + 3000, "Lea", None, ev.IntervalSetApart(NINE + 1000, NINE + 2000, "n.x")))


def morning() -> list[VisitRecord]:
    return [
        ended("before", NINE, "served", wait=1000, serving=60),  # was called as it began
        ended("in", NINE + 900, "served", wait=900, serving=60),
        ended("after", NINE + 2000, "served", wait=100, serving=60),
        ended("left", NINE + 1500, "left", wait=700),
        ended("mistake", NINE + 1500, "removed", wait=700),
        ended("colleague", NINE + 1500, "served", wait=700, serving=5, segment="internal"),
        still_here("here", NINE + 1999),
    ]


def summary(*visits: VisitRecord, **more: Any) -> Summary:
    values: dict[str, Any] = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": NINE + 7200, "logs": (DRILL,)}
    return build(Period(visits=visits, notes={"n": "fire drill"}, internal=frozenset({"internal"}), **(values | more)))


def test_both_figures_are_told() -> None:
    found = summary(*morning())
    assert found.set_apart == (SetApart(TODAY, NINE + 1000, NINE + 2000, "Lea", "fire drill", visits=4),)
    # All: before late, in late, after within, left late, here late: 1 of 5. Without the three who waited then and the
    # colleague: before late, after within.
    assert (found.service_level.value, found.service_level.decided) == (1 / 5, 5)
    without = found.without_set_apart
    assert without is not None
    assert (without.visits, without.service_level.within, without.service_level.served_late) == (4, 1, 1)
    assert without.service_level.decided == 2
    assert (found.wait.values, without.wait.values) == ((100, 700, 900, 1000), (100, 1000))


def test_nobodys_name_is_no_comma() -> None:
    nobody = log((NINE + 3000, "", None, ev.IntervalSetApart(NINE + 1000, NINE + 2000, "n.x")))
    found = summary(*morning(), logs=(nobody,))
    assert json.loads(summary_as_json(found))["set_apart"][0]["staff"] is None
    assert "(4 waited meanwhile): fire drill" in " ".join(summary_as_text(found, lambda _, name: name).split())


def test_nothing_set_apart_is_no_second_figure() -> None:
    found = summary(*morning(), logs=(log(),))
    assert (found.set_apart, found.without_set_apart) == ((), None)
    assert json.loads(summary_as_json(found))["without_set_apart"] is None


def test_what_was_set_apart_by_mistake_is_undone() -> None:
    undone = log(
        (NINE + 3000, "Lea", "1", ev.IntervalSetApart(NINE, NINE + 2000, "n.x")),
        (NINE + 3001, "Lea", "1", ev.Undone(1, 1)),
    )
    assert summary(*morning(), logs=(undone,)).set_apart == ()


def test_nobody_left_is_no_division_by_zero() -> None:
    found = summary(ended("a", NINE + 1500, "served", wait=5))
    assert found.without_set_apart == WithoutApart(visits=1)
    assert "Without 1 visit that waited then: – within standard of 0, mean wait –, P90 – of 0" in " ".join(
        summary_as_text(found, lambda kind, name: name).split()
    )


def test_it_is_kept_with_its_day() -> None:
    clock = clock_of(DayInfo(TODAY), "UTC", Period("", "", "", 0, ()).cutoff)
    facts = facts_of(TODAY, clock, morning()[:6], morning()[6:], [], NINE + 7200, DRILL)
    assert len(facts.told.apart.touched) == 4
    assert from_text(as_text(facts)) == facts
    assert "n.x" in set(facts.told.references())


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_and_the_document_tell_it(language: str) -> None:
    use_language(language)
    found = summary(*morning())
    text = summary_as_text(found, lambda kind, name: name)
    assert all(len(line) <= 80 for line in text.splitlines())
    if language == "en":
        assert "   09:16 to 09:33 (Lea, 4 waited meanwhile): fire drill" in text
        told = "Without 4 visits that waited then: 50 % within standard of 2, mean wait 9:10, P90 16:40 of 2"
        assert told in " ".join(text.split())
    document = json.loads(summary_as_json(found))
    assert [(one["from"], one["reason"]) for one in document["set_apart"]] == [("2026-11-21T09:16:40Z", "fire drill")]
    assert document["without_set_apart"]["visits_set_apart"] == 4
