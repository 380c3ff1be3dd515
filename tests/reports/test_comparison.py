"""One period held against another, reckoned by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontdesk.domain.records import VisitRecord
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.comparison import PREVIOUS, SAME_WEEKDAY, compared, days_before
from frontdesk.reports.model import Summary
from frontdesk.reports.period import Period
from frontdesk.reports.summary_json import summary_as_json
from frontdesk.reports.text import summary_as_text
from tests.reports.rows import MIDNIGHT, TODAY, YESTERDAY, ended

NINE = MIDNIGHT + 9 * 3600


@pytest.mark.parametrize(
    ("how", "first", "last", "expected"),
    [
        (PREVIOUS, "2026-11-21", "2026-11-21", ("2026-11-20", "2026-11-20")),
        (SAME_WEEKDAY, "2026-11-21", "2026-11-21", ("2026-11-14", "2026-11-14")),
        (SAME_WEEKDAY, "2026-11-16", "2026-11-22", ("2026-11-09", "2026-11-15")),  # a week: the one before
        (PREVIOUS, "2026-11-16", "2026-11-20", ("2026-11-11", "2026-11-15")),
        (SAME_WEEKDAY, "2026-11-16", "2026-11-20", ("2026-11-09", "2026-11-13")),
        (SAME_WEEKDAY, "2026-11-01", "2026-11-10", ("2026-10-18", "2026-10-27")),  # ten days: two weeks back
        (PREVIOUS, "2026-03-01", "2026-03-31", ("2026-01-29", "2026-02-28")),
    ],
)
def test_the_period_before_and_the_same_weekdays_before_it(
    how: str, first: str, last: str, expected: tuple[str, str]
) -> None:
    found = days_before(date.fromisoformat(first), date.fromisoformat(last), how)
    assert tuple(day.isoformat() for day in found) == expected
    if how == SAME_WEEKDAY:
        assert found[0].weekday() == date.fromisoformat(first).weekday()


def summary(day: str, *visits: VisitRecord, **more: Any) -> Summary:
    return build(Period("Main", day, day, now=NINE + 3600, visits=visits, **more))


def two_days() -> Summary:
    now = summary(
        TODAY,
        ended("a", NINE, "served", wait=100, serving=60, rating=5),
        ended("b", NINE, "served", wait=300, serving=120),
        ended("c", NINE, "left", wait=700),
        closed_at=NINE + 3000,
    )
    before = summary(
        YESTERDAY,
        ended("d", NINE - 86_400, "served", wait=250, serving=60, day=YESTERDAY),
        ended("e", NINE - 86_400, "served", wait=50, serving=60, day=YESTERDAY),
    )
    return replace(now, compared_with=PREVIOUS, previous=before)


def test_each_difference_has_both_figures_and_the_n_of_both() -> None:
    both = two_days()
    assert both.previous is not None
    found = {one.name: one for one in compared(both, both.previous)}
    assert (found["arrived"].now, found["arrived"].before, found["arrived"].difference) == (3, 2, 1)
    # (100 + 300) / 2 against (250 + 50) / 2.
    wait = found["wait_mean"]
    assert (wait.now, wait.before, wait.difference, wait.n, wait.n_before) == (200, 150, 50, 2, 2)
    # Two of three against two of two; c left after her 600 s.
    level = found["service_level"]
    assert level.difference == pytest.approx(2 / 3 - 1)
    assert (level.n, level.n_before) == (3, 2)
    # One answer now, none before: no difference, and no zero.
    answers = found["satisfaction"]
    assert (answers.now, answers.before, answers.difference, answers.n, answers.n_before) == (5, None, None, 1, 0)


def test_the_document_holds_the_whole_period_before() -> None:
    document = json.loads(summary_as_json(two_days()))
    assert (document["compared_with"], document["previous"]["from"]) == ("previous", YESTERDAY)
    assert document["previous"]["visits"]["arrived"] == 2
    assert document["differences"]["wait_mean"]["difference"] == 50
    assert "previous" not in document["previous"] and "compared" in document["definitions"]
    alone = json.loads(summary_as_json(summary(TODAY)))
    assert "previous" not in alone and "compared" not in alone["definitions"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_tells_what_differs(language: str) -> None:
    use_language(language)
    text = summary_as_text(two_days(), lambda kind, name: name)
    assert all(len(line) <= 80 for line in text.splitlines())
    if language == "en":
        assert "Compared with Fri 20 Nov 2026" in text
        rows = [" ".join(line.split()) for line in text.splitlines()]
        assert "Wait, mean 3:20 2:30 +0:50 2 2" in rows
        assert "Within standard 67 % 100 % -33.3 points 3 2" in rows
        assert "Satisfaction 5.00 – – 1 0" in rows


def test_where_nobody_came_before_there_is_a_sentence_and_no_table() -> None:
    now = replace(
        summary(TODAY, ended("a", NINE, "served", wait=5)), compared_with=PREVIOUS, previous=summary(YESTERDAY)
    )
    text = summary_as_text(now, lambda kind, name: name)
    assert "Nobody came then, so there is nothing to compare with." in text
    assert "difference" not in text.split("How these are counted")[0]
    json.loads(summary_as_json(now), parse_constant=pytest.fail)


def test_a_period_that_runs_says_so() -> None:
    running = replace(two_days(), closed=False)
    assert "This period is not over yet" in summary_as_text(running, lambda kind, name: name)
