"""The real program in a real terminal: the first paint, keys that move and call, and what it costs at rest."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.bench import customers
from frontdesk.bench.figures import Bar, Measure, Value
from frontdesk.bench.program import Program, house_in
from frontdesk.clock import FixedClock, MachineClock
from frontdesk.config import load
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.bench.figures import Bench
    from frontdesk.bench.places import Place
    from frontdesk.store.engine import Address

WAITING = 200
MANY = 1000
PAINTS = 8
CURSOR_KEYS = 100
CALLS = 40
AT_REST_S = 30.0

DOWN, UP, CALL, START, FINISH = b"\x1b[B", b"\x1b[A", b"n", b"\r", b"f"
_CURSOR = re.compile("▸ *([A-Z]+[0-9]+)".encode())
_CALLED = re.compile(rb"Called ([A-Z]+[0-9]+)")
_SERVING = re.compile(rb"Serving ([A-Z]+[0-9]+)")
_FREE = re.compile(rb"(Free) [0-9]")
_READY = re.compile(rb"(ready)")


def on_screen(place: Place, bench: Bench, tell: Callable[[Sentence], None]) -> Bench:
    """The figures of a run with those of the screen added."""
    if sys.platform == "win32":
        raise UsageError(
            Sentence("--screen needs a pseudo-terminal, which this system does not have."), Sentence("Leave it out.")
        )
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        tell(
            Sentence(
                "Measuring the screen with {n} person waiting …",
                "Measuring the screen with {n} people waiting …",
                n=WAITING,
            )
        )
        config = house_in(Path(folder))
        desk = Program(_busy(place.make("screen"), config, WAITING + CALLS // 2), config)
        measures = [_first_paint(desk), *_keys(desk)]
        values = _at_rest(desk)
        crowd = Program(_busy(place.make("crowd"), config, MANY), config)
        values += _memory(crowd)
        tell(Sentence("Measuring the screen with customers whom the house knows …"))
        measures += customers.measured(place, Path(folder))
    return replace(bench, measures=[*bench.measures, *measures], values=[*bench.values, *values])


def _busy(address: Address, config: Path, waiting: int) -> Address:
    """A morning on which so many are waiting and one counter is open, as a live desk would have written it."""
    clock = FixedClock(int(time.time()) - 1500, MachineClock.origin)
    desk = Desk.at(address, load(config), clock)
    services, segments = ("information", "incidents", "after_sales", "personal"), ("regular", "gold", "regular")
    with desk.together():
        desk.perform(do.OpenCounter(counter="1", actor="Ana"))
        for n in range(waiting):
            clock.at += 1
            desk.perform(do.CheckIn(services=(services[n % 4],), segment=segments[n % 3], actor="Ana"))
    desk.close()
    return address


def _first_paint(program: Program) -> Measure:
    ours, empty = [], []
    for _n in range(PAINTS):
        terminal = program.desk()
        ours.append((terminal.shows(_CURSOR)[0] - terminal.began) * 1000)
        terminal.end()
        terminal = program.empty()
        empty.append((terminal.shows(_READY)[0] - terminal.began) * 1000)
        terminal.end()
    return Measure("first_paint", ours, empty, (Bar("ratio", 3.0),))


def _keys(program: Program) -> list[Measure]:
    terminal = program.desk()
    _at, selected = terminal.shows(_CURSOR)
    terminal.let_run(2)
    cursor, calls = [], []
    for n in range(CURSOR_KEYS):
        sent = terminal.press(DOWN if n % 40 < 20 else UP)
        painted, selected = terminal.shows(_CURSOR, other_than=selected)
        cursor.append((painted - sent) * 1000)
    for _n in range(CALLS):
        sent = terminal.press(CALL)
        painted, _number = terminal.shows(_CALLED)
        calls.append((painted - sent) * 1000)
        terminal.press(START)
        terminal.shows(_SERVING)
        terminal.press(FINISH)
        terminal.shows(_FREE)
    terminal.end()
    return [
        Measure("cursor_key", cursor, bars=(Bar("p95_ms", 15.0),)),
        Measure("call_key", calls, bars=(Bar("p95_ms", 40.0),)),
    ]


def _at_rest(program: Program) -> list[Value]:
    terminal = program.desk()
    terminal.shows(_CURSOR)
    terminal.let_run(3)
    before, began = terminal.cpu_s(), time.perf_counter()
    terminal.let_run(AT_REST_S)
    after, took = terminal.cpu_s(), time.perf_counter() - began
    terminal.end()
    if before is None or after is None:
        return []
    return [Value("idle_cpu", (after - before) / took * 100, "% of a core", Bar("value", 1.0))]


def _memory(program: Program) -> list[Value]:
    terminal = program.desk()
    terminal.shows(_CURSOR)
    terminal.let_run(3)
    held = terminal.memory_mb()
    terminal.end()
    return [] if held is None else [Value("memory", held, "MB", Bar("value", 120.0))]
