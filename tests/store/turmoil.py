"""A few busy days in which everything happens that can happen, drawn from a seed: the same on every machine."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from frontdesk.domain import commands as do
from frontdesk.errors import Refused, UsageError
from tests.store.house import DAY, House

SERVICES = ("information", "incidents", "after_sales")
COUNTERS = ("1", "2", "3")
CUSTOMERS = (None, None, "C1", "C2", "C3")


def turmoil(house: House, seed: int, steps: int, *, voices: bool = True) -> int:
    """Let that many things be tried, by two terminals in turn; returns how many were not refused.

    Without ``voices`` nobody says what a database of before 0009 had no room for.
    """
    chance = Random(seed)
    desks = (house.a, house.terminal())
    done = 0
    for step in range(steps):
        house.later(DAY if chance.random() < 0.01 else chance.choice((0, 1, 7, 40, 300)))
        desk = chance.choice(desks)
        desk.catch_up()
        try:
            desk.perform(_something(house, chance, f"key-{step}", voices=voices))
        except (Refused, UsageError):
            continue
        done += 1
    for desk in desks:
        desk.catch_up()
    return done


def _something(house: House, chance: Random, key: str, *, voices: bool) -> do.Command:
    note = house.a.note
    visits = [] if house.a.snapshot.day is None else list(house.a.snapshot.day.visits)
    visit = chance.choice(visits) if visits and chance.random() < 0.3 else None
    counter = chance.choice(COUNTERS)
    at: dict[str, Any] = {"counter": counter, "actor": f"staff{counter}", "key": key}
    said = note("because")
    promise = f"P-2026-{chance.randint(1, 6):04}"
    due = house.a.policy.business_day(house.clock.at) + timedelta(days=chance.choice((0, 1, 3)))
    written = note("something")
    assert written is not None
    kinds: dict[do.Command, float] = {
        do.CheckIn(
            services=tuple(chance.sample(SERVICES, chance.choice((1, 1, 1, 2)))),
            name=note("Ann"),
            customer=CUSTOMERS[house.clock.at % len(CUSTOMERS)],
            key=key,
        ): 30,
        do.CallNext(**at): 25,
        do.Start(**at): 20,
        do.MarkPhase(**at): 10,
        do.Finish(**at, call_next=chance.random() < 0.3): 18,
        do.Recall(**at): 3,
        do.MarkNoShow(**at, visit=visit, reason=said): 3,
        do.MarkLeft(**at, visit=visit): 2,
        do.Remove(**at, visit=visit): 2,
        do.PutBack(**at, visit=visit, reason=said): 3,
        do.Hold(**at, visit=visit, until=house.clock.at + 600, reason=said): 3,
        do.Transfer(**at, service=chance.choice(SERVICES), visit=visit): 4,
        do.AddService(**at, service=chance.choice(SERVICES), visit=visit): 2,
        do.Reclassify(**at, visit=visit, service=chance.choice(SERVICES), reason=said): 2,
        do.CallVisit(**at, visit=visit or "nobody", reason=said): 2,
        do.TakeOverCounter(counter=counter, actor="zoe", key=key): 1,
        do.TakeOverVisit(**at, from_counter=chance.choice(COUNTERS)): 1,
        do.Interrupt(**at, reason=said): 2,
        do.Resume(**at): 2,
        do.AddNote(**at, visit=visit, note=written): 3,
        do.Rate(
            **at,
            visit=visit,
            score=chance.choice((1, 3, 4, 5)),
            factor=chance.choice((None, "courtesy", "access")),
            would_return=chance.choice((None, True, False)) if voices else None,
        ): 6,
        do.NoteExtraStep(**at, visit=visit, note=said): 3 * voices,
        do.CommentStandard(**at, standard="everyone", text=written): 1 * voices,
        do.QuickServe(**at): 3,
        do.OpenCounter(**at): 25,
        do.PauseCounter(**at, reason=said): 1,
        do.ResumeCounter(**at): 1,
        do.CloseCounter(**at): 1,
        do.StopIntake(**at, service="after_sales"): 1,
        do.StartIntake(**at, service="after_sales"): 1,
        do.Undo(**at, visit=visit): 16,
        do.CloseDay(**at): 0.5,
        do.OpenDay(**at): 10,
        do.OpenComplaint(**at, cause="courtesy", text=written, visit=visit): 2,
        do.MakePromise(**at, text=written, due_day=due, visit=visit): 5,
        do.KeepPromise(**at, number=promise): 1,
        do.BreakPromise(**at, number=promise, reason=said): 1,
        do.MovePromise(**at, number=promise, due_day=due + timedelta(days=chance.choice((1, 2))), reason=said): 6,
    }
    return chance.choices(list(kinds), weights=list(kinds.values()))[0]
