"""What a summary tells of those who serve: notes of shifts, the pulse from five answers on, abuse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.domain import events as ev
from frontdesk.domain.day_log import standing
from frontdesk.reports.crew import DayCrew, LeftNote, crew_figures, day_crew, read_crew
from frontdesk.reports.period import Period
from tests.reports.rows import MIDNIGHT, TODAY, TOMORROW

NINE = MIDNIGHT + 9 * 3600
REF = "n1.0123456789abcdef"


def _log(*events: ev.Event, staff: str = "ana", counter: str | None = "1") -> DayCrew:
    records = [ev.Recorded(n, NINE + n, event, staff, counter, n) for n, event in enumerate(events, 1)]
    return day_crew(standing(TODAY, records))


def _period(staff: str | None = None) -> Period:
    return Period("x", TODAY, TOMORROW, NINE, (), notes={"n1": "no paper [/x]"}, staff=staff)


def test_a_day_tells_its_notes_and_who_read_them() -> None:
    found = _log(
        ev.ShiftNoteWritten("1", REF), ev.ShiftNoteRead("1"), ev.ShiftNoteWritten("1", REF), ev.ShiftNoteRead("7")
    )
    assert found.notes == (
        LeftNote(TODAY, NINE + 1, "1", "ana", REF, NINE + 2, "ana"),
        LeftNote(TODAY, NINE + 3, "1", "ana", REF),
    )
    assert read_crew(found.abuse, [list(one) for one in found.pulse], [list(one) for one in found.notes]) == found
    assert {one.text for one in crew_figures(_period(), [found]).notes} == {"no paper [/x]"}


def test_what_was_taken_back_is_not_told() -> None:
    assert _log(ev.AbuseNoted("abuse/x.1"), ev.Undone(1, 1), ev.AbuseNoted("abuse/x.3")).abuse == 1


@pytest.mark.parametrize(
    ("scores", "n", "mean"), [((), None, None), ((5, 5, 5, 5), None, None), ((1, 2, 3, 4, 5), 5, 3.0)]
)
def test_the_pulse_is_told_from_five_answers_on(scores: tuple[int, ...], n: int | None, mean: float | None) -> None:
    days = [_log(ev.PulseTaken(score), staff="", counter=None) for score in scores]
    found = crew_figures(_period(), days)
    assert (found.pulse_given, found.pulse_n, found.pulse_mean) == (bool(scores), n, mean)


def test_answers_that_are_told_together_count_each_and_those_that_wait_are_said_to_be_there() -> None:
    days = [_log(ev.PulsesGathered((1, 4, 4, 5, 5)), ev.PulseTaken(2), staff="", counter=None)]
    found = crew_figures(_period(), days)
    assert (found.pulse_n, found.pulse_mean) == (6, 3.5)
    found = crew_figures(replace(_period(), pulses_wait=True), [])
    assert (found.pulse_given, found.pulse_n, found.pulse_mean) == (True, None, None)


def test_one_persons_report_tells_no_pulse_and_no_abuse() -> None:
    days = [_log(*(ev.PulseTaken(4),) * 9, ev.AbuseNoted("abuse/x.1"), ev.ShiftNoteWritten("1", REF))]
    found = crew_figures(_period("eva"), days)
    assert (found.abuse, found.pulse_given, found.pulse_n, found.notes) == (0, False, None, ())
    assert len(crew_figures(_period("ana"), days).notes) == 1
