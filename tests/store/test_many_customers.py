"""Lists of customers, suggested segments and who stays away: the same on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdesk.clientele import Clientele
from frontdesk.domain import commands as do
from frontdesk.domain.importing import ImportRow
from frontdesk.domain.policy import Role
from frontdesk.errors import Refused
from frontdesk.store import clientele
from frontdesk.store.engine import Address, make_engine
from tests.store.house import DAY, House

FIGURES = {"acquisition_cost": 0, "cost_to_serve": 0, "years": 1, "retention": 1.0}


def _import(house: House, *rows: dict[str, Any], named: frozenset[str] = frozenset()) -> dict[str, Any]:
    listed = tuple(
        ImportRow(line, row.get("id"), {name: value for name, value in row.items() if name != "id"})
        for line, row in enumerate(rows, 2)
    )
    return house.a.perform(do.ImportCustomers(rows=listed, named=named))


def _worth(number: str, revenue: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "name": number, "revenue": revenue, **FIGURES, **more}


def _segments(house: House) -> dict[str, tuple[Any, Any]]:
    return {row["id"]: (row["segment"], row["segment_source"]) for row in house.rows("customer")}


def test_a_list_is_kept_as_it_is_and_the_second_time_changes_nothing(house: House) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "C1", "name": "Ana 🙂", "phone": "+51 999", "revenue": 999999999999999, "retention": 0.123456},
        {"id": "C-00001", "name": "Bob", "segment": "gold", "stage": "buyer", "relation": "price", "years": 3},
        {"name": "Cid", "phone": "5 5"},
    ]
    done = _import(house, *rows, named=frozenset({"C1", "C-00001"}))
    assert (done["added"], [one["customer"] for one in done["lines"]]) == (3, ["C1", "C-00001", "C-00002"])
    kept = house.rows("customer")
    by_number = {row["id"]: row for row in kept}
    assert (by_number["C1"]["revenue"], by_number["C1"]["retention"]) == (999999999999999, 0.123456)
    assert (by_number["C-00001"]["segment_source"], by_number["C-00001"]["relation"]) == ("import", "price")
    assert (by_number["C-00002"]["folded"], by_number["C-00002"]["digits"]) == ("cid", "55")
    house.later(60)
    again = _import(house, *rows, named=frozenset({"C1", "C-00001"}))
    assert (again["unchanged"], again["lines"]) == (3, [])
    assert house.rows("customer") == kept
    changed = _import(house, {"id": "C1", "name": "Ana Ruiz", "revenue": None})
    assert changed["lines"] == [{"line": 2, "result": "changed", "customer": "C1", "columns": ["name", "revenue"]}]
    row = next(row for row in house.rows("customer") if row["id"] == "C1")
    assert (row["folded"], row["revenue"], row["phone"]) == ("ana ruiz", None, "+51 999")
    assert row["created_at"] == by_number["C1"]["created_at"]


def test_a_row_that_may_mean_two_is_refused_and_the_others_are_done(house: House) -> None:
    for _ in range(2):
        house.a.perform(do.AddCustomer(full_name="Ana", phone="5"))
    done = _import(house, {"name": "Ana", "phone": "5"}, {"id": "C9", "name": "Eve"})
    assert (done["added"], done["refused"]) == (1, 1)
    assert "C-00001, C-00002" in done["lines"][0]["reason"]


ANN: dict[str, Any] = {"name": "Ann", "phone": "5 5", "revenue": 100}
ANNA: dict[str, Any] = {"name": "Anna Ruiz", "phone": "7", "language": "es"}


def _tables(house: House) -> list[list[dict[str, Any]]]:
    return [house.rows(name) for name in ("customer", "customer_note", "former_customer", "merged_person")]


def test_a_list_that_knows_a_merged_person_by_name_and_phone_adds_nobody_anew(house: House) -> None:
    _import(house, ANN, ANNA, {"name": "Bob", "phone": "9"})
    house.a.perform(do.MergeCustomers(number="C-00002", other="C-00001"))
    merged = _tables(house)
    for again in ((ANN, ANNA), (ANNA, {**ANN, "name": "ANN", "phone": "55", "revenue": 999})):
        done = _import(house, *again)
        assert (done["unchanged"], done["refused"], done["added"], done["changed"]) == (1, 1, 0, 0)
        assert [one["reason"] for one in done["lines"]] == [
            "this was C-00001, which is part of C-00002 now: give the id."
        ]
        assert _tables(house) == merged
    named = _import(house, {"id": "C-00002", "revenue": 5}, named=frozenset({"C-00002"}))
    assert named["changed"] == 1, "who gives the id is obeyed"

    # Part of a part is known too; who bears the same name and telephone now comes before who bore them once.
    house.a.perform(do.MergeCustomers(number="C-00003", other="C-00002"))
    assert [one["reason"] for one in _import(house, ANN, ANNA)["lines"]] == [
        f"this was {former}, which is part of C-00003 now: give the id." for former in ("C-00001", "C-00002")
    ]
    house.a.perform(do.AddCustomer(full_name="Ann", phone="5-5"))
    assert _import(house, {**ANN, "revenue": 7})["lines"][0]["customer"] == "C-00004"


def test_who_was_merged_into_two_is_asked_for_and_who_was_erased_is_nobody(house: House) -> None:
    _import(house, ANNA, {"name": "Bob", "phone": "9"})
    for kept in ("C-00001", "C-00002"):
        number = str(house.a.perform(do.AddCustomer(full_name="Ann", phone="55"))["customer"])
        house.a.perform(do.MergeCustomers(number=kept, other=number))
    (line,) = _import(house, ANN)["lines"]
    assert line["reason"] == "several customers have this name and phone (C-00001, C-00002): give the id."
    house.a.erase(do.EraseCustomer(number="C-00002", confirmed=True))
    assert [row["number"] for row in house.rows("merged_person")] == ["C-00003"]
    assert "part of C-00001" in _import(house, ANN)["lines"][0]["reason"]
    house.a.erase(do.EraseCustomer(number="C-00001", confirmed=True))
    assert house.rows("merged_person") == []
    assert _import(house, ANN)["added"] == 1, "nothing is known of who was erased"


def test_values_suggest_segments_and_only_an_approval_sets_them(house: House) -> None:
    _import(house, _worth("C1", 50000), _worth("C2", 30000, segment="regular"), _worth("C3", 10000), _worth("C4", 9000))
    _import(house, _worth("C5", 1000), _worth("C6", -10), {"id": "C7", "name": "no figures"})
    _import(house, _worth("C8", 99000, segment="internal"), _worth("C9", 98000, segment="vip"))
    before = _segments(house)
    found = Clientele(house.a).suggestions()
    assert [(one.customer.id, one.to, one.source, one.value_class) for one in found] == [
        ("C1", "vip", "value", "a"),
        ("C2", "gold", "value", "b"),
        ("C3", "gold", "value", "b"),
    ]
    assert _segments(house) == before, "nothing changes by itself"

    with pytest.raises(Refused, match="not_allowed"):
        house.a.perform(do.ApproveSegments(role=Role.RECEPTIONIST))
    with pytest.raises(Refused, match="no_suggestion"):
        house.a.perform(do.ApproveSegments(numbers=("C1", "C4")))
    assert _segments(house) == before

    done = house.a.perform(do.ApproveSegments(numbers=("C1", "C1"), role=Role.LEAD))
    assert done["approved"] == [{"customer": "C1", "from": None, "segment": "vip", "source": "value"}]
    assert len(house.a.perform(do.ApproveSegments())["approved"]) == 2
    assert _segments(house) == before | {"C1": ("vip", "value"), "C2": ("gold", "value"), "C3": ("gold", "value")}
    assert Clientele(house.a).suggestions() == []


def test_what_value_gave_value_takes_back_and_what_somebody_typed_is_never_lowered(house: House) -> None:
    house.a.perform(do.AddCustomer(full_name="typed", number="C2", segment="vip"))
    _import(house, _worth("C1", 50000), _worth("C2", 10000), _worth("C3", 1))
    assert [(one.customer.id, one.to) for one in Clientele(house.a).suggestions()] == [("C1", "vip")]
    house.a.perform(do.ApproveSegments())
    _import(house, _worth("C1", 5000), _worth("C3", 50000))
    found = Clientele(house.a).suggestions()
    assert [(one.customer.id, one.to, one.value_class) for one in found] == [("C1", "gold", "b"), ("C3", "vip", "a")]


def test_loyal_ones_first(house: House) -> None:
    house.clock.at -= 1500 * DAY
    _import(house, {"id": "old", "name": "old"}, {"id": "few", "name": "few"})
    house.clock.at += 1500 * DAY
    _import(house, {"id": "new", "name": "new"}, {"id": "told", "name": "told", "years": 3})
    house.open("1")
    for number, times in (("old", 12), ("few", 11), ("new", 12), ("told", 12)):
        for _ in range(times):
            house.check_in(customer=number)
            house.serve()
    found = Clientele(house.a).suggestions()
    assert [(one.customer.id, one.to, one.source, one.visits) for one in found] == [
        ("old", "gold", "visits", 12),
        ("told", "gold", "visits", 12),
    ]
    assert [one.years for one in found] == [4, 3]
    house.a.perform(do.ApproveSegments(numbers=("old",)))
    assert _segments(house)["old"] == ("gold", "visits")


@pytest.mark.parametrize(
    "discipline", ["due_time", "fifo", "strict", "head_start", "relative_urgency", "weighted_turns"]
)
def test_value_never_enters_the_order(house: House, discipline: str) -> None:
    """Two visits that differ in the value of the customer only, and in nothing that the house chose to honour."""
    other = House(house.address, discipline=discipline)
    try:
        _import(other, _worth("poor", 1, segment="gold"), _worth("rich", 99999999, segment="gold"))
        other.open("1")
        for number in ("poor", "rich"):
            other.check_in(customer=number, segment="gold")
        first, second = (other.serve()["visit"] for _ in range(2))
        by_visit = {row["id"]: row["customer"] for row in other.rows("visit")}
        assert [by_visit[first], by_visit[second]] == ["poor", "rich"]
    finally:
        other.close()


def test_who_was_not_seen_for_some_days(house: House) -> None:
    for number, segment in (("gone", "gold"), ("mistaken", "vip"), ("back", None), ("here", None), ("never", "gold")):
        house.a.perform(do.AddCustomer(full_name=number, number=number, segment=segment))
    house.open("1")
    for number in ("gone", "gone", "mistaken", "back", "here"):
        house.check_in(customer=number)
        house.serve()
    came = house.check_in(customer="gone")
    house.a.perform(do.MarkLeft(visit=came["visit"]))
    said = house.a.note("too dear")
    assert said is not None
    house.a.perform(do.OpenComplaint(cause="price", text=said, visit=came["visit"]))
    house.later(50 * DAY)
    house.check_in(customer="back")
    house.serve()
    removed = house.check_in(customer="mistaken")
    house.a.perform(do.Remove(visit=removed["visit"]))
    house.a.perform(do.AddCustomer(full_name="new", number="new"))
    house.check_in(customer="here")

    people = Clientele(house.a)
    assert people.today == date(2027, 1, 12)
    assert people.lost(51) == []
    found = people.lost(50)
    assert [(one.customer.id, one.last_day, one.days, one.visits) for one in found] == [
        ("gone", "2026-11-23", 50, 3),
        ("mistaken", "2026-11-23", 50, 1),
        ("never", None, 50, 0),
    ]
    assert [one.open.complaints for one in found] == [1, 0, 0]


def test_many_visits_are_counted_from_the_index_alone(sqlite_address: Address) -> None:
    with make_engine(sqlite_address).connect() as connection:
        sql = f"EXPLAIN QUERY PLAN {clientele._COME.text('sqlite')}"
        plan = connection.exec_driver_sql(sql, {"since": "", "today": ""}).fetchall()
    assert [row[3] for row in plan] == [
        "SEARCH visit USING COVERING INDEX ix_visit_customer_ended_day_outcome (customer>?)"
    ]
