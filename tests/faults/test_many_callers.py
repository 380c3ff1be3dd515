"""Eight processes at once on one database: nobody is called twice, nobody is left out, and the order holds.

(The same through the verb ``frontdesk call`` is held by the tests of the command line.)
"""

from __future__ import annotations

import json

from frontdesk.clock import MachineClock
from frontdesk.desk import Desk
from frontdesk.domain import events as ev
from frontdesk.domain.day import Day
from frontdesk.domain.discipline import next_for
from frontdesk.store.engine import Address
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.faults.caller import COUNTERS, HOUSE
from tests.faults.processes import result, running, start

PATIENCE_S = 10
"""Half of the time after which a waiting terminal would give up."""

VISITS = {"sqlite": 2000, "postgresql": 800}


def test_everybody_is_called_once_and_in_order(address: Address) -> None:
    visits = VISITS["sqlite" if address.is_sqlite else "postgresql"]
    callers = [start("caller", address.url, name, visits // len(COUNTERS)) for name in COUNTERS]
    with running(*callers):
        for caller in callers:
            assert caller.stdout is not None
            assert caller.stdout.readline() == "ready\n", caller.communicate()[1]
        for caller in callers:
            assert caller.stdin is not None
            caller.stdin.write("go\n")
            caller.stdin.flush()
        told = [json.loads(result(caller)) for caller in callers]

    numbers = [number for one in told for number in one["came"]]
    called = [visit for one in told for visit in one["called"]]
    assert len(numbers) == len(set(numbers)) == visits
    assert len(called) == len(set(called)) == visits
    assert min(len(one["called"]) for one in told) > visits // len(COUNTERS) // 4, "every counter gets its turn"
    assert max(one["longest_s"] for one in told) < PATIENCE_S

    desk = Desk.at(address, HOUSE, MachineClock())
    days = desk.store.days("main")
    records = [record for row in days for record in desk.store.events(f"day/main/{row.day}")[0]]
    assert sum(isinstance(record.event, ev.Called) for record in records) == visits
    _require_order(desk, days[0].day, records)
    assert verify(desk.store) == []
    assert set(rebuild(desk.store).values()) == {0}
    desk.close()


def _require_order(desk: Desk, day_name: str, records: list[ev.Recorded]) -> None:
    """Each call was of the one who was next then, as the house's order says."""
    day = Day(day_name)
    for record in records:
        if isinstance(record.event, ev.DayOpened):
            day = Day(record.event.day)
        if isinstance(record.event, ev.Called):
            found = next_for(day, desk.policy, record.at, day.counter(record.counter or ""))
            assert found is not None
            assert found.visit.id == record.event.visit
        day = day.apply(record)
