"""The visit log: the contract's columns untouched, the others harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.records import PhaseRecord, VisitRecord
from frontdesk.reports.visit_log import as_text, write_visit_log
from frontdesk.visit_log import COLUMNS
from tests.reports.rows import MIDNIGHT, ended, still_here

NINE = MIDNIGHT + 9 * 3600
ZONE = "America/Bogota"


def written(visits: list[VisitRecord], phases: list[PhaseRecord] | None = None, at: int = NINE + 3600) -> str:
    file = io.StringIO(newline="")
    write_visit_log(file, visits, phases or [], zone=ZONE, at=at)
    return file.getvalue()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_of_the_contract_come_first_and_instants_are_in_the_sites_zone() -> None:
    text = written([ended("a", NINE, "served", wait=60, walk=10, serving=120)])
    header, row = text.splitlines()
    assert header.split(",")[:11] == list(COLUMNS)
    assert row.startswith(
        "a,2026-11-21T04:00:00-05:00,regular,normal,information,2026-11-21T04:01:00-05:00,"
        "2026-11-21T04:01:10-05:00,2026-11-21T04:03:10-05:00,served,1,Ana,"
    )
    assert text.endswith("\n") and "\r" not in text


def test_what_did_not_happen_is_empty() -> None:
    left, here = rows_of(written([ended("a", NINE, "left", wait=60), still_here("b", NINE)]))
    assert (left["called_at"], left["started_at"], left["counter"], left["staff"]) == ("", "", "", "")
    assert (here["ended_at"], here["outcome"]) == ("", "")


def test_the_times_of_those_who_are_still_here_are_told_so_far() -> None:
    """As the queue tells them: an empty field would say that they do not wait, and 0 that they did not."""
    waits, sits, stands, over, away = rows_of(
        written(
            [
                still_here("a", NINE),
                still_here("b", NINE, state="serving", waiting_s=100, called_s=10, since=NINE + 110,
                           interrupted_at=NINE + 3000, interrupted_s=5),
                still_here("c", NINE, state="called", waiting_s=100, since=NINE + 100),
                still_here("d", NINE, state="held", waiting_s=100, since=NINE + 100, hold_until=NINE + 1100),
                still_here("e", NINE, state="held", waiting_s=100, since=NINE + 100),
            ]
        )
    )  # fmt: skip
    times = ("waited_s", "walk_s", "serving_s", "interrupted_s", "held_s")
    assert [waits[name] for name in times] == ["3600", "0", "0", "0", "0"]
    assert [sits[name] for name in times] == ["100", "10", "3490", "605", "0"]
    assert [stands[name] for name in times] == ["100", "3500", "0", "0", "0"]
    assert [over[name] for name in times] == ["2600", "0", "0", "0", "1000"]
    assert [away[name] for name in times] == ["100", "0", "0", "0", "3500"]


def test_a_phase_has_a_column_and_one_that_was_not_marked_is_empty() -> None:
    visits = [ended("a", NINE, "served", serving=90), ended("b", NINE, "served", serving=90)]
    phases = [
        PhaseRecord("a", 1, 1, "welcome", NINE, 20),
        PhaseRecord("a", 2, 2, "welcome", NINE + 40, 5),
        PhaseRecord("a", 3, 2, "farewell", NINE + 60, None),
    ]
    first, second = rows_of(written(visits, phases))
    assert (first["phase_welcome_s"], second["phase_welcome_s"]) == ("25", "")
    assert "phase_farewell_s" not in first


def test_no_field_beyond_the_contract_begins_a_formula() -> None:
    row = rows_of(written([ended("=1+1", NINE, "left", number="=cmd|' /C calc'!A0", preference="@a", wait=5)]))[0]
    assert row["visit"] == "=1+1"
    assert row["number"] == "'=cmd|' /C calc'!A0"
    assert row["preference"] == "'@a"
    assert as_text("I001") == "I001" and as_text(None) is None


TEXT = st.text(st.characters(codec="utf-8"))


@given(TEXT.filter(bool), TEXT)
def test_hostile_ids_come_back_the_same(visit: str, service: str) -> None:
    rows = list(csv.reader(io.StringIO(written([ended(visit, NINE, "left", service=service, wait=5)]), newline="")))
    assert len(rows) == 2
    assert (rows[1][0], rows[1][4]) == (visit, service)
