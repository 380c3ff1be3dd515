"""What the board shows, reckoned beside the keys and kept up to date: figures, what is wrong, the next half hour."""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.alerts import Alert, alerts
from frontdesk.domain.calibration import Calibration
from frontdesk.domain.counter import CounterState
from frontdesk.domain.playing_forward import forecast
from frontdesk.domain.usual_arrivals import HALF_HOUR_S
from frontdesk.reports.board import Board, board
from frontdesk.reports.running_day import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from frontdesk.desk import Desk
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.day import Day
    from frontdesk.domain.forecast import Forecast
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.usual_arrivals import UsualArrivals
    from frontdesk.tui.program import Program

_log = logging.getLogger("frontdesk")

AT_MOST_EVERY_S = 0.2
"""So long after one reckoning the next one begins at the earliest."""
COMPLAINTS_EVERY, FORECAST_EVERY = 5, 10
"""Every how many seconds complaints are read, and the next half hour is played, where nothing else asks for it."""


class Found(NamedTuple):
    """What a reckoning found: the figures, and what is wrong."""

    board: Board
    alerts: list[Alert]


class Reckoning:
    """The state of the board; ``work`` runs something beside the keys, ``draw`` is told when a part is another one."""

    def __init__(
        self, app: Program, work: Callable[[Coroutine[Any, Any, None]], object], draw: Callable[[], None]
    ) -> None:
        self._app = app
        self._work = work
        self._draw = draw
        self._ledger = Ledger()
        self.board: Board | None = None
        self.alerts: list[Alert] = []
        self.forecast: Forecast | None = None
        self.complaints: tuple[ComplaintRecord, ...] | None = None
        """None until they have been read."""
        self._calibration = Calibration()
        self._usual: tuple[str, UsualArrivals] | None = None
        """Who usually comes on a day, and the day of which it is: it is read once for each."""
        self._busy = self._again = self._reading = self._playing = False
        self._ticks = 0
        self._at_work: frozenset[str] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether nothing is being reckoned, read or played."""
        return not (self._busy or self._reading or self._playing)

    @property
    def complete(self) -> bool:
        """Whether everything has been reckoned once from everything that there is to read."""
        return self.board is not None and self.complaints is not None and not self._again

    def changed(self) -> None:
        """The day is another one; where other counters are open, the next half hour is too."""
        self._read_complaints()
        self._reckon()
        at_work = frozenset(one.id for one in self._app.day.counters.values() if one.state is CounterState.OPEN)
        if at_work != self._at_work:
            self._at_work = at_work
            self._play_forward()

    def tick(self) -> None:
        """A second has passed: every clock, and what time alone brings about."""
        if self._ticks % COMPLAINTS_EVERY == 0:
            self._read_complaints()
        if self._ticks % FORECAST_EVERY == 0:
            self._play_forward()
        self._ticks += 1
        self._reckon()

    def _reckon(self) -> None:
        """Have the figures made anew; asked for meanwhile, they are made once more afterwards."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._work(self._reckoning())

    async def _reckoning(self) -> None:
        try:
            while True:
                self._again = False
                app = self._app
                found = await asyncio.to_thread(
                    _reckoned, app.day, app.policy, app.now(), self.complaints or (), self._ledger
                )
                self.board, self.alerts = found
                self._draw()
                if not self._again:
                    return
                await asyncio.sleep(AT_MOST_EVERY_S)
        except Exception as error:
            self._broken(error)
        finally:
            self._busy = False

    def _read_complaints(self) -> None:
        """Complaints outlive the day: they are read from the database, behind no command that waits for it."""
        app = self._app
        if not self._reading and not app.troubles and not app.waits_for_store:
            self._reading = True
            self._work(self._complaints_read())

    async def _complaints_read(self) -> None:
        try:
            day = self._app.day.day
            found = await self._app.ask(lambda desk: _complaints_of(desk, day))
            if found is not None and tuple(found) != self.complaints:
                self.complaints = tuple(found)
                self._reckon()
        finally:
            self._reading = False

    def _play_forward(self) -> None:
        if not self._playing:
            self._playing = True
            self._work(self._played())

    async def _played(self) -> None:
        try:
            app = self._app
            usual = await self._usual_arrivals()
            self.forecast = await asyncio.to_thread(_played, app.day, app.policy, app.now(), usual, self._calibration)
            self._draw()
        except Exception as error:
            self._broken(error)
        finally:
            self._playing = False

    async def _usual_arrivals(self) -> UsualArrivals | None:
        """Who usually comes on such a day, read behind no command that waits for the database."""
        app, day = self._app, self._app.day.day
        if (self._usual is None or self._usual[0] != day) and not app.troubles and not app.waits_for_store:
            found = await app.ask(lambda desk: _usual_of(desk, day))
            if found is not None:
                self._usual = day, found
        return None if self._usual is None or self._usual[0] != day else self._usual[1]

    def _broken(self, error: Exception) -> None:
        """An error of ours in a reckoning is said; the board goes on with the figures that it has."""
        _log.exception("the board could not be reckoned")
        self._app.say_broken(error)


def _reckoned(day: Day, policy: Policy, now: int, complaints: Sequence[ComplaintRecord], ledger: Ledger) -> Found:
    """The figures and the alerts of an instant."""
    return Found(board(day, policy, now, complaints, ledger), alerts(day, policy, now, complaints=complaints))


def _complaints_of(desk: Desk, day: str) -> list[ComplaintRecord]:
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    return Archive(desk).complaints_of(day)


def _usual_of(desk: Desk, day: str) -> UsualArrivals:
    from frontdesk.archive import Archive  # noqa: PLC0415 - likewise

    return Archive(desk).usual_arrivals(date.fromisoformat(day))


def _played(day: Day, policy: Policy, now: int, usual: UsualArrivals | None, calibration: Calibration) -> Forecast:
    """The next half hour, with those who are to be expected by what is usual."""
    expected: tuple[float, ...] = ()
    if usual is not None:
        recent = sum(now - HALF_HOUR_S < visit.arrived_at <= now for visit in day.visits.values())
        expected = usual.expected(policy.opens_at(date.fromisoformat(day.day)), now, recent)
    return forecast(day, policy, now, expected=expected, calibration=calibration)
