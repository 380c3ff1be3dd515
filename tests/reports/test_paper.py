"""A summary on paper: a day is one page however rich it was, and what the page leaves out it says."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.contents import document_of
from frontdesk.reports.formats import made
from frontdesk.reports.model import Summary
from frontdesk.reports.pdf import letters
from frontdesk.reports.pdf.pages import PAPERS
from frontdesk.reports.period import Period
from tests.reports.reading import from_csv, from_pdf, from_xlsx
from tests.reports.rich_day import CAUSES, COUNTERS, PEOPLE, SERVICES, rich_day
from tests.reports.rows import BANK, BANK_ZONE, TODAY, bank_visits, ended, leg
from tests.reports.test_text import NINE, a_morning, house_word

SMALLEST = 5.4
"""So many points high are the smallest letters of a figure."""


class Words(NamedTuple):
    """A run of words on a page: where it begins and ends and how high its letters are, in points."""

    words: str
    left: float
    right: float
    foot: float
    size: float


@pytest.fixture(scope="module")
def rich() -> Summary:
    return rich_day()


def pdf_of(summary: Summary, paper: str = "a4") -> bytes:
    content = made("pdf", summary, house_word, paper=paper)
    assert isinstance(content, bytes)
    return content


def pdf(summary: Summary, paper: str = "a4") -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(summary, paper)))


def on(reader: PdfReader) -> list[Words]:
    """Every run of words on the only page."""
    found: list[Words] = []

    def see(words: str, outer: list[float], inner: list[float], font: dict[str, Any] | None, size: float) -> None:
        if words.strip() and font is not None:
            scale = outer[0]
            left, foot = outer[4] + scale * inner[4], outer[5] + scale * inner[5]
            long = scale * stringWidth(words.strip("\n"), font["/BaseFont"][1:], size)
            found.append(Words(words, left, left + long, foot, scale * size))

    (page,) = reader.pages
    page.extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_rich_day_is_one_page_that_can_be_read(rich: Summary, language: str, paper: str) -> None:
    use_language(language)
    reader = pdf(rich, paper)
    assert len(reader.pages) == 1
    wide, high = PAPERS[paper]
    assert tuple(map(float, reader.pages[0].mediabox[2:])) == pytest.approx((wide, high))
    words = on(reader)
    told = " ".join(one.words.strip() for one in words)
    document = document_of(rich, house_word)
    titles = [one.title for one in document.charts] + [one.title for one in document.tables if one.title and one.rows]
    assert len(titles) > 15
    assert [title for title in titles if title not in told] == [], "shortened, and nothing is left out"
    assert min(one.size for one in words if re.search(r"\d", one.words)) >= SMALLEST
    outside = [one for one in words if one.left < 20 or one.right > wide - 20 or one.foot < 20 or one.foot > high - 20]
    assert outside == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_rich_day_with_names_and_held_against_another_is_one_page(rich: Summary, paper: str) -> None:
    names = {visit.visit: f"Client {visit.number} with a long name" for visit in (*rich.removed, *rich.worst)}
    content = made("pdf", replace(rich, previous=rich), house_word, names, paper)
    assert isinstance(content, bytes)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    found = re.search(r"Names of the visits listed 48 .* and (\d+) more in XLSX and CSV", from_pdf(content))
    assert found is not None and int(found[1]) + len(re.findall("Client A", found[0])) == 48


@pytest.mark.parametrize("paper", PAPERS)
def test_a_shift_of_a_rich_day_is_one_page(paper: str) -> None:
    assert len(pdf(rich_day(staff=PEOPLE[8]), paper).pages) == 1


@pytest.mark.skipif(not BANK.exists(), reason=f"the bank's visits do not lie beside the checkout ({BANK})")
@pytest.mark.parametrize("day", ["1999-02-02", "1999-02-06", "1999-02-11"])
def test_a_day_of_the_bank_is_one_page_with_its_charts(day: str) -> None:
    visits = [visit for visit in bank_visits() if visit.arrived_day == day]
    summary = build(Period("Bank", day, day, 919_900_000, visits, zone=BANK_ZONE))
    assert len(pdf(summary).pages) == 1
    words = from_pdf(pdf_of(summary))
    for title in ("Arrivals and served by half hour", "Waits over the day against the standard", "How long people"):
        assert title in words


def test_what_the_page_leaves_out_it_says_and_the_data_have(rich: Summary) -> None:
    words = from_pdf(pdf_of(rich))
    files = made("csv", rich, house_word)
    book = made("xlsx", rich, house_word)
    assert isinstance(files, dict) and isinstance(book, bytes)
    for data in (from_csv(files), from_xlsx(book)):
        assert {row[0] for row in data["by_counter"][1:]} == set(COUNTERS)
        assert {row[0] for row in data["by_staff"][1:]} == set(PEOPLE)
        assert len(data["pauses"]) - 1 == len(rich.duty.pauses) == 80
        assert len(data["removed"]) - 1 == len(rich.removed)
        assert len(data["by_half_hour"]) - 1 == len(rich.by_half_hour)
    _assert_all_told(words, "By service", SERVICES, len(SERVICES))
    _assert_all_told(words, "By counter", COUNTERS, len(COUNTERS))
    left_out = re.search(r"Removed (\d+) \((\d+) more in XLSX and CSV\)", words)
    assert left_out is not None
    shown = len(re.findall(r"A\d+ \(\d\d:\d\d, waited", words))
    assert int(left_out[1]) == len(rich.removed) == shown + int(left_out[2])


def _assert_all_told(words: str, title: str, names: tuple[str, ...], n: int) -> None:
    """Under the title so many of the names as are not in the line below them."""
    below = words[words.index(title) :]
    left_out = re.search(r"… and (\d+) more with fewer visits, in XLSX and CSV", below)
    assert left_out is not None
    # A name that is the beginning of another one is followed by the number of visits.
    shown = [name for name in names if re.search(rf"{re.escape(name)} \d", below[: left_out.start()])]
    assert len(shown) + int(left_out[1]) == n


def test_those_that_stay_are_those_with_the_most_visits(rich: Summary) -> None:
    words = from_pdf(pdf_of(rich))
    busiest = max(rich.by_half_hour, key=lambda half: half.arrived)
    quietest = min(rich.by_half_hour, key=lambda half: half.arrived)
    halves = words[words.index("By half hour") : words.index("Arrivals and served by half hour")]
    assert busiest.clock in halves and quietest.clock not in halves
    clocks = re.findall(r"\b\d\d:\d\d(?= \d+ \d+ \d+ )", halves)
    assert len(clocks) > 1 and clocks == sorted(clocks)


def test_a_day_of_which_all_has_room_is_not_shortened_and_says_what_figures_mean() -> None:
    morning = a_morning()
    values: dict[str, Any] = {"site": "Main branch", "from_day": TODAY, "to_day": TODAY, "now": NINE + 30_000}
    words = from_pdf(pdf_of(build(Period(zone="America/Bogota", **(values | morning)))))
    assert "more in XLSX" not in words and "with fewer visits" not in words
    assert "How these are counted Visits: arrived on the day of check-in" in words


def test_several_days_take_the_pages_that_they_need() -> None:
    rich = rich_day(from_day="2026-11-20")
    reader = pdf(rich)
    assert len(reader.pages) > 1
    words = from_pdf(pdf_of(rich))
    assert f"1 / {len(reader.pages)}" in words and "with fewer visits" not in words
    assert all(name in words.replace(" ", "") for name in (one.replace(" ", "") for one in COUNTERS))


@pytest.mark.parametrize(("paper", "number"), [("a4", 9), ("letter", 1)])
def test_a_workbook_is_set_up_for_the_paper(paper: str, number: int) -> None:
    content = made("xlsx", rich_day(visits=40, people=3), house_word, paper=paper)
    assert isinstance(content, bytes)
    book = load_workbook(io.BytesIO(content))
    assert {sheet.page_setup.paperSize for sheet in book} == {number}


def test_more_causes_than_bars_are_counted_below_them() -> None:
    assert len(CAUSES) < 20
    words = from_pdf(pdf_of(rich_day()))
    chart = words[words.index("Complaints by cause") : words.index("Complaints, each")]
    left_out = re.search(r"… and (\d+) more in XLSX and CSV", chart)
    assert left_out is not None and 0 < int(left_out[1]) < len(CAUSES)


def test_letters_beyond_the_western_ones_are_embedded_where_a_document_has_any() -> None:
    names = ("Łukasz Wiśniewski", "Nguyễn Thị Hương", "Жанна Ёлкина", "Ωμέγα")
    day = a_day_with(names)
    words = from_pdf(pdf_of(day))
    for name in names:
        assert name in words
    assert pdf_of(day) == pdf_of(day), "the same summary gives the same file"
    assert b"Arimo" in pdf_of(day) and b"Arimo" not in pdf_of(a_day_with(("Ana Muñoz",)))
    assert b"Arimo" not in pdf_of(rich_day(visits=40, people=3))


def test_what_cannot_be_set_is_spelled_out_and_never_put_in_another_order() -> None:
    words = from_pdf(pdf_of(a_day_with(("שלום", "客戶")))).replace(" ", "")  # wherever a line is broken
    assert "‹05E9›‹05DC›‹05D5›‹05DD›" in words and "‹5BA2›‹6236›" in words


def test_without_the_extra_letters_lose_their_accents_or_are_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "_embedded", frozenset)
    monkeypatch.setattr(letters, "_width_of_one", letters._width_of_one.__wrapped__)
    words = from_pdf(pdf_of(a_day_with(("Čapek Ü", "Ж"))))
    assert "Capek Ü" in words and "‹0416›" in words


def a_day_with(people: tuple[str, ...]) -> Summary:
    visits = [ended(f"v{n}", NINE, "served", wait=60, serving=300, staff=name) for n, name in enumerate(people)]
    legs = [
        leg(
            one.id,
            1,
            one.service,
            NINE,
            staff=one.staff,
            called_at=NINE + 60,
            started_at=NINE + 60,
            ended_at=NINE + 360,
        )
        for one in visits
    ]
    return build(Period("Main branch", TODAY, TODAY, NINE + 30_000, visits, legs=legs))
