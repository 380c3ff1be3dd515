"""What customers are worth, the segments that are suggested for it, and who stays away, as verbs."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.reports.layout import cells
from tests.cli.program import Program

LIST = """id,name,phone,segment,acquisition_cost,revenue,cost_to_serve,years,retention
C1,Ana,1,,120,200,80,5,1
C2,Bob,2,regular,120,200,80,5,0.8
C3,Cid,3,,120,200,80,,0.8
C4,Dan,4,vip,120,200,80,0,1
C5,Eve,5,,,200,80,5,
C6,Ann [/x],6,,0,10,0,1,1
"""
LATER = {"FRONTDESK_NOW": "2027-03-02T09:00:00-05:00"}


@pytest.fixture
def house(desk: Program, own_machine: Path) -> Program:
    file = own_machine / "customers.csv"
    file.write_text(LIST, encoding="utf-8")
    desk.done("customer", "import", str(file))
    return desk


def test_the_reference_values_by_class_with_the_losses_apart(house: Program) -> None:
    found = house.json("customer", "value")
    assert [(one["customer"], one["value"], one["class"], one["profitability"]) for one in found["customers"]] == [
        ("C1", "334.89", "a", "very"),
        ("C3", "280.00", "a", "very"),
        ("C2", "198.61", "a", "very"),
        ("C6", "9.09", "c", "little"),
    ]
    assert [round(one["share"], 3) for one in found["customers"]] == [0.407, 0.748, 0.989, 1.0]
    assert [(one["customer"], one["value"], one["class"]) for one in found["losses"]] == [("C4", "-120.00", None)]
    assert found["classes"] == {
        "a": {"n": 3, "value": "813.50"},
        "b": {"n": 0, "value": "0.00"},
        "c": {"n": 1, "value": "9.09"},
    }
    assert (found["discount"], found["without_data"]) == (0.1, 1)
    assert found["lacking"] == {"acquisition_cost": 1, "revenue": 0, "cost_to_serve": 0, "retention": 1, "years": 0}
    undiscounted = house.json("customer", "value", "--discount", "0")
    assert undiscounted["customers"][0]["value"] == "480.00"

    text = house.done("customer", "value").out
    assert [line.split() for line in text.splitlines()][1] == ["C1", "Ana", "334.89", "A", "40.7", "%"]
    assert "Losses\nC4  Dan  -120.00\n" in text
    assert "1 customer has no value, for want of figures: acquisition_cost 1, retention 1." in text
    assert "Ann [/x]" in text
    spanish = house.done("customer", "value", "--lang", "es").out
    assert "334,89" in spanish and "muy rentable" in spanish and "Pérdidas" in spanish and "nada rentable" in spanish


@pytest.mark.parametrize("wrong", ["1.5", "10%", "0,1", "-1", "x", ""])
def test_a_discount_that_cannot_be_is_refused(house: Program, wrong: str) -> None:
    ran = house("customer", "value", f"--discount={wrong}")
    assert ran.code == 2 and "--discount" in ran.err


def test_without_customers_it_says_what_to_do(desk: Program) -> None:
    assert "customer import" in desk.done("customer", "value").out
    assert desk.json("customer", "value")["customers"] == []
    assert desk.done("customer", "segments").out == "No other segment is suggested for anybody.\n"
    assert desk.done("customer", "lost").out == "Every known customer was seen within 90 days.\n"


def test_suggestions_are_listed_and_set_when_they_are_approved(house: Program) -> None:
    found = house.json("customer", "segments")["suggestions"]
    assert [(one["customer"], one["from"], one["to"], one["source"], one["class"]) for one in found] == [
        ("C1", None, "vip", "value", "a"),
        ("C2", "regular", "vip", "value", "a"),
        ("C3", None, "vip", "value", "a"),
    ]
    text = house.done("customer", "segments").out
    assert "C2        Bob   Regular  VIP        class A, very profitable" in text
    refused = house("customer", "segments", "--approve", "C1", "--approve", "C6", "--json")
    assert (refused.code, refused.document["refused"]["code"]) == (3, "no_suggestion")
    assert house.json("customer", "show", "C1")["segment"] is None
    done = house.json("customer", "segments", "--approve", "C1", "--key", "k", "--staff", "Ana")
    assert [one["customer"] for one in done["approved"]] == ["C1"]
    assert house.json("customer", "segments", "--approve", "C1", "--key", "k", "--staff", "Ana") == done
    shown = house.json("customer", "show", "C1")
    assert (shown["segment"], shown["segment_source"]) == ("vip", "value")
    assert "VIP (by value, approved)" in house.done("customer", "show", "C1").out
    assert house.done("customer", "segments", "--approve", "C2,C3").out == "2 segments were set.\n"
    assert house.done("customer", "segments", "--approve", "all").out == "0 segments were set.\n"

    house.done("check-in", "--service", "information", "--customer", "C2")
    assert house.json("queue")["waiting"][0]["segment"] == "vip", "it counts from the next visit on"


def test_an_approval_of_nobody_is_refused(house: Program) -> None:
    for nobody in ("", " , "):
        ran = house("customer", "segments", "--approve", nobody)
        assert ran.code == 2 and "--approve is empty" in ran.err


def test_a_name_without_an_end_pushes_nothing_out_of_sight(house: Program, own_machine: Path) -> None:
    file = own_machine / "long.csv"
    file.write_text(f"id,name,revenue\nC1,{'n' * 500},300\nC4,{'🙂' * 400},\n", encoding="utf-8")
    house.done("customer", "import", str(file))
    for arguments in (("value",), ("segments",), ("lost", "--days", "100")):
        lines = house.done("customer", *arguments, **LATER).out.splitlines()
        assert max(cells(line) for line in lines if "--approve" not in line) <= 80, arguments
    assert len(house.json("customer", "value")["customers"][0]["name"]) == 500


def test_only_who_leads_approves(house: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[security]\nrole = "receptionist"\n', encoding="utf-8")
    ran = house("customer", "segments", "--approve", "all", "--json")
    assert (ran.code, ran.document["refused"]["code"]) == (3, "not_allowed")
    assert len(house.json("customer", "segments")["suggestions"]) == 3


def test_the_house_says_which_class_suggests_which_segment(house: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[value]\na = "gold"\nc = "gold"\n', encoding="utf-8")
    found = house.json("customer", "segments")["suggestions"]
    assert [(one["customer"], one["to"]) for one in found] == [
        ("C1", "gold"),
        ("C2", "gold"),
        ("C3", "gold"),
        ("C6", "gold"),
    ]
    (own_machine / "frontdesk.toml").write_text('[value]\na = "golden"\n', encoding="utf-8")
    ran = house("customer", "segments")
    assert ran.code == 2 and "value" in ran.err and "gold" in ran.err
    own = '[[segments]]\nid = "regular"\n[[segments]]\nid = "student"\n'
    (own_machine / "frontdesk.toml").write_text(own, encoding="utf-8")
    assert house.json("customer", "segments")["suggestions"] == [], "a house without gold and VIP is left in peace"


def test_who_was_not_seen_by_segment(house: Program) -> None:
    house.done("counter", "open", "--counter", "1", "--staff", "Ana")
    house.done("check-in", "--service", "information", "--customer", "C4")
    house.done("promise", "add", "call back", "--by", "2026-12-01", "--visit", "I001")
    house.done("left", "--visit", "I001")
    assert house.json("customer", "lost")["n"] == 0
    found = house.json("customer", "lost", "--days", "100", **LATER)
    assert (found["n"], found["by_segment"]) == (6, {"": 4, "regular": 1, "vip": 1})
    by_number = {one["customer"]: one for one in found["customers"]}
    assert by_number["C4"] == {
        "customer": "C4",
        "name": "Dan",
        "segment": "vip",
        "last_day": "2026-11-22",
        "days": 100,
        "visits": 1,
        "open_complaints": 0,
        "open_promises": 1,
    }
    assert by_number["C1"]["last_day"] is None
    assert house.json("customer", "lost", "--days", "101", **LATER)["n"] == 0
    house.done("check-in", "--service", "information", "--customer", "C4", **LATER)
    text = house.done("customer", "lost", **LATER).out
    assert text.startswith("5 known customers were not seen for 90 days or more.")
    assert "Dan" not in text, "who waits now is seen"
    assert "never" in text
    assert "nunca" in house.done("customer", "lost", "--lang", "es", **LATER).out
    assert house("customer", "lost", "--days", "0").code == 2
