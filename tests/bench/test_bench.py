"""The bench: which figures there are and what was said to the database for them; never how quick it was."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.bench import customers, days, load, measuring, past, screen
from frontdesk.bench.bare import Bare, settings_of
from frontdesk.bench.figures import Bar, Bench, Measure, Value, percentile
from frontdesk.bench.measuring import Wanted, measure
from frontdesk.bench.past import make_past
from frontdesk.bench.places import Files, Place, Server
from frontdesk.bench.table import as_table
from frontdesk.cli.run import run
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import StoreError
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.store.engine import Address
from frontdesk.store.listening import ListeningStore

FIGURES = {"n", "p50_ms", "p95_ms", "p99_ms", "max_ms", "bare_p50_ms", "ratio"}


@pytest.fixture(autouse=True)
def a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"BEFORE": 20, "WAITING": 4, "OPENINGS": 2, "REPORTS": 2}.items():
        monkeypatch.setattr(measuring, name, small)
    monkeypatch.setattr(past, "A_DAY", 15)
    for name, few in {"WAITING": 12, "MANY": 30, "PAINTS": 1, "CURSOR_KEYS": 3, "CALLS": 2}.items():
        monkeypatch.setattr(screen, name, few)
    monkeypatch.setattr(screen, "AT_REST_S", 0.5)
    for name, few in {"CUSTOMERS": 60, "VISITS": 120, "TYPED": 3, "OPENED": 4}.items():
        monkeypatch.setattr(customers, name, few)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    made: Place
    if request.param == "sqlite":
        made = Files(tmp_path)
    else:
        made = Server(Address.of(request.getfixturevalue("server").url("postgres")))
    yield made
    made.close()


def _measured(place: Place, **wanted: Any) -> tuple[Bench, dict[str, Any], list[str]]:
    heard: list[str] = []
    bench = measure(place, Wanted(rounds=6, big_day=60, **wanted), lambda sentence: heard.append(str(sentence)))
    return bench, json.loads(json.dumps(bench.as_data(), allow_nan=False)), heard


def test_the_figures_have_the_names_of_the_contract(place: Place) -> None:
    bench, data, heard = _measured(place)
    assert data["engine"] == place.engine
    assert data["sqlite_version" if place.engine == "sqlite" else "server_version"]
    assert {"python", "processor", "cores", "system"} <= set(data["machine"])
    assert list(data["measures"]) == ["check_in", "call_next", "finish", "open_day", "report_day", "forecast"]
    for name, figures in data["measures"].items():
        assert set(figures) >= FIGURES
        if name != "forecast":  # it asks no database
            assert figures["bare_p50_ms"] > 0
            assert figures["ratio"] > 0
        assert figures["p50_ms"] <= figures["p95_ms"] <= figures["p99_ms"] <= figures["max_ms"]
    assert data["measures"]["check_in"]["n"] == 6
    assert heard
    assert "check_in" in as_table(bench)


def test_both_say_the_same_to_the_database(place: Place) -> None:
    _bench, data, _heard = _measured(place)
    said = data["statements"]["check_in"]
    written = [statement.split()[2] for statement in said if statement.startswith("INSERT")]
    assert any(statement.startswith("BEGIN") for statement in said)
    assert said[-1] == "COMMIT"
    assert not any(statement.startswith("PRAGMA") for statement in said)
    assert written == ["event", "command", "visit", "leg"]
    assert any(statement.startswith("SELECT") for statement in said)
    if place.engine == "sqlite":
        assert data["machine"]["settings"]["journal_mode"] == "wal"
        assert data["machine"]["settings"]["synchronous"] == 2  # FULL
    else:
        assert any("pg_advisory_xact_lock" in statement for statement in said)


def test_what_is_said_again_leaves_the_same_rows_behind(place: Place) -> None:
    config = days.house()
    plain = place.make("ours")
    bare = place.copy("ours", "bare")
    store = ListeningStore(plain)
    desk = Desk(store, config, FixedClock(days.opens_at(days.TODAY)))
    desk.perform(do.OpenCounter(counter="1", actor="ana", key="a"))
    desk.perform(do.CheckIn(services=("information",), new_visit="v1", counter="1", key="b"))
    desk.perform(do.CallNext(counter="1", actor="ana", key="c"))
    said = store.take()
    desk.close()
    settings = {} if plain.path is None else settings_of(store.connection.connection.driver_connection)
    driver = Bare(bare, settings)
    driver.do(said)
    driver.close()
    rows = []
    for address in (plain, bare):
        one = Desk.at(address, config, FixedClock(days.opens_at(days.TODAY)))
        with one.store.reading() as connection:
            rows.append(
                [
                    [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").all()]
                    for table in ("event", "command", "visit", "leg", "day")
                ]
            )
        one.close()
    assert rows[0] == rows[1]
    assert len(rows[0][0]) == 4
    store.close()


def test_with_a_history_there_are_the_same_acts_again_and_longer_reports(place: Place) -> None:
    _bench, data, _heard = _measured(place, history=48)
    assert data["history"]["days"] == 3  # of about fifteen
    assert 40 < data["history"]["visits"] < 60
    assert {"check_in_with_history", "call_next_with_history", "finish_with_history"} <= set(data["measures"])
    bars = {"report_day_with_history": 100, "report_month": 150, "report_years": 500}
    assert {name: data["measures"][name]["bars"] for name in bars} == {name: {"p95_ms": n} for name, n in bars.items()}
    if sys.platform == "linux":
        assert data["values"]["report_years_memory"]["bars"] == {"value": 200}
        assert data["values"]["report_years_memory"]["value"] > 20
    again = data["measures"]["check_in_with_history"]
    assert again["without_history_p50_ms"] == data["measures"]["check_in"]["p50_ms"]
    assert again["history_ratio"] > 0
    assert again["bars"] == {"ratio": 4.0, "history_ratio": 1.2}


def test_a_past_is_of_many_days_no_two_alike_and_life_goes_on_after_it(place: Place) -> None:
    config = days.house()
    address = place.make("past")
    made, dates = make_past(address, config, 150)
    assert len(dates) == 10 and dates[-1] < days.TODAY and not any(day.weekday() == 6 for day in dates)

    clock = FixedClock(days.opens_at(days.TODAY))
    desk = Desk.at(address, config, clock)
    archive = Archive(desk)
    assert [row.day for row in archive.days()] == [day.isoformat() for day in dates]
    summaries = [archive.summary(day, day) for day in dates]
    assert all(one.adds_up and one.times_add_up and one.closed and one.visits.open == 0 for one in summaries)
    assert all(one.visits.served > 3 for one in summaries)
    assert len({(one.visits, one.wait, one.by_half_hour) for one in summaries}) == len(dates)
    whole = archive.summary(dates[0], dates[-1])
    assert whole == build(archive.period(dates[0], dates[-1]))
    assert whole.visits.arrived == made == sum(one.visits.arrived for one in summaries)
    # Life goes on after such a past.
    assert desk.perform(do.CheckIn(services=("information",)))["number"] == "I001"
    assert archive.summary(days.TODAY, days.TODAY).visits.carried_in == 0
    desk.close()


def test_a_day_for_measuring_is_the_same_each_time(tmp_path: Path) -> None:
    place = Files(tmp_path)
    seen = []
    for name in ("one", "other"):
        clock = FixedClock(0)
        desk = Desk.at(place.make(name), days.house(), clock)
        days.work(desk, clock, days.TODAY, 50, waiting=5)
        summary = Archive(desk).summary(days.TODAY, days.TODAY)
        seen.append((summary.visits, summary.wait, summary.handling))
        desk.close()
    place.close()
    assert seen[0] == seen[1]
    assert seen[0][0].open == 5
    assert seen[0][0].left > 0
    assert not list(tmp_path.iterdir())


def test_a_server_that_makes_no_databases_is_told() -> None:
    nowhere = Server(Address.of("postgresql://nobody@127.0.0.1:1/none"))
    with pytest.raises(StoreError, match="makes no databases"):
        nowhere.make("x")


def test_the_nearest_rank_is_always_a_value() -> None:
    values = [float(n) for n in range(10, 0, -1)]
    assert [percentile(values, share) for share in (0.0, 0.5, 0.9, 0.95, 1.0)] == [1, 5, 9, 10, 10]


def test_a_bar_that_is_missed_is_told() -> None:
    bench = Bench(
        "sqlite",
        "3.53",
        {"python": "3.11", "processor": "x", "cores": 2, "folder": "/tmp", "file_system": "ext4"},
        [Measure("check_in", [10.0], [2.0], (Bar("ratio", 4.0),)), Measure("cursor_key", [1.0])],
        [Value("memory", 130.0, "MB", Bar("value", 120.0))],
    )
    data = bench.as_data()
    assert data["measures"]["check_in"]["ratio"] == 5.0
    assert data["measures"]["check_in"]["met"] is False
    assert data["measures"]["cursor_key"]["ratio"] is None
    assert data["values"]["memory"]["met"] is False
    table = as_table(bench)
    assert "check_in: ratio is 5.00, at most 4.00 is wanted." in table
    assert "memory: value is 130.00, at most 120.00 is wanted." in table


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_the_real_program_is_measured_in_a_terminal(tmp_path: Path) -> None:
    place = Files(tmp_path)
    try:
        bench = screen.on_screen(place, Bench("sqlite", "3", {}, []), lambda _sentence: None)
    finally:
        place.close()
    data = bench.as_data()
    assert list(data["measures"]) == [
        "first_paint",
        "cursor_key",
        "call_key",
        "customer_find_key",
        "customer_file",
    ]
    assert data["measures"]["first_paint"]["bare_p50_ms"] > 0
    assert data["measures"]["cursor_key"]["n"] == 3
    assert data["measures"]["call_key"]["n"] == 2
    assert data["measures"]["customer_find_key"]["n"] >= 3
    assert data["measures"]["customer_file"]["n"] == 2
    if sys.platform == "linux":
        assert set(data["values"]) == {"idle_cpu", "memory"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_six_terminals_are_measured_at_work_on_one_database(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "SETTLING_S", 1.0)
    data = load.under_load(place, Bench("sqlite", "3", {}, []), 6, lambda _sentence: None).as_data()
    # Six check-ins of three keys, six calls and starts, and a finish of the two whose desk has a second visit.
    assert data["measures"]["load_key"]["n"] == 6 * 5 + 2
    # Two boards see two of the check-in and the call, the calling, the serving, the free counter; three desks see two.
    assert data["values"]["load_missed"]["unit"] == f"of {2 * (6 * 4 + 2) + 3 * 6 * 2}"
    assert data["measures"]["load_board"]["n"] + data["measures"]["load_desk"]["n"] == 2 * (6 * 4 + 2) + 3 * 6 * 2
    assert data["values"]["load_missed"]["value"] == 0
    assert data["values"]["load_called_twice"]["value"] == 0
    if sys.platform == "linux":
        assert {"load_desk_cpu", "load_board_cpu"} <= set(data["values"])


def test_the_verb_prints_a_table_or_one_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FRONTDESK_CONFIG", raising=False)
    monkeypatch.setattr(measuring, "BIG_DAY", 60)
    monkeypatch.setattr(Wanted, "__init__", _small)
    arguments = ["bench", "--rounds", "10", "--db", str(tmp_path / "not-opened.db")]
    assert run([*arguments, "--json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out)["measures"]["check_in"]["n"] == 10
    assert run([*arguments, "--lang", "es"]) == 0
    assert "check_in" in capsys.readouterr().out
    use_language("en")
    assert run(["bench", "--rounds", "1"]) == 2
    assert "--rounds: “1” is not possible. Allowed: 10 to 100000." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def _small(self: Wanted, rounds: int = 6, history: int = 0) -> None:
    for name, value in {"rounds": rounds, "history": history, "big_day": 60}.items():
        object.__setattr__(self, name, value)
