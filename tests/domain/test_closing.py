"""Near closing time: who can still be served, by the estimate that one wait in ten exceeds and the usual handling."""

from __future__ import annotations

from datetime import date, time

import pytest

from frontdesk.domain.closing import Reach, reach
from tests.domain.story import MONDAY, NINE, Story


def told(story: Story, service: str = "info") -> tuple[int, int, int | None, int | None]:
    found = reach(story.day, story.policy, story.now, service)
    done, newcomer = (None if at is None else (at - story.now) // 60 for at in (found.done_at, found.newcomer_at))
    return found.waiting, found.in_time, done, newcomer


def said(story: Story, service: str = "info") -> str:
    return str(reach(story.day, story.policy, story.now, service).sentence())


def brief(story: Story) -> str:
    return str(reach(story.day, story.policy, story.now, "info").brief())


def test_who_is_done_before_the_house_closes_can_be_served() -> None:
    """One counter, eight minutes each, twice the base in the worst case: done after 8, 24, 40 and, who came now, 56."""
    story = Story(counters="1", closes=time(9, 24))
    for name in ("ann", "bob", "cat"):
        story.comes(name)
    assert told(story) == (3, 2, 40, 56)
    assert said(story) == "3 people wait; 2 can be served by 09:24."
    assert brief(story) == "3 wait, 2 in time"


def test_without_a_closing_hour_everybody_can() -> None:
    story = Story(counters="1")
    story.comes("ann")
    assert told(story) == (1, 1, 8, 24)
    assert said(story) == "1 person waits, and will be done by 09:08."
    assert brief(story) == "1 waits, done by 09:08"


def test_nobody_waits() -> None:
    story = Story(counters="1", closes=time(9, 5))
    assert told(story) == (0, 0, None, 8)
    assert said(story) == "Nobody waits for it; somebody who comes now will not be done in time."
    assert brief(story) == "nobody waits"
    story = Story(counters="1")
    assert said(story) == "Nobody waits for it; somebody who comes now will be done by 09:08."


def test_no_counter_is_open_for_it() -> None:
    story = Story()
    story.open("1", services=("bank",))
    story.comes("ann")
    assert told(story) == (1, 0, None, None)
    assert said(story) == "1 person waits for it, no counter is open."
    assert brief(story) == "1 waits, no open counter"
    assert said(Story()) == "0 people wait for it, no counter is open."


@pytest.mark.parametrize(("closes", "hours"), [(time(18), 9), (time(4), 19), (time(3, 59), 19 - 1 / 60)])
def test_an_hour_before_the_cut_off_is_in_the_night_after(closes: time, hours: float) -> None:
    story = Story(closes=closes)
    at = story.policy.closes_at(date.fromisoformat(MONDAY))
    expected = NINE + round(hours * 3600) if closes != time(4) else NINE - 5 * 3600
    assert at == expected
    assert Story().policy.closes_at(date.fromisoformat(MONDAY)) is None


def test_it_is_read_back_from_an_answer() -> None:
    story = Story(counters="1", closes=time(9, 24))
    story.comes("ann")
    found = reach(story.day, story.policy, story.now, "info")
    assert Reach.from_data(found.as_data(), "UTC") == found._replace(turns=())
    assert found.as_data()["closes_at"] == "2026-11-23T09:24:00+00:00"
