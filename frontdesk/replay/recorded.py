"""A recorded history told again: each row of a visit log, at its own instants, through the same door as everything.

First the whole log is put in order and held against itself, so that a row that contradicts another one is told apart
before anything is written; then the commands are performed, many in one transaction.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock, MachineClock
from frontdesk.csv_rows import BadRow
from frontdesk.desk import Desk
from frontdesk.errors import Refused
from frontdesk.i18n import Sentence
from frontdesk.replay.listening import Listener
from frontdesk.replay.performing import Run
from frontdesk.replay.plan import Added, Past, Plan
from frontdesk.replay.remembering import Remembered, remembered
from frontdesk.store.database import Store
from frontdesk.store.migrations import create
from frontdesk.visit_log import read_visit_log

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.config import Configuration
    from frontdesk.store.engine import Address

ORIGIN = "replay"
SHOWN_BAD_ROWS = 20


@dataclass(frozen=True)
class Replayed:
    """What a replay did. ``bad_rows`` are the first of those that could not be told, in the order of the file."""

    rows: int
    done: int
    bad: int
    commands: int
    seconds: float
    cut_fractions: int = 0
    added: Added = field(default_factory=Added)
    bad_rows: tuple[BadRow, ...] = ()
    remembered: Remembered | None = None

    def as_data(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "rows": self.rows,
            "done": self.done,
            "bad": self.bad,
            "commands": self.commands,
            "seconds": round(self.seconds, 3),
            "rows_per_second": round(self.done / self.seconds) if self.seconds > 0 else None,
            "cut_fractions": self.cut_fractions,
            "added": {kind: list(ids) for kind, ids in vars(self.added).items()},
            "bad_rows": [{"line": row.line, "reason": str(row.reason)} for row in self.bad_rows],
            **({} if self.remembered is None else self.remembered.as_data()),
        }


def replay_recorded(
    path: Path,
    address: Address,
    config: Configuration,
    *,
    limit: int | None = None,
    estimates: bool = False,
    listener: Listener | None = None,
) -> Replayed:
    """Tell the first ``limit`` rows of a visit log again, or all, in a database that is new, empty or a replay's.

    With ``estimates`` what the desk foretold is held against what came. Bad rows are counted and stop nothing.

    Raises UsageError for a file that is no visit log, Refused (``live_database``) for a database in which people
    worked, StoreError for one that cannot be used.
    """
    listener = Listener() if listener is None else listener
    began = time.monotonic()
    log = read_visit_log(path, limit)
    create(address)
    store = Store(address)
    try:
        _require_own(store)
        past = _past(store, config)
        plan = Plan(config.policy(), past)
        for row in log.rows:
            plan.take(row)
        steps = plan.steps()
        listener.added(plan.added)
        desk = Desk(store, config, FixedClock(0, ORIGIN), plan.policy())
        run = Run(desk, listener)
        run.perform(steps)
        found = remembered(store, desk.policy, {row.visit for row in log.rows}) if estimates else None
    finally:
        store.close()
    bad = sorted([*log.bad, *plan.bad, *run.bad], key=lambda row: row.line)
    rows = len(log.rows) + len(log.bad)
    return Replayed(
        rows=rows,
        done=rows - len(bad),
        bad=len(bad),
        commands=run.commands,
        seconds=time.monotonic() - began,
        cut_fractions=log.cut_fractions,
        added=plan.added,
        bad_rows=tuple(bad[:SHOWN_BAD_ROWS]),
        remembered=found,
    )


def _require_own(store: Store) -> None:
    if store.origin() == MachineClock.origin:
        raise Refused(
            "live_database",
            Sentence("{address} is a live database.", address=store.address.shown),
            Sentence("Replays and fixed clocks need one of their own: name a new file with --db."),
        )


def _past(store: Store, config: Configuration) -> Past:
    desk = Desk(store, config, FixedClock(0, ORIGIN))
    desk.catch_up()
    if desk.snapshot.day is None:
        return Past()
    visits, _phases = Archive(desk).visit_rows(date(1970, 1, 1), date(9999, 12, 31))
    return Past(desk.snapshot.day.at, frozenset(visit.id for visit in visits))
