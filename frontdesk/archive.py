"""What the log has become: the summary of days, the visit log, complaints, a visit's story. It changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk import complaints_told, promises_told
from frontdesk.complaints_told import told_complaints
from frontdesk.domain.complaints import ToldComplaint
from frontdesk.domain.customer_file import CustomerFile
from frontdesk.domain.note import note_id
from frontdesk.domain.promises import ToldPromise
from frontdesk.domain.story import StoryLine, Teller, story
from frontdesk.domain.usual_arrivals import UsualArrivals
from frontdesk.newest_day import current_day
from frontdesk.periods import Periods, clock_of_day
from frontdesk.promises_told import told_promises
from frontdesk.reports.complaint_figures import complaint_figures
from frontdesk.reports.importance import importance
from frontdesk.reports.model import Summary
from frontdesk.reports.period import Period
from frontdesk.reports.satisfaction import answers_by_factor
from frontdesk.reports.standards_review import Comment, review
from frontdesk.reports.sums.measures import answer_sums_of
from frontdesk.store import customers, history
from frontdesk.store.driver import Driver
from frontdesk.store.former_customers import known_before_of
from frontdesk.store.log import day_stream
from frontdesk.store.range_sums import answer_sums
from frontdesk.summaries import Summaries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from frontdesk.desk import Desk
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
    from frontdesk.reports.standards_review import Review
    from frontdesk.store.log import DayRow


ENOUGH_ALIKE, MOST_ALIKE = 2, 8
"""From so many same weekdays on they tell what is usual; so many of them are asked."""


class Archive:
    """The history of a desk's site. Days are business days; every method raises StoreError when it cannot be read."""

    def __init__(self, desk: Desk, now: int | None = None) -> None:
        """``now`` (UTC seconds) is the instant that everything is told of; without it, that of each question."""
        self._desk = desk
        self._site = desk.policy.site
        self._at = now
        self._periods = Periods(desk.store, desk.policy, desk.config.site.name)
        self._summaries = Summaries(desk.store, desk.config, desk.policy)

    def days(self) -> list[DayRow]:
        """Every business day that was opened, oldest first."""
        return self._desk.store.days(self._site)

    def current_day(self) -> date:
        """The day that runs: the newest one opened; before the first, the business day of the clock."""
        return current_day(self._desk.store, self._desk.policy, self._desk.now())

    def summary(self, from_day: date, to_day: date, staff: str | None = None, *, compare: str | None = None) -> Summary:
        """The summary of the days from ``from_day`` to ``to_day``, both included; see ``Summaries.summary``."""
        return self._summaries.summary(from_day, to_day, staff, compare=compare, now=self._now())

    def standards_review(self, from_day: date, to_day: date) -> Review:
        """The standards of the house beside what was attained and accepted on these days, with what the staff says."""
        with self._desk.store.reading() as connection:
            period, known = self._periods.frame(from_day, to_day, None, self._now())
            sums = (
                answer_sums(
                    connection,
                    self._site,
                    period.from_day,
                    period.to_day,
                    known,
                    lambda row: clock_of_day(row, period),
                    period.as_of,
                )
                if known
                else answer_sums_of(())
            )
            comments = history.standard_comments(connection, self._site)
        texts = self._texts_of(one.text for one in comments)
        figures = complaint_figures(period, period.complaints, (), 0)
        return review(
            sums,
            self._desk.policy.standards,
            importance(answers_by_factor(sums.factors), figures.by_cause),
            [Comment(one.standard, one.day, one.at, one.staff, texts.get(note_id(one.text))) for one in comments],
        )

    def period(self, from_day: date, to_day: date, staff: str | None = None) -> Period:
        """The rows that a summary of these days is made from."""
        return self._periods.whole(from_day, to_day, staff, self._now())

    def period_of(self, ids: Sequence[str], from_day: date, to_day: date) -> Period:
        """The same of a few visits, as they stood at the end of these days; they may have come before them."""
        return self._periods.of_visits(ids, from_day, to_day, self._now())

    def _now(self) -> int:
        return self._desk.now() if self._at is None else self._at

    def visit_rows(self, from_day: date, to_day: date) -> tuple[list[VisitRecord], list[PhaseRecord]]:
        """The visits that were here on these days, in the order of arrival, and their marked phases."""
        first, last = from_day.isoformat(), to_day.isoformat()
        with self._desk.store.reading() as connection:
            return (
                history.visits(connection, self._site, first, last),
                history.phases(connection, self._site, first, last),
            )

    def usual_arrivals(self, day: date) -> UsualArrivals:
        """Who arrived when on the last same weekdays before a day; where they are few, on the last days of all."""
        before = [one for one in (date.fromisoformat(row.day) for row in self.days()) if one < day]
        alike = [one for one in before if one.weekday() == day.weekday()]
        if len(alike) < ENOUGH_ALIKE:
            alike = before
        with self._desk.store.reading() as connection:
            return UsualArrivals(
                {
                    self._desk.policy.opens_at(one): history.arrivals(connection, self._site, one.isoformat())
                    for one in alike[-MOST_ALIKE:]
                }
            )

    def complaints(self, *, open_only: bool = False, since: date | None = None) -> list[ToldComplaint]:
        """Complaints in the order in which they were opened, with their texts; with ``since`` those not closed before.

        With ``open_only`` those that are not closed.
        """
        return told_complaints(self._desk.store, self._site, open_only=open_only, since=since)

    def complaints_of(self, day: str) -> list[ComplaintRecord]:
        """The complaints that a report of this business day counts: opened on it, or earlier and not closed."""
        with self._desk.store.reading() as connection:
            rows = history.complaints(connection, self._site, from_day=day, to_day=day)
        return [row.record for row in rows]

    def promises(
        self, *, open_only: bool = False, due: date | None = None, since: date | None = None
    ) -> list[ToldPromise]:
        """Promises in the order in which they were made, with their texts; see ``told_promises``."""
        return told_promises(self._desk.store, self._site, open_only=open_only, due=due, since=since)

    def numbers_of(self, visits: Sequence[str]) -> dict[str, str]:
        """The numbers that these visits bore on their days, by id; one that is not known is missing."""
        if not visits:
            return {}
        with self._desk.store.reading() as connection:
            return {one.id: one.number for one in history.visits_of(connection, self._site, visits)}

    def visit(self, reference: str) -> VisitRecord | None:
        """A visit of any day as it stands now, by its id or its number of today; None for one that is not known."""
        self._desk.catch_up()
        day = self._desk.snapshot.day
        found = None if day is None else day.find(reference)
        with self._desk.store.reading() as connection:
            return history.visit(connection, self._site, reference if found is None else found.id)

    def customer(self, number: str) -> Customer | None:
        """The customer with this number; None where there is none."""
        with self._desk.store.reading() as connection:
            return customers.one_customer(Driver(connection), number)

    def customers(self, sought: str, most: int) -> list[Customer]:
        """At most so many customers of whom name, telephone or number hold each word sought, the likeliest first."""
        with self._desk.store.reading() as connection:
            return customers.found_customers(Driver(connection), sought, most)

    def visits_of_customer(self, number: str) -> list[VisitRecord]:
        """Every visit of a customer, the newest first."""
        with self._desk.store.reading() as connection:
            return history.visits_of_customer(connection, number)

    def customer_file(self, number: str) -> CustomerFile | None:
        """All that the house keeps of a customer, at any site; None where nobody has this number.

        The number of a file that was merged into another one is that other one's.
        """
        with self._desk.store.reading() as connection:
            found = self.customer(number)
            if found is None:
                return None
            driver = Driver(connection)
            complaints = complaints_told.with_texts(
                self._desk.store, history.complaints_of_customer(connection, found.id)
            )
            promises = promises_told.with_texts(self._desk.store, history.promises_to_customer(connection, found.id))
            return CustomerFile(
                found,
                tuple(self.visits_of_customer(found.id)),
                tuple(reversed(complaints)),
                tuple(reversed(promises)),
                tuple(customers.notes_on(driver, found.id)),
                tuple(customers.said_at_visits_of(driver, found.id)),
                tuple(customers.former_numbers(driver, found.id)),
                tuple(known_before_of(driver, found.id)),
            )

    def attention_of_customer(self, number: str) -> tuple[list[LegRecord], list[PhaseRecord]]:
        """The legs and the marked phases of every visit of a customer."""
        with self._desk.store.reading() as connection:
            return history.attention_of_customer(connection, number)

    def names(self, visits: Iterable[VisitRecord]) -> dict[str, str]:
        """The names given at check-in, by the id of the visit; those that were erased or never given are missing."""
        named = [(visit.id, visit.name) for visit in visits if visit.name is not None]
        texts = self._texts_of(name for _, name in named)
        return {visit: texts[note_id(name)] for visit, name in named if note_id(name) in texts}

    def story(self, visit: str) -> list[StoryLine]:
        """The story of a visit, by its id or its number of today; empty for one that is not known."""
        record = self.visit(visit)
        if record is None:
            return []
        lines: list[StoryLine] = []
        for row in self.days():
            if row.day >= record.arrived_day and (record.ended_day is None or row.day <= record.ended_day):
                stream = day_stream(self._site, row.day)
                records = self._desk.store.events(stream)[0]
                teller = Teller(self._desk.policy, self._desk.label, self._desk.store.texts(stream))
                lines += story(records, record.id, teller)
        return lines

    def _teller(self, references: Iterable[str | None]) -> Callable[[str | None], str]:
        """Gives the text that one of these references stands for; "" for none, and for one that was erased."""
        texts = self._texts_of([one for one in references if one is not None])
        return lambda reference: texts.get(note_id(reference or ""), "")

    def _texts_of(self, references: Iterable[str]) -> dict[str, str]:
        return self._desk.store.texts_of([note_id(reference) for reference in references])
