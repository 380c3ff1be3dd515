"""The outlook: for everybody in the line at once what the estimate would tell of each."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain import commands as do
from frontdesk.domain.discipline import DISCIPLINES, delaying, line
from frontdesk.domain.estimate import estimate
from frontdesk.domain.experience import Experience
from frontdesk.domain.outlook import Outlook
from frontdesk.domain.policy import PreferenceRule
from tests.domain.story import Story

PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["info", "bank", "repair"]),
        st.sampled_from(["regular", "vip", "gold"]),
        st.sampled_from([None, "age60"]),
        st.integers(0, 90),
    ),
    max_size=14,
)
COUNTERS = st.lists(
    st.tuples(st.sampled_from([None, ("info",), ("bank", "repair")]), st.sampled_from([None, ("vip", "gold")])),
    max_size=3,
)
KNOWN = Experience(handling=(300,) * 30, ratios=((800, 1000, 1600) * 80,) * 4, left=60, waited_s=60_000)


@given(
    people=PEOPLE,
    counters=COUNTERS,
    calls=st.integers(0, 3),
    known=st.booleans(),
    discipline=st.sampled_from(sorted(DISCIPLINES)),
    rule=st.sampled_from(PreferenceRule),
)
def test_it_tells_of_each_what_the_estimate_tells(
    people: list[tuple[str, str, str | None, int]],
    counters: list[tuple[tuple[str, ...] | None, tuple[str, ...] | None]],
    calls: int,
    known: bool,
    discipline: str,
    rule: PreferenceRule,
) -> None:
    story = Story(discipline=discipline, preference=rule)
    for n, (services, segments) in enumerate(counters, start=1):
        story.open(str(n), services=services, segments=segments)
    for n, (service, segment, preference, seconds) in enumerate(people):
        story.later(seconds=seconds).comes(f"v{n}", service, segment=segment, preference=preference)
    for n in range(min(calls, len(counters))):
        try:
            story.does(do.CallNext(counter=str(n + 1), actor="ana"))
        except Exception as error:
            assert getattr(error, "code", "") == "nobody_waiting"
    day = replace(story.day, experience=KNOWN) if known else story.day
    here = line(day, story.policy, story.now)
    outlook = Outlook(day, here, story.now)
    for visit in here:
        ahead = delaying(day, story.policy, story.now, visit)
        assert outlook.ahead(visit) == ahead
        assert outlook.of(visit) == estimate(replace(day), visit, ahead)


def test_of_nobody_in_the_line_it_tells_nothing() -> None:
    story = Story(counters="1")
    story.comes("ann")
    outlook = Outlook(story.day, [], story.now)
    assert outlook.of(story["ann"]) is None
    assert outlook.ahead(story["ann"]) == 0
