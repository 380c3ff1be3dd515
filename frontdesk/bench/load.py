"""Four desks and two boards on one database, forty visits a minute: is everything shown everywhere, and how soon.

Each visit is checked in, called, served and finished by keys at one of the desks. What a key does is waited for at its
own desk and looked for at all the others: every board and every other desk must show it.
"""

from __future__ import annotations

import os
import re
import select
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.bench.figures import Bar, Measure, Value
from frontdesk.bench.painted import not_shown, plain
from frontdesk.bench.program import Program, house_in
from frontdesk.clock import FixedClock, MachineClock
from frontdesk.config import load
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.bench.figures import Bench
    from frontdesk.bench.places import Place
    from frontdesk.bench.terminal import Terminal
    from frontdesk.store.engine import Address

COUNTERS = ("1", "2", "3", "4")
BOARDS = 2
VISITS_A_MINUTE = 40
WAITING = 8
SETTLING_S = 5.0
AT_LAST_S = 2.0
"""Time for the last steps to be shown."""
TOO_LONG_S = 2.5
"""What is not shown by then is missed."""
STARTS_S = 20.0
BETWEEN_KEYS_S = 0.15
"""A quick hand."""
AFTER_COUNTING_S = 0.3
"""Had somebody come and the next one been called between two looks, the others would rightly show no change."""
_NUMBER = rb"[A-Z]+[0-9]+"


class _Shown(NamedTuple):
    """What is to be seen somewhere, since an instant (seconds)."""

    pattern: re.Pattern[bytes]
    since: float


class _Watch:
    """All that the terminals paint, with the instant of each piece; a thread of its own reads it."""

    def __init__(self, terminals: Sequence[Terminal]) -> None:
        self._pieces: dict[int, list[tuple[float, bytes]]] = {one.descriptor: [] for one in terminals}
        self._more = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while not self._over:
            ready, _, _ = select.select(list(self._pieces), [], [], 0.2)
            found = []
            for descriptor in ready:
                try:
                    found.append((descriptor, os.read(descriptor, 1 << 16)))
                except OSError:  # the program has ended
                    self._over = True
            at = time.perf_counter()
            with self._more:
                for descriptor, piece in found:
                    self._pieces[descriptor].append((at, piece))
                self._more.notify_all()

    def end(self) -> None:
        """Read no more."""
        self._over = True
        self._thread.join()

    def first(self, terminal: Terminal, shown: _Shown, wait_s: float = 0.0) -> tuple[float, re.Match[bytes]] | None:
        """When something was first to be seen; waited for so long, None if it was not."""
        until = time.perf_counter() + wait_s
        while True:
            with self._more:
                found = self._find(terminal, shown, wait_s or TOO_LONG_S)
                if found is not None:
                    return found
                left = until - time.perf_counter()
                if left <= 0:
                    return None
                self._more.wait(left)

    def _find(self, terminal: Terminal, shown: _Shown, within_s: float) -> tuple[float, re.Match[bytes]] | None:
        painted = b""
        pieces = self._pieces[terminal.descriptor]
        for at, piece in islice(pieces, bisect_left(pieces, (shown.since,)), None):
            if at > shown.since + within_s:
                break
            painted += piece
            found = shown.pattern.search(plain(painted))
            if found is not None:
                return at, found
        return None


class _Step(NamedTuple):
    """A step that a key took at a desk: what the other desks and the boards must show of it (None: nothing).

    ``about`` is the counter it changed, or the number of those who wait (None).
    """

    desk: int
    at: float
    about: int | None
    at_desks: re.Pattern[bytes] | None
    at_boards: re.Pattern[bytes]


def under_load(place: Place, bench: Bench, visits: int, tell: Callable[[Sentence], None]) -> Bench:
    """The figures of a run with those of the load added.

    ``load_key`` is the time from a key to what it paints at its own desk, ``load_board`` and ``load_desk`` until a
    board and another desk show it; ``load_missed`` is how often one of them did not.
    """
    if sys.platform == "win32":
        raise UsageError(
            Sentence("--load needs pseudo-terminals, which this system does not have."), Sentence("Leave it out.")
        )
    tell(
        Sentence(
            "Four desks and two boards on one database, {n} visit …",
            "Four desks and two boards on one database, {n} visits …",
            n=visits,
        )
    )
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        config = house_in(Path(folder))
        program = Program(_morning(place.make("load"), config), config)
        terminals = [program.desk(counter, f"Person {counter}") for counter in COUNTERS]
        terminals += [program.board() for _ in range(BOARDS)]
        try:
            run = _Run(terminals, visits)
            measures, values = run.measured()
        finally:
            for terminal in terminals:
                terminal.end()
    return replace(bench, measures=[*bench.measures, *measures], values=[*bench.values, *values])


def _morning(address: Address, config: Path) -> Address:
    """All counters open, and a few people who wait."""
    clock = FixedClock(int(time.time()) - 60, MachineClock.origin)
    desk = Desk.at(address, load(config), clock)
    with desk.together():
        for counter in COUNTERS:
            desk.perform(do.OpenCounter(counter=counter, actor=f"Person {counter}"))
        for _ in range(WAITING):
            desk.perform(do.CheckIn(services=("incidents",), actor="Person 1"))
    desk.close()
    return address


