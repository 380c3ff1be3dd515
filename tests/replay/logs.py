"""Visit logs for the tests: written, told again, and read back from the database."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock
from frontdesk.config import load
from frontdesk.desk import Desk
from frontdesk.replay import ORIGIN, Listener, Replayed, replay_recorded
from frontdesk.reports.visit_log import write_visit_log
from frontdesk.store.engine import Address
from frontdesk.visit_log import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from frontdesk.config import Configuration
    from frontdesk.replay import Added

HEADER = ",".join(COLUMNS)
INSTANTS = ("arrived_at", "called_at", "started_at", "ended_at")
EVER = (date(1999, 1, 1), date(2029, 12, 31))

SERVED = {
    "visit": "v1",
    "arrived_at": "2026-11-20T09:00:00-05:00",
    "segment": "regular",
    "urgency": "normal",
    "service": "information",
    "called_at": "2026-11-20T09:04:00-05:00",
    "started_at": "2026-11-20T09:04:30-05:00",
    "ended_at": "2026-11-20T09:10:00-05:00",
    "outcome": "served",
    "counter": "1",
    "staff": "ana",
}


def row(**changes: str) -> str:
    """A line of a log: a visit that was served, with some fields of its own."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([(SERVED | changes)[column] for column in COLUMNS])
    return line.getvalue()


def write(folder: Path, lines: Iterable[str]) -> Path:
    """A log with these rows under the header."""
    path = folder / "log.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8", newline="")
    return path


def a_house(folder: Path, *, zone: str = "America/Lima", cutoff: str = "04:00", more: str = "") -> Configuration:
    """A house with one promise, of a minute, to everyone."""
    path = folder / "house.toml"
    path.write_text(
        f'[site]\nzone = "{zone}"\ncutoff = "{cutoff}"\n{more}\n[[standards]]\nwait = "60s"\n', encoding="utf-8"
    )
    return load(path)


def database(folder: Path) -> Address:
    """Where the log is told again."""
    return Address.of(str(folder / "replayed.db"))


class Heard(Listener):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.kinds: Added | None = None
        self.steps: list[tuple[int, int]] = []

    def added(self, added: Added) -> None:
        self.kinds = added

    def progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))


def told(folder: Path, lines: Iterable[str], **house: Any) -> Replayed:
    """The log with these rows, told again in a new database."""
    return replay_recorded(write(folder, lines), database(folder), a_house(folder, **house))


def the_desk(address: Address, config: Configuration) -> Desk:
    """A desk on what was told again."""
    return Desk.at(address, config, FixedClock(0, ORIGIN))


def visits_of(address: Address, config: Configuration) -> str:
    """The visit log that the database gives back."""
    desk = the_desk(address, config)
    try:
        visits, phases = Archive(desk).visit_rows(*EVER)
        file = io.StringIO(newline="")
        write_visit_log(file, visits, phases, zone=config.site.zone, at=desk.now())
        return file.getvalue()
    finally:
        desk.close()


def comparable(text: str) -> dict[str, Mapping[str, object]]:
    """The rows of a log by the id of their visit, with instants as instants."""
    found: dict[str, Mapping[str, object]] = {}
    for one in csv.DictReader(io.StringIO(text, newline="")):
        values: dict[str, object] = {column: one[column] for column in COLUMNS}
        for column in INSTANTS:
            values[column] = datetime.fromisoformat(one[column]).timestamp() if one[column] else None
        assert one["visit"] not in found
        found[one["visit"]] = values
    return found
