"""A promise from its making to its end: what the rules allow, and how it stands at the end of each day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.matters import COMPLAINT, PROMISE, fold_matter, matter_number
from frontdesk.domain.policy import Role
from frontdesk.domain.promises import BROKEN, KEPT, OPEN, PromiseRecord, promise_record
from frontdesk.domain.rules.matters import begin, go_on, unknown_matter
from frontdesk.errors import Refused, UsageError
from tests.domain.story import HOUSE, NINE, Story, note, through_the_log

MONDAY = date(2026, 11, 23)
SUNDAY, TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (-1, 1, 2, 4))
DAY = 86400


class Promised:
    """One promise, made on Monday at nine and due on Wednesday; what is done with it is decided and written down."""

    def __init__(self, **more: Any) -> None:
        self.now = NINE
        self.desk = Story(counters="1")
        values: dict[str, Any] = {"text": note("call back"), "due_day": WEDNESDAY, "actor": "ana"}
        command = do.MakePromise(**(values | more))
        (made,) = begin(self.desk.day, command, self.now, HOUSE, "P-2026-0042")
        self.records = [ev.Recorded(1, self.now, through_the_log(made), command.actor, command.counter, 1)]

    @property
    def promise(self) -> PromiseRecord:
        """As its stream tells it."""
        return promise_record(self.records)

    def does(self, kind: type[do.FollowUp], **more: Any) -> PromiseRecord:
        """Somebody follows it up."""
        values: dict[str, Any] = {"number": "P-2026-0042", "actor": "eva"}
        command = kind(**(values | more))
        event = go_on(self.promise, command, self.now, HOUSE)
        place = len(self.records) + 1
        self.records.append(ev.Recorded(place, self.now, through_the_log(event), command.actor, None, place))
        return self.promise

    def moves(self, due_day: date) -> PromiseRecord:
        """It is given another day."""
        return self.does(do.MovePromise, due_day=due_day, reason=note("no parts"))

    def later(self, days: int) -> Promised:
        """Days pass."""
        self.now += days * DAY
        return self


def test_a_promise_tells_who_made_it_when_for_when_and_who_sees_to_it() -> None:
    promise = Promised(counter="1").promise
    assert (promise.number, promise.day, promise.made_at) == ("P-2026-0042", "2026-11-23", NINE)
    assert (promise.first_due_day, promise.due_day) == ("2026-11-25", "2026-11-25")
    assert (promise.owner, promise.actor, promise.counter) == ("ana", "ana", "1")
    assert (promise.status, promise.visit, promise.customer, promise.moves) == (OPEN, None, None, ())
    assert Promised(owner="eva").promise.owner == "eva"
    assert Promised(actor="").promise.owner == ""
    assert "call back" not in str(promise)


def test_a_promise_is_about_the_visit_at_the_counter_or_the_one_named_and_so_about_its_customer() -> None:
    story = Story(counters="1")
    story.comes("v1")
    story.comes("v2", customer="c7")
    story.serve()
    command = do.MakePromise(text=note("x"), due_day=MONDAY, counter="1")
    (at_counter,) = begin(story.day, command, story.now, HOUSE, "P-2026-0001")
    assert isinstance(at_counter, ev.PromiseMade)
    assert (at_counter.visit, at_counter.customer) == ("v1", None)
    (named,) = begin(story.day, do.MakePromise(text=note("x"), due_day=MONDAY, visit="v2"), story.now, HOUSE, "P")
    assert isinstance(named, ev.PromiseMade)
    assert (named.visit, named.customer) == ("v2", None)  # whose it is follows from the visit, also after a tie


@pytest.mark.parametrize("wrong", [{"text": note("  ")}, {"due_day": SUNDAY}, {"counter": "99"}])
def test_a_promise_of_nothing_for_a_day_that_is_over_or_at_no_counter_is_not_made(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as error:
        Promised(**wrong)
    assert str(error.value.reason) and str(error.value.remedy)


def test_a_promise_is_kept_in_time_to_the_end_of_its_due_day_and_late_from_then_on() -> None:
    in_time = Promised().later(2).does(do.KeepPromise)
    assert (in_time.status, in_time.kept_late, in_time.ended_day, in_time.ended_by) == (
        *(KEPT, False, "2026-11-25", "eva"),
    )
    late = Promised().later(3).does(do.KeepPromise)
    assert (late.status, late.kept_late, late.ended_at) == (KEPT, True, NINE + 3 * DAY)


def test_a_promise_is_overdue_while_it_is_open_and_its_day_is_over() -> None:
    promise = Promised().promise
    assert [promise.is_overdue(day) for day in ("2026-11-25", "2026-11-26")] == [False, True]
    assert not Promised().later(4).does(do.KeepPromise).is_overdue("2026-11-28")


def test_a_promise_is_broken_for_a_reason() -> None:
    broken = Promised().does(do.BreakPromise, reason=note("the part is no longer made"))
    assert (broken.status, broken.ended_day, broken.kept_late) == (BROKEN, "2026-11-23", False)
    assert broken.reason == note("the part is no longer made").ref
    for reason in (None, note(" ")):
        with pytest.raises(UsageError):
            Promised().does(do.BreakPromise, reason=reason)
        with pytest.raises(UsageError):
            Promised().does(do.MovePromise, due_day=FRIDAY, reason=reason)


def test_a_promise_is_moved_as_often_as_it_must_be_and_each_time_is_told() -> None:
    promised = Promised()
    promised.later(1).moves(FRIDAY)
    moved = promised.later(1).moves(WEDNESDAY)
    assert (moved.first_due_day, moved.due_day) == ("2026-11-25", "2026-11-25")
    assert [(move.day, move.due_day, move.actor) for move in moved.moves] == [
        ("2026-11-24", "2026-11-27", "eva"),
        ("2026-11-25", "2026-11-25", "eva"),
    ]
    with pytest.raises(UsageError):
        promised.moves(TUESDAY)
    with pytest.raises(Refused) as refusal:
        promised.moves(WEDNESDAY)
    assert refusal.value.code == "wrong_state"


@pytest.mark.parametrize("end", [do.KeepPromise, do.BreakPromise])
def test_only_an_open_promise_is_kept_broken_or_moved(end: type[do.FollowUp]) -> None:
    promised = Promised()
    promised.does(end, **({"reason": note("x")} if end is do.BreakPromise else {}))
    after = promised.promise
    for again, more in (
        (do.KeepPromise, {}),
        (do.BreakPromise, {"reason": note("x")}),
        (do.MovePromise, {"reason": note("x"), "due_day": FRIDAY}),
    ):
        with pytest.raises(Refused) as refusal:
            promised.does(again, **more)
        assert refusal.value.code == "wrong_state"
        assert "P-2026-0042" in str(refusal.value.reason) and str(refusal.value.remedy)
    assert promised.promise == after


def test_a_promise_stands_at_the_end_of_each_day_as_it_stood_then() -> None:
    promised = Promised()
    promised.later(1).moves(FRIDAY)
    promised.later(4).does(do.BreakPromise, reason=note("x"))
    now = promised.promise
    stood = [now.at_end_of(f"2026-11-{day}") for day in (23, 24, 27, 28)]
    assert [(one.status, one.due_day, len(one.moves), one.ended_day) for one in stood] == [
        (OPEN, "2026-11-25", 0, None),
        (OPEN, "2026-11-27", 1, None),
        (OPEN, "2026-11-27", 1, None),
        (BROKEN, "2026-11-27", 1, "2026-11-28"),
    ]
    assert (stood[0].reason, stood[0].ended_by, stood[-1]) == (None, None, now)


def test_what_takes_a_role_is_refused_to_who_has_it_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(do.KeepPromise, "needs", Role.LEAD)
    with pytest.raises(Refused) as refusal:
        Promised().does(do.KeepPromise, role=Role.RECEPTIONIST)
    assert refusal.value.code == "not_allowed"


def test_numbers_of_promises_complaints_and_visits_are_never_taken_for_each_other() -> None:
    assert matter_number(PROMISE, " p-2026-0042 ") == "P-2026-0042"
    assert matter_number(PROMISE, "P-2026-12345") == "P-2026-12345"
    for other in ("P004", "Q-2026-0042", "P-2026-42", "other/P-2026-0042", "P-2026-0042/x", "", "P-2026-００４２"):
        assert matter_number(PROMISE, other) is None
    assert matter_number(COMPLAINT, "q-2026-0042") == "Q-2026-0042"
    refused = unknown_matter(PROMISE, "P-2026-0043", ["P-2026-0042"])
    assert (refused.code, str(refused.remedy)) == ("unknown_promise", "Did you mean P-2026-0042?")


def test_a_stream_that_begins_with_something_else_tells_no_promise() -> None:
    other = [ev.Recorded(1, NINE, ev.PromiseKept("2026-11-23"), "", None, 1)]
    for kind in (PROMISE, COMPLAINT):
        with pytest.raises(LookupError):
            fold_matter(kind, other)