class _Run:
    """The hands at four desks."""

    def __init__(self, terminals: Sequence[Terminal], visits: int) -> None:
        self._desks, self._boards = terminals[: len(COUNTERS)], terminals[len(COUNTERS) :]
        self._all = terminals
        self._visits = visits
        self._watch = _Watch(terminals)
        self._keys: list[float] = []
        self._steps: list[_Step] = []
        self._called: list[bytes] = []
        self._waiting = WAITING
        self._serving: dict[int, bytes] = {}

    def measured(self) -> tuple[list[Measure], list[Value]]:
        """Do it all, and say what came of it."""
        for terminal in self._all:
            self._expect(terminal, _Shown(re.compile(rb"Waiting"), terminal.began), STARTS_S)
        time.sleep(SETTLING_S)
        before, began = [one.cpu_s() for one in self._all], time.perf_counter()
        every_s = 60 / VISITS_A_MINUTE
        for n in range(self._visits):
            time.sleep(max(0.0, began + n * every_s - time.perf_counter()))
            self._one_visit(n % len(COUNTERS))
        time.sleep(max(0.0, began + self._visits * every_s - time.perf_counter()))
        after, took = [one.cpu_s() for one in self._all], time.perf_counter() - began
        time.sleep(AT_LAST_S)
        self._watch.end()
        of_boards, of_desks = self._seen()
        late = [one for one in (*of_boards, *of_desks) if one is None]
        used = [
            (end - start) / took * 100
            for start, end in zip(before, after, strict=True)
            if start is not None and end is not None
        ]
        measures = [
            Measure("load_key", self._keys, bars=(Bar("p95_ms", 20.0),)),
            Measure("load_board", [one for one in of_boards if one is not None], bars=(Bar("max_ms", 500.0),)),
            Measure("load_desk", [one for one in of_desks if one is not None], bars=(Bar("max_ms", 500.0),)),
        ]
        values = [
            Value("load_missed", len(late), f"of {len(of_boards) + len(of_desks)}", Bar("value", 0)),
            Value("load_called_twice", len(self._called) - len(set(self._called)), "", Bar("value", 0)),
        ]
        if used:
            values += [
                Value("load_desk_cpu", max(used[: len(COUNTERS)]), "% of a core", Bar("value", 5.0)),
                Value("load_board_cpu", max(used[len(COUNTERS) :]), "% of a core", Bar("value", 5.0)),
            ]
        return measures, values

    # One visit

    def _one_visit(self, desk: int) -> None:
        self._finish(desk)
        self._check_in(desk)
        self._call(desk)

    def _finish(self, desk: int) -> None:
        number = self._serving.pop(desk, None)
        if number is not None:
            at, _found = self._press(desk, b"f", rb"Free [0-9]")
            row = rf" {COUNTERS[desk]} +Person {COUNTERS[desk]} +free ".encode()
            self._steps.append(_Step(desk, at, desk, None, re.compile(row)))

    def _check_in(self, desk: int) -> None:
        self._press(desk, b"c", rb"Check in")
        self._press(desk, b"2", rb"Check in +Incidents")
        self._waiting += 1
        at, _found = self._press(desk, b"\r", rf"Waiting {self._waiting} ".encode())
        self._counted(desk, at)

    def _call(self, desk: int) -> None:
        self._waiting -= 1
        at, found = self._press(desk, b"n", rb"Called (" + _NUMBER + rb")")
        number = found[1]
        self._called.append(number)
        self._counted(desk, at)
        self._steps.append(_Step(desk, at, desk, None, re.compile(rb"calling " + number + rb" ")))
        at, _found = self._press(desk, b"\r", rb"Serving " + number)
        self._serving[desk] = number
        self._steps.append(_Step(desk, at, desk, None, re.compile(rb"serving " + number + rb" ")))

    def _counted(self, desk: int, at: float) -> None:
        title = re.compile(rf"Waiting {self._waiting} ".encode())
        tile = re.compile(rf"│ {self._waiting} +││".encode())
        self._steps.append(_Step(desk, at, None, title, tile))
        time.sleep(AFTER_COUNTING_S - BETWEEN_KEYS_S)

    def _press(self, desk: int, key: bytes, pattern: bytes) -> tuple[float, re.Match[bytes]]:
        """Press a key, wait for what it does, and rest."""
        terminal = self._desks[desk]
        at = time.perf_counter()
        os.write(terminal.descriptor, key)
        painted, found = self._expect(terminal, _Shown(re.compile(pattern), at))
        self._keys.append((painted - at) * 1000)
        time.sleep(BETWEEN_KEYS_S)
        return at, found

    def _expect(self, terminal: Terminal, shown: _Shown, within_s: float = TOO_LONG_S) -> tuple[float, re.Match[bytes]]:
        found = self._watch.first(terminal, shown, within_s)
        if found is None:
            raise not_shown(shown.pattern, within_s)
        return found

    # What the others saw

    def _seen(self) -> tuple[list[float | None], list[float | None]]:
        """How long (ms) each board and each other desk took for each step; None where it did not show it."""
        of_boards: list[float | None] = []
        of_desks: list[float | None] = []
        for n, step in enumerate(self._steps):
            # Two quick steps may be painted as one: then the second shows what came of both.
            following = next((one for one in self._steps[n + 1 :] if one.about == step.about), None)
            of_boards += [self._took(board, step, following, step.at_boards) for board in self._boards]
            if step.at_desks is not None:
                others = (desk for n, desk in enumerate(self._desks) if n != step.desk)
                of_desks += [self._took(desk, step, following, step.at_desks) for desk in others]
        return of_boards, of_desks

    def _took(
        self, terminal: Terminal, step: _Step, following: _Step | None, pattern: re.Pattern[bytes]
    ) -> float | None:
        shown = [_Shown(pattern, step.at)]
        if following is not None:
            later = following.at_desks if pattern is step.at_desks else following.at_boards
            shown.append(_Shown(later or pattern, following.at))
        found = [one[0] for one in (self._watch.first(terminal, each) for each in shown) if one is not None]
        return (min(found) - step.at) * 1000 if found else None
