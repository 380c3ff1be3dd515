"""Any day at all: whatever people do at the counters, in whatever order, nobody is lost and everything adds up."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.alerts import alerts, remedy, what
from frontdesk.domain.day import CounterState, Day, fold
from frontdesk.domain.discipline import DISCIPLINES, Order, line, next_for, people_ahead
from frontdesk.domain.policy import AtClose, PreferenceRule, Role
from frontdesk.domain.records import records_of
from frontdesk.domain.rules import decide
from frontdesk.domain.visit import State, Visit, visit_as_data, visit_from_data
from frontdesk.errors import FrontdeskError, Refused, UsageError
from tests.domain.story import CODES, HOUSE, Story, note

COUNTERS = st.sampled_from(("1", "2", "3"))
SERVICES = st.sampled_from(("info", "bank", "repair"))
SEGMENTS = st.sampled_from(("regular", "regular", "gold", "vip"))
URGENCIES = st.sampled_from(("normal", "normal", "urgent", "emergency"))
PREFERENCES = st.sampled_from((None, None, "age60", "age80"))
STATES = (State.WAITING, State.CALLED, State.SERVING, State.HELD)
INTERRUPTED = "interrupted"
WHAT_HAPPENS = (
    *("comes",) * 5,
    *("time_passes",) * 4,
    *("works_at_a_counter",) * 12,
    *("becomes_of_somebody",) * 4,
    *("a_counter_changes", "a_counter_changes", "undoes", "undoes", "presses_any_key", "presses_any_key"),
    *("note_and_rate", "intake", "closes_or_opens_the_day", "rolls_over", "leads_the_shift", "leads_the_shift"),
)
Draw = Callable[[st.SearchStrategy[Any]], Any]
COUNTER_COMMANDS = (
    *(do.CallNext, do.Recall, do.Start, do.MarkPhase, do.Finish, do.MarkNoShow, do.MarkLeft, do.Remove, do.PutBack),
    *(do.Hold, do.Interrupt, do.Resume, do.QuickServe, do.OpenCounter, do.PauseCounter, do.ResumeCounter),
    *(do.CloseCounter, do.TakeOverCounter, do.Undo, do.OpenDay),
)


class WholeDay(RuleBasedStateMachine):
    """All commands, at three counters, over several days; what must always hold is asked after each step."""

    @initialize(
        discipline=st.sampled_from(sorted(DISCIPLINES)),
        preference=st.sampled_from(PreferenceRule),
        at_close=st.sampled_from(AtClose),
        keeps=st.booleans(),
        open_counters=st.sampled_from(("123", "12", "1")),
    )
    def the_day_opens(
        self, discipline: str, preference: PreferenceRule, at_close: AtClose, keeps: bool, open_counters: str
    ) -> None:
        policy = replace(
            HOUSE, discipline=discipline, preference=preference, at_close=at_close, transfer_keeps_place=keeps
        )
        self.story = Story(policy)
        self.checked_in = 0
        self.expected: set[str] = set()
        self.given: list[str] = []
        self.steps: dict[int, tuple[Day, Day]] = {}
        self.clock: dict[str, Tally[str]] = {}
        self.unclocked: set[str] = set()
        self.keys: dict[tuple[Any, ...], tuple[float, ...]] = {}
        self.told: Day | None = None
        self.kept: dict[str, Visit] = {}
        for counter in open_counters:
            self.attempt(do.OpenCounter(counter=counter, actor=f"staff-{counter}"))

    # One step

    def attempt(self, command: do.Command) -> bool:
        """Do it, or be told why not; True when it was done."""
        story, before = self.story, self.story.day
        try:
            events = decide(before, command, story.now, story.policy)
        except FrontdeskError as error:
            self.told_why(error)
            assert story.day is before
            return False
        for event in events:
            if isinstance(event, ev.Called):
                self.may_be_called(event, before, after_finish=len(events) > 1)
        story.write(events, command.actor, command.counter)
        self.steps[story.records[-1].first] = (before, story.day)
        for event in events:
            self.follow(event, before)
        return True

    def told_why(self, error: FrontdeskError) -> None:
        assert isinstance(error, (Refused, UsageError))
        assert str(error.reason)
        assert str(error.remedy)
        if isinstance(error, Refused):
            assert error.code in CODES

    def may_be_called(self, event: ev.Called, before: Day, *, after_finish: bool) -> None:
        visit = before.live[event.visit].settled(self.story.now)
        assert visit.state in (State.WAITING, State.HELD) or (after_finish and visit.pending), "called already"
        assert visit.id not in {counter.visit for counter in before.counters.values()} or after_finish

    def follow(self, event: ev.Event, before: Day) -> None:
        """Keep an account of our own of what has happened."""
        if isinstance(event, ev.CheckedIn):
            self.expected.add(event.visit)
            assert event.number not in self.given, "a number twice"
            self.given.append(event.number)
            self.clock[event.visit] = Tally()
        elif isinstance(event, ev.Undone):
            self.taken_back(event)
        elif isinstance(event, ev.Finished) and event.ended_at is not None:
            self.unclocked.add(event.visit)  # our clock ran on while somebody forgot to finish
        elif isinstance(event, ev.Returned) and before.visits[event.visit].state is State.ENDED:
            visit = before.visits[event.visit]
            self.clock[visit.id][State.HELD] += self.story.now - visit.since  # away, which is hold

    def taken_back(self, undone: ev.Undone) -> None:
        """What the undone step changed is again as it was before it; only notes and answers given since stay."""
        story = self.story
        steps = [one for one in story.records if undone.first <= one.seq <= undone.last]
        assert {one.first for one in steps} == {undone.first}, "the whole of one command"
        before, after = self.steps[undone.first]
        for visit in _changed(before.visits, after.visits):
            self.unclocked.add(visit)
            if visit not in before.visits:
                self.expected.discard(visit)
            if not all(isinstance(one.event, (ev.NoteAdded, ev.Rated)) for one in steps):
                assert _course(story.day.visits.get(visit)) == _course(before.visits.get(visit))
        for kind in ("notices", "emergencies", "acknowledged"):
            was, then, now = (getattr(one, kind) for one in (before, after, story.day))
            assert all(now.get(name) == was.get(name) for name in _changed(was, then)), "stands as it stood"
        if before.surge != after.surge:
            assert story.day.surge == before.surge
        for counter in _changed(before.counters, after.counters):
            assert story.day.counters.get(counter) == before.counters.get(counter)
        assert all(story.day.numbers[letter] >= running for letter, running in after.numbers.items())

    # Who is there

    def person(self, counter: str) -> str:
        return self.story.counter(counter).staff or f"staff-{counter}"

    def me(self, counter: str) -> dict[str, Any]:
        return {"counter": counter, "actor": self.person(counter)}

    def who(self, *states: State) -> list[str]:
        return [visit.id for visit in self.story.day.visits.values() if visit.settled(self.story.now).state in states]

    # What people do

    @rule(what=st.sampled_from(WHAT_HAPPENS), data=st.data())
    def something_happens(self, what: str, data: st.DataObject) -> None:
        """One rule with a mix of its own: a morning in which half of the keys were missing would not get far."""
        getattr(self, what)(data.draw)

    def comes(self, draw: Draw) -> None:
        appointment = draw(st.sampled_from((None, None, None, -1800, -300, 600)))
        self.checked_in += 1
        self.attempt(
            do.CheckIn(
                new_visit=f"v{self.checked_in}",
                services=tuple(draw(st.lists(SERVICES, min_size=1, max_size=3))),
                segment=draw(SEGMENTS),
                urgency=draw(URGENCIES),
                preference=draw(PREFERENCES),
                counter=draw(st.sampled_from((None, "1"))),
                actor="ana",
                appointment=None if appointment is None else self.story.now + appointment,
            )
        )

    def time_passes(self, draw: Draw) -> None:
        seconds = draw(st.sampled_from((1, 30, 61, 200, 700, 4000)))
        now, later = self.story.now, self.story.now + seconds
        for visit in self.story.day.live.values():
            clock = self.clock[visit.id]
            if visit.state is State.HELD and visit.hold_until is not None:
                over = min(max(visit.hold_until, now), later)
                clock[State.HELD] += over - now
                clock[State.WAITING] += later - over
            elif visit.interrupted_at is not None:
                clock[INTERRUPTED] += seconds
            else:
                clock[visit.state] += seconds
        self.story.now = later

    def works_at_a_counter(self, draw: Draw) -> None:
        """The next thing that makes sense at a counter."""
        counter = draw(COUNTERS)
        story, me, now = self.story, self.me(counter), self.story.counter(counter)
        if now.state is CounterState.CLOSED:
            self.attempt(do.OpenCounter(**me, services=draw(st.sampled_from((None, None, ("info", "bank"))))))
        elif now.visit is None and now.state is CounterState.PAUSED:
            self.attempt(do.ResumeCounter(**me))
        elif now.visit is None:
            self.calls(draw, counter)
        elif story[now.visit].state is State.CALLED:
            answer = draw(st.sampled_from((do.Start, do.Start, do.Start, do.Recall, do.MarkNoShow)))
            self.attempt(answer(**me))
        elif story[now.visit].interrupted_at is not None and draw(st.booleans()):
            self.attempt(do.Resume(**me))
        else:
            self.attends(draw, me)

    def calls(self, draw: Draw, counter: str) -> None:
        story, waiting = self.story, self.who(State.WAITING, State.HELD)
        if not waiting and not story.day.closed:
            self.comes(draw)
        if waiting and draw(st.integers(0, 3)) == 3:
            visit = draw(st.sampled_from(waiting))
            self.attempt(do.CallVisit(**self.me(counter), visit=visit, reason=note("asked")))
            return
        expected = next_for(story.day, story.policy, story.now, story.counter(counter))
        if self.attempt(do.CallNext(**self.me(counter))):
            assert expected is not None
            assert story.at(counter) == expected.visit.id

    def attends(self, draw: Draw, me: dict[str, Any]) -> None:
        service, to = draw(SERVICES), draw(st.sampled_from((None, "2", "3")))
        ago = draw(st.sampled_from((None, None, 0, 20, 150)))
        at = None if ago is None else self.story.now - ago
        call_next = draw(st.booleans())
        steps: tuple[do.Command, ...] = (
            *(do.MarkPhase(**me), do.MarkPhase(**me), do.MarkPhase(**me, phase="resolution"), do.Interrupt(**me)),
            do.Transfer(**me, service=service, to_counter=to),
            do.AddService(**me, service=service),
            do.Finish(**me, call_next=call_next),
            do.Finish(**me, call_next=call_next, at=at, reason=note("forgot")),
        )
        self.attempt(draw(st.sampled_from(steps)))

    def becomes_of_somebody(self, draw: Draw) -> None:
        people = self.who(*STATES) if draw(st.booleans()) else list(self.story.day.visits)
        if not people:
            return
        one: dict[str, Any] = {"visit": draw(st.sampled_from(people)), "actor": "ana"}
        length = draw(st.sampled_from((60, 60, 600)))
        commands: tuple[do.Command, ...] = (
            *(do.PutBack(**one), do.PutBack(**one), do.Undo(**one)),
            *(do.Hold(**one, until=self.story.now + length), do.Hold(**one)),
            *(do.MarkLeft(**one), do.Remove(**one), do.EndUnfinished(**one)),
            do.AddService(**one, service=draw(SERVICES)),
            do.Reclassify(**one, segment=draw(SEGMENTS), preference=draw(PREFERENCES) or ""),
            do.Reclassify(**one, urgency=draw(URGENCIES), service=draw(SERVICES)),
        )
        self.attempt(draw(st.sampled_from(commands)))

    def note_and_rate(self, draw: Draw) -> None:
        if not self.story.day.visits:
            return
        visit, counter = draw(st.sampled_from(list(self.story.day.visits))), draw(st.sampled_from((None, "1", "2")))
        self.attempt(do.AddNote(visit=visit, note=note("call back"), actor="ana", counter=counter))
        self.attempt(do.Rate(visit=visit, score=draw(st.integers(1, 5)), actor="ana", counter=counter))

    def a_counter_changes(self, draw: Draw) -> None:
        counter, staff = draw(COUNTERS), draw(st.sampled_from(("rosa", "luis")))
        me = self.me(counter)
        commands: tuple[do.Command, ...] = (
            *(do.PauseCounter(**me, after_this=True), do.PauseCounter(**me), do.ResumeCounter(**me)),
            *(do.CloseCounter(**me), do.QuickServe(**me)),
            do.TakeOverCounter(counter=counter, actor=staff),
            do.TakeOverVisit(**me, from_counter=draw(COUNTERS)),
            do.OpenCounter(counter=counter, actor=staff, services=("bank", "repair")),
        )
        self.attempt(draw(st.sampled_from(commands)))

    def undoes(self, draw: Draw) -> None:
        self.attempt(do.Undo(**self.me(draw(COUNTERS))))

    def intake(self, draw: Draw) -> None:
        service = draw(SERVICES)
        stop = not self.story.day.intake_stopped and len(self.story.records) > 30
        command = do.StopIntake if stop else do.StartIntake
        self.attempt(command(service=service, actor="lea", role=Role.LEAD))

    def leads_the_shift(self, draw: Draw) -> None:
        """Alerts, notices, the plan for a rush; and the emergency key, which anybody may press."""
        story = self.story
        lead: dict[str, Any] = {"actor": "lea", "role": Role.LEAD, "counter": draw(st.sampled_from((None, "1")))}
        present = alerts(story.day, story.policy, story.now)
        commands: list[do.Command] = [
            *(do.PostNotice(**lead, text=note("meet")), do.StartSurge(**lead), do.EndSurge(**lead)),
            *(do.WithdrawNotice(**lead, notice=name) for name in story.day.notices),
            *(do.AcknowledgeAlert(**lead, alert=one.key) for one in present[:3]),
            do.RaiseEmergency(**self.me(draw(COUNTERS))),
        ]
        self.attempt(draw(st.sampled_from(commands)))

    def presses_any_key(self, draw: Draw) -> None:
        """Any key at any moment: it is done, or refused with a word about it."""
        self.attempt(draw(st.sampled_from(COUNTER_COMMANDS))(**self.me(draw(COUNTERS))))

    def closes_or_opens_the_day(self, draw: Draw) -> None:
        if self.story.day.closed:
            self.attempt(do.OpenDay(actor="lea", role=Role.LEAD))
        elif len(self.story.records) > 30:
            self.attempt(do.CloseDay(actor="lea", role=Role.LEAD))

    def rolls_over(self, draw: Draw) -> None:
        story, before = self.story, self.story.day
        if len(story.records) <= 30 and not before.closed:
            return
        open_before = set(before.live)
        story.ends()
        carried = open_before if story.policy.at_close is AtClose.CARRY else set()
        assert set(story.day.visits) == set(story.day.live) == carried, "carried as the house says"
        for visit in carried:
            assert story[visit] == before.visits[visit]._replace(serial=story[visit].serial), "with its whole state"
        for counter in before.counters.values():
            if counter.visit in carried:
                assert story.counter(counter.id).visit == counter.visit
                assert story.counter(counter.id).pause_after == counter.pause_after
        assert (story.day.notices, story.day.surge) == (before.notices, before.surge), "until somebody ends it"
        assert story.day.emergencies == before.emergencies
        self.expected = set(carried)
        self.given = [story[visit].number for visit in carried]
        self.steps.clear()
        self.keys.clear()
        self.kept.clear()

    # What always holds

    @invariant()
    def nobody_is_lost_or_in_two_places(self) -> None:
        day = self.story.day
        assert set(day.visits) == self.expected
        assert set(day.live) == {visit.id for visit in day.visits.values() if visit.state is not State.ENDED}
        seated = {counter.id: counter.visit for counter in day.counters.values() if counter.visit is not None}
        assert len(set(seated.values())) == len(seated), "one person at two counters"
        standing = {v.counter: v.id for v in day.visits.values() if v.state in (State.CALLED, State.SERVING)}
        assert standing == seated
        for visit in day.visits.values():
            assert (visit.counter is not None) == (visit.state in (State.CALLED, State.SERVING))
            assert (visit.outcome is not None) == (visit.ended_at is not None) == (visit.state is State.ENDED)
            assert day.visits[visit.id] == day.live.get(visit.id, visit)
        assert all(day.counters[c].state is not CounterState.CLOSED for c in seated)

    @invariant()
    def an_alert_has_a_key_of_its_own_and_can_be_said(self) -> None:
        story = self.story
        found = alerts(story.day, story.policy, story.now)
        assert len({one.key for one in found}) == len(found)
        assert all(one.since <= story.now for one in found)
        for one in found:
            for said in (what, remedy):
                assert str(said(one, story.day, story.policy, lambda _kind, name: name))

    @invariant()
    def every_second_is_in_one_state(self) -> None:
        for visit in self.story.day.visits.values():
            until = self.story.now if visit.ended_at is None else visit.ended_at
            seconds = {state: visit.seconds_in(state, until) for state in STATES}
            assert sum(seconds.values()) == until - visit.arrived_at
            assert min(seconds.values()) >= 0
            assert seconds[State.WAITING] == visit.waited_s(until)

    @invariant()
    def the_clocks_agree_with_ours(self) -> None:
        now = self.story.now
        for visit in self.story.day.visits.values():
            if visit.id in self.unclocked:
                continue
            ours = self.clock[visit.id]
            at = now if visit.ended_at is None else visit.ended_at
            running = at - visit.interrupted_at if visit.interrupted_at is not None else 0
            assert visit.seconds_in(State.WAITING, at) == ours[State.WAITING]
            assert visit.seconds_in(State.CALLED, at) == ours[State.CALLED]
            assert visit.seconds_in(State.HELD, at) == ours[State.HELD]
            assert visit.interrupted_s + running == ours[INTERRUPTED]
            handled = sum(leg.handling_s for leg in visit.legs[:-1]) + visit.handled_s(at)
            assert handled == ours[State.SERVING], "handling is serving less interruptions"

    @invariant()
    def legs_and_phases_fit_into_the_visit(self) -> None:
        for visit in self.story.day.visits.values():
            for place, leg in enumerate(visit.legs, 1):
                marked_s = sum(span.seconds or 0 for span in visit.phases if span.leg == place)
                running = 0
                if place == len(visit.legs) and visit.state is State.SERVING:
                    running = self.story.now - visit.since
                assert 0 <= marked_s <= leg.handling_s + leg.interrupted_s + running
                assert leg.handling_s >= 0
                if leg.ended_at is not None:
                    lengths = leg.waiting_s + leg.called_s + leg.serving_s + leg.held_s
                    assert lengths == leg.ended_at - leg.queued_at
            open_spans = [span for span in visit.phases if span.seconds is None]
            assert len(open_spans) <= (1 if visit.state is State.SERVING else 0)
            assert all(leg.ended_at is not None for leg in visit.legs[:-1])

    @invariant()
    def the_log_tells_the_same_day(self) -> None:
        if self.told is not self.story.day:  # a step that was refused left the very same day
            assert fold(self.story.day.day, self.story.records) == self.story.day
            self.told = self.story.day

    @invariant()
    def visits_survive_the_night(self) -> None:
        for visit in self.story.day.visits.values():
            if self.kept.get(visit.id) is visit:  # nothing but the visit and the day matters here: it was asked already
                continue
            assert visit_from_data(json.loads(json.dumps(visit_as_data(visit)))) == visit
            kept = records_of(visit, self.story.day.day)
            assert kept.visits[0].waiting_s == sum(leg.waiting_s for leg in kept.legs) == visit.waiting_s
            assert len(kept.legs) == len(visit.legs)
            self.kept[visit.id] = visit

    @invariant()
    def the_line_holds_all_who_wait_and_never_reshuffles(self) -> None:
        story = self.story
        ordered = line(story.day, story.policy, story.now)
        waiting = {v.id for v in story.day.live.values() if v.settled(story.now).state is State.WAITING}
        assert [v.id for v in ordered] == list(dict.fromkeys(v.id for v in ordered))
        assert {v.id for v in ordered} == waiting
        for place, visit in enumerate(ordered):
            assert people_ahead(story.day, story.policy, story.now, visit) == place
            kind = (visit.service, visit.segment, visit.urgency, visit.preference)
            waits = (visit.id, visit.serial, len(visit.legs), visit.returned, *kind)
            order = Order(story.policy)
            key = order.key(visit, story.now)
            assert order.moving or self.keys.setdefault(waits, key) == key or visit.id in self.unclocked


def _course(visit: Visit | None) -> Visit | None:
    """A visit without what stands beside its course."""
    return None if visit is None else visit._replace(notes=(), rating=None, rating_factor=None)


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


TestWholeDay = WholeDay.TestCase
TestWholeDay.settings = settings(max_examples=120, stateful_step_count=80)
