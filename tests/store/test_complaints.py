"""A complaint's life in its own stream: kept by both engines, told anew from the log, sealed by its days."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain.complaint_story import step_in_words
from frontdesk.domain.complaints import corrections
from frontdesk.errors import Refused, UsageError
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, House


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _a_life(house: House) -> str:
    number: str = house.a.perform(
        do.OpenComplaint(cause="courtesy", text=_note(house, "rude"), actor="ana", channel="letter", owner="ana")
    )["complaint"]
    house.a.perform(do.NoteOnComplaint(number=number, text=_note(house, "calls back at noon")))
    house.a.perform(do.DescribeComplaint(number=number, remedy=_note(house, "a new one"), actor="ana"))
    house.a.perform(do.AcknowledgeComplaint(number=number, actor="ana"))
    house.later(DAY)
    house.a.perform(do.AssignComplaint(number=number.lower(), owner="eva", actor="ana"))
    house.a.perform(do.ActOnComplaint(number=number, text=_note(house, "asked"), investigate=True, actor="eva"))
    house.later(DAY)
    house.a.perform(
        do.ResolveComplaint(number=number, text=_note(house, "sorry"), granted="apology", accepted=True, actor="eva")
    )
    house.a.perform(
        do.CloseComplaint(number=number, root_cause=_note(house, "a bad day"), correction=_note(house, "a talk"))
    )
    house.later(DAY)
    house.a.perform(do.ReopenComplaint(number=number, reason=_note(house, "again")))
    return number


def test_every_step_is_kept_and_told_anew_from_the_log(house: House) -> None:
    house.check_in()
    number = _a_life(house)
    (told,) = Archive(house.a).complaints()
    record = told.row.record
    assert (record.number, record.status, record.owner, record.reopened) == (number, "acknowledged", "eva", 1)
    assert (record.channel, record.granted, record.accepted) == ("letter", "apology", None)
    assert (told.text, told.remedy) == ("rude", "a new one")
    kinds = ["noted", "described", "acknowledged", "assigned", "investigating", "resolved", "closed", "reopened"]
    assert [step.kind for step in record.steps] == kinds
    assert told.of_steps[:2] == (("calls back at noon", ""), ("", "a new one"))
    assert told.of_steps[4:] == (("asked", ""), ("sorry", ""), ("a bad day", "a talk"), ("again", ""))
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)
    house.later(DAY)
    house.a.roll_over()
    assert verify(house.a.store, read_tables=True) == []


def test_what_was_taken_down_wrongly_is_put_right_and_its_story_tells_what_it_was(house: House) -> None:
    house.a.perform(do.AddCustomer(full_name="Marta", number="C-1", segment="vip"))
    house.a.perform(do.AddCustomer(full_name="Omar", number="C-2"))
    taken = do.OpenComplaint(cause="price", text=_note(house, "rude"), kind="request", channel="letter", customer="C-2")
    number = str(house.a.perform(taken)["complaint"])
    house.later(DAY)
    house.a.roll_over()
    right: dict[str, Any] = {
        "kind": "treatment",
        "cause": "courtesy",
        "severity": 3,
        "safety": True,
        "channel": "telephone",
    }
    house.a.perform(do.DescribeComplaint(number=number, actor="ana", customer="C-1", segment="vip", **right))
    house.a.perform(do.DescribeComplaint(number=number, text=_note(house, "very"), cause="price", actor="eva"))

    (told,) = Archive(house.a).complaints()
    record = told.row.record
    assert {name: getattr(record, name) for name in right} == right | {"cause": "price"}
    assert (record.customer, record.segment, record.status) == ("C-1", "vip", "open")
    first, second = record.steps
    assert {(one.field, one.was, one.now) for one in corrections(first)} == {
        ("kind", "request", "treatment"),
        ("cause", "price", "courtesy"),
        ("severity", 2, 3),
        ("safety", False, True),
        ("channel", "letter", "telephone"),
        ("customer", "C-2", "C-1"),
    }
    assert corrections(second) == [("cause", "courtesy", "price")]
    assert (first.actor, second.actor) == ("ana", "eva")
    assert record.stood_at(record.opened_at).kind == "treatment", "it counts as what it is from the beginning"
    words = step_in_words(first, ("", ""), house.a.label)
    assert "kind request → complaint about the treatment" in words
    assert "Written down" not in words

    for command, code in (
        (do.DescribeComplaint(number=number, **right | {"cause": "price"}), "wrong_state"),
        (do.DescribeComplaint(number=number, severity=4), "usage"),
        (do.DescribeComplaint(number=number, cause="no such"), "usage"),
        (do.DescribeComplaint(number=number), "usage"),
    ):
        with pytest.raises(UsageError if code == "usage" else Refused):
            house.a.perform(command)
    house.a.erase(do.EraseCustomer(number="C-2", confirmed=True))
    with pytest.raises(Refused, match="customer_erased"):
        house.a.perform(do.DescribeComplaint(number=number, customer="C-2"))
    house.a.perform(do.DescribeComplaint(number=number, customer=""))
    assert Archive(house.a).complaints()[0].row.record.customer is None
    house.a.perform(do.UndoComplaintStep(number=number))
    assert Archive(house.a).complaints()[0].row.record.customer == "C-1"
    assert not any(rebuild(house.a.store).values())
    house.later(DAY)
    house.a.roll_over()
    assert verify(house.a.store, read_tables=True) == []
    house.a.perform(do.ResolveComplaint(number=number, text=_note(house, "sorry")))
    house.a.perform(do.CloseComplaint(number=number, root_cause=_note(house, "a"), correction=_note(house, "b")))
    with pytest.raises(Refused, match="wrong_state"):
        house.a.perform(do.DescribeComplaint(number=number, severity=1))


def test_it_stood_otherwise_before(house: House) -> None:
    _a_life(house)
    record = Archive(house.a).complaints()[0].row.record
    instants = [record.opened_at, *(step.at for step in record.steps)]
    told = []
    for at in (instants[0] - 1, *dict.fromkeys(instants)):
        stood = record.stood_at(at)
        told.append((stood.status, stood.owner, stood.resolved_at is not None, stood.reopened))
    assert told == [
        ("open", "ana", False, 0),
        ("acknowledged", "ana", False, 0),
        ("investigating", "eva", False, 0),
        ("closed", "eva", True, 0),
        ("acknowledged", "eva", False, 1),
    ]
    assert record.stood_at(instants[-1]) == record
    assert record.stood_at(instants[0] - 1).due_day == record.first_due_day


def test_of_two_who_answer_the_second_is_told_that_it_was_done(house: House) -> None:
    other = house.terminal()
    number = house.a.perform(do.OpenComplaint(cause="courtesy", text=_note(house, "rude")))["complaint"]
    house.a.perform(do.ResolveComplaint(number=number, text=_note(house, "sorry")))
    with pytest.raises(Refused, match="wrong_state"):
        other.perform(do.ResolveComplaint(number=number, text=_note(house, "sorry too")))
    once = house.a.perform(do.ReopenComplaint(number=number, reason=_note(house, "no"), key="k"))
    assert other.perform(do.ReopenComplaint(number=number, reason=_note(house, "no"), key="k")) == once
