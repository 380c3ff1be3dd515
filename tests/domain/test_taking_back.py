"""Nobody takes back what they could not have done: one rule for all that takes a role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.policy import Role
from frontdesk.domain.rules import _RULES
from frontdesk.domain.rules.taking_back import DONE_WITH
from tests.domain.story import NINE, Story, note

LEAD: dict[str, Any] = {"role": Role.LEAD, "actor": "lea", "counter": "1"}
CLERK: dict[str, Any] = {"role": Role.RECEPTIONIST, "actor": "ana", "counter": "1"}

STEPS: tuple[tuple[tuple[do.Command, ...], do.Command], ...] = (
    ((), do.StopIntake(**LEAD, service="bank")),
    ((do.StopIntake(**LEAD, service="bank"),), do.StartIntake(**LEAD, service="bank")),
    ((), do.AcknowledgeAlert(**LEAD, alert="late/ann")),
    ((do.RaiseEmergency(**CLERK),), do.AcknowledgeAlert(**LEAD, alert="emergency/2026-11-23.4")),
    ((), do.PostNotice(**LEAD, text=note("meeting at ten"))),
    ((do.PostNotice(**LEAD, text=note("meeting at ten")),), do.WithdrawNotice(**LEAD, notice="1")),
    ((), do.StartSurge(**LEAD)),
    ((do.StartSurge(**LEAD),), do.EndSurge(**LEAD)),
    ((), do.SetApart(**LEAD, begins=NINE, ends=NINE + 60, reason=note("drill"))),
    ((), do.EndUnfinished(**LEAD, visit="ann")),
)
"""What has to be done first, and each step of a lead's."""


def _day(before: tuple[do.Command, ...]) -> Story:
    day = Story(counters="1")
    day.comes("ann")
    day.later(minutes=11)
    for command in before:
        day.does(command)
    return day


@pytest.mark.parametrize(("before", "step"), STEPS, ids=lambda one: type(one).__name__)
def test_what_a_lead_did_only_a_lead_takes_back(before: tuple[do.Command, ...], step: do.Command) -> None:
    day = _day(before)
    stood = day.day
    day.does(step)
    first = day.day.seq
    for named in (None, first):
        assert day.refused(do.Undo(**CLERK, first=named)) == "not_allowed"
    day.does(do.Undo(**LEAD))
    assert (day.day.visits, day.day.notices, day.day.surge) == (stood.visits, stood.notices, stood.surge)
    assert (day.day.emergencies, day.day.acknowledged) == (stood.emergencies, stood.acknowledged)
    assert day.day.intake_stopped == stood.intake_stopped


def test_what_anybody_does_anybody_takes_back() -> None:
    day = _day(())
    day.does(do.RaiseEmergency(**{**LEAD, "actor": "eva"}))
    day.does(do.Undo(**CLERK))
    assert day.day.emergencies == {}


def test_a_lead_s_step_at_a_counter_hides_none_of_a_visit() -> None:
    day = _day(())
    day.does(do.CallNext(**CLERK))
    day.does(do.PostNotice(**LEAD, text=note("meeting at ten")))
    assert day.refused(do.Undo(**CLERK)) == "not_allowed"
    day.does(do.Undo(**CLERK, visit="ann"))
    assert day.line() == ["ann"]
    assert set(day.day.notices) == {"1"}


def _commands(kind: type[do.Command]) -> Iterator[type[do.Command]]:
    for one in kind.__subclasses__():
        yield one
        yield from _commands(one)


def test_every_step_that_takes_a_role_is_among_them() -> None:
    """The close of a day and its reopening are no steps; what is done with files and erased has no undo at all."""
    no_steps: set[type[do.Command]] = {do.CloseDay, do.OpenDay}
    with_a_role = {one for one in _commands(do.Command) if one.needs > Role.RECEPTIONIST and one in _RULES}
    assert {*DONE_WITH.values()} == with_a_role - no_steps
    assert {type(step) for _, step in STEPS} == {*DONE_WITH.values()}
