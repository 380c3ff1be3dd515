"""What the staff says of the standards is kept, and the review of many days says what their rows say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain.answers import Answer
from frontdesk.reports.parts import as_they_stood
from frontdesk.reports.satisfaction import satisfaction_of
from frontdesk.reports.standards_review import Comment, review
from frontdesk.reports.sums.measures import answer_sums_of, gathered
from frontdesk.reports.sums.sheet import sheet_of
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.erased import found_anywhere
from tests.store.house import DAY, House
from tests.store.turmoil import turmoil

FOREVER = (date(2026, 1, 1), date(2027, 12, 31))


def _says(house: House, text: str, standard: str = "everyone", **more: Any) -> Answer:
    note = house.a.note(text)
    assert note is not None
    return house.a.perform(do.CommentStandard(standard=standard, text=note, actor="ana", **more))


def _comments(house: House) -> list[Comment]:
    return [one for standard in Archive(house.a).standards_review(*FOREVER).standards for one in standard.comments]


def test_a_comment_stands_by_its_standard_with_who_and_when_the_newest_first(house: House) -> None:
    _says(house, "=1+1 Ann [/x]", key="one")
    assert _says(house, "=1+1 Ann [/x]", key="one") is not None  # once, whatever the net does
    house.later(DAY)
    _says(house, "too long on paydays")
    _says(house, "fine", standard="segment=vip")
    assert [(one.standard, one.day, one.staff, one.text) for one in _comments(house)] == [
        ("everyone", "2026-11-24", "ana", "too long on paydays"),
        ("everyone", "2026-11-23", "ana", "=1+1 Ann [/x]"),
        ("segment=vip", "2026-11-24", "ana", "fine"),
    ]
    assert rebuild(house.a.store) == dict.fromkeys(house.read_tables(), 0)


def test_a_comment_that_is_undone_is_gone(house: House) -> None:
    house.open("1")
    _says(house, "a slip of the pen", counter="1")
    house.a.perform(do.Undo(counter="1", actor="ana"))
    assert _comments(house) == []
    assert verify(house.a.store, read_tables=True) == []


def test_a_comment_goes_with_what_is_personal_of_its_day_and_only_its_number_is_told(
    house: House, tmp_path: Path
) -> None:
    """It is free text: “Mrs. Quispe waited an hour” names a customer, whatever it is about."""
    for text in ("Mrs. Quispe waited an hour", "nor is it kept on paydays"):
        _says(house, text)
    _says(house, "Mr. Quispe too", standard="segment=vip")
    taken_back = _says(house, "Quispe, a slip of the pen", counter="1")
    assert taken_back["counter"] == "1"
    house.a.perform(do.Undo(counter="1", actor="ana"))
    house.later(DAY)
    _says(house, "fifteen minutes are accepted")
    told = house.read_tables()
    answer = house.a.erase(do.ErasePersonal(before=date(2026, 11, 24), confirmed=True))
    assert (answer["comments"], answer["reasons"]) == (3, 1)
    assert found_anywhere(house, ["Quispe", "paydays"], tmp_path) == []
    found = Archive(house.a).standards_review(*FOREVER)
    assert [one.text for one in _comments(house)] == ["fifteen minutes are accepted"]
    assert {one.name: one.comments_erased for one in found.standards if one.comments_erased} == {
        "everyone": 2,
        "segment=vip": 1,
    }
    assert found.other_comments == ()
    assert house.read_tables() == told
    assert verify(house.a.store, read_tables=True) == []


def test_the_review_of_days_that_were_rolled_up_says_what_their_rows_say(house: House) -> None:
    turmoil(house, seed=2, steps=900)
    archive = Archive(house.a)
    first = date.fromisoformat(archive.days()[0].day)
    for last in (first, first + timedelta(days=1), first + timedelta(days=40)):
        period = archive.period(first, last)
        rows = gathered(sheet_of(as_they_stood(period), period.legs, period.phases, period.as_of))
        found = archive.standards_review(first, last)
        expected = review(answer_sums_of([rows]), house.a.policy.standards, found.factors, _comments(house))
        assert found.standards == expected.standards
        by_factor = satisfaction_of(rows, frozenset()).by_factor
        assert {one.factor: one.answers for one in found.factors} == by_factor
    assert found.standards[0].answers.n > 5
    assert found.standards[0].comments
    assert len(found.factors) == 2


def test_before_the_first_day_there_is_nothing_to_review(house: House) -> None:
    found = Archive(house.a).standards_review(*FOREVER)
    assert [one.attained.visits for one in found.standards] == [0] * len(found.standards)
