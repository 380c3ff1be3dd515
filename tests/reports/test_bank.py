"""The real visits of a bank's service centre, against the totals that a correct reckoning gives."""

from __future__ import annotations

import io
from csv import DictReader

import pytest

from frontdesk.domain.metrics import Distribution
from frontdesk.domain.records import VisitRecord
from frontdesk.reports.build import build
from frontdesk.reports.model import Summary
from frontdesk.reports.period import Period
from frontdesk.reports.visit_log import write_visit_log
from frontdesk.visit_log import COLUMNS
from tests.reports.rows import BANK, BANK_DAYS, BANK_ZONE, bank_visits

pytestmark = pytest.mark.skipif(not BANK.exists(), reason=f"the bank's visits do not lie beside the checkout ({BANK})")


@pytest.fixture(scope="module")
def visits() -> list[VisitRecord]:
    return bank_visits()


@pytest.fixture(scope="module")
def summary(visits: list[VisitRecord]) -> Summary:
    return _summary(visits)


def _summary(visits: list[VisitRecord], first: str = BANK_DAYS[0], last: str = BANK_DAYS[1]) -> Summary:
    rows = [v for v in visits if v.arrived_day <= last and (v.ended_day is None or v.ended_day >= first)]
    return build(Period("Bank", first, last, now=919_900_000, visits=rows, zone=BANK_ZONE))


def test_the_totals_are_the_published_ones(summary: Summary) -> None:
    counts, level = summary.visits, summary.service_level
    assert (counts.arrived, counts.served, counts.left) == (23_919, 20_810, 3_109)
    assert summary.adds_up and summary.times_add_up
    assert level.left_early == 1_993
    assert summary.wait.mean == pytest.approx(39.694, abs=0.0005)
    assert (summary.wait.p50, summary.wait.p90, summary.wait.max) == (6, 127, 676)
    assert summary.handling.mean == pytest.approx(170.990, abs=0.0005)
    assert level.value == pytest.approx(0.7380, abs=0.00005)
    assert level.strict == pytest.approx(0.6765, abs=0.00005)


def test_the_cut_off_at_midnight_changes_no_total(summary: Summary) -> None:
    at_midnight = build(
        Period("Bank", BANK_DAYS[0], "1999-02-22", now=919_900_000, visits=bank_visits(cutoff_hour=0), zone=BANK_ZONE)
    )
    assert (at_midnight.visits, at_midnight.service_level) == (summary.visits, summary.service_level)
    assert (at_midnight.wait, at_midnight.handling) == (summary.wait, summary.handling)
    assert max(day.visits.carried_in for day in at_midnight.days) > 0


def test_days_and_half_hours_make_the_whole(summary: Summary) -> None:
    assert len(summary.days) == 21
    assert sum(day.visits.arrived for day in summary.days) == 23_919
    assert sum(half.arrived for half in summary.by_half_hour) == 23_919
    assert sum(day.wait.total for day in summary.days) == summary.wait.total


def test_a_range_is_its_parts(visits: list[VisitRecord], summary: Summary) -> None:
    parts = [_summary(visits, *days) for days in (("1999-02-01", "1999-02-09"), ("1999-02-10", "1999-02-21"))]
    assert sum(part.visits.served for part in parts) == summary.visits.served
    assert tuple(map(sum, zip(*(part.service_level for part in parts), strict=True))) == tuple(summary.service_level)
    assert summary.wait == Distribution.of(v.waiting_s for v in visits if v.outcome == "served")


def test_the_visit_log_is_written_back_as_it_was(visits: list[VisitRecord]) -> None:
    written = io.StringIO(newline="")
    write_visit_log(written, visits, zone=BANK_ZONE, at=0)
    written.seek(0)
    with BANK.open(encoding="utf-8", newline="") as file:
        for ours, theirs in zip(DictReader(written), DictReader(file), strict=True):
            assert {name: ours[name] for name in COLUMNS} == theirs
