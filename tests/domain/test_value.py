"""What customers are worth, held against the reference values, and the classes made of it."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.customers import Customer
from frontdesk.domain.value import classes, lifetime_value, value_of, valued

TENTH = Decimal("0.1")


def _value(retention: str = "1", discount: str = "0.1", years: int | None = 5) -> Decimal | None:
    return lifetime_value(
        Decimal(120), Decimal(120), retention=Decimal(retention), discount=Decimal(discount), years=years
    )


@pytest.mark.parametrize(
    ("retention", "discount", "years", "expected"),
    [
        ("1", "0.1", 5, "334.894412"),
        ("0.8", "0.1", 5, "198.614600"),
        ("0.8", "0.1", None, "280"),
        ("1", "0.1", 0, "-120"),
        ("1", "0", 5, "480"),
        ("0", "0.25", 7, "-24"),
        ("0", "0.25", None, "-24"),
    ],
)
def test_the_reference_values_to_six_digits(retention: str, discount: str, years: int | None, expected: str) -> None:
    found = _value(retention, discount, years)
    assert found is not None
    assert round(found, 6) == Decimal(expected)


def test_for_ever_without_an_end_has_no_value() -> None:
    assert _value("1", "0", None) is None
    assert _value("1", "0.0001", None) is not None


_shares = st.decimals(min_value=0, max_value=1, places=3)


@given(
    acquisition=st.integers(0, 10**9),
    margin=st.integers(-(10**9), 10**9),
    retention=_shares,
    discount=_shares,
    years=st.integers(0, 40),
)
def test_it_is_the_sum_of_the_years(
    acquisition: int, margin: int, retention: Decimal, discount: Decimal, years: int
) -> None:
    """The formula as it stands, year by year."""
    total = -Decimal(acquisition)
    kept = Decimal(1)
    for year in range(1, years + 1):
        total += margin * kept / (1 + discount) ** year
        kept *= retention
    found = lifetime_value(Decimal(acquisition), Decimal(margin), retention=retention, discount=discount, years=years)
    assert found is not None
    assert abs(found - total) < Decimal("0.000001")


def _customer(number: str, **known: Any) -> Customer:
    return Customer(number, f"Name of {number}", None, None, None, 0, **known)


def test_money_is_whole_cents_and_what_is_not_known_is_never_nothing() -> None:
    known = {"acquisition_cost": 12000, "revenue": 20000, "cost_to_serve": 8000, "retention": 0.8}
    assert value_of(_customer("1", years=5, **known), TENTH) == 19861
    assert value_of(_customer("1", **known), TENTH) == 28000, "without a number of years it is for ever"
    people = [
        _customer("1", **known),
        _customer("2", **(known | {"revenue": 0})),
        _customer("3", **(known | {"retention": None, "cost_to_serve": None})),
        _customer("4"),
        _customer("5", **(known | {"retention": 1.0})),
    ]
    found = valued(people, TENTH)
    assert [(one.customer, one.value_class) for one in found.ranked] == [("5", "a"), ("1", "a")]
    assert [(one.customer, one.value) for one in found.losses] == [("2", -38667)]
    assert found.without == 2
    assert found.lacking == {"acquisition_cost": 1, "revenue": 1, "cost_to_serve": 2, "retention": 2, "years": 0}
    assert valued(people, Decimal(0)).lacking["years"] == 1, "who never goes is worth no number, undiscounted"


def test_the_classes_of_the_reference() -> None:
    found, losses = classes(dict(zip("abcdefghij", (500, 300, 80, 50, 30, 15, 10, 8, 5, 2), strict=True)))
    of_class = {name: [one.value for one in found if one.value_class == name] for name in "abc"}
    assert of_class == {"a": [500, 300], "b": [80, 50, 30], "c": [15, 10, 8, 5, 2]}
    assert (found[0].share, found[1].share, found[-1].share) == (0.5, 0.8, 1.0)
    assert losses == ()


def test_losses_stand_apart_and_change_no_class() -> None:
    with_losses, losses = classes({"a": 80, "b": 20, "c": -500, "d": -3, "e": 0})
    assert [(one.customer, one.value_class) for one in with_losses] == [("a", "a"), ("b", "b"), ("e", "c")]
    assert [(one.customer, one.value_class, one.share) for one in losses] == [("c", None, None), ("d", None, None)]
    nothing, _ = classes({"a": 0, "b": 0})
    assert [(one.value_class, one.share) for one in nothing] == [("c", None), ("c", None)]
    assert classes({}) == ((), ())


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(-50, 50)), st.randoms())
def test_everyone_is_in_one_class_whatever_order_they_come_in(values: dict[str, int], random: Any) -> None:
    ranked, losses = classes(values)
    assert sorted(one.customer for one in (*ranked, *losses)) == sorted(values)
    assert [one.value_class for one in ranked] == sorted(one.value_class or "" for one in ranked)
    shares = [one.share for one in ranked if one.share is not None]
    assert shares == sorted(shares) and (not shares or shares[-1] == 1.0)
    order = [(-one.value, one.customer) for one in ranked]
    assert order == sorted(order), "equal values by their numbers"
    shuffled = list(values.items())
    random.shuffle(shuffled)
    assert classes(dict(shuffled)) == (ranked, losses)


@pytest.mark.parametrize("module", ["discipline", "standards", "day", "applying", "estimate", "rules", "visit"])
def test_the_order_knows_nothing_of_value(module: str) -> None:
    script = (
        f"import sys, frontdesk.domain.{module}\n"
        "assert not [name for name in sys.modules if name.endswith(('.value', '.suggesting'))], sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
