"""A customer's file that a step had opened goes with the step; it stays where anything has come to it since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain.importing import ImportRow
from frontdesk.errors import Refused
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import House

ANA: dict[str, Any] = {"counter": "1", "actor": "ana"}


def _text(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _checked_in(house: House) -> tuple[str, str]:
    """Somebody whose file is opened at the check-in: the visit and the customer's number."""
    answer = house.check_in("Marta Gómez", segment="gold", open_file=True, counter="1")
    return str(answer["visit"]), str(answer["customer"])


def _tied(house: House) -> tuple[str, str]:
    """Somebody whose file is opened later."""
    visit = str(house.check_in()["visit"])
    answer = house.a.perform(do.TieCustomer(**ANA, full_name="Marta Gómez", visit=visit))
    return visit, str(answer["customer"])


Opening = Callable[[House], tuple[str, str]]
BOTH = pytest.mark.parametrize("opening", [_checked_in, _tied])


def _is_whole(house: House) -> None:
    assert verify(house.a.store, read_tables=True) == []
    assert not any(rebuild(house.a.store).values())


@BOTH
def test_an_empty_file_goes_with_what_opened_it(house: House, opening: Opening) -> None:
    visit, customer = opening(house)
    answer = house.a.perform(do.Undo(**ANA, key="undone"))
    assert (answer["customer"], answer["file"]) == (customer, "gone")
    assert house.a.perform(do.Undo(**ANA, key="undone")) == answer, "once"
    assert house.rows("customer") == []
    assert [row["customer"] for row in house.rows("visit") if row["id"] == visit] in ([], [None])
    assert Archive(house.a).customers("Marta", 5) == []
    assert house.a.perform(do.AddCustomer(full_name="Ann"))["customer"] != customer, "no number is given twice"
    with pytest.raises(Refused, match="customer_erased"):
        house.a.perform(do.AddCustomer(full_name="Ann", number=customer))
    with pytest.raises(Refused, match="unknown_customer"):
        house.a.perform(do.NoteOnCustomer(number=customer, note=_text(house, "x")))
    assert "Marta" not in str(house.rows("event"))
    _is_whole(house)


@BOTH
def test_the_undo_of_a_visit_and_at_another_terminal_does_the_same(house: House, opening: Opening) -> None:
    visit, customer = opening(house)
    other = house.terminal()
    answer = other.perform(do.Undo(visit=visit, actor="eva"))
    assert (answer["customer"], answer["file"]) == (customer, "gone")
    assert house.rows("customer") == []
    house.a.catch_up()
    _is_whole(house)


def _noted(house: House, customer: str) -> None:
    house.a.perform(do.NoteOnCustomer(number=customer, note=_text(house, "needs a ramp")))


def _named_anew(house: House, customer: str) -> None:
    house.a.perform(do.ChangeCustomer(number=customer, full_name="Marthe Gómez"))


def _listed(house: House, customer: str) -> None:
    house.a.perform(do.ImportCustomers(rows=(ImportRow(2, customer, {"revenue": 5}),)))


def _came_again(house: House, customer: str) -> None:
    house.check_in(customer=customer)


def _complained(house: House, customer: str) -> None:
    house.a.perform(do.OpenComplaint(cause="courtesy", text=_text(house, "by telephone"), customer=customer))


def _took_another_in(house: House, customer: str) -> None:
    other = house.a.perform(do.AddCustomer(full_name="Marta G."))["customer"]
    house.a.perform(do.MergeCustomers(number=customer, other=other))


@BOTH
@pytest.mark.parametrize(
    "since", [_noted, _named_anew, _listed, _came_again, _complained, _took_another_in], ids=lambda one: one.__name__
)
def test_a_file_to_which_more_has_come_stays(
    house: House, opening: Opening, since: Callable[[House, str], None]
) -> None:
    visit, customer = opening(house)
    since(house, customer)
    answer = house.a.perform(do.Undo(visit=visit, actor="ana"))
    assert (answer["customer"], answer["file"]) == (customer, "stays")
    assert customer in {row["id"] for row in house.rows("customer")}
    _is_whole(house)


@BOTH
def test_a_file_that_is_part_of_another_one_takes_nothing_with_it(house: House, opening: Opening) -> None:
    visit, customer = opening(house)
    kept = str(house.a.perform(do.AddCustomer(full_name="Marta G."))["customer"])
    house.a.perform(do.MergeCustomers(number=kept, other=customer))
    assert house.a.perform(do.Undo(visit=visit, actor="ana"))["file"] == "stays"
    assert [row["id"] for row in house.rows("customer")] == [kept]
    assert [(row["number"], row["kept"]) for row in house.rows("former_customer")] == [(customer, kept)]
    _is_whole(house)


def test_what_was_said_at_a_check_in_that_is_taken_back_keeps_the_file(house: House) -> None:
    visit, customer = _checked_in(house)
    told = do.MakePromise(text=_text(house, "call back"), due_day=date(2026, 11, 30), visit=visit)
    house.a.perform(told)
    assert house.a.perform(do.Undo(**ANA))["file"] == "stays"
    assert [row["id"] for row in house.rows("customer")] == [customer]


def test_what_was_noted_of_a_visit_is_no_matter_of_a_file_that_was_tied_by_mistake(house: House) -> None:
    visit, _customer = _tied(house)
    told = do.MakePromise(text=_text(house, "call back"), due_day=date(2026, 11, 30), visit=visit)
    house.a.perform(told)
    assert house.a.perform(do.Undo(**ANA))["file"] == "gone"
    assert [row["visit"] for row in house.rows("promise")] == [visit]
    _is_whole(house)


def test_only_the_step_that_opened_the_file_takes_it_away(house: House) -> None:
    visit, customer = _checked_in(house)
    house.open("1")
    house.a.perform(do.CallVisit(**ANA, visit=visit))
    assert "file" not in house.a.perform(do.Undo(**ANA))
    second = house.check_in(customer=customer)["visit"]
    assert "file" not in house.a.perform(do.Undo(visit=second))
    assert [row["id"] for row in house.rows("customer")] == [customer]
    assert house.a.perform(do.Undo(visit=visit))["file"] == "gone"
    _is_whole(house)


def test_what_was_typed_with_it_is_erased_by_the_number_all_the_same(house: House) -> None:
    _visit, customer = _checked_in(house)
    house.a.perform(do.Undo(**ANA))
    assert [row["text"] for row in house.rows("note")] == ["Marta Gómez"]
    assert house.a.erase(do.EraseCustomer(number=customer, confirmed=True))["texts"] == 1
    assert house.rows("note") == []
    _is_whole(house)
