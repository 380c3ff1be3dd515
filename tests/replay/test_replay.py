"""A recorded history told again: the order of its commands, what is added, what is refused, what is left out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import Refused, StoreError, UsageError
from frontdesk.replay import MOST_ADDED, ORIGIN, SHOWN_BAD_ROWS, replay_recorded
from frontdesk.store.log import day_stream
from frontdesk.store.migrations import create
from frontdesk.store.rebuild import rebuild
from tests.replay.logs import (
    INSTANTS,
    SERVED,
    Heard,
    a_house,
    comparable,
    database,
    row,
    the_desk,
    told,
    visits_of,
    write,
)


def kinds_of(folder: Path, day: str) -> list[str]:
    """The events of a day, in their order, each with its visit or counter."""
    desk = the_desk(database(folder), a_house(folder))
    try:
        records = desk.store.events(day_stream(desk.policy.site, day))[0]
        return [f"{one.event.kind} {getattr(one.event, 'visit', one.counter)}" for one in records]
    finally:
        desk.close()


def test_each_row_is_told_at_its_own_instants_by_its_own_person(tmp_path: Path) -> None:
    done = told(tmp_path, [row(staff="ana")])
    assert (done.rows, done.done, done.bad, done.commands) == (1, 1, 0, 5)
    desk = the_desk(database(tmp_path), a_house(tmp_path))
    records = desk.store.events(day_stream("main", "2026-11-20"))[0]
    begin = 1795183200
    assert [(one.event.kind, one.at - begin, one.actor, one.counter) for one in records] == [
        ("DayOpened", 0, "", None),
        ("CheckedIn", 0, "ana", None),
        ("CounterOpened", 240, "ana", "1"),
        ("Called", 240, "ana", "1"),
        ("ServingStarted", 270, "ana", "1"),
        ("Finished", 600, "ana", "1"),
    ]
    desk.catch_up()
    assert desk.snapshot.day is not None
    assert desk.snapshot.text(desk.snapshot.day.visits["v1"].out_of_turn) == "recorded"
    assert desk.store.origin() == ORIGIN
    desk.close()


def test_at_one_instant_those_who_began_earlier_are_finished_first(tmp_path: Path) -> None:
    nine = "2026-11-20T09:00:00-05:00"
    ten_past = "2026-11-20T09:10:00-05:00"
    instantly = {"called_at": ten_past, "started_at": ten_past, "ended_at": ten_past}
    later = {"called_at": ten_past, "started_at": ten_past, "ended_at": "2026-11-20T09:20:00-05:00"}
    done = told(
        tmp_path,
        [
            row(visit="after", arrived_at=nine, **later),
            row(visit="flash", arrived_at=ten_past, **instantly, counter="2"),
            row(visit="slow", arrived_at=nine, called_at=nine, started_at=ten_past, ended_at=ten_past, counter="2"),
            row(visit="before", arrived_at=nine, called_at=nine, started_at=nine, ended_at=ten_past),
        ],
    )
    assert done.bad == 0
    assert kinds_of(tmp_path, "2026-11-20") == [
        "DayOpened None",
        "CheckedIn slow",
        "CounterOpened 2",
        "Called slow",
        "CheckedIn before",
        "CounterOpened 1",
        "Called before",
        "ServingStarted before",
        "CheckedIn after",
        "Finished before",
        "ServingStarted slow",
        "Finished slow",
        "Called after",
        "ServingStarted after",
        "CheckedIn flash",
        "Called flash",
        "ServingStarted flash",
        "Finished flash",
        "Finished after",
    ]


def test_every_way_to_end_comes_back_as_it_was(tmp_path: Path) -> None:
    nobody = {"called_at": "", "started_at": "", "counter": "", "staff": ""}
    lines = [
        row(visit="served"),
        row(visit="no_show", outcome="no_show", started_at="", counter="2"),
        row(visit="no_show_after_all", outcome="no_show", counter="3"),
        row(visit="left", outcome="left", **nobody),
        row(visit="left_when_called", outcome="left", started_at="", counter="4"),
        row(visit="left_between_errands", outcome="left", counter="5"),
        row(visit="removed", outcome="removed", **nobody),
        row(visit="removed_when_called", outcome="removed", started_at="", counter="6"),
        row(visit="removed_after_all", outcome="removed", counter="7"),
        row(visit="unfinished", outcome="unfinished", **nobody),
        row(visit="unfinished_when_called", outcome="unfinished", started_at="", counter="8"),
        row(visit="unfinished_at_the_counter", outcome="unfinished", counter="9", staff=""),
    ]
    path = write(tmp_path, lines)
    config = a_house(tmp_path)
    done = replay_recorded(path, database(tmp_path), config)
    assert (done.bad, done.bad_rows) == (0, ())
    assert comparable(visits_of(database(tmp_path), config)) == comparable(path.read_text(encoding="utf-8"))


def test_what_the_configuration_does_not_know_is_added_and_named(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        [
            row(service="loans", segment="farmers", urgency="calm", counter="7"),
            row(visit="v2", service="stamps", counter="7", called_at="x"),
            row(visit="v3", service="loans"),
        ],
    )
    heard = Heard()
    done = replay_recorded(path, database(tmp_path), a_house(tmp_path), listener=heard)
    assert heard.kinds == done.added
    assert [str(one) for one in done.added.sentences()] == [
        "Added for this run: services loans.",
        "Added for this run: segments farmers.",
        "Added for this run: urgencies calm.",
        "Added for this run: counters 7.",
    ]
    assert heard.steps == [(8, 8)]
    assert json.loads(json.dumps(done.as_data()))["added"]["services"] == ["loans"]


def test_what_the_house_has_retired_was_in_use_then(tmp_path: Path) -> None:
    more = '[[services]]\nid = "stamps"\nletter = "S"\nactive = false\n[[services]]\nid = "loans"\nletter = "L"'
    assert told(tmp_path, [row(service="stamps")], more=more).bad == 0


def test_a_log_with_its_columns_mixed_up_adds_no_end_of_ids(tmp_path: Path) -> None:
    nobody = {"called_at": "", "started_at": "", "counter": "", "staff": "", "outcome": "left"}
    lines = [row(visit=f"v{n}", service=f"s{n}", **nobody) for n in range(MOST_ADDED + 30)]
    done = told(tmp_path, lines)
    assert (done.done, done.bad) == (MOST_ADDED, 30)
    assert len(done.bad_rows) == SHOWN_BAD_ROWS
    assert f"“s{MOST_ADDED}” is one unknown id too many" in str(done.bad_rows[0])


def test_a_bad_row_stops_nothing(tmp_path: Path) -> None:
    done = told(tmp_path, [row(), row(visit="v2", ended_at="soon"), row(visit="v3", counter="2"), "", "v4,x"])
    assert (done.rows, done.done, done.bad) == (4, 2, 2)
    assert [str(bad).partition(":")[0] for bad in done.bad_rows] == ["line 3", "line 6"]
    assert list(comparable(visits_of(database(tmp_path), a_house(tmp_path)))) == ["v1", "v3"]


def test_two_at_one_counter_the_second_is_bad_and_hurts_nobody(tmp_path: Path) -> None:
    between = {"called_at": "2026-11-20T09:06:00-05:00", "started_at": "2026-11-20T09:06:00-05:00"}
    after = {
        "called_at": "2026-11-20T09:10:00-05:00",
        "started_at": "2026-11-20T09:10:00-05:00",
        "ended_at": "2026-11-20T09:11:00-05:00",
    }
    done = told(tmp_path, [row(), row(visit="v2", **between), row(visit="v3", **after)])
    assert (done.done, done.bad) == (2, 1)
    assert str(done.bad_rows[0]) == "line 3: counter 1 is taken by visit “v1” of line 2 at that time."
    assert list(comparable(visits_of(database(tmp_path), a_house(tmp_path)))) == ["v1", "v3"]


def test_of_two_called_in_one_second_the_one_that_freed_the_counter_in_it_was_first(tmp_path: Path) -> None:
    ten_past = "2026-11-20T09:10:00-05:00"
    flash = {"called_at": ten_past, "started_at": ten_past, "ended_at": ten_past}
    then = {"called_at": ten_past, "started_at": ten_past, "ended_at": "2026-11-20T09:20:00-05:00"}
    done = told(tmp_path, [row(visit="then", **then), row(visit="flash", **flash), row(visit="third", **then)])
    assert [str(bad) for bad in done.bad_rows] == ["line 4: counter 1 is taken by visit “then” of line 2 at that time."]
    assert kinds_of(tmp_path, "2026-11-20")[3:7] == [
        "CounterOpened 1",
        "Called flash",
        "ServingStarted flash",
        "Finished flash",
    ]


def test_a_row_that_is_refused_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    config, address = a_house(tmp_path), database(tmp_path)
    create(address)
    desk = Desk.at(address, config, FixedClock(1795176000, ORIGIN))
    desk.perform(do.CheckIn(services=("information",), new_visit="early"))
    desk.perform(do.OpenCounter(counter="1", actor="rosa"))
    desk.perform(do.CallNext(counter="1", actor="rosa"))
    desk.perform(do.OpenCounter(counter="2", actor="rosa"))
    desk.perform(do.PauseCounter(counter="2", actor="rosa"))
    desk.perform(do.StopIntake(service="incidents"))
    desk.close()
    lines = [
        row(visit="busy"),
        row(visit="stopped", service="incidents", counter="4"),
        row(visit="paused", counter="2"),
        row(visit="fine", counter="3"),
    ]
    done = replay_recorded(write(tmp_path, lines), address, config)
    assert (done.done, done.bad) == (1, 3)
    assert [bad.line for bad in done.bad_rows] == [2, 3, 4]
    assert "has been called to counter 1" in str(done.bad_rows[0])
    assert "No more check-ins" in str(done.bad_rows[1])
    assert list(comparable(visits_of(address, config))) == ["early", "fine"]


def test_a_history_goes_on_where_an_earlier_replay_ended(tmp_path: Path) -> None:
    assert told(tmp_path, [row()]).bad == 0
    next_day = {
        column: f"2026-11-21T0{n}:00:00-05:00"
        for n, column in enumerate(("arrived_at", "called_at", "started_at", "ended_at"), 5)
    }
    done = told(tmp_path, [row(), row(visit="v0"), row(visit="v2", **next_day)])
    assert (done.done, done.bad) == (1, 2)
    assert [str(bad) for bad in done.bad_rows] == [
        "line 2: the database already has the visit “v1”.",
        "line 3: the database already has what came later: replay into a new one.",
    ]
    assert list(comparable(visits_of(database(tmp_path), a_house(tmp_path)))) == ["v1", "v2"]


def test_a_live_database_is_refused_before_anything_is_read_or_written(tmp_path: Path) -> None:
    config, address = a_house(tmp_path), database(tmp_path)
    create(address)
    desk = Desk.at(address, config, _LiveClock(1795176000))
    desk.perform(do.OpenCounter(counter="1", actor="ana"))
    desk.close()
    with pytest.raises(Refused) as refused:
        replay_recorded(write(tmp_path, [row()]), address, config)
    assert refused.value.code == "live_database"
    assert "--db" in str(refused.value)
    assert comparable(visits_of(address, config)) == {}


class _LiveClock(FixedClock):
    """Stands in for the machine's clock: what it writes is live."""

    def __init__(self, at: int) -> None:
        super().__init__(at, "live")


