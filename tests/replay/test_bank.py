"""Three weeks of a real bank, told again: the figures that a correct reckoning gives, and the same rows back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontdesk.archive import Archive
from frontdesk.replay import replay_recorded
from tests.replay.logs import a_house, comparable, database, the_desk, visits_of

LOG = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank-1999-02-01-to-21.csv"

pytestmark = pytest.mark.skipif(
    not LOG.exists(), reason=f"the bank's visits are not beside the checkout ({LOG}); they are no part of it"
)


@pytest.mark.parametrize("cutoff", ["04:00", "00:00"])
def test_the_whole_log_gives_the_known_figures(tmp_path: Path, cutoff: str) -> None:
    config, address = a_house(tmp_path, zone="Asia/Jerusalem", cutoff=cutoff), database(tmp_path)
    done = replay_recorded(LOG, address, config)
    assert (done.rows, done.done, done.bad) == (23_919, 23_919, 0)

    desk = the_desk(address, config)
    summary = Archive(desk).summary(date(1999, 2, 1), date(1999, 2, 21))
    desk.close()
    visits, level = summary.visits, summary.service_level
    assert (visits.arrived, visits.carried_in, visits.served, visits.left) == (23_919, 0, 20_810, 3_109)
    assert (visits.no_show, visits.removed, visits.unfinished, visits.open) == (0, 0, 0, 0)
    assert level.left_early == 1_993
    assert level.value is not None
    assert level.strict is not None
    assert (round(level.value, 4), round(level.strict, 4)) == (0.7380, 0.6765)
    wait, handling = summary.wait, summary.handling
    assert wait.mean is not None
    assert handling.mean is not None
    assert (round(wait.mean, 3), wait.p50, wait.p90, wait.max) == (39.694, 6, 127, 676)
    assert round(handling.mean, 3) == 170.990

    assert comparable(visits_of(address, config)) == comparable(LOG.read_text(encoding="utf-8"))


def test_a_beginning_of_it_gives_the_same_rows(tmp_path: Path) -> None:
    config, address = a_house(tmp_path, zone="Asia/Jerusalem"), database(tmp_path)
    done = replay_recorded(LOG, address, config, limit=500, estimates=True)
    assert done.done == 500
    assert done.remembered is not None
    assert set(done.remembered.estimates.by_segment) == {"priority", "regular", "unidentified"}, "added for the run"
    read = "\n".join(LOG.read_text(encoding="utf-8").split("\n")[:501])
    assert comparable(visits_of(address, config)) == comparable(read)


def test_the_estimates_beat_the_simpler_ways(tmp_path: Path) -> None:
    """Under the house's own rule, each judged by what was known when the person arrived."""
    segments = "".join(f'[[segments]]\nid = "{name}"\n' for name in ("unidentified", "regular", "priority"))
    rule = f'[queue]\ndiscipline = "head_start"\n{segments}head_start = "90s"\n'
    config, address = a_house(tmp_path, zone="Asia/Jerusalem", more=rule), database(tmp_path)
    found = replay_recorded(LOG, address, config, estimates=True).as_data()
    assert found["n"] == 10_765
    assert found["mae_s"] == pytest.approx(47.4, abs=0.1)
    assert all(found["mae_s"] <= 0.9 * other for other in found["baselines"].values())
    assert found["baselines"] == pytest.approx(
        {"half_hour_mean": 56.8, "last_to_enter": 63.8, "last_ten_mean": 56.9}, abs=0.1
    )
    assert 0.87 <= found["p90_coverage"] <= 0.93
    assert 0.76 <= found["band80_coverage"] <= 0.84
    assert {segment: errors["n"] for segment, errors in found["by_segment"].items()} == {
        "priority": 5805,
        "regular": 2578,
        "unidentified": 2382,
    }
    foretold = found["forecast"]
    will_pass, may_pass, will_not = foretold["will_pass"], foretold["may_pass"], foretold["will_not"]
    assert will_pass["n"] + may_pass["n"] + will_not["n"] == 939
    assert will_pass["did"] / will_pass["n"] > 0.8
    assert will_not["did"] / will_not["n"] < 0.23
    assert all(abs(band["came"] - band["foretold"]) < 0.15 for band in foretold["bands"] if band["n"] >= 40)
