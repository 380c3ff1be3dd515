"""What customers are worth, which segments could suit them, and who of them stays away; nothing is changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from frontdesk.domain.attendance import a_year_before, lost
from frontdesk.domain.suggesting import suggestions
from frontdesk.domain.value import valued
from frontdesk.store.clientele import CustomerFiles
from frontdesk.store.driver import Driver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from frontdesk.desk import Desk
    from frontdesk.domain.attendance import Lost
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.suggesting import Suggestion
    from frontdesk.domain.value import Valued


class Clientele:
    """All customers whom the house knows; every method raises StoreError when they cannot be read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def worth(self, discount: Decimal) -> tuple[Valued, Mapping[str, Customer]]:
        """What customers are worth when money loses this share of its value in a year; and who they are, by number."""
        with self._files() as files:
            everyone = files.every()
        return valued(everyone, discount), {one.id: one for one in everyone}

    def suggestions(self) -> list[Suggestion]:
        """Other segments that could suit customers, by their number."""
        with self._files() as files:
            attendance = files.attendance(a_year_before(self.today).isoformat(), self.today.isoformat())
            return suggestions(files.every(), attendance, self._desk.policy, self.today)

    def lost(self, days: int) -> list[Lost]:
        """Known customers who were not seen for so many days, those away longest first."""
        with self._files() as files:
            attendance = files.attendance(a_year_before(self.today).isoformat(), self.today.isoformat())
            return lost(files.every(), attendance, files.open_matters(), self.today, days)

    @contextmanager
    def _files(self) -> Iterator[CustomerFiles]:
        with self._desk.store.reading() as connection:
            yield CustomerFiles(Driver(connection))

    @property
    def today(self) -> date:
        """The business day of the clock."""
        return self._desk.policy.business_day(self._desk.now())
