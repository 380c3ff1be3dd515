"""Opening a demonstration: a database that is thrown away, a morning under way, and perhaps the desk on top of it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from frontdesk.archive import Archive
from frontdesk.clock import FastClock, FixedClock
from frontdesk.config import Configuration
from frontdesk.demo import day_before, names
from frontdesk.demo.colleague import Break, Colleague
from frontdesk.demo.morning import HOUR, LASTS_S, OPENS_AT
from frontdesk.demo.play import Cast, Play
from frontdesk.demo.stage import AtTheDesk
from frontdesk.desk import Desk
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import language
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frontdesk.clock import Clock

SEED = 10562
COUNTERS = 3
YOU = "Ana"
MOST_COUNTERS = 8
LOOK_IN_S = int(2 * HOUR + 41 * 60)
"""So long after opening somebody looks in: a little before eleven, when the rush begins."""

ALL_MINUTES = (LASTS_S + 2 * HOUR) // 60
"""After so many minutes the last one has gone home."""

LOOKS_S = 0.2
"""How often, in real seconds, it is seen whether something is due."""

ORIGIN = FastClock.origin


@dataclass(frozen=True)
class Demonstration:
    """A morning in a database of its own. ``counter`` and ``staff`` are yours; ``begins`` is when the doors open."""

    address: Address
    config: Configuration
    play: Play
    begins: int
    counter: str
    staff: str
    seed: int
    counters: int

    @property
    def looks_in_at(self) -> int:
        """When the desk is opened (UTC seconds)."""
        return self.begins + LOOK_IN_S

    def rehearse(self, until: int) -> None:
        """Let the day before and the morning happen up to an instant, at all counters, yours included."""
        clock = FixedClock(self.begins, ORIGIN)
        desk = Desk.at(self.address, self.config, clock)
        try:
            self._live_through_day_before(desk, clock)
            self.play.rehearse(desk, clock, self.begins, until)
        finally:
            desk.close()

    def _live_through_day_before(self, desk: Desk, clock: FixedClock) -> None:
        today = desk.policy.business_day(self.begins)
        begins = _begins(today - timedelta(days=1), self.config)
        cast = Cast(self.seed + 1, self.counters)
        play = Play(cast, _colleagues(cast, begins, self.counters), begins)
        known = [one for one in cast.expected() if one.known is not None]
        day_before.live_through(desk, clock, play, begins, known, today)

    def leave_counter(self) -> None:
        """From now on your counter is yours alone."""
        self.play.colleagues[:] = [one for one in self.play.colleagues if one.counter != self.counter]


@contextmanager
def demonstration(
    config: Configuration, day: date, *, counters: int = COUNTERS, seed: int = SEED, address: Address | None = None
) -> Iterator[Demonstration]:
    """A morning that has not begun, on a day; its database is gone at the end unless an address is given."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-demo-", ignore_cleanup_errors=True) as folder:
        where = Address.of(str(Path(folder) / "demo.db")) if address is None else address
        create(where)
        house = house_of(config, counters)
        begins = _begins(day, house)
        yield _staffed(where, house, begins, counters, seed)


def house_of(config: Configuration, counters: int) -> Configuration:
    """The built-in house with so many counters, in the zone and with the looks and keys of the configuration."""
    mine = config.as_dict()
    numbered = [{"id": str(n), "label": str(n)} for n in range(1, max(counters, 4) + 1)]
    return Configuration.model_validate(
        {
            "site": {"zone": mine["site"]["zone"], "language": language()},
            "theme": mine.get("theme", {}),
            "keys": mine.get("keys", {}),
            "counters": numbered,
        }
    )


def _begins(day: date, config: Configuration) -> int:
    opens = datetime.combine(day, time.fromisoformat(OPENS_AT), ZoneInfo(config.site.zone))
    return int(opens.timestamp())


