"""Faults that other programs have in their figures, each on a real day in a real database, and not ours."""

from __future__ import annotations

import re
from datetime import timedelta

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.reports.formats import ENDINGS, made
from frontdesk.reports.model import Summary
from tests.reports.reading import from_pdf, from_xlsx
from tests.store.house import DAY, HOUR, House


def _today(house: House) -> Summary:
    archive = Archive(house.a)
    today = archive.current_day()
    return archive.summary(today, today)


def _call(house: House, counter: str = "1") -> None:
    house.a.perform(do.CallNext(counter=counter, actor="ana"))


def test_an_average_over_nothing_is_not_a_number_of_any_kind(house: House) -> None:
    """OpenMRS: the average wait is 0/0, so NaN, as long as nobody has finished."""
    house.open("1")
    house.check_in()
    summary = _today(house)
    assert summary.visits.open == 1
    assert (summary.wait.n, summary.wait.mean, summary.wait.p90, summary.service_level.value) == (0, None, None, None)
    for kind in ENDINGS:
        found = made(kind, summary, house.a.label)
        if isinstance(found, bytes):
            words = from_pdf(found) if kind == "pdf" else str(from_xlsx(found)).replace("None", "")
        else:
            words = "".join(found.values()) if isinstance(found, dict) else found
        assert not re.search(r"(?i)\b(nan|inf|infinity)\b", words), kind


def test_a_wait_is_not_cut_to_minutes(house: House) -> None:
    """OpenMRS cuts each wait to whole minutes before it adds them; QSystem makes two minutes of 31 seconds."""
    house.open("1")
    for seconds in (31, 59, 119):
        house.check_in()
        house.later(seconds)
        house.serve(seconds=31)
    summary = _today(house)
    assert summary.wait.values == (31, 59, 119)
    assert summary.wait.mean == (31 + 59 + 119) / 3
    assert summary.handling.values == (31, 31, 31)
    assert "0:31" in str(made("text", summary, house.a.label))


def test_those_who_left_are_not_missing(house: House) -> None:
    """QSystem has them in no statistic; most averages are of those served alone, so a bad day looks like a good one."""
    house.open("1")
    house.check_in()
    house.serve()
    house.check_in()
    house.later(HOUR)
    house.a.perform(do.MarkLeft(visit=next(iter(house.day.live)), reason=house.a.note("tired of it")))
    summary = _today(house)
    assert (summary.visits.served, summary.visits.left, summary.abandonment) == (1, 1, 0.5)
    assert (summary.departures.waited.mean, dict(summary.departures.by_reason)) == (HOUR, {"tired of it": 1})
    level = summary.service_level
    assert (level.value, level.served_only) == (0.5, 1.0), "who left after the promise has been failed"


def test_midnight_does_not_make_open_visits_served(house: House) -> None:
    """TheQ closes everybody still open at night, as services received; its users want the places kept."""
    house.open("1")
    house.check_in()
    house.check_in()
    _call(house)
    house.a.perform(do.Start(counter="1", actor="ana"))
    monday = Archive(house.a).current_day()
    house.later(DAY)
    house.a.roll_over()
    archive = Archive(house.a)
    night = archive.summary(monday, monday)
    assert night.closed and night.adds_up
    assert (night.visits.served, night.visits.unfinished, night.visits.open) == (0, 0, 2)
    assert night.handling.n == 0
    tuesday = _today(house)
    assert (tuesday.visits.arrived, tuesday.visits.carried_in, tuesday.visits.open) == (0, 2, 2)
    both = archive.summary(monday, monday + timedelta(days=1))
    assert (both.visits.arrived, both.visits.carried_in, both.visits.open) == (2, 0, 2)


def test_a_transfer_does_not_begin_the_wait_anew(house: House) -> None:
    """OpenMRS: the column of the wait restarts at every transition; TheQ: only the first wait is shown to the lead."""
    house.open("1")
    house.check_in()
    house.later(300)
    _call(house)
    house.a.perform(do.Start(counter="1", actor="ana"))
    house.a.perform(do.Transfer(counter="1", actor="ana", service="incidents"))
    house.later(240)
    house.serve()
    summary = _today(house)
    assert summary.wait.values == (540,)
    assert summary.by_service["information"].wait.values == (300,)
    assert summary.by_service["incidents"].wait.values == (240,)


def test_no_shows_and_numbers_called_in_vain_are_counted(house: House) -> None:
    """FQM counts no no-shows and keeps no list of the numbers that were called (its issues 137 and 264)."""
    house.open("1")
    house.check_in()
    _call(house)
    house.a.perform(do.Recall(counter="1", actor="ana"))
    house.a.perform(do.MarkNoShow(counter="1", actor="ana"))
    summary = _today(house)
    assert (summary.visits.no_show, summary.no_show_rate) == (1, 1.0)
    assert summary.detours.n["recalls"] == 1
    visits, _phases = Archive(house.a).visit_rows(*[Archive(house.a).current_day()] * 2)
    assert [(one.number, one.outcome, one.calls) for one in visits] == [("I001", "no_show", 2)]


def test_each_persons_idle_time_and_pauses_with_their_reasons_are_told(house: House) -> None:
    """What Novo SGA's users ask for: idle time for each clerk (314), a pause with a reason (315)."""
    house.open("1")
    house.later(600)
    house.a.perform(do.PauseCounter(counter="1", actor="ana", reason=house.a.note("lunch")))
    house.later(900)
    house.a.perform(do.ResumeCounter(counter="1", actor="ana"))
    house.check_in()
    house.serve(seconds=120)
    summary = _today(house)
    ana = summary.duty.by_staff["ana"]
    assert (ana.idle_s, ana.attending_s, ana.paused_s) == (600, 120, 900)
    assert [(one.reason, one.ends - one.begins) for one in summary.duty.pauses] == [("lunch", 900)]