def test_an_empty_database_and_a_missing_one_will_do_another_file_will_not(tmp_path: Path) -> None:
    config, address = a_house(tmp_path), database(tmp_path)
    create(address)
    assert replay_recorded(write(tmp_path, [row()]), address, config).done == 1
    other = tmp_path / "notes.txt"
    other.write_text("this is no database, only a text that somebody has at heart" * 20, encoding="utf-8")
    with pytest.raises(StoreError):
        replay_recorded(write(tmp_path, [row()]), type(address).of(str(other)), config)


def test_a_log_that_cannot_be_read_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        replay_recorded(tmp_path / "missing.csv", database(tmp_path), a_house(tmp_path))
    assert not (tmp_path / "replayed.db").exists()


def test_a_log_of_nobody_is_told_in_no_time(tmp_path: Path) -> None:
    done = told(tmp_path, [])
    assert (done.rows, done.done, done.bad, done.commands) == (0, 0, 0, 0)


def test_nobody_is_ended_at_the_close_who_ended_later_in_the_log(tmp_path: Path) -> None:
    over_night = {"ended_at": "2026-11-22T09:10:00-05:00"}
    done = told(tmp_path, [row(**over_night)], more='[queue]\nat_close = "unfinished"')
    assert done.bad == 0
    (only,) = comparable(visits_of(database(tmp_path), a_house(tmp_path))).values()
    assert (only["outcome"], only["counter"]) == ("served", "1")


