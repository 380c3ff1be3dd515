"""What the log has become: the summary of days, the visit log, complaints, a visit's story. It changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from frontdesk.domain.commands import note_id
from frontdesk.domain.complaints import ToldComplaint
from frontdesk.domain.customer_file import CustomerFile
from frontdesk.domain.events import DayOpened, ShiftNoteWritten
from frontdesk.domain.policy import Role
from frontdesk.domain.promises import ToldPromise
from frontdesk.domain.story import StoryLine, Teller, story
from frontdesk.domain.usual_arrivals import UsualArrivals
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import Sentence
from frontdesk.promises_told import told_promises, with_texts
from frontdesk.reports.build import build, summary_of
from frontdesk.reports.comparison import days_before
from frontdesk.reports.complaint_figures import complaint_figures
from frontdesk.reports.half_hours import SiteClock, clock_of
from frontdesk.reports.importance import importance
from frontdesk.reports.model import Summary
from frontdesk.reports.of_people import without_people
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.satisfaction import answers_by_factor
from frontdesk.reports.standards_review import Comment, review
from frontdesk.reports.sums.measures import answer_sums_of
from frontdesk.store import customers, history
from frontdesk.store.driver import Driver
from frontdesk.store.log import day_stream
from frontdesk.store.range_sums import answer_sums, range_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from frontdesk.desk import Desk
    from frontdesk.domain.complaints import ComplaintRecord, ComplaintRow
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord
    from frontdesk.reports.standards_review import Review
    from frontdesk.store.log import DayRow


ENOUGH_ALIKE, MOST_ALIKE = 2, 8
"""From so many same weekdays on they tell what is usual; so many of them are asked."""

_NEVER = "9999"
"""A day after every other one."""


class Archive:
    """The history of a desk's site. Days are business days; every method raises StoreError when it cannot be read."""

    def __init__(self, desk: Desk, now: int | None = None) -> None:
        """``now`` (UTC seconds) is the instant that everything is told of; without it, that of each question."""
        self._desk = desk
        self._site = desk.policy.site
        self._at = now

    def days(self) -> list[DayRow]:
        """Every business day that was opened, oldest first."""
        return self._desk.store.days(self._site)

    def current_day(self) -> date:
        """The day that runs: the newest one opened; before the first, the business day of the clock."""
        last = self._desk.store.last_day(self._site)
        if last is None:
            return self._desk.policy.business_day(self._desk.now())
        return date.fromisoformat(last.day)

    def summary(self, from_day: date, to_day: date, staff: str | None = None, *, compare: str | None = None) -> Summary:
        """The summary of the days from ``from_day`` to ``to_day``, both included; of one person's shifts, if named.

        ``compare`` holds it against another period (``reports.comparison.COMPARE``). Figures of persons are only there
        for who leads or manages; raises Refused where somebody else asks for a person's shifts.
        """
        leads = self._desk.config.security.rank >= Role.LEAD
        if staff is not None and not leads:
            raise Refused(
                "not_allowed",
                Sentence("Figures of persons need the role of a shift lead or a manager."),
                Sentence("Ask someone who has it."),
            )
        summary = self._compared(from_day, to_day, staff, compare)
        if leads:
            return summary
        before = None if summary.previous is None else without_people(summary.previous)
        return replace(without_people(summary), previous=before)

    def _compared(self, from_day: date, to_day: date, staff: str | None, compare: str | None) -> Summary:
        summary = self._summary(from_day, to_day, staff)
        if compare is None:
            return summary
        before = self._summary(*days_before(from_day, to_day, compare), staff)
        return replace(summary, compared_with=compare, previous=before)

    def _summary(self, from_day: date, to_day: date, staff: str | None) -> Summary:
        """From the roll-ups of its months and days; from all its rows where these cannot tell it.

        One person's shifts are not rolled up; nor is a range in which nothing was open, or a half hour that does not
        begin with one of UTC.
        """
        with self._desk.store.reading() as connection:
            period, known = self._frame(from_day, to_day, staff)
            first, last = period.from_day, period.to_day
            clock = SiteClock.over(known[0].day, known[-1].day, period.zone, period.cutoff) if known else None
            if staff is not None or clock is None or not clock.has_common_half_hours:
                return build(self._with_rows(connection, period))
            found = range_sums(
                connection,
                self._site,
                first,
                last,
                known,
                lambda row: clock_of(_info(row), period.zone, period.cutoff),
                period.as_of,
            )
            listed = (*found.ended.out_of_turn, *found.still_here.out_of_turn, *found.ended.removed)
            notes = self._texts_of(
                [
                    *(one.note for one in listed if one.note is not None),
                    *(reason for reason in found.ended.left_reasons if reason),
                    *(reason for facts in found.facts.values() for reason in facts.told.references()),
                ]
            )
            return summary_of(replace(period, notes=notes), *found, period.complaints)

    def standards_review(self, from_day: date, to_day: date) -> Review:
        """The standards of the house beside what was attained and accepted on these days, with what the staff says."""
        with self._desk.store.reading() as connection:
            period, known = self._frame(from_day, to_day, None)
            sums = (
                answer_sums(
                    connection,
                    self._site,
                    period.from_day,
                    period.to_day,
                    known,
                    lambda row: clock_of(_info(row), period.zone, period.cutoff),
                    period.as_of,
                )
                if known
                else answer_sums_of(())
            )
            comments = history.standard_comments(connection, self._site)
        text_of = self._teller(one.text for one in comments)
        figures = complaint_figures(period, period.complaints, (), 0)
        return review(
            sums,
            self._desk.policy.standards,
            importance(answers_by_factor(sums.factors), figures.by_cause),
            [Comment(one.standard, one.day, one.at, one.staff, text_of(one.text)) for one in comments],
        )

    def period(self, from_day: date, to_day: date, staff: str | None = None) -> Period:
        """The rows that a summary of these days is made from."""
        with self._desk.store.reading() as connection:
            return self._with_rows(connection, self._frame(from_day, to_day, staff)[0])

    def period_of(self, ids: Sequence[str], from_day: date, to_day: date) -> Period:
        """The same of a few visits, as they stood at the end of these days; they may have come before them."""
        with self._desk.store.reading() as connection:
            period, _known = self._frame(from_day, to_day, None)
            there = frozenset(ids)
            carried = history.carried(connection, self._site, self._closing(period.to_day))
            return replace(
                period,
                visits=history.visits_of(connection, self._site, ids),
                carried=[one for one in carried if one.id in there],
            )

    def _closing(self, last: str) -> str:
        """A day that nobody opened has nobody in it: those carried over stood as they did at the close before it."""
        return max((row.day for row in self.days() if row.day <= last), default=last)

    def _frame(self, from_day: date, to_day: date, staff: str | None) -> tuple[Period, list[DayRow]]:
        """A period without its visits, and the days of it that the store knows."""
        if to_day < from_day:
            raise UsageError(Sentence("The range ends before it begins."), Sentence("Give the earlier day first."))
        policy, first, last = self._desk.policy, from_day.isoformat(), to_day.isoformat()
        days = {row.day: row for row in self.days()}
        in_range = [row for day, row in days.items() if first <= day <= last]
        with self._desk.store.reading() as connection:
            complaints = history.complaints(connection, self._site, from_day=first, to_day=last)
            period = Period(
                site=str(self._desk.config.site.name),
                from_day=first,
                to_day=last,
                now=self._now(),
                visits=(),
                complaints=[row.record for row in complaints],
                taken_down=(
                    {row.record.number: (row.counter, row.actor) for row in complaints}
                    if policy.acknowledge_in_shift
                    else {}
                ),
                complained_before=history.complained_before(connection, self._site, first, last, complaints),
                promises=history.promises(connection, self._site, from_day=first, to_day=last),
                days=[_info(row) for row in in_range],
                quick=history.quick(connection, self._site, first, last),
                zone=policy.zone,
                cutoff=policy.cutoff,
                closed_at=self._closed_at(days.get(last), days, last),
                internal=policy.internal,
                staff=staff,
            )
        return period, in_range

    def _with_rows(self, connection: Connection, period: Period) -> Period:
        first, last = period.from_day, period.to_day
        visits = history.visits(connection, self._site, first, last)
        logs = history.day_logs(connection, self._site, first, last)
        told = [record.event for log in logs for record in log.records]
        shown = [
            *(one.out_of_turn for one in visits if one.passed),
            *(one.reason for one in visits if one.reason is not None),
            *(getattr(event, "reason", None) for event in told),
            *(event.text for event in told if isinstance(event, ShiftNoteWritten)),
            *(kept.pause_reason for event in told if isinstance(event, DayOpened) for kept in event.counters),
        ]
        return replace(
            period,
            visits=visits,
            legs=history.legs(connection, self._site, first, last),
            phases=history.phases(connection, self._site, first, last),
            carried=history.carried(connection, self._site, self._closing(last)),
            carried_before=history.carried_before(connection, self._site, first, last),
            before=history.served_before(Driver(connection), self._site, first, last, visits),
            logs=logs,
            notes=self._texts_of([one for one in shown if one is not None]),
        )

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
        from_day = _NEVER if open_only else "" if since is None else since.isoformat()
        with self._desk.store.reading() as connection:
            rows = history.complaints(connection, self._site, from_day=from_day)
        # One that was opened again and closed for good comes too.
        rows = [row for row in rows if row.record.closed_day is None or row.record.closed_day >= from_day]
        return self._told_complaints(rows)

    def _told_complaints(self, rows: Sequence[ComplaintRow]) -> list[ToldComplaint]:
        text_of = self._teller(
            reference
            for row in rows
            for reference in (
                row.text,
                row.remedy,
                *(one for step in row.record.steps for one in (step.text, step.more)),
            )
        )
        return [
            ToldComplaint(
                row,
                text_of(row.text),
                text_of(row.remedy),
                tuple((text_of(step.text), text_of(step.more)) for step in row.record.steps),
            )
            for row in rows
        ]

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
            complaints = self._told_complaints(history.complaints_of_customer(connection, found.id))
            promises = with_texts(self._desk.store, history.promises_to_customer(connection, found.id))
            return CustomerFile(
                found,
                tuple(self.visits_of_customer(found.id)),
                tuple(reversed(complaints)),
                tuple(reversed(promises)),
                tuple(customers.notes_on(driver, found.id)),
                tuple(customers.said_at_visits_of(driver, found.id)),
                tuple(customers.former_numbers(driver, found.id)),
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

    def _closed_at(self, known: DayRow | None, days: dict[str, DayRow], last: str) -> int | None:
        """The instant at which those still here are judged: the close of the last day; None while it runs.

        A day whose end has passed is closed at that end by the next command, and nothing more happens in it: until
        then it is reported as it will be. (After the last day of a recorded history no command comes.)
        """
        if known is not None and known.closed_at is not None:
            return known.closed_at
        end = self._desk.policy.opens_at(date.fromisoformat(last) + timedelta(days=1))
        over = any(day > last for day in days) or self._now() >= end
        return end if over else None


def _info(row: DayRow) -> DayInfo:
    return DayInfo(row.day, row.closed_at is not None, row.seal, row.opened_at, row.closed_at)
