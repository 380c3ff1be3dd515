"""A business day told in a user's words: who came, what the people at the counters did, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import Counter, Day, fold
from frontdesk.domain.discipline import line, next_for
from frontdesk.domain.event_data import as_data, from_data
from frontdesk.domain.policy import CounterPost, Policy, PreferenceGround, Segment, Service, Urgency
from frontdesk.domain.rules import decide
from frontdesk.domain.rules.days import closing, opening
from frontdesk.domain.standards import Standard, Standards
from frontdesk.domain.visit import State, Visit
from frontdesk.errors import FrontdeskError, Refused, UsageError

CODES = {
    *("counter_closed", "counter_busy", "nobody_waiting", "unknown_visit", "wrong_state", "recall_limit"),
    *("undo_dependent", "undo_nothing", "not_allowed", "day_closed", "key_reused", "clock_jump", "intake_stopped"),
    "live_database",
}
"""The stable codes of refusals, as the contract lists them."""

MONDAY = "2026-11-23"
NINE = int(datetime(2026, 11, 23, 9, 0, tzinfo=UTC).timestamp())

HOUSE = Policy(
    services={
        "info": Service("info", "I"),
        "bank": Service("bank", "B"),
        "repair": Service("repair", "R", phases=("welcome", "resolution")),
        "old": Service("old", "O", active=False),
    },
    segments={
        "vip": Segment("vip", rank=1, head_start_s=600),
        "gold": Segment("gold", rank=2, head_start_s=300),
        "regular": Segment("regular", rank=3),
    },
    urgencies={
        "normal": Urgency("normal"),
        "urgent": Urgency("urgent", factor=0.5),
        "emergency": Urgency("emergency", emergency=True),
    },
    preferences={"age80": PreferenceGround("age80", rank=1), "age60": PreferenceGround("age60", rank=2)},
    causes={"courtesy": "Courtesy"},
    counters={"1": CounterPost("1"), "2": CounterPost("2"), "3": CounterPost("3", preferent=True)},
    standards=Standards(
        (
            Standard(wait_s=600, goal=0.8, handling_s=480),
            Standard(wait_s=300, goal=0.9, segment="vip"),
            Standard(wait_s=1200, service="repair"),
            Standard(wait_s=400, segment="vip", service="repair"),
        )
    ),
)
"""Everybody is promised ten minutes, VIPs five, repairs twenty."""


class Story:
    """A day under way: what is done is decided by the rules, written down, and applied; time passes when told to."""

    def __init__(self, policy: Policy = HOUSE, day: str = MONDAY, at: int = NINE, counters: str = "", **house: Any):
        self.policy = replace(policy, **house) if house else policy
        self.now = at
        self.records: list[ev.Recorded] = []
        self.day = Day(day)
        self.write(opening(day, None, None))
        for counter in counters:
            self.open(counter)

    # What happens

    def write(self, events: tuple[ev.Event, ...], actor: str = "", counter: str | None = None) -> None:
        """Put the events of one command down, as they come back from the log, and go on from there."""
        first = len(self.records) + 1
        new = [
            ev.Recorded(first + place, self.now, through_the_log(event), actor, counter, first)
            for place, event in enumerate(events)
        ]
        self.records += new
        if any(isinstance(event, ev.Undone) for event in events):
            self.day = fold(self.day.day, self.records)
        else:
            self.day = self.day.apply_all(new)

    def does(self, command: do.Command) -> tuple[ev.Event, ...]:
        """Carry a command out; Refused or UsageError when the rules say no."""
        events = decide(self.day, command, self.now, self.policy)
        self.write(events, command.actor, command.counter)
        return events

    def refused(self, command: do.Command) -> str:
        """The code with which a command is refused; it has a reason and a remedy, and nothing is changed by it."""
        before = self.day
        with pytest.raises(Refused) as refusal:
            self.does(command)
        assert self.day is before
        assert refusal.value.code in CODES
        assert str(refusal.value.reason)
        assert str(refusal.value.remedy)
        return refusal.value.code

    def wrong(self, command: do.Command) -> str:
        """What is said of a command that names something the house does not know, or something impossible."""
        with pytest.raises(UsageError) as error:
            self.does(command)
        assert str(error.value.reason)
        assert str(error.value.remedy)
        return str(error.value)

    def later(self, *, minutes: int = 0, seconds: int = 0) -> Story:
        self.now += 60 * minutes + seconds
        return self

    # What people do

    def open(self, counter: str, staff: str | None = None, **more: Any) -> None:
        self.does(do.OpenCounter(actor=staff or f"staff-{counter}", counter=counter, **more))

    def comes(self, visit: str, /, *services: str, **more: Any) -> str:
        """Somebody checks in; the first argument is the visit's id. Gives the number."""
        self.does(do.CheckIn(new_visit=visit, services=services or ("info",), actor="ana", **more))
        return self[visit].number

    def call(self, counter: str = "1") -> str:
        """Call the next one; gives who it is."""
        self.does(do.CallNext(counter=counter, actor=f"staff-{counter}"))
        return self.at(counter)

    def serve(self, counter: str = "1") -> str:
        """Call the next one and start serving at once."""
        who = self.call(counter)
        self.does(do.Start(counter=counter, actor=f"staff-{counter}"))
        return who

    def finish(self, counter: str = "1", **more: Any) -> None:
        self.does(do.Finish(counter=counter, actor=f"staff-{counter}", **more))

    def undo(self, counter: str | None = None, visit: str | None = None) -> None:
        self.does(do.Undo(counter=counter, visit=visit, actor="ana"))

    def ends(self) -> Story:
        """The day is over: closed at its end, and the next one opened with those who go on."""
        if not self.day.closed:
            self.write((closing(self.day, self.policy, heads=(), by_hand=False),))
        before = self.day
        next_day = (datetime.fromisoformat(before.day) + timedelta(days=1)).date().isoformat()
        self.records = []
        self.day = Day(next_day)
        self.write(opening(next_day, before, "the seal"))
        return self

    # What one sees

    def __getitem__(self, name: str) -> Visit:
        return self.day.visits[name]

    def state(self, name: str) -> State:
        return self[name].settled(self.now).state

    def at(self, counter: str) -> str:
        found = self.day.counter(counter).visit
        assert found is not None
        return found

    def counter(self, counter: str) -> Counter:
        return self.day.counter(counter)

    def line(self, counter: str | None = None) -> list[str]:
        """Who waits, in calling order."""
        return [visit.id for visit in line(self.day, self.policy, self.now, self._counter(counter))]

    def next(self, counter: str | None = None) -> str:
        found = next_for(self.day, self.policy, self.now, self._counter(counter))
        assert found is not None
        return found.visit.id

    def _counter(self, counter: str | None) -> Counter | None:
        return None if counter is None else self.day.counter(counter)

    def seconds(self, name: str) -> Mapping[str, int]:
        """The seconds that a visit has spent in each state."""
        visit = self[name]
        until = self.now if visit.ended_at is None else visit.ended_at
        return {state.value: visit.seconds_in(state, until) for state in State if state is not State.ENDED}


def through_the_log(event: ev.Event) -> ev.Event:
    """The event as it comes back from the log; it has to be the one that went in."""
    text = json.dumps(as_data(event))
    back = from_data(event.kind, json.loads(text))
    assert back == event
    return back


def note(text: str) -> do.Note:
    return do.Note(text, id=f"n-{text[:4]}", salt="s" * 16)


def why_not(story: Story, command: do.Command) -> FrontdeskError | None:
    """The error that a command would raise."""
    try:
        decide(story.day, command, story.now, story.policy)
    except FrontdeskError as error:
        return error
    return None