def _staffed(address: Address, config: Configuration, begins: int, counters: int, seed: int) -> Demonstration:
    cast = Cast(seed, counters)
    play = Play(cast, _colleagues(cast, begins, counters), begins)
    return Demonstration(address, config, play, begins, str(_yours(counters)), YOU, seed, counters)


def _yours(counters: int) -> int:
    """Yours is the third counter, or the last where there are fewer."""
    return min(COUNTERS, counters)


def _colleagues(cast: Cast, begins: int, counters: int) -> list[Colleague]:
    """Colleagues at counters 1 to N, you among them."""
    yours = _yours(counters)
    colleagues = []
    for n in range(1, counters + 1):
        staff = names.COLLEAGUES[n - 1] if n != yours else YOU
        # One of them has coffee while it still seems quiet; that is when the queue begins to grow.
        coffee = (Break(begins + 2 * HOUR + 1200, begins + 2 * HOUR + 2700),) if n == 2 and n != yours else ()
        colleagues.append(Colleague(staff, str(n), begins + (n - 1) * 240, cast.person_of, coffee))
    return colleagues


# Without a screen


def headless(config: Configuration, day: date, minutes: int, **options: Any) -> dict[str, Any]:
    """So many minutes of the morning, as fast as they can be done, and what came of them, in figures that add up."""
    with demonstration(config, day, **options) as demo:
        until = demo.begins + minutes * 60
        demo.rehearse(until)
        desk = Desk.at(demo.address, demo.config, FixedClock(until, ORIGIN))
        try:
            return _totals(demo, desk, until, minutes)
        finally:
            desk.close()


def _totals(demo: Demonstration, desk: Desk, until: int, minutes: int) -> dict[str, Any]:
    desk.catch_up()
    today = desk.policy.business_day(until)
    summary = Archive(desk).summary(today, today)
    counts = summary.visits
    ended = counts.served + counts.no_show + counts.left + counts.removed + counts.unfinished
    zone = ZoneInfo(demo.config.site.zone)
    live = [] if desk.snapshot.day is None else list(desk.snapshot.day.live.values())
    return {
        "from": datetime.fromtimestamp(demo.begins, zone).isoformat(),
        "to": datetime.fromtimestamp(until, zone).isoformat(),
        "minutes": minutes,
        "counters": sum(1 for one in demo.play.colleagues),
        "commands": demo.play.commands,
        "visits": vars(counts),
        "adds_up": counts.arrived + counts.carried_in == ended + counts.open,
        "open": {state: sum(1 for visit in live if visit.state == state) for state in _OPEN_STATES},
        "wait": {"n": summary.wait.n, "mean_s": summary.wait.mean, "p90_s": summary.wait.p90},
        "complaints": summary.complaints.opened,
    }


_OPEN_STATES = ("waiting", "called", "serving", "held")


# With the desk on top


def with_desk(
    config: Configuration,
    day: date,
    speed: float,
    run_desk: Callable[..., int],
    **options: Any,
) -> int:
    """The morning under way, the desk open on it, time running ``speed`` times as fast; the desk's exit code."""
    with demonstration(config, day, **options) as demo:
        demo.rehearse(demo.looks_in_at)
        demo.leave_counter()
        clock = FastClock(demo.looks_in_at, speed)
        done = Event()
        others = Thread(target=_go_on, args=(demo, clock, done), name="demonstration", daemon=True)
        others.start()
        try:
            return run_desk(demo.address, demo.config, clock, counter=demo.counter, staff=demo.staff)
        finally:
            done.set()
            others.join(timeout=5)


def _go_on(demo: Demonstration, clock: Clock, done: Event) -> None:
    """Let everybody else come and work until the desk is left."""
    desk = Desk.at(demo.address, demo.config, clock)
    stage = AtTheDesk(desk)
    try:
        while not done.wait(LOOKS_S):
            try:
                desk.catch_up()
                while not done.is_set() and demo.play.is_due(stage):
                    demo.play.step(stage)
            except FrontdeskError:
                # The screen says what is wrong with the database; it may be right again in a while.
                done.wait(1)
    finally:
        desk.close()
