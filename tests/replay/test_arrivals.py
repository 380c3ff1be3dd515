"""What if: small logs by hand, and the bank's three weeks under each order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontdesk.cli.run import run
from frontdesk.config import load
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.i18n import use_language
from frontdesk.replay import Tried, replay_arrivals
from frontdesk.replay.arrivals import most_at_once
from frontdesk.visit_log import read_visit_log
from tests.replay.logs import a_house, row, write
from tests.replay.test_bank import LOG

BANK = pytest.mark.skipif(
    not LOG.exists(), reason=f"the bank's visits are not beside the checkout ({LOG}); they are no part of it"
)


def at(clock: str) -> str:
    return f"2026-11-20T09:{clock}-05:00"


def visit(name: str, came: str, called: str, ended: str, **more: str) -> str:
    times = {"arrived_at": at(came), "called_at": at(called), "started_at": at(called), "ended_at": at(ended)}
    return row(visit=name, **times, **more)


def gone(name: str, came: str, ended: str, **more: str) -> str:
    nobody = {"called_at": "", "started_at": "", "counter": "", "staff": ""}
    return row(visit=name, arrived_at=at(came), ended_at=at(ended), outcome="left", **nobody, **more)


THREE = [
    visit("v1", "00:00", "00:00", "05:00"),
    visit("v2", "01:00", "01:00", "03:00", counter="2", segment="vip"),
    gone("v3", "02:00", "02:30"),
]


def tried(folder: Path, lines: list[str], **asked: object) -> Tried:
    return replay_arrivals(write(folder, lines), a_house(folder), **asked)  # type: ignore[arg-type]


def test_one_counter_by_hand(tmp_path: Path) -> None:
    """The second waits four minutes of the promised one, the third leaves after half of it."""
    found = tried(tmp_path, THREE, counters=1, discipline="fifo")
    (one,) = found.runs
    assert (found.rows, found.peak, found.bad) == (3, 2, ())
    assert (one.all.arrived, one.all.served, one.all.left) == (3, 2, 1)
    assert (one.all.level.value, one.all.level.strict) == (1 / 2, 1 / 3)
    assert (one.all.wait.mean, one.all.wait.p90, one.all.wait.max) == (120, 240, 240)
    assert one.worst == "vip"
    assert one.by_segment["regular"].level.value == 1


def test_with_a_third_counter_the_one_who_left_is_served(tmp_path: Path) -> None:
    (one,) = tried(tmp_path, THREE, counters=3, discipline="due_time").runs
    assert (one.all.served, one.all.left, one.all.wait.max, one.all.level.value) == (3, 0, 0, 1)


def test_without_a_choice_every_order_is_tried_around_the_peak(tmp_path: Path) -> None:
    found = tried(tmp_path, THREE)
    assert [(run.discipline, run.counters) for run in found.runs] == [
        (name, n) for name in DISCIPLINES for n in (1, 2, 3)
    ]
    assert {run.counters for run in tried(tmp_path, THREE, discipline="fifo").runs} == {1, 2, 3}
    assert {run.discipline for run in tried(tmp_path, THREE, counters=2).runs} == set(DISCIPLINES)


def test_two_runs_are_alike(tmp_path: Path) -> None:
    lines = [*THREE, *(gone(f"g{n}", f"0{n}:10", f"0{n}:20") for n in range(9))]
    first, second = (tried(tmp_path, lines, counters=2).as_data() for _ in range(2))
    assert first == second


def test_a_counter_freed_in_a_second_is_used_in_it(tmp_path: Path) -> None:
    lines = [visit("v1", "00:00", "00:00", "05:00"), visit("v2", "01:00", "05:00", "06:00")]
    assert most_at_once(read_visit_log(write(tmp_path, lines)).rows) == 1


def test_mistakes_are_left_out_and_no_shows_stay_no_shows(tmp_path: Path) -> None:
    lines = [
        visit("v1", "00:00", "00:00", "00:40", outcome="no_show"),
        gone("v2", "00:00", "00:10").replace(",left,", ",removed,"),
    ]
    (one,) = tried(tmp_path, lines, counters=1, discipline="fifo").runs
    assert (one.all.arrived, one.all.no_show, one.all.level.value) == (1, 1, None)


def test_a_call_is_contested_where_somebody_else_had_waited_for_the_same_service(tmp_path: Path) -> None:
    lines = [
        visit("late", "01:00", "03:00", "04:00"),  # called before the one who had come first: out of turn
        visit("first", "00:00", "05:00", "06:00"),  # nobody else waits any more
        visit("elsewhere", "00:00", "04:30", "05:00", service="b"),  # for that service nobody else waits
        visit("at_once", "02:00", "02:00", "03:00", counter="2"),  # has not waited
        gone("gone", "00:30", "02:30"),
    ]
    orders = {one.discipline: one for one in tried(tmp_path, lines, counters=1, discipline="fifo").orders}
    assert set(orders) == set(DISCIPLINES)
    assert (orders["fifo"].contested, orders["fifo"].explained, orders["fifo"].share) == (1, 0, 0)


def test_either_of_two_who_are_equal_in_an_orders_eyes_explains_a_call(tmp_path: Path) -> None:
    lines = [visit("v1", "00:00", "05:00", "06:00"), visit("v2", "00:00", "03:00", "04:00", segment="vip")]
    orders = {one.discipline: one.explained for one in tried(tmp_path, lines, counters=1).orders}
    assert (orders["fifo"], orders["strict"]) == (1, 1)


def test_a_log_without_a_contested_call_explains_nothing(tmp_path: Path) -> None:
    assert {(one.contested, one.share) for one in tried(tmp_path, THREE, counters=1).orders} == {(0, None)}


def test_an_empty_log(tmp_path: Path) -> None:
    found = tried(tmp_path, [])
    assert found.peak == 0
    assert all(run.all.level.value is None and run.worst is None for run in found.runs)


@pytest.fixture
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FRONTDESK_NOW", "FRONTDESK_CONFIG", "FRONTDESK_DB", "FRONTDESK_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    a_house(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["replay", *map(str, arguments)])
    use_language("en")
    return (code, *capsys.readouterr())


@pytest.mark.usefixtures("own_machine")
def test_the_verb_writes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, house = write(tmp_path, THREE), ("--config", tmp_path / "house.toml", "--db", tmp_path / "none.db")
    code, out, _ = said(capsys, log, "--as", "arrivals", *house)
    assert code == 0
    assert out.splitlines()[0] == "Arrivals: 3; counters in use at once when it happened: 2."
    assert len(out.splitlines()) == 3 + 3 * len(DISCIPLINES)
    chosen = ("--as", "arrivals", "--counters", 1, "--discipline", "fifo")
    code, out, _ = said(capsys, log, *chosen, *house)
    assert "fifo with 1 counter:" in out
    document = json.loads(said(capsys, log, *chosen, "--json", *house)[1])
    assert document["runs"][0]["within"] == 0.5
    assert document["runs"][0]["worst"] == {"segment": "vip", "within": 0.0}
    assert not (tmp_path / "none.db").exists()
    assert said(capsys, write(tmp_path, []), "--as", "arrivals", *house)[1] == "Nobody came in this log.\n"


@pytest.mark.usefixtures("own_machine")
@pytest.mark.parametrize(
    "asked",
    [
        ("--as", "arrivals", "--estimates"),
        ("--as", "recorded", "--counters", "3"),
        ("--discipline", "fifo"),
        ("--as", "arrivals", "--discipline", "lottery"),
        ("--as", "arrivals", "--counters", "0"),
    ],
)
def test_what_does_not_go_together_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    code, out, err = said(capsys, write(tmp_path, THREE), *asked, "--config", tmp_path / "house.toml")
    assert (code, out) == (2, "")
    assert err.startswith("--")


@BANK
def test_three_weeks_of_the_bank(tmp_path: Path) -> None:
    found = replay_arrivals(LOG, a_house(tmp_path, zone="Asia/Jerusalem"), counters=7)
    assert found.peak == 11
    assert {run.all.arrived for run in found.runs} == {23_919}
    assert all(run.all.served + run.all.left == 23_919 for run in found.runs)


@BANK
def test_the_bank_credited_its_priority_customers_ninety_seconds(tmp_path: Path) -> None:
    """Its documented rule explains most of the calls that somebody else waited for too, and no other one nearly as
    many; shorter and longer credits explain fewer.
    """
    shares = {}
    for credit_s in (60, 90, 120):
        house = tmp_path / "bank.toml"
        segments = "".join(f'[[segments]]\nid = "{name}"\n' for name in ("unidentified", "regular", "priority"))
        house.write_text(f'{segments}head_start = "{credit_s}s"\n[site]\nzone = "Asia/Jerusalem"\n', encoding="utf-8")
        best, second, *_ = replay_arrivals(LOG, load(house), counters=7, discipline="head_start").orders
        assert best.discipline == "head_start"
        assert best.contested == 4911
        assert (second.share or 0) < 0.77
        shares[credit_s] = best.share or 0
    assert shares[90] == pytest.approx(0.877, abs=0.001)
    assert shares[90] > max(shares[60], shares[120]) + 0.02
