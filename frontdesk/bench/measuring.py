"""Measuring: the desk and the bare driver in turns, on databases that stand alike, in one run."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from frontdesk.bench import days, forecasting
from frontdesk.bench.bare import Bare, settings_of
from frontdesk.bench.figures import Bar, Bench, Measure, Value
from frontdesk.bench.opening import open_day, opened_afresh
from frontdesk.bench.past import make_past
from frontdesk.bench.places import machine
from frontdesk.bench.reporting import memory_of_report, report
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence
from frontdesk.store.database import Store
from frontdesk.store.listening import ListeningStore, Said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from frontdesk.bench.places import Place
    from frontdesk.config import Configuration
    from frontdesk.store.engine import Address

ROUNDS = 300
BEFORE = 200
WAITING = 20
BIG_DAY = 2000
BIG_WAITING = 40
OPENINGS = 15
REPORTS = 20
LONGEST_S = 20.0
"""No single measure of reports takes longer than about this."""

ACTS = ("check_in", "call_next", "start", "finish")
MEASURED = ("check_in", "call_next", "finish")
RATIO = Bar("ratio", 4.0)
UNCHANGED = Bar("history_ratio", 1.2)
OPENS_IN = Bar("p50_ms", 150.0)
DAY_IN, MONTH_IN, YEARS_IN = (Bar("p95_ms", most) for most in (100.0, 150.0, 500.0))
MEMORY = Bar("value", 200.0)
MADE_IN = Bar("value", 50.0)
"""Milliseconds for a thousand past visits, roll-ups included: 20,000 a second."""


@dataclass(frozen=True)
class Wanted:
    """What is to be measured: rounds of the acts, and past visits in a second database (0: none)."""

    rounds: int = ROUNDS
    history: int = 0
    big_day: int = BIG_DAY


def measure(place: Place, wanted: Wanted, tell: Callable[[Sentence], None]) -> Bench:
    """Measure everything at a place; ``tell`` hears what is going on."""
    config = days.house()
    tell(Sentence("Preparing a day …"))
    run = _Run(place, config, wanted, tell)
    measures = [*run.acts(), *run.big_day(), forecasting.measured(place.make("forecast"), config)]
    values: list[Value] = []
    if wanted.history:
        measures += run.reports_of_the_past()
        values = run.memory_for_the_past()
    return Bench(
        engine=place.engine,
        version=place.version(),
        machine={**machine(), **place.told(), "settings": run.settings},
        measures=measures,
        values=values,
        history=run.history,
    )


class _Run:
    """One run: the databases that it has made, and what it found out on the way."""

    def __init__(self, place: Place, config: Configuration, wanted: Wanted, tell: Callable[[Sentence], None]) -> None:
        self.settings: dict[str, object] = {}
        self.history: dict[str, Any] = {}
        self._place = place
        self._config = config
        self._wanted = wanted
        self._tell = tell
        self._past_address: Address | None = None
        self._past_days: list[date] = []

    # The acts at the counter

    def acts(self) -> list[Measure]:
        """Check in, call next and finish, without a history and, if there is to be one, with it."""
        plain = self._place.make("plain")
        self._begin_today(plain)
        sides = {"": (self._place.copy("plain", "desk"), self._place.copy("plain", "bare"))}
        if self._wanted.history:
            past = self._make_past()
            self._begin_today(past)
            sides["_with_history"] = (past, self._place.copy("past", "past_bare"))
            self._past_address = past
        script = self._script()
        said = self._overhear(plain, script)
        self._tell(
            Sentence(
                "Measuring {n} round at the counter …", "Measuring {n} rounds at the counter …", n=self._wanted.rounds
            )
        )
        times = self._in_turns(sides, script, said)
        found = []
        for act in MEASURED:
            p50_of_plain = None
            for suffix in sides:
                ours, bare = times[suffix]
                bars = (RATIO,) if not suffix else (RATIO, UNCHANGED)
                one = Measure(
                    act + suffix,
                    ours[act],
                    bare[act],
                    bars if act != "finish" else (),
                    p50_of_plain,
                    _statements(said, act) if not suffix else (),
                )
                p50_of_plain = one.as_data()["p50_ms"]
                found.append(one)
        return found

    def _begin_today(self, address: Address) -> None:
        clock = FixedClock(0)
        desk = Desk.at(address, self._config, clock)
        days.work(desk, clock, days.TODAY, BEFORE, waiting=WAITING)
        desk.close()

    def _script(self) -> list[tuple[str, do.Command]]:
        """Somebody comes, the next one is called, served and done: in every round one of each."""
        script: list[tuple[str, do.Command]] = []
        for n in range(self._wanted.rounds):
            service = days.SERVICES[n % len(days.SERVICES)]
            segment = days.SEGMENTS[n % len(days.SEGMENTS)]
            commands = (
                do.CheckIn(services=(service,), segment=segment, new_visit=f"round-{n:06d}"),
                do.CallNext(),
                do.Start(),
                do.Finish(),
            )
            for act, command in zip(ACTS, commands, strict=True):
                key = f"{(n * 2654435761) % 2**32:08x}-{act}"
                script.append((act, replace(command, actor="clerk 1", counter="1", key=key)))
        return script

    def _clock(self) -> FixedClock:
        return FixedClock(days.opens_at(days.TODAY) + days.LASTS_S + 3600)

    def _overhear(self, address: Address, script: list[tuple[str, do.Command]]) -> list[tuple[str, tuple[Said, ...]]]:
        """What the desk says to the database for each command; it is said again by the bare driver."""
        store = ListeningStore(address)
        clock = self._clock()
        desk = Desk(store, self._config, clock)
        desk.catch_up()
        store.take()
        said = []
        for act, command in script:
            clock.at += 1
            desk.perform(command)
            said.append((act, store.take()))
        if address.is_sqlite:
            self.settings = settings_of(store.connection.connection.driver_connection)
        desk.close()
        return said

    def _in_turns(
        self,
        sides: dict[str, tuple[Address, Address]],
        script: list[tuple[str, do.Command]],
        said: list[tuple[str, tuple[Said, ...]]],
    ) -> dict[str, tuple[dict[str, list[float]], dict[str, list[float]]]]:
        """One command by the desk, the same by the driver, the same on the next database: A B A B."""
        contestants = []
        times: dict[str, tuple[dict[str, list[float]], dict[str, list[float]]]] = {}
        for suffix, (ours, bare) in sides.items():
            clock = self._clock()
            desk = Desk(Store(ours), self._config, clock)
            desk.catch_up()
            times[suffix] = ({act: [] for act in ACTS}, {act: [] for act in ACTS})
            contestants.append((desk, clock, Bare(bare, self.settings), times[suffix]))
        for _desk, _clock, bare_driver, _times in contestants:
            if self.settings:
                assert bare_driver.settings() == self.settings
        with _quiet():
            for (act, command), (_act, statements) in zip(script, said, strict=True):
                for desk, clock, bare_driver, (our_times, bare_times) in contestants:
                    clock.at += 1
                    began = time.perf_counter()
                    desk.perform(command)
                    between = time.perf_counter()
                    bare_driver.do(statements)
                    ended = time.perf_counter()
                    our_times[act].append((between - began) * 1000)
                    bare_times[act].append((ended - between) * 1000)
        for desk, _clock, bare_driver, _times in contestants:
            desk.close()
            bare_driver.close()
        return times

    # A big day

    def big_day(self) -> list[Measure]:
        """Opening a day of many visits, and its summary."""
        self._tell(
            Sentence("Measuring a day of {n} visit …", "Measuring a day of {n} visits …", n=self._wanted.big_day)
        )
        address = self._place.make("big")
        clock = FixedClock(0)
        desk = Desk.at(address, self._config, clock)
        days.work(desk, clock, days.TODAY, self._wanted.big_day - BIG_WAITING, waiting=BIG_WAITING)
        desk.close()
        now = clock.at

        listening = ListeningStore(address)
        listening.take()
        open_day(listening, self._config, now)
        said = listening.take()
        listening.close()

        def bare() -> None:
            driver = Bare(address, self.settings)
            driver.do(said)
            driver.close()

        opened: list[float] = []
        opened_bare: list[float] = []
        for _n in range(OPENINGS):
            opened.append(opened_afresh(address, now))
            opened_bare.append(_took(bare))
        return [
            Measure("open_day", opened, opened_bare, bars=(OPENS_IN,), statements=_sql(said)),
            self._report("report_day", address, now, days.TODAY, days.TODAY),
        ]

    def _report(
        self, name: str, address: Address, now: int, first: date, last: date, bars: tuple[Bar, ...] = (DAY_IN,)
    ) -> Measure:
        def reckon(store: Store) -> None:
            report(store, self._config, now, first, last)

        listening = ListeningStore(address)
        listening.take()
        reckon(listening)
        said = listening.take()
        listening.close()
        store, driver = Store(address), Bare(address, self.settings)
        times = _repeated(lambda: reckon(store), lambda: driver.do(said), REPORTS)
        store.close()
        driver.close()
        return Measure(name, *times, bars=bars, statements=_sql(said))

    # The past

    def _make_past(self) -> Address:
        """Closed days before today, with about so many visits in all."""
        self._tell(Sentence("Making {n} past visit …", "Making {n} past visits …", n=self._wanted.history))
        began = time.perf_counter()
        address = self._place.make("past")
        made, self._past_days = make_past(address, self._config, self._wanted.history)
        took = time.perf_counter() - began
        self.history = {
            "visits": made,
            "days": len(self._past_days),
            "seconds": round(took, 2),
            "visits_per_second": round(made / took),
        }
        return address

    def reports_of_the_past(self) -> list[Measure]:
        """The summary of a day, a month and all years before today."""
        assert self._past_address is not None
        self._tell(
            Sentence("Measuring reports over {n} day …", "Measuring reports over {n} days …", n=self.history["days"])
        )
        past, now = self._past_address, self._clock().at
        first, yesterday = self._past_days[0], self._past_days[-1]
        month = max(first, days.TODAY - timedelta(days=31))
        return [
            self._report("report_day_with_history", past, now, yesterday, yesterday),
            self._report("report_month", past, now, month, yesterday, (MONTH_IN,)),
            self._report("report_years", past, now, first, yesterday, (YEARS_IN,)),
        ]

    def memory_for_the_past(self) -> list[Value]:
        """How long it took to make the past, and how much memory a process takes for the summary of all of it."""
        assert self._past_address is not None
        took = Value("history_made", 1e6 * self.history["seconds"] / self.history["visits"], "ms / 1,000", MADE_IN)
        used = memory_of_report(self._past_address, self._clock().at, self._past_days[0], self._past_days[-1])
        return [took] if used is None else [took, Value("report_years_memory", used, "MB", MEMORY)]


class _quiet:  # noqa: N801 - used like a function
    """No garbage is collected in between that was made before: the desk on the screen does the same."""

    def __enter__(self) -> None:
        gc.collect()
        gc.freeze()

    def __exit__(self, *_: object) -> None:
        gc.unfreeze()


def _repeated(ours: Callable[[], None], bare: Callable[[], None], times: int) -> tuple[list[float], list[float]]:
    """Both in turns, so many times or as often as the patience lasts, but three times at least."""
    our_times: list[float] = []
    bare_times: list[float] = []
    ours()
    bare()
    deadline = time.perf_counter() + LONGEST_S
    while len(our_times) < times and (len(our_times) < 3 or time.perf_counter() < deadline):
        our_times.append(_took(ours))
        bare_times.append(_took(bare))
    return our_times, bare_times


def _took(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _statements(said: list[tuple[str, tuple[Said, ...]]], act: str) -> tuple[str, ...]:
    """What is said for an act, in the order of a usual round: the last of all."""
    return _sql(next(statements for name, statements in reversed(said) if name == act))


def _sql(said: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(" ".join(one.sql.split()) for one in said)
