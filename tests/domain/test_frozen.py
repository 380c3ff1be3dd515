"""Values that share their functions behave as frozen dataclasses do."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import Counter
from frontdesk.domain.frozen import changed


def test_a_value_equals_another_of_its_kind_that_holds_the_same() -> None:
    assert ev.Called("a", passed=0) == ev.Called(visit="a") == ev.Called("a")
    assert ev.Called("a") != ev.Called("b")
    assert ev.Called("a", reason="x") != ev.WentAway("a", reason="x")
    assert len({ev.Called("a"), ev.Called("a", passed=0), ev.Called("a", passed=1)}) == 2
    assert repr(ev.PhaseBegan("a", "closing")) == "PhaseBegan(visit='a', phase='closing')"


def test_a_value_cannot_be_changed() -> None:
    called: Any = ev.Called("a")
    with pytest.raises(FrozenInstanceError):
        called.passed = 1
    with pytest.raises(FrozenInstanceError):
        del called.visit
    assert replace(called, passed=1) == ev.Called("a", None, 1)
    assert called.passed == 0
    assert pickle.loads(pickle.dumps(called)) == called


def test_every_field_without_a_default_has_to_be_given_and_no_other() -> None:
    called: Any = ev.Called
    check_in: Any = do.CheckIn
    for values in ({}, {"reason": "x"}, {"visit": "a", "nonsense": 1}):
        with pytest.raises(TypeError):
            called(**values)
        with pytest.raises(TypeError):
            called.of(values)
    for places in (("a", None, 0, 0), ("a",)):
        with pytest.raises(TypeError):
            called(*places, visit="b")
    with pytest.raises(TypeError):
        check_in(("information",))
    assert [field.name for field in fields(ev.Called)] == ["visit", "reason", "passed", "credits"]


def test_a_named_tuple_is_changed_as_by_replacing() -> None:
    counter = Counter("1", staff="ana")
    assert changed(counter, {"visit": "v", "served": 2}) == counter._replace(visit="v", served=2)
    with pytest.raises(KeyError):
        changed(counter, {"nonsense": 2})
