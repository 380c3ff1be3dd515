"""From rows to a summary: a day reckoned by hand, and what must hold for any rows."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.day_log import CalledPast
from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
from frontdesk.reports.build import build
from frontdesk.reports.half_hours import SiteClock
from frontdesk.reports.model import Summary, VisitCounts
from frontdesk.reports.period import DayInfo, Period
from tests.reports.adding_up import assert_is_its_days
from tests.reports.rows import MIDNIGHT, TODAY, TOMORROW, YESTERDAY, calls_past, complaint, ended, leg, still_here

NINE = MIDNIGHT + 9 * 3600
CUTOFF = MIDNIGHT + 28 * 3600  # four in the morning, when the next business day begins


def summary_of(*visits: VisitRecord, **more: Any) -> Summary:
    values: dict[str, Any] = {"site": "Main", "from_day": TODAY, "to_day": TODAY, "now": NINE + 3600}
    return build(Period(visits=visits, **(values | more)))


def test_a_day_reckoned_by_hand() -> None:
    # All are promised 600 s. At ten o'clock, an hour after nine, the report is made.
    summary = summary_of(
        ended("a", NINE, "served", wait=120, walk=20, serving=300),
        ended("b", NINE + 60, "served", wait=600, walk=10, serving=500, interrupted_s=80),
        ended("c", NINE + 120, "served", wait=660, walk=30, serving=200),
        ended("d", NINE, "left", wait=599),
        ended("e", NINE, "left", wait=601),
        ended("f", NINE, "no_show", wait=100, walk=90),
        ended("g", NINE, "removed", wait=900, reason="note-1.salted"),
        ended("h", NINE - 86400, "unfinished", wait=50, day=YESTERDAY, ended_day=TODAY),
        still_here("i", NINE + 2400),  # has waited 1200 s of 600
        still_here("j", NINE + 3300),  # has waited 300 s
        notes={"note-1": "took two numbers"},
    )
    # 9 arrived today and 1 was carried in; 3 + 1 + 2 + 1 + 1 + 2 = 10.
    assert summary.visits == VisitCounts(9, 1, served=3, no_show=1, left=2, removed=1, unfinished=1, open=2)
    assert summary.adds_up
    # Waits 120, 600, 660: mean 1380 / 3 = 460; P50 is the second, P90 the third (⌈2.7⌉).
    assert (summary.wait.mean, summary.wait.p50, summary.wait.p90, summary.wait.max) == (460, 600, 660, 660)
    assert summary.wait.values == (120, 600, 660)
    assert (summary.wait_histogram, summary.promised) == ({120: 1, 600: 1, 660: 1}, {600: 7})
    assert max(half.wait_max_s or 0 for half in summary.by_half_hour) == 660
    # Response is wait + walk: 140, 610, 690.
    assert summary.response.values == (140, 610, 690)
    assert summary.walk.values == (10, 20, 30)
    # Handling 300, 500 − 80 = 420, 200; the interruption is its own measure.
    assert summary.handling.values == (200, 300, 420)
    assert summary.interruption.max == 80
    # Totals: 120 + 20 + 300 = 440; 600 + 10 + 500 = 1110; 660 + 30 + 200 = 890.
    assert summary.total.values == (440, 890, 1110)
    level = summary.service_level
    # Within: a, b. Missed: c served late, e left late, i waits late. Early: d, f, h. Undecided: j. g is nowhere.
    assert (level.within, level.served_late, level.left_late, level.waiting_late) == (2, 1, 1, 1)
    assert (level.left_early, level.no_show_early, level.unfinished_early, level.undecided) == (1, 1, 1, 1)
    assert (level.value, level.strict, level.served_only) == (2 / 5, 2 / 8, 2 / 3)
    # Left 2 of 9 − 1 removed; no-show 1 of the 4 who were called.
    assert (summary.abandonment, summary.no_show_rate) == (2 / 8, 1 / 4)
    assert [(one.visit, one.over_s) for one in summary.worst] == [("i", 600), ("c", 60), ("e", 1)]
    assert [(one.visit, one.waited_s, one.reason) for one in summary.removed] == [("g", 900, "took two numbers")]


def test_nobody_at_all() -> None:
    summary = summary_of()
    assert summary.adds_up and summary.times_add_up
    assert summary.wait.mean is summary.service_level.value is summary.goal is summary.abandonment is None
    assert summary.by_half_hour == () == summary.worst
    assert summary.by_service == {}


def test_everything_open() -> None:
    summary = summary_of(still_here("a", NINE), still_here("b", NINE + 3599), still_here("c", NINE, state="serving"))
    assert summary.visits.open == 3
    assert summary.wait.n == 0
    assert (summary.service_level.waiting_late, summary.service_level.undecided) == (1, 2)
    assert summary.service_level.value == 0.0
    assert summary.service_level.served_only is None


def test_who_stayed_over_night_is_open_the_first_day_and_carried_in_the_second() -> None:
    over_night = ended("a", NINE, "served", wait=30_000, walk=60, serving=60, ended_day=TOMORROW, target_s=40_000)
    as_it_stood = still_here("a", NINE, state="called", since=NINE + 300, waiting_s=300)
    first = summary_of(over_night, carried=[as_it_stood], closed_at=NINE + 30_000, now=NINE + 90_000)
    assert (first.visits.arrived, first.visits.open, first.visits.served) == (1, 1, 0)
    assert first.service_level.undecided == 1
    second = summary_of(over_night, from_day=TOMORROW, to_day=TOMORROW, now=NINE + 90_000)
    assert (second.visits.carried_in, second.visits.served, second.visits.arrived) == (1, 1, 0)
    assert second.wait.values == (30_000,)
    both = summary_of(over_night, to_day=TOMORROW, now=NINE + 90_000)
    assert (both.visits.arrived, both.visits.carried_in, both.visits.served, both.visits.open) == (1, 0, 1, 0)
    assert [(day.visits.carried_in, day.visits.open, day.visits.served) for day in both.days] == [(0, 1, 0), (1, 0, 1)]


def test_those_here_at_the_close_are_judged_at_the_close_and_not_now() -> None:
    waiting = still_here("a", NINE)
    assert summary_of(waiting, closed_at=NINE + 600, now=NINE + 9000).service_level.undecided == 1
    assert summary_of(waiting, closed_at=NINE + 601, now=NINE + 9000).service_level.waiting_late == 1


def test_of_whom_nothing_is_known_at_the_close_proves_nothing() -> None:
    later = ended("a", NINE, "served", wait=9000, serving=60, ended_day=TOMORROW)
    summary = summary_of(later, closed_at=NINE + 9500)
    assert (summary.visits.open, summary.service_level.undecided, summary.service_level.missed) == (1, 1, 0)
    assert summary.worst == ()


def test_a_range_of_centuries_is_reckoned_over_the_days_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    spans: list[tuple[str, str]] = []
    over = SiteClock.over

    def noting(from_day: str, to_day: str, zone: str, cutoff: time) -> SiteClock:
        spans.append((from_day, to_day))
        return over(from_day, to_day, zone, cutoff)

    monkeypatch.setattr(SiteClock, "over", noting)
    visits = (ended("a", NINE, "served", wait=120, walk=20, serving=300), ended("b", NINE + 7200, "left", wait=30))
    known = {"days": [DayInfo(YESTERDAY, True), DayInfo(TODAY)]}
    short = summary_of(*visits, from_day=YESTERDAY, to_day=TODAY, **known)
    long = summary_of(*visits, from_day="1926-01-01", to_day="2126-01-01", **known)
    assert [span for span in spans if span[0] != span[1]] == [(YESTERDAY, TODAY)] * 2
    assert {day for span in spans for day in span} == {YESTERDAY, TODAY}
    assert long.by_half_hour == short.by_half_hour and len(short.by_half_hour) == 5


def test_a_row_that_belongs_nowhere_is_noticed() -> None:
    assert not summary_of(ended("a", NINE, "vanished")).adds_up
    assert not summary_of(ended("a", NINE, "served", ended_day=YESTERDAY)).adds_up
    assert not summary_of(ended("a", NINE, "served", wait=10)._replace(waiting_s=11)).times_add_up


def two_errands() -> tuple[VisitRecord, list[LegRecord]]:
    visit = ended("a", NINE, "served", wait=300, walk=20, serving=400, legs=2, counter="2", staff="Rosa")
    legs = [
        leg("a", 1, "information", NINE, waiting_s=100, called_s=10, serving_s=150, counter="1", staff="Ana",
            called_at=NINE + 100, started_at=NINE + 110, ended_at=NINE + 260, target_s=90),
        leg("a", 2, "accounts", NINE + 260, waiting_s=200, called_s=10, serving_s=250, counter="2", staff="Rosa",
            called_at=NINE + 460, started_at=NINE + 470, ended_at=NINE + 720, target_s=600),
    ]  # fmt: skip
    return visit, legs


def test_each_leg_is_judged_by_its_own_promise_and_the_visit_by_the_first() -> None:
    visit, legs = two_errands()
    summary = summary_of(visit._replace(target_s=90), legs=legs)
    assert (summary.service_level.within, summary.service_level.served_late) == (0, 1)
    first, second = summary.by_service["information"], summary.by_service["accounts"]
    assert (first.wait.values, first.handling.values, first.service_level.served_late) == ((100,), (150,), 1)
    assert (second.wait.values, second.handling.values, second.service_level.within) == ((200,), (250,), 1)
    assert set(summary.by_counter) == {"1", "2"} and set(summary.by_staff) == {"Ana", "Rosa"}
    assert summary.wait.values == (300,)


def test_an_interruption_belongs_to_the_leg_in_which_it_was() -> None:
    visit, legs = two_errands()
    summary = summary_of(visit._replace(interrupted_s=30), legs=[legs[0]._replace(interrupted_s=30), legs[1]])
    assert summary.by_service["information"].handling.values == (120,)
    assert summary.by_service["accounts"].handling.values == (250,)


def test_two_legs_of_one_service_are_one_visit() -> None:
    visit, legs = two_errands()
    same = [one._replace(service="information") for one in legs]
    summary = summary_of(visit, legs=same)
    assert summary.by_service["information"].visits == 1
    assert summary.by_service["information"].wait.values == (100, 200)


def test_who_left_in_the_second_leg_was_served_in_the_first() -> None:
    visit, legs = two_errands()
    left = visit._replace(outcome="left", serving_s=150, called_s=10, ended_at=NINE + 460, target_s=250)
    summary = summary_of(left, legs=legs)
    assert summary.by_service["information"].service_level.served == 1
    assert summary.by_service["accounts"].service_level.left_early == 1
    assert summary.service_level.left_late == 1  # 300 s in all, against the first leg's 250


def test_of_who_is_still_here_the_last_leg_alone_is_told_as_it_stood_at_the_close() -> None:
    """What is over of the visit belongs to the day on which it ends, or it would be told on both."""
    visit, legs = two_errands()
    as_it_stood = still_here("a", NINE, since=NINE + 260, waiting_s=100, called_s=10, serving_s=150, legs=2)
    summary = summary_of(
        visit._replace(ended_day=TOMORROW), legs=legs, carried=[as_it_stood], closed_at=NINE + 300, now=NINE + 9000
    )
    assert set(summary.by_service) == {"accounts"} and summary.by_counter == summary.by_staff == {}
    assert summary.by_service["accounts"].service_level.undecided == 1
    assert summary.by_service["accounts"].wait.n == 0


def test_colleagues_have_a_line_of_their_own_outside_the_headline() -> None:
    visits = (
        ended("a", NINE, "served", wait=10, serving=60),
        ended("b", NINE, "served", wait=900, serving=60, segment="staff"),
    )
    apart = summary_of(*visits, internal=frozenset({"staff"}))
    assert (apart.service_level.value, apart.visits.served, apart.wait.n) == (1.0, 2, 2)
    assert apart.internal is not None
    assert (apart.internal.visits, apart.internal.service_level.value) == (1, 0.0)
    together = summary_of(*visits, internal=frozenset({"staff"}), internal_in_headline=True)
    assert together.service_level.value == 0.5
    assert summary_of(visits[0], internal=frozenset({"staff"})).internal is None


def test_colleagues_stay_out_of_the_standard_of_each_day_of_a_range_too() -> None:
    visits = (ended("a", NINE, "served", wait=10), ended("b", NINE, "served", wait=900, segment="staff"))
    apart = summary_of(*visits, to_day=TOMORROW, internal=frozenset({"staff"}))
    assert (apart.days[0].service_level.value, apart.days[0].wait.n) == (1.0, 2)
    together = summary_of(*visits, to_day=TOMORROW, internal=frozenset({"staff"}), internal_in_headline=True)
    assert together.days[0].service_level.value == 0.5


def test_who_comes_after_the_period_is_in_no_figure() -> None:
    summary = summary_of(ended("a", NINE + 86_400, "served", wait=10, day=TOMORROW))
    assert (summary.visits.arrived, summary.wait.n, summary.by_service) == (0, 0, {})


def test_the_promise_of_many_is_the_mean_of_theirs() -> None:
    visits = [ended(str(n), NINE, "served", wait=1, goal=0.9 if n else 0.8) for n in range(4)]
    goal = summary_of(*visits).goal
    assert goal == pytest.approx((0.8 + 3 * 0.9) / 4)
    assert summary_of(visits[0]).goal == 0.8


def test_phases_tell_in_how_many_they_were_marked_and_keep_their_order() -> None:
    visits = [ended(name, NINE, "served", serving=300) for name in "abcd"] + [ended("e", NINE, "left", wait=5)]
    phases = [
        PhaseRecord("a", 1, 1, "welcome", NINE, 40),
        PhaseRecord("a", 2, 1, "resolution", NINE + 40, 200),
        PhaseRecord("b", 1, 1, "welcome", NINE, 30),
        PhaseRecord("b", 2, 2, "welcome", NINE + 99, 20),
        PhaseRecord("c", 1, 1, "welcome", NINE, None),
        PhaseRecord("e", 1, 1, "welcome", NINE, 99),
    ]
    found = summary_of(*visits, phases=phases).phases
    assert list(found) == ["welcome", "resolution"]
    # b's two welcomes are one of 50 s; c's still runs; e was not served. Marked in 2 of the 4 served.
    assert (found["welcome"].times.values, found["welcome"].coverage) == ((40, 50), 0.5)


def test_complaints_are_counted_as_they_stood_at_the_end() -> None:
    complaints = [
        complaint("1", steps=[("acknowledged", NINE + 60), ("resolved", NINE + 120), ("closed", NINE + 120)]),
        complaint("2", due_day=TOMORROW, cause="access", steps=[("resolved", NINE + 90_000)]),
        complaint("3", YESTERDAY, due_day=YESTERDAY),
        complaint("4", kind="praise"),
        complaint("5", kind="product", steps=[("noted", NINE + 60), ("resolved", NINE + 18 * 3600)]),
    ]
    visits = [ended(str(n), NINE, "served") for n in range(10)]
    found = summary_of(*visits, complaints=complaints, closed_at=NINE + 19 * 3600, now=NINE + 99_000).complaints
    # Today: 1, 2 and 5. On the same business day acknowledged and settled: 1, and 5 after midnight. Open: 2 and 3.
    assert (found.opened, found.acknowledged_in_time, found.resolved, found.resolved_same_day) == (3, 2, 2, 2)
    assert (found.carried_in, found.reopened, found.resolved_late, found.resolved_at_desk) == (1, 0, 0, 1)
    assert (found.open, found.overdue, found.next_due) == (2, 1, TOMORROW), "what is overdue is not the next one due"
    assert found.adds_up
    assert found.per_1000_visits == 300.0
    assert dict(found.by_cause) == {"courtesy": 2, "access": 1}
    assert dict(found.by_kind) == {"complaint": 2, "praise": 1, "product": 1}


def test_each_complaint_is_listed_with_its_age_and_its_deadline() -> None:
    complaints = [
        complaint("2", steps=[("acknowledged", NINE + 60), ("resolved", NINE + 120)]),
        complaint("1", YESTERDAY, due_day=YESTERDAY),
        complaint("3", due_day=TOMORROW, safety=True, steps=[("resolved", NINE + 9000)]),  # after the close
        complaint("4", kind="praise"),
        complaint("5", YESTERDAY, steps=[("resolved", NINE - 86_000)]),
        complaint("6", due_day=TOMORROW, steps=[("resolved", NINE + 86_400)]),  # on the day after
    ]
    found = summary_of(complaints=complaints, closed_at=NINE + 3600, now=NINE + 90_000).complaints
    told = [(one.number, one.age_s, one.settled, one.acknowledged, one.overdue, one.safety) for one in found.listed]
    assert told == [
        ("1", 90_000, False, False, True, False),
        ("2", 120, True, True, False, False),
        ("3", 9000, True, True, False, True),
        ("6", 3600, False, False, False, False),
    ]
    assert (found.open_age.values, found.settled_in.values) == ((3600, 90_000), (120, 9000))


def test_what_is_due_today_is_overdue_once_the_day_is_over() -> None:
    due_today = [complaint("1", due_day=TODAY)]
    running = summary_of(complaints=due_today, closed_at=NINE + 3600).complaints
    assert (running.overdue, running.next_due) == (0, TODAY)
    over = summary_of(complaints=due_today, closed_at=CUTOFF, now=CUTOFF + 9).complaints
    assert (over.overdue, over.next_due) == (1, None)


def test_lists_of_calls_out_of_turn_and_of_breaches_of_the_law() -> None:
    summary = summary_of(
        ended("a", NINE, "served", wait=60, out_of_turn="n1.salt", passed=2),
        ended("b", NINE, "served", wait=60, out_of_turn="n2.salt", passed=0),
        ended("c", NINE, "served", wait=601, legal=True),
        ended("d", NINE, "served", wait=600, legal=True),
        still_here("e", NINE, state="called", out_of_turn="n1.salt", passed=3),
        notes={"n1": "fainted"},
        called_past={"a": CalledPast(NINE + 60, "3", "Zoe", 2, "n1.salt")},
    )
    told = [(one.visit, one.passed, one.reason, one.staff, one.counter, one.called_at) for one in summary.out_of_turn]
    assert told == [("a", 2, "fainted", "Zoe", "3", NINE + 60)], "of one who is still here it is told when it has ended"
    assert [one.visit for one in summary.legal_breaches] == ["c"]


def test_who_called_out_of_turn_is_not_guessed() -> None:
    """Where the call is not known nobody is named: the last person of the visit may be another one."""
    [one] = summary_of(ended("a", NINE, "served", out_of_turn="n1.salt", passed=2)).out_of_turn
    assert (one.staff, one.counter, one.called_at, one.passed) == (None, None, None, 2)


def test_phases_stand_in_the_houses_order_and_those_it_no_longer_has_come_last() -> None:
    """After a transfer they begin anew, so that their places in the visit say nothing: averages tie."""
    visit = ended("a", NINE, "served", serving=400)
    met = ["welcome", "understanding", "old", "resolution", "farewell", "welcome", "understanding", "resolution"]
    phases = [PhaseRecord("a", place, 1, phase, NINE, 10) for place, phase in enumerate(met, 1)]
    house = ("welcome", "understanding", "resolution", "farewell", "never")
    assert list(summary_of(visit, phases=phases, house_phases=house).phases) == [*house[:4], "old"]


def test_what_is_said_of_a_visit_is_told_when_it_has_ended() -> None:
    said: dict[str, Any] = {"rating": 5, "rating_factor": "courtesy", "would_return": True, "extra_steps": 1}
    more = {"called_at": NINE + 60, "returned": 1, "out_of_turn": "n.x", "passed": 1, **said}
    summary = summary_of(
        ended("a", NINE, "served", wait=60, **more), still_here("b", NINE, state="held", waiting_s=60, **more)
    )
    found = summary.satisfaction
    assert (found.n, found.extra_steps, found.would_return.n, found.by_factor["courtesy"].n) == (1, 1, 1, 1)
    assert (summary.came_back.visits, len(summary.out_of_turn), summary.promised) == (1, 1, {600: 1})
    # Two were called; of the one who is still here nobody knows whether it will be there.
    did_not_come = ended("c", NINE, "no_show", wait=60)
    assert summary_of(did_not_come, still_here("b", NINE, state="called", called_at=NINE)).no_show_rate == 1.0


def test_those_who_left_early_and_late_are_all_who_left() -> None:
    colleague = ended("b", NINE, "left", wait=700, segment="internal")
    summary = summary_of(
        ended("a", NINE, "left", wait=100), colleague, ended("c", NINE, "served"), internal=frozenset({"internal"})
    )
    gone = summary.departures
    assert (gone.waited.n, gone.early, gone.late, summary.service_level.left_late) == (2, 1, 1, 0)


def test_satisfaction_is_of_those_who_answered() -> None:
    visits = [ended(str(n), NINE, "served", rating=rating) for n, rating in enumerate((5, 4, 2, None))]
    found = summary_of(*visits).satisfaction
    assert (found.n, found.mean, found.top2) == (3, 11 / 3, 2 / 3)


def test_a_shift_counts_only_the_visits_of_its_person() -> None:
    summary = summary_of(
        ended("a", NINE, "served", wait=10, serving=60),
        ended("b", NINE, "served", wait=20, serving=60, staff="Rosa"),
        ended("c", NINE, "left", wait=20),
        staff="Rosa",
        complaints=[complaint("1", visit="b"), complaint("2", visit="a"), complaint("3", YESTERDAY, visit="d")],
        complained_of=[
            *(ended("b", NINE, "served", staff="Rosa"), ended("a", NINE, "served")),
            ended("d", NINE - 86_400, "served", day=YESTERDAY, staff="Rosa"),
        ],
        quick={"1": 5},
    )
    assert (summary.visits.arrived, summary.visits.served, summary.visits.left) == (1, 1, 0)
    assert set(summary.by_staff) == {"Rosa"}
    assert (summary.complaints.carried_in, summary.complaints.opened, dict(summary.quick)) == (1, 1, {})


def test_the_seal_is_that_of_the_day_and_of_no_range() -> None:
    days = [DayInfo(TODAY, True, "7f3a-91c0"), DayInfo(TOMORROW, True, "0000-1111")]
    assert summary_of(days=days, closed_at=NINE).seal == "7f3a-91c0"
    both = summary_of(days=days, to_day=TOMORROW, closed_at=NINE)
    assert both.seal is None
    assert [day.seal for day in both.days] == ["7f3a-91c0", "0000-1111"]


DAYS = (YESTERDAY, TODAY, TOMORROW)


@st.composite
def any_visit(draw: st.DrawFn) -> VisitRecord:
    """A visit that arrived on one of three days and ended on it, later, or not yet."""
    came = draw(st.integers(0, 2))
    went = draw(st.none() | st.integers(came, 2))
    keys: dict[str, Any] = {
        "segment": draw(st.sampled_from(["regular", "vip", "internal"])),
        "urgency": draw(st.sampled_from(["normal", "urgent"])),
        "preference": draw(st.sampled_from([None, "age60"])),
        "service": draw(st.sampled_from(["information", "accounts"])),
        "target_s": draw(st.sampled_from([0, 60, 600])),
    }
    at = NINE + (came - 1) * 86_400 + draw(st.integers(0, 30_000))
    name = str(draw(st.uuids()))
    if went is None:
        state = draw(st.sampled_from(["waiting", "called", "serving", "held"]))
        hold_until = at + draw(st.integers(0, 9000)) if state == "held" and draw(st.booleans()) else None
        return still_here(name, at, state=state, day=DAYS[came], hold_until=hold_until, **keys)
    outcome = draw(st.sampled_from(["served", "no_show", "left", "removed", "unfinished"]))
    served = outcome == "served"
    wait, walk, serving = (draw(st.integers(0, 1000)) for _ in range(3))
    called = served or outcome == "no_show"
    return ended(
        name, at, outcome, wait=wait, walk=walk * called, serving=serving * served, day=DAYS[came],
        ended_day=DAYS[went], **keys,
    )  # fmt: skip


VISITS = st.lists(any_visit(), max_size=25)


def _in_range(visits: list[VisitRecord], first: str, last: str) -> list[VisitRecord]:
    return [v for v in visits if v.arrived_day <= last and (v.ended_day is None or v.ended_day >= first)]


@given(VISITS, st.sampled_from([(a, b) for a in DAYS for b in DAYS if a <= b]))
def test_any_history_adds_up_and_every_part_makes_the_whole(visits: list[VisitRecord], days: tuple[str, str]) -> None:
    first, last = days
    rows = _in_range(visits, first, last)
    summary = summary_of(*rows, from_day=first, to_day=last, now=NINE + 4 * 86_400)
    counts = summary.visits
    assert summary.adds_up and summary.times_add_up
    assert counts.arrived + counts.carried_in == len(rows)
    measured = len(rows) - counts.removed
    for groups in (summary.by_service, summary.by_segment, summary.by_urgency):
        assert sum(group.visits for group in groups.values()) == measured
        assert sum(group.wait.n for group in groups.values()) == summary.wait.n == counts.served
        assert sum(group.wait.total for group in groups.values()) == summary.wait.total
        assert sum(group.handling.total for group in groups.values()) == summary.handling.total
        levels = [group.service_level for group in groups.values()]
        assert tuple(map(sum, zip(*levels, strict=True))) == (tuple(summary.service_level) if levels else ())
    preferent = sum(group.visits for group in summary.by_preference.values())
    gone = {v.id for v in rows if v.outcome == "removed" and v.ended_day is not None and v.ended_day <= last}
    assert preferent == sum(v.preference is not None and v.id not in gone for v in rows)
    assert sum(summary.service_level) == measured
    assert all(day.visits.adds_up for day in summary.days)
    if summary.days:
        for name in ("arrived", "served", "left", "no_show", "removed", "unfinished"):
            assert sum(getattr(day.visits, name) for day in summary.days) == getattr(counts, name)
        assert summary.days[0].visits.carried_in >= counts.carried_in
        assert summary.days[-1].visits.open == counts.open or summary.days[-1].day < last
    sums = (summary.wait, summary.walk, summary.handling, summary.interruption, summary.hold)
    assert sum(one.total for one in sums) == summary.total.total


@st.composite
def any_talked_of_visit(draw: st.DrawFn) -> tuple[VisitRecord, list[LegRecord]]:
    """Such a visit of which all was said before the first close that it may have lived through, with its legs."""
    visit = draw(any_visit())._replace(
        rating=draw(st.none() | st.integers(1, 5)),
        rating_factor=draw(st.sampled_from([None, "courtesy"])),
        would_return=draw(st.sampled_from([None, True, False])),
        extra_steps=draw(st.integers(0, 2)),
        returned=draw(st.integers(0, 1)),
        passed=draw(st.integers(0, 2)),
        out_of_turn=draw(st.sampled_from([None, "n.x"])),
        legal=draw(st.booleans()),
        estimate_p50_s=60,
        estimate_p90_s=300,
    )
    visit = visit._replace(called_at=draw(st.sampled_from([visit.called_at, visit.arrived_at])))
    if draw(st.booleans()):
        return visit, []
    half = {name: getattr(visit, name) // 2 for name in ("waiting_s", "called_s", "serving_s")}
    first = leg(visit.id, 1, visit.service, visit.arrived_at, counter="3", staff="Zoe", **half)
    second = leg(visit.id, 2, "accounts", visit.arrived_at + sum(half.values()), counter=visit.counter)
    return visit._replace(legs=2), [first, second]


@given(st.lists(any_talked_of_visit(), max_size=12))
def test_days_add_up_to_their_range_whatever_was_said_of_those_carried_over(
    told: list[tuple[VisitRecord, list[LegRecord]]],
) -> None:
    visits = [visit for visit, _ in told]
    stood = {
        day: [
            one if one.ended_day is None
            else one._replace(outcome=None, ended_day=None, ended_at=None, state="held", since=one.arrived_at)
            for one in visits
            if one.arrived_day <= day and (one.ended_day is None or one.ended_day > day)
        ]
        for day in DAYS
    }  # fmt: skip

    def of(first: str, last: str) -> Summary:
        before = {day: stood[day] for day in DAYS if first <= day < last}
        return summary_of(
            *_in_range(visits, first, last), from_day=first, to_day=last, now=NINE + 4 * 86_400, notes={"n": "his bus"},
            legs=[leg for _, legs in told for leg in legs], carried=stood[last], carried_before=before,
            closed_at=CUTOFF + DAYS.index(last) * 86_400 - 86_400, called_past=calls_past(visits),
            internal=frozenset({"internal"}),
        )  # fmt: skip

    assert_is_its_days(of(DAYS[0], DAYS[-1]), [of(day, day) for day in DAYS])


@given(VISITS)
def test_the_half_hours_make_the_whole_day(visits: list[VisitRecord]) -> None:
    rows = _in_range(visits, TODAY, TODAY)
    summary = summary_of(*rows, now=NINE + 4 * 86_400)
    halves = summary.by_half_hour
    assert sum(half.arrived for half in halves) == summary.visits.arrived
    assert sum(half.served for half in halves) == summary.visits.served
    assert sum(half.left for half in halves) == summary.visits.left
    if summary.wait.n:
        total = sum(half.served * half.wait_mean_s for half in halves if half.wait_mean_s is not None)
        assert total == pytest.approx(summary.wait.total)