def test_an_id_that_comes_again_on_a_later_day_is_refused_with_its_line(tmp_path: Path) -> None:
    later = {column: SERVED[column].replace("11-20", "11-23") for column in INSTANTS}
    done = told(tmp_path, [row(), row(**later), row(visit="v2", **later)])
    assert (done.done, done.bad) == (2, 1)
    assert [bad.line for bad in done.bad_rows] == [3]
    kept = comparable(visits_of(database(tmp_path), a_house(tmp_path)))
    assert list(kept) == ["v1", "v2"]

    # Another site of the same database has other visits, but no other ids.
    east = told(tmp_path, [row(), row(visit="v3", counter="2")], more='id = "east"')
    assert (east.done, east.bad) == (1, 1)
    assert "v1" in str(east.bad_rows[0]) and east.bad_rows[0].line == 2
    assert comparable(visits_of(database(tmp_path), a_house(tmp_path))) == kept
    desk = the_desk(database(tmp_path), a_house(tmp_path))
    assert sum(rebuild(desk.store).values()) == 0
    desk.close()


def test_the_last_day_of_a_history_is_reported_as_at_its_end(tmp_path: Path) -> None:
    assert told(tmp_path, [row()]).bad == 0
    address, config = database(tmp_path), a_house(tmp_path)
    day = date(2026, 11, 20)
    reports = []
    for days_later in (1, 30):
        desk = Desk.at(address, config, FixedClock(1795222800 + days_later * 86400, ORIGIN))
        reports.append(Archive(desk).summary(day, day))
        desk.close()
    first, second = reports
    assert first.as_of == second.as_of == config.policy().opens_at(date(2026, 11, 21))
    assert first.generated_at != second.generated_at
    assert not first.closed and first.seal is None
