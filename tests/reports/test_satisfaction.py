"""What customers answered: by wait, by what mattered, by segment; where satisfaction falls, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pytest

from frontdesk.domain.records import VisitRecord
from frontdesk.domain.standards import Standard, Standards
from frontdesk.reports.build import build
from frontdesk.reports.importance import Verdict as Follows
from frontdesk.reports.importance import importance
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.satisfaction import Answers, WaitBand, in_bands
from frontdesk.reports.standards_review import Comment, Verdict, deciding, review, where_it_falls
from frontdesk.reports.summary_json import summary_as_data
from frontdesk.reports.sums.answers import KindOfVisit
from frontdesk.reports.sums.measures import (
    Sums,
    answer_sums_of,
    answers_from_bytes,
    as_bytes,
    from_bytes,
    gathered,
    sum_of,
)
from frontdesk.reports.sums.sheet import sheet_of
from frontdesk.reports.text import summary_as_text
from tests.reports.rows import TODAY, TOMORROW, ended
from tests.reports.test_text import NINE, house_word

_NAMES = (f"v{n}" for n in count())


def answered(*scores: int, wait: int = 60, **more: object) -> list[VisitRecord]:
    """One visit for each answer."""
    return [ended(next(_NAMES), NINE, "served", wait=wait, serving=60, rating=score, **more) for score in scores]  # type: ignore[arg-type]


def summary(*visits: VisitRecord, **more: object) -> Summary:
    values = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": NINE + 7200, "visits": visits}
    return build(Period(**(values | more)))  # type: ignore[arg-type]


def sums(visits: list[VisitRecord]) -> Sums:
    return gathered(sheet_of(visits, (), (), NINE + 7200))


def bands(*shares: tuple[int, int]) -> tuple[WaitBand, ...]:
    """Bands of which so many answered, and so many of them were satisfied, the shortest wait first."""
    every = [Answers(n, 0, top) for n, top in shares]
    return in_bands([*every, *[Answers()] * (6 - len(every))])


def test_every_part_has_its_own_number_mean_and_share() -> None:
    found = summary(
        *answered(5, 5, 4, wait=300, rating_factor="courtesy"),
        *answered(2, wait=301, rating_factor="access", segment="vip"),
        *answered(1, wait=1801, would_return=False),
        *answered(4, would_return=True, segment="internal"),
        *answered(3, would_return=True),
        ended("nothing", NINE, "served", wait=60),
        internal=frozenset({"internal"}),
    ).satisfaction
    assert (found.n, found.mean, found.top2) == (7, 24 / 7, 4 / 7)
    assert [one.answers.n for one in found.by_wait] == [5, 1, 0, 0, 0, 1]
    assert [(one.over_s, one.most_s) for one in found.by_wait] == [
        (0, 300), (300, 600), (600, 900), (900, 1200), (1200, 1800), (1800, None)
    ]  # fmt: skip
    assert found.by_factor == {"courtesy": Answers(3, 14, 3), "access": Answers(1, 2, 0)}
    assert found.by_segment == {"internal": Answers(1, 4, 1), "regular": Answers(5, 18, 3), "vip": Answers(1, 2, 0)}
    assert found.internal == Answers(1, 4, 1)
    assert (found.would_return.n, found.would_return.yes, found.would_return.share) == (3, 2, 2 / 3)


def test_an_extra_step_stands_beside_the_answers_and_makes_the_levels_of_service() -> None:
    found = summary(
        *answered(5, 4, 2, extra_steps=1),
        *answered(5, 4, 3, 1),
        ended("silent", NINE, "served", wait=60, extra_steps=2),
    ).satisfaction
    assert (found.extra_steps, found.with_extra_step) == (4, Answers(3, 11, 2))
    assert found.levels._asdict() == {"basic": 3, "satisfactory": 2, "added_value": 1, "unforgettable": 1}


def test_a_removed_visit_has_no_answer() -> None:
    assert summary(ended("r", NINE, "removed", rating=1, extra_steps=1)).satisfaction.n == 0


def test_over_days_each_has_its_own_answers() -> None:
    found = summary(
        *answered(5, 4),
        *answered(1, day=TOMORROW),
        days=[DayInfo(TODAY, True), DayInfo(TOMORROW, True)],
        to_day=TOMORROW,
    )
    assert [(one.day, one.answers) for one in found.days] == [(TODAY, Answers(2, 9, 2)), (TOMORROW, Answers(1, 1, 0))]


def test_what_adds_up_is_kept_as_bytes_and_read_again() -> None:
    one = sums([*answered(5, 4, rating_factor="courtesy", would_return=True), *answered(3, extra_steps=1)])
    assert from_bytes(as_bytes(one)) == one
    assert answers_from_bytes(as_bytes(one)) == answer_sums_of([one])
    # SQLite's truth values are numbers: what is kept must be the same with both engines.
    assert as_bytes(sums(answered(5, would_return=1))) == as_bytes(sums(answered(5, would_return=True)))
    both = sum_of([one, sums(answered(1, rating_factor="courtesy"))])
    assert both.factors["courtesy", 1] == 1
    assert both.factors["courtesy", 5] == 1


# Where satisfaction falls


def test_a_clear_fall_is_found_and_the_wait_before_it_proposed() -> None:
    found = where_it_falls(bands((200, 180), (150, 132), (100, 86), (60, 30), (40, 10)))
    assert (found.verdict, found.accepted_s, found.proposed_s) == (Verdict.FALLS, 900, 900)
    assert found.shorter == Answers(450, 0, 398)
    assert found.next is not None
    assert (found.next.over_s, found.next.answers.n) == (900, 60)


def test_without_a_fall_nothing_is_proposed() -> None:
    found = where_it_falls(bands((200, 170), (150, 128), (100, 84)))
    assert (found.verdict, found.proposed_s) == (Verdict.NO_FALL, None)


def test_noise_is_no_fall() -> None:
    """Ten points of thirty answers are three people: as many differ from one day to the next."""
    assert where_it_falls(bands((200, 170), (30, 22))).verdict is Verdict.NO_FALL
    assert where_it_falls(bands((200, 170), (30, 19))).verdict is Verdict.FALLS


def test_a_difference_that_nobody_would_notice_is_no_fall_however_many_answered() -> None:
    assert where_it_falls(bands((100_000, 85_000), (100_000, 76_000))).verdict is Verdict.NO_FALL
    assert where_it_falls(bands((100_000, 85_000), (100_000, 75_000))).verdict is Verdict.FALLS


@pytest.mark.parametrize("few", [0, 29])
def test_a_band_with_too_few_answers_ends_the_search(few: int) -> None:
    found = where_it_falls(bands((200, 170), (150, 128), (few, 0), (60, 0)))
    assert (found.verdict, found.accepted_s, found.proposed_s) == (Verdict.TOO_FEW, 600, None)
    assert found.next is not None
    assert found.next.answers.n == few


@pytest.mark.parametrize("found", [bands(), bands((29, 29)), bands((29, 29), (100, 3)), bands((500, 400))])
def test_where_nothing_can_be_compared_there_are_too_few_answers(found: tuple[WaitBand, ...]) -> None:
    assert where_it_falls(found).verdict is Verdict.TOO_FEW
    assert where_it_falls(found).proposed_s is None


# The review

HOUSE = Standards(
    (
        Standard(wait_s=600, goal=0.8, handling_s=480),
        Standard(wait_s=300, goal=0.9, segment="vip"),
        Standard(wait_s=1200, days=frozenset({"fri"})),
        Standard(goal=0.7, service="information", urgency="urgent"),
    )
)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (("information", "regular", "normal", 600), "everyone"),
        (("information", "vip", "normal", 300), "segment=vip"),
        (("information", "regular", "normal", 1200), "days=fri"),
        (("information", "regular", "urgent", 600), "everyone"),
        (("information", "regular", "normal", 450), "everyone"),  # promised by a standard that has changed since
        (("information", "vip", "normal", 600), "segment=vip"),
    ],
)
def test_each_visit_counts_for_the_standard_that_decided_over_its_wait(
    kind: tuple[str, str, str, int], name: str
) -> None:
    assert deciding(HOUSE, KindOfVisit(*kind)) == name


def test_a_house_without_a_standard_for_everyone_has_the_default_one() -> None:
    standards = Standards((Standard(wait_s=300, segment="vip"),))
    assert list(standards.by_name) == ["everyone", "segment=vip"]
    assert deciding(standards, KindOfVisit("information", "regular", "normal", 600)) == "everyone"


def test_the_review_has_what_was_promised_attained_answered_and_said() -> None:
    visits = [
        *answered(*[5] * 28, *[2] * 2, wait=200),
        *answered(*[4] * 26, *[2] * 4, wait=500),
        *answered(*[4] * 10, *[1] * 20, wait=800),
        *answered(5, wait=250, segment="vip", target_s=300),
        ended("gone", NINE, "left", wait=700),
    ]
    said = [Comment("everyone", TODAY, NINE, "Ana", "too long"), Comment("service=old", TODAY, NINE, "Ana", "gone")]
    found = review(answer_sums_of([sums(visits)]), HOUSE, (), said)
    everyone, vip, friday, urgent = found.standards
    assert (everyone.wait_s, everyone.goal, everyone.attained.visits) == (600, 0.8, 91)
    assert (everyone.attained.wait.p90, everyone.attained.service_level.value) == (800, 60 / 91)
    assert (everyone.answers.n, everyone.fall.verdict, everyone.fall.proposed_s) == (90, Verdict.FALLS, 600)
    assert everyone.comments == tuple(said[:1])
    assert found.other_comments == tuple(said[1:])
    assert (vip.attained.visits, vip.answers, vip.fall.verdict) == (1, Answers(1, 5, 1), Verdict.TOO_FEW)
    assert (friday.wait_s, friday.goal, friday.attained.visits) == (1200, 0.8, 0)
    assert (urgent.name, urgent.wait_s, urgent.goal) == ("service=information,urgency=urgent", 600, 0.7)


# Importance and performance


def named() -> Iterator[tuple[str, Answers]]:
    yield "courtesy", Answers(100, 450, 90)
    yield "responsiveness", Answers(90, 270, 30)
    yield "access", Answers(40, 190, 38)
    yield "price", Answers(40, 100, 10)
    yield "safety", Answers(29, 29, 0)


def test_what_matters_and_is_not_done_well_is_where_to_concentrate() -> None:
    found = importance(dict(named()), {"responsiveness": 4, "tangibles": 9})
    assert [(one.factor, one.verdict, one.complaints) for one in found] == [
        ("courtesy", Follows.KEEP_UP, 0),
        ("responsiveness", Follows.CONCENTRATE, 4),
        ("access", Follows.MORE_THAN_NEEDED, 0),
        ("price", Follows.LOW_PRIORITY, 0),
        ("safety", Follows.TOO_FEW, 0),
    ]
    assert found[0].importance == 100 / 299
    assert importance({}, {"price": 3}) == ()


# On the page and in the data


def two_days() -> Summary:
    return summary(
        *answered(5, 4, 2, rating_factor="courtesy"),
        *answered(1, day=TOMORROW, wait=700, segment="internal"),
        days=[DayInfo(TODAY, True), DayInfo(TOMORROW, True)],
        to_day=TOMORROW,
        internal=frozenset({"internal"}),
    )


def test_several_days_tell_it_in_tables_with_a_trend_and_every_figure_has_its_n() -> None:
    told = summary_as_text(two_days(), house_word).replace("\N{NO-BREAK SPACE}", " ")
    for said in (
        "Satisfaction 3.00 of 5 · 50 % gave 4 or 5 · 4 answers",
        "colleagues among them: 1.00 of 5, 1 answer",
        "Satisfaction by wait",
        "Sat 21 Nov 2026 (n 3)  67 %",
        "Sun 22 Nov 2026 (n 1)   0 %",
        "too few answers",
    ):
        assert said in told
    assert re.search(r"≤ 15:00 +1 +1\.00 +0 %", told)
    assert re.search(r"Courtesy +3 +100 % +3\.67 +67 %", told)


def test_programs_get_the_same_by_day_and_by_part() -> None:
    found = summary_as_data(two_days())
    assert [one["satisfaction"]["n"] for one in found["days"]] == [3, 1]
    assert found["satisfaction"]["internal"] == {"n": 1, "mean": 1.0, "top2": 0.0}
    assert found["satisfaction"]["by_factor"]["courtesy"]["verdict"] == "too_few"
    assert [one["n"] for one in found["satisfaction"]["by_wait"]] == [3, 0, 1, 0, 0, 0]


def test_nobody_answered_and_nothing_is_said() -> None:
    assert "Satisfaction" not in summary_as_text(summary(ended("a", NINE, "served")), house_word).split("How these")[0]
