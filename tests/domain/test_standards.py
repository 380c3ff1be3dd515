"""Which promise holds for whom: the most specific standard wins, value by value."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain.policy import Urgency
from frontdesk.domain.standards import NO_PROMISE_NAMED, Promise, Standard, Standards, TiedStandards
from tests.domain.story import HOUSE, Story

EVERYBODY = Standard(wait_s=600, goal=0.8, handling_s=480)
VIP = Standard(wait_s=300, goal=0.9, segment="vip")
REPAIR = Standard(wait_s=1200, service="repair")
URGENT = Standard(wait_s=240, urgency="urgent")
PAYDAY = Standard(wait_s=900, days=frozenset({"payday"}))
ORDINARY: frozenset[str] = frozenset({"mon"})


def promise(
    *standards: Standard,
    service: str = "info",
    segment: str = "regular",
    urgency: str = "normal",
    days: frozenset[str] = ORDINARY,
    factor: float = 1.0,
) -> Promise:
    return Standards(standards).promise(service, segment, urgency, days, factor=factor)


def test_without_any_standard_the_house_promises_ten_minutes() -> None:
    assert promise() == NO_PROMISE_NAMED


def test_the_default_promise_keeps_its_own_allowance() -> None:
    strict = Standards(default=Promise(wait_s=600, allowance_s=200, handling_s=300, goal=0.5))
    assert strict.promise("info", "regular", "normal") == (600, 200, 300, 0.5, False)


@pytest.mark.parametrize("order", [(EVERYBODY, VIP), (VIP, EVERYBODY)])
def test_the_most_specific_wins_whatever_comes_first_in_the_file(order: tuple[Standard, ...]) -> None:
    assert promise(*order, segment="vip").wait_s == 300
    assert promise(*order).wait_s == 600


def test_naming_two_things_is_more_specific_than_naming_one() -> None:
    both = Standard(wait_s=60, segment="vip", service="repair")
    assert promise(EVERYBODY, VIP, REPAIR, both, segment="vip", service="repair").wait_s == 60
    assert promise(EVERYBODY, VIP, REPAIR, both, segment="vip").wait_s == 300
    assert promise(EVERYBODY, VIP, REPAIR, both, service="repair").wait_s == 1200


def test_what_a_standard_does_not_say_is_inherited_value_by_value() -> None:
    kept = promise(EVERYBODY, Standard(goal=0.95, service="info"), VIP, segment="vip", service="bank")
    assert kept == Promise(wait_s=300, allowance_s=300, handling_s=480, goal=0.9)
    only_goal = promise(EVERYBODY, Standard(goal=0.95, service="info"))
    assert (only_goal.wait_s, only_goal.goal, only_goal.handling_s) == (600, 0.95, 480)


def test_a_standard_may_hold_on_some_days_only() -> None:
    assert promise(EVERYBODY, PAYDAY, days=frozenset({"mon", "payday"})).wait_s == 900
    assert promise(EVERYBODY, PAYDAY).wait_s == 600


def test_the_calendar_of_the_house_decides_which_days() -> None:
    standards = Standards((EVERYBODY, PAYDAY, Standard(wait_s=100, days=frozenset({"sun"}))))
    story = Story(HOUSE, standards=standards, named_days={date(2026, 11, 23): frozenset({"payday"})})
    assert story.policy.promise("info", "regular", "normal", date(2026, 11, 23)).wait_s == 900
    assert story.policy.promise("info", "regular", "normal", date(2026, 11, 24)).wait_s == 600
    assert story.policy.promise("info", "regular", "normal", date(2026, 11, 22)).wait_s == 100
    story.comes("ann")
    assert story["ann"].leg.promise.wait_s == 900


def test_the_allowance_defaults_to_the_wait() -> None:
    assert promise(EVERYBODY).allowance_s == 600
    quick = Standard(wait_s=300, allowance_s=150, segment="vip")
    assert promise(EVERYBODY, quick, segment="vip")[:2] == (300, 150)


def test_urgency_multiplies_the_allowance_and_not_the_promise() -> None:
    assert promise(EVERYBODY, urgency="urgent", factor=0.5)[:2] == (600, 300)
    assert promise(VIP, segment="vip", urgency="urgent", factor=0.5)[:2] == (300, 150)


def test_a_standard_that_names_the_urgency_has_considered_it_already() -> None:
    assert promise(EVERYBODY, URGENT, urgency="urgent", factor=0.5)[:2] == (240, 240)
    # … but one that only says how long handling takes has not.
    slow = Standard(handling_s=900, urgency="urgent")
    assert promise(EVERYBODY, slow, urgency="urgent", factor=0.5)[:3] == (600, 300, 900)


def test_a_limit_of_the_law_goes_with_the_wait_that_it_limits() -> None:
    law = Standard(wait_s=1800, legal=True, days=frozenset({"mon"}))
    assert promise(EVERYBODY, law).legal
    assert not promise(EVERYBODY, law, days=frozenset({"tue"})).legal
    assert not promise(law, Standard(wait_s=60, segment="vip", service="info"), segment="vip").legal


def test_two_equally_specific_standards_for_one_visit_are_found() -> None:
    with pytest.raises(TiedStandards) as tie:
        Standards((EVERYBODY, VIP, REPAIR)).check_ties([("repair", "vip", "normal", ORDINARY)])
    assert {tie.value.first, tie.value.second} == {VIP, REPAIR}
    assert tie.value.example == ("repair", "vip", "normal")


def test_a_tie_that_a_more_specific_standard_settles_is_none() -> None:
    both = Standard(wait_s=60, goal=0.9, segment="vip", service="repair")
    Standards((EVERYBODY, VIP, REPAIR, both)).check_ties([("repair", "vip", "normal", ORDINARY)])


def test_a_more_specific_standard_without_a_wait_does_not_hide_a_tie_about_it() -> None:
    both = Standard(goal=0.5, segment="vip", service="repair")
    with pytest.raises(TiedStandards):
        Standards((EVERYBODY, VIP, REPAIR, both)).check_ties([("repair", "vip", "normal", ORDINARY)])


def test_there_is_no_tie_where_no_visit_is_of_both_kinds() -> None:
    Standards((EVERYBODY, VIP, REPAIR)).check_ties(
        [("info", "vip", "normal", ORDINARY), ("repair", "regular", "normal", ORDINARY)]
    )


def test_the_promise_is_kept_with_the_visit_and_follows_a_correction() -> None:
    story = Story(urgencies=dict(HOUSE.urgencies) | {"soon": Urgency("soon", factor=0.75)})
    story.comes("ann", urgency="soon")
    assert story["ann"].leg.promise[:2] == (600, 450)
    story.later(minutes=2).does(do.Reclassify(visit="ann", segment="vip"))
    assert story["ann"].leg.promise[:2] == (300, 225)
    assert story["ann"].leg.due_at == story["ann"].arrived_at + 300
    assert story["ann"].target_s == 300
