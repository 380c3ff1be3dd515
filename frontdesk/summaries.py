"""The summary of some days, from their roll-ups or from all their rows, as far as the one who asks may see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.domain.note import note_id
from frontdesk.domain.policy import Role
from frontdesk.errors import Refused
from frontdesk.i18n import Sentence
from frontdesk.periods import Periods, clock_of_day
from frontdesk.reports.build import build, summary_of
from frontdesk.reports.comparison import days_before
from frontdesk.reports.half_hours import SiteClock
from frontdesk.reports.of_people import without_people
from frontdesk.store.range_sums import range_sums

if TYPE_CHECKING:
    from datetime import date

    from frontdesk.config import Configuration
    from frontdesk.domain.policy import Policy
    from frontdesk.reports.model import Summary
    from frontdesk.store.database import Store


class Summaries:
    """Makes the summaries of a site; every method raises StoreError when its rows cannot be read.

    It stands apart from ``Archive`` so that a report is made without all that answers other questions.
    """

    def __init__(self, store: Store, config: Configuration, policy: Policy) -> None:
        self._store = store
        self._config = config
        self._site = policy.site
        self._periods = Periods(store, policy, config.site.name)

    def summary(
        self, from_day: date, to_day: date, staff: str | None = None, *, compare: str | None = None, now: int
    ) -> Summary:
        """The summary of the days from ``from_day`` to ``to_day``, both included; of one person's shifts, if named.

        ``compare`` holds it against another period (``reports.comparison.COMPARE``). Figures of persons are only there
        for who leads or manages; raises Refused where somebody else asks for a person's shifts.
        """
        leads = self._config.security.rank >= Role.LEAD
        if staff is not None and not leads:
            raise Refused(
                "not_allowed",
                Sentence("Figures of persons need the role of a shift lead or a manager."),
                Sentence("Ask someone who has it."),
            )
        summary = self._compared(from_day, to_day, staff, compare, now)
        if leads:
            return summary
        before = None if summary.previous is None else without_people(summary.previous)
        return replace(without_people(summary), previous=before)

    def _compared(self, from_day: date, to_day: date, staff: str | None, compare: str | None, now: int) -> Summary:
        summary = self._summary(from_day, to_day, staff, now)
        if compare is None:
            return summary
        before = self._summary(*days_before(from_day, to_day, compare), staff, now)
        return replace(summary, compared_with=compare, previous=before)

    def _summary(self, from_day: date, to_day: date, staff: str | None, now: int) -> Summary:
        """From the roll-ups of its months and days; from all its rows where these cannot tell it.

        One person's shifts are not rolled up; nor is a range in which nothing was open, or a half hour that does not
        begin with one of UTC.
        """
        with self._store.reading() as connection:
            period, known = self._periods.frame(from_day, to_day, staff, now)
            first, last = period.from_day, period.to_day
            clock = SiteClock.over(known[0].day, known[-1].day, period.zone, period.cutoff) if known else None
            if staff is not None or clock is None or not clock.has_common_half_hours:
                return build(self._periods.with_rows(connection, period))
            found = range_sums(
                connection,
                self._site,
                first,
                last,
                known,
                lambda row: clock_of_day(row, period),
                period.as_of,
            )
            listed = (*found.ended.out_of_turn, *found.ended.removed)
            notes = self._store.texts_of(
                [
                    note_id(reference)
                    for reference in (
                        *(one.note for one in listed if one.note is not None),
                        *(reason for reason in found.ended.left_reasons if reason),
                        *(reason for facts in found.facts.values() for reason in facts.told.references()),
                    )
                ]
            )
            return summary_of(replace(period, notes=notes), *found, period.complaints)
