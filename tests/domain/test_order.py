"""Who is called next, and what nobody's place may depend on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain import commands as do
from frontdesk.domain.discipline import DISCIPLINES, Why, delaying, next_for, people_ahead
from frontdesk.domain.policy import CounterPost, PreferenceRule, Segment
from frontdesk.domain.visit import State
from tests.domain.story import HOUSE, Story, note

RESERVED, CREDIT = PreferenceRule.RESERVED_COUNTER, PreferenceRule.CREDIT
ONE_IN_K = PreferenceRule.ONE_IN_K


def arrivals(story: Story, *people: tuple[str, str]) -> Story:
    """People of these segments, a minute apart."""
    for name, segment in people:
        story.comes(name, segment=segment)
        story.later(minutes=1)
    return story


# The disciplines


def test_by_due_time_whoever_has_the_earliest_promise_comes_first() -> None:
    story = arrivals(Story(), ("ann", "regular"), ("bob", "regular"), ("vic", "vip"))
    # 9:00 + 10, 9:01 + 10, 9:02 + 5: the VIP's promise runs out first.
    assert story.line() == ["vic", "ann", "bob"]


def test_by_due_time_a_late_vip_does_not_pass_one_whose_promise_is_nearer() -> None:
    story = Story()
    story.comes("ann")
    story.later(minutes=6).comes("vic", segment="vip")
    assert story.line() == ["ann", "vic"]


def test_the_order_goes_by_the_allowance_and_lateness_by_the_promise() -> None:
    story = Story()
    story.comes("ann")
    story.later(minutes=4).comes("urs", urgency="urgent")
    assert story.line() == ["urs", "ann"], "half the allowance: 9:09 before 9:10"
    assert story["urs"].leg.due_at - story["urs"].leg.queued_at == 600, "the promise itself is not shortened"


def test_first_come_first_served_asks_for_nothing_else() -> None:
    story = arrivals(Story(discipline="fifo"), ("ann", "regular"), ("vic", "vip"), ("bob", "gold"))
    assert story.line() == ["ann", "vic", "bob"]


def test_strict_calls_no_regular_while_a_vip_waits() -> None:
    people = (("ann", "regular"), ("bob", "gold"), ("vic", "vip"), ("val", "vip"))
    story = arrivals(Story(discipline="strict"), *people)
    assert story.line() == ["vic", "val", "bob", "ann"]


def test_a_head_start_counts_as_if_they_had_come_earlier() -> None:
    story = Story(discipline="head_start")
    story.comes("ann")
    story.later(minutes=4).comes("bob", segment="gold")
    story.later(minutes=2).comes("gil", segment="gold")
    story.later(minutes=3).comes("vic", segment="vip")
    # gold five minutes, VIP ten: bob 8:59, vic 8:59, ann 9:00, gil 9:01
    assert story.line() == ["bob", "vic", "ann", "gil"]


def test_relative_urgency_calls_whoever_has_used_up_most_of_the_promise() -> None:
    story = Story(discipline="relative_urgency")
    story.comes("ann")
    story.later(minutes=4).comes("vic", segment="vip")
    assert story.line() == ["ann", "vic"]
    story.later(minutes=4)
    # ann 8 of 10 minutes; vic 4 of 5, and ann came first
    assert story.line() == ["ann", "vic"]
    story.later(seconds=1)
    assert story.line() == ["vic", "ann"], "81/100 of ann's promise are less than 241/300 of vic's"


def test_weighted_turns_call_so_many_of_these_for_each_one_of_those() -> None:
    weights = {"vip": Segment("vip", turns=3), "regular": Segment("regular")}
    story = Story(discipline="weighted_turns", segments=weights, counters="1")
    for n in range(6):
        story.comes(f"r{n}")
        story.comes(f"v{n}", segment="vip")
    foreseen = story.line()
    assert foreseen == ["v0", "r0", "v1", "v2", "v3", "r1", "v4", "v5", "r2", "r3", "r4", "r5"]
    called = []
    for _ in foreseen:
        called.append(story.serve())
        story.finish()
    assert called == foreseen, "the turns go on from call to call, and over what is written down"


def test_a_turn_is_said_and_a_call_out_of_turn_costs_none() -> None:
    weights = {"vip": Segment("vip", turns=2), "regular": Segment("regular")}
    story = Story(discipline="weighted_turns", segments=weights, counters="12")
    for name, segment in (("r0", "regular"), ("v0", "vip"), ("r1", "regular"), ("v1", "vip")):
        story.comes(name, segment=segment)
    assert story.line() == ["v0", "r0", "v1", "r1"]
    found = next_for(story.day, story.policy, story.now, story.counter("1"))
    assert found is not None
    assert found.why is Why.TURN
    story.does(do.CallVisit(counter="1", visit="r1", reason=note("leaves for the airport")))
    assert story.line() == ["v0", "r0", "v1"]


@pytest.mark.parametrize("discipline", sorted(DISCIPLINES))
def test_an_emergency_goes_before_everyone(discipline: str) -> None:
    story = Story(discipline=discipline, counters="1")
    story.comes("old", preference="age80", segment="vip")
    story.comes("ann", segment="vip")
    story.later(minutes=30).comes("eva", urgency="emergency")
    assert story.line() == ["eva", "old", "ann"]
    assert why(story) is Why.EMERGENCY


@pytest.mark.parametrize("discipline", sorted(DISCIPLINES))
@pytest.mark.parametrize("rule", list(PreferenceRule))
def test_never_latest_arrival_first_as_novo_sga_has_it(discipline: str, rule: PreferenceRule) -> None:
    """Of two alike, the one who came first is called first, in the same second too."""
    story = Story(discipline=discipline, preference=rule)
    for n in range(12):
        story.comes(f"v{n:02d}", preference="age60" if n % 2 else None)
        story.later(seconds=n // 6)
    line = story.line()
    assert [one for one in line if int(one[1:]) % 2] == [f"v{n:02d}" for n in range(1, 12, 2)]
    assert [one for one in line if int(one[1:]) % 2 == 0] == [f"v{n:02d}" for n in range(0, 12, 2)]


def test_the_number_never_decides() -> None:
    story = Story(counters="1")
    for n in range(998):
        story.comes(f"gone{n}", "bank")
        story.does(do.Remove(visit=f"gone{n}"))
    assert story.comes("ann", "bank") == "B999"
    assert story.comes("bob", "bank") == "B1000", "and it sorts after B999 although text would say before"
    assert story.comes("eve", "info") == "I001"
    assert story.line() == ["ann", "bob", "eve"], "in one second, by the order of check-in"


# Preference


def why(story: Story, counter: str = "1") -> Why:
    found = next_for(story.day, story.policy, story.now, story.counter(counter))
    assert found is not None
    return found.why


def test_absolute_preference_comes_before_all_but_emergencies_and_grounds_have_ranks() -> None:
    story = Story(counters="1")
    story.comes("vic", segment="vip")
    story.later(minutes=1).comes("ada", preference="age60")
    story.later(minutes=1).comes("odo", preference="age80")
    story.later(minutes=1).comes("eva", urgency="emergency")
    assert story.line() == ["eva", "odo", "ada", "vic"]
    story.serve()
    story.finish()
    assert why(story) is Why.PREFERENCE


def test_a_credit_is_some_minutes_and_no_more() -> None:
    story = Story(preference=CREDIT, preference_credit_s=300, counters="1")
    story.comes("ann")
    story.later(minutes=4).comes("ada", preference="age60")
    story.later(minutes=2).comes("odo", preference="age80")
    assert story.line() == ["ada", "ann", "odo"]
    assert why(story) is Why.ORDER


def test_every_third_call_is_for_people_with_preference() -> None:
    story = Story(preference=ONE_IN_K, preference_every=3, counters="1")
    for n in range(7):
        story.comes(f"v{n}")
    for n in range(3):
        story.comes(f"p{n}", preference="age60")
    expected = ["v0", "v1", "p0", "v2", "v3", "p1", "v4", "v5", "p2", "v6"]
    assert story.line() == expected
    called = []
    for _ in expected:
        called.append(story.serve())
        story.finish()
    assert called == expected, "the line shown is the one that is called"


def test_the_turn_of_people_with_preference_is_said_and_an_emergency_does_not_wait_for_it() -> None:
    story = Story(preference=ONE_IN_K, preference_every=2, counters="1")
    story.comes("ann")
    story.comes("bob")
    story.comes("ada", preference="age60")
    assert why(story) is Why.ORDER
    assert story.serve() == "ann"
    story.finish()
    assert why(story) is Why.PREFERENCE_TURN
    story.comes("eva", urgency="emergency")
    assert story.line() == ["eva", "ada", "bob"]


def test_a_preferent_who_is_first_anyway_uses_up_the_turn() -> None:
    story = Story(preference=ONE_IN_K, preference_every=2)
    story.comes("ada", preference="age60")
    story.comes("ann")
    story.comes("bob")
    story.comes("odo", preference="age80")
    assert story.line() == ["ada", "ann", "odo", "bob"]


def test_a_reserved_counter_takes_them_first_and_the_others_as_everyone() -> None:
    story = Story(preference=RESERVED, counters="13")  # counter 3 is theirs
    story.comes("ann")
    story.comes("bob")
    story.later(minutes=1).comes("ada", preference="age60")
    assert story.line("1") == ["ann", "bob", "ada"]
    assert story.line("3") == ["ada", "ann", "bob"]
    assert why(story, "3") is Why.RESERVED_COUNTER
    assert story.call("3") == "ada"
    story.does(do.MarkNoShow(counter="3"))
    assert story.call("3") == "ann", "and anybody when none of them waits"


# How far anybody can be overtaken


@given(
    people=st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(("regular", "vip")), st.sampled_from(("normal", "urgent"))),
        min_size=2,
        max_size=12,
    )
)
def test_nobody_overtakes_from_further_behind_than_the_difference_of_the_allowances(
    people: list[tuple[int, str, str]],
) -> None:
    story = Story()
    for n, (gap, segment, urgency) in enumerate(people):
        story.later(seconds=gap).comes(f"v{n}", segment=segment, urgency=urgency)
    line = story.line()
    for place, j in enumerate(line):
        for i in line[place + 1 :]:
            ahead, passed = story[j], story[i]
            if ahead.serial > passed.serial:  # j came after i and is called before
                lead = passed.leg.promise.allowance_s - ahead.leg.promise.allowance_s
                assert ahead.arrived_at - passed.arrived_at < lead


@given(
    gaps=st.lists(st.integers(0, 300), min_size=3, max_size=10),
    kinds=st.lists(st.sampled_from(("regular", "gold", "vip")), min_size=10, max_size=10),
    discipline=st.sampled_from(("due_time", "fifo", "strict", "head_start")),
    waits=st.lists(st.integers(1, 5000), min_size=1, max_size=4),
)
def test_the_line_does_not_reshuffle_while_time_goes_by(
    gaps: list[int], kinds: list[str], discipline: str, waits: list[int]
) -> None:
    story = Story(discipline=discipline)
    for n, gap in enumerate(gaps):
        story.later(seconds=gap).comes(f"v{n}", segment=kinds[n])
    before = story.line()
    for wait in waits:
        assert story.later(seconds=wait).line() == before
    assert sorted(before) == sorted(f"v{n}" for n in range(len(gaps)))


# Places that are kept


def test_a_transfer_keeps_the_place_of_the_first_arrival() -> None:
    story = Story(counters="12")
    story.comes("ann", "info")
    story.later(minutes=1).comes("bob", "bank")
    story.later(minutes=1)
    assert story.serve() == "ann"
    story.later(minutes=5).does(do.Transfer(counter="1", service="bank"))
    assert story.line() == ["ann", "bob"]
    assert story["ann"].leg.queued_at == story.now, "the promise of the new leg begins now"
    assert story["ann"].leg.due_at == story.now + 600
    assert story["ann"].number == "I001"


def test_a_house_may_send_a_transfer_to_the_end() -> None:
    story = Story(counters="1", transfer_keeps_place=False)
    story.comes("ann", "info")
    story.later(minutes=1).comes("bob", "bank")
    story.serve()
    story.later(minutes=5).does(do.Transfer(counter="1", service="bank"))
    assert story.line() == ["bob", "ann"]


def test_a_corrected_service_keeps_the_place_and_the_number() -> None:
    story = Story(counters="1")
    number = story.comes("ann", "info")
    story.later(minutes=1).comes("bob", "bank")
    story.later(minutes=1).does(do.Reclassify(visit="ann", service="bank", reason=note("misheard")))
    assert story.line() == ["ann", "bob"]
    assert story["ann"].number == number
    assert len(story["ann"].legs) == 1, "no transfer"
    assert story["ann"].leg.queued_at == story["ann"].arrived_at


def test_an_appointment_that_comes_early_counts_from_its_time() -> None:
    story = Story()
    story.comes("amy", appointment=story.now + 1200)
    story.later(minutes=15).comes("bob")
    story.later(minutes=10).comes("cat")
    assert story.line() == ["bob", "amy", "cat"], "9:15, 9:20, 9:25"
    assert story["amy"].leg.queued_at == story["amy"].arrived_at, "what she was promised runs from her arrival"


def test_an_appointment_that_comes_late_within_the_grace_keeps_its_time() -> None:
    story = Story(appointment_grace_s=900)
    story.comes("ann")
    story.later(minutes=15).comes("amy", appointment=story.now - 900)
    assert story.line() == ["ann", "amy"], "both of 9:00; ann checked in first"
    story.later(seconds=-60).comes("bob")
    assert story.line() == ["ann", "amy", "bob"]


def test_an_appointment_that_comes_later_than_that_is_a_walk_in() -> None:
    story = Story(appointment_grace_s=900)
    story.comes("ann")
    story.later(minutes=15, seconds=1).comes("amy", appointment=story.now - 901)
    assert story["amy"].leg.order_from == story.now
    assert story.line() == ["ann", "amy"]


def test_a_hold_that_is_over_brings_the_visit_back_by_itself_with_its_place() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.later(minutes=1).comes("bob")
    story.does(do.Hold(visit="ann", until=story.now + 300))
    assert story.line() == ["bob"]
    story.later(minutes=4, seconds=59)
    assert story.line() == ["bob"]
    story.later(seconds=1)
    assert story.line() == ["ann", "bob"], "without anybody doing anything"
    assert story.state("ann") is State.WAITING
    story.later(minutes=1)
    assert story.seconds("ann") == {"waiting": 120, "called": 0, "serving": 0, "held": 300}
    assert story.call() == "ann"
    assert story["ann"].held_s == 300


def test_a_hold_without_an_end_waits_for_somebody_to_bring_it_back() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.does(do.Hold(visit="ann"))
    story.later(minutes=600).comes("bob")
    assert story.line() == ["bob"]
    story.does(do.PutBack(visit="ann"))
    assert story.line() == ["ann", "bob"]


def test_a_no_show_who_comes_back_has_the_place_of_the_time_really_waited() -> None:
    story = Story(counters="1")
    number = story.comes("ann", "info", "bank")
    story.later(minutes=2).comes("bob")
    story.later(minutes=1).comes("cat")
    assert story.call() == "ann"
    story.does(do.MarkNoShow(counter="1"))
    # Ann waited three minutes; she is away for one and comes back as one who came at 9:01.
    story.later(minutes=1).does(do.PutBack(visit="ann"))
    assert story.line() == ["ann", "bob", "cat"]
    assert story.call() == "ann"
    story.does(do.MarkNoShow(counter="1"))
    # Away for two more: as one who came at 9:03; cat came at 9:03 as well, and ann checked in before her.
    story.later(minutes=2).does(do.PutBack(visit="ann"))
    assert story.line() == ["bob", "ann", "cat"]
    assert story["ann"].number == number
    assert story["ann"].returned == 2
    assert story["ann"].outcome is None
    assert story.seconds("ann")["held"] == 180, "the time away is hold, not wait"
    assert story["ann"].pending == ("bank",), "and the second errand is not forgotten"


def test_put_back_from_the_counter_goes_on_waiting_in_the_same_place() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.later(minutes=1).comes("bob")
    story.serve()
    story.later(minutes=5).does(do.PutBack(counter="1"))
    assert story.line() == ["ann", "bob"]
    story.later(minutes=1)
    assert story.seconds("ann") == {"waiting": 120, "called": 0, "serving": 300, "held": 0}
    first_called = story["ann"].called_at
    story.serve()
    assert story["ann"].called_at == story["ann"].started_at == first_called, (
        "the first call and contact stay the first"
    )


# What a counter may call


def test_a_counter_calls_only_what_it_takes() -> None:
    story = Story()
    story.open("1", services=("bank",))
    story.open("2", segments=("vip",))
    story.comes("ann", "info")
    story.later(minutes=1).comes("bob", "bank")
    story.later(minutes=2).comes("vic", "info", segment="vip")
    assert story.line("1") == ["bob"]
    assert story.line("2") == ["vic"]
    assert story.next() == "vic"


def test_a_configured_counter_takes_what_the_configuration_says() -> None:
    counters = {"1": CounterPost("1", services=frozenset({"bank"}), segments=frozenset({"vip"})), "2": CounterPost("2")}
    story = Story(replace(HOUSE, counters=counters), counters="12")
    story.comes("ann", "bank")
    story.comes("vic", "bank", segment="vip")
    assert story.line("1") == ["vic"]
    assert story.line("2") == ["vic", "ann"]


def test_sent_to_a_counter_only_that_one_calls_whatever_it_takes_otherwise() -> None:
    story = Story(counters="1")
    story.open("2", services=("info",))
    story.comes("ann", "info")
    story.comes("bob", "bank")
    story.serve("1")
    story.does(do.Transfer(counter="1", service="bank", to_counter="2"))
    assert story.line("1") == ["bob"]
    assert story.line("2") == ["ann"], "it takes no bank by itself, but there she was sent"
    story.does(do.PauseCounter(counter="2"))
    assert story.line("1") == ["bob"], "a pause is soon over"


def test_sent_to_a_counter_that_closes_others_call_or_nobody_ever_would() -> None:
    story = Story(counters="12")
    story.comes("ann", "info")
    story.serve("1")
    story.does(do.Transfer(counter="1", service="bank", to_counter="2"))
    assert story.line("1") == []
    story.does(do.CloseCounter(counter="2"))
    assert story.line("1") == ["ann"]


def test_called_out_of_turn_keeps_the_reason_and_how_many_were_passed() -> None:
    story = Story(counters="1")
    for name in ("ann", "bob", "cat"):
        story.comes(name)
    story.does(do.CallVisit(counter="1", visit="cat", reason=note("feels ill"), actor="rosa"))
    assert story["cat"].passed == 2
    assert story["cat"].out_of_turn == note("feels ill").ref
    assert story["cat"].staff == "rosa"
    story.does(do.MarkNoShow(counter="1"))
    story.does(do.CallVisit(counter="1", visit="ann", reason=note("asked")))
    assert story["ann"].passed == 0, "it was her turn anyway"


def test_people_ahead_are_those_before_in_the_line_with_turns_and_for_one_on_hold_too() -> None:
    story = Story(preference=ONE_IN_K, preference_every=2, counters="1")
    for name in ("ann", "bob", "cat"):
        story.comes(name)
    story.comes("ada", preference="age60")
    assert [people_ahead(story.day, story.policy, story.now, story[one]) for one in story.line()] == [0, 1, 2, 3]
    assert story.line() == ["ann", "ada", "bob", "cat"]
    story.does(do.Hold(visit="bob"))
    assert people_ahead(story.day, story.policy, story.now, story["bob"]) == 1, "by its own place in the order"


def test_only_those_delay_whom_the_same_counters_call() -> None:
    story = Story()
    story.open("1", services=("info",))
    story.open("2", services=("bank",))
    for n in range(5):
        story.comes(f"b{n}", "bank")
    story.comes("ann", "info")
    story.comes("bob", "info")
    assert people_ahead(story.day, story.policy, story.now, story["bob"]) == 6
    assert delaying(story.day, story.policy, story.now, story["bob"]) == 1
