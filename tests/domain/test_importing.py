"""What the cells of a list of customers may hold, and what a row makes of the file that it means."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from frontdesk.config import Configuration
from frontdesk.csv_rows import WrongRow
from frontdesk.domain.customers import Customer
from frontdesk.domain.importing import ImportRow, Settled, read_row, settle

POLICY = Configuration().policy()
NOW = 1_800_000_000


def _read(**cells: str) -> ImportRow:
    return read_row(2, {"id": "C1", **cells}, POLICY)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("revenue", "1234.50", 123450),
        ("revenue", "1234.5", 123450),
        ("revenue", " 1234 ", 123400),
        ("revenue", "0", 0),
        ("revenue", "0.07", 7),
        ("acquisition_cost", "9999999999999.99", 999999999999999),
        ("years", "0", 0),
        ("years", "12", 12),
        ("retention", "0.8", 0.8),
        ("retention", "1", 1.0),
        ("retention", "-", None),
        ("name", "  Ana\n Gómez ", "Ana Gómez"),
        ("name", "=1+1", "=1+1"),
        ("name", "Ann [/x] 🙂", "Ann [/x] 🙂"),
        ("name", "a\0b\u202e", "a␀b‹U+202E›"),
        ("segment", "gold", "gold"),
        ("stage", "partner", "partner"),
        ("relation", "tied", "tied"),
        ("language", "es", "es"),
    ],
)
def test_a_cell_is_read(column: str, cell: str, value: Any) -> None:
    assert _read(**{column: cell}) == ImportRow(2, "C1", {column: value})


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("revenue", "1.234,50", "write it like 1234.50"),
        ("revenue", "1,234.50", "write it like 1234.50"),
        ("revenue", "1 234,5", "write it like 1234.5"),
        ("revenue", "12,5", "write it like 12.5"),
        ("revenue", "1.234.567", "write it like 1234567"),
        ("revenue", "1.234", "write it like 1234.50"),
        ("revenue", "€ 12", "write it like 1234.50"),
        ("revenue", "-12", "write it like 1234.50"),
        ("revenue", "1e5", "write it like 1234.50"),
        ("revenue", "٣", "write it like 1234.50"),
        ("revenue", "9" * 14, "write it like 1234.50"),
        ("years", "2.5", "a whole number from 0 to 200"),
        ("years", "201", "a whole number from 0 to 200"),
        ("retention", "80%", "written like 0.8"),
        ("retention", "0,8", "written like 0.8"),
        ("retention", "1.01", "written like 0.8"),
        ("segment", "golden", "did you mean “gold”?"),
        ("segment", "\u202e", "‹U+202E›"),
        ("stage", "lead", "prospect, buyer, active, partner"),
        ("relation", "shy", "loyal, erratic, promotion, price, tied"),
        ("language", "fr", "en, es"),
        ("name", "-", "every customer has one"),
        ("name", "x" * 501, "501"),
        ("id", "a b", "a number begins with a letter"),
        ("id", "\0", "a number begins with a letter"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_its_column(column: str, cell: str, said: str) -> None:
    with pytest.raises(WrongRow) as wrong:
        _read(**{column: cell})
    assert str(wrong.value.reason).startswith(column)
    assert said in str(wrong.value.reason)


def test_manners_are_no_column() -> None:
    assert "manner" not in "".join(Customer._fields)


@pytest.mark.parametrize(
    "cells", [{"name": "Ana"}, {"phone": "5"}, {"name": "Ana", "phone": "-"}, {"name": "A", "phone": "n/a"}]
)
def test_without_an_id_a_row_needs_name_and_phone(cells: dict[str, str]) -> None:
    with pytest.raises(WrongRow, match="without an id"):
        read_row(2, cells, POLICY)


# What becomes of rows

ANA = Customer("C1", "Ana", "555", "es", "regular", 7, segment_source="typed", revenue=100)


def _settle(row: ImportRow, *there: Customer, named: frozenset[str] = frozenset()) -> Settled:
    drawn = (f"C-{one}" for one in count(1))
    return settle(row, there, named, drawn.__next__, NOW)


def test_an_empty_cell_leaves_what_is_there_and_a_hyphen_takes_it_away() -> None:
    done = _settle(_read(name="Ana", phone="", segment="", revenue="-", years="3"), ANA)
    assert (done.result, done.columns) == ("changed", ("revenue", "years"))
    assert done.customer == ANA._replace(revenue=None, years=3)


def test_a_segment_that_is_imported_says_so_and_the_same_one_stays_as_it_was() -> None:
    changed = _settle(_read(segment="gold"), ANA).customer
    assert changed is not None and (changed.segment, changed.segment_source) == ("gold", "import")
    same = _settle(_read(segment="regular", name="Ana"), ANA)
    assert (same.result, same.customer) == ("unchanged", ANA)
    none = _settle(_read(segment="-"), ANA).customer
    assert none is not None and (none.segment, none.segment_source) == (None, None)


def test_who_is_new_is_known_from_now_on() -> None:
    done = _settle(_read(name="Eve", stage="buyer", phone="-"))
    assert done.customer == Customer("C1", "Eve", None, None, None, NOW, stage="buyer")
    assert (done.result, done.columns) == ("added", ("name", "stage"))
    assert "needs a name" in str(_settle(_read(phone="5")).reason)


def test_without_an_id_the_customer_is_the_one_with_that_name_and_phone() -> None:
    row = read_row(2, {"name": "ANA", "phone": "5 5-5", "years": "2"}, POLICY)
    assert _settle(row, ANA).customer == ANA._replace(name="ANA", phone="5 5-5", years=2)
    new = _settle(row).customer
    assert new is not None and new.id == "C-1"
    assert "C1, C2" in str(_settle(row, ANA, ANA._replace(id="C2")).reason)
    assert "another row is about this customer, C1" in str(_settle(row, ANA, named=frozenset({"C1"})).reason)
