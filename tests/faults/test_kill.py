"""A process that is killed with -9 at any point has lost nothing that it acknowledged, and does nothing twice."""

from __future__ import annotations

import json

import pytest

from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import events as ev
from frontdesk.store.database import Store
from frontdesk.store.engine import Address
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.faults.killing import BEGIN, HOUSE, STEP_S, command
from tests.faults.processes import run

KILLS = {"sqlite": 100, "postgresql": 25}


@pytest.mark.parametrize("seed", [1])
def test_nothing_is_lost_and_nothing_done_twice(address: Address, seed: int) -> None:
    kills = KILLS["sqlite" if address.is_sqlite else "postgresql"]
    told = json.loads(run("killing", address.url, kills, seed))
    answers = told["answers"]
    assert told["kills"] == kills
    assert told["repeated"] > kills
    assert len(answers) > 2 * kills

    # One more command may have been carried out without anybody having heard of it. Here it is repeated.
    clock = FixedClock(BEGIN + len(answers) * STEP_S, "replay")
    desk = Desk(Store(address), HOUSE, clock)
    answers.append(json.loads(json.dumps(desk.perform(command(len(answers))))))
    days = desk.store.days("main")
    assert len(days) > 2, "the kills went over the ends of days"

    # Each command has been carried out once, and is remembered with the answer that was given.
    with desk.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key, answer FROM command").all()
    assert {key: json.loads(answer) for key, answer in rows} == {f"step-{n}": one for n, one in enumerate(answers)}
    kinds = [record.event.kind for row in days for record in desk.store.events(f"day/main/{row.day}")[0]]
    for kind in (ev.CheckedIn, ev.Called, ev.ServingStarted, ev.Finished):
        place = (ev.CheckedIn, ev.Called, ev.ServingStarted, ev.Finished).index(kind)
        assert kinds.count(kind.kind) == (len(answers) - 1 - place + 3) // 4
    assert verify(desk.store) == []
    assert set(rebuild(desk.store).values()) == {0}
    if address.is_sqlite:
        assert desk.store.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    desk.close()
