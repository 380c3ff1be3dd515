"""What stands over the whole house reaches every terminal, and goes on from day to day with its texts."""

from __future__ import annotations

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.alerts import alerts
from frontdesk.errors import Refused
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, House


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def test_an_alert_acknowledged_at_one_terminal_is_gone_at_all(house: House) -> None:
    other = house.terminal()
    visit = house.check_in()["visit"]
    house.later(660)
    other.perform(do.AcknowledgeAlert(alert=f"late/{visit}", actor="lea"))
    with pytest.raises(Refused) as refusal:
        house.a.perform(do.AcknowledgeAlert(alert=f"late/{visit}", actor="eva"))
    assert refusal.value.code == "wrong_state"
    house.a.catch_up()
    (alert,) = alerts(house.day, house.a.policy, house.a.now())
    assert alert.acknowledged == "lea"


def test_what_stands_goes_on_over_the_days_with_its_texts(house: House) -> None:
    house.open("1")
    house.a.perform(do.PostNotice(text=_note(house, "No cards today"), actor="lea"))
    house.a.perform(do.StartSurge(reason=_note(house, "two buses"), actor="lea"))
    visit = house.check_in()["visit"]
    house.a.perform(do.RaiseEmergency(visit=visit, counter="1", actor="ana"))
    for _ in range(2):
        house.later(DAY)
        house.a.roll_over()
    for desk in (house.a, house.terminal()):
        desk.catch_up()
        day = desk.snapshot.day
        assert day is not None
        assert day.surge is not None
        assert [desk.snapshot.text(one.text) for one in day.notices.values()] == ["No cards today"]
        assert desk.snapshot.text(day.surge.reason) == "two buses"
        assert [(one.counter, one.visit) for one in day.emergencies.values()] == [("1", visit)]


def test_texts_are_rows_apart_and_the_read_tables_can_be_told_anew(house: House) -> None:
    house.a.perform(do.PostNotice(text=_note(house, "No cards today"), actor="lea"))
    visit = house.check_in()["visit"]
    house.a.perform(do.RaiseEmergency(visit=visit, actor="ana"))
    house.a.perform(do.Undo(visit=visit, actor="ana"))
    assert visit not in house.day.visits, "the check-in is taken back, and the emergency stands all the same"
    assert len(house.day.emergencies) == 1
    assert "cards" not in str(house.rows("event"))
    assert sum(rebuild(house.a.store).values()) == 0
    assert verify(house.a.store, read_tables=True) == []
