"""Undo reaches complaints and promises: the step is gone from its own stream, from every table and from the figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain.policy import Role
from frontdesk.errors import Refused
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, HOUR, House
from tests.store.test_read_tables import NOTHING

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def _note(house: House, text: str = "call Ann [/x] back") -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _at(counter: str | None = "1") -> dict[str, Any]:
    return {"actor": "ana", "counter": counter}


def _promise(house: House, counter: str | None = "1") -> str:
    made = do.MakePromise(text=_note(house), due_day=TUESDAY, **_at(counter))
    return str(house.a.perform(made)["promise"])


def _complain(house: House, counter: str | None = "1") -> str:
    opened = do.OpenComplaint(cause="courtesy", text=_note(house), remedy=_note(house, "sorry"), **_at(counter))
    return str(house.a.perform(opened)["complaint"])


def _undo(house: House, counter: str = "1") -> dict[str, Any]:
    return house.a.perform(do.Undo(**_at(counter)))


def _refused(house: House, command: do.Command) -> str:
    with pytest.raises(Refused) as caught:
        house.a.perform(command)
    return caught.value.code


def _is_whole(house: House) -> None:
    assert verify(house.a.store, read_tables=True) == []
    assert rebuild(house.a.store) == NOTHING


def test_a_promise_taken_back_is_as_if_never_made_and_its_number_is_not_given_again(house: House) -> None:
    house.open("1")
    assert _promise(house) == "P-2026-0001"
    answer = _undo(house)
    assert (answer["undid"], answer["promise"]) == ("PromiseMade", "P-2026-0001")
    assert house.rows("promise") == []
    assert Archive(house.a).promises() == []
    assert _refused(house, do.KeepPromise(number="P-2026-0001", **_at())) == "unknown_promise"
    assert _promise(house) == "P-2026-0002"
    assert Archive(house.a).summary(MONDAY, MONDAY).promises.made == 1
    _is_whole(house)


def test_steps_of_a_counter_are_taken_back_in_their_order_whatever_they_were_about(house: House) -> None:
    house.open("1")
    house.check_in()
    house.a.perform(do.CallNext(**_at()))
    promise = _promise(house)
    house.a.perform(do.Start(**_at()))
    complaint = _complain(house)
    house.a.perform(do.AcknowledgeComplaint(number=complaint, **_at()))
    house.a.perform(do.MovePromise(number=promise, due_day=WEDNESDAY, reason=_note(house), **_at()))
    undone = [_undo(house)["undid"] for _ in range(6)]
    assert undone == [
        "PromiseMoved", "ComplaintAcknowledged", "ComplaintOpened", "ServingStarted", "PromiseMade", "Called",
    ]  # fmt: skip
    assert [house.rows(name) for name in ("promise", "promise_move", "complaint", "complaint_step")] == [[]] * 4
    _is_whole(house)


def test_a_step_taken_back_leaves_the_earlier_ones(house: House) -> None:
    house.open("1")
    promise, complaint = _promise(house), _complain(house)
    for day in (WEDNESDAY, date(2026, 11, 26)):
        house.a.perform(do.MovePromise(number=promise, due_day=day, reason=_note(house), **_at()))
    house.a.perform(do.AssignComplaint(number=complaint, owner="eva", **_at()))
    house.a.perform(do.ResolveComplaint(number=complaint, text=_note(house), **_at()))
    _undo(house)
    assert [row["due_day"] for row in house.rows("promise")] == ["2026-11-26"]
    answer = house.a.perform(do.UndoPromiseStep(number=promise.lower(), actor="eva"))
    assert (answer["undid"], answer["due_day"], answer["moved"]) == ("PromiseMoved", "2026-11-25", 1)
    assert [row["due_day"] for row in house.rows("promise_move")] == ["2026-11-25"]
    (row,) = house.rows("complaint")
    assert (row["status"], row["owner"], row["resolved_at"]) == ("open", "eva", None)
    assert [row["kind"] for row in house.rows("complaint_step")] == ["assigned"]
    _is_whole(house)


def test_what_somebody_else_has_gone_on_with_is_not_taken_back(house: House) -> None:
    house.open("1", "2")
    promise = _promise(house)
    house.a.perform(do.KeepPromise(number=promise, **_at("2")))
    assert _refused(house, do.Undo(**_at())) == "undo_dependent"
    _undo(house, "2")
    assert _undo(house)["promise"] == promise
    _is_whole(house)


def test_someone_at_no_counter_takes_back_by_number_and_the_counter_goes_back_further(house: House) -> None:
    house.open("1")
    house.check_in()
    house.a.perform(do.CallNext(**_at()))
    complaint = _complain(house)
    answer = house.a.perform(do.UndoComplaintStep(number=complaint, actor="eva"))
    assert (answer["complaint"], answer["state"], answer["undid"]) == (complaint, "undone", "ComplaintOpened")
    assert _refused(house, do.UndoComplaintStep(number=complaint, actor="eva")) == "unknown_complaint"
    assert _undo(house)["undid"] == "Called"
    _is_whole(house)


def test_what_the_seal_of_a_day_holds_stays(house: House) -> None:
    house.open("1")
    promise = _promise(house)
    house.later(HOUR)
    house.a.perform(do.CloseDay(actor="eva"))
    assert _refused(house, do.UndoPromiseStep(number=promise, actor="eva")) == "day_closed"
    house.later(HOUR)
    house.a.perform(do.KeepPromise(number=promise, actor="eva"))
    house.a.perform(do.UndoPromiseStep(number=promise, actor="eva"))  # after the close, and not sealed yet
    assert [row["status"] for row in house.rows("promise")] == ["open"]
    house.a.perform(do.OpenDay(actor="eva"))
    assert _refused(house, do.UndoPromiseStep(number=promise, actor="eva")) == "day_closed"
    assert _refused(house, do.Undo(**_at())) == "undo_nothing"
    house.later(DAY)
    house.open("1")
    assert _refused(house, do.UndoPromiseStep(number=promise, actor="eva")) == "day_closed"
    _is_whole(house)


def test_the_same_key_takes_back_once(house: House) -> None:
    house.open("1")
    _promise(house)
    promise = _promise(house)
    first, again = (house.a.perform(do.Undo(key="k", **_at())) for _ in range(2))
    assert first == again
    assert first["promise"] == promise
    assert len(house.rows("promise")) == 1


def test_the_undo_of_a_visit_reaches_the_complaint_about_it_and_leaves_the_attention_as_it_is(house: House) -> None:
    house.open("1")
    house.check_in()
    house.a.perform(do.CallNext(**_at()))
    house.a.perform(do.Start(**_at()))
    number = _complain(house, counter=None)  # about the visit at no counter: nothing yet
    visit = next(iter(house.a.snapshot.day.visits)) if house.a.snapshot.day else ""
    about = do.OpenComplaint(cause="courtesy", text=_note(house), visit=visit, actor="ana")
    second = str(house.a.perform(about)["complaint"])
    answer = house.a.perform(do.Undo(visit=visit, actor="ana"))
    assert (answer["undid"], answer["complaint"]) == ("ComplaintOpened", second)
    assert [one.row.record.number for one in Archive(house.a).complaints()] == [number]
    assert house.a.perform(do.Undo(visit=visit, actor="ana"))["undid"] == "ServingStarted"
    _is_whole(house)


def test_another_terminal_sees_the_step_and_its_undoing(house: House) -> None:
    house.open("1")
    other = house.terminal()
    other.catch_up()
    _promise(house)
    assert other.catch_up()
    _undo(house)
    assert other.catch_up()
    assert other.perform(do.Undo(**_at()))["undid"] == "CounterOpened"


def test_one_transaction_makes_and_takes_back(house: House) -> None:
    house.open("1")
    with house.a.together():
        _promise(house)
        _undo(house)
        complaint = _complain(house)
        house.a.perform(do.AcknowledgeComplaint(number=complaint, **_at()))
        _undo(house)
    assert house.rows("promise") == []
    assert [row["status"] for row in house.rows("complaint")] == ["open"]
    _is_whole(house)


def test_a_remedy_is_taken_back_only_by_who_could_have_granted_it(house: House) -> None:
    house.open("1")
    number = _complain(house)
    lead, clerk = {**_at(), "role": Role.LEAD}, {**_at(), "role": Role.RECEPTIONIST}
    house.a.perform(do.ResolveComplaint(**lead, number=number, text=None, granted="refund"))
    assert _refused(house, do.UndoComplaintStep(**clerk, number=number)) == "not_allowed"
    assert _refused(house, do.Undo(**clerk)) == "not_allowed"
    assert house.a.perform(do.UndoComplaintStep(**lead, number=number))["undid"] == "ComplaintResolved"
    house.a.perform(do.ResolveComplaint(**clerk, number=number, text=None, granted="apology"))
    assert house.a.perform(do.Undo(**clerk))["undid"] is not None
    _is_whole(house)
