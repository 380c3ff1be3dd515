"""Customer files are kept, found and drawn numbers the same by both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.errors import Refused
from tests.store.house import House


def _add(house: House, name: str, **more: Any) -> str:
    return str(house.a.perform(do.AddCustomer(full_name=name, **more))["customer"])


def _text(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _found(house: House, sought: str, most: int = 10) -> list[str]:
    return [one.name for one in Archive(house.a).customers(sought, most)]


def test_a_customer_is_found_by_any_part_of_what_is_known(house: House) -> None:
    _add(house, "Zoë  Ångström", phone="+46 (0)8 123 45")
    _add(house, "Ana Gómez", number="4711", segment="gold")
    _add(house, "50 % off_Ltd")
    assert _found(house, "zoe ang") == _found(house, "ÅNG") == _found(house, "812345") == ["Zoë Ångström"]
    assert _found(house, "4711") == ["Ana Gómez"]
    assert _found(house, "471") == [], "a number is the whole number"
    assert _found(house, "%") == _found(house, "f_l") == ["50 % off_Ltd"]
    assert _found(house, "") == _found(house, "  ") == []
    assert _found(house, "o", most=2) == ["50 % off_Ltd", "Ana Gómez"]


def test_numbers_are_drawn_after_the_highest_one(house: House) -> None:
    assert [_add(house, "a"), _add(house, "b", number="C-00041"), _add(house, "c", number="C-x")] == [
        "C-00001",
        "C-00041",
        "C-x",
    ]
    assert _add(house, "d") == "C-00042"
    with pytest.raises(Refused, match="customer_exists"):
        _add(house, "e", number="C-x")
    assert [row["id"] for row in house.rows("customer")] == ["C-00001", "C-00041", "C-00042", "C-x"]


def test_the_visits_of_a_customer_are_told_the_newest_first(house: House) -> None:
    house.open("1")
    number = _add(house, "Ana")
    for service in ("information", "incidents"):
        house.check_in(service=service, customer=number)
        house.serve()
    house.check_in()
    found = Archive(house.a).visits_of_customer(number)
    assert [one.service for one in found] == ["incidents", "information"]


def test_a_file_has_all_that_was_between_a_customer_and_the_house(house: House) -> None:
    house.open("1")
    ana = _add(house, "Ana")
    first = house.check_in("Ana M.", customer=ana)
    said = do.OpenComplaint(cause="courtesy", text=_text(house, "nobody greeted me"), visit=first["visit"])
    complaint = house.a.perform(said)["complaint"]
    told = do.MakePromise(text=_text(house, "call back"), due_day=date(2026, 11, 30), visit=first["visit"])
    promise = house.a.perform(told)["promise"]
    house.a.perform(do.MovePromise(number=promise, due_day=date(2026, 12, 1), reason=_text(house, "a holiday")))
    house.serve()
    house.later(60)
    second = house.check_in(customer=ana)
    for text in ("needs a ramp", "speaks slowly"):
        house.a.perform(do.NoteOnCustomer(number=ana, note=_text(house, text), actor="ana"))
        house.later(1)
    house.check_in("Bob")

    file = Archive(house.a).customer_file(ana)
    assert file is not None
    assert file.customer.name == "Ana"
    assert [one.id for one in file.visits] == [second["visit"], first["visit"]]
    assert [(one.row.record.number, one.text) for one in file.complaints] == [(complaint, "nobody greeted me")]
    assert [(one.record.number, one.text, one.reasons_to_move) for one in file.promises] == [
        (promise, "call back", ("a holiday",))
    ]
    assert [(one.text, one.actor) for one in file.notes] == [("speaks slowly", "ana"), ("needs a ramp", "ana")]
    assert [(one.visit, one.kind, one.text) for one in file.said] == [(first["visit"], "name", "Ana M.")]
    assert Archive(house.a).customer_file("nobody") is None
    with pytest.raises(Refused, match="unknown_customer"):
        house.a.perform(do.NoteOnCustomer(number="nobody", note=_text(house, "x")))
