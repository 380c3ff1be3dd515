"""The simulator against queues whose means are known, and against the house's own order."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import accumulate
from math import sqrt
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.day import Counter
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.domain.policy import Policy, PreferenceRule, Segment
from frontdesk.domain.simulation import Fate, Person, Post, play
from frontdesk.domain.standards import Promise
from frontdesk.domain.visit import Leg, Visit
from tests.domain.story import HOUSE, Story

MEAN_S = 1000
"""One mean handling time: long against the second to which instants are rounded."""
BATCHES = 10
STUDENT = 4.781
"""Half the width of a 99.9 % band in standard errors, for ten batches."""


def person(n: int, at: int, segment: str, handling: int, allowance: int = 600, patience: int | None = None) -> Person:
    promise = Promise(wait_s=allowance, allowance_s=allowance, handling_s=480, goal=0.8)
    visit = Visit(
        id=str(n),
        number=f"I{n:03d}",
        serial=n,
        segment=segment,
        urgency="normal",
        arrived_at=at,
        arrived_day="2026-11-23",
        legs=(Leg("info", at, at, promise),),
    )
    return Person(visit, at, handling, patience)


def poisson(kinds: dict[str, tuple[float, float, int]], n: int, seed: int) -> list[Person]:
    """``n`` people of these segments: arrivals and services per mean handling time, and allowance; all exponential."""
    draw = random.Random(seed)
    rate = sum(arrivals for arrivals, _, _ in kinds.values())
    gaps = (draw.expovariate(rate) * MEAN_S for _ in range(n))
    segments = draw.choices(list(kinds), [arrivals for arrivals, _, _ in kinds.values()], k=n)
    return [
        person(place, round(at), segment, round(draw.expovariate(kinds[segment][1]) * MEAN_S), kinds[segment][2])
        for place, (at, segment) in enumerate(zip(accumulate(gaps), segments, strict=True))
    ]


def posts(n: int) -> list[Post]:
    return [Post(Counter(str(place)), 0) for place in range(n)]


def means(policy: Policy, people: list[Person], counters: int, segment: str) -> tuple[float, float]:
    """The mean wait of a segment in mean handling times, and half the width of its 99.9 % band, from batches."""
    waits = [fate.waited_s(0) for fate in play(policy, posts(counters), people) if fate.person.visit.segment == segment]
    size = len(waits) // BATCHES
    batches = [fmean(waits[place * size : (place + 1) * size]) / MEAN_S for place in range(BATCHES)]
    return fmean(batches), STUDENT * stdev(batches) / sqrt(BATCHES)


def test_accumulating_priority_has_kleinrocks_means() -> None:
    """M/M/1 under relative urgency: rates 1:2 are allowances 2:1, and the means are 5.0 and 3.0."""
    policy = replace(HOUSE, discipline="relative_urgency")
    people = poisson({"regular": (0.4, 1, 2000), "vip": (0.4, 1, 1000)}, 60_000, seed=4)
    for segment, mean in (("regular", 5.0), ("vip", 3.0)):
        found, band = means(policy, people, 1, segment)
        assert band < 1.5, "the band says something"
        assert found == pytest.approx(mean, abs=band)


@pytest.mark.parametrize("discipline", ["fifo", "strict", "due_time", "relative_urgency"])
def test_no_order_shortens_the_wait_it_only_shares_it_out(discipline: str) -> None:
    """Kleinrock's conservation law: Σ ρ·W is 3.2 under every order that does not look at how long somebody takes."""
    people = poisson({"regular": (0.4, 1, 2000), "vip": (0.4, 1, 1000)}, 60_000, seed=4)
    found = [means(replace(HOUSE, discipline=discipline), people, 1, segment) for segment in ("regular", "vip")]
    assert sum(0.4 * mean for mean, _ in found) == pytest.approx(3.2, abs=sum(0.4 * band for _, band in found))


def test_first_come_first_served_has_one_mean_for_all() -> None:
    policy = replace(HOUSE, discipline="fifo")
    people = poisson({"regular": (0.4, 1, 2000), "vip": (0.4, 1, 1000)}, 60_000, seed=4)
    for segment in ("regular", "vip"):
        found, band = means(policy, people, 1, segment)
        assert found == pytest.approx(4.0, abs=band)


@pytest.mark.parametrize(
    ("counters", "expected"),
    [(1, (0.2380952, 0.3246753, 0.9090909)), (2, (0.0287356, 0.0331565, 0.0480769))],
)
def test_strict_priority_has_cobhams_means(counters: int, expected: tuple[float, float, float]) -> None:
    """λ = 0.2, 0.6, 1.2 and μ = 3 an hour; an hour is three mean handling times here."""
    segments = {name: Segment(name, rank=rank) for rank, name in enumerate(("a", "b", "c"))}
    policy = replace(HOUSE, discipline="strict", segments=segments)
    people = poisson({"a": (0.2 / 3, 1, 600), "b": (0.6 / 3, 1, 600), "c": (1.2 / 3, 1, 600)}, 60_000, seed=2)
    for segment, hours in zip("abc", expected, strict=True):
        found, band = means(policy, people, counters, segment)
        assert found / 3 == pytest.approx(hours, abs=band / 3)


