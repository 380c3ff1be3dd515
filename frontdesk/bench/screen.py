"""The real program in a real terminal: the first paint, keys that move and call, and what it costs at rest."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.bench.figures import Bar, Measure, Value
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
    from frontdesk.bench.terminal import Terminal
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

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""
"""The least that Textual can show: what the first paint is held against."""


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
        config = Path(folder) / "frontdesk.toml"
        # Half a day away from now, so that no day ends while it is measured.
        cutoff = time.strftime("%H:00", time.gmtime(time.time() + 12 * 3600))
        config.write_text(f'[site]\nzone = "UTC"\ncutoff = "{cutoff}"\n', encoding="utf-8")
        desk = _Program(_busy(place.make("screen"), config, WAITING + CALLS // 2), config)
        measures = [_first_paint(desk), *_keys(desk)]
        values = _at_rest(desk)
        crowd = _Program(_busy(place.make("crowd"), config, MANY), config)
        values += _memory(crowd)
    return replace(bench, measures=[*bench.measures, *measures], values=[*bench.values, *values])


class _Program:
    """How the real program is started on a database."""

    def __init__(self, address: Address, config: Path) -> None:
        # Libraries come compiled by pip; where Python is told to keep no bytecode, an editable frontdesk alone would be
        # compiled anew at each start, which happens to no user.
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("FRONTDESK_") and name != "PYTHONDONTWRITEBYTECODE"
        } | {
            "TERM": "xterm-256color",
            "COLORTERM": "",
            "FRONTDESK_LANG": "en",
            "FRONTDESK_DB": address.url,
            "FRONTDESK_CONFIG": str(config),
        }
        self.arguments = [sys.executable, "-m", "frontdesk", "--counter", "1", "--staff", "Ana"]

    def start(self) -> Terminal:
        """A terminal with the program in it."""
        from frontdesk.bench.terminal import Terminal  # noqa: PLC0415 - not on every system

        return Terminal(self.arguments, self.environment)

    def start_empty(self) -> Terminal:
        """A terminal with an empty program of the same library in it."""
        from frontdesk.bench.terminal import Terminal  # noqa: PLC0415 - not on every system

        return Terminal([sys.executable, "-c", EMPTY_APP], self.environment)


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


def _first_paint(program: _Program) -> Measure:
    ours, empty = [], []
    for _n in range(PAINTS):
        terminal = program.start()
        ours.append((terminal.shows(_CURSOR)[0] - terminal.began) * 1000)
        terminal.end()
        terminal = program.start_empty()
        empty.append((terminal.shows(_READY)[0] - terminal.began) * 1000)
        terminal.end()
    return Measure("first_paint", ours, empty, (Bar("ratio", 3.0),))


def _keys(program: _Program) -> list[Measure]:
    terminal = program.start()
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


def _at_rest(program: _Program) -> list[Value]:
    terminal = program.start()
    terminal.shows(_CURSOR)
    terminal.let_run(3)
    before, began = terminal.cpu_s(), time.perf_counter()
    terminal.let_run(AT_REST_S)
    after, took = terminal.cpu_s(), time.perf_counter() - began
    terminal.end()
    if before is None or after is None:
        return []
    return [Value("idle_cpu", (after - before) / took * 100, "% of a core", Bar("value", 1.0))]


def _memory(program: _Program) -> list[Value]:
    terminal = program.start()
    terminal.shows(_CURSOR)
    terminal.let_run(3)
    held = terminal.memory_mb()
    terminal.end()
    return [] if held is None else [Value("memory", held, "MB", Bar("value", 120.0))]
