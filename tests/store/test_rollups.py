"""Roll-ups say what the rows say: every figure of every range, also where visits are carried over and days reopened."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations_with_replacement

import pytest

from frontdesk.archive import Archive
from frontdesk.reports.build import build
from frontdesk.reports.model import Summary
from frontdesk.store.rebuild import rebuild
from tests.store.house import DAY, House
from tests.store.turmoil import turmoil


def _days(archive: Archive) -> list[date]:
    """Every day from before the first to after the last."""
    first, last = (date.fromisoformat(archive.days()[place].day) for place in (0, -1))
    return [first + timedelta(days=n) for n in range(-1, (last - first).days + 2)]


def _assert_same(archive: Archive, first: date, last: date) -> Summary:
    rolled, from_rows = archive.summary(first, last), build(archive.period(first, last))
    for name in Summary._names:
        assert getattr(rolled, name) == getattr(from_rows, name), (name, first, last)
    assert list(rolled.phases) == list(from_rows.phases)
    assert rolled.adds_up
    return rolled


@pytest.mark.parametrize("seed", [2, 5, 8])
def test_every_range_is_told_from_roll_ups_as_from_rows(house: House, seed: int) -> None:
    turmoil(house, seed, steps=400)
    archive = Archive(house.a)
    days = _days(archive)
    for first, last in combinations_with_replacement(days, 2):
        _assert_same(archive, first, last)
    house.later(3 * DAY)
    house.a.roll_over()
    months = (days[0].replace(day=1), (days[-1].replace(day=1) + timedelta(days=70)).replace(day=1))
    whole = _assert_same(archive, months[0], months[1] - timedelta(days=1))
    assert whole.visits.arrived == len(house.rows("visit"))
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)
