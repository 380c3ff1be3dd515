"""Days for a measurement: people who come, are called and served, one after the other, the same in every run."""

from __future__ import annotations

import heapq
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from frontdesk.config import Configuration
from frontdesk.domain import commands as do

if TYPE_CHECKING:
    from frontdesk.clock import FixedClock
    from frontdesk.desk import Desk

TODAY = date(2026, 11, 20)
COUNTERS = 8
LASTS_S = 9 * 3600
AT_ONCE = 2000

SERVICES = ("information", "information", "incidents", "after_sales", "personal")
SEGMENTS = ("regular", "regular", "regular", "gold", "vip", "internal")


def house() -> Configuration:
    """The built-in house with more counters, in UTC, so that every day is as long as the others."""
    counters = [{"id": str(n), "label": str(n)} for n in range(1, COUNTERS + 1)]
    return Configuration.model_validate({"site": {"zone": "UTC", "cutoff": "04:00"}, "counters": counters})


def opens_at(day: date) -> int:
    """Eight in the morning (UTC seconds)."""
    return int(datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo("UTC")).timestamp())


def work(
    desk: Desk,
    clock: FixedClock,
    day: date,
    visits: int,
    *,
    waiting: int = 0,
    mark: str = "",
    busy: float = 0.8,
    leaving: float = 0.07,
) -> None:
    """A day on which so many come and are served or leave; ``waiting`` more come at the end and stay.

    ``mark`` stands in every id and key; ``busy`` is the share of the day that the counters have to do, ``leaving``
    that of those who leave.
    """
    _Day(desk, clock, opens_at(day), visits, mark, busy, leaving).happen(waiting)


class _Day:
    def __init__(
        self, desk: Desk, clock: FixedClock, begins: int, visits: int, mark: str, busy: float, leaving: float
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._begins = begins
        self._visits = visits
        self._mark = mark
        self._busy = busy
        self._leaving = leaving
        self._gap = LASTS_S / max(visits, 1)
        self._commands = 0
        self._due: list[tuple[int, int, str, Any]] = []
        self._place = count()
        self._idle: list[str] = []
        self._here = 0

    def happen(self, waiting: int) -> None:
        for n in range(1, COUNTERS + 1):
            self._then(self._begins, "opens", str(n))
        for n in range(self._visits):
            self._then(self._begins + int(n * self._gap), "comes", n)
        while self._due:
            with self._desk.together():
                for _n in range(min(AT_ONCE, len(self._due))):
                    at, _place, what, which = heapq.heappop(self._due)
                    self._clock.at = max(self._clock.at, at)
                    getattr(self, f"_{what}")(which)
        with self._desk.together():
            for n in range(waiting):
                self._clock.at += 5
                self._check_in(self._visits + n)

    def _then(self, at: int, what: str, which: Any) -> None:
        heapq.heappush(self._due, (at, next(self._place), what, which))

    def _do(self, command: do.Command) -> dict[str, Any]:
        self._commands += 1
        return self._desk.perform(replace(command, actor=f"clerk {command.counter}", key=self._key(self._commands)))

    def _key(self, n: int) -> str:
        return blake2b(f"{self._begins}/{n}".encode(), digest_size=12).hexdigest() + self._mark

    def _opens(self, counter: str) -> None:
        self._do(do.OpenCounter(counter=counter))
        self._then(self._clock.at + 1, "free", counter)

    def _comes(self, n: int) -> None:
        self._check_in(n)
        self._here += 1
        if self._idle:
            self._then(self._clock.at + 3, "free", self._idle.pop(0))

    def _check_in(self, n: int) -> None:
        self._do(
            do.CheckIn(
                services=(SERVICES[n % len(SERVICES)],),
                segment=SEGMENTS[n % len(SEGMENTS)],
                new_visit=f"v{self._mark}-{n:05d}",
                counter="1",
            )
        )

    def _free(self, counter: str) -> None:
        if not self._here:
            self._idle.append(counter)
            return
        called = self._do(do.CallNext(counter=counter))
        self._here -= 1
        chance = Random(called["visit"])
        if chance.random() < self._leaving:
            self._do(do.MarkLeft(visit=called["visit"]))
            self._then(self._clock.at + 2, "free", counter)
        else:
            self._then(self._clock.at + chance.randint(2, 20), "starts", (counter, chance))

    def _starts(self, which: tuple[str, Random]) -> None:
        counter, chance = which
        self._do(do.Start(counter=counter))
        length = chance.expovariate(1 / (self._gap * COUNTERS * self._busy)) + 5
        marks = 3 if chance.random() < 0.3 else 0
        for n in range(marks):
            self._then(self._clock.at + int(length * (n + 1) / 4), "marks", counter)
        self._then(self._clock.at + int(length) + 1, "finishes", counter)

    def _marks(self, counter: str) -> None:
        self._do(do.MarkPhase(counter=counter))

    def _finishes(self, counter: str) -> None:
        self._do(do.Finish(counter=counter))
        self._then(self._clock.at + 8, "free", counter)
