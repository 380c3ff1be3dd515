"""Known customers in the real program: finding one while a name is typed, opening a file, years behind them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from frontdesk.bench import days
from frontdesk.bench.figures import Bar, Measure
from frontdesk.bench.known import people
from frontdesk.bench.past import make_past
from frontdesk.bench.program import Program
from frontdesk.clock import FixedClock
from frontdesk.config import load
from frontdesk.customer_files import candidates
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.store.database import Store
from frontdesk.store.past_customers import know_visitors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from frontdesk.bench.places import Place
    from frontdesk.bench.terminal import Terminal
    from frontdesk.domain.customers import Customer
    from frontdesk.store.engine import Address

CUSTOMERS = 10_000
VISITS = 200_000
SHOWN = 5
"""So many of those who are found stand under the line."""
TYPED = 20
"""So many customers are looked for: some by the name, some by two words of it, some by the telephone."""
OPENED = 40
"""So many files are opened."""

CHECK_IN, SERVICE, NAME, FILE, DOWN, ESCAPE = b"c", b"1", b"/", b"C", b"\x1b[B", b"\x1b"
_CHECKING_IN = re.compile(b"(sue) urgency")
_NAMING = re.compile(b"(Type a part)")
_CURSOR = re.compile("▸ *([A-Z]+[0-9]+)".encode())
_OPEN_FILE = re.compile(rb"(known since)")


def measured(place: Place, folder: Path) -> list[Measure]:
    """The measures of the check-in line that looks for customers, and of a file that is opened."""
    config = folder / "customers.toml"
    config.write_text('[site]\nzone = "UTC"\ncutoff = "04:00"\n', encoding="utf-8")
    known = people(CUSTOMERS)
    address = place.make("customers")
    make_past(address, days.house(), VISITS)
    store = Store(address)
    know_visitors(store, known)
    searches = [list(_told_apart(store, text)) for text in _texts(known)]
    store.close()
    now = days.opens_at(days.TODAY) + 3600
    here = known[7 :: len(known) // OPENED][:OPENED]
    _come(address, config, now, here)
    terminal = Program(address, config, datetime.fromtimestamp(now, UTC)).desk()
    terminal.shows(_CURSOR)
    terminal.let_run(2)
    found = [one for search in searches for one in _find(terminal, search)]
    opened = list(_open(terminal, here))
    terminal.end()
    return [
        Measure("customer_find_key", found, bars=(Bar("p95_ms", 50.0),)),
        Measure("customer_file", opened, bars=(Bar("p95_ms", 100.0),)),
    ]


def _texts(known: Sequence[Customer]) -> list[str]:
    """What is typed, without accents: as a person types who has six others before them."""
    some = known[:: len(known) // TYPED][:TYPED]
    texts = []
    for n, one in enumerate(some):
        words = one.name.lower().split()
        texts.append((one.phone or "", f"{words[1][:4]} {words[0]}", " ".join(words))[n % 3])
    return texts


def _told_apart(store: Store, text: str) -> Iterator[tuple[str, str | None]]:
    """Each letter with a customer's number that stands on the screen after it and did not before; None for none."""
    before: set[str] = set()
    for length in range(1, len(text) + 1):
        found = [one.customer.id for one in candidates(store, text[:length], SHOWN)]
        yield text[length - 1], next((one for one in found if one not in before), None)
        before = set(found)


def _come(address: Address, config: Path, now: int, customers: Sequence[Customer]) -> None:
    desk = Desk.at(address, load(config), FixedClock(now))
    with desk.together():
        desk.perform(do.OpenCounter(counter="1", actor="Ana"))
        for one in customers:
            desk.perform(do.CheckIn(services=("information",), customer=one.id, actor="Ana"))
    desk.close()


def _find(terminal: Terminal, search: Sequence[tuple[str, str | None]]) -> Iterator[float]:
    """Milliseconds from each letter to the paint of those whom it has found."""
    terminal.press(CHECK_IN)
    terminal.shows(_CHECKING_IN)
    terminal.press(SERVICE + NAME)
    terminal.shows(_NAMING)
    for letter, number in search:
        sent = terminal.press(letter.encode())
        if number is not None:
            painted, _number = terminal.shows(re.compile(f"({number})".encode()))
            yield (painted - sent) * 1000
    terminal.press(ESCAPE)
    terminal.shows(_CHECKING_IN)
    terminal.press(ESCAPE)
    terminal.shows(_CURSOR)


def _open(terminal: Terminal, here: Sequence[Customer]) -> Iterator[float]:
    """Milliseconds from the key to the file of a customer whom the cursor has only just reached."""
    for place in range(len(here) - 1):
        sent = terminal.press(DOWN + FILE)
        painted, _found = terminal.shows(_OPEN_FILE)
        if place:  # the first one also imports what reports are made with, once for each program
            yield (painted - sent) * 1000
        terminal.press(ESCAPE)
        terminal.shows(_CURSOR)
