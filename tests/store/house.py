"""A house with a database, for the store's tests: its terminals, its clock, and its tables seen from outside."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from frontdesk.clock import Clock, FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.domain.answers import Answer
from frontdesk.domain.day import Day
from frontdesk.store import schema
from frontdesk.store.database import Store
from frontdesk.store.engine import Address

NINE = int(datetime(2026, 11, 23, 9, 0, tzinfo=UTC).timestamp())
HOUR, DAY = 3600, 86400


def configuration(**queue: Any) -> Configuration:
    """A house in UTC, whose day ends at four in the morning."""
    return Configuration.model_validate({"site": {"zone": "UTC", "cutoff": "04:00"}, "queue": queue})


class House:
    """One database, one clock, and any number of terminals (``a`` is there from the start)."""

    def __init__(self, address: Address, **queue: Any) -> None:
        self.address = address
        self.config = configuration(**queue)
        self.clock = FixedClock(NINE)
        self._terminals: list[Desk] = []
        self.a = self.terminal()

    def terminal(self, clock: Clock | None = None) -> Desk:
        """One more terminal; with a clock of its own, if one is given."""
        desk = Desk(Store(self.address), self.config, self.clock if clock is None else clock)
        self._terminals.append(desk)
        return desk

    def close(self) -> None:
        """Switch everything off."""
        for desk in self._terminals:
            desk.close()

    def later(self, seconds: int) -> None:
        """Time passes."""
        self.clock.at += seconds

    # What people do

    def check_in(self, name: str | None = None, *, service: str = "information", **more: Any) -> Answer:
        """Somebody comes in."""
        return self.a.perform(do.CheckIn(services=(service,), name=self.a.note(name), actor="ana", **more))

    def open(self, *counters: str) -> None:
        """Ana opens counters."""
        for counter in counters:
            self.a.perform(do.OpenCounter(counter=counter, actor="ana"))

    def serve(self, counter: str = "1", seconds: int = 60) -> Answer:
        """The next one is called, served and done."""
        called = self.a.perform(do.CallNext(counter=counter, actor="ana"))
        self.a.perform(do.Start(counter=counter, actor="ana"))
        self.later(seconds)
        self.a.perform(do.Finish(counter=counter, actor="ana"))
        return called

    # What is seen

    @property
    def day(self) -> Day:
        """The day as the first terminal sees it."""
        day = self.a.snapshot.day
        assert day is not None
        return day

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table, by their primary key."""
        found = schema.metadata.tables[table]
        with self.a.store.reading() as connection:
            rows = connection.execute(found.select().order_by(*found.primary_key))
            return [dict(row._mapping) for row in rows]

    def read_tables(self) -> dict[str, list[dict[str, Any]]]:
        """All that was made from the log."""
        return {table.name: self.rows(table.name) for table in schema.READ_TABLES}

    def change(self, sql: str, **values: Any) -> int:
        """Somebody changes the database behind frontdesk's back; how many rows that changed."""
        connection = self.a.store.connection
        done = connection.execute(text(sql), values)
        return int(done.rowcount)
