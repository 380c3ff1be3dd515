"""Complaints acknowledged in time: on the same business day and, where the house promises it, in the same shift."""

from __future__ import annotations

from typing import Any

from frontdesk.domain import events as ev
from frontdesk.domain.complaints import ComplaintRecord
from frontdesk.reports.build import build
from frontdesk.reports.period import Period
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY

NINE = MIDNIGHT + 9 * 3600
TEN, ELEVEN = NINE + 3600, NINE + 7200

_DAY = log(
    (NINE, "Ana", "1", ev.CounterOpened()),
    (TEN, "Rosa", "1", ev.CounterTakenOver("Ana")),
    (ELEVEN, "Rosa", "1", ev.CounterClosed()),
)


def _in_time(opened_at: int, acknowledged_at: int | None, **more: Any) -> int:
    one = ComplaintRecord("Q-1", TODAY, opened_at, "complaint", "courtesy", 2, False, None, acknowledged_at, None,
                          None, None, "open")  # fmt: skip
    return build(
        Period("Main", TODAY, TODAY, ELEVEN + 3600, (), complaints=[one], logs=[_DAY], **more)
    ).complaints.acknowledged_in_time


def test_in_the_shift_in_which_it_was_taken_down_where_the_house_promises_that() -> None:
    anas = {"taken_down": {"Q-1": ("1", "Ana")}}
    assert _in_time(NINE + 60, TEN, **anas) == 1
    assert _in_time(NINE + 60, TEN + 1, **anas) == 0, "Rosa is there by then"
    assert _in_time(NINE + 60, TEN + 1) == 1, "the same day is enough"
    assert _in_time(TEN, ELEVEN, taken_down={"Q-1": ("1", "Rosa")}) == 1
    assert _in_time(NINE + 60, None, **anas) == 0


def test_one_taken_down_in_no_shift_is_acknowledged_on_the_same_day() -> None:
    by_telephone = {"taken_down": {"Q-1": (None, "Ana")}}
    assert _in_time(NINE + 60, ELEVEN + 60, **by_telephone) == 1
    assert _in_time(NINE + 60, NINE + 86_400 * 2, **by_telephone) == 0
