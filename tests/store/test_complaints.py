"""A complaint's life in its own stream: kept by both engines, told anew from the log, sealed by its days."""

from __future__ import annotations

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.errors import Refused
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
