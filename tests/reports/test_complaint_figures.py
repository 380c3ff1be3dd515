"""Complaints over hand-made days: what was opened, answered, late and taken up again, and that it all adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.archive import Archive
from frontdesk.config import Configuration
from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.complaints import ComplaintRecord
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.contents.care import care
from frontdesk.reports.contents.source import Source
from frontdesk.reports.document import Statement, Table
from frontdesk.reports.model import ComplaintFigures, ListedComplaint, Summary
from frontdesk.reports.period import Period
from frontdesk.reports.summary_json import summary_as_data
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from frontdesk.store.verify import verify
from tests.postgres import Server
from tests.reports.day_logs import log
from tests.reports.rows import MIDNIGHT, TODAY, complaint, ended
from tests.store.house import DAY, House

NINE = MIDNIGHT + 9 * 3600
TEN, ELEVEN = NINE + 3600, NINE + 7200

_DAY = log(
    (NINE, "Ana", "1", ev.CounterOpened()),
    (TEN, "Rosa", "1", ev.CounterTakenOver("Ana")),
    (ELEVEN, "Rosa", "1", ev.CounterClosed()),
)


def _in_time(opened_at: int, acknowledged_at: int | None, **more: Any) -> int:
    one = ComplaintRecord("Q-1", TODAY, opened_at, "complaint", "courtesy", 2, False, None, acknowledged_at, None,
                          None, None, "open")  # fmt: skip
    return build(
        Period("Main", TODAY, TODAY, ELEVEN + 3600, (), complaints=[one], logs=[_DAY], **more)
    ).complaints.acknowledged_in_time


def test_in_the_shift_in_which_it_was_taken_down_where_the_house_promises_that() -> None:
    anas = {"taken_down": {"Q-1": ("1", "Ana")}}
    assert _in_time(NINE + 60, TEN, **anas) == 1
    assert _in_time(NINE + 60, TEN + 1, **anas) == 0, "Rosa is there by then"
    assert _in_time(NINE + 60, TEN + 1) == 1, "the same day is enough"
    assert _in_time(TEN, ELEVEN, taken_down={"Q-1": ("1", "Rosa")}) == 1
    assert _in_time(NINE + 60, None, **anas) == 0


def test_one_taken_down_in_no_shift_is_acknowledged_on_the_same_day() -> None:
    by_telephone = {"taken_down": {"Q-1": (None, "Ana")}}
    assert _in_time(NINE + 60, ELEVEN + 60, **by_telephone) == 1
    assert _in_time(NINE + 60, NINE + 86_400 * 2, **by_telephone) == 0


DAYS = [f"2026-11-{day}" for day in (19, 20, 21, 22, 23, 24)]
THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = DAYS
CUTOFF = {day: MIDNIGHT + (place - 1) * 86_400 + 4 * 3600 for place, day in enumerate(DAYS)}
"""The end of each day: at four in the morning of the next one."""


def at(day: str, hour: int = 12) -> int:
    """An hour of a day (UTC seconds); the hours from 24 on are after midnight."""
    return CUTOFF[day] - 28 * 3600 + hour * 3600


COMPLAINTS = [
    # Answered on the next day, in time; closed two days later.
    complaint("in time", THURSDAY, due_day=FRIDAY, steps=[("resolved", at(FRIDAY)), ("closed", at(SUNDAY))]),
    complaint("late", THURSDAY, due_day=FRIDAY, cause="price", visit="v1", steps=[("resolved", at(SATURDAY))]),
    # Investigated, so that it has until Monday, on which it is answered: in time as the deadline stood then.
    complaint(
        "longer", FRIDAY, due_day=FRIDAY, steps=[("investigating", at(FRIDAY), MONDAY), ("resolved", at(MONDAY))]
    ),
    # Answered late on Saturday, taken up again on Sunday with a new deadline, answered within that on Monday.
    complaint(
        "again",
        FRIDAY,
        due_day=FRIDAY,
        steps=[("resolved", at(SATURDAY)), ("reopened", at(SUNDAY), TUESDAY), ("resolved", at(MONDAY))],
    ),
    complaint("at once", SATURDAY, due_day=SUNDAY, steps=[("resolved", at(SATURDAY, 9) + 600)]),
    complaint("never", SATURDAY, due_day=SUNDAY),
    complaint("praised", FRIDAY, kind="praise"),
]


def summary(first: str, last: str, complaints: list[ComplaintRecord] = COMPLAINTS, **more: Any) -> Summary:
    """What a report of these days says long after them."""
    values: dict[str, Any] = {"now": CUTOFF[TUESDAY] + 99 * 86_400, "closed_at": CUTOFF[last]} | more
    found = build(Period(site="x", from_day=first, to_day=last, visits=(), complaints=complaints, **values))
    assert found.complaints.adds_up
    assert_the_list_tells_the_figures(found.complaints)
    return found


def figures(first: str, last: str, complaints: list[ComplaintRecord] = COMPLAINTS, **more: Any) -> ComplaintFigures:
    return summary(first, last, complaints, **more).complaints


def assert_the_list_tells_the_figures(found: ComplaintFigures) -> None:
    """Each figure is the sum of what its list says of each complaint."""
    for name in ("carried_in", "resolved", "resolved_late", "reopened", "overdue"):
        assert getattr(found, name) == sum(getattr(one, name) for one in found.listed), name
    assert found.open == sum(not one.settled for one in found.listed)
    assert found.settled_in.n == found.resolved


def counts(found: ComplaintFigures) -> tuple[int, ...]:
    return (
        *(found.carried_in, found.opened, found.reopened, found.resolved, found.resolved_late),
        *(found.open, found.overdue),
    )


def test_each_day_tells_what_happened_on_it_and_what_was_open_at_its_end() -> None:
    assert {day: counts(figures(day, day)) for day in DAYS} == {
        THURSDAY: (0, 2, 0, 0, 0, 2, 0),
        # "in time" answered; "late" and "again" are due and not answered at the end.
        FRIDAY: (2, 2, 0, 1, 0, 3, 2),
        # "late" and "again" answered late, "at once" answered; "longer" and "never" are open.
        SATURDAY: (3, 2, 0, 3, 2, 2, 0),
        # "again" is taken up again; "never" was due.
        SUNDAY: (2, 0, 1, 0, 0, 3, 1),
        MONDAY: (3, 0, 0, 2, 0, 1, 1),
        TUESDAY: (1, 0, 0, 0, 0, 1, 1),
    }


def test_how_long_an_answer_took_is_told_on_the_day_on_which_it_was_given() -> None:
    assert figures(SATURDAY, SATURDAY).settled_in.values == (600, 27 * 3600, 51 * 3600)
    # "again" is as old as it is since it was first taken down: taking it up again makes nothing younger.
    assert figures(MONDAY, MONDAY).settled_in.values == (75 * 3600, 75 * 3600)
    assert figures(THURSDAY, TUESDAY).settled_in.n == 6
    assert [figures(day, day).resolved_at_desk for day in DAYS] == [0, 0, 1, 0, 0, 0]
    assert [figures(day, day).resolved_same_day for day in DAYS] == [0, 0, 1, 0, 0, 0]


def test_a_day_lists_what_was_opened_answered_or_open_on_it() -> None:
    told = {day: [one.number for one in figures(day, day).listed] for day in DAYS}
    assert told == {
        THURSDAY: ["in time", "late"],
        FRIDAY: ["in time", "late", "again", "longer"],
        SATURDAY: ["late", "again", "longer", "at once", "never"],
        SUNDAY: ["again", "longer", "never"],
        MONDAY: ["again", "longer", "never"],
        TUESDAY: ["never"],
    }


def listed(first: str, last: str, number: str) -> ListedComplaint:
    return next(one for one in figures(first, last).listed if one.number == number)


def test_a_late_answer_is_marked_by_the_deadline_as_it_stood() -> None:
    late = listed(THURSDAY, MONDAY, "late")
    assert (late.settled_day, late.late, late.resolved_late, late.overdue) == (SATURDAY, True, 1, False)
    assert not listed(THURSDAY, MONDAY, "longer").late
    assert not listed(THURSDAY, MONDAY, "in time").late
    # At the end of Saturday its answer was late; the one that stands since Monday kept the new deadline.
    again = listed(FRIDAY, SATURDAY, "again")
    assert (again.settled_day, again.late, again.due_day) == (SATURDAY, True, FRIDAY)
    again = listed(SATURDAY, SUNDAY, "again")
    assert (again.settled, again.settled_day, again.late, again.resolved_late) == (False, None, False, 1)
    again = listed(FRIDAY, MONDAY, "again")
    assert (again.settled_day, again.late, again.due_day) == (MONDAY, False, TUESDAY)
    assert (again.resolved, again.resolved_late, again.reopened) == (2, 1, 1)


def test_after_the_close_of_a_day_it_still_counts_on_that_day() -> None:
    late_in_the_evening = [
        complaint("answered", FRIDAY, steps=[("resolved", at(FRIDAY, 26))]),
        complaint("opened", FRIDAY, opened_at=at(FRIDAY, 20)),
    ]
    found = figures(FRIDAY, FRIDAY, late_in_the_evening, closed_at=at(FRIDAY, 18))
    assert (counts(found), found.settled_in.values) == ((0, 2, 0, 1, 0, 1, 0), (17 * 3600,))
    assert counts(figures(SATURDAY, SATURDAY, late_in_the_evening)) == (1, 0, 0, 0, 0, 1, 0)


def test_what_comes_after_the_instant_of_the_report_is_not_told() -> None:
    found = figures(THURSDAY, SATURDAY, now=at(SATURDAY, 11), closed_at=None)
    assert counts(found)[3:] == (2, 0, 4, 2), "Saturday at eleven: nobody has answered “late” and “again” yet"


KINDS = ("complaint", "product", "praise")


@st.composite
def lives(draw: st.DrawFn, number: int) -> ComplaintRecord:
    """A complaint that was answered and taken up again any number of times, its deadline moved or not."""
    opened = draw(st.integers(0, len(DAYS) - 1))
    instant, is_open, steps = at(DAYS[opened], 9), True, []
    for _ in range(draw(st.integers(0, 6))):
        instant += draw(st.integers(0, 40)) * 3600
        if instant >= CUTOFF[TUESDAY]:
            break
        kind = draw(st.sampled_from(("acted_on", "investigating", "resolved") if is_open else ("closed", "reopened")))
        due = draw(st.sampled_from(DAYS))
        steps.append((kind, instant, due) if kind in ("investigating", "reopened") else (kind, instant))
        is_open = is_open if kind in ("acted_on", "investigating", "closed") else kind == "reopened"
    return complaint(
        str(number),
        DAYS[opened],
        due_day=draw(st.sampled_from((None, *DAYS))),
        kind=draw(st.sampled_from(KINDS)),
        steps=steps,
    )


@given(st.data())
def test_any_split_of_a_range_adds_up_to_it(data: st.DataObject) -> None:
    complaints = [data.draw(lives(number)) for number in range(data.draw(st.integers(0, 5)))]
    bounds = [0, *sorted(data.draw(st.sets(st.integers(1, len(DAYS) - 1)))), len(DAYS)]
    parts = [figures(DAYS[begin], DAYS[end - 1], complaints) for begin, end in pairwise(bounds)]
    whole = figures(DAYS[0], DAYS[-1], complaints)
    for name in ("opened", "reopened", "resolved", "resolved_late", "resolved_same_day", "resolved_at_desk", "closed"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts), name
    for before, after in pairwise(parts):
        assert before.open == after.carried_in
    assert (whole.carried_in, whole.open) == (parts[0].carried_in, parts[-1].open)
    assert sorted(whole.settled_in.values) == sorted(value for part in parts for value in part.settled_in.values)
    assert {one.number for one in whole.listed} == {one.number for part in parts for one in part.listed}


def test_of_one_persons_shift_what_is_about_that_persons_visits_whenever_these_were() -> None:
    """A visit ended long before: its complaint is carried in and answered in the shift of whoever served it."""
    complaints = [one._replace(visit=visit) for one, visit in zip(COMPLAINTS, "aabbb", strict=False)]
    visits = [ended("a", at(THURSDAY), "served", staff="Ana"), ended("b", at(FRIDAY), "served", staff="Rosa")]
    shift = {"complained_of": visits, "staff": "Ana"}
    assert [counts(figures(day, day, complaints, **shift))[:6] for day in DAYS[:4]] == [
        (0, 2, 0, 0, 0, 2),
        (2, 0, 0, 1, 0, 1),
        (1, 0, 0, 1, 1, 0),
        (0, 0, 0, 0, 0, 0),
    ]
    both = [figures(FRIDAY, MONDAY, complaints, **shift | {"staff": name}) for name in ("Ana", "Rosa")]
    assert [(one.carried_in, one.opened, one.resolved) for one in both] == [(2, 0, 2), (0, 3, 4)]


def words(found: Summary, language: str = "en") -> list[str]:
    """What the page says of complaints, a line each, as if it had any width."""
    use_language(language)
    house = Configuration()
    said = []
    for section in care(Source(found, house.label)):  # type: ignore[arg-type]
        for block in section.blocks:
            if isinstance(block, Statement) and block.data is not None and block.data.name == "complaints":
                said += [line.words for line in block.lines]
            elif isinstance(block, Table) and block.name == "complaint_list":
                said += block.told
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in said]


def test_the_page_prints_the_equation_and_marks_what_was_late() -> None:
    assert words(summary(SATURDAY, SUNDAY)) == [
        "Complaints 3 carried in + 2 opened + 1 reopened = 3 resolved (1 at the desk, 2 late) + 3 still open (next due "
        "Mon 23 Nov 2026) · 1 overdue · 1 acknowledged in time",
        "How long complaints take: settled in P50 27:00 h, P90 51:00 h (n 3) · open for P50 67:00 h, P90 67:00 h (n 3)",
        "late Price, Thu 19 Nov 2026: settled late after 51:00 h, due Fri 20 Nov 2026",
        "again Courtesy, Fri 20 Nov 2026: open, acknowledged, for 67:00 h, reopened 1 time, 1 answer before was late, "
        "due Tue 24 Nov 2026",
        "longer Courtesy, Fri 20 Nov 2026: open, acknowledged, for 67:00 h, due Mon 23 Nov 2026",
        "at once Courtesy, Sat 21 Nov 2026: settled after 10:00, due Sun 22 Nov 2026",
        "never Courtesy, Sat 21 Nov 2026: open and overdue, for 43:00 h, due Sun 22 Nov 2026",
    ]
    assert words(summary(MONDAY, MONDAY))[0].startswith("Complaints 3 carried in + 0 opened = 2 resolved (0 late) + 1 ")
    assert words(summary(TUESDAY, TUESDAY))[0].startswith("Complaints 1 carried in + 0 opened = 0 resolved + 1 still ")


def test_in_spanish_what_was_received_is_not_what_is_still_open() -> None:
    equation, _ages, late, again, *_others = words(summary(SATURDAY, SUNDAY), "es")
    assert equation == (
        "Quejas y reclamos 3 de antes + 2 recibidos + 1 reabierto = 3 resueltos (1 en el acto, 2 tarde) + 3 pendientes "
        "(el próximo vence lun 23 nov 2026) · 1 vencido · 1 con acuse a tiempo"
    )
    assert "resuelto tarde en 51:00 h" in late
    assert "reabierto 1 vez, 1 respuesta anterior fue tardía" in again


def test_each_figure_has_the_visits_that_its_complaints_are_about() -> None:
    visits = zip(COMPLAINTS, ("in time", "late", "longer", "again", None, "never", "praised"), strict=True)
    found = summary(SATURDAY, SUNDAY, [one._replace(visit=visit) for one, visit in visits])
    section = next(care(Source(found, Configuration().label)))  # type: ignore[arg-type]
    statement = section.blocks[0]
    assert isinstance(statement, Statement)
    assert {one.words: one.which.ids for one in statement.lines[0].behind} == {
        "visits of complaints opened": ("never",),
        "visits of complaints carried in": ("late", "again", "longer"),
        "visits of complaints resolved": ("late", "again"),
        "visits of complaints resolved late": ("late", "again"),
        "visits of complaints still open": ("again", "longer", "never"),
    }


def test_the_data_say_what_was_late() -> None:
    found = summary_as_data(summary(SATURDAY, SATURDAY))["complaints"]
    assert (found["carried_in"], found["opened"], found["resolved"], found["resolved_late"]) == (3, 2, 3, 2)
    assert [(one["number"], one["late"], one["settled_day"]) for one in found["listed"]] == [
        ("late", True, SATURDAY),
        ("again", True, SATURDAY),
        ("longer", False, None),
        ("at once", False, SATURDAY),
        ("never", False, None),
    ]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A PostgreSQL server for this module."""
    running = Server()
    yield running
    running.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house with a new database of either engine, on a Monday at nine."""
    where = str(tmp_path / "desk.db")
    if request.param == "postgresql":
        found: Server = request.getfixturevalue("server")
        where = found.url(found.new_database())
    address = Address.of(where)
    create(address)
    one = House(address)
    yield one
    one.close()


def _complain(house: House, **more: Any) -> str:
    text = house.a.note("It took an hour.")
    assert text is not None
    return str(house.a.perform(do.OpenComplaint(cause="courtesy", text=text, actor="ana", **more))["complaint"])


def _answer(house: House, number: str) -> None:
    text = house.a.note("Sorry.")
    assert text is not None
    house.a.perform(do.ResolveComplaint(number=number, text=text, actor="ana"))


def test_an_answer_on_a_later_day_is_in_the_summary_of_that_day(house: House) -> None:
    """Two complaints on Monday; on Tuesday one of them is answered and another comes; a third day, after the close."""
    archive, monday = Archive(house.a), date(2026, 11, 23)
    first, _second = _complain(house), _complain(house)
    house.a.perform(do.CloseDay(actor="ana"))
    house.later(DAY)
    _answer(house, first)
    third = _complain(house)
    house.a.perform(do.CloseDay(actor="ana"))
    tuesday = monday + timedelta(days=1)
    assert counts(archive.summary(monday, monday).complaints)[:6] == (0, 2, 0, 0, 0, 2)
    assert counts(archive.summary(tuesday, tuesday).complaints)[:6] == (2, 1, 0, 1, 0, 2)
    assert counts(archive.summary(monday, tuesday).complaints)[:6] == (0, 3, 0, 1, 0, 2)

    seals = [row.seal for row in archive.days()]
    _answer(house, third)
    assert counts(archive.summary(tuesday, tuesday).complaints)[:6] == (2, 1, 0, 2, 0, 1), "after the close"
    house.later(9 * DAY)
    reopened = house.a.note("Not done.")
    assert reopened is not None
    house.a.perform(do.ReopenComplaint(number=first, reason=reopened, actor="ana"))
    _answer(house, "Q-2026-0002")
    today = archive.current_day()
    found = archive.summary(today, today).complaints
    assert counts(found)[:6] == (1, 0, 1, 1, 1, 1), "answered after three working days"
    assert [(one.number, one.late) for one in found.listed] == [(first, False), ("Q-2026-0002", True)]
    house.a.perform(do.CloseDay(actor="ana"))
    assert [row.seal for row in archive.days()][:2] == seals
    assert verify(house.a.store, read_tables=True) == []


def test_the_shift_of_whoever_served_the_visit_has_its_complaint_until_it_is_answered(house: House) -> None:
    archive, monday = Archive(house.a), date(2026, 11, 23)
    house.open("1")
    visit = house.check_in()["visit"]
    house.serve()
    number = _complain(house, visit=visit)
    _complain(house)
    house.a.perform(do.CloseDay(actor="ana"))
    house.later(DAY)
    _answer(house, number)
    tuesday = monday + timedelta(days=1)
    for who, expected in (
        ("ana", [(0, 1, 0, 0, 0, 1), (1, 0, 0, 1, 0, 0), (0, 1, 0, 1, 0, 0)]),
        ("eva", [(0,) * 6] * 3),
    ):
        spans = ((monday, monday), (tuesday, tuesday), (monday, tuesday))
        assert [counts(archive.summary(*span, who).complaints)[:6] for span in spans] == expected, who


def test_a_deadline_is_kept_on_its_last_day() -> None:
    nine = int(datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp())
    last_minute = [complaint("1", THURSDAY, due_day=FRIDAY, steps=[("resolved", nine + 19 * 3600 - 1)])]
    assert counts(figures(FRIDAY, FRIDAY, last_minute))[3:5] == (1, 0)
    too_late = [complaint("1", THURSDAY, due_day=FRIDAY, steps=[("resolved", nine + 19 * 3600)])]
    assert counts(figures(SATURDAY, SATURDAY, too_late))[3:5] == (1, 1)
