"""Who is at work, what they do, and how long they let others wait between two calls."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from frontdesk.domain import commands as do
from frontdesk.domain.at_work import WOULD_HAVE_COME, AtWork, Clerk
from tests.domain.story import HOUSE, Story


def at_work(story: Story) -> AtWork:
    return AtWork(story.day, story.policy, story.now, Random(1))


def counters(story: Story) -> list[str]:
    return sorted(clerk.counter.id for clerk in at_work(story).clerks)


def visit_at(story: Story, counter: str, who: str, staff: str, service: str = "info", minutes: int = 1) -> None:
    story.comes(who, service)
    story.does(do.CallNext(counter=counter, actor=staff))
    story.does(do.Start(counter=counter, actor=staff))
    story.later(minutes=minutes)
    story.does(do.Finish(counter=counter, actor=staff))


def test_open_counters_have_somebody_at_them_while_nothing_says_otherwise() -> None:
    story = Story(counters="12")
    assert at_work(story).clerks == [Clerk(story.day.counters[n], None, story.now) for n in "12"]
    story.does(do.PauseCounter(counter="1", actor="staff-1"))
    assert counters(story) == ["2"]


def test_who_went_to_another_counter_is_not_at_the_first_one_too() -> None:
    story = Story()
    story.open("1", staff="ana")
    visit_at(story, "1", "v1", "ana")
    assert counters(story) == ["1"]
    story.open("2", staff="bea")
    visit_at(story, "2", "v2", "ana")
    assert counters(story) == ["2"], "one pair of hands"


def test_a_counter_is_of_whoever_took_it_over() -> None:
    story = Story()
    story.open("1", staff="ana")
    visit_at(story, "1", "v1", "ana")
    story.does(do.TakeOverCounter(counter="1", actor="bea"))
    visit_at(story, "1", "v2", "bea")
    assert counters(story) == ["1"], "ana is not there any more"


def test_where_all_share_one_name_the_counters_are_told_apart() -> None:
    story = Story()
    for counter in "123":
        story.open(counter, staff="desk")
        story.comes(f"at-{counter}")
        story.does(do.CallNext(counter=counter, actor="desk"))
        story.does(do.Start(counter=counter, actor="desk"))
    clerks = at_work(story).clerks
    assert sorted((clerk.counter.id, clerk.visit.id if clerk.visit else None) for clerk in clerks) == [
        ("1", "at-1"),
        ("2", "at-2"),
        ("3", "at-3"),
    ]


def test_what_somebody_never_did_though_it_came_often_is_not_theirs() -> None:
    story = Story()
    story.open("1", staff="ana")
    story.open("2", staff="bea")
    for n in range(2 * WOULD_HAVE_COME):
        visit_at(story, "1", f"i{n}", "ana", "info")
        visit_at(story, "2", f"b{n}", "bea", "bank")
    takes = {clerk.counter.id: clerk.counter.services for clerk in at_work(story).clerks}
    assert takes == {"1": frozenset(HOUSE.services) - {"bank"}, "2": frozenset(HOUSE.services) - {"info"}}
    visit_at(story, "1", "b", "ana", "bank")
    assert at_work(story).clerks[0].counter.services is None, "once is enough"


def test_pauses_are_counted_while_somebody_waits_and_only_then() -> None:
    """Four times a counter lets people wait for a minute after a visit; the hours without anybody count for nothing."""
    story = Story(counters="1")
    story.comes("v")
    story.serve()
    for n in range(30):
        story.comes(f"w{n}")
        story.later(minutes=2)
        story.finish()
        story.later(minutes=1)
        story.serve()
    pauses = [at_work(story).pause() for _ in range(20)]
    assert pauses.count(60) > 10
    assert set(pauses) <= {0, 60}
    story.finish()
    story.later(minutes=180)
    assert at_work(story).rest(at_work(story).clerks[0]) == 0


def test_who_has_let_others_wait_longer_than_ever_is_not_counted_on() -> None:
    story = Story(counters="1")
    for n in range(30):
        visit_at(story, "1", f"v{n}", "staff-1")
    story.comes("w")
    story.later(minutes=60)
    work = at_work(story)
    rests = [work.rest(work.clerks[0]) for _ in range(200)]
    assert 0.3 < sum(rest <= 3600 for rest in rests) / 200 < 0.7, "as long again, as often longer as shorter"


def test_counters_that_nobody_used_are_not_counted_on_where_free_ones_let_people_wait() -> None:
    story = Story(counters="12")
    visit_at(story, "1", "v", "staff-1")
    assert counters(story) == ["1", "2"]
    story.day = replace(story.day, experience=story.day.experience._replace(late_though_free=True))
    assert counters(story) == ["1"]