def test_the_mean_is_the_same_under_every_discipline_where_handling_does_not_depend_on_the_person() -> None:
    people = poisson({"regular": (0.4, 1, 2000), "vip": (0.4, 1, 1000)}, 5_000, seed=3)
    waits = {
        name: fmean(fate.waited_s(0) for fate in play(replace(HOUSE, discipline=name), posts(1), same_handling(people)))
        for name in DISCIPLINES
    }
    assert max(waits.values()) == pytest.approx(min(waits.values()), rel=1e-9)


def test_what_preference_gives_to_some_it_takes_from_the_others() -> None:
    """On a busy mix absolute preference lifts the preferent most, every second call less; VIPs, who were first, pay."""
    draw = random.Random(7)
    people = [
        one._replace(visit=one.visit._replace(preference="age60" if draw.random() < 0.2 else None))
        for one in poisson({"regular": (1.4, 1, 6000), "vip": (0.3, 1, 3000)}, 20_000, seed=6)
    ]
    ways = {
        "none": replace(HOUSE, preference=PreferenceRule.CREDIT, preference_credit_s=0),
        "by_turns": replace(HOUSE, preference=PreferenceRule.ONE_IN_K, preference_every=2),
        "absolute": replace(HOUSE, preference=PreferenceRule.ABSOLUTE),
    }
    shares = {name: shares_within(policy, people) for name, policy in ways.items()}
    preferent, vip, regular = ([shares[way][kind] for way in ways] for kind in ("preferent", "vip", "regular"))
    assert preferent[0] < 0.87
    assert 0.97 < preferent[1] < preferent[2]
    assert vip[0] > vip[1] > vip[2]
    assert regular[0] > regular[1] > regular[2]
    assert vip[0] - vip[2] > regular[0] - regular[2]


def shares_within(policy: Policy, people: list[Person]) -> dict[str, float]:
    """The share called within their promise, of those with preference and of each segment without."""
    kept: dict[str, list[bool]] = {}
    for fate in play(policy, posts(2), people):
        visit = fate.person.visit
        kind = visit.segment if visit.preference is None else "preferent"
        kept.setdefault(kind, []).append(fate.waited_s(0) <= visit.leg.promise.wait_s)
    return {kind: fmean(flags) for kind, flags in kept.items()}


def same_handling(people: list[Person]) -> list[Person]:
    return [one._replace(handling_s=1100) for one in people]


def test_who_is_not_called_in_time_leaves_and_who_is_called_at_that_instant_does_not() -> None:
    people = [
        person(1, 0, "regular", 100),
        person(2, 10, "regular", 50, patience=90),
        person(3, 20, "regular", 5, patience=79),
    ]
    fates = {fate.person.visit.id: fate for fate in play(HOUSE, posts(1), people)}
    assert (fates["2"].called_at, fates["2"].left_at) == (100, None)
    assert (fates["3"].called_at, fates["3"].left_at) == (None, 99)


def test_the_future_ends_where_it_is_told_to() -> None:
    people = [person(n, n, "regular", 1000) for n in range(4)]
    fates = play(HOUSE, posts(1), people, until=1500)
    assert [fate.called_at for fate in fates] == [0, 1000, None, None]
    assert fates[-1].waited_s(1500) == 1497


def test_counters_call_only_what_they_take() -> None:
    only_bank = Post(Counter("1", services=frozenset({"bank"})), 0)
    assert [fate.called_at for fate in play(HOUSE, [only_bank], [person(1, 5, "regular", 10)])] == [None]


KINDS = st.tuples(
    st.sampled_from(("vip", "gold", "regular")),
    st.sampled_from(("info", "bank")),
    st.sampled_from((None, "age80", "age60")),
    st.sampled_from(("normal", "urgent", "emergency")),
)


@given(
    people=st.lists(KINDS, max_size=12),
    discipline=st.sampled_from(sorted(DISCIPLINES)),
    preference=st.sampled_from(PreferenceRule),
)
def test_the_simulator_calls_whom_the_desk_calls(
    people: list[tuple[str, str, str | None, str]], discipline: str, preference: PreferenceRule
) -> None:
    """One desk, worked by hand and played forward: the same people, in the same order."""
    story = Story(discipline=discipline, preference=preference, counters="3")
    for n, (segment, service, ground, urgency) in enumerate(people):
        story.comes(str(n), service, segment=segment, preference=ground, urgency=urgency)
        story.later(seconds=20)
    waiting = [Person(visit, story.now, 60) for visit in story.day.live.values()]
    played = play(story.policy, [Post(story.counter("3"), story.now)], waiting)
    called = []
    for _ in people:
        called.append(story.serve("3"))
        story.later(seconds=60)
        story.finish("3")
    assert [fate.person.visit.id for fate in played] == called


def test_nobody_and_nothing() -> None:
    assert play(HOUSE, [], []) == []
    assert play(HOUSE, posts(2), []) == []
    assert play(HOUSE, [], [person(1, 0, "regular", 5)]) == [Fate(person(1, 0, "regular", 5))]


def test_a_counter_lets_people_wait_after_a_visit_if_anybody_does() -> None:
    """A minute of writing after each visit of a hundred seconds: who comes later finds it done."""
    posts = [Post(Counter("1"), 0)]
    people = [person(n, at, "regular", 100)._replace(after_s=60) for n, at in enumerate((0, 50, 1000))]
    assert [fate.called_at for fate in play(HOUSE, posts, people)] == [0, 160, 1000]
